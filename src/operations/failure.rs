//! Why an operation was not done. What an operator reads is made from the variant in `words` and `cli`; `Display` is for
//! logs.

use crate::account::cloud::Cloud;
use crate::account::problem::Problem;
use crate::account::record::RecordKey;
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::store::StoreError;

/// Why an operation was not done. Nothing was changed, unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The operator's roles do not allow it.
    #[error("refused by role: {0:?}")]
    RefusedByRole(Task),
    /// The book's cloud does not have it; the ID of the sentence that says where it is done instead.
    #[error("refused by cloud {0:?}: {1}")]
    RefusedByCloud(Cloud, &'static str),
    /// The book was opened read-only.
    #[error("read-only")]
    ReadOnly,
    /// The input is wrong: every problem of it.
    #[error("{} problems", .0.len())]
    Problems(Vec<Problem>),
    /// Something must be done first.
    #[error("{} blockers", .0.len())]
    Blocked(Vec<Problem>),
    /// No such customer, user, entry, run: the kind of thing as an ID of the locale files, and what was asked for.
    #[error("not found: {1}")]
    NotFound(&'static str, String),
    /// Several answer to it: what was asked for, and who answers.
    #[error("ambiguous: {0}")]
    Ambiguous(String, Vec<String>),
    /// Somebody changed it meanwhile.
    #[error("conflict on {}", .0.key.id)]
    Conflict(Box<Conflict>),
    /// A new file was asked for, and there is one.
    #[error("file exists: {0}")]
    FileExists(String),
    /// A file can't be read or written: its name and what the system says.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// What was asked can't be understood: a filter, a sort field, a file that is no JSON.
    #[error("usage")]
    Usage(Vec<Problem>),
    /// Stopped at the operator's wish after a whole step.
    #[error("interrupted")]
    Interrupted,
    /// The book.
    #[error(transparent)]
    Store(#[from] StoreError),
}

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
    pub theirs: Option<(Resource, crate::account::record::Version)>,
}
