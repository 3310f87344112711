//! Why an operation was not done, and the sentence that tells it: what happened, what is safe, what to do now. The screen
//! and the command line say the same one. `Display` is for logs.

use std::io::ErrorKind;

use crate::account::cloud::{Cloud, Elsewhere};
use crate::account::problem::{Arg, Message, Problem};
use crate::account::task::Task;
use crate::say;
use crate::store::StoreError;

use super::book_trouble::{code_of_store, message_of_store};
use super::{Conflict, rights};

/// Why an operation was not done. Nothing was changed, unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The operator's roles do not allow it.
    #[error("refused by role: {0:?}")]
    RefusedByRole(Task),
    /// The book's cloud does not have it, and where it is done instead.
    #[error("refused by cloud {0:?}: {1:?}")]
    RefusedByCloud(Cloud, Task, Elsewhere),
    /// A partner of this kind can't do it; the ID of the sentence that says who does.
    #[error("refused by the partner's kind: {0:?}: {1}")]
    RefusedByKind(Task, &'static str),
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
    /// No such code: what was asked for, and the codes near it.
    #[error("unknown code: {0}")]
    UnknownCode(String, Vec<&'static str>),
    /// Nothing of the history can be taken back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Several answer to it: what was asked for, and who answers.
    #[error("ambiguous: {0}")]
    Ambiguous(String, Vec<String>),
    /// Somebody changed it meanwhile.
    #[error("conflict on {}", .0.key.id)]
    Conflict(Box<Conflict>),
    /// A question must be answered with yes first: the sentence that says what would happen.
    #[error("needs confirmation")]
    NeedsConfirmation(Message),
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
    /// An import stopped at the operator's wish: how many records it had taken in, and of how many.
    #[error("import stopped at {0} of {1}")]
    ImportStopped(u64, u64),
    /// A fault of the program itself; where its report stands.
    #[error("a fault of ours: {0}")]
    Fault(String),
    /// The book.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Failure {
    /// Why a new file could not be made or written.
    pub(super) fn of_new_file(path: &std::path::Path, error: std::io::Error) -> Self {
        let name = path.display().to_string();
        match error.kind() {
            ErrorKind::AlreadyExists => Failure::FileExists(name),
            _ => Failure::File(name, error),
        }
    }

    /// The stable word that scripts test for.
    pub fn code(&self) -> &'static str {
        match self {
            Failure::RefusedByRole(_) | Failure::RefusedByKind(..) => "refused_by_role",
            Failure::RefusedByCloud(..) => "refused_by_cloud",
            Failure::ReadOnly => "read_only",
            Failure::Problems(_) => "problems",
            Failure::Blocked(_) => "precondition",
            Failure::NotFound(..) | Failure::UnknownCode(..) | Failure::NothingToUndo => {
                "not_found"
            }
            Failure::Ambiguous(..) => "ambiguous",
            Failure::Conflict(_) => "conflict",
            Failure::NeedsConfirmation(_) => "needs_confirmation",
            Failure::FileExists(_) => "file_exists",
            Failure::File(_, error) if is_disk_full(error) => "disk_full",
            Failure::File(..) | Failure::Usage(_) => "usage",
            Failure::Interrupted | Failure::ImportStopped(..) => "interrupted",
            Failure::Fault(_) => "internal",
            Failure::Store(error) => code_of_store(error),
        }
    }

    /// What happened, in a sentence. What is wrong in particular stands in [`Failure::problems`].
    pub fn message(&self) -> Message {
        match self {
            Failure::RefusedByRole(task) => rights::refused_by_role(*task),
            Failure::RefusedByCloud(cloud, task, elsewhere) => say!(
                "failure-refused-by-cloud",
                cloud = Message::new(cloud.facts().name),
                task = Message::new(task.words()),
                instead = elsewhere.message(),
            ),
            Failure::RefusedByKind(task, instead) => say!(
                "failure-refused-by-kind",
                task = Message::new(task.words()),
                instead = Message::new(*instead),
            ),
            Failure::ReadOnly => say!("failure-read-only"),
            Failure::Problems(problems) => say!("failure-problems", n = problems.len()),
            Failure::Blocked(blockers) => say!("failure-blocked", n = blockers.len()),
            Failure::NotFound(what, asked) => {
                say!(
                    "failure-not-found",
                    what = Message::new(*what),
                    asked = asked
                )
            }
            Failure::UnknownCode(asked, near) if near.is_empty() => {
                say!("failure-unknown-code", asked = asked)
            }
            Failure::UnknownCode(asked, near) => {
                say!(
                    "failure-unknown-code-near",
                    asked = asked,
                    near = near.clone()
                )
            }
            Failure::NothingToUndo => say!("failure-nothing-to-undo"),
            Failure::Ambiguous(asked, who) => {
                say!("failure-ambiguous", asked = asked, who = who.clone())
            }
            Failure::Conflict(_) => say!("failure-conflict"),
            Failure::NeedsConfirmation(what) => {
                say!("failure-needs-confirmation", what = what.clone())
            }
            Failure::FileExists(name) => say!("failure-file-exists", name = name),
            Failure::File(name, error) => {
                say!(
                    "failure-file",
                    name = name_of_file(name),
                    why = reason(error)
                )
            }
            Failure::Usage(problems) => match problems.as_slice() {
                [only] => only.message.clone(),
                several => say!("failure-usage", n = several.len()),
            },
            Failure::Interrupted => say!("failure-interrupted"),
            Failure::ImportStopped(done, total) => {
                say!("failure-import-stopped", n = *done, total = *total)
            }
            Failure::Fault(report) => say!("failure-internal", report = report),
            Failure::Store(error) => message_of_store(error),
        }
    }

    /// What happened, for a place that has one line only: what must be done first is named there, not only counted.
    pub fn in_one_line(&self) -> Message {
        match self {
            Failure::Problems(problems) | Failure::Blocked(problems) => match problems.as_slice() {
                [only] => say!("failure-because", why = only.message.clone()),
                [first, ..] => say!(
                    "failure-because-first",
                    why = first.message.clone(),
                    n = problems.len() - 1,
                ),
                [] => self.message(),
            },
            _ => self.message(),
        }
    }

    /// Every single thing that is wrong, with its place; empty when the sentence says it all.
    pub fn problems(&self) -> Vec<Problem> {
        match self {
            Failure::Problems(problems) | Failure::Blocked(problems) | Failure::Usage(problems) => {
                problems.clone()
            }
            Failure::Conflict(conflict) => conflict.problems(),
            Failure::RefusedByRole(_)
            | Failure::RefusedByCloud(..)
            | Failure::RefusedByKind(..) => rights::problem(self).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the sentence says all that [`Failure::problems`] tells: a refusal by right, a single slip in the command.
    pub fn is_said_whole(&self) -> bool {
        match self {
            Failure::Usage(problems) => problems.len() == 1,
            Failure::RefusedByRole(_)
            | Failure::RefusedByCloud(..)
            | Failure::RefusedByKind(..) => true,
            _ => false,
        }
    }

    /// Where in a browser it is done instead; for the clipboard.
    pub fn address(&self) -> Option<&'static str> {
        match self {
            Failure::RefusedByCloud(_, _, elsewhere) => elsewhere.address,
            _ => None,
        }
    }
}

/// `-` is what an operator types for standard input and output.
fn name_of_file(name: &str) -> Arg {
    match name {
        "-" => Arg::Said(say!("file-standard")),
        name => Arg::from(name),
    }
}

pub(super) fn is_disk_full(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded
    )
}

