//! A copy of the state for an opening that may write nothing: sled writes even when it only reads, so it is given a copy of
//! its own outside of the book, which is gone before anybody could find it.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use uuid::Uuid;

use super::files::{private_file, private_folder, trouble};
use super::layout::StateFolders;
use super::swap;
use crate::store::StoreError;

/// What every name begins with, before a UUID.
const NAME: &str = "partnerdeck-";
/// A file in it that is locked for as long as somebody needs the folder.
const OWNER: &str = "OWNER";

/// A folder that is removed with all that is in it when this is dropped; what a killed process left, the next one removes.
pub(super) struct Scratch {
    folder: PathBuf,
    _owner: File,
}

impl Scratch {
    /// A private folder among the temporary ones, with a copy of the state in it.
    ///
    /// # Errors
    /// When there is no room for it.
    pub(super) fn copy_of(book: &StateFolders) -> Result<Self, StoreError> {
        let scratch = Self::empty()?;
        let folders = scratch.folders();
        // A crash between two names leaves the state under the other one.
        let there = [&book.current, &book.last]
            .into_iter()
            .find(|folder| folder.exists());
        if let Some(state) = there
            && !book.suspect.exists()
        {
            copy(state, &folders.current)?;
        }
        Ok(scratch)
    }

    /// A private folder among the temporary ones, with nothing in it.
    ///
    /// # Errors
    /// When there is no room for it.
    pub(super) fn empty() -> Result<Self, StoreError> {
        Self::within(&std::env::temp_dir())
    }

    fn within(temporary: &Path) -> Result<Self, StoreError> {
        let folder = temporary.join(format!("{NAME}{}", Uuid::new_v4()));
        private_folder(&folder)?;
        let path = folder.join(OWNER);
        let owner = private_file().create_new(true).open(&path);
        let owner = owner.map_err(trouble(&path))?;
        // Nobody else knows the name. Where the system has no locks the folder is found without an owner.
        let _ = owner.try_lock();
        Ok(Self {
            folder,
            _owner: owner,
        })
    }

    /// Where it stands.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the copy stands.
    pub(super) fn folders(&self) -> StateFolders {
        StateFolders::within(&self.folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = swap::remove(&self.folder) {
            tracing::warn!(%error, "a copy of the state could not be removed");
        }
    }
}

/// Removes what killed processes left among the temporary folders: our own user's, whose owner is gone. What can't be
/// removed is left for another time; it is for the owner alone.
pub(super) fn sweep(temporary: &Path) {
    let entries = std::fs::read_dir(temporary).into_iter().flatten().flatten();
    let named = entries.filter(|entry| {
        let name = entry.file_name();
        let id = name.to_str().and_then(|name| name.strip_prefix(NAME));
        id.is_some_and(|id| Uuid::try_parse(id).is_ok())
    });
    for folder in named.map(|entry| entry.path()) {
        if is_left_over(&folder) && swap::remove(&folder).is_ok() {
            tracing::info!(folder = %folder.display(), "removed what a killed process left");
        }
    }
}

/// Whether it is a folder of ours and nobody has it. One without its file was only just made, or is none of ours.
fn is_left_over(folder: &Path) -> bool {
    let Ok(facts) = folder.symlink_metadata() else {
        return false;
    };
    if !facts.is_dir() || facts.uid() != rustix::process::geteuid().as_raw() {
        return false;
    }
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let owner = OpenOptions::new()
        .read(true)
        // Neither followed nor waited for, whatever stands there.
        .custom_flags(i32::try_from(flags.bits()).unwrap_or_default())
        .open(folder.join(OWNER));
    owner.is_ok_and(|owner| {
        owner.metadata().is_ok_and(|facts| facts.is_file()) && owner.try_lock().is_ok()
    })
}

fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    private_folder(to)?;
    for entry in std::fs::read_dir(from).map_err(trouble(from))? {
        let entry = entry.map_err(trouble(from))?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            std::fs::copy(&from, &to).map_err(trouble(&to))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_a_killed_process_left_is_removed_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let name = || format!("{NAME}{}", Uuid::new_v4());
        let in_use = Scratch::within(home.path()).unwrap();
        let (left, link, bare) = (at(&name()), at(&name()), at(&name()));
        // The lock goes with the process, the folder does not.
        std::fs::create_dir_all(left.join("book/state")).unwrap();
        std::fs::write(left.join(OWNER), "").unwrap();
        std::fs::create_dir_all(at("mine")).unwrap();
        std::fs::write(at("mine").join(OWNER), "").unwrap();
        symlink(at("mine"), &link).unwrap();
        std::fs::create_dir(&bare).unwrap();
        std::fs::write(at("partnerdeck-notes.txt"), "").unwrap();
        sweep(home.path());
        assert!(!left.exists());
        for stays in [
            in_use.folder(),
            &link,
            &bare,
            &at("mine"),
            &at("partnerdeck-notes.txt"),
        ] {
            assert!(stays.symlink_metadata().is_ok(), "{}", stays.display());
        }
        assert!(at("mine").join(OWNER).exists());
        let folder = in_use.folder().to_owned();
        drop(in_use);
        assert!(!folder.exists());
    }
}
