//! The reference adapter: a book in memory. What it does is what [`Store`] means; the demo and most tests work on it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, ControlFlow};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::account::cloud::Cloud;
use crate::account::entry::{Entry, EntryId};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored, Version};

use super::indexed::{Term, folded, terms};
use super::pages::{self, Slice};
use super::shared::{InARow, among_users};
use super::{
    BookFacts, Commit, Counts, Finding, Guard, Image, Receipt, Secret, Store, StoreError,
    TakeShared,
};

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

impl State {
    fn record(&self, key: &RecordKey) -> Option<&Stored> {
        self.records.get(&key.kind)?.get(key)
    }

    fn slice(&self, slice: &Slice<'_>) -> Vec<Stored> {
        let from = match (slice.after, slice.customer) {
            (Some(after), _) => Bound::Excluded(after.clone()),
            (None, Some(customer)) => Bound::Included(RecordKey::new(customer, slice.kind, "")),
            (None, None) => Bound::Unbounded,
        };
        let of_kind = self.records.get(&slice.kind);
        let rest = of_kind.map(|records| records.range((from, Bound::Unbounded)));
        let whose = |key: &RecordKey| slice.customer.is_none_or(|id| key.customer == *id);
        rest.into_iter()
            .flatten()
            .take_while(|(key, _)| whose(key))
            .take(slice.limit)
            .map(|(_, stored)| stored.clone())
            .collect()
    }

    fn on_domain(&self, domain: &str) -> Vec<CustomerId> {
        let found = self.domains.get(&folded(domain));
        found.into_iter().flatten().cloned().collect()
    }

    fn signing_in_as(&self, customer: &CustomerId, name: &str) -> Vec<RecordKey> {
        let found = self.sign_in_names.get(&(customer.clone(), folded(name)));
        found.into_iter().flatten().cloned().collect()
    }

    fn refuse(&self, commit: &Commit) -> Result<(), StoreError> {
        self.refuse_what_moved(&commit.changes)?;
        self.refuse_what_is_taken(&commit.guards)?;
        let unknown = |id: &EntryId| !self.entries.contains_key(id);
        match commit.continues.filter(unknown) {
            Some(id) => Err(StoreError::NoEntry(id)),
            None => Ok(()),
        }
    }

    fn refuse_what_moved(&self, changes: &[Change]) -> Result<(), StoreError> {
        for change in changes {
            let theirs = self.record(&change.key);
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
            let image = self.replace(change, commit);
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
        let undone = commit.draft.undoes.filter(|undone| *undone != entry);
        if let Some(undone) = undone.and_then(|id| self.entries.get_mut(&id)) {
            undone.undone_by = Some(entry);
        }
    }

    fn replace(&mut self, change: &Change, commit: &Commit) -> Image {
        let records = self.records.entry(change.key.kind).or_default();
        let before = records.remove(&change.key).map(|stored| stored.resource);
        if let Some(resource) = &change.after {
            let stored = Stored {
                key: change.key.clone(),
                version: self.version,
                changed: commit.draft.at,
                resource: resource.clone(),
            };
            records.insert(change.key.clone(), stored);
        }
        if let Some(before) = &before {
            for term in terms(&change.key, before) {
                self.forget(term, &change.key);
            }
        }
        if let Some(after) = &change.after {
            for term in terms(&change.key, after) {
                self.note(term, &change.key);
            }
        }
        Image {
            key: change.key.clone(),
            version: self.version,
            before,
            after: change.after.clone(),
        }
    }

    fn note(&mut self, term: Term, key: &RecordKey) {
        match term {
            Term::Domain(domain) => {
                let customers = self.domains.entry(domain).or_default();
                customers.insert(key.customer.clone());
            }
            Term::SignInName(name) => {
                let users = self.sign_in_names.entry((key.customer.clone(), name));
                users.or_default().insert(key.clone());
            }
        }
    }

    fn forget(&mut self, term: Term, key: &RecordKey) {
        match term {
            Term::Domain(domain) => {
                if let Some(customers) = self.domains.get_mut(&domain) {
                    customers.remove(&key.customer);
                }
            }
            Term::SignInName(name) => {
                let users = self.sign_in_names.get_mut(&(key.customer.clone(), name));
                if let Some(users) = users {
                    users.remove(key);
                }
            }
        }
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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::contract::deeds::{Place, any_deeds, go};
    use crate::store::contract::holds_to_the_contract;

    impl Place for MemoryStore {
        fn store(&self) -> &dyn Store {
            self
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_done_it_answers_as_the_model(deeds in any_deeds()) {
            go(&mut MemoryStore::new(Cloud::Global), &deeds);
        }
    }

    fn with_a_new_book(check: &dyn Fn(&dyn Store)) {
        check(&MemoryStore::new(Cloud::Global));
    }

    holds_to_the_contract!(with_a_new_book);
}
