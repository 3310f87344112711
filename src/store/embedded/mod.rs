//! The book on disk. A commit is appended to the [`journal`] and synced; only then is it told done. What the journal adds
//! up to is kept beside it, so that reading is quick. Start with [`EmbeddedStore::open`] and its `commit`.

#![allow(dead_code)]

mod book_json;
mod files;
mod journal;
mod lock;
mod seal;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use uuid::Uuid;

use crate::account::cloud::Cloud;
use crate::account::entry::{Entry, EntryId};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use book_json::BookJson;
use journal::{Ending, Journal, Mark, Tail, Written, WrittenChange};
use lock::{Access, Lock};
use seal::Seal;

use super::memory::MemoryStore;
use super::{BookFacts, Commit, Finding, Image, Receipt, Secret, Store, StoreError};

/// How a book is opened.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The cloud it must belong to; `None`: whatever it says, the global one for a new book.
    pub cloud: Option<Cloud>,
    /// Make a new book where the folder is empty or missing.
    pub create: bool,
    /// Nothing in the folder is written but its lock.
    pub read_only: bool,
    /// The folder for the keys of sealed passwords: outside of the book, so that a copy of the book opens none of them.
    pub seal_keys: PathBuf,
}

/// A book on disk. One process has it open at a time; readers share it among themselves.
pub struct EmbeddedStore {
    folder: PathBuf,
    book: BookJson,
    journal: Journal,
    tail: Mutex<Tail>,
    state: MemoryStore,
    seal: Seal,
    read_only: bool,
    lock: Mutex<Lock>,
}

impl EmbeddedStore {
    /// Opens the book in a folder, or makes one.
    ///
    /// # Errors
    /// [`StoreError::InUse`] at once when another process has it; [`StoreError::NoBook`] and [`StoreError::NotABook`] for a
    /// folder without one, [`StoreError::OtherCloud`], [`StoreError::NewerFormat`], [`StoreError::Damaged`].
    pub fn open(folder: &Path, opening: &Opening) -> Result<Self, StoreError> {
        let exists = look(folder, opening)?;
        if !exists {
            files::private_folder(folder)?;
        }
        let access = if opening.read_only {
            Access::Shared
        } else {
            Access::Alone
        };
        let lock = Lock::take(&folder.join("LOCK"), access)?;
        let book = read_or_make(folder, opening)?;
        let journal = Journal::new(folder.join("journal"), book.id);
        files::private_folder(journal.folder())?;
        let state = MemoryStore::new(book.cloud);
        let mut walk = journal.walk(Mark::BEGINNING);
        while let Some((_, written)) = walk.next()? {
            let entry = written.entry;
            state.redo(entry, &replayed(written));
        }
        if walk.ending() == Some(Ending::Torn) {
            tracing::warn!(folder = %folder.display(), "cut off an entry that was never acknowledged");
        }
        let tail = journal.tail(walk.mark())?;
        let seal = Seal::open(folder.join("seal"), &opening.seal_keys, book.id)?;
        Ok(Self {
            folder: folder.to_owned(),
            book,
            journal,
            tail: Mutex::new(tail),
            state,
            seal,
            read_only: opening.read_only,
            lock: Mutex::new(lock),
        })
    }

    fn tail(&self) -> MutexGuard<'_, Tail> {
        self.tail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refuse_when_read_only(&self) -> Result<(), StoreError> {
        if self.read_only {
            return Err(StoreError::NotWritable(self.folder.display().to_string()));
        }
        Ok(())
    }
}

