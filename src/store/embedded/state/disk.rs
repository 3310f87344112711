//! A state and the disk: bringing it there while others read and write, and copying it without what sled left behind.

use std::fs::File;
use std::path::{Path, PathBuf};

use sled::Batch;

use super::super::engine::ask;
use super::super::files::{sync_folder, trouble};
use super::State;
use crate::store::StoreError;

/// Bytes of one batch of a copy: small enough for memory and for sled, large enough to be quick.
const COPIED_AT_ONCE: usize = 1024 * 1024;

impl State {
    /// What brings it to the disk, for use while others read and write.
    pub fn disk(&self) -> Disk {
        Disk {
            folder: self.folder.clone(),
            db: self.db.clone(),
        }
    }

    /// Copies everything into a new state in another folder, in order, without what sled left behind.
    pub fn copy_to(&self, folder: &Path) -> Result<State, StoreError> {
        let copy = State::open(folder).map_err(|fault| fault.into_error(folder))?;
        let mut batch = Batch::default();
        let mut bytes = 0;
        for pair in self.db.iter() {
            let (key, value) = ask(&self.folder, || pair)?;
            bytes += key.len() + value.len();
            batch.insert(key, value);
            if bytes > COPIED_AT_ONCE {
                ask(folder, || copy.db.apply_batch(std::mem::take(&mut batch)))?;
                bytes = 0;
            }
        }
        ask(folder, || copy.db.apply_batch(batch))?;
        copy.disk().flush()?;
        Ok(copy)
    }
}

/// A handle for bringing a state to the disk.
pub struct Disk {
    folder: PathBuf,
    db: sled::Db,
}

impl Disk {
    /// Everything that was applied before is on the disk when this returns.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn flush(&self) -> Result<(), StoreError> {
        ask(&self.folder, || self.db.flush())?;
        // sled's own flush ends in `sync_file_range`, which a power cut does not respect.
        let path = self.folder.join("db");
        File::open(&path)
            .and_then(|db| db.sync_data())
            .map_err(trouble(&path))?;
        sync_folder(&self.folder)
    }
}
