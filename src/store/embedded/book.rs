//! An open book: the journal and its end, the state, the seal, and how the three are kept in step. One writer at a time;
//! readers never wait for its disk.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use super::book_json::BookJson;
use super::journal::{Journal, Tail};
use super::layout::Layout;
use super::lock::Lock;
use super::seal::Seal;
use super::state::State;
use super::swap;
use crate::store::StoreError;

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
}

/// What a book is made of, once all of it is open.
pub(super) struct Parts {
    pub(super) layout: Layout,
    pub(super) json: BookJson,
    pub(super) journal: Journal,
    pub(super) seal: Seal,
    pub(super) state: State,
    /// `None` where nothing may be written.
    pub(super) tail: Option<Tail>,
    pub(super) lock: Lock,
}

/// Whoever holds this may write.
pub(super) struct Writer {
    pub(super) tail: Tail,
    /// What was written since the last checkpoint was begun.
    pub(super) commits: u64,
    pub(super) bytes: u64,
    /// The state did not take what the journal has; nothing more is written until the book is opened again.
    pub(super) out_of_step: bool,
}

impl Book {
    /// A book from its parts.
    pub(super) fn new(parts: Parts) -> Self {
        let writer = parts.tail.map(|tail| Writer {
            tail,
            commits: 0,
            bytes: 0,
            out_of_step: false,
        });
        Self {
            bytes: AtomicU64::new(parts.layout.bytes()),
            checkpointed: AtomicU64::new(parts.json.checkpoint.mark.sequence),
            layout: parts.layout,
            json: parts.json,
            journal: parts.journal,
            seal: parts.seal,
            state: RwLock::new(parts.state),
            writer: writer.map(Mutex::new),
            upkeep: Mutex::new(()),
            reserve: RESERVE,
            lock: Mutex::new(parts.lock),
        }
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

    /// Waits until nobody else writes.
    ///
    /// # Errors
    /// When nothing may be written.
    pub(super) fn writer(&self) -> Result<MutexGuard<'_, Writer>, StoreError> {
        let writer = self.writer.as_ref().ok_or_else(|| self.not_writable())?;
        let writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.out_of_step {
            return Err(self.not_writable());
        }
        Ok(writer)
    }

    /// The state, for reading. What can't be read is better found through [`Book::reading`].
    pub(super) fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn upkeep(&self) -> MutexGuard<'_, ()> {
        self.upkeep.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
