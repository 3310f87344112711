//! A copy of the state for an opening that may write nothing: sled writes even when it only reads, so it is given a copy of
//! its own outside of the book, which is gone before anybody could find it.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::files::{private_folder, trouble};
use super::layout::StateFolders;
use super::swap;
use crate::store::StoreError;

/// A folder that is removed with all that is in it when this is dropped.
pub(super) struct Scratch(PathBuf);

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
        let name = format!("partnerdeck-{}", Uuid::new_v4());
        let scratch = Self(std::env::temp_dir().join(name));
        private_folder(&scratch.0)?;
        Ok(scratch)
    }

    /// Where it stands.
    pub(super) fn folder(&self) -> &Path {
        &self.0
    }

    /// Where the copy stands.
    pub(super) fn folders(&self) -> StateFolders {
        StateFolders::within(&self.0)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = swap::remove(&self.0) {
            tracing::warn!(%error, "a copy of the state could not be removed");
        }
    }
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
