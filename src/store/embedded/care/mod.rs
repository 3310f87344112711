//! Looking after a book as a whole. [`make`] makes a backup while others work, [`rolling`] keeps the newest of them beside
//! the book, [`restore`] brings a book back, [`salvage`] reads what is left of a damaged one, [`stand_in`] answers for it
//! meanwhile. [`format`](mod@format) says what a backup is.

mod anew;
mod format;
pub(super) mod make;
mod restore;
pub(super) mod rolling;
mod salvage;
pub(super) mod stand_in;

use std::ops::ControlFlow;
use std::path::Path;

use super::journal::{Seen, scan};
use super::layout::Layout;
use super::lock::{Access, Lock};
use crate::account::record::Stored;
use crate::store::{Backup, Care, Restore, Restored, Salvaged, StoreError, Walked, Watch};

/// Looks after books on this machine's disk.
pub struct Folders;

impl Care for Folders {
    fn read_backup(&self, file: &Path, watch: Watch<'_>) -> Result<Option<Backup>, StoreError> {
        make::verify(file, watch)
    }

    fn is_filled(&self, folder: &Path) -> Result<bool, StoreError> {
        Layout::new(folder).is_empty().map(|empty| !empty)
    }

    fn restore(&self, restore: &Restore, watch: Watch<'_>) -> Result<Option<Restored>, StoreError> {
        restore::restore(restore, watch)
    }

    fn verify(&self, folder: &Path, watch: Watch<'_>) -> Result<Option<Walked>, StoreError> {
        let (layout, _lock) = for_reading(folder)?;
        let promise = anew::promise(&layout);
        let total = promise.book.map_or(0, |(_, mark)| mark.sequence);
        let mut done = 0;
        scan(&layout.journal(), &promise, &mut |_: &Seen<'_>| {
            done += 1;
            watch(done, total.max(done))
        })
    }

    fn salvage(
        &self,
        folder: &Path,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<Option<Salvaged>, StoreError> {
        let (layout, _lock) = for_reading(folder)?;
        salvage::salvage(&layout, visit)
    }
}

/// The folder of a book, in whatever condition, that nobody writes while the lock is held.
fn for_reading(folder: &Path) -> Result<(Layout, Lock), StoreError> {
    let layout = Layout::new(folder);
    if !layout.journal().exists() && !layout.is_book() {
        let folder = folder.display().to_string();
        return match layout.is_empty()? {
            true => Err(StoreError::NoBook { folder }),
            false => Err(StoreError::NotABook { folder }),
        };
    }
    let lock = Lock::take(&layout.lock(), Access::Shared)?;
    Ok((layout, lock))
}
