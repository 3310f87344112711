//! What the journal adds up to: the records as they are now, their indexes, and where the history stands in the journal.
//! Kept in sled; a commit is one batch, so that it is there whole or not at all. It can always be made again from the
//! journal, which is why nobody waits for it to reach the disk.

mod disk;
mod step;

use std::ops::Bound;
use std::path::{Path, PathBuf};

use sled::IVec;

use super::codec;
use super::engine::{self, ask};
use super::journal::Place;
use super::keys::{self, Key};
use super::standing::Standing;
use crate::account::entry::{Entry, EntryId};
use crate::account::record::{CustomerId, Kind, RecordKey, Stored};
use crate::store::StoreError;
use crate::store::indexed::{Term, folded};
use crate::store::pages::Slice;

/// The state of one book.
pub(super) struct State {
    folder: PathBuf,
    db: sled::Db,
    standing: Standing,
}

impl State {
    /// Opens the state in a folder; a new one stands at the beginning of the journal.
    pub(super) fn open(folder: &Path) -> Result<Self, engine::Fault> {
        let db = engine::open(folder)?;
        let mut state = Self {
            folder: folder.to_owned(),
            db,
            standing: Standing::beginning(),
        };
        let broken = |error: StoreError| engine::Fault::Broken(error.to_string());
        if let Some(standing) = state.value(&Key::Standing).map_err(broken)? {
            state.standing = codec::read_json(&standing)
                .map_err(|fault| broken(state.unreadable(&Key::Standing, fault)))?;
        }
        Ok(state)
    }

    /// Up to where in the journal it goes.
    pub(super) fn standing(&self) -> &Standing {
        &self.standing
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
            Some(after) => Bound::Excluded(Key::Record(after.clone()).bytes()),
            None => Bound::Included(prefix.clone()),
        };
        let mut found = Vec::new();
        self.each(&prefix, from, slice.limit, |key, value| {
            let Key::Record(key) = key else {
                return Ok(());
            };
            found.push(self.decode(key, &value)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The customers that have a domain.
    pub(super) fn on_domain(&self, domain: &str) -> Result<Vec<CustomerId>, StoreError> {
        let mut found = Vec::new();
        self.all(&keys::on_domain(&folded(domain)), |key, _| {
            if let Key::Domain { customer, .. } = key {
                found.push(customer);
            }
            Ok(())
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
        self.all(&keys::signing_in_as(customer, &folded(name)), |key, _| {
            if let Key::SignInName { user, .. } = key {
                found.push(RecordKey::new(customer, Kind::User, &user));
            }
            Ok(())
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
        let from = Key::Entry(EntryId(0)).bytes();
        let to = match before {
            Some(id) => Bound::Excluded(Key::Entry(id).bytes()),
            None => Bound::Included(Key::Entry(EntryId(u64::MAX)).bytes()),
        };
        let mut newest_first = self.db.range((Bound::Included(from), to)).rev();
        let mut found = Vec::new();
        while found.len() < limit
            && let Some((key, value)) = ask(&self.folder, || newest_first.next().transpose())?
        {
            if let Some(Key::Entry(id)) = Key::read(&key) {
                found.push(self.read_entry(id, &value)?);
            }
        }
        Ok(found)
    }

    /// Where the commits of a history entry stand in the journal, by their sequence.
    pub(super) fn parts(&self, entry: EntryId) -> Result<Vec<(u64, Place)>, StoreError> {
        let mut found = Vec::new();
        self.all(&keys::parts_of(entry), |key, value| {
            if let Key::Part { sequence, .. } = key {
                found.push((sequence, self.read_part(&key, &value)?));
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
        visit: impl FnMut(Key, IVec) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let from = Bound::Included(prefix.to_vec());
        self.each(prefix, from, usize::MAX, visit)
    }

    /// Goes through everything: whether each record can be read, and there are as many as there should be.
    pub(super) fn holds_what_it_says(&self) -> bool {
        let mut found = Standing::beginning();
        let everything = self.all(&[], |key, value| {
            if let Key::Record(key) = key {
                self.decode(key.clone(), &value)?;
                found.change(key.kind, false, true);
            }
            Ok(())
        });
        everything.is_ok() && found.counts_as(&self.standing)
    }

    fn value(&self, key: &Key) -> Result<Option<IVec>, StoreError> {
        ask(&self.folder, || self.db.get(key.bytes()))
    }

    fn each(
        &self,
        prefix: &[u8],
        from: Bound<Vec<u8>>,
        limit: usize,
        mut visit: impl FnMut(Key, IVec) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut pairs = self.db.range((from, Bound::Unbounded));
        for _ in 0..limit {
            let Some((key, value)) = ask(&self.folder, || pairs.next().transpose())? else {
                break;
            };
            if !key.starts_with(prefix) {
                break;
            }
            let key = Key::read(&key).ok_or_else(|| self.damaged())?;
            visit(key, value)?;
        }
        Ok(())
    }

    /// A record from its first piece, and from the others where there are more.
    pub(super) fn decode(&self, key: RecordKey, value: &[u8]) -> Result<Stored, StoreError> {
        let unreadable = |fault| self.unreadable(&Key::Record(key.clone()), fault);
        if codec::pieces(value).map_err(unreadable)? == 1 {
            return codec::read_record(key.clone(), value).map_err(unreadable);
        }
        let mut whole = value.to_vec();
        self.all(&keys::pieces_of(&key), |_, piece| {
            whole.extend_from_slice(&piece);
            Ok(())
        })?;
        codec::read_record(key.clone(), &whole).map_err(unreadable)
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