/// What the system said, in our words where it is one of the usual things.
pub(super) fn reason(error: &std::io::Error) -> Message {
    match error.kind() {
        ErrorKind::NotFound => say!("reason-missing"),
        ErrorKind::PermissionDenied => say!("reason-no-permission"),
        ErrorKind::IsADirectory => say!("reason-is-folder"),
        ErrorKind::NotADirectory => say!("reason-no-folder"),
        ErrorKind::ReadOnlyFilesystem => say!("reason-read-only-disk"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!("reason-disk-full"),
        // What is no file of the disk at all: a device, a pipe, a socket.
        ErrorKind::InvalidInput => say!("reason-no-regular-file"),
        ErrorKind::FileTooLarge => say!("reason-too-large"),
        ErrorKind::InvalidData => say!("reason-no-text"),
        _ => say!("reason-other", system = error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::cloud::Cloud;
    use crate::account::entry::EntryId;
    use crate::words::{Language, Words};

    fn of_store() -> Vec<StoreError> {
        vec![
            StoreError::NoEntry(EntryId(9)),
            StoreError::InUse {
                pid: Some(4711),
                host: Some("desk".to_owned()),
            },
            StoreError::InUse {
                pid: None,
                host: None,
            },
            StoreError::Damaged {
                what: "journal".to_owned(),
            },
            StoreError::StandsIn {
                what: "journal".to_owned(),
                backup: "b".to_owned(),
            },
            StoreError::NotOnDisk,
            StoreError::NoBackup {
                file: "f".to_owned(),
            },
            StoreError::BrokenBackup {
                file: "f".to_owned(),
                whole: 7,
            },
            StoreError::NewerFormat { found: 9, known: 1 },
            StoreError::OtherCloud(Cloud::China),
            StoreError::SealKeyMissing,
            StoreError::SealLocked,
            StoreError::WrongPassphrase,
            StoreError::OpenToOthers {
                folder: "/shared".to_owned(),
            },
            StoreError::DiskFull,
            StoreError::NotWritable("/book".to_owned()),
            StoreError::Io {
                what: "journal".to_owned(),
                source: ErrorKind::StorageFull.into(),
            },
        ]
    }

    fn all() -> Vec<Failure> {
        let refusals = vec![
            Failure::RefusedByRole(Task::AddUsers),
            Failure::RefusedByCloud(
                Cloud::China,
                Task::SeeEntitlements,
                Elsewhere {
                    words: "cloud-no-entitlements",
                    address: None,
                },
            ),
            Failure::ReadOnly,
            Failure::Problems(Vec::new()),
            Failure::Blocked(Vec::new()),
            Failure::NotFound("noun-customer", "x".to_owned()),
            Failure::UnknownCode("9".to_owned(), vec!["99", "999"]),
            Failure::UnknownCode("x".to_owned(), Vec::new()),
            Failure::NothingToUndo,
            Failure::Ambiguous("x".to_owned(), vec!["a".to_owned(), "b".to_owned()]),
            Failure::NeedsConfirmation(say!("ask-overwrite", name = "x")),
            Failure::FileExists("x".to_owned()),
            Failure::File("-".to_owned(), ErrorKind::NotFound.into()),
            Failure::Usage(Vec::new()),
            Failure::Interrupted,
            Failure::ImportStopped(0, 7),
            Failure::ImportStopped(5, 7),
            Failure::Fault("x".to_owned()),
        ];
        let of_store = of_store().into_iter().map(Failure::Store);
        refusals.into_iter().chain(of_store).collect()
    }

    #[test]
    fn every_failure_has_a_sentence_that_is_whole() {
        let words = Words::load(Language::English);
        for failure in all() {
            let said = words.say(&failure.message());
            assert!(!said.contains(['{', '}']), "{failure:?}: {said}");
            assert!(said.ends_with(['.', '?']), "{failure:?}: {said}");
        }
    }

    #[test]
    fn a_number_of_a_process_is_no_count() {
        let words = Words::load(Language::English);
        let said = of_store().swap_remove(1);
        let said = words.say(&Failure::Store(said).message());
        assert!(said.contains("process 4711 on desk"), "{said}");
    }
}
