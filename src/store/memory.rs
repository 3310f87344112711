//! The reference adapter: a book in memory. What it does is what [`Store`] means; the demo and most tests work on it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, ControlFlow};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::account::cloud::Cloud;
use crate::account::entry::{Entry, EntryId};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored, Version};

use super::{BookFacts, Commit, Finding, Guard, Image, Receipt, Secret, Store, StoreError};

/// Records copied at a time while somebody walks through the book.
const PAGE: usize = 256;

/// A book in memory, gone with the process.
pub struct MemoryStore {
    cloud: Cloud,
    state: RwLock<State>,
}

#[derive(Default)]
struct State {
    version: Version,
    records: BTreeMap<RecordKey, Stored>,
    entries: BTreeMap<EntryId, Entry>,
    images: BTreeMap<EntryId, Vec<Image>>,
    seal: BTreeMap<RecordKey, Secret>,
}

impl MemoryStore {
    /// An empty book of a cloud.
    pub fn new(cloud: Cloud) -> Self {
        Self {
            cloud,
            state: RwLock::new(State::default()),
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The domains of a customer resource, primary and custom, in lower case.
pub(super) fn domains_of(customer: &crate::account::resource::Resource) -> BTreeSet<String> {
    let custom = customer
        .list("customDomains")
        .iter()
        .filter_map(|domain| domain.as_str());
    let all = customer
        .text("companyProfile.domain")
        .into_iter()
        .chain(custom);
    all.filter(|domain| !domain.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The name a user signs in with, in lower case.
pub(super) fn sign_in_name_of(user: &crate::account::resource::Resource) -> Option<String> {
    user.text("userPrincipalName").map(str::to_lowercase)
}

impl State {
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Stored> {
        self.records
            .values()
            .filter(move |stored| stored.key.kind == kind)
    }

    fn of_customer<'a>(
        &'a self,
        customer: &'a CustomerId,
        kind: Kind,
    ) -> impl Iterator<Item = &'a Stored> {
        let from = RecordKey {
            customer: customer.clone(),
            kind,
            id: String::new(),
        };
        let records = self.records.range(from..).map(|(_, stored)| stored);
        records
            .take_while(move |stored| stored.key.customer == *customer && stored.key.kind == kind)
    }

    fn on_domain(&self, domain: &str) -> Vec<CustomerId> {
        let domain = domain.to_lowercase();
        let has = |stored: &&Stored| domains_of(&stored.resource).contains(&domain);
        self.of_kind(Kind::Customer)
            .filter(has)
            .map(|stored| stored.key.customer.clone())
            .collect()
    }

    fn signing_in_as(&self, customer: &CustomerId, name: &str) -> Vec<RecordKey> {
        let name = name.to_lowercase();
        self.of_customer(customer, Kind::User)
            .filter(|stored| sign_in_name_of(&stored.resource).as_ref() == Some(&name))
            .map(|stored| stored.key.clone())
            .collect()
    }

    fn refuse_what_moved(&self, changes: &[Change]) -> Result<(), StoreError> {
        for change in changes {
            let theirs = self.records.get(&change.key);
            let holds = match change.expect {
                Expect::Absent => theirs.is_none(),
                Expect::Version(version) => theirs.is_some_and(|stored| stored.version == version),
            };
            if !holds {
                return Err(StoreError::Moved {
                    key: change.key.clone(),
                    theirs: theirs.cloned().map(Box::new),
                });
            }
        }
        Ok(())
    }

    fn refuse_what_is_taken(&self, guards: &[Guard]) -> Result<(), StoreError> {
        for guard in guards {
            let holds = match guard {
                Guard::DomainFree { domain, except } => self
                    .on_domain(domain)
                    .iter()
                    .all(|customer| customer == except),
                Guard::SignInNameFree {
                    customer,
                    name,
                    except,
                } => self
                    .signing_in_as(customer, name)
                    .iter()
                    .all(|user| except.contains(user)),
            };
            if !holds {
                return Err(StoreError::Taken(guard.clone()));
            }
        }
        Ok(())
    }

    fn write_down(&mut self, entry: EntryId, commit: &Commit) {
        for change in &commit.changes {
            let before = self
                .records
                .remove(&change.key)
                .map(|stored| stored.resource);
            if let Some(resource) = &change.after {
                let stored = Stored {
                    key: change.key.clone(),
                    version: self.version,
                    changed: commit.draft.at,
                    resource: resource.clone(),
                };
                self.records.insert(change.key.clone(), stored);
            }
            let image = Image {
                key: change.key.clone(),
                version: self.version,
                before,
                after: change.after.clone(),
            };
            self.images.entry(entry).or_default().push(image);
        }
        let undone_by = self.entries.get(&entry).and_then(|old| old.undone_by);
        self.entries.insert(
            entry,
            Entry {
                id: entry,
                draft: commit.draft.clone(),
                undone_by,
            },
        );
        if let Some(undone) = commit.draft.undoes.and_then(|id| self.entries.get_mut(&id)) {
            undone.undone_by = Some(entry);
        }
    }
}

impl Store for MemoryStore {
    fn book(&self) -> BookFacts {
        BookFacts {
            cloud: self.cloud,
            version: self.read().version,
            bytes: None,
        }
    }

    fn get(&self, key: &RecordKey) -> Result<Option<Stored>, StoreError> {
        Ok(self.read().records.get(key).cloned())
    }

    fn list(&self, customer: &CustomerId, kind: Kind) -> Result<Vec<Stored>, StoreError> {
        Ok(self.read().of_customer(customer, kind).cloned().collect())
    }

    fn scan(
        &self,
        kind: Kind,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        // Copied first, so that the visitor may use the store.
        let records: Vec<Stored> = self.read().of_kind(kind).cloned().collect();
        for stored in records {
            if visit(stored).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn walk(
        &self,
        customer: Option<&CustomerId>,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let mut from = Bound::Included(RecordKey {
            customer: customer.cloned().unwrap_or_default(),
            kind: Kind::ALL[0],
            id: String::new(),
        });
        loop {
            // A page is copied at a time, so that the visitor may use the store.
            let page: Vec<Stored> = {
                let state = self.read();
                let rest = state.records.range((from, Bound::Unbounded));
                let whose = |key: &RecordKey| customer.is_none_or(|id| key.customer == *id);
                rest.take_while(|(key, _)| whose(key))
                    .take(PAGE)
                    .map(|(_, stored)| stored.clone())
                    .collect()
            };
            let Some(last) = page.last() else {
                return Ok(());
            };
            from = Bound::Excluded(last.key.clone());
            for stored in page {
                if visit(stored).is_break() {
                    return Ok(());
                }
            }
        }
    }

    fn count(&self, kind: Kind) -> Result<u64, StoreError> {
        Ok(self.read().of_kind(kind).count() as u64)
    }

    fn customers_on_domain(&self, domain: &str) -> Result<Vec<CustomerId>, StoreError> {
        Ok(self.read().on_domain(domain))
    }

    fn users_signing_in_as(
        &self,
        customer: &CustomerId,
        name: &str,
    ) -> Result<Vec<RecordKey>, StoreError> {
        Ok(self.read().signing_in_as(customer, name))
    }

    fn commit(&self, commit: &Commit) -> Result<Receipt, StoreError> {
        let mut state = self.write();
        state.refuse_what_moved(&commit.changes)?;
        state.refuse_what_is_taken(&commit.guards)?;
        if let Some(unknown) = commit
            .continues
            .filter(|id| !state.entries.contains_key(id))
        {
            return Err(StoreError::NoEntry(unknown));
        }
        state.version = Version(state.version.0 + 1);
        let entry = commit.continues.unwrap_or(EntryId(state.version.0));
        state.write_down(entry, commit);
        Ok(Receipt {
            entry,
            version: state.version,
        })
    }

    fn entries(&self, before: Option<EntryId>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let state = self.read();
        let older = state
            .entries
            .values()
            .rev()
            .filter(|entry| before.is_none_or(|id| entry.id < id));
        Ok(older.take(limit).cloned().collect())
    }

    fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        Ok(self.read().entries.get(&id).cloned())
    }

    fn images(
        &self,
        id: EntryId,
        visit: &mut dyn FnMut(Image) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let images = {
            let state = self.read();
            if !state.entries.contains_key(&id) {
                return Err(StoreError::NoEntry(id));
            }
            state.images.get(&id).cloned().unwrap_or_default()
        };
        for image in images {
            if visit(image).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn seal(&self, secrets: &[Secret]) -> Result<(), StoreError> {
        self.write().seal.extend(
            secrets
                .iter()
                .map(|secret| (secret.key.clone(), secret.clone())),
        );
        Ok(())
    }

    fn unseal(&self, customer: Option<&CustomerId>) -> Result<Vec<Secret>, StoreError> {
        let state = self.read();
        let wanted = state
            .seal
            .values()
            .filter(|secret| customer.is_none_or(|id| secret.key.customer == *id));
        Ok(wanted.cloned().collect())
    }

    fn sealed(&self) -> Result<Vec<(CustomerId, u64)>, StoreError> {
        let mut counts: BTreeMap<CustomerId, u64> = BTreeMap::new();
        for key in self.read().seal.keys() {
            *counts.entry(key.customer.clone()).or_default() += 1;
        }
        Ok(counts.into_iter().collect())
    }

    fn destroy(&self, keys: &[RecordKey]) -> Result<(), StoreError> {
        let mut state = self.write();
        for key in keys {
            state.seal.remove(key);
        }
        Ok(())
    }

    fn check(&self) -> Result<Vec<Finding>, StoreError> {
        Ok(Vec::new())
    }

    fn compact(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn checkpoint(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use crate::account::entry::{Draft, Operator, Summary, Undo};
    use crate::account::resource::Resource;

    use super::*;

    fn commit(keys: &[RecordKey]) -> Commit {
        let change = |key: &RecordKey| Change {
            key: key.clone(),
            expect: Expect::Absent,
            after: Some(Resource::new()),
        };
        Commit {
            draft: Draft {
                at: Timestamp::UNIX_EPOCH,
                who: Operator {
                    name: "ann".to_owned(),
                    roles: Vec::new(),
                },
                operation: "import_book".to_owned(),
                customer: None,
                subject: String::new(),
                summary: Summary::default(),
                undo: Undo::Possible,
                undoes: None,
            },
            continues: None,
            changes: keys.iter().map(change).collect(),
            guards: Vec::new(),
        }
    }

    #[test]
    fn a_walk_goes_through_everything_in_the_order_of_keys() {
        let store = MemoryStore::new(Cloud::Global);
        let mut keys = Vec::new();
        for number in 0..200 {
            let customer = CustomerId::new(&format!("c{number:03}"));
            for kind in [Kind::User, Kind::Customer, Kind::Agreement] {
                keys.push(RecordKey::new(&customer, kind, "x"));
            }
        }
        store.commit(&commit(&keys)).unwrap();
        keys.sort();
        let mut seen = Vec::new();
        let mut note = |stored: Stored| {
            seen.push(stored.key);
            ControlFlow::Continue(())
        };
        store.walk(None, &mut note).unwrap();
        assert_eq!(seen, keys);
        seen.clear();
        let mut note = |stored: Stored| {
            seen.push(stored.key);
            ControlFlow::Continue(())
        };
        let one = CustomerId::new("c007");
        store.walk(Some(&one), &mut note).unwrap();
        assert_eq!(seen, keys[21..24]);
    }
}
