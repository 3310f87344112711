//! What of the state is in sled: which runs, and where in the journal they stand together (the manifest). Written as one
//! value, after all it names is on the disk; what it does not name is not there.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::super::engine::{Fault, ask};
use super::super::standing::Standing;
use super::run::{Facts, Run};
use super::slots;
use crate::store::StoreError;

/// The format that this program writes, and the newest it knows. The first had every entry as a value of its own.
const FORMAT: u32 = 2;
const KEY: &str = "manifest";

/// What of the state is in sled.
#[derive(Debug, Clone)]
pub struct Settled {
    pub standing: Standing,
    /// The oldest first.
    pub runs: Vec<Arc<Run>>,
}

/// As it is written.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Manifest {
    format: u32,
    standing: Standing,
    runs: Vec<Facts>,
}

impl Settled {
    /// Reads it, opens the runs it names, and gives back what runs nobody names take. A new state stands at the beginning.
    pub fn read(db: &sled::Db, folder: &Path) -> Result<Self, Fault> {
        let settled = match ask(folder, || db.get(KEY)).map_err(Fault::Disk)? {
            Some(bytes) => Self::from_manifest(db, folder, &bytes)?,
            None if db.is_empty() => Self::beginning(),
            None => return Err(Fault::Broken("of an older format".to_owned())),
        };
        for number in slots::runs(db) {
            if settled.runs.iter().all(|run| run.facts.number != number) {
                slots::drop_run(db, folder, number).map_err(broken)?;
            }
        }
        Ok(settled)
    }

    fn from_manifest(db: &sled::Db, folder: &Path, bytes: &[u8]) -> Result<Self, Fault> {
        let unreadable = |error: serde_json::Error| Fault::Broken(error.to_string());
        let value: serde_json::Value = serde_json::from_slice(bytes).map_err(unreadable)?;
        let format = value.get("format").and_then(serde_json::Value::as_u64);
        if let Some(found) = format.filter(|&found| found > u64::from(FORMAT)) {
            return Err(Fault::Disk(StoreError::NewerFormat {
                found: u32::try_from(found).unwrap_or(u32::MAX),
                known: FORMAT,
            }));
        }
        let manifest: Manifest = serde_json::from_value(value).map_err(unreadable)?;
        let mut runs = Vec::with_capacity(manifest.runs.len());
        for facts in manifest.runs {
            let run = Run::open(db, folder, facts).map_err(broken)?;
            runs.push(Arc::new(run));
        }
        Ok(Self {
            standing: manifest.standing,
            runs,
        })
    }

    fn beginning() -> Self {
        Self {
            standing: Standing::beginning(),
            runs: Vec::new(),
        }
    }

    /// Writes it. On the disk once that is flushed.
    pub fn write(&self, db: &sled::Db, folder: &Path) -> Result<(), StoreError> {
        let manifest = Manifest {
            format: FORMAT,
            standing: self.standing.clone(),
            runs: self.runs.iter().map(|run| run.facts.clone()).collect(),
        };
        let bytes = serde_json::to_vec(&manifest).map_err(|error| StoreError::Io {
            what: folder.display().to_string(),
            source: error.into(),
        })?;
        ask(folder, || db.insert(KEY, bytes)).map(|_| ())
    }
}

/// What can't be read of a run is broken; the disk's own trouble is not.
fn broken(error: StoreError) -> Fault {
    match error {
        StoreError::Damaged { what } => Fault::Broken(what),
        other => Fault::Disk(other),
    }
}
