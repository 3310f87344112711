//! An open book: the journal and its end, the state, the seal, and how the three are kept in step. One writer at a time;
//! readers never wait for its disk.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use jiff::Timestamp;
use uuid::Uuid;

use super::Opening;
use super::book_json::BookJson;
use super::files::{private_folder, trouble};
use super::journal::{Journal, Place, Tail, Written, WrittenChange};
use super::layout::Layout;
use super::lock::{Access, Lock};
use super::scratch::Scratch;
use super::seal::Seal;
use super::settle::{self, Known};
use super::state::State;
use super::swap;
use crate::account::cloud::Cloud;
use crate::account::entry::EntryId;
use crate::account::record::{Change, Expect, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::store::{Commit, Guard, Receipt, StoreError};

/// Commits after which a checkpoint is due, so that an opening has little to catch up with.
pub(super) const COMMITS: u64 = 2_000;
/// Bytes of the journal after which a checkpoint is due.
const BYTES: u64 = 64 * 1024 * 1024;
/// What must be left on the disk for a commit, besides what it needs itself: enough to close the book properly.
const RESERVE: u64 = 8 * 1024 * 1024;

/// An open book.
pub(super) struct Book {
    pub(super) layout: Layout,
    pub(super) json: BookJson,
    pub(super) journal: Journal,
    pub(super) seal: Seal,
    pub(super) state: RwLock<State>,
    /// `None` where nothing may be written.
    writer: Option<Mutex<Writer>>,
    /// Held while something brings the state to the disk or puts another in its place.
    upkeep: Mutex<()>,
    bytes: AtomicU64,
    /// The last entry that `book.json` says is on the disk with all before it.
    checkpointed: AtomicU64,
    /// Bytes that must be left on the disk after a commit.
    pub(super) reserve: u64,
    lock: Mutex<Lock>,
    /// Dropped after the state that stands in it.
    _scratch: Option<Scratch>,
}

/// Whoever holds this may write.
struct Writer {
    tail: Tail,
    /// What was written since the last checkpoint was begun.
    commits: u64,
    bytes: u64,
    /// The state did not take what the journal has; nothing more is written until the book is opened again.
    out_of_step: bool,
}

/// What a commit was given, and whether a checkpoint is due.
pub(super) struct Done {
    pub(super) receipt: Receipt,
    pub(super) checkpoint_is_due: bool,
}

impl Book {
    /// Opens a book, or makes one.
    pub(super) fn open(folder: &Path, opening: &Opening) -> Result<Self, StoreError> {
        let layout = Layout::new(folder);
        refuse_what_is_no_book(&layout, opening)?;
        let access = if opening.read_only {
            Access::Shared
        } else {
            private_folder(folder)?;
            Access::Alone
        };
        let lock = Lock::take(&layout.lock(), access)?;
        let json = read_or_make(&layout, opening)?;
        let journal = Journal::new(layout.journal(), json.id);
        let known = Known {
            journal: &journal,
            checkpoint: &json.checkpoint,
            left: lock.left(),
        };
        let end = settle::end_of_journal(&known)?;
        let scratch = if opening.read_only {
            Some(Scratch::copy_of(&layout.state())?)
        } else {
            None
        };
        let folders = scratch
            .as_ref()
            .map_or_else(|| layout.state(), Scratch::folders);
        let state = settle::settle(&known, &folders, end)?;
        if let Some(scratch) = &scratch {
            scratch.vanish();
        }
        let writer = if opening.read_only {
            None
        } else {
            private_folder(journal.folder())?;
            Some(Mutex::new(Writer {
                tail: journal.tail(end)?,
                commits: 0,
                bytes: 0,
                out_of_step: false,
            }))
        };
        let seal = Seal::open(layout.seal(), &opening.seal_keys, json.id)?;
        Ok(Self {
            bytes: AtomicU64::new(layout.bytes()),
            checkpointed: AtomicU64::new(json.checkpoint.mark.sequence),
            reserve: RESERVE,
            layout,
            json,
            journal,
            seal,
            state: RwLock::new(state),
            writer,
            upkeep: Mutex::new(()),
            lock: Mutex::new(lock),
            _scratch: scratch,
        })
    }

    /// The last entry that the state has.
    pub(super) fn sequence(&self) -> u64 {
        self.state().standing().mark.sequence
    }

    /// Bytes on disk at the last checkpoint.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Whether nothing may be written.
    pub(super) fn is_read_only(&self) -> bool {
        self.writer.is_none()
    }

    /// What refuses every change of a book that may not be written.
    pub(super) fn not_writable(&self) -> StoreError {
        StoreError::NotWritable(self.layout.folder().display().to_string())
    }

    /// Reads from the state. What can't be read there is made again from the journal at the next opening.
    pub(super) fn reading<T>(
        &self,
        work: impl FnOnce(&State) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let answer = work(&self.state());
        if matches!(answer, Err(StoreError::Damaged { .. })) && !self.is_read_only() {
            // The damage itself is about to be told.
            let _ = swap::suspect(&self.layout.state());
        }
        answer
    }

    /// Makes a change: journal first, synced, then the state.
    pub(super) fn commit(&self, commit: &Commit) -> Result<Done, StoreError> {
        let mut writer = self.writer()?;
        let writer = &mut *writer;
        let sequence = writer.tail.mark().sequence + 1;
        let written = self.reading(|state| {
            let theirs = records_of(state, commit)?;
            refuse(state, commit, &theirs)?;
            Ok(write_out(commit, EntryId(sequence), theirs))
        })?;
        let payload = serde_json::to_vec(&written).map_err(|error| StoreError::Io {
            what: self.journal.folder().display().to_string(),
            source: error.into(),
        })?;
        self.refuse_when_disk_is_full(payload.len() as u64)?;
        let before = writer.tail.mark();
        let place = self.journal.append(&mut writer.tail, &payload)?;
        if let Err(error) = self.take_over(&written, place, writer) {
            writer.out_of_step = true;
            // Not done, so it must not be there after the next opening either.
            let _ = swap::suspect(&self.layout.state());
            let _ = self.journal.take_back(&mut writer.tail, before);
            return Err(error);
        }
        writer.commits += 1;
        writer.bytes += payload.len() as u64;
        Ok(Done {
            receipt: Receipt {
                entry: written.entry,
                version: crate::account::record::Version(sequence),
            },
            checkpoint_is_due: writer.commits >= COMMITS || writer.bytes >= BYTES,
        })
    }

    fn take_over(
        &self,
        written: &Written<'_>,
        place: Place,
        writer: &Writer,
    ) -> Result<(), StoreError> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let standing = state.standing().after(written, writer.tail.mark());
        state.apply(written, place, standing)
    }

    /// Brings everything so far to the disk as one whole. Readers and writers go on meanwhile.
    pub(super) fn checkpoint(&self) -> Result<(), StoreError> {
        let Ok(mut writer) = self.writer() else {
            return Ok(());
        };
        writer.commits = 0;
        writer.bytes = 0;
        drop(writer);
        let _upkeep = self.upkeep();
        self.checkpoint_now()
    }

    fn checkpoint_now(&self) -> Result<(), StoreError> {
        let (standing, disk) = {
            let state = self.state();
            (state.standing().clone(), state.disk())
        };
        disk.flush()?;
        let path = self.layout.book_json();
        let sequence = standing.mark.sequence;
        self.json.at(standing).write(&path)?;
        self.checkpointed.store(sequence, Ordering::Relaxed);
        self.bytes.store(self.layout.bytes(), Ordering::Relaxed);
        Ok(())
    }

    /// Rewrites the state into a new folder, which gives the disk back what sled does not.
    pub(super) fn compact(&self) -> Result<(), StoreError> {
        let _writer = self.writer()?;
        let _upkeep = self.upkeep();
        let folders = self.layout.state();
        swap::remove(&folders.next)?;
        drop(self.state().copy_to(&folders.next)?);
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        swap::take_place(&folders)?;
        // The old one goes on from its open files until the new one is there.
        let compacted = State::open(&folders.current);
        *state = compacted.map_err(|fault| fault.into_error(&folders.current))?;
        drop(state);
        self.checkpoint_now()
    }

    /// Nobody writes while this is held.
    pub(super) fn pause(&self) -> Option<impl Drop + '_> {
        let writer = self.writer.as_ref()?;
        Some(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts the book down. The lock goes with it.
    pub(super) fn close(&self) {
        let at_rest = self.checkpointed.load(Ordering::Relaxed) == self.sequence();
        let closed = self.writer().is_ok() && (at_rest || self.checkpoint().is_ok());
        if closed {
            let mut lock = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
            lock.closed();
        }
    }

    fn writer(&self) -> Result<MutexGuard<'_, Writer>, StoreError> {
        let writer = self.writer.as_ref().ok_or_else(|| self.not_writable())?;
        let writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.out_of_step {
            return Err(self.not_writable());
        }
        Ok(writer)
    }

    pub(super) fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn upkeep(&self) -> MutexGuard<'_, ()> {
        self.upkeep.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Before anything is written, so that a full disk leaves the book as it was.
    fn refuse_when_disk_is_full(&self, bytes: u64) -> Result<(), StoreError> {
        let folder = self.layout.folder();
        let facts = rustix::fs::statvfs(folder).map_err(|error| trouble(folder)(error.into()))?;
        let free = facts.f_bavail.saturating_mul(facts.f_frsize);
        // A file system that does not count its blocks says 0 of 0.
        if facts.f_blocks > 0 && free < self.reserve + bytes.saturating_mul(4) {
            return Err(StoreError::DiskFull);
        }
        Ok(())
    }
}

