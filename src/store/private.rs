//! Whether a folder is the owner's alone: what others may write in could be exchanged under our hands, or lead elsewhere.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::process::geteuid;

use super::StoreError;

const WRITE_FOR_OTHERS: u32 = 0o022;
const STICKY: u32 = 0o1000;
const ROOT: u32 = 0;

/// Refuses a place for a new file with secrets where others may write: its folder and every one above it must be ours or
/// the system's, closed to others or sticky, and so must every link that leads there.
///
/// # Errors
/// [`StoreError::OpenToOthers`] names the first folder or link that is not; [`StoreError::Io`] when one can't be looked at.
pub fn refuse_place_open_to_others(file: &Path) -> Result<(), StoreError> {
    let absolute = std::path::absolute(file).map_err(trouble(file))?;
    let folder = absolute.parent().unwrap_or(Path::new("/"));
    refuse_links_of_others(folder)?;
    let whole = folder.canonicalize().map_err(trouble(folder))?;
    whole.ancestors().try_for_each(refuse_open_folder)
}

/// Refuses a folder that others may write in, or that somebody else owns. What is not there or is no folder is no trouble of
/// this kind.
///
/// # Errors
/// As [`refuse_place_open_to_others`].
pub fn refuse_open_to_others(folder: &Path) -> Result<(), StoreError> {
    match folder.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(trouble(folder)(error)),
        Ok(facts) if facts.is_symlink() && !is_trusted(facts.uid()) => return Err(open(folder)),
        Ok(_) => {}
    }
    match folder.is_dir() {
        true => refuse_open_folder(folder),
        false => Ok(()),
    }
}

fn refuse_links_of_others(folder: &Path) -> Result<(), StoreError> {
    let mut walked = PathBuf::new();
    for part in folder.components() {
        walked.push(part);
        let facts = walked.symlink_metadata().map_err(trouble(&walked))?;
        if facts.is_symlink() && !is_trusted(facts.uid()) {
            return Err(open(&walked));
        }
    }
    Ok(())
}

fn refuse_open_folder(folder: &Path) -> Result<(), StoreError> {
    let facts = folder.metadata().map_err(trouble(folder))?;
    let is_closed = facts.mode() & WRITE_FOR_OTHERS == 0 || facts.mode() & STICKY != 0;
    match is_closed && is_trusted(facts.uid()) {
        true => Ok(()),
        false => Err(open(folder)),
    }
}

/// Root could do everything anyway.
fn is_trusted(owner: u32) -> bool {
    owner == ROOT || owner == geteuid().as_raw()
}

fn open(folder: &Path) -> StoreError {
    StoreError::OpenToOthers {
        folder: folder.display().to_string(),
    }
}

fn trouble(path: &Path) -> impl FnOnce(io::Error) -> StoreError + '_ {
    move |source| StoreError::Io {
        what: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, lchown, symlink};

    use super::*;

    fn folder(home: &Path, name: &str, mode: u32) -> PathBuf {
        let path = home.join(name);
        fs::create_dir_all(&path).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        path
    }

    fn is_open(checked: Result<(), StoreError>) -> bool {
        match checked {
            Ok(()) => false,
            Err(StoreError::OpenToOthers { .. }) => true,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn only_a_folder_that_nobody_else_writes_in_will_do() {
        let home = tempfile::tempdir().unwrap();
        for (mode, expected) in [
            (0o700, false),
            (0o755, false),
            (0o1777, false),
            (0o770, true),
            (0o707, true),
            (0o777, true),
        ] {
            let folder = folder(home.path(), &format!("{mode:o}"), mode);
            assert_eq!(
                is_open(refuse_open_to_others(&folder)),
                expected,
                "{mode:o}"
            );
            let file = folder.join("passwords.csv");
            assert_eq!(
                is_open(refuse_place_open_to_others(&file)),
                expected,
                "{mode:o}"
            );
        }
        assert!(refuse_open_to_others(&home.path().join("missing")).is_ok());
    }

    #[test]
    fn a_folder_above_that_others_write_in_spoils_all_below() {
        let home = tempfile::tempdir().unwrap();
        folder(home.path(), "open", 0o700);
        let inner = folder(home.path(), "open/inner", 0o700);
        folder(home.path(), "open", 0o777);
        assert!(is_open(refuse_place_open_to_others(&inner.join("p.csv"))));
    }

    #[test]
    fn a_link_of_ours_is_followed_and_one_of_somebody_else_is_not() {
        let home = tempfile::tempdir().unwrap();
        let closed = folder(home.path(), "closed", 0o700);
        let link = home.path().join("link");
        symlink(&closed, &link).unwrap();
        assert!(!is_open(refuse_place_open_to_others(&link.join("p.csv"))));
        let to_open = home.path().join("to-open");
        symlink(folder(home.path(), "open", 0o777), &to_open).unwrap();
        assert!(is_open(refuse_place_open_to_others(&to_open.join("p.csv"))));
        // Only root can give a link away: elsewhere this much can't be tried.
        if lchown(&link, Some(54321), None).is_ok() {
            assert!(is_open(refuse_place_open_to_others(&link.join("p.csv"))));
            assert!(is_open(refuse_open_to_others(&link)));
        }
    }
}
