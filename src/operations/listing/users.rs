//! The users of all customers, ready to be searched: read from what is kept beside the book or built from every user when
//! they are first asked for, then kept in step with every commit. While the book is read no commit waits: what is changed
//! meanwhile is read again at the end.

use std::collections::BTreeSet;
use std::mem;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use crate::account::record::{Change, Kind, RecordKey, Version};
use crate::account::resource::Resource;
use crate::search::{UserHits, Users, UsersBuilder};
use crate::store::{Derived, Store, StoreError};

use super::lock;

/// Users that may change before what is kept is written anew.
const BEHIND: usize = 1_000;
/// Users that are read between two tellings of how many there were.
const STEP: u64 = 1_024;

/// Is told how many users were read, and how many there are.
pub(in crate::operations) type TellRead<'a> = &'a dyn Fn(u64, u64);

/// The index of a desk, once somebody asked for it. None of its locks is held while the book is read, but `building`.
#[derive(Default)]
pub(in crate::operations) struct UsersOfBook {
    state: Mutex<State>,
    /// Held by the one who builds.
    building: Mutex<()>,
    /// Who was found last: while a query grows, only they are looked through.
    last: Mutex<Option<UserHits>>,
}

#[derive(Default)]
enum State {
    #[default]
    Missing,
    /// Somebody reads the book; these users were changed meanwhile.
    Building(BTreeSet<RecordKey>),
    Ready(Known),
}

struct Known {
    users: Arc<Users>,
    version: Version,
    /// How many users changed since what is kept beside the book was written; more than enough when nothing is kept.
    behind: usize,
}

impl UsersOfBook {
    /// The index, read or built if need be. One thread does, others wait for it; a commit waits for nobody.
    pub(in crate::operations) fn get(
        &self,
        store: &dyn Store,
        tell: TellRead<'_>,
    ) -> Result<Arc<Users>, StoreError> {
        if let Some(users) = self.ready() {
            return Ok(users);
        }
        let _building = lock(&self.building);
        if let Some(users) = self.ready() {
            return Ok(users);
        }
        *lock(&self.state) = State::Building(BTreeSet::new());
        let version = store.book().version;
        let first = match kept(store) {
            Some(kept) => Ok(kept),
            None => read_all(store, tell).map(|users| (users, BEHIND + 1)),
        };
        let built = first.and_then(|(users, behind)| self.catch_up(users, behind, version, store));
        if built.is_err() {
            *lock(&self.state) = State::Missing;
        }
        built
    }

    /// Who was found last.
    pub(in crate::operations) fn last(&self) -> Option<UserHits> {
        lock(&self.last).clone()
    }

    /// Keeps who was found.
    pub(in crate::operations) fn remember(&self, hits: &UserHits) {
        *lock(&self.last) = Some(hits.clone());
    }

    fn ready(&self) -> Option<Arc<Users>> {
        match &*lock(&self.state) {
            State::Ready(known) => Some(Arc::clone(&known.users)),
            State::Missing | State::Building(_) => None,
        }
    }

    /// Reads again who was changed while the book was read, and makes the index known.
    fn catch_up(
        &self,
        mut users: Users,
        mut behind: usize,
        mut version: Version,
        store: &dyn Store,
    ) -> Result<Arc<Users>, StoreError> {
        loop {
            let mut state = lock(&self.state);
            let touched = match &mut *state {
                State::Building(touched) => mem::take(touched),
                State::Missing | State::Ready(_) => BTreeSet::new(),
            };
            if touched.is_empty() {
                let users = Arc::new(users);
                *state = State::Ready(Known {
                    users: Arc::clone(&users),
                    version,
                    behind,
                });
                return Ok(users);
            }
            drop(state);
            version = store.book().version;
            behind += touched.len();
            let mut read = Vec::with_capacity(touched.len());
            for key in touched {
                let user = store.get(&key)?.map(|stored| stored.resource);
                read.push((key, user));
            }
            users = users.patched(&lent(&read));
        }
    }