fn refuse_what_is_no_book(layout: &Layout, opening: &Opening) -> Result<(), StoreError> {
    if layout.is_book() {
        return Ok(());
    }
    let folder = layout.folder().display().to_string();
    if !layout.is_empty()? {
        Err(StoreError::NotABook { folder })
    } else if opening.create && !opening.read_only {
        Ok(())
    } else {
        Err(StoreError::NoBook { folder })
    }
}

/// Asked for once the book is ours: two processes may have found the folder empty.
fn read_or_make(layout: &Layout, opening: &Opening) -> Result<BookJson, StoreError> {
    let path = layout.book_json();
    let book = match BookJson::read(&path)? {
        Some(book) => book,
        None => {
            let cloud = opening.cloud.unwrap_or(Cloud::Global);
            let book = BookJson::new(Uuid::new_v4(), cloud, Timestamp::now());
            book.write(&path)?;
            book
        }
    };
    match opening.cloud {
        Some(cloud) if cloud != book.cloud => Err(StoreError::OtherCloud(book.cloud)),
        _ => Ok(book),
    }
}

/// What the book has of the records of a commit, in their order.
fn records_of(state: &State, commit: &Commit) -> Result<Vec<Option<Stored>>, StoreError> {
    let keys = commit.changes.iter().map(|change| &change.key);
    keys.map(|key| state.record(key)).collect()
}

