//! The reference adapter: a book in memory. What it does is what [`Store`] means; the demo and most tests work on it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, ControlFlow};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::account::cloud::Cloud;
use crate::account::entry::{Entry, EntryId};
use crate::account::record::{CustomerId, Kind, RecordKey, Stored, Version};

use super::pages::{self, Slice};
use super::shared::{InARow, among_users};
use super::{
    BookFacts, Commit, Counts, Finding, Image, Receipt, SealedAhead, Secret, Store, StoreError,
    TakeShared,
};

mod state;

/// A book in memory, gone with the process.
pub struct MemoryStore {
    cloud: Cloud,
    state: RwLock<State>,
}

#[derive(Default)]
struct State {
    version: Version,
    records: BTreeMap<Kind, BTreeMap<RecordKey, Stored>>,
    domains: BTreeMap<String, BTreeSet<CustomerId>>,
    sign_in_names: BTreeMap<(CustomerId, String), BTreeSet<RecordKey>>,
    entries: BTreeMap<EntryId, Entry>,
    images: BTreeMap<EntryId, Vec<Image>>,
    seal: BTreeMap<RecordKey, Secret>,
    /// Sealed for changes that are not made yet.
    ahead: BTreeMap<u64, Vec<Secret>>,
    last_ahead: u64,
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

impl Store for MemoryStore {
    fn book(&self) -> BookFacts {
        BookFacts {
            cloud: self.cloud,
            version: self.read().version,
        }
    }

    fn bytes(&self) -> Option<u64> {
        None
    }

    fn get(&self, key: &RecordKey) -> Result<Option<Stored>, StoreError> {
        Ok(self.read().record(key).cloned())
    }

    fn list(&self, customer: &CustomerId, kind: Kind) -> Result<Vec<Stored>, StoreError> {
        Ok(self.read().slice(&Slice {
            kind,
            customer: Some(customer),
            after: None,
            limit: usize::MAX,
        }))
    }

    fn scan(
        &self,
        kind: Kind,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        pages::scan(kind, &|slice| Ok(self.read().slice(&slice)), visit)
    }

    fn walk(
        &self,
        customer: Option<&CustomerId>,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        pages::walk(customer, &|slice| Ok(self.read().slice(&slice)), visit)
    }

    fn count(&self, kind: Kind) -> Result<u64, StoreError> {
        Ok(self
            .read()
            .records
            .get(&kind)
            .map_or(0, |records| records.len() as u64))
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
        state.refuse(commit)?;
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
        let end = before.map_or(Bound::Unbounded, Bound::Excluded);
        let older = state.entries.range((Bound::Unbounded, end)).rev();
        Ok(older.take(limit).map(|(_, entry)| entry.clone()).collect())
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

    fn seal_ahead(&self, secrets: &[Secret]) -> Result<SealedAhead, StoreError> {
        let mut state = self.write();
        state.last_ahead += 1;
        let number = state.last_ahead;
        state.ahead.insert(number, secrets.to_vec());
        Ok(SealedAhead(number))
    }

    fn settle_sealed(&self, sealed: SealedAhead, is_made: bool) -> Result<(), StoreError> {
        let mut state = self.write();
        let secrets = state.ahead.remove(&sealed.0).unwrap_or_default();
        if is_made {
            let by_key = secrets
                .into_iter()
                .map(|secret| (secret.key.clone(), secret));
            state.seal.extend(by_key);
        }
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

    fn sealed_of(&self, customer: &CustomerId) -> Result<Vec<RecordKey>, StoreError> {
        let state = self.read();
        let keys = state.seal.keys().filter(|key| key.customer == *customer);
        Ok(keys.cloned().collect())
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

    fn shared_domains(&self, take: TakeShared<'_>) -> Result<(), StoreError> {
        let mut row = InARow::default();
        for (domain, customers) in &self.read().domains {
            for customer in customers {
                row.push(domain, customer, take);
            }
        }
        row.end(take);
        Ok(())
    }

    fn shared_sign_in_names(
        &self,
        counts: Counts<'_>,
        take: TakeShared<'_>,
    ) -> Result<(), StoreError> {
        let state = self.read();
        let names = &state.sign_in_names;
        among_users(
            &|visit| {
                let each = names
                    .iter()
                    .flat_map(|((_, name), users)| users.iter().map(move |user| (name, user)));
                each.into_iter()
                    .try_for_each(|(name, user)| visit(name, user))
            },
            &|user| Ok(state.record(user).cloned()),
            counts,
            take,
        )
    }

    fn compact(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn checkpoint(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
