//! A change that met another one: both sides, field by field, so that nothing typed is lost and nothing is overwritten.

use serde_json::Value;

use crate::account::problem::{Code, Problem};
use crate::account::record::{RecordKey, Version};
use crate::account::resource::Resource;
use crate::say;

/// The three sides of a change that met another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which record.
    pub key: RecordKey,
    /// What it was when the change was begun.
    pub base: Option<Resource>,
    /// What this change wants.
    pub mine: Option<Resource>,
    /// What it is now, and at which version.
    pub theirs: Option<(Resource, Version)>,
}

impl Conflict {
    /// One problem for each field that the two sides say differently; what the book says stands as found. Where the
    /// common root is known, what only this change touches is no conflict and is left out.
    pub fn problems(&self) -> Vec<Problem> {
        let nothing = Resource::new();
        let mine = self.mine.as_ref().unwrap_or(&nothing);
        let theirs = self.theirs.as_ref().map_or(&nothing, |(theirs, _)| theirs);
        let root = self.base.as_ref();
        let mut paths: Vec<String> = Vec::new();
        for (path, _) in theirs.leaves().into_iter().chain(mine.leaves()) {
            let is_known = paths.iter().any(|known| known.eq_ignore_ascii_case(&path));
            let only_mine = root.is_some_and(|root| root.get(&path) == theirs.get(&path));
            if !is_known && !only_mine && mine.get(&path) != theirs.get(&path) {
                paths.push(path);
            }
        }
        let told = |path: String| {
            let said = |side: &Resource| side.get(&path).map_or(String::new(), plain);
            let (mine, theirs) = (said(mine), said(theirs));
            let message = match root.map(said) {
                None => say!("conflict-field", mine = mine, theirs = &theirs),
                Some(base) if base == mine => {
                    say!("conflict-field-of-theirs", base = base, theirs = &theirs)
                }
                Some(base) => say!(
                    "conflict-field-of-both",
                    base = base,
                    mine = mine,
                    theirs = &theirs
                ),
            };
            Problem::of_field(&path, Code::Conflict, message).found(theirs)
        };
        paths.into_iter().map(told).collect()
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::record::CustomerId;

    #[test]
    fn only_the_fields_at_stake_are_told() {
        let resource = |json: &str| serde_json::from_str::<Resource>(json).unwrap();
        let conflict = Conflict {
            key: RecordKey::customer(&CustomerId::new("c")),
            base: None,
            mine: Some(resource(
                r#"{"id":"c","billingProfile":{"city":"Busan","email":"a"}}"#,
            )),
            theirs: Some((
                resource(r#"{"id":"c","billingProfile":{"city":"Seoul","email":"a"}}"#),
                Version(7),
            )),
        };
        let problems = conflict.problems();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].field(), Some("billingProfile.city"));
        assert_eq!(problems[0].found.as_deref(), Some("Seoul"));
    }

    #[test]
    fn what_only_one_side_changed_is_told_as_such_or_not_at_all() {
        let resource = |json: &str| serde_json::from_str::<Resource>(json).unwrap();
        let conflict = Conflict {
            key: RecordKey::customer(&CustomerId::new("c")),
            base: Some(resource(r#"{"both":"b","mine":"b","theirs":"b"}"#)),
            mine: Some(resource(r#"{"both":"m","mine":"m","theirs":"b"}"#)),
            theirs: Some((
                resource(r#"{"both":"t","mine":"b","theirs":"t"}"#),
                Version(7),
            )),
        };
        let told: Vec<(String, String)> = conflict
            .problems()
            .into_iter()
            .map(|problem| {
                let path = problem.field().unwrap_or_default().to_owned();
                (path, problem.message.id.into_owned())
            })
            .collect();
        let both = ("both".to_owned(), "conflict-field-of-both".to_owned());
        let theirs = ("theirs".to_owned(), "conflict-field-of-theirs".to_owned());
        assert_eq!(told, [both, theirs]);
    }
}