fn refuse(state: &State, commit: &Commit, theirs: &[Option<Stored>]) -> Result<(), StoreError> {
    for (change, theirs) in commit.changes.iter().zip(theirs) {
        refuse_what_moved(change, theirs.as_ref())?;
    }
    for guard in &commit.guards {
        if !holds(state, guard)? {
            return Err(StoreError::Taken(guard.clone()));
        }
    }
    match commit.continues {
        Some(id) if state.entry(id)?.is_none() => Err(StoreError::NoEntry(id)),
        _ => Ok(()),
    }
}

fn refuse_what_moved(change: &Change, theirs: Option<&Stored>) -> Result<(), StoreError> {
    let holds = match (change.expect, theirs) {
        (Expect::Absent, theirs) => theirs.is_none(),
        (Expect::Version(version), Some(theirs)) => theirs.version == version,
        (Expect::Version(_), None) => false,
    };
    if holds {
        return Ok(());
    }
    Err(StoreError::Moved {
        key: change.key.clone(),
        theirs: theirs.cloned().map(Box::new),
    })
}

fn holds(state: &State, guard: &Guard) -> Result<bool, StoreError> {
    Ok(match guard {
        Guard::DomainFree { domain, except } => state
            .on_domain(domain)?
            .iter()
            .all(|customer| customer == except),
        Guard::SignInNameFree {
            customer,
            name,
            except,
        } => state
            .signing_in_as(customer, name)?
            .iter()
            .all(|user| except.contains(user)),
    })
}

/// What the journal will say of a commit.
fn write_out(commit: &Commit, next: EntryId, theirs: Vec<Option<Stored>>) -> Written<'_> {
    let mut changes: Vec<WrittenChange<'_>> = Vec::with_capacity(commit.changes.len());
    // A record that stands in a commit twice is found as the first change leaves it.
    let mut changed: BTreeMap<&RecordKey, Option<&Resource>> = BTreeMap::new();
    for (change, theirs) in commit.changes.iter().zip(theirs) {
        let before = match changed.insert(&change.key, change.after.as_ref()) {
            Some(before) => before.map(Cow::Borrowed),
            None => theirs.map(|stored| Cow::Owned(stored.resource)),
        };
        changes.push(WrittenChange {
            key: Cow::Borrowed(&change.key),
            before,
            after: change.after.as_ref().map(Cow::Borrowed),
        });
    }
    Written {
        entry: commit.continues.unwrap_or(next),
        draft: Cow::Borrowed(&commit.draft),
        changes,
    }
}
