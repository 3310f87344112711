//! Where everything stands in the folder of a book.

use std::path::{Path, PathBuf};

use super::files::trouble;
use crate::store::{Derived, StoreError};

/// The folder of a book.
#[derive(Debug, Clone)]
pub(super) struct Layout(PathBuf);

impl Layout {
    pub(super) fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    pub(super) fn folder(&self) -> &Path {
        &self.0
    }

    /// Who has it.
    pub(super) fn lock(&self) -> PathBuf {
        self.0.join("LOCK")
    }

    /// What it is, and where it stood at the last checkpoint.
    pub(super) fn book_json(&self) -> PathBuf {
        self.0.join("book.json")
    }

    /// Every commit in order: the truth.
    pub(super) fn journal(&self) -> PathBuf {
        self.0.join("journal")
    }

    /// What the journal adds up to.
    pub(super) fn state(&self) -> StateFolders {
        StateFolders::within(&self.0)
    }

    /// Something derived, kept so that the next opening is quick.
    pub(super) fn derived(&self, what: Derived) -> PathBuf {
        self.0.join(match what {
            Derived::Columns => "search.cols",
            Derived::Partner => "partner",
            Derived::Users => "users.cols",
        })
    }

    /// The backups that the desk makes by itself.
    pub(super) fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }

    /// First passwords that nobody has handed over yet.
    pub(super) fn seal(&self) -> PathBuf {
        self.0.join("seal")
    }

    /// Whether there is a book.
    pub(super) fn is_book(&self) -> bool {
        self.book_json().exists()
    }

    /// Whether nothing is in the folder, or only what a book that was never finished left there.
    ///
    /// # Errors
    /// When the folder can't be read; a missing one is empty.
    pub(super) fn is_empty(&self) -> Result<bool, StoreError> {
        let entries = match std::fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(trouble(&self.0)(error)),
        };
        let unfinished = [self.lock(), super::files::aside(&self.book_json())];
        Ok(entries
            .flatten()
            .all(|entry| unfinished.contains(&entry.path())))
    }

    /// Bytes of all its files.
    pub(super) fn bytes(&self) -> u64 {
        bytes_in(&self.0)
    }
}

/// The state, the one that takes its place, and the one whose place is taken.
#[derive(Debug, Clone)]
pub(super) struct StateFolders {
    pub(super) current: PathBuf,
    pub(super) next: PathBuf,
    pub(super) last: PathBuf,
    /// There when the state is not to be believed and has to be made again from the journal.
    pub(super) suspect: PathBuf,
}

impl StateFolders {
    pub(super) fn within(folder: &Path) -> Self {
        Self {
            current: folder.join("state"),
            next: folder.join("state.next"),
            last: folder.join("state.last"),
            suspect: folder.join("state.suspect"),
        }
    }
}

/// Files that come or go meanwhile are no trouble: it is a number for people.
pub(super) fn bytes_in(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(facts) if facts.is_dir() => bytes_in(&entry.path()),
            Ok(facts) => facts.len(),
            Err(_) => 0,
        })
        .sum()
}
