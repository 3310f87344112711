//! History: one entry for everything that was changed, by whom, and whether it can be taken back. The before and after
//! of each record stand beside it in the book's journal.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::record::CustomerId;
use super::role::Role;

/// The name of a history entry: the number of the change that began it, as a person types it (`undo 42`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(pub u64);

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who works: one name and the roles that person holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// The name as the machine knows it.
    pub name: String,
    /// What the partner lets the person do.
    pub roles: Vec<Role>,
}

/// How many records an operation added, changed and so on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// New records.
    pub added: u64,
    /// Records that say something else now.
    pub changed: u64,
    /// Records that were right already.
    pub unchanged: u64,
    /// Records that are gone.
    pub removed: u64,
    /// Rows or records that a rule refused.
    pub refused: u64,
    /// Rows or records that were tried and did not work.
    pub failed: u64,
}

/// Whether an entry can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Undo {
    /// Yes.
    Possible,
    /// No; the ID of the sentence that says why.
    Not(String),
}

/// An entry as the operation hands it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub who: Operator,
    /// The operation's stable word: `update_account`.
    pub operation: String,
    /// Whose account, when it is one account's.
    pub customer: Option<CustomerId>,
    /// That customer's name at the time, or the file's.
    pub subject: String,
    /// What it did; of a long run, so far.
    pub summary: Summary,
    /// Whether it can be taken back.
    pub undo: Undo,
    /// The entry that this one takes back.
    pub undoes: Option<EntryId>,
}

/// An entry as the book has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// What the operation handed in; of a long run, its last word.
    pub draft: Draft,
    /// The entry that took it back.
    pub undone_by: Option<EntryId>,
}
