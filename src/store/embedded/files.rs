//! Files of the book: private from the moment they exist, and whole or not there at all. Every error of the disk
//! becomes a [`StoreError`] here, so that a full disk reads the same wherever it is met.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::store::StoreError;

/// What an error of the disk means for the book; `path` is what was worked on.
pub(super) fn trouble(path: &Path) -> impl FnOnce(io::Error) -> StoreError + '_ {
    move |source| {
        let what = path.display().to_string();
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                StoreError::NotWritable(what)
            }
            _ => StoreError::Io { what, source },
        }
    }
}

/// Makes a folder, and those above it that are missing, for the owner alone.
pub(super) fn private_folder(path: &Path) -> Result<(), StoreError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(trouble(path))
}

/// How a file of the book is opened for writing: made where it is missing, for the owner alone, whatever the umask.
pub(super) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).mode(0o600);
    options
}

/// Takes a file or folder that somebody else's code made away from everybody but the owner.
pub(super) fn make_private(path: &Path, mode: u32) -> Result<(), StoreError> {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).map_err(trouble(path))
}

/// Replaces a file as a whole: written aside, synced, renamed, and the folder synced, so that a power cut leaves the old
/// one or the new one.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let aside = aside(path);
    let written = (|| {
        let mut file = private_file().truncate(true).open(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&aside, path)
    })();
    if written.is_err() {
        // Half a file of no name that anything reads; the error that is about to be told matters more.
        let _ = std::fs::remove_file(&aside);
    }
    written.map_err(trouble(path))?;
    sync_folder_of(path)
}

/// Where a file is written before it gets its name.
pub(super) fn aside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}

/// Makes the names in a folder durable: files made, renamed, removed.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(trouble(folder))
}

/// As [`sync_folder`], for the folder that a file stands in.
pub(super) fn sync_folder_of(path: &Path) -> Result<(), StoreError> {
    path.parent().map_or(Ok(()), sync_folder)
}

/// Bytes that may still be written where a folder stands; `None` on a file system that does not count them.
pub(super) fn free_bytes(folder: &Path) -> Result<Option<u64>, StoreError> {
    let facts = rustix::fs::statvfs(folder).map_err(|error| trouble(folder)(error.into()))?;
    let free = facts.f_bavail.saturating_mul(facts.f_frsize);
    Ok((facts.f_blocks > 0).then_some(free))
}

/// The files `NUMBER.ENDING` of a folder by their numbers, in order; none where there is no folder. Anything else in it
/// is passed over.
pub(super) fn numbered(folder: &Path, ending: &str) -> Result<Vec<u64>, StoreError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(trouble(folder)(error)),
    };
    let mut numbers = Vec::new();
    for entry in entries {
        let name = entry.map_err(trouble(folder))?.file_name();
        let name = name.to_str().and_then(|name| name.strip_suffix(ending));
        let number = name.and_then(|name| name.strip_suffix('.')?.parse::<u64>().ok());
        numbers.extend(number);
    }
    numbers.sort_unstable();
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_made_is_for_the_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/b");
        private_folder(&folder).unwrap();
        let file = folder.join("c");
        replace(&file, b"one").unwrap();
        replace(&file, b"two").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
        assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
        assert!(!aside(&file).exists());
    }

    #[test]
    fn numbered_files_are_listed_in_order_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        for name in [
            "100.seg",
            "0001.seg",
            "20.seg",
            "20.seg.new",
            "x.seg",
            "7.txt",
        ] {
            std::fs::write(home.path().join(name), b"").unwrap();
        }
        assert_eq!(numbered(home.path(), "seg").unwrap(), [1, 20, 100]);
        assert!(
            numbered(&home.path().join("none"), "seg")
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn a_full_disk_reads_the_same_wherever_it_is_met() {
        let full = io::Error::from(ErrorKind::StorageFull);
        assert!(matches!(
            trouble(Path::new("x"))(full),
            StoreError::DiskFull
        ));
    }
}
