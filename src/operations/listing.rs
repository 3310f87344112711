//! The search index of a desk: built from the book when it is first needed, then kept in step with every commit, so that
//! nothing is found that is no longer so.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::account::record::{Change, CustomerId, Kind, RecordKey};
use crate::search::{Hits, Index, IndexBuilder, Row, Tally};
use crate::store::{Store, StoreError};

/// The index and who is busy with it. None of its locks is held while the book is read, but `building`.
#[derive(Default)]
pub(super) struct Listing {
    state: Mutex<State>,
    /// Held by the one who builds.
    building: Mutex<()>,
    /// Held during a commit: the index sees the changes in the order in which the book does.
    committing: Mutex<()>,
    /// What was found last: while a query grows, only that is looked through.
    last: Mutex<Option<Hits>>,
}

#[derive(Default)]
enum State {
    #[default]
    Missing,
    /// Somebody reads the book; these customers were changed meanwhile.
    Building(BTreeSet<CustomerId>),
    Ready(Arc<Index>),
}

impl Listing {
    /// The index, if it is built. Never waits.
    pub(super) fn ready(&self) -> Option<Arc<Index>> {
        match &*lock(&self.state) {
            State::Ready(index) => Some(Arc::clone(index)),
            State::Missing | State::Building(_) => None,
        }
    }

    /// What was found last.
    pub(super) fn last(&self) -> Option<Hits> {
        lock(&self.last).clone()
    }

    /// Keeps what was found.
    pub(super) fn remember(&self, hits: &Hits) {
        *lock(&self.last) = Some(hits.clone());
    }

    /// The index, built from the book if need be. One thread builds, others wait for it.
    pub(super) fn index(&self, store: &dyn Store) -> Result<Arc<Index>, StoreError> {
        if let Some(index) = self.ready() {
            return Ok(index);
        }
        let _building = lock(&self.building);
        if let Some(index) = self.ready() {
            return Ok(index);
        }
        *lock(&self.state) = State::Building(BTreeSet::new());
        let built = read_all(store).and_then(|index| self.catch_up(index, store));
        if built.is_err() {
            *lock(&self.state) = State::Missing;
        }
        built
    }

    /// Reads again what was changed while the book was read, and makes the index known.
    fn catch_up(&self, mut index: Index, store: &dyn Store) -> Result<Arc<Index>, StoreError> {
        loop {
            let mut state = lock(&self.state);
            let touched = match &mut *state {
                State::Building(touched) => mem::take(touched),
                State::Missing | State::Ready(_) => BTreeSet::new(),
            };
            if touched.is_empty() {
                let index = Arc::new(index);
                *state = State::Ready(Arc::clone(&index));
                return Ok(index);
            }
            drop(state);
            index = index.patched(&read_again(touched, store)?);
        }
    }

    /// Does a commit, then brings the index to what the book says now.
    pub(super) fn follow<T, E>(
        &self,
        store: &dyn Store,
        changes: &[Change],
        commit: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let _committing = lock(&self.committing);
        let done = commit()?;
        let touched: BTreeSet<CustomerId> = changes
            .iter()
            .filter(|change| matches!(change.key.kind, Kind::Customer | Kind::Subscription))
            .map(|change| change.key.customer.clone())
            .collect();
        if !touched.is_empty() {
            self.bring_up_to_date(store, touched);
        }
        Ok(done)
    }

    fn bring_up_to_date(&self, store: &dyn Store, touched: BTreeSet<CustomerId>) {
        let index = match &mut *lock(&self.state) {
            State::Missing => return,
            State::Building(waiting) => {
                waiting.extend(touched);
                return;
            }
            State::Ready(index) => Arc::clone(index),
        };
        // Of no use for the next index, and it would keep the old one in memory.
        *lock(&self.last) = None;
        // What can't be read now is read anew when the index is next asked for: the commit itself is done.
        *lock(&self.state) = match read_again(touched, store) {
            Ok(rows) => State::Ready(Arc::new(index.patched(&rows))),
            Err(_) => State::Missing,
        };
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read_all(store: &dyn Store) -> Result<Index, StoreError> {
    let mut tallies: BTreeMap<CustomerId, Tally> = BTreeMap::new();
    store.scan(Kind::Subscription, &mut |stored| {
        tallies
            .entry(stored.key.customer)
            .or_default()
            .add(&stored.resource);
        ControlFlow::Continue(())
    })?;
    let none = Tally::default();
    let mut index = IndexBuilder::new(store.book().cloud.facts().domain_suffix);
    store.scan(Kind::Customer, &mut |stored| {
        let tally = tallies.get(&stored.key.customer).unwrap_or(&none);
        index.push(&Row::of(&stored, tally));
        ControlFlow::Continue(())
    })?;
    Ok(index.finish())
}

fn read_again(
    touched: BTreeSet<CustomerId>,
    store: &dyn Store,
) -> Result<Vec<(CustomerId, Option<Row>)>, StoreError> {
    let read = |id: CustomerId| {
        let row = read_row(&id, store)?;
        Ok((id, row))
    };
    touched.into_iter().map(read).collect()
}

fn read_row(id: &CustomerId, store: &dyn Store) -> Result<Option<Row>, StoreError> {
    let Some(customer) = store.get(&RecordKey::customer(id))? else {
        return Ok(None);
    };
    let mut tally = Tally::default();
    for stored in store.list(id, Kind::Subscription)? {
        tally.add(&stored.resource);
    }
    Ok(Some(Row::of(&customer, &tally)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::cloud::Cloud;
    use crate::account::entry::{Draft, Operator, Summary, Undo};
    use crate::account::record::Expect;
    use crate::store::Commit;
    use crate::store::memory::MemoryStore;

    fn adding(name: &str) -> Commit {
        let json = serde_json::json!({"companyProfile": {"companyName": name}});
        let change = Change {
            key: RecordKey::customer(&CustomerId::new(name)),
            expect: Expect::Absent,
            after: serde_json::from_value(json).ok(),
        };
        Commit {
            draft: Draft {
                at: jiff::Timestamp::UNIX_EPOCH,
                who: Operator {
                    name: String::new(),
                    roles: Vec::new(),
                },
                operation: "test".to_owned(),
                customer: None,
                subject: String::new(),
                summary: Summary::default(),
                undo: Undo::Possible,
                undoes: None,
            },
            continues: None,
            changes: vec![change],
            guards: Vec::new(),
        }
    }

    #[test]
    fn what_is_committed_while_the_book_is_read_is_in_the_index() {
        let store = MemoryStore::new(Cloud::Global);
        let listing = Listing::default();
        store.commit(&adding("before")).unwrap();
        *lock(&listing.state) = State::Building(BTreeSet::new());
        let read = read_all(&store).unwrap();

        let late = adding("late");
        listing
            .follow(&store, &late.changes, || store.commit(&late))
            .unwrap();
        let index = listing.catch_up(read, &store).unwrap();

        for name in ["before", "late"] {
            assert!(index.row(&CustomerId::new(name)).is_some(), "{name}");
        }
        assert!(Arc::ptr_eq(&index, &listing.ready().unwrap()));
    }

    #[test]
    fn a_refused_commit_leaves_the_index_alone() {
        let store = MemoryStore::new(Cloud::Global);
        let listing = Listing::default();
        let before = listing.index(&store).unwrap();
        let refused = adding("x");
        let done: Result<(), ()> = listing.follow(&store, &refused.changes, || Err(()));
        assert!(done.is_err());
        assert!(Arc::ptr_eq(&before, &listing.ready().unwrap()));
    }
}
