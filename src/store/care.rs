//! Looking after a book as a whole: backups of it, and what can be done for its folder while nobody has it open, perhaps
//! because it does not open any more. [`Care`] is given by whoever knows how a book stands on the disk.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use uuid::Uuid;

use crate::account::cloud::Cloud;
use crate::account::record::{Kind, Stored};

use super::StoreError;

/// Told how many entries are done and how many there are; breaks to stop the work after a whole step.
pub type Watch<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// What whoever makes a backup writes at its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupNote {
    /// When it is made.
    pub at: Timestamp,
    /// Whose book it is, when somebody said.
    pub partner: Option<String>,
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// When it was made, and whose book it is.
    pub note: BackupNote,
    /// The book it was made of.
    pub book: Uuid,
    /// That book's cloud.
    pub cloud: Cloud,
    /// The number of the last change in it; every change before it is in it too.
    pub version: u64,
    /// How many records of each kind that adds up to; a kind without records may be missing.
    pub counts: BTreeMap<Kind, u64>,
}

impl Backup {
    /// How many records there are in all.
    pub fn records(&self) -> u64 {
        self.counts.values().sum()
    }
}

/// A backup among those that the desk makes by itself, as its name tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rolling {
    /// The number of the last change in it.
    pub version: u64,
    /// When it was made.
    pub at: Timestamp,
    /// Where it stands.
    pub path: PathBuf,
}

/// A damaged book answers from its newest good backup, and may not be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn {
    /// The backup that it answers from.
    pub backup: PathBuf,
    /// When that was made.
    pub at: Timestamp,
    /// The number of the last change in it.
    pub version: u64,
    /// How many changes of the damaged book are newer, as far as can be seen there.
    pub newer: u64,
    /// What is damaged.
    pub what: String,
}

/// What is wrong with a journal at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// What it is.
    pub kind: FlawKind,
    /// The first entry it is about.
    pub first: u64,
    /// The last entry it is about.
    pub last: u64,
    /// The file.
    pub file: PathBuf,
    /// Bytes from the beginning of that file.
    pub offset: u64,
}

/// What is wrong with a journal at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlawKind {
    /// Bytes that changed since they were written.
    Unreadable,
    /// Entries that should stand between two others and do not.
    Missing,
    /// A whole entry that says something else than when it was written.
    Changed,
    /// A whole entry in a place that is not its own.
    OutOfOrder,
    /// The end is not there: what the book knows to have written last.
    CutOff,
    /// The beginning of a file of the journal is not what it was.
    Head,
    /// `book.json` can't be read: where the journal should end, nobody knows.
    NoBookJson,
}

/// What a walk through a whole journal found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// How many entries can be read.
    pub entries: u64,
    /// The highest number of an entry that the book is known to have written.
    pub newest: u64,
    /// What is wrong, in the order of the files.
    pub flaws: Vec<Flaw>,
}

/// What could be read of a damaged book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// What its journal is like.
    pub journal: Walked,
    /// Records that could be read.
    pub records: u64,
    /// Those of them that only the state still had: the entry that wrote them can't be read.
    pub of_state: u64,
    /// Whether the state could be read to its end.
    pub state_is_whole: bool,
}

/// How a book is brought back.
#[derive(Debug, Clone)]
pub struct Restore {
    /// The backup.
    pub backup: PathBuf,
    /// Where the book is to stand.
    pub folder: PathBuf,
    /// Where to move what stands there now; `None`: nothing may stand there.
    pub aside: Option<PathBuf>,
    /// Only say what would come of it.
    pub dry_run: bool,
}

/// What was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// From which backup.
    pub backup: Backup,
    /// Later changes that were taken over from the journal of the damaged book.
    pub recovered: u64,
    /// Changes that the book is known to have had, and which could not be brought back.
    pub lost: u64,
    /// Changes of a sound book that are newer than the backup, and stay where it was moved.
    pub left_behind: u64,
    /// Files of sealed passwords that were taken over from the book that stood there.
    pub seals: u64,
    /// How many records the book has now.
    pub records: u64,
}

/// What can be done for the folder of a book that is not open.
pub trait Care: Sync {
    /// Reads a backup to its end, so that it is known to be whole. `None` when the watch broke it off.
    ///
    /// # Errors
    /// [`StoreError::NoBackup`], [`StoreError::BrokenBackup`], [`StoreError::NewerFormat`], or when it can't be read.
    fn read_backup(&self, file: &Path, watch: Watch<'_>) -> Result<Option<Backup>, StoreError>;

    /// Whether something stands where a book is to stand.
    ///
    /// # Errors
    /// When the folder can't be read.
    fn is_filled(&self, folder: &Path) -> Result<bool, StoreError>;

    /// Makes the book again from a backup; nothing of what stood there is deleted. `None` when the watch broke it off:
    /// everything is as it was then.
    ///
    /// # Errors
    /// As [`Care::read_backup`]; [`StoreError::InUse`]; when the disk refuses. Everything is as it was then.
    fn restore(&self, restore: &Restore, watch: Watch<'_>) -> Result<Option<Restored>, StoreError>;

    /// Walks the journal of a book from its first entry to where `book.json` says that it ended. Nothing is written.
    /// `None` when the watch broke it off.
    ///
    /// # Errors
    /// When there is no book, or somebody else writes it.
    fn verify(&self, folder: &Path, watch: Watch<'_>) -> Result<Option<Walked>, StoreError>;

    /// Hands out every record that can still be read, in its newest readable version, in no order. Nothing of the book is
    /// written. `None` when the visitor broke it off.
    ///
    /// # Errors
    /// When there is no book, or somebody else writes it.
    fn salvage(
        &self,
        folder: &Path,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<Option<Salvaged>, StoreError>;
}
