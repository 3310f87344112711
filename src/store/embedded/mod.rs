//! The book on disk. A commit is appended to the [`journal`] and synced, then taken over by the [`state`] in memory, then told
//! done; what is in memory follows into sled later, and the state can always be made again from the journal. Start with
//! [`EmbeddedStore`], then [`commit`] and [`opening`].
//!
//! ```text
//! LOCK           who has it                       state/   what the journal adds up to (sled)
//! book.json      what it is, the last checkpoint  seal/    first passwords not handed over yet; the key is elsewhere
//! journal/       every commit, in order: the truth    search.cols, partner   derived, see [`kept`]
//! backups/       what the desk makes by itself, see [`care`]
//! ```

mod book;
mod book_json;
mod care;
mod check;
mod codec;
mod commit;
mod engine;
mod files;
mod journal;
mod kept;
mod keys;
mod layout;
mod lock;
mod opening;
mod scratch;
mod seal;
mod settle;
mod shared;
mod standing;
mod state;
mod swap;
#[cfg(any(test, feature = "fuzzing"))]
pub mod trial;

use std::borrow::Cow;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use secrecy::SecretString;

use crate::account::entry::{Entry, EntryId};
use crate::account::record::{CustomerId, Kind, RecordKey, Stored, Version};

use super::pages::{self, Slice};
use super::{
    Backup, BackupNote, BookFacts, Commit, Counts, Derived, Finding, Image, Kept, Receipt, Rolling,
    SealKey, SealedAhead, Secret, StandIn, Store, StoreError, TakeShared, Watch, WriteDerived,
};
use book::Book;
pub use book::PUT_RIGHT;
pub use care::Folders;
use care::{make, rolling, stand_in};
pub use check::FINDINGS;
pub use opening::Opening;

/// A book on disk. One process at a time may write to it.
pub struct EmbeddedStore {
    book: Arc<Book>,
    /// What opens the state.
    opening: Option<JoinHandle<()>>,
    /// The checkpoint that a commit began and nobody waits for.
    checkpoint: Mutex<Option<JoinHandle<()>>>,
    /// What a book needs that stands in for a damaged one; goes after it.
    _held: Option<stand_in::Held>,
}

impl EmbeddedStore {
    /// Opens the book in a folder, or makes one. What a killed process left half done is put right.
    ///
    /// # Errors
    /// [`StoreError::InUse`] at once when another process has it; [`StoreError::NoBook`] and [`StoreError::NotABook`] for
    /// a folder without one; [`StoreError::OtherCloud`], [`StoreError::NewerFormat`]; [`StoreError::Damaged`] when
    /// acknowledged changes are missing from the journal or can't be read there.
    pub fn open(folder: &Path, opening: &Opening) -> Result<Self, StoreError> {
        let store = Self::open_early(folder, opening)?;
        store.book.wait()?;
        Ok(store)
    }

    /// The same, without waiting for the state, which takes a moment in a large book: whoever reads or writes records waits
    /// for it then. What was kept beside the book can be had at once.
    ///
    /// # Errors
    /// As [`EmbeddedStore::open`]; what is wrong with the state is told by the first call that needs it.
    pub fn open_early(folder: &Path, opening: &Opening) -> Result<Self, StoreError> {
        let (book, opening) = opening::open(folder, opening)?;
        Ok(Self {
            book,
            opening: Some(opening),
            checkpoint: Mutex::new(None),
            _held: None,
        })
    }

    /// The same, but a damaged book answers from the newest good of its own backups, where there is one, and refuses every
    /// change ([`Store::stands_in`]). With `wait`, damage is known as such before this returns, wherever it is; else only
    /// what can be seen without the state, or was seen before.
    ///
    /// # Errors
    /// As [`EmbeddedStore::open`].
    pub fn open_or_stand_in(
        folder: &Path,
        opening: &Opening,
        wait: bool,
    ) -> Result<Self, StoreError> {
        let is_suspect = layout::Layout::new(folder).state().suspect.exists();
        let opened = match wait || is_suspect {
            true => Self::open(folder, opening),
            false => Self::open_early(folder, opening),
        };
        match opened {
            Err(StoreError::Damaged { what }) => stand_in::open(folder, opening, what),
            opened => opened,
        }
    }

