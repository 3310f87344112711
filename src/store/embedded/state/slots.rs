//! Where sled keeps the bytes of a run: a tree of its own, in which numbered slots follow each other. What is longer than a
//! slot lies in several.

use std::path::{Path, PathBuf};

use sled::Tree;

use super::super::engine::ask;
use crate::store::StoreError;

/// Bytes of a slot at the most. sled keeps up to sixteen of them in a page, and a page that is no longer small becomes a
/// file of its own, which sled neither syncs nor misses.
const SLOT: usize = 7_000;

/// What the names of the trees of all runs begin with.
const NAME: &str = "run-";

/// The tree of one run.
#[derive(Debug, Clone)]
pub struct Slots {
    folder: PathBuf,
    tree: Tree,
}

impl Slots {
    /// The tree of the run with a number, made when it is missing.
    pub fn open(db: &sled::Db, folder: &Path, run: u64) -> Result<Self, StoreError> {
        let tree = ask(folder, || db.open_tree(name(run)))?;
        Ok(Self {
            folder: folder.to_owned(),
            tree,
        })
    }

    /// Puts bytes into the slots from a number on; gives the number behind them.
    pub fn put(&self, from: u32, bytes: &[u8]) -> Result<u32, StoreError> {
        let mut slot = from;
        for part in bytes.chunks(SLOT) {
            ask(&self.folder, || self.tree.insert(slot.to_be_bytes(), part))?;
            slot += 1;
        }
        Ok(slot)
    }

    /// The bytes of the slots from one number to before another.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when one is missing.
    pub fn read(&self, from: u32, to: u32) -> Result<Vec<u8>, StoreError> {
        let mut bytes = Vec::new();
        for slot in from..to {
            let part = ask(&self.folder, || self.tree.get(slot.to_be_bytes()))?;
            bytes.extend_from_slice(&part.ok_or_else(|| self.damaged())?);
        }
        Ok(bytes)
    }

    /// What is wrong when bytes are not as they were written.
    pub fn damaged(&self) -> StoreError {
        StoreError::Damaged {
            what: self.folder.display().to_string(),
        }
    }
}

/// Gives the room of a run back to sled. Nobody may read it any more.
pub fn drop_run(db: &sled::Db, folder: &Path, run: u64) -> Result<(), StoreError> {
    ask(folder, || db.drop_tree(name(run))).map(|_| ())
}

/// The numbers of all runs that sled has something of.
pub fn runs(db: &sled::Db) -> Vec<u64> {
    let names = db.tree_names();
    let number = |name: &sled::IVec| {
        let name = std::str::from_utf8(name).ok()?;
        name.strip_prefix(NAME)?.parse().ok()
    };
    names.iter().filter_map(number).collect()
}

fn name(run: u64) -> String {
    format!("{NAME}{run}")
}
