//! What the journal adds up to: the records as they are now, their indexes, and where the history stands in the journal. A
//! log-structured tree: what commits change is noted in a [`table`] in memory, which is all that a commit waits for besides
//! the journal; [`upkeep`] writes a full table as a sorted [`run`] into sled and merges runs that became many.
//!
//! ```text
//! table       what changed since the last flush         newest: what it says of a key counts
//! frozen      the same, while it is being written
//! runs        written once, never changed               oldest
//! ```
//!
//! What is in sled is what its manifest names ([`settled`]): the runs, and the place in the journal up to which they go. The
//! manifest is one value, and is written once the runs that it names are on the disk; runs that are not named any more are
//! dropped after it is. So a crash at any moment leaves an old manifest with all its runs or a new one with all of its, and
//! the journal from its place on, laid over it once more, makes the table that was lost. It can always be made again from
//! the journal as a whole, which is why nobody waits for any of this to reach the disk.

mod block;
mod disk;
mod fill;
mod filter;
mod index;
mod merge;
mod pack;
mod run;
mod settled;
mod slots;
mod step;
mod table;
pub(super) mod upkeep;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::codec;
use super::engine;
use super::journal::Place;
use super::keys::{self, Key};
use super::standing::Standing;
use crate::account::entry::{Entry, EntryId};
use crate::account::record::{CustomerId, Kind, RecordKey, Stored};
use crate::store::StoreError;
use crate::store::indexed::{Term, folded};
use crate::store::pages::Slice;
use filter::Print;
use merge::{Merge, Source};
use run::Run;
use settled::Settled;
use table::Table;
use upkeep::Frozen;

/// The state of one book.
pub(super) struct State {
    folder: PathBuf,
    db: sled::Db,
    /// With all that is only in memory yet.
    standing: Standing,
    table: Table,
    frozen: Option<Arc<Frozen>>,
    settled: Settled,
    /// The number of the next run.
    next_run: Arc<AtomicU64>,
}

impl State {
    /// Opens the state in a folder, as it was settled last; a new one stands at the beginning of the journal.
    pub(super) fn open(folder: &Path) -> Result<Self, engine::Fault> {
        let db = engine::open(folder)?;
        let settled = Settled::read(&db, folder)?;
        let last = settled.runs.iter().map(|run| run.facts.number).max();
        Ok(Self {
            folder: folder.to_owned(),
            standing: settled.standing.clone(),
            table: Table::default(),
            frozen: None,
            settled,
            next_run: Arc::new(AtomicU64::new(last.unwrap_or(0) + 1)),
            db,
        })
    }

    /// Up to where in the journal it goes.
    pub(super) fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Up to where it is on the disk.
    pub(super) fn settled(&self) -> &Standing {
        &self.settled.standing
    }

    /// Bytes in memory that no flush has begun to write, about.
    pub(super) fn unsettled_bytes(&self) -> usize {
        self.table.bytes()
    }

    /// How many runs there are to be looked into.
    pub(super) fn runs(&self) -> usize {
        self.settled.runs.len()
    }

    /// The folder it is kept in.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// One record.
    pub(super) fn record(&self, key: &RecordKey) -> Result<Option<Stored>, StoreError> {
        let Some(value) = self.value(&Key::Record(key.clone()))? else {
            return Ok(None);
        };
        self.decode(key.clone(), &value).map(Some)
    }

    /// The records of a slice, in order.
    pub(super) fn slice(&self, slice: &Slice<'_>) -> Result<Vec<Stored>, StoreError> {
        let prefix = keys::records_of(slice.kind, slice.customer);
        let from = match slice.after {
            Some(after) => behind(Key::Record(after.clone()).bytes()),
            None => prefix.clone(),
        };
        let mut found = Vec::new();
        self.each(
            &prefix,
            self.from(&from, None)?,
            slice.limit,
            |key, value| {
                let Key::Record(key) = key else {
                    return Ok(());
                };
                found.push(self.decode(key, value)?);
                Ok(())
            },
        )?;
        Ok(found)
    }

    /// The customers that have a domain.
    pub(super) fn on_domain(&self, domain: &str) -> Result<Vec<CustomerId>, StoreError> {
        let mut found = Vec::new();
        self.looked_up(&keys::on_domain(&folded(domain)), |key| {
            if let Key::Domain { customer, .. } = key {
                found.push(customer);
            }
        })?;
        Ok(found)
    }

    /// The users of a customer that sign in under a name.
    pub(super) fn signing_in_as(
        &self,
        customer: &CustomerId,
        name: &str,
    ) -> Result<Vec<RecordKey>, StoreError> {
        let mut found = Vec::new();
        self.looked_up(&keys::signing_in_as(customer, &folded(name)), |key| {
            if let Key::SignInName { user, .. } = key {
                found.push(RecordKey::new(customer, Kind::User, &user));
            }
        })?;
        Ok(found)
    }

