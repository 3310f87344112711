//! Exit codes: what a script learns without reading a word.

use std::process::ExitCode;

use crate::operations::Failure;
use crate::store::StoreError;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// A fault of ours.
    Fault = 1,
    /// Arguments, a filter, a clock, an input file that can't be read.
    Usage = 2,
    /// A rule refused it.
    Refused = 3,
    /// Not there, or several.
    NotFound = 4,
    /// Somebody changed it meanwhile.
    Conflict = 5,
    /// The book can't be used.
    Book = 6,
    /// Some of it was done.
    Partly = 8,
    /// Stopped by the operator.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

impl From<&Failure> for Exit {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::RefusedByRole(_)
            | Failure::RefusedByKind(..)
            | Failure::RefusedByCloud(..)
            | Failure::ReadOnly
            | Failure::Problems(_)
            | Failure::Blocked(_)
            | Failure::NeedsConfirmation(_)
            | Failure::FileExists(_) => Exit::Refused,
            Failure::File(..) if failure.code() == "disk_full" => Exit::Book,
            Failure::File(..) | Failure::Usage(_) => Exit::Usage,
            Failure::NotFound(..)
            | Failure::UnknownCode(..)
            | Failure::NothingToUndo
            | Failure::Ambiguous(..) => Exit::NotFound,
            Failure::Conflict(_) => Exit::Conflict,
            Failure::Interrupted | Failure::ImportStopped(..) => Exit::Interrupted,
            Failure::Fault(_) => Exit::Fault,
            Failure::Store(error) => of_store(error),
        }
    }
}

fn of_store(error: &StoreError) -> Exit {
    match error {
        StoreError::Moved { .. } | StoreError::Taken(_) => Exit::Conflict,
        StoreError::NoEntry(_) => Exit::NotFound,
        StoreError::OtherCloud(_)
        | StoreError::NotOnDisk
        | StoreError::SealLocked
        | StoreError::WrongPassphrase
        | StoreError::OpenToOthers { .. } => Exit::Refused,
        StoreError::NoBackup { .. } => Exit::Usage,
        // A missing book too: a script must tell it from a missing customer, which is 4.
        _ => Exit::Book,
    }
}
