//! An open book: the journal and its end, the state, the seal, and how the three are kept in step. One writer at a time;
//! readers never wait for its disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{
    Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
};

use super::book_json::BookJson;
use super::journal::{Journal, Mark, Tail};
use super::layout::Layout;
use super::lock::Lock;
use super::seal::Seal;
use super::state::{State, upkeep};
use super::swap;
use crate::store::{Finding, StandIn, StoreError};

/// What must be left on the disk for a commit, besides what it needs itself: enough to close the book properly.
const RESERVE: u64 = 8 * 1024 * 1024;

/// The state could not be believed and was made again from the journal.
pub(super) const STATE_MADE_AGAIN: &str = "put-right-state";
/// A password was sealed for a change that was never made.
pub(super) const PASSWORD_NEVER_SET: &str = "put-right-password";

/// The IDs of all sentences about what an opening put right.
pub const PUT_RIGHT: [&str; 2] = [STATE_MADE_AGAIN, PASSWORD_NEVER_SET];

/// An open book.
pub(super) struct Book {
    pub(super) layout: Layout,
    pub(super) json: BookJson,
    pub(super) journal: Journal,
    pub(super) seal: Seal,
    /// Where the journal ended when it was opened.
    pub(super) end: Mark,
    /// What takes a moment in a large book, and may come after everything else: whoever needs it waits.
    inside: OnceLock<Result<Inside, StoreError>>,
    read_only: bool,
    /// What it stands in for, when the book itself is damaged.
    stands_in: OnceLock<StandIn>,
    /// What was not as it should be when it was opened, and is now.
    put_right: Mutex<Vec<Finding>>,
    /// Held while something brings the state to the disk or puts another in its place.
    upkeep: Mutex<()>,
    /// Held while a table is written: who has filled the next one meanwhile waits for it.
    flushing: Mutex<()>,
    /// The book is about to be put down: what only makes it quicker is left for another time.
    closing: AtomicBool,
    /// Behind the last entry that the state has.
    mark: Mutex<Mark>,
    /// The last entry that `book.json` says is on the disk with all before it.
    checkpointed: AtomicU64,
    /// Bytes that must be left on the disk after a commit.
    pub(super) reserve: u64,
    lock: Mutex<Lock>,
}

impl Drop for Book {
    /// sled syncs its files once more as it is put down, and panics where the disk refuses that. All that was told as done is on
    /// the disk then, in the journal at the least.
    fn drop(&mut self) {
        let inside = self.inside.take();
        if catch_unwind(AssertUnwindSafe(|| drop(inside))).is_err() {
            tracing::error!("the state could not be put down properly");
        }
    }
}

/// The state, and what writes it.
struct Inside {
    state: RwLock<State>,
    /// `None` where nothing may be written.
    writer: Option<Mutex<Writer>>,
}

/// What a book is made of before its state is open.
pub(super) struct Parts {
    pub(super) layout: Layout,
    pub(super) json: BookJson,
    pub(super) journal: Journal,
    pub(super) seal: Seal,
    pub(super) end: Mark,
    pub(super) lock: Lock,
    pub(super) read_only: bool,
}

/// Whoever holds this may write.
pub(super) struct Writer {
    pub(super) tail: Tail,
    /// What was written since the last checkpoint was begun.
    pub(super) commits: u64,
    /// The state did not take what the journal has; nothing more is written until the book is opened again.
    pub(super) out_of_step: bool,
}

impl Book {
    /// A book from its parts; [`Book::enter`] must follow.
    pub(super) fn new(parts: Parts) -> Self {
        Self {
            checkpointed: AtomicU64::new(parts.json.checkpoint.mark.sequence),
            mark: Mutex::new(parts.end),
            layout: parts.layout,
            json: parts.json,
            journal: parts.journal,
            seal: parts.seal,
            end: parts.end,
            inside: OnceLock::new(),
            read_only: parts.read_only,
            stands_in: OnceLock::new(),
            put_right: Mutex::default(),
            upkeep: Mutex::new(()),
            flushing: Mutex::new(()),
            closing: AtomicBool::new(false),
            reserve: RESERVE,
            lock: Mutex::new(parts.lock),
        }
    }

