//! Finds users of all customers: by names and sign-in name, case and accents folded, and by a few filters.

use jiff::Timestamp;

use crate::account::customer::CustomerView;
use crate::account::record::{CustomerId, RecordKey, Stored};
use crate::account::task::Task;
use crate::operations::{Desk, Failure};
use crate::search::{Ask, AskUsers, Cancel, Hits, Query, Removed, Sort, UserHits, UsersQuery};

/// Customers of a `customer:` filter that are taken from the list at a time.
const PAGE: usize = 4_096;

/// The users that a query found, as the book was when it was asked: by folded display name, ties by ID. Pages of keys come
/// from memory; what a user is stands in the book.
#[derive(Debug, Clone)]
pub struct FoundUsers {
    /// How many were found; so far, when this is not the whole answer.
    pub total: u64,
    /// How many there would be without the query.
    pub of: u64,
    /// Whether all that are found are here, and not only the first of them.
    pub is_whole: bool,
    hits: UserHits,
}

/// A user that was found; its key says whose it is.
#[derive(Debug, Clone)]
pub struct FoundUser {
    /// The user.
    pub user: Stored,
    /// The customer's name; empty when the book has no such customer.
    pub company: String,
}

impl FoundUsers {
    fn of(hits: UserHits) -> Self {
        Self {
            total: hits.len() as u64,
            of: hits.of_all() as u64,
            is_whole: hits.is_whole(),
            hits,
        }
    }

    /// Up to `count` keys from a place on, counted from 0.
    pub fn page(&self, from: usize, count: usize) -> Vec<RecordKey> {
        self.hits.page(from, count)
    }

    /// Where a user stands, counted from 0; `None` when it was not found.
    pub fn position(&self, key: &RecordKey) -> Option<usize> {
        self.hits.position(key)
    }
}

impl Desk {
    /// The users, deleted ones that can be restored included, for whom a query holds. An empty query finds all. `None` when
    /// it was cancelled. Reads every user of the book when it is first asked, tells meanwhile how many of how many, and
    /// keeps beside the book what makes the next time quick.
    ///
    /// # Errors
    /// When the operator may not see users, or the book can't be read.
    pub fn find_users(
        &self,
        query: &UsersQuery,
        cancel: &Cancel,
        tell: &dyn Fn(u64, u64),
    ) -> Result<Option<FoundUsers>, Failure> {
        self.may(Task::SeeUsers)?;
        let users = self.users_of_all(tell)?;
        let last = self.last_user_hits();
        self.ask_users(query, self.now(), cancel, |ask| {
            let hits = UserHits::find(&users, ask, last.as_ref())?;
            self.remember_user_hits(&hits);
            Some(FoundUsers::of(hits))
        })
    }

    /// The first so many of [`Desk::find_users`], when they can be had long before all are found and counted; `None` where
    /// it answers as soon.
    ///
    /// # Errors
    /// As [`Desk::find_users`].
    pub fn first_users(
        &self,
        query: &UsersQuery,
        count: usize,
        cancel: &Cancel,
        tell: &dyn Fn(u64, u64),
    ) -> Result<Option<FoundUsers>, Failure> {
        self.may(Task::SeeUsers)?;
        let users = self.users_of_all(tell)?;
        self.ask_users(query, self.now(), cancel, |ask| {
            Some(FoundUsers::of(UserHits::first(&users, ask, count)?))
        })
    }

    /// A user that was found, and whose it is; `None` when it is gone since.
    ///
    /// # Errors
    /// When the operator may not see users, or the book can't be read.
    pub fn found_user(&self, key: &RecordKey) -> Result<Option<FoundUser>, Failure> {
        self.may(Task::SeeUsers)?;
        let Some(user) = self.store().get(key)? else {
            return Ok(None);
        };
        let company = match self.row(&key.customer) {
            Some(row) => row.name,
            None => {
                let customer = self.store().get(&RecordKey::customer(&key.customer))?;
                let name = |stored: Stored| CustomerView(&stored.resource).name().to_owned();
                customer.map_or_else(String::new, name)
            }
        };
        Ok(Some(FoundUser { user, company }))
    }

    fn ask_users(
        &self,
        query: &UsersQuery,
        now: Timestamp,
        cancel: &Cancel,
        look: impl FnOnce(AskUsers<'_>) -> Option<FoundUsers>,
    ) -> Result<Option<FoundUsers>, Failure> {
        // Built first, so that what can't be read is told and not taken for customers that are not there.
        if query.asks_for_customers() {
            self.index()?;
        }
        Ok(look(AskUsers {
            query,
            now,
            customers: &|text, cancel| self.customers_named(text, cancel),
            cancel,
        }))
    }

    /// The customers in whose row of the list a text stands, removed ones too.
    fn customers_named(&self, text: &str, cancel: &Cancel) -> Option<Vec<CustomerId>> {
        let index = self.index().ok()?;
        let query = Query::of_words(text);
        let ask = Ask {
            query: &query,
            removed: Removed::Shown,
            sort: Sort::default(),
            read: &|_| None,
            cancel,
        };
        let hits = Hits::find(&index, ask, None)?;
        let mut ids = Vec::with_capacity(hits.len());
        for from in (0..hits.len()).step_by(PAGE) {
            if cancel.is_cancelled() {
                return None;
            }
            ids.extend(hits.page(from, PAGE).into_iter().map(|row| row.id));
        }
        Some(ids)
    }
}
