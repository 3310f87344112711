//! Making a backup of a book while others read and write it: the entries of the journal up to a moment never change again,
//! so that nobody waits and what comes out is the book as it was at that moment.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;

use super::format::{Fault, Head, Origin, Reader, VERSION, Writer};
use crate::store::embedded::book::Book;
use crate::store::embedded::files::trouble;
use crate::store::embedded::journal::Mark;
use crate::store::{Backup, BackupNote, StoreError, Watch};

/// Writes a backup of the book as it is now. `None` when the watch broke it off: what was written until then is no backup.
pub(in crate::store::embedded) fn make(
    book: &Book,
    note: &BackupNote,
    (into, path): (&mut dyn Write, &Path),
    watch: Watch<'_>,
) -> Result<Option<Backup>, StoreError> {
    book.refuse_when_standing_in()?;
    let standing = book.state()?.standing().clone();
    let head = Head::new(
        &Origin {
            book: book.json.id,
            cloud: book.json.cloud,
            made: book.json.made,
            sequence: standing.mark.sequence,
            hash: standing.mark.hash,
            counts: standing.counts(),
        },
        note,
    );
    let mut writer = Writer::begin(into, &head).map_err(trouble(path))?;
    let mut walk = book.journal.walk(Mark::BEGINNING);
    while walk.mark().sequence < standing.mark.sequence {
        let Some((_, payload)) = walk.next_payload()? else {
            break;
        };
        writer.entry(&payload).map_err(trouble(path))?;
        if watch(walk.mark().sequence, standing.mark.sequence).is_break() {
            return Ok(None);
        }
    }
    if walk.mark().hash != standing.mark.hash {
        let what = book.journal.folder().display().to_string();
        return Err(StoreError::Damaged { what });
    }
    writer.finish().map_err(trouble(path))?;
    Ok(Some(head.backup()))
}

/// Opens a backup for reading, its head read.
///
/// # Errors
/// As [`crate::store::Care::read_backup`].
pub(super) fn open(path: &Path) -> Result<Reader<File>, StoreError> {
    // A pipe of that name would be waited for, a device never end.
    let facts = std::fs::metadata(path).map_err(trouble(path))?;
    if !facts.is_file() {
        return Err(error_of(Fault::NoBackup, path, 0));
    }
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default())
        .open(path);
    let file = file.map_err(trouble(path))?;
    let opened = file.metadata().map_err(trouble(path))?;
    if !opened.is_file() {
        return Err(error_of(Fault::NoBackup, path, 0));
    }
    Reader::begin(file).map_err(|fault| error_of(fault, path, 0))
}

/// What is wrong with a backup as an error of the book, `whole` entries of it being right.
pub(super) fn error_of(fault: Fault, path: &Path, whole: u64) -> StoreError {
    let file = path.display().to_string();
    match fault {
        Fault::Io(error) => trouble(path)(error),
        Fault::NoBackup => StoreError::NoBackup { file },
        Fault::Newer(found) => StoreError::NewerFormat {
            found,
            known: VERSION,
        },
        Fault::Broken => StoreError::BrokenBackup { file, whole },
    }
}

/// Reads a backup to its end. `None` when the watch broke it off.
///
/// # Errors
/// As [`crate::store::Care::read_backup`].
pub(in crate::store::embedded) fn verify(
    path: &Path,
    watch: Watch<'_>,
) -> Result<Option<Backup>, StoreError> {
    let mut reader = open(path)?;
    loop {
        let read = reader.entry().map(|entry| entry.is_some());
        match read {
            Ok(true) => {}
            Ok(false) => return Ok(Some(reader.head.backup())),
            Err(fault) => return Err(error_of(fault, path, reader.entries())),
        }
        if watch(reader.entries(), reader.head.sequence).is_break() {
            return Ok(None);
        }
    }
}
