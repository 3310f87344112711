//! Where accounts are kept. [`Store`] is the contract: batch-first and blocking, so that a caller on a worker thread reads
//! like a story. [`memory`] is the reference adapter, [`embedded`] keeps the book on disk; both pass the checks of
//! `contract`. A store knows records and history, no rule of the business.

mod care;
#[cfg(test)]
mod contract;
mod derived;
pub mod embedded;
mod error;
mod indexed;
pub mod memory;
mod pages;
pub mod private;
mod shared;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use jiff::Timestamp;
use secrecy::SecretString;

use crate::account::cloud::Cloud;
use crate::account::entry::{Draft, Entry, EntryId};
use crate::account::record::{Change, CustomerId, Kind, RecordKey, Stored, Version};
use crate::account::resource::Resource;

pub use care::{
    Backup, BackupNote, Care, Flaw, FlawKind, Restore, Restored, Rolling, Salvaged, StandIn,
    Walked, Watch,
};
pub use derived::{Content, Derived, Kept, Since, WriteDerived};
pub use error::StoreError;
pub use shared::{Counts, Shared, TakeShared};

/// A place where one book of accounts is kept. Every method blocks until it is done; none is called on the screen's
/// thread.
pub trait Store: Send + Sync {
    /// What is known of the book as a whole.
    fn book(&self) -> BookFacts;

    /// The bytes that it takes on the disk now, counted file by file; `None` without a disk.
    fn bytes(&self) -> Option<u64>;

    /// One record.
    ///
    /// # Errors
    /// When the book can't be read.
    fn get(&self, key: &RecordKey) -> Result<Option<Stored>, StoreError>;

    /// All records of one kind of one customer, in the order of their IDs.
    ///
    /// # Errors
    /// When the book can't be read.
    fn list(&self, customer: &CustomerId, kind: Kind) -> Result<Vec<Stored>, StoreError>;

