//! What the reference adapter does with its state: looking up, refusing, writing down.

use std::ops::Bound;

use crate::account::entry::{Entry, EntryId};
use crate::account::record::{Change, CustomerId, Expect, RecordKey, Stored};
use crate::store::indexed::{Term, folded, terms};
use crate::store::pages::Slice;
use crate::store::{Commit, Guard, Image, StoreError};

use super::State;

impl State {
    pub(super) fn record(&self, key: &RecordKey) -> Option<&Stored> {
        self.records.get(&key.kind)?.get(key)
    }

    pub(super) fn slice(&self, slice: &Slice<'_>) -> Vec<Stored> {
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

    pub(super) fn on_domain(&self, domain: &str) -> Vec<CustomerId> {
        let found = self.domains.get(&folded(domain));
        found.into_iter().flatten().cloned().collect()
    }

    pub(super) fn signing_in_as(&self, customer: &CustomerId, name: &str) -> Vec<RecordKey> {
        let found = self.sign_in_names.get(&(customer.clone(), folded(name)));
        found.into_iter().flatten().cloned().collect()
    }

    pub(super) fn refuse(&self, commit: &Commit) -> Result<(), StoreError> {
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

    pub(super) fn write_down(&mut self, entry: EntryId, commit: &Commit) {
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