    /// Brings the index to what a commit made of the book.
    pub(super) fn follow(&self, changes: &[Change], version: Version) {
        let touched = changes
            .iter()
            .filter(|change| change.key.kind == Kind::User);
        let mut state = lock(&self.state);
        match &mut *state {
            State::Missing => {}
            State::Building(waiting) => waiting.extend(touched.map(|change| change.key.clone())),
            State::Ready(known) => {
                known.version = version;
                let touched: Vec<_> = touched
                    .map(|change| (change.key.clone(), change.after.as_ref()))
                    .collect();
                if touched.is_empty() {
                    return;
                }
                known.behind += touched.len();
                known.users = Arc::new(known.users.patched(&touched));
                // Of no use for the next index, and it would keep the old one in memory.
                *lock(&self.last) = None;
            }
        }
    }

    /// Writes the index beside the book where what is kept there is missing or far behind.
    pub(super) fn keep(&self, store: &dyn Store) {
        let (users, version) = match &*lock(&self.state) {
            State::Ready(known) if known.behind > BEHIND => {
                (Arc::clone(&known.users), known.version)
            }
            _ => return,
        };
        match store.keep(Derived::Users, version, &mut |out| users.write(out)) {
            Ok(true) => {
                if let State::Ready(known) = &mut *lock(&self.state) {
                    known.behind = 0;
                }
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the index of users could not be kept"),
        }
    }
}

fn read_all(store: &dyn Store, tell: TellRead<'_>) -> Result<Users, StoreError> {
    let of = store.count(Kind::User)?;
    let mut users = UsersBuilder::new(store.book().cloud.facts().domain_suffix);
    let mut read = 0;
    store.scan(Kind::User, &mut |stored| {
        users.push(&stored.key, &stored.resource);
        read += 1;
        if read % STEP == 0 {
            tell(read, of.max(read));
        }
        ControlFlow::Continue(())
    })?;
    Ok(users.finish())
}

/// The index as it was kept, with what changed since, and how many users that is.
fn kept(store: &dyn Store) -> Option<(Users, usize)> {
    let suffix = store.book().cloud.facts().domain_suffix;
    let kept = store.kept(Derived::Users)?;
    let users = Users::read(&mut kept.reader(), kept.content.length(), suffix).ok()?;
    let images = kept.since.into_iter().map(|since| since.image);
    let touched: Vec<_> = images
        .filter(|image| image.key.kind == Kind::User)
        .map(|image| (image.key, image.after))
        .collect();
    Some(match touched.len() {
        0 => (users, 0),
        behind => (users.patched(&lent(&touched)), behind),
    })
}

fn lent(users: &[(RecordKey, Option<Resource>)]) -> Vec<(RecordKey, Option<&Resource>)> {
    let users = users.iter();
    users
        .map(|(key, user)| (key.clone(), user.as_ref()))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::super::tests::adding_to;
    use super::*;
    use crate::account::cloud::Cloud;
    use crate::account::record::CustomerId;
    use crate::store::Commit;
    use crate::store::memory::MemoryStore;

    fn adding(name: &str) -> Commit {
        let key = RecordKey::new(&CustomerId::new("c"), Kind::User, name);
        adding_to(key, serde_json::json!({"displayName": name}))
    }

    #[test]
    fn a_commit_while_the_users_are_read_waits_for_nobody_and_is_found() {
        let store = MemoryStore::new(Cloud::Global);
        for number in 0..STEP {
            store.commit(&adding(&format!("user{number}"))).unwrap();
        }
        let users = UsersOfBook::default();
        let was_late = AtomicBool::new(false);
        // Told in the middle of the reading, on the very thread: were a lock held it would stand still for ever.
        let commit = |_, _| {
            let late = adding("late");
            let receipt = store.commit(&late).unwrap();
            users.follow(&late.changes, receipt.version);
            was_late.store(true, Ordering::Relaxed);
        };
        let built = users.get(&store, &commit).unwrap();
        assert!(was_late.load(Ordering::Relaxed));
        assert_eq!(built.len() as u64, STEP + 1);
        let after = adding("after");
        let receipt = store.commit(&after).unwrap();
        users.follow(&after.changes, receipt.version);
        let again = users.get(&store, &|_, _| {}).unwrap();
        assert_eq!(again.len() as u64, STEP + 2);
    }
}