    /// The head of a history entry.
    pub(super) fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        let key = Key::Entry(id);
        let Some(value) = self.value(&key)? else {
            return Ok(None);
        };
        self.read_entry(id, &value).map(Some)
    }

    /// The heads of the history before one, newest first.
    pub(super) fn entries(
        &self,
        before: Option<EntryId>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let from = match before {
            Some(id) => behind(Key::Entry(id).bytes()),
            None => keys::HISTORY.to_vec(),
        };
        let mut found = Vec::new();
        let newest_first = self.from(&from, None)?;
        self.each(keys::HISTORY, newest_first, limit, |key, value| {
            if let Key::Entry(id) = key {
                found.push(self.read_entry(id, value)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Where the commits of a history entry stand in the journal, by their sequence.
    pub(super) fn parts(&self, entry: EntryId) -> Result<Vec<(u64, Place)>, StoreError> {
        let mut found = Vec::new();
        self.all(&keys::parts_of(entry), |key, value| {
            if let Key::Part { sequence, .. } = key {
                found.push((sequence, self.read_part(&key, value)?));
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Where one commit of a history entry stands in the journal.
    pub(super) fn part(&self, entry: EntryId, sequence: u64) -> Result<Option<Place>, StoreError> {
        let key = Key::Part { entry, sequence };
        let Some(value) = self.value(&key)? else {
            return Ok(None);
        };
        self.read_part(&key, &value).map(Some)
    }

    /// Whether an index has a key.
    pub(super) fn has(&self, key: &Key) -> Result<bool, StoreError> {
        Ok(self.value(key)?.is_some())
    }

    /// Everything whose key begins with a prefix, in order.
    pub(super) fn all(
        &self,
        prefix: &[u8],
        visit: impl FnMut(Key, &[u8]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.each(prefix, self.from(prefix, None)?, usize::MAX, visit)
    }

    /// Whether all that is settled is there as it was written.
    pub(super) fn holds_what_it_says(&self) -> bool {
        let mut runs = self.settled.runs.iter();
        runs.all(|run| run.is_whole().unwrap_or(false))
    }

    fn value(&self, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        self.value_of(&key.bytes())
    }

    fn value_of(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        for table in self.tables() {
            if let Some(value) = table.get(key) {
                return Ok(value.map(<[u8]>::to_vec));
            }
        }
        let print = Print::of(key);
        for run in self.settled.runs.iter().rev() {
            if let Some(value) = run.get(key, print)? {
                return Ok(value);
            }
        }
        Ok(None)
    }

    /// What an index says under what it is looked up by.
    fn looked_up(&self, prefix: &[u8], mut visit: impl FnMut(Key)) -> Result<(), StoreError> {
        let found = self.from(prefix, Some(Print::of(prefix)))?;
        self.each(prefix, found, usize::MAX, |key, _| {
            visit(key);
            Ok(())
        })
    }

    /// Everything from a key on; of the runs only those that may have something with a print.
    fn from(&self, key: &[u8], print: Option<Print>) -> Result<Merge<'_>, StoreError> {
        let tables = self
            .tables()
            .map(|table| Ok(Source::Table(table.from(key))));
        let may_have = |run: &&Arc<Run>| print.is_none_or(|print| run.may_have(print));
        let runs = self.settled.runs.iter().rev().filter(may_have);
        let runs = runs.map(|run| run.from(key).map(Source::Run));
        Ok(Merge::new(tables.chain(runs).collect::<Result<_, _>>()?))
    }

    /// What is only in memory, the newest first.
    fn tables(&self) -> impl Iterator<Item = &Table> {
        let frozen = self.frozen.iter().map(|frozen| &frozen.table);
        std::iter::once(&self.table).chain(frozen)
    }

    fn each(
        &self,
        prefix: &[u8],
        mut merge: Merge<'_>,
        limit: usize,
        mut visit: impl FnMut(Key, &[u8]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut left = limit;
        while left > 0
            && let Some((key, value)) = merge.next()?
            && key.starts_with(prefix)
        {
            let Some(value) = value else { continue };
            let key = Key::read(key).ok_or_else(|| self.damaged())?;
            visit(key, value)?;
            left -= 1;
        }
        Ok(())
    }

    /// A record from its value.
    pub(super) fn decode(&self, key: RecordKey, value: &[u8]) -> Result<Stored, StoreError> {
        codec::read_record(key.clone(), value)
            .map_err(|fault| self.unreadable(&Key::Record(key), fault))
    }

    fn read_entry(&self, id: EntryId, value: &[u8]) -> Result<Entry, StoreError> {
        codec::read_json(value).map_err(|fault| self.unreadable(&Key::Entry(id), fault))
    }

    fn read_part(&self, key: &Key, value: &[u8]) -> Result<Place, StoreError> {
        codec::read_place(value).map_err(|fault| self.unreadable(key, fault))
    }

    fn unreadable(&self, key: &Key, fault: codec::Fault) -> StoreError {
        tracing::error!(?key, ?fault, "a value of the state can't be read");
        match fault {
            codec::Fault::Newer(found) => StoreError::NewerFormat {
                found: u32::from(found),
                known: u32::from(codec::FORMAT),
            },
            codec::Fault::Broken => self.damaged(),
        }
    }

    fn damaged(&self) -> StoreError {
        StoreError::Damaged {
            what: self.folder.display().to_string(),
        }
    }

    fn unwritable(&self, error: serde_json::Error) -> StoreError {
        StoreError::Io {
            what: self.folder.display().to_string(),
            source: error.into(),
        }
    }
}

impl Drop for State {
    fn drop(&mut self) {
        engine::put_down(&self.db, &self.folder);
    }
}

/// The key under which a record stands in an index.
pub(super) fn index_key(record: &RecordKey, term: &Term) -> Key {
    match term {
        Term::Domain(domain) => Key::Domain {
            domain: domain.clone(),
            customer: record.customer.clone(),
        },
        Term::SignInName(name) => Key::SignInName {
            customer: record.customer.clone(),
            name: name.clone(),
            user: record.id.clone(),
        },
    }
}

/// The first key behind a key.
fn behind(mut key: Vec<u8>) -> Vec<u8> {
    key.push(0);
    key
}

#[cfg(test)]
mod tests;