fn look(folder: &Path, opening: &Opening) -> Result<bool, StoreError> {
    let book = folder.join("book.json");
    if book.exists() {
        return Ok(true);
    }
    let name = || folder.display().to_string();
    let mut others = match std::fs::read_dir(folder) {
        Ok(entries) => entries.flatten().filter(|entry| {
            !["LOCK", "book.json.new"]
                .iter()
                .any(|own| entry.file_name() == *own)
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && opening.create => {
            return Ok(false);
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::NoBook { folder: name() });
        }
        Err(error) => return Err(files::trouble(folder)(error)),
    };
    if others.next().is_some() {
        return Err(StoreError::NotABook { folder: name() });
    }
    if opening.create {
        Ok(false)
    } else {
        Err(StoreError::NoBook { folder: name() })
    }
}

fn read_or_make(folder: &Path, opening: &Opening) -> Result<BookJson, StoreError> {
    let path = folder.join("book.json");
    let book = match BookJson::read(&path)? {
        Some(book) => book,
        None => {
            let cloud = opening.cloud.unwrap_or_default();
            let book = BookJson::new(Uuid::new_v4(), cloud, Timestamp::now());
            book.write(&path)?;
            book
        }
    };
    match opening.cloud {
        Some(cloud) if cloud != book.cloud => Err(StoreError::OtherCloud(book.cloud)),
        _ => Ok(book),
    }
}

fn replayed(written: Written) -> Commit {
    Commit {
        draft: written.draft,
        continues: None,
        changes: written
            .changes
            .into_iter()
            .map(|change| Change {
                key: change.key,
                expect: Expect::Absent,
                after: change.after,
            })
            .collect(),
        guards: Vec::new(),
    }
}

impl Store for EmbeddedStore {
    fn book(&self) -> BookFacts {
        self.state.book()
    }

    fn get(&self, key: &RecordKey) -> Result<Option<Stored>, StoreError> {
        self.state.get(key)
    }

    fn list(&self, customer: &CustomerId, kind: Kind) -> Result<Vec<Stored>, StoreError> {
        self.state.list(customer, kind)
    }

    fn scan(
        &self,
        kind: Kind,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.state.scan(kind, visit)
    }

    fn walk(
        &self,
        customer: Option<&CustomerId>,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.state.walk(customer, visit)
    }

    fn count(&self, kind: Kind) -> Result<u64, StoreError> {
        self.state.count(kind)
    }

    fn customers_on_domain(&self, domain: &str) -> Result<Vec<CustomerId>, StoreError> {
        self.state.customers_on_domain(domain)
    }

    fn users_signing_in_as(
        &self,
        customer: &CustomerId,
        name: &str,
    ) -> Result<Vec<RecordKey>, StoreError> {
        self.state.users_signing_in_as(customer, name)
    }

    fn commit(&self, commit: &Commit) -> Result<Receipt, StoreError> {
        self.refuse_when_read_only()?;
        let mut tail = self.tail();
        self.state.refuse(commit)?;
        let sequence = tail.mark().sequence + 1;
        let entry = commit.continues.unwrap_or(EntryId(sequence));
        let mut changes = Vec::with_capacity(commit.changes.len());
        for change in &commit.changes {
            changes.push(WrittenChange {
                key: change.key.clone(),
                before: self.state.get(&change.key)?.map(|stored| stored.resource),
                after: change.after.clone(),
            });
        }
        let written = Written {
            entry,
            draft: commit.draft.clone(),
            changes,
        };
        let payload = serde_json::to_vec(&written).map_err(|error| StoreError::Io {
            what: self.journal.folder().display().to_string(),
            source: error.into(),
        })?;
        self.journal.append(&mut tail, &payload)?;
        self.state.redo(entry, commit);
        Ok(Receipt {
            entry,
            version: self.state.book().version,
        })
    }

    fn entries(&self, before: Option<EntryId>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.state.entries(before, limit)
    }

    fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        self.state.entry(id)
    }

    fn images(
        &self,
        id: EntryId,
        visit: &mut dyn FnMut(Image) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.state.images(id, visit)
    }

    fn seal(&self, secrets: &[Secret]) -> Result<(), StoreError> {
        self.refuse_when_read_only()?;
        self.seal.put(secrets)
    }

    fn unseal(&self, customer: Option<&CustomerId>) -> Result<Vec<Secret>, StoreError> {
        self.seal.open_all(customer)
    }

    fn sealed(&self) -> Result<Vec<(CustomerId, u64)>, StoreError> {
        Ok(self.seal.counts())
    }

    fn destroy(&self, keys: &[RecordKey]) -> Result<(), StoreError> {
        self.refuse_when_read_only()?;
        self.seal.destroy(keys)
    }

    fn check(&self) -> Result<Vec<Finding>, StoreError> {
        let mut walk = self.journal.walk(Mark::BEGINNING);
        walk.run_out()?;
        Ok(Vec::new())
    }

    fn compact(&self) -> Result<(), StoreError> {
        self.refuse_when_read_only()
    }

    fn checkpoint(&self) -> Result<(), StoreError> {
        if self.read_only {
            return Ok(());
        }
        let mark = self.tail().mark();
        self.book
            .at(mark, Default::default())
            .write(&self.folder.join("book.json"))
    }
}

impl Drop for EmbeddedStore {
    fn drop(&mut self) {
        if self.checkpoint().is_ok() && !self.read_only {
            let lock = self.lock.get_mut().unwrap_or_else(PoisonError::into_inner);
            lock.closed();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_committed_is_there_after_the_next_opening() {
        let home = tempfile::tempdir().unwrap();
        let opening = Opening {
            cloud: None,
            create: true,
            read_only: false,
            seal_keys: home.path().join("keys"),
        };
        let folder = home.path().join("book");
        let key = RecordKey::customer(&CustomerId::new("A"));
        let store = EmbeddedStore::open(&folder, &opening).unwrap();
        let receipt = store.commit(&sample(&key)).unwrap();
        assert!(matches!(
            EmbeddedStore::open(&folder, &opening),
            Err(StoreError::InUse { .. })
        ));
        drop(store);
        let store = EmbeddedStore::open(&folder, &opening).unwrap();
        assert_eq!(store.get(&key).unwrap().unwrap().version, receipt.version);
        assert_eq!(store.check().unwrap(), []);
    }

    fn sample(key: &RecordKey) -> Commit {
        use crate::account::entry::{Draft, Operator, Summary, Undo};
        Commit {
            draft: Draft {
                at: Timestamp::UNIX_EPOCH,
                who: Operator {
                    name: "anna".into(),
                    roles: vec![],
                },
                operation: "test".into(),
                customer: None,
                subject: String::new(),
                summary: Summary::default(),
                undo: Undo::Possible,
                undoes: None,
            },
            continues: None,
            changes: vec![Change {
                key: key.clone(),
                expect: Expect::Absent,
                after: Some(Default::default()),
            }],
            guards: vec![],
        }
    }
}
