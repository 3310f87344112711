//! A book made again entry by entry: from a backup, and from what a damaged journal has beyond it.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;

use super::format::{Head, Reader};
use super::make;
use crate::store::embedded::book_json::BookJson;
use crate::store::embedded::files::private_folder;
use crate::store::embedded::journal::{Bulk, Journal, Mark, Promise, Seen, scan};
use crate::store::embedded::layout::Layout;
use crate::store::embedded::{EmbeddedStore, Opening};
use crate::store::{Backup, Store, StoreError, Walked, Watch};

/// What a book was made of.
pub(super) struct Made {
    pub(super) backup: Backup,
    /// Entries that came from the journal of the damaged book.
    pub(super) recovered: u64,
}

/// Makes a book in a folder that is not there yet; it is closed again and on the disk when this returns. `None` when the
/// watch broke it off.
///
/// # Errors
/// As [`crate::store::Care::read_backup`], or when the disk refuses. The folder may be half made then.
pub(super) fn make_book(
    backup: &Path,
    folder: &Path,
    damaged: Option<&Layout>,
    watch: Watch<'_>,
) -> Result<Option<Made>, StoreError> {
    let mut reader = make::open(backup)?;
    let head = reader.head.clone();
    let layout = Layout::new(folder);
    private_folder(&layout.journal())?;
    let json = BookJson::new(head.book, head.cloud, head.book_made);
    let journal = Journal::new(layout.journal(), json.id);
    let mut bulk = journal.bulk();
    if copy(&mut reader, backup, &mut bulk, watch)?.is_break() {
        return Ok(None);
    }
    let recovered = match damaged {
        Some(damaged) => go_on(damaged, &head, &mut bulk)?,
        None => 0,
    };
    bulk.finish()?;
    json.write(&layout.book_json())?;
    let counts = add_up(folder)?;
    if recovered == 0 && counts != head.backup().counts {
        return Err(StoreError::BrokenBackup {
            file: backup.display().to_string(),
            whole: head.sequence,
        });
    }
    Ok(Some(Made {
        backup: head.backup(),
        recovered,
    }))
}

fn copy(
    reader: &mut Reader<File>,
    path: &Path,
    bulk: &mut Bulk<'_>,
    watch: Watch<'_>,
) -> Result<ControlFlow<()>, StoreError> {
    loop {
        match reader.entry() {
            Ok(Some(payload)) => bulk.append(payload)?,
            Ok(None) => return Ok(ControlFlow::Continue(())),
            Err(fault) => return Err(make::error_of(fault, path, reader.entries())),
        }
        if watch(reader.entries(), reader.head.sequence).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
}

fn go_on(damaged: &Layout, head: &Head, bulk: &mut Bulk<'_>) -> Result<u64, StoreError> {
    let mut appended = Ok(());
    let (found, _) = beyond(damaged, head, &mut |payload| {
        appended = bulk.append(payload);
        match appended {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })?;
    appended.map(|()| found)
}

/// Opens the book, which makes its state, and puts it down again.
fn add_up(folder: &Path) -> Result<Counts, StoreError> {
    let opening = Opening {
        cloud: None,
        create: false,
        read_only: false,
        // Nothing is under seal in it yet.
        seal_keys: folder.to_owned(),
    };
    let store = EmbeddedStore::open(folder, &opening)?;
    let counts = store.book.state()?.standing().counts().clone();
    store.checkpoint()?;
    Ok(counts)
}

type Counts = std::collections::BTreeMap<crate::account::record::Kind, u64>;

/// What a folder knows of where its journal should end.
pub(super) fn promise(layout: &Layout) -> Promise {
    let path = layout.book_json();
    let json = BookJson::read(&path).ok().flatten();
    Promise {
        book: json.map(|json| (json.id, json.checkpoint.mark)),
        book_json: path,
    }
}

/// Hands out the entries of a journal that follow the last one of a backup without a break, and says how many they were
/// and what the journal is like. Breaking off ends the handing out alone.
///
/// # Errors
/// When a file can't be read.
pub(super) fn beyond(
    layout: &Layout,
    head: &Head,
    take: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
) -> Result<(u64, Walked), StoreError> {
    let mut end = Mark {
        sequence: head.sequence,
        hash: head.hash,
        ..Mark::BEGINNING
    };
    let mut found = 0;
    let mut goes_on = true;
    let mut visit = |seen: &Seen<'_>| {
        let follows = seen.sequence == end.sequence + 1 && seen.before == end.hash;
        if let Some(payload) = seen.payload().filter(|_| goes_on && follows) {
            end.sequence = seen.sequence;
            end.hash = seen.hash;
            found += 1;
            goes_on = take(&payload).is_continue();
        }
        ControlFlow::Continue(())
    };
    let walked = scan(&layout.journal(), &promise(layout), &mut visit)?;
    Ok((found, walked.unwrap_or_default()))
}
