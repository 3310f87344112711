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
    /// One problem for each field that the two sides say differently; what the book says stands as found.
    pub fn problems(&self) -> Vec<Problem> {
        let nothing = Resource::new();
        let mine = self.mine.as_ref().unwrap_or(&nothing);
        let theirs = self.theirs.as_ref().map_or(&nothing, |(theirs, _)| theirs);
        let mut paths: Vec<String> = Vec::new();
        for (path, _) in theirs.leaves().into_iter().chain(mine.leaves()) {
            let is_known = paths.iter().any(|known| known.eq_ignore_ascii_case(&path));
            if !is_known && mine.get(&path) != theirs.get(&path) {
                paths.push(path);
            }
        }
        let told = |path: String| {
            let said = |side: &Resource| side.get(&path).map_or(String::new(), plain);
            let (mine, theirs) = (said(mine), said(theirs));
            let message = say!("conflict-field", mine = mine, theirs = &theirs);
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
}