    fn standing_in(
        folder: &Path,
        opening: &Opening,
        what: StandIn,
        held: stand_in::Held,
    ) -> Result<Self, StoreError> {
        let mut store = Self::open(folder, opening)?;
        store.book.stand_in(what);
        store._held = Some(held);
        Ok(store)
    }

    /// Begins a checkpoint that nobody waits for, unless one is on its way.
    fn begin_checkpoint(&self) {
        let mut running = self
            .checkpoint
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if running.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        let book = Arc::clone(&self.book);
        let work = move || {
            if let Err(error) = book.checkpoint() {
                tracing::error!(%error, "checkpoint");
            }
        };
        let thread = std::thread::Builder::new().name("book-checkpoint".to_owned());
        // Without a thread for it the next commit tries again.
        *running = thread.spawn(work).ok();
    }

    fn read_slice(&self, slice: &Slice<'_>) -> Result<Vec<Stored>, StoreError> {
        self.book.reading(|state| state.slice(slice))
    }
}

impl Drop for EmbeddedStore {
    fn drop(&mut self) {
        self.book.about_to_close();
        if let Some(thread) = self.opening.take() {
            // What it had to say is told by every call.
            let _ = thread.join();
        }
        let running = self
            .checkpoint
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(thread) = running.take() {
            // What it had to say is in the log.
            let _ = thread.join();
        }
        self.book.close();
    }
}

impl Store for EmbeddedStore {
    fn book(&self) -> BookFacts {
        BookFacts {
            cloud: self.book.json.cloud,
            version: Version(self.book.mark().sequence),
        }
    }

    fn bytes(&self) -> Option<u64> {
        Some(self.book.bytes())
    }

    fn get(&self, key: &RecordKey) -> Result<Option<Stored>, StoreError> {
        self.book.reading(|state| state.record(key))
    }

    fn list(&self, customer: &CustomerId, kind: Kind) -> Result<Vec<Stored>, StoreError> {
        self.read_slice(&Slice {
            kind,
            customer: Some(customer),
            after: None,
            limit: usize::MAX,
        })
    }

    fn scan(
        &self,
        kind: Kind,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        pages::scan(kind, &|slice| self.read_slice(&slice), visit)
    }

    fn walk(
        &self,
        customer: Option<&CustomerId>,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        pages::walk(customer, &|slice| self.read_slice(&slice), visit)
    }

    fn count(&self, kind: Kind) -> Result<u64, StoreError> {
        Ok(self.book.state()?.standing().count(kind))
    }

    fn customers_on_domain(&self, domain: &str) -> Result<Vec<CustomerId>, StoreError> {
        self.book.reading(|state| state.on_domain(domain))
    }

    fn users_signing_in_as(
        &self,
        customer: &CustomerId,
        name: &str,
    ) -> Result<Vec<RecordKey>, StoreError> {
        self.book
            .reading(|state| state.signing_in_as(customer, name))
    }

    fn commit(&self, commit: &Commit) -> Result<Receipt, StoreError> {
        let done = self.book.commit(commit)?;
        if done.checkpoint_is_due {
            self.begin_checkpoint();
        }
        Ok(done.receipt)
    }

    fn entries(&self, before: Option<EntryId>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.book.reading(|state| state.entries(before, limit))
    }

    fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        self.book.reading(|state| state.entry(id))
    }

    fn images(
        &self,
        id: EntryId,
        visit: &mut dyn FnMut(Image) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let parts = self.book.reading(|state| state.parts(id))?;
        if parts.is_empty() {
            return Err(StoreError::NoEntry(id));
        }
        for (sequence, place) in parts {
            let written = self.book.journal.read(place, sequence)?;
            for change in written.changes {
                let image = Image {
                    key: change.key.into_owned(),
                    version: Version(sequence),
                    before: change.before.map(Cow::into_owned),
                    after: change.after.map(Cow::into_owned),
                };
                if visit(image).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn seal_ahead(&self, secrets: &[Secret]) -> Result<SealedAhead, StoreError> {
        if self.book.is_read_only() {
            return Err(self.book.not_writable());
        }
        let at = Version(self.book.mark().sequence);
        self.book.seal.put_ahead(secrets, at)
    }

    fn settle_sealed(&self, sealed: SealedAhead, is_made: bool) -> Result<(), StoreError> {
        self.book.seal.settle(sealed, is_made)
    }

    fn unseal(&self, customer: Option<&CustomerId>) -> Result<Vec<Secret>, StoreError> {
        self.book.seal.open_all(customer)
    }

    fn sealed(&self) -> Result<Vec<(CustomerId, u64)>, StoreError> {
        Ok(self.book.seal.counts())
    }

    fn sealed_of(&self, customer: &CustomerId) -> Result<Vec<RecordKey>, StoreError> {
        Ok(self.book.seal.keys_of(customer))
    }

    fn seal_key(&self) -> SealKey {
        self.book.seal.key()
    }

    fn unlock_seal(&self, passphrase: &SecretString) -> Result<(), StoreError> {
        self.book.seal.unlock(passphrase)
    }

    fn keep_seal_key(&self, passphrase: Option<&SecretString>) -> Result<(), StoreError> {
        if self.book.is_read_only() {
            return Err(self.book.not_writable());
        }
        self.book.seal.keep_key(passphrase)
    }

    fn destroy(&self, keys: &[RecordKey]) -> Result<(), StoreError> {
        if self.book.is_read_only() {
            return Err(self.book.not_writable());
        }
        self.book.seal.destroy(keys)
    }

    fn put_right(&self) -> Vec<Finding> {
        self.book.put_right()
    }

    fn stands_in(&self) -> Option<StandIn> {
        self.book.stands_in().cloned()
    }

    fn back_up(
        &self,
        note: &BackupNote,
        into: (&mut dyn Write, &Path),
        watch: Watch<'_>,
    ) -> Result<Option<Backup>, StoreError> {
        make::make(&self.book, note, into, watch)
    }

    fn rolling(&self) -> Result<Vec<Rolling>, StoreError> {
        rolling::all(&self.book.layout)
    }

    fn roll(
        &self,
        note: &BackupNote,
        keep: usize,
        watch: Watch<'_>,
    ) -> Result<Option<Rolling>, StoreError> {
        rolling::roll(&self.book, note, keep, watch)
    }

    fn check(&self) -> Result<Vec<Finding>, StoreError> {
        check::check(&self.book)
    }

    fn shared_domains(&self, take: TakeShared<'_>) -> Result<(), StoreError> {
        self.book.reading(|state| shared::domains(state, take))
    }

    fn shared_sign_in_names(
        &self,
        counts: Counts<'_>,
        take: TakeShared<'_>,
    ) -> Result<(), StoreError> {
        self.book
            .reading(|state| shared::sign_in_names(state, counts, take))
    }

    fn compact(&self) -> Result<(), StoreError> {
        self.book.compact()
    }

    fn checkpoint(&self) -> Result<(), StoreError> {
        self.book.checkpoint()
    }

    fn keep(
        &self,
        what: Derived,
        at: Version,
        write: WriteDerived<'_>,
    ) -> Result<bool, StoreError> {
        kept::keep(&self.book, what, at, write)
    }

    fn kept(&self, what: Derived) -> Option<Kept> {
        kept::kept(&self.book, what)
    }
}

#[cfg(test)]
mod tests;
