//! Putting one state in the place of another, so that a crash at any moment leaves a whole one: the old steps aside, the new
//! takes its name, the old goes.

use std::io::ErrorKind;
use std::path::Path;

use super::files::{private_file, sync_folder_of, trouble};
use super::layout::StateFolders;
use crate::store::StoreError;

/// Takes the next state, which is closed and on the disk, into its place. Neither may be open.
///
/// # Errors
/// When the folder can't be written; the state that was there still is.
pub(super) fn take_place(folders: &StateFolders) -> Result<(), StoreError> {
    remove(&folders.last)?;
    if folders.current.exists() {
        rename(&folders.current, &folders.last)?;
    }
    rename(&folders.next, &folders.current).inspect_err(|_| {
        // Should even this fail, the next opening does it.
        let _ = std::fs::rename(&folders.last, &folders.current);
    })?;
    sync_folder_of(&folders.current)?;
    trust(folders)?;
    remove(&folders.last)
}

/// Ends what a crash left half done.
///
/// # Errors
/// When the folder can't be written.
pub(super) fn recover(folders: &StateFolders) -> Result<(), StoreError> {
    if !folders.current.exists() && folders.last.exists() {
        rename(&folders.last, &folders.current)?;
        sync_folder_of(&folders.current)?;
    }
    remove(&folders.last)?;
    remove(&folders.next)
}

/// Notes that the state is not to be believed: the next opening makes it again from the journal.
///
/// # Errors
/// When the folder can't be written.
pub(super) fn suspect(folders: &StateFolders) -> Result<(), StoreError> {
    private_file()
        .open(&folders.suspect)
        .and_then(|file| file.sync_all())
        .map_err(trouble(&folders.suspect))?;
    sync_folder_of(&folders.suspect)
}

/// Removes a folder with all that is in it; a missing one is no error.
pub(super) fn remove(folder: &Path) -> Result<(), StoreError> {
    missing_is_fine(std::fs::remove_dir_all(folder), folder)
}

fn trust(folders: &StateFolders) -> Result<(), StoreError> {
    missing_is_fine(std::fs::remove_file(&folders.suspect), &folders.suspect)
}

fn missing_is_fine(done: std::io::Result<()>, path: &Path) -> Result<(), StoreError> {
    match done {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(trouble(path)(error)),
        _ => Ok(()),
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    std::fs::rename(from, to).map_err(trouble(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(home: &Path) -> StateFolders {
        StateFolders::within(home)
    }

    fn make(folder: &Path, word: &str) {
        std::fs::create_dir(folder).unwrap();
        std::fs::write(folder.join("word"), word).unwrap();
    }

    fn word(folder: &Path) -> String {
        std::fs::read_to_string(folder.join("word")).unwrap()
    }

    #[test]
    fn the_next_state_takes_the_place_of_the_last() {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(home.path());
        make(&folders.current, "old");
        make(&folders.next, "new");
        suspect(&folders).unwrap();
        take_place(&folders).unwrap();
        assert_eq!(word(&folders.current), "new");
        for gone in [&folders.next, &folders.last, &folders.suspect] {
            assert!(!gone.exists(), "{}", gone.display());
        }
    }

    #[test]
    fn after_a_crash_between_the_two_names_the_old_state_is_back() {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(home.path());
        make(&folders.last, "old");
        make(&folders.next, "new");
        recover(&folders).unwrap();
        assert_eq!(word(&folders.current), "old");
        assert!(!folders.next.exists() && !folders.last.exists());
    }

    #[test]
    fn after_a_crash_before_the_old_went_the_new_state_stays() {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(home.path());
        make(&folders.last, "old");
        make(&folders.current, "new");
        recover(&folders).unwrap();
        assert_eq!(word(&folders.current), "new");
        assert!(!folders.last.exists());
    }
}
