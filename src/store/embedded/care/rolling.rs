//! The backups that the desk makes by itself, in the book's own folder. Their names tell when they were made and how far
//! they go, so that nobody has to open one to know. The oldest goes only once a newer one was read back.

use std::io::{BufWriter, Write};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::make;
use crate::store::embedded::book::Book;
use crate::store::embedded::files::{aside, private_file, private_folder, sync_folder, trouble};
use crate::store::embedded::layout::Layout;
use crate::store::{BackupNote, Rolling, StoreError, Watch};

const ENDING: &str = ".ndjson.zst";
const TIME: &str = "%Y%m%dT%H%M%SZ";
/// How much smaller than its journal a backup is at the least, for the question whether the disk has room.
const PACKED: u64 = 4;

/// All of a book, the newest first; none where there is no folder.
///
/// # Errors
/// When the folder can't be read.
pub(in crate::store::embedded) fn all(layout: &Layout) -> Result<Vec<Rolling>, StoreError> {
    let folder = layout.backups();
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(trouble(&folder)(error)),
    };
    let mut found: Vec<Rolling> = entries
        .flatten()
        .filter_map(|entry| named(&entry.path()))
        .collect();
    found.sort_unstable_by(|one, other| other.cmp(one));
    Ok(found)
}

fn named(path: &Path) -> Option<Rolling> {
    let name = path.file_name()?.to_str()?.strip_suffix(ENDING)?;
    let (at, version) = name.split_once('-')?;
    let at = DateTime::strptime(TIME, at).ok()?;
    Some(Rolling {
        version: version.parse().ok()?,
        at: at.to_zoned(TimeZone::UTC).ok()?.timestamp(),
        path: path.to_owned(),
    })
}

fn name(at: Timestamp, version: u64) -> String {
    format!("{}-{version:020}{ENDING}", at.strftime(TIME))
}

/// Makes another one, reads it back, and removes the oldest ones beyond so many. `None` when the watch broke it off.
///
/// # Errors
/// When it can't be made; the ones before are all there then.
pub(in crate::store::embedded) fn roll(
    book: &Book,
    note: &BackupNote,
    keep: usize,
    watch: Watch<'_>,
) -> Result<Option<Rolling>, StoreError> {
    if book.is_read_only() {
        return Err(book.not_writable());
    }
    let folder = book.layout.backups();
    private_folder(&folder)?;
    book.refuse_when_disk_is_full(book.journal.bytes() / PACKED)?;
    let version = book.mark().sequence;
    let path = folder.join(name(note.at, version));
    let next = aside(&path);
    let made = write(book, note, &next, watch).inspect_err(|_| {
        // Half a file of a name that nobody takes for a backup.
        let _ = std::fs::remove_file(&next);
    })?;
    let Some(version) = made else {
        return std::fs::remove_file(&next)
            .map(|()| None)
            .map_err(trouble(&next));
    };
    let path = folder.join(name(note.at, version));
    std::fs::rename(&next, &path).map_err(trouble(&path))?;
    sync_folder(&folder)?;
    thin_out(&book.layout, keep.max(1))?;
    Ok(named(&path))
}

/// Writes one, brings it to the disk and reads it back; gives how far it goes.
fn write(
    book: &Book,
    note: &BackupNote,
    path: &Path,
    watch: Watch<'_>,
) -> Result<Option<u64>, StoreError> {
    let file = private_file()
        .truncate(true)
        .open(path)
        .map_err(trouble(path))?;
    let mut file = BufWriter::with_capacity(1 << 17, file);
    if make::make(book, note, (&mut file, path), watch)?.is_none() {
        return Ok(None);
    }
    file.flush()
        .and_then(|()| file.get_ref().sync_all())
        .map_err(trouble(path))?;
    let mut to_the_end = |_, _| std::ops::ControlFlow::Continue(());
    let backup = make::verify(path, &mut to_the_end)?;
    Ok(backup.map(|backup| backup.version))
}

fn thin_out(layout: &Layout, keep: usize) -> Result<(), StoreError> {
    for old in all(layout)?.into_iter().skip(keep) {
        std::fs::remove_file(&old.path).map_err(trouble(&old.path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_when_it_was_made_and_how_far_it_goes() {
        let at: Timestamp = "2026-11-22T09:01:02Z".parse().unwrap();
        let path = Path::new("/b").join(name(at, 4_711));
        let rolling = named(&path).unwrap();
        assert_eq!((rolling.version, rolling.at), (4_711, at));
        for other in [
            "x.ndjson.zst",
            "20261122T090102Z-7.ndjson.zst.new",
            "7-7.ndjson.zst",
        ] {
            assert_eq!(named(Path::new(other)), None, "{other}");
        }
    }
}
