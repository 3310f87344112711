//! A book as plainly as it can be told: every commit that was made, one after the other, and every answer looked for from the
//! first to the last. No index, no paging, no cleverness; too slow for anything but to compare stores with.

use std::collections::BTreeSet;

use crate::account::entry::{Entry, EntryId};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored, Version};
use crate::store::indexed::{Term, terms};
use crate::store::{Commit, Guard, Image, Receipt};

/// A book of commits.
#[derive(Default)]
pub(in crate::store) struct Model {
    commits: Vec<(EntryId, Commit)>,
}

impl Model {
    /// What a commit must be answered with; the name of the refusal where it is refused.
    pub(super) fn commit(&mut self, commit: &Commit) -> Result<Receipt, &'static str> {
        if !commit.changes.iter().all(|change| self.holds(change)) {
            return Err("Moved");
        }
        if !commit.guards.iter().all(|guard| self.is_free(guard)) {
            return Err("Taken");
        }
        let is_known = |id: &EntryId| self.commits.iter().any(|(entry, _)| entry == id);
        if !commit.continues.iter().all(is_known) {
            return Err("NoEntry");
        }
        let version = self.version().0 + 1;
        let entry = commit.continues.unwrap_or(EntryId(version));
        self.commits.push((entry, commit.clone()));
        Ok(Receipt {
            entry,
            version: Version(version),
        })
    }

    fn holds(&self, change: &Change) -> bool {
        match (change.expect, self.record(&change.key)) {
            (Expect::Absent, there) => there.is_none(),
            (Expect::Version(version), there) => {
                there.is_some_and(|there| there.version == version)
            }
        }
    }

    fn is_free(&self, guard: &Guard) -> bool {
        match guard {
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
        }
    }

    pub(super) fn version(&self) -> Version {
        Version(self.commits.len() as u64)
    }

    /// The last word about a record.
    pub(super) fn record(&self, key: &RecordKey) -> Option<Stored> {
        let numbered = self.commits.iter().enumerate().rev();
        let mut words = numbered.flat_map(|(number, (_, commit))| {
            let version = Version(number as u64 + 1);
            commit
                .changes
                .iter()
                .map(move |change| (version, commit, change))
        });
        let (version, commit, change) = words.find(|(_, _, change)| change.key == *key)?;
        Some(Stored {
            key: key.clone(),
            version,
            changed: commit.draft.at,
            resource: change.after.clone()?,
        })
    }

    /// Everything that is there, in the order of customer, kind, ID.
    pub(super) fn records(&self) -> Vec<Stored> {
        let changes = self.commits.iter().flat_map(|(_, commit)| &commit.changes);
        let keys: BTreeSet<&RecordKey> = changes.map(|change| &change.key).collect();
        let mut records: Vec<Stored> = keys
            .into_iter()
            .filter_map(|key| self.record(key))
            .collect();
        records.sort_by(|one, two| {
            let order = |key: &RecordKey| (key.customer.clone(), key.kind, key.id.clone());
            order(&one.key).cmp(&order(&two.key))
        });
        records
    }

    pub(super) fn of(&self, kind: Kind, customer: Option<&CustomerId>) -> Vec<Stored> {
        let mut records = self.records();
        records.retain(|stored| {
            stored.key.kind == kind && customer.is_none_or(|id| stored.key.customer == *id)
        });
        records
    }

    pub(super) fn on_domain(&self, domain: &str) -> BTreeSet<CustomerId> {
        let wanted = Term::Domain(domain.to_lowercase());
        self.answering(&wanted)
            .into_iter()
            .map(|key| key.customer)
            .collect()
    }

    pub(super) fn signing_in_as(&self, customer: &CustomerId, name: &str) -> BTreeSet<RecordKey> {
        let wanted = Term::SignInName(name.to_lowercase());
        let mut users = self.answering(&wanted);
        users.retain(|key| key.customer == *customer);
        users
    }

    fn answering(&self, wanted: &Term) -> BTreeSet<RecordKey> {
        let records = self.records().into_iter();
        records
            .filter(|stored| terms(&stored.key, &stored.resource).contains(wanted))
            .map(|stored| stored.key)
            .collect()
    }

    /// The history, newest first.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let ids: BTreeSet<EntryId> = self.commits.iter().map(|(entry, _)| *entry).collect();
        ids.into_iter()
            .rev()
            .filter_map(|id| self.entry(id))
            .collect()
    }

    pub(super) fn entry(&self, id: EntryId) -> Option<Entry> {
        let of_entry =
            |(entry, commit): &(EntryId, Commit)| (*entry == id).then(|| commit.draft.clone());
        let draft = self.commits.iter().rev().find_map(of_entry)?;
        let first = self.commits.iter().position(|(entry, _)| *entry == id)?;
        // Only what came later can have taken it back.
        let undone_by = self
            .commits
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, (entry, commit))| {
                let names_it = commit.draft.undoes == Some(id) && *entry != id;
                (names_it && at > first).then_some(*entry)
            });
        Some(Entry {
            id,
            draft,
            undone_by,
        })
    }

    /// What an entry changed, in the order it happened.
    pub(super) fn images(&self, id: EntryId) -> Vec<Image> {
        let mut so_far = Model::default();
        let mut images = Vec::new();
        for (entry, commit) in &self.commits {
            let version = Version(so_far.version().0 + 1);
            if *entry == id {
                images.extend(commit.changes.iter().map(|change| Image {
                    key: change.key.clone(),
                    version,
                    before: so_far.record(&change.key).map(|stored| stored.resource),
                    after: change.after.clone(),
                }));
            }
            so_far.commits.push((*entry, commit.clone()));
        }
        images
    }
}
