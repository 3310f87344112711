//! A damaged book answers from its newest good backup: a book made of that in a temporary folder, which nobody can change
//! and which is gone with the process.

use std::path::Path;

use super::{anew, rolling};
use crate::store::embedded::layout::Layout;
use crate::store::embedded::lock::{Access, Lock};
use crate::store::embedded::scratch::Scratch;
use crate::store::embedded::{EmbeddedStore, Opening};
use crate::store::{StandIn, StoreError};

/// What must last as long as the book that stands in.
pub(in crate::store::embedded) struct Held {
    _scratch: Scratch,
    /// That of the damaged book: nobody restores it meanwhile.
    _lock: Lock,
}

/// Opens what stands in for a damaged book.
///
/// # Errors
/// The damage itself when there is no good backup; whatever else keeps the backup from being unpacked.
pub(in crate::store::embedded) fn open(
    folder: &Path,
    opening: &Opening,
    what: String,
) -> Result<EmbeddedStore, StoreError> {
    let damaged = Layout::new(folder);
    let lock = Lock::take(&damaged.lock(), Access::Shared)?;
    for backup in rolling::all(&damaged)? {
        let scratch = Scratch::empty()?;
        let book = scratch.folder().join("book");
        let mut on = |_, _| std::ops::ControlFlow::Continue(());
        match anew::make_book(&backup.path, &book, None, &mut on) {
            Ok(Some(made)) => {
                let stand_in = StandIn {
                    backup: backup.path,
                    at: made.backup.note.at,
                    version: made.backup.version,
                    newer: newest(&damaged).saturating_sub(made.backup.version),
                    what,
                };
                let held = Held {
                    _scratch: scratch,
                    _lock: lock,
                };
                let opening = Opening {
                    create: false,
                    read_only: false,
                    ..opening.clone()
                };
                return EmbeddedStore::standing_in(&book, &opening, stand_in, held);
            }
            // An older one may be whole.
            Ok(None)
            | Err(
                StoreError::BrokenBackup { .. }
                | StoreError::NoBackup { .. }
                | StoreError::NewerFormat { .. }
                | StoreError::Io { .. },
            ) => {
                tracing::warn!(backup = %backup.path.display(), "a backup can't be used");
            }
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Damaged { what })
}

/// The number of the last change that the damaged book is known to have had.
fn newest(layout: &Layout) -> u64 {
    let mut on =
        |_: &crate::store::embedded::journal::Seen<'_>| std::ops::ControlFlow::Continue(());
    let walked =
        crate::store::embedded::journal::scan(&layout.journal(), &anew::promise(layout), &mut on);
    walked.ok().flatten().map_or(0, |walked| walked.newest)
}