    /// All records of one kind, in the order of customer and ID, until the visitor breaks. What is written meanwhile may
    /// or may not be seen.
    ///
    /// # Errors
    /// When the book can't be read.
    fn scan(
        &self,
        kind: Kind,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError>;

    /// All records of one customer, or of the whole book, in the order of their keys (customer, kind, ID), until the
    /// visitor breaks. What is written meanwhile may or may not be seen; the visitor may use the store.
    ///
    /// # Errors
    /// When the book can't be read.
    fn walk(
        &self,
        customer: Option<&CustomerId>,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError>;

    /// How many records of a kind there are.
    ///
    /// # Errors
    /// When the book can't be read.
    fn count(&self, kind: Kind) -> Result<u64, StoreError>;

    /// The customers that have a domain, primary or custom; case does not count.
    ///
    /// # Errors
    /// When the book can't be read.
    fn customers_on_domain(&self, domain: &str) -> Result<Vec<CustomerId>, StoreError>;

    /// The users of a customer with a sign-in name, active or deleted; case does not count.
    ///
    /// # Errors
    /// When the book can't be read.
    fn users_signing_in_as(
        &self,
        customer: &CustomerId,
        name: &str,
    ) -> Result<Vec<RecordKey>, StoreError>;

    /// Makes a change, whole or not at all, with its place in the history. Done means durable.
    ///
    /// # Errors
    /// [`StoreError::Moved`] when a record is not what the change was planned from, [`StoreError::Taken`] when a guard
    /// does not hold; nothing was changed then. Any other error: the book can't be written, nothing was acknowledged.
    fn commit(&self, commit: &Commit) -> Result<Receipt, StoreError>;

    /// History, newest first: up to `limit` entries older than `before`.
    ///
    /// # Errors
    /// When the book can't be read.
    fn entries(&self, before: Option<EntryId>, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// One entry of the history.
    ///
    /// # Errors
    /// When the book can't be read.
    fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError>;

    /// What an entry changed, in the order it happened, until the visitor breaks.
    ///
    /// # Errors
    /// When the book can't be read, or there is no such entry.
    fn images(
        &self,
        id: EntryId,
        visit: &mut dyn FnMut(Image) -> ControlFlow<()>,
    ) -> Result<(), StoreError>;

    /// Puts first passwords under seal ahead of the change that needs them; durable when it returns. Nobody is given them
    /// before [`Store::settle_sealed`], and who has one waits with the old one until then.
    ///
    /// # Errors
    /// When the seal can't be written; none of them is sealed then.
    fn seal_ahead(&self, secrets: &[Secret]) -> Result<SealedAhead, StoreError>;

    /// The change was made: what was sealed ahead takes the place of what was there. Or it was not: it is destroyed. What
    /// a killed process did not settle the next opening does, by whether the records of the passwords were written since.
    ///
    /// # Errors
    /// When the seal can't be written; the next opening settles it.
    fn settle_sealed(&self, sealed: SealedAhead, is_made: bool) -> Result<(), StoreError>;

    /// Puts first passwords under seal that wait for no change.
    ///
    /// # Errors
    /// As [`Store::seal_ahead`] and [`Store::settle_sealed`].
    fn seal(&self, secrets: &[Secret]) -> Result<(), StoreError> {
        let sealed = self.seal_ahead(secrets)?;
        self.settle_sealed(sealed, true)
    }

    /// Opens what is under seal for one customer, or for all.
    ///
    /// # Errors
    /// When the seal can't be read or its key is gone.
    fn unseal(&self, customer: Option<&CustomerId>) -> Result<Vec<Secret>, StoreError>;

    /// How many passwords are under seal, customer by customer, without opening any.
    ///
    /// # Errors
    /// When the seal can't be read.
    fn sealed(&self) -> Result<Vec<(CustomerId, u64)>, StoreError>;

    /// Whose passwords of one customer are under seal, without opening any; sorted.
    ///
    /// # Errors
    /// When the seal can't be read.
    fn sealed_of(&self, customer: &CustomerId) -> Result<Vec<RecordKey>, StoreError>;

    /// Where the key of the seal is.
    fn seal_key(&self) -> SealKey {
        SealKey::Nowhere
    }

    /// Opens the key of the seal where a passphrase keeps it, for as long as the book is open.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`]; nothing is lost by it.
    fn unlock_seal(&self, _: &SecretString) -> Result<(), StoreError> {
        Ok(())
    }

    /// Keeps the key of the seal under a passphrase from now on, or without one in a file of the owner's. What is sealed
    /// stays as it is.
    ///
    /// # Errors
    /// [`StoreError::SealLocked`] until the old passphrase was given, or when the key can't be written.
    fn keep_seal_key(&self, _: Option<&SecretString>) -> Result<(), StoreError> {
        Ok(())
    }

    /// Destroys what is under seal for these records, once handed over or taken back. Unknown ones are no error.
    ///
    /// # Errors
    /// When the seal can't be written.
    fn destroy(&self, keys: &[RecordKey]) -> Result<(), StoreError>;

    /// Every promise of the store looked at: records parse, indexes point both ways, counts and history agree. Empty when
    /// all is well. Whether names are unique is for whoever knows the rules: see [`Store::shared_domains`].
    ///
    /// # Errors
    /// When the book can't be read at all.
    fn check(&self) -> Result<Vec<Finding>, StoreError>;

    /// The domains that several customers have, in their order.
    ///
    /// # Errors
    /// When the book can't be read.
    fn shared_domains(&self, take: TakeShared<'_>) -> Result<(), StoreError>;

    /// The sign-in names that several users have, of one customer or of several; only users that count. Takes eight bytes
    /// of memory for each user.
    ///
    /// # Errors
    /// When the book can't be read.
    fn shared_sign_in_names(
        &self,
        counts: Counts<'_>,
        take: TakeShared<'_>,
    ) -> Result<(), StoreError>;

    /// What was not as it should be when the book was opened, and was put right without losing anything: whoever works is
    /// told. Waits until the book is open as a whole.
    fn put_right(&self) -> Vec<Finding> {
        Vec::new()
    }

    /// The backup that it answers from, because the book itself is damaged; every change is refused then.
    fn stands_in(&self) -> Option<StandIn> {
        None
    }

    /// Writes a backup of the book as it is now, while others read and write it, into a file that is called by its path.
    /// `None` when the watch broke it off: what was written until then is no backup.
    ///
    /// # Errors
    /// [`StoreError::NotOnDisk`] for a book that goes with the process, or when the book can't be read or the file
    /// written.
    fn back_up(
        &self,
        _: &BackupNote,
        _: (&mut dyn Write, &Path),
        _: Watch<'_>,
    ) -> Result<Option<Backup>, StoreError> {
        Err(StoreError::NotOnDisk)
    }

    /// The backups that were made beside the book, the newest first.
    ///
    /// # Errors
    /// [`StoreError::NotOnDisk`] for a book that goes with the process, or when their folder can't be read.
    fn rolling(&self) -> Result<Vec<Rolling>, StoreError> {
        Err(StoreError::NotOnDisk)
    }

    /// Makes a backup beside the book, reads it back, and removes the oldest beyond so many. `None` when the watch broke
    /// it off.
    ///
    /// # Errors
    /// As [`Store::back_up`]; those that were there before still are.
    fn roll(&self, _: &BackupNote, _: usize, _: Watch<'_>) -> Result<Option<Rolling>, StoreError> {
        Err(StoreError::NotOnDisk)
    }

    /// Rewrites what grew, so that disk is given back. Nothing of the book changes.
    ///
    /// # Errors
    /// When the book can't be written; it is as it was then.
    fn compact(&self) -> Result<(), StoreError>;

    /// Everything so far is on the disk as one whole, so that the next opening is quick. Called before the program ends.
    ///
    /// # Errors
    /// When the book can't be written.
    fn checkpoint(&self) -> Result<(), StoreError>;

    /// Keeps beside the book what was derived from it at a version, in the place of what was kept before. Kept or not, the
    /// book is the same; a store without a disk keeps nothing. `false` when it was not kept: the book has gone on.
    ///
    /// # Errors
    /// When it can't be written; what was kept before still is.
    fn keep(&self, _: Derived, _: Version, _: WriteDerived<'_>) -> Result<bool, StoreError> {
        Ok(false)
    }

    /// What was kept, and what has changed since then, in order. `None` when nothing was kept, when it is not of this book,
    /// or when so much changed that deriving it anew is quicker.
    fn kept(&self, _: Derived) -> Option<Kept> {
        None
    }
}

/// What is known of a book as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookFacts {
    /// The cloud it belongs to, fixed when it was made.
    pub cloud: Cloud,
    /// The number of the last change; 0 in a new book.
    pub version: Version,
}

/// A change of the book with its place in the history.
#[derive(Debug, Clone)]
pub struct Commit {
    /// What the history says of it.
    pub draft: Draft,
    /// A long run goes on under the entry that its first commit began; its draft replaces the one before.
    pub continues: Option<EntryId>,
    /// The records it writes and takes away. A record stands in it once at the most.
    pub changes: Vec<Change>,
    /// What must hold besides the versions.
    pub guards: Vec<Guard>,
}

/// What must hold at the moment of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guard {
    /// No account but this one has the domain.
    DomainFree {
        /// The domain.
        domain: String,
        /// The account that may have it.
        except: CustomerId,
    },
    /// No user of the customer, active or deleted, signs in under the name.
    SignInNameFree {
        /// Whose user.
        customer: CustomerId,
        /// The name.
        name: String,
        /// Users that may have it: purged ones stay in the book, and their names are free again.
        except: Vec<RecordKey>,
    },
}

/// What a commit was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The history entry.
    pub entry: EntryId,
    /// The version of all records it wrote.
    pub version: Version,
}

/// One record before and after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Which record.
    pub key: RecordKey,
    /// The change that did it.
    pub version: Version,
    /// What it was; `None`: it was not there.
    pub before: Option<Resource>,
    /// What it became; `None`: it went.
    pub after: Option<Resource>,
}

/// A first password, kept under seal until it is handed over.
#[derive(Clone)]
pub struct Secret {
    /// The user, or the customer itself for its first administrator.
    pub key: RecordKey,
    /// Name for people.
    pub display_name: String,
    /// Name to sign in with.
    pub sign_in_name: String,
    /// The password.
    pub password: SecretString,
    /// Since when it waits.
    pub since: Timestamp,
}

/// Passwords that were sealed ahead of a change, to be settled once.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "what was sealed ahead has to be settled"]
pub struct SealedAhead(u64);

/// Where the key of the seal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealKey {
    /// Nothing was sealed yet, or the book goes with the process.
    Nowhere,
    /// In a file outside of the book that only the owner can read.
    File,
    /// Under a passphrase that was not given yet.
    Locked,
    /// Under a passphrase that was given.
    Unlocked,
}

/// Something that `check` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The ID of the sentence in the locale files.
    pub message: &'static str,
    /// What it is about: a key, a file.
    pub subject: String,
}