    /// Gives it its state, and its end for writing where it may be written; or says why it has none.
    pub(super) fn enter(&self, opened: Result<(State, Option<Tail>), StoreError>) {
        if matches!(opened, Err(StoreError::Damaged { .. })) && !self.read_only {
            // The next opening waits for the state, and answers from a backup when it can't be had.
            let _ = swap::suspect(&self.layout.state());
        }
        let inside = opened.map(|(state, tail)| Inside {
            state: RwLock::new(state),
            writer: tail.map(|tail| {
                Mutex::new(Writer {
                    tail,
                    commits: 0,
                    out_of_step: false,
                })
            }),
        });
        // Only the one who opens it calls this.
        let _ = self.inside.set(inside);
    }

    /// Waits until the state is open.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub(super) fn wait(&self) -> Result<(), StoreError> {
        self.inside().map(|_| ())
    }

    fn inside(&self) -> Result<&Inside, StoreError> {
        self.inside.wait().as_ref().map_err(StoreError::again)
    }

    /// Where in the journal the book is.
    pub(super) fn mark(&self) -> Mark {
        *self.mark.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that the state has another entry.
    pub(super) fn advance(&self, mark: Mark) {
        *self.mark.lock().unwrap_or_else(PoisonError::into_inner) = mark;
    }

    /// Bytes of all its files.
    pub(super) fn bytes(&self) -> u64 {
        self.layout.bytes()
    }

    /// Whether nothing may be written.
    pub(super) fn is_read_only(&self) -> bool {
        self.read_only || self.stands_in.get().is_some()
    }

    /// From now on it stands in for a damaged book.
    pub(super) fn stand_in(&self, stand_in: StandIn) {
        // Only the one who opens it calls this.
        let _ = self.stands_in.set(stand_in);
    }

    /// Notes what its opening put right.
    pub(super) fn note_put_right(&self, message: &'static str, subject: String) {
        let mut noted = self
            .put_right
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        noted.push(Finding { message, subject });
    }

    /// What its opening put right, once it is over; nothing of what only stands in for another.
    pub(super) fn put_right(&self) -> Vec<Finding> {
        if self.wait().is_err() || self.stands_in().is_some() {
            return Vec::new();
        }
        let noted = self
            .put_right
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        noted.clone()
    }

    /// What it stands in for.
    pub(super) fn stands_in(&self) -> Option<&StandIn> {
        self.stands_in.get()
    }

    /// A backup of a backup would be taken for one of the book.
    ///
    /// # Errors
    /// When it stands in for a damaged book.
    pub(super) fn refuse_when_standing_in(&self) -> Result<(), StoreError> {
        match self.stands_in() {
            Some(_) => Err(self.not_writable()),
            None => Ok(()),
        }
    }

    /// What refuses every change of a book that may not be written.
    pub(super) fn not_writable(&self) -> StoreError {
        if let Some(stand_in) = self.stands_in() {
            return StoreError::StandsIn {
                what: stand_in.what.clone(),
                backup: stand_in.backup.display().to_string(),
            };
        }
        StoreError::NotWritable(self.layout.folder().display().to_string())
    }

    /// Reads from the state.
    pub(super) fn reading<T>(
        &self,
        work: impl FnOnce(&State) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.healing(work(&*self.state()?))
    }

    /// What can't be read in the state is made again from the journal at the next opening.
    fn healing<T>(&self, answer: Result<T, StoreError>) -> Result<T, StoreError> {
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
        drop(writer);
        let _upkeep = self.upkeep();
        self.checkpoint_now()?;
        self.healing(self.merge())
    }

    fn checkpoint_now(&self) -> Result<(), StoreError> {
        self.healing(self.flush())?;
        let standing = self.state()?.settled().clone();
        let path = self.layout.book_json();
        let sequence = standing.mark.sequence;
        self.json.at(standing).write(&path)?;
        self.checkpointed.store(sequence, Ordering::Relaxed);
        Ok(())
    }

    fn flush(&self) -> Result<(), StoreError> {
        let state = &self.inside()?.state;
        let _flushing = self.flushing();
        upkeep::flush(state)
    }

    /// Merges what the flushes wrote. It takes longer than filling a table does, which is then written in between.
    fn merge(&self) -> Result<(), StoreError> {
        let state = &self.inside()?.state;
        upkeep::merge(state, &mut || {
            let (unsettled, runs) = {
                let state = self.state()?;
                (state.unsettled_bytes(), state.runs())
            };
            if unsettled >= upkeep::DUE {
                self.flush()?;
            }
            Ok(runs > upkeep::MOST || !self.closing.load(Ordering::Relaxed))
        })
    }

    /// Whoever fills tables quicker than they are written waits here, so that memory is bounded.
    pub(super) fn wait_for_room(&self) -> Result<(), StoreError> {
        let bytes = self.state()?.unsettled_bytes();
        if bytes >= 3 * upkeep::DUE {
            // Nobody writes them: why not is told now.
            self.checkpoint()?;
        } else if bytes >= upkeep::DUE + upkeep::DUE / 2 {
            drop(self.flushing());
        }
        Ok(())
    }

    /// Says that [`Book::close`] follows soon.
    pub(super) fn about_to_close(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    /// Rewrites the state into a new folder, which gives the disk back what sled does not.
    pub(super) fn compact(&self) -> Result<(), StoreError> {
        let _writer = self.writer()?;
        let _upkeep = self.upkeep();
        let folders = self.layout.state();
        swap::remove(&folders.next)?;
        let copied = self.state()?.copy_to(&folders.next);
        copied.map_err(|error| match error {
            // Of what was only just made nothing is lost: it is the disk that does not take it.
            StoreError::Damaged { what } if Path::new(&what) == folders.next => {
                StoreError::NotWritable(what)
            }
            other => other,
        })?;
        let mut state = self.state_mut()?;
        swap::take_place(&folders)?;
        // The old one goes on from its open files until the new one is there.
        let compacted = State::open(&folders.current);
        *state = compacted.map_err(|fault| fault.into_error(&folders.current))?;
        drop(state);
        self.checkpoint_now()
    }

    /// Nobody writes while this is held, and nothing is brought to the disk.
    pub(super) fn pause(&self) -> (Option<MutexGuard<'_, Writer>>, MutexGuard<'_, ()>) {
        let writer = self.inside().ok().and_then(|inside| inside.writer.as_ref());
        let writer = writer.map(|writer| writer.lock().unwrap_or_else(PoisonError::into_inner));
        (writer, self.upkeep())
    }

    /// Puts the book down. The lock goes with it.
    pub(super) fn close(&self) {
        let at_rest = self.checkpointed.load(Ordering::Relaxed) == self.mark().sequence;
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
        if self.is_read_only() {
            return Err(self.not_writable());
        }
        let writer = self.inside()?.writer.as_ref();
        let writer = writer.ok_or_else(|| self.not_writable())?;
        let writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.out_of_step {
            return Err(self.not_writable());
        }
        Ok(writer)
    }

    /// The state, for reading. What can't be read is better found through [`Book::reading`].
    pub(super) fn state(&self) -> Result<RwLockReadGuard<'_, State>, StoreError> {
        let state = &self.inside()?.state;
        Ok(state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The state, for the moment in which it changes.
    pub(super) fn state_mut(&self) -> Result<RwLockWriteGuard<'_, State>, StoreError> {
        let state = &self.inside()?.state;
        Ok(state.write().unwrap_or_else(PoisonError::into_inner))
    }

    fn upkeep(&self) -> MutexGuard<'_, ()> {
        self.upkeep.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn flushing(&self) -> MutexGuard<'_, ()> {
        self.flushing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
