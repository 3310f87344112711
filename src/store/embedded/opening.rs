//! Opening a book: the lock first, then what the book says of itself, then the journal, then the state, brought to where the
//! journal ends.

use std::path::Path;

use jiff::Timestamp;
use uuid::Uuid;

use super::Opening;
use super::book::{Book, Parts};
use super::book_json::BookJson;
use super::files::private_folder;
use super::journal::{Journal, Mark};
use super::layout::Layout;
use super::lock::{Access, Lock};
use super::scratch::Scratch;
use super::seal::Seal;
use super::settle::{self, Known};
use super::state::State;
use crate::account::cloud::Cloud;
use crate::store::StoreError;

/// Opens a book, or makes one.
///
/// # Errors
/// As [`super::EmbeddedStore::open`].
pub(super) fn open(folder: &Path, opening: &Opening) -> Result<Book, StoreError> {
    let layout = Layout::new(folder);
    refuse_what_is_no_book(&layout, opening)?;
    let lock = lock(&layout, opening)?;
    let json = read_or_make(&layout, opening)?;
    let journal = Journal::new(layout.journal(), json.id);
    let known = Known {
        journal: &journal,
        checkpoint: &json.checkpoint,
        left: lock.left(),
    };
    let end = settle::end_of_journal(&known)?;
    let state = state(&layout, &known, end, opening)?;
    let tail = if opening.read_only {
        None
    } else {
        private_folder(journal.folder())?;
        Some(journal.tail(end)?)
    };
    Ok(Book::new(Parts {
        seal: Seal::open(layout.seal(), &opening.seal_keys, json.id)?,
        layout,
        json,
        journal,
        state,
        tail,
        lock,
    }))
}

fn lock(layout: &Layout, opening: &Opening) -> Result<Lock, StoreError> {
    if opening.read_only {
        return Lock::take(&layout.lock(), Access::Shared);
    }
    private_folder(layout.folder())?;
    Lock::take(&layout.lock(), Access::Alone)
}

/// Where nothing may be written it stands in a copy, whose files are gone as soon as they are open: a killed process leaves
/// nothing of it behind.
fn state(
    layout: &Layout,
    known: &Known<'_>,
    end: Mark,
    opening: &Opening,
) -> Result<State, StoreError> {
    if !opening.read_only {
        return settle::settle(known, &layout.state(), end);
    }
    let copy = Scratch::copy_of(&layout.state())?;
    settle::settle(known, &copy.folders(), end)
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
