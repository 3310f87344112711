//! Why a store could not do what was asked.

use std::io;

use super::Guard;
use crate::account::cloud::Cloud;
use crate::account::entry::EntryId;
use crate::account::record::{RecordKey, Stored};

/// Why a store could not do what was asked. `Display` is for logs; what an operator reads is made from the variant.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A record is not what the change was planned from.
    #[error("{} moved", key.id)]
    Moved {
        /// Which record.
        key: RecordKey,
        /// What the book has now.
        theirs: Option<Box<Stored>>,
    },
    /// A guard does not hold.
    #[error("guard does not hold: {0:?}")]
    Taken(Guard),
    /// No such history entry.
    #[error("no history entry {0}")]
    NoEntry(EntryId),
    /// Another process has the book open.
    #[error("in use by process {pid:?}")]
    InUse {
        /// That process, when it told.
        pid: Option<u32>,
        /// Its machine, when it told.
        host: Option<String>,
    },
    /// There is no book where one was asked for.
    #[error("no book in {folder}")]
    NoBook {
        /// Where.
        folder: String,
    },
    /// The folder holds something else, which is left alone.
    #[error("{folder} is no book and not empty")]
    NotABook {
        /// Which folder.
        folder: String,
    },
    /// The book says something that can't be.
    #[error("damaged: {what}")]
    Damaged {
        /// Which part, for the operator.
        what: String,
    },
    /// The book answers from a backup because it is damaged, and may not be changed.
    #[error("damaged: {what}; answering from a backup")]
    StandsIn {
        /// Which part is damaged.
        what: String,
        /// The backup.
        backup: String,
    },
    /// A book that goes with the process has nothing that could be backed up.
    #[error("not on a disk")]
    NotOnDisk,
    /// A file that was given as a backup is none.
    #[error("{file} is no backup")]
    NoBackup {
        /// Which file.
        file: String,
    },
    /// A backup is cut off, or changed since it was made.
    #[error("{file} is not whole after entry {whole}")]
    BrokenBackup {
        /// Which file.
        file: String,
        /// How many of its entries are as they were written.
        whole: u64,
    },
    /// Made by a newer program.
    #[error("format {found} is newer than {known}")]
    NewerFormat {
        /// What the book says.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// Made for another cloud.
    #[error("the book belongs to {0:?}")]
    OtherCloud(Cloud),
    /// The key that the sealed passwords were sealed with is not there.
    #[error("the key of the seal is missing")]
    SealKeyMissing,
    /// The key of the seal is kept under a passphrase that was not given.
    #[error("the seal is locked")]
    SealLocked,
    /// Not the passphrase that keeps the key of the seal.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// Others may write where only the owner should.
    #[error("open to others: {folder}")]
    OpenToOthers {
        /// The folder, or the link on the way to it.
        folder: String,
    },
    /// No room on the disk.
    #[error("disk full")]
    DiskFull,
    /// The folder or a file can't be written.
    #[error("not writable: {0}")]
    NotWritable(String),
    /// Any other trouble with the disk.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// What the system said.
        source: io::Error,
    },
}

impl StoreError {
    /// The same said once more: a book that could not be opened says so to everybody who asks.
    pub(super) fn again(&self) -> Self {
        match self {
            Self::Moved { key, theirs } => Self::Moved {
                key: key.clone(),
                theirs: theirs.clone(),
            },
            Self::Taken(guard) => Self::Taken(guard.clone()),
            Self::NoEntry(id) => Self::NoEntry(*id),
            Self::InUse { pid, host } => Self::InUse {
                pid: *pid,
                host: host.clone(),
            },
            Self::NoBook { folder } => Self::NoBook {
                folder: folder.clone(),
            },
            Self::NotABook { folder } => Self::NotABook {
                folder: folder.clone(),
            },
            Self::Damaged { what } => Self::Damaged { what: what.clone() },
            Self::StandsIn { what, backup } => Self::StandsIn {
                what: what.clone(),
                backup: backup.clone(),
            },
            Self::NotOnDisk => Self::NotOnDisk,
            Self::NoBackup { file } => Self::NoBackup { file: file.clone() },
            Self::BrokenBackup { file, whole } => Self::BrokenBackup {
                file: file.clone(),
                whole: *whole,
            },
            Self::NewerFormat { found, known } => Self::NewerFormat {
                found: *found,
                known: *known,
            },
            Self::OtherCloud(cloud) => Self::OtherCloud(*cloud),
            Self::SealKeyMissing => Self::SealKeyMissing,
            Self::SealLocked => Self::SealLocked,
            Self::WrongPassphrase => Self::WrongPassphrase,
            Self::OpenToOthers { folder } => Self::OpenToOthers {
                folder: folder.clone(),
            },
            Self::DiskFull => Self::DiskFull,
            Self::NotWritable(what) => Self::NotWritable(what.clone()),
            Self::Io { what, source } => Self::Io {
                what: what.clone(),
                source: io::Error::new(source.kind(), source.to_string()),
            },
        }
    }
}
