//! The search index of a desk: read from what is kept beside the book, or built from the book, when it is first needed; then
//! kept in step with every commit, so that nothing is found that is no longer so. [`rows`] makes the rows.

mod partner;
mod recent;
mod rows;
mod users;

use std::collections::BTreeSet;
use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::account::record::{Change, CustomerId, Kind, Version};
use crate::search::{FirstRows, Index};
use crate::store::{Derived, Kept, Receipt, Store, StoreError};

pub(super) use partner::PartnerOfBook;
use recent::Recent;
use users::UsersOfBook;

/// Customers that may change before what is kept beside the book is written anew: the next opening reads so many in the
/// journal without being felt.
const BEHIND: usize = 200;

/// The index and who is busy with it. None of its locks is held while the book is read, but `building`.
#[derive(Default)]
pub(super) struct Listing {
    state: Mutex<State>,
    /// Held by the one who builds; what was found beside the book when that began.
    building: Mutex<Option<Begun>>,
    /// Held during a commit: the index sees the changes in the order in which the book does.
    committing: Mutex<()>,
    pub(super) recent: Recent,
    /// How many customers changed since what is kept beside the book was written.
    behind: AtomicUsize,
    pub(super) partner: PartnerOfBook,
    pub(super) users: UsersOfBook,
}

/// The beginning of an index.
struct Begun {
    /// The book's before anything of it was read.
    version: Version,
    kept: Option<Kept>,
}

#[derive(Default)]
enum State {
    #[default]
    Missing,
    /// Somebody reads the book; these customers were changed meanwhile.
    Building(BTreeSet<CustomerId>),
    Ready(Arc<Index>, Version),
}

impl Listing {
    /// The index, if it is built. Never waits.
    pub(super) fn ready(&self) -> Option<Arc<Index>> {
        match &*lock(&self.state) {
            State::Ready(index, _) => Some(Arc::clone(index)),
            State::Missing | State::Building(_) => None,
        }
    }

    /// The first rows in the default order, as long as the index is not there; `None` where they can't be had before it.
    pub(super) fn first_rows(&self, store: &dyn Store) -> Option<FirstRows> {
        let mut begun = lock(&self.building);
        if self.ready().is_some() {
            return None;
        }
        let begun = begun.get_or_insert_with(|| self.begin(store));
        let first = rows::first(begun.kept.as_ref()?, store);
        // What was changed meanwhile may have changed them.
        let untouched =
            matches!(&*lock(&self.state), State::Building(touched) if touched.is_empty());
        first.filter(|_| untouched)
    }

    /// The index, read or built if need be. One thread does, others wait for it.
    pub(super) fn index(&self, store: &dyn Store) -> Result<Arc<Index>, StoreError> {
        if let Some(index) = self.ready() {
            return Ok(index);
        }
        let mut begun = lock(&self.building);
        if let Some(index) = self.ready() {
            return Ok(index);
        }
        let begun = begun.take().unwrap_or_else(|| self.begin(store));
        let built = self.derive(&begun, store);
        let built = built.and_then(|index| self.catch_up(index, begun.version, store));
        if built.is_err() {
            *lock(&self.state) = State::Missing;
        }
        built
    }

    fn begin(&self, store: &dyn Store) -> Begun {
        *lock(&self.state) = State::Building(BTreeSet::new());
        let version = store.book().version;
        let kept = store.kept(Derived::Columns);
        Begun { version, kept }
    }

    /// The index from what is kept, else from the book.
    fn derive(&self, begun: &Begun, store: &dyn Store) -> Result<Index, StoreError> {
        let kept = match &begun.kept {
            Some(kept) => rows::kept(kept, store)?,
            None => None,
        };
        if let Some(index) = kept {
            return Ok(index);
        }
        // Far enough behind to be written at the end.
        self.behind.fetch_add(BEHIND + 1, Ordering::Relaxed);
        rows::read_all(store)
    }

    /// Reads again what was changed while the book was read, and makes the index known.
    fn catch_up(
        &self,
        mut index: Index,
        mut version: Version,
        store: &dyn Store,
    ) -> Result<Arc<Index>, StoreError> {
        loop {
            let mut state = lock(&self.state);
            let touched = match &mut *state {
                State::Building(touched) => mem::take(touched),
                State::Missing | State::Ready(..) => BTreeSet::new(),
            };
            if touched.is_empty() {
                let index = Arc::new(index);
                *state = State::Ready(Arc::clone(&index), version);
                return Ok(index);
            }
            drop(state);
            version = store.book().version;
            index = index.patched(&rows::read_again(touched, store)?);
        }
    }

    /// Does a commit, then brings the index to what the book says now.
    pub(super) fn follow<E>(
        &self,
        store: &dyn Store,
        changes: &[Change],
        commit: impl FnOnce() -> Result<Receipt, E>,
    ) -> Result<Receipt, E> {
        let _committing = lock(&self.committing);
        let done = commit()?;
        self.partner.follow(changes);
        self.users.follow(changes, done.version);
        let touched: BTreeSet<CustomerId> = changes
            .iter()
            .filter(|change| matches!(change.key.kind, Kind::Customer | Kind::Subscription))
            .map(|change| change.key.customer.clone())
            .collect();
        self.behind.fetch_add(touched.len(), Ordering::Relaxed);
        self.bring_up_to_date(store, touched, done.version);
        Ok(done)
    }

    fn bring_up_to_date(&self, store: &dyn Store, touched: BTreeSet<CustomerId>, version: Version) {
        let index = match &mut *lock(&self.state) {
            State::Missing => return,
            State::Building(waiting) => {
                waiting.extend(touched);
                return;
            }
            State::Ready(_, at) if touched.is_empty() => {
                *at = version;
                return;
            }
            State::Ready(index, _) => Arc::clone(index),
        };
        // Of no use for the next index, and it would keep the old one in memory.
        self.recent.forget();
        // What can't be read now is read anew when the index is next asked for: the commit itself is done.
        *lock(&self.state) = match rows::read_again(touched, store) {
            Ok(rows) => State::Ready(Arc::new(index.patched(&rows)), version),
            Err(_) => State::Missing,
        };
    }

    /// Writes the index beside the book where what is kept there is missing or far behind. That it can't be written harms
    /// nobody: the next opening takes longer.
    pub(super) fn keep(&self, store: &dyn Store) {
        self.partner.keep(store);
        self.users.keep(store);
        if self.behind.load(Ordering::Relaxed) <= BEHIND {
            return;
        }
        let (index, version) = match &*lock(&self.state) {
            State::Ready(index, version) => (Arc::clone(index), *version),
            State::Missing | State::Building(_) => return,
        };
        match store.keep(Derived::Columns, version, &mut |out| index.write(out)) {
            Ok(true) => self.behind.store(0, Ordering::Relaxed),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the columns of the list could not be kept"),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
