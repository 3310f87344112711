//! Opening a book: the lock first, then what the book says of itself, then where the journal ends, then the state, brought
//! to that end. The state takes a moment in a large book and comes from a thread of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

use jiff::Timestamp;
use uuid::Uuid;

use super::EmbeddedStore;
use super::book::{Book, PASSWORD_NEVER_SET, Parts, STATE_MADE_AGAIN};
use super::book_json::BookJson;
use super::files::{private_folder, trouble};
use super::journal::Journal;
use super::journal::Tail;
use super::layout::{Layout, StateFolders};
use super::lock::{Access, Left, Lock};
use super::scratch::{self, Scratch};
use super::seal::{Seal, Since};
use super::settle::{self, Known};
use super::state::State;
use crate::account::cloud::Cloud;
use crate::account::record::{RecordKey, Version};
use crate::store::StoreError;
use crate::store::private::refuse_open_to_others;

/// How a book is opened.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The cloud it must belong to; `None`: whatever it says, the global one for a new book.
    pub cloud: Option<Cloud>,
    /// Make a new book where the folder is empty or missing. A book that may not be written is never made.
    pub create: bool,
    /// Nothing in the folder is written but its lock, which readers share. The state is copied to a temporary folder
    /// first, which takes a moment in a large book.
    pub read_only: bool,
    /// The folder for the keys of sealed passwords: outside of the book, so that a copy of the book opens none of them.
    pub seal_keys: PathBuf,
}

impl EmbeddedStore {
    /// The cloud of the book in a folder, without opening it: also while another process has it, or when its journal is
    /// damaged. `None` when no book can be recognised there.
    pub fn cloud_of(folder: &Path) -> Option<Cloud> {
        let path = Layout::new(folder).book_json();
        let book = BookJson::read(&path).ok()??;
        Some(book.cloud)
    }
}

/// Opens a book, or makes one. Its state follows from the thread that is given.
///
/// # Errors
/// As [`super::EmbeddedStore::open`], but for what is wrong with the state.
pub(super) fn open(
    folder: &Path,
    opening: &Opening,
) -> Result<(Arc<Book>, JoinHandle<()>), StoreError> {
    let layout = Layout::new(folder);
    refuse_open_to_others(folder)?;
    refuse_what_is_no_book(&layout, opening)?;
    let lock = lock(&layout, opening)?;
    let json = read_or_make(&layout, opening)?;
    let journal = Journal::new(layout.journal(), json.id);
    let left = lock.left();
    let known = Known {
        journal: &journal,
        checkpoint: &json.checkpoint,
        left,
    };
    let end = settle::end_of_journal(&known)?;
    let book = Arc::new(Book::new(Parts {
        seal: Seal::open(layout.seal(), &opening.seal_keys, json.id)?,
        read_only: opening.read_only,
        layout,
        json,
        journal,
        end,
        lock,
    }));
    let entering = Arc::clone(&book);
    let thread = Builder::new().name("book-state".to_owned());
    let thread = thread.spawn(move || entering.enter(inside(&entering, left)));
    Ok((book, thread.map_err(trouble(folder))?))
}

/// The state, and the end of the journal for writing.
fn inside(book: &Book, left: Left) -> Result<(State, Option<Tail>), StoreError> {
    let known = Known {
        journal: &book.journal,
        checkpoint: &book.json.checkpoint,
        left,
    };
    scratch::sweep(&std::env::temp_dir());
    let folders = book.layout.state();
    if book.is_read_only() {
        // sled writes even when it only reads: it is given a copy, whose files are gone as soon as they are open, so that
        // a killed process leaves nothing of it behind.
        let copy = Scratch::copy_of(&folders)?;
        return Ok((settled(book, &known, &copy.folders())?, None));
    }
    private_folder(book.journal.folder())?;
    // Before anything is built on it: what a killed process wrote last may not be on the disk yet.
    let tail = book.journal.tail(book.end)?;
    let state = settled(book, &known, &folders)?;
    sweep(book, &state);
    Ok((state, Some(tail)))
}

/// The state as far as the journal goes; that it had to be made again is told to whoever works.
fn settled(book: &Book, known: &Known<'_>, folders: &StateFolders) -> Result<State, StoreError> {
    let (state, is_made_again) = settle::settle(known, folders, book.end)?;
    if is_made_again {
        book.note_put_right(STATE_MADE_AGAIN, folders.current.display().to_string());
    }
    Ok(state)
}

/// Passwords are sealed before the change that needs them: those of a change that a killed process did not make are nobody's.
fn sweep(book: &Book, state: &State) {
    let seal = &book.seal;
    let since = |key: &RecordKey, at: Version| {
        Ok(match state.record(key)? {
            None => Since::Gone,
            Some(stored) if stored.version > at => Since::Written,
            Some(_) => Since::Same,
        })
    };
    match seal.settle_left(since) {
        Ok(names) => names
            .into_iter()
            .for_each(|name| book.note_put_right(PASSWORD_NEVER_SET, name)),
        Err(error) => tracing::warn!(%error, "what a killed process sealed could not be settled"),
    }
    let is_there = |key: &RecordKey| state.record(key).map(|record| record.is_some());
    if let Err(error) = seal.keep_only(is_there) {
        // They harm nobody; the next opening tries again.
        tracing::warn!(%error, "passwords of nobody could not be taken out of the seal");
    }
}

fn lock(layout: &Layout, opening: &Opening) -> Result<Lock, StoreError> {
    if opening.read_only {
        return Lock::take(&layout.lock(), Access::Shared);
    }
    private_folder(layout.folder())?;
    Lock::take(&layout.lock(), Access::Alone)
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
