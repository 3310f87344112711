//! The users of all customers, ready to be searched: read from what is kept beside the book or built from every user when
//! they are first asked for, then kept in step with every commit.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::account::record::{Change, Kind, RecordKey, Version};
use crate::account::resource::Resource;
use crate::account::user::UserView;
use crate::search::{Users, UsersBuilder};
use crate::store::{Derived, Store, StoreError};

/// Users that may change before what is kept is written anew.
const BEHIND: usize = 1_000;
/// With more of them the index is no longer patched but built when it is next asked for.
const MOST: usize = 20_000;

/// The members of a user in which his names stand besides the one he signs in with.
const NAMES: [&str; 3] = ["displayName", "firstName", "lastName"];

/// The index of a desk, once somebody asked for it.
#[derive(Default)]
pub(in crate::operations) struct UsersOfBook(Mutex<Option<Known>>);

struct Known {
    users: Arc<Users>,
    version: Version,
    /// What is kept beside the book has all but what is fresh.
    is_kept: bool,
}

impl UsersOfBook {
    /// The index, read or built if need be. A commit waits meanwhile, so that the index has it or hears of it.
    pub(in crate::operations) fn get(&self, store: &dyn Store) -> Result<Arc<Users>, StoreError> {
        let mut known = self.lock();
        if let Some(known) = &*known {
            return Ok(Arc::clone(&known.users));
        }
        let version = store.book().version;
        let kept = kept(store);
        let is_kept = kept.is_some();
        let users = Arc::new(match kept {
            Some(users) => users,
            None => read_all(store)?,
        });
        *known = Some(Known {
            users: Arc::clone(&users),
            version,
            is_kept,
        });
        Ok(users)
    }

    /// Brings the index to what a commit made of the book.
    pub(super) fn follow(&self, changes: &[Change], version: Version) {
        let mut lock = self.lock();
        let Some(known) = &mut *lock else {
            return;
        };
        let touched = changes
            .iter()
            .filter(|change| change.key.kind == Kind::User);
        let touched: Vec<_> = touched
            .map(|change| (change.key.clone(), change.after.as_ref().map(names)))
            .collect();
        known.version = version;
        if touched.is_empty() {
            return;
        }
        if known.users.behind() + touched.len() > MOST {
            *lock = None;
            return;
        }
        known.users = Arc::new(known.users.patched(touched));
    }

    /// Writes the index beside the book where what is kept there is missing or far behind.
    pub(super) fn keep(&self, store: &dyn Store) {
        let mut lock = self.lock();
        let Some(known) = &mut *lock else {
            return;
        };
        if known.is_kept && known.users.behind() <= BEHIND {
            return;
        }
        let users = &known.users;
        match store.keep(Derived::Users, known.version, &mut |out| users.write(out)) {
            Ok(is_kept) => known.is_kept = is_kept,
            Err(error) => tracing::warn!(%error, "the index of users could not be kept"),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn names(user: &Resource) -> (String, Vec<String>) {
    let texts = NAMES.map(|path| user.text_or_empty(path).to_owned());
    (UserView(user).sign_in_name().to_owned(), texts.to_vec())
}

fn read_all(store: &dyn Store) -> Result<Users, StoreError> {
    let mut users = UsersBuilder::new(store.book().cloud.facts().domain_suffix);
    store.scan(Kind::User, &mut |stored| {
        let resource = &stored.resource;
        let names = NAMES.map(|path| resource.text_or_empty(path));
        users.push(&stored.key, UserView(resource).sign_in_name(), &names);
        ControlFlow::Continue(())
    })?;
    Ok(users.finish())
}

/// The index as it was kept, with what changed since.
fn kept(store: &dyn Store) -> Option<Users> {
    let suffix = store.book().cloud.facts().domain_suffix;
    let kept = store.kept(Derived::Users)?;
    let users = Users::read(&mut kept.reader(), kept.content.length(), suffix).ok()?;
    let touched = kept.since.into_iter().map(|since| since.image);
    let touched = touched.filter(|image| image.key.kind == Kind::User);
    let touched: Vec<(RecordKey, _)> = touched
        .map(|image| (image.key, image.after.as_ref().map(names)))
        .collect();
    Some(match touched.is_empty() {
        true => users,
        false => users.patched(touched),
    })
}
