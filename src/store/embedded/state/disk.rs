//! A state and the disk: bringing it there while others read and write, and writing it anew without what was left behind.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::engine::ask;
use super::super::files::{sync_folder, trouble};
use super::State;
use super::fill::Fill;
use super::settled::Settled;
use crate::store::StoreError;

impl State {
    /// Writes everything, also what is only in memory yet, as one run into a new state in another folder, which is closed and
    /// on the disk then.
    pub fn copy_to(&self, folder: &Path) -> Result<(), StoreError> {
        let copy = State::open(folder).map_err(|fault| fault.into_error(folder))?;
        let in_tables: usize = self.tables().map(|table| table.len()).sum();
        let in_runs = self.settled.runs.iter().map(|run| run.facts.entries);
        let mut fill = Fill::new(&copy.db, folder, 1, in_tables as u64 + in_runs.sum::<u64>())?;
        let mut everything = self.from(&[], None)?;
        while let Some((key, value)) = everything.next()? {
            if value.is_some() {
                fill.push(key, value)?;
            }
        }
        let settled = Settled {
            standing: self.standing.clone(),
            runs: Vec::from_iter(fill.finish()?.map(Arc::new)),
        };
        copy.disk().settle(&settled)
    }

    /// What brings it to the disk, for use while others read and write.
    pub(super) fn disk(&self) -> Disk {
        Disk {
            folder: self.folder.clone(),
            db: self.db.clone(),
        }
    }
}

/// The sled of a state.
pub(super) struct Disk {
    pub(super) folder: PathBuf,
    pub(super) db: sled::Db,
}

impl Disk {
    /// Brings runs to the disk, and after them the manifest that names them.
    ///
    /// # Errors
    /// When the disk does not take it; what was settled before still is.
    pub(super) fn settle(&self, settled: &Settled) -> Result<(), StoreError> {
        self.flush()?;
        settled.write(&self.db, &self.folder)?;
        self.flush()
    }

    /// Everything that was written before is on the disk when this returns.
    fn flush(&self) -> Result<(), StoreError> {
        ask(&self.folder, || self.db.flush())?;
        // sled's own flush ends in `sync_file_range`, which a power cut does not respect.
        let path = self.folder.join("db");
        File::open(&path)
            .and_then(|db| db.sync_data())
            .map_err(trouble(&path))?;
        sync_folder(&self.folder)
    }
}
