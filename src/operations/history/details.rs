//! One entry of the log whole: every record that it changed, member by member, old and new, how it ended, and whether it
//! can be taken back.

use std::ops::ControlFlow;

use serde_json::Value;

use crate::account::entry::{Entry, EntryId, Undo};
use crate::account::problem::Message;
use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::operations::add_users::{self, RunState};
use crate::operations::undo::is_undone;
use crate::operations::{Desk, Failure, Outcome};
use crate::say;
use crate::store::Image;

use super::Activity;

/// So many records are told member by member; an import may have changed a million.
const TOLD: usize = 100;

/// How an operation ended, in the words of the service's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It was done, all or in part.
    Succeeded,
    /// Nothing of it worked.
    Failed,
    /// A long run that is not through: it goes on, or can be resumed.
    Progress,
}

impl Status {
    /// The service's word for it.
    pub const fn wire(self) -> &'static str {
        match self {
            Status::Succeeded => "succeeded",
            Status::Failed => "failed",
            Status::Progress => "progress",
        }
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Status::Succeeded => "activity-succeeded",
            Status::Failed => "activity-failed",
            Status::Progress => "activity-progress",
        }
    }
}

/// One member of a record before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its full path.
    pub path: String,
    /// What it said; `None`: it was not there.
    pub old: Option<String>,
    /// What it says; `None`: it is gone.
    pub new: Option<String>,
}

/// One record that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Which.
    pub key: RecordKey,
    /// Its name for people; its ID where it has no other.
    pub name: String,
    /// Added, changed, removed.
    pub outcome: Outcome,
    /// What is different, in the order of the record.
    pub differences: Vec<Difference>,
}

/// An entry whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The entry.
    pub activity: Activity,
    /// How it ended.
    pub status: Status,
    /// What it was done to, in the service's words.
    pub resource_type: &'static str,
    /// Why it can't be taken back; `None`: it can.
    pub final_because: Option<Message>,
    /// The records that it changed, as many as are told.
    pub touched: Vec<Touched>,
    /// How many more there are.
    pub more: u64,
}

impl Desk {
    /// One entry of the log with everything that is known of it; with a customer only that one's records are told, and the
    /// others counted.
    ///
    /// # Errors
    /// When the operator may not see the log, there is no such entry, or the book can't be read.
    pub fn activity_details(
        &self,
        id: EntryId,
        of: Option<&CustomerId>,
    ) -> Result<Details, Failure> {
        self.may(Task::SeeActivity)?;
        let nothing = || Failure::NotFound("noun-entry", id.to_string());
        let entry = self.store().entry(id)?.ok_or_else(nothing)?;
        let mut touched = Vec::new();
        let mut more = 0;
        self.store().images(id, &mut |image| {
            let is_theirs = of.is_none_or(|customer| image.key.customer == *customer);
            match is_theirs && touched.len() < TOLD {
                true => touched.extend(told(image)),
                false => more += 1,
            }
            ControlFlow::Continue(())
        })?;
        let undone = is_undone(self, &entry)?;
        let kind = match touched.as_slice() {
            [only] if more == 0 => Some(only.key.kind),
            _ => None,
        };
        Ok(Details {
            status: self.status_of(&entry)?,
            resource_type: super::audit::resource_type(&entry.draft.operation, kind),
            final_because: final_because(&entry, undone),
            activity: Activity { entry, undone },
            touched,
            more,
        })
    }

    /// How an entry ended. A run of many users is not through as long as rows of it are left.
    pub(super) fn status_of(&self, entry: &Entry) -> Result<Status, Failure> {
        let summary = entry.draft.summary;
        if let ("add_users", Some(customer)) =
            (entry.draft.operation.as_str(), &entry.draft.customer)
        {
            let runs = add_users::runs(self, customer)?;
            let mut own = runs.iter().filter(|run| run.entry == Some(entry.id));
            if own.any(|run| run.state == RunState::Unfinished) {
                return Ok(Status::Progress);
            }
        }
        let has_done = summary.added + summary.changed + summary.removed + summary.unchanged > 0;
        Ok(match summary.failed > 0 && !has_done {
            true => Status::Failed,
            false => Status::Succeeded,
        })
    }
}

/// Why an entry can't be taken back as it stands.
fn final_because(entry: &Entry, undone: bool) -> Option<Message> {
    match &entry.draft.undo {
        _ if undone => Some(say!("undo-is-undone", number = entry.id.to_string())),
        Undo::Not(reason) => Some(Message::new(reason.clone())),
        Undo::Possible => None,
    }
}

/// What an image tells; the program's own records of runs are nothing to people.
fn told(image: Image) -> Option<Touched> {
    if image.key.kind == Kind::Run {
        return None;
    }
    let outcome = match (&image.before, &image.after) {
        (None, _) => Outcome::Added,
        (Some(_), None) => Outcome::Removed,
        (Some(_), Some(_)) => Outcome::Changed,
    };
    let said = image.after.as_ref().or(image.before.as_ref());
    let name = said.map_or(String::new(), |resource| name_of(&image.key, resource));
    Some(Touched {
        name,
        outcome,
        differences: differences(image.before.as_ref(), image.after.as_ref()),
        key: image.key,
    })
}

/// By which people know a record.
fn name_of(key: &RecordKey, resource: &Resource) -> String {
    const NAMES: [&str; 9] = [
        "billingProfile.companyName",
        "companyProfile.companyName",
        "userPrincipalName",
        "friendlyName",
        "offerName",
        "title",
        "name",
        "productSku.name",
        "qualification",
    ];
    let mut names = NAMES.iter().map(|path| resource.text_or_empty(path));
    let name = names.find(|name| !name.is_empty());
    name.unwrap_or(&key.id).to_owned()
}

/// Member by member: in the order of what is, then what is gone.
fn differences(before: Option<&Resource>, after: Option<&Resource>) -> Vec<Difference> {
    let was = before.map(Resource::leaves).unwrap_or_default();
    let is = after.map(Resource::leaves).unwrap_or_default();
    let of = |leaves: &[(String, &Value)], path: &str| {
        let mut leaves = leaves.iter();
        let found = leaves.find(|(other, _)| other == path);
        found.map(|(_, value)| plain(value))
    };
    let mut found = Vec::new();
    let gone = was
        .iter()
        .filter(|(path, _)| !is.iter().any(|(other, _)| other == path));
    for (path, _) in is.iter().chain(gone) {
        let (old, new) = (of(&was, path), of(&is, path));
        if old != new {
            found.push(Difference {
                path: path.clone(),
                old,
                new,
            });
        }
    }
    found
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn old_and_new_are_told_member_by_member() {
        let before =
            resource(r#"{"id":"s","quantity":5,"friendlyName":"A","gone":null,"in":{"x":1}}"#);
        let after = resource(r#"{"id":"s","quantity":7,"friendlyName":"A","in":{"x":1,"y":[1]}}"#);
        let told: Vec<(String, Option<String>, Option<String>)> =
            differences(Some(&before), Some(&after))
                .into_iter()
                .map(|one| (one.path, one.old, one.new))
                .collect();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            told,
            [
                ("quantity".to_owned(), text("5"), text("7")),
                ("in.y".to_owned(), None, text("[1]")),
                ("gone".to_owned(), text("null"), None),
            ]
        );
        assert_eq!(differences(None, Some(&before)).len(), 5);
        assert_eq!(differences(Some(&before), None).len(), 5);
    }
}
