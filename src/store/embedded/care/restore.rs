//! Bringing a book back from a backup. The new one is made whole beside the old one, which is moved aside and never
//! deleted; then it takes its place.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::anew::{self, Made};
use super::make;
use crate::store::embedded::book_json::BookJson;
use crate::store::embedded::files::{private_file, private_folder, sync_folder, trouble};
use crate::store::embedded::layout::Layout;
use crate::store::embedded::lock::{Access, Lock};
use crate::store::embedded::swap;
use crate::store::{Restore, Restored, StoreError, Watch};

/// Brings a book back. `None` when the watch broke it off.
///
/// # Errors
/// As [`crate::store::Care::restore`].
pub(super) fn restore(asked: &Restore, watch: Watch<'_>) -> Result<Option<Restored>, StoreError> {
    let old = Layout::new(&asked.folder);
    if asked.aside.is_none() && !old.is_empty()? {
        let folder = asked.folder.display().to_string();
        return Err(StoreError::NotABook { folder });
    }
    // Held until the old book is out of the way, so that nobody writes to it meanwhile.
    let _lock = match old.lock().exists() {
        true => Some(Lock::take(&old.lock(), Access::Shared)?),
        false => None,
    };
    let Some(before) = Before::look(asked, &old, watch)? else {
        return Ok(None);
    };
    if asked.dry_run {
        return Ok(Some(before.restored));
    }
    let next = Next::beside(&asked.folder)?;
    let damaged = before.is_damaged.then_some(&old);
    let Some(made) = anew::make_book(&asked.backup, &next.0, damaged, watch)? else {
        return Ok(None);
    };
    let seals = take_seals(&old, &next.0, &made)?;
    let records = records_in(&next.0)?;
    swap_in(&old, asked.aside.as_deref(), &next.0)?;
    Ok(Some(Restored {
        recovered: made.recovered,
        seals,
        records,
        ..before.restored
    }))
}

/// What stands in the folder before anything is done.
struct Before {
    is_damaged: bool,
    restored: Restored,
}

impl Before {
    /// Reads the backup to its end, and holds it against the journal that stands in the folder.
    fn look(asked: &Restore, old: &Layout, watch: Watch<'_>) -> Result<Option<Self>, StoreError> {
        let Some(backup) = make::verify(&asked.backup, watch)? else {
            return Ok(None);
        };
        let mut restored = Restored {
            recovered: 0,
            lost: 0,
            left_behind: 0,
            seals: 0,
            records: backup.records(),
            backup,
        };
        if !old.journal().exists() {
            return Ok(Some(Self {
                is_damaged: false,
                restored,
            }));
        }
        let head = make::open(&asked.backup)?.head;
        let mut ignore = |_: &[u8]| std::ops::ControlFlow::Continue(());
        let (following, walked) = anew::beyond(old, &head, &mut ignore)?;
        let is_damaged = !walked.flaws.is_empty();
        let newer = walked.newest.saturating_sub(head.sequence);
        if is_damaged && is_same_book(old, head.book) {
            restored.recovered = following;
            restored.lost = newer.saturating_sub(following);
        } else {
            restored.left_behind = newer;
        }
        Ok(Some(Self {
            is_damaged,
            restored,
        }))
    }
}

/// A `book.json` that can't be read does not say otherwise; the chain tells then.
fn is_same_book(layout: &Layout, book: Uuid) -> bool {
    let json = BookJson::read(&layout.book_json()).ok().flatten();
    json.is_none_or(|json| json.id == book)
}

/// The folder that the new book is made in; removed unless it took its place.
struct Next(PathBuf);

impl Next {
    fn beside(folder: &Path) -> Result<Self, StoreError> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let beside = format!(".{name}.{}", Uuid::new_v4());
        let next = folder.with_file_name(beside);
        private_folder(&next)?;
        Ok(Self(next))
    }
}

impl Drop for Next {
    fn drop(&mut self) {
        if let Err(error) = swap::remove(&self.0) {
            tracing::warn!(%error, "a half restored book could not be removed");
        }
    }
}

/// First passwords of the same book are under the same key and still wait to be handed over: no backup has them.
fn take_seals(old: &Layout, next: &Path, made: &Made) -> Result<u64, StoreError> {
    if !is_same_book(old, made.backup.book) || !old.seal().exists() {
        return Ok(0);
    }
    let to = Layout::new(next).seal();
    private_folder(&to)?;
    let mut taken = 0;
    for entry in std::fs::read_dir(old.seal()).map_err(trouble(&old.seal()))? {
        let from = entry.map_err(trouble(&old.seal()))?.path();
        let Some(name) = from.file_name().filter(|_| from.is_file()) else {
            continue;
        };
        let bytes = std::fs::read(&from).map_err(trouble(&from))?;
        let to = to.join(name);
        private_file()
            .open(&to)
            .and_then(|mut file| {
                std::io::Write::write_all(&mut file, &bytes)?;
                file.sync_all()
            })
            .map_err(trouble(&to))?;
        taken += 1;
    }
    sync_folder(&to)?;
    Ok(taken)
}

fn records_in(folder: &Path) -> Result<u64, StoreError> {
    let json = BookJson::read(&Layout::new(folder).book_json())?;
    let counts = json.map(|json| json.checkpoint.counts().values().sum());
    Ok(counts.unwrap_or_default())
}

/// Moves the old book aside and the new one into its place; should the second fail, the first is taken back.
fn swap_in(old: &Layout, aside: Option<&Path>, next: &Path) -> Result<(), StoreError> {
    let folder = old.folder();
    let is_there = folder.exists();
    match aside {
        Some(aside) => std::fs::rename(folder, aside).map_err(trouble(aside))?,
        None if is_there => {
            // What a book that was never finished left there, and nothing else.
            for entry in std::fs::read_dir(folder)
                .map_err(trouble(folder))?
                .flatten()
            {
                std::fs::remove_file(entry.path()).map_err(trouble(folder))?;
            }
        }
        None => {}
    }
    std::fs::rename(next, folder)
        .inspect_err(|_| {
            if let Some(aside) = aside {
                // Should even this fail, the old book stands where the question said.
                let _ = std::fs::rename(aside, folder);
            }
        })
        .map_err(trouble(folder))?;
    match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_folder(parent),
        _ => sync_folder(Path::new(".")),
    }
}
