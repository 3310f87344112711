//! See customers: search, filter, sort, page, expand a row (operations.md section 1). Finding reads the index in memory;
//! only conditions on a path of the JSON and an expanded row read the book.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::account::subscription::Subscription;
use crate::account::task::Task;
use crate::account::user::{Life, UserView};
use crate::search::{Ask, Cancel, Cursor, Hits, Index, Query, Removed, Row, Sort};
use crate::store::StoreError;

use super::switch_partner::Standing;
use super::{Desk, Failure};

/// What an operator wants to see of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// What he looks for.
    pub query: Query,
    /// In which order.
    pub sort: Sort,
    /// Removed customers too. They also show when the query asks for their relationship.
    pub all: bool,
}

/// What was found, as the book was when it was asked. Pages come from memory and are cheap: a screen may ask on its own
/// thread.
#[derive(Debug, Clone)]
pub struct Found {
    /// How many were found; so far, when this is not the whole answer.
    pub total: u64,
    /// How many there would be without the query.
    pub of: u64,
    /// Whether all that is found is here, and not only the first rows of it.
    pub is_whole: bool,
    sort: Sort,
    hits: Hits,
}

/// What a row shows when it is folded open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unfolded {
    /// Subscriptions in any state.
    pub subscriptions: u64,
    /// Active users.
    pub users: u64,
    /// The suspended ones.
    pub suspended: Vec<Suspended>,
    /// First passwords that nobody has handed over yet.
    pub sealed_passwords: u64,
    /// Transfers that are not over, what waits for us first.
    pub transfers: Vec<Standing>,
}

/// A suspended subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspended {
    /// Its name.
    pub name: String,
    /// When its data goes, if it does (operations.md section 7); counted from the last change the book knows of.
    pub deleted_on: Option<Timestamp>,
}

impl Found {
    /// Up to `count` rows from a place on, counted from 0.
    pub fn page(&self, from: usize, count: usize) -> Vec<Row> {
        self.hits.page(from, count)
    }

    /// Where a customer stands, counted from 0; `None` when it was not found.
    pub fn position(&self, id: &CustomerId) -> Option<usize> {
        self.hits.position(id)
    }

    /// The cursor of the page that ends with the row at a place; `None` when there is no such row.
    pub fn cursor_behind(&self, last: usize) -> Option<String> {
        let row = self.page(last, 1).pop()?;
        Some(Cursor::behind(&row, self.sort).to_string())
    }

    /// Where the page behind a cursor begins, counted from 0; rows that came or went meanwhile shift nothing.
    ///
    /// # Errors
    /// When the text is no cursor, or one of a list in another order; with fuzzy words also when the row it stands behind is
    /// found no more.
    pub fn after(&self, cursor: &str) -> Result<usize, Failure> {
        let parsed = Cursor::parse(cursor, self.sort).map_err(Failure::Usage)?;
        if self.hits.is_best_first(self.sort) {
            // How good a row is does not stand in the cursor: it has to be there still.
            let place = self.hits.position(&parsed.customer());
            let gone = || Failure::NotFound("thing-customer", parsed.customer().to_string());
            return Ok(place.ok_or_else(gone)? + 1);
        }
        let cursor = parsed;
        Ok(self.hits.first(|row| cursor.is_before(row, self.sort)))
    }

    /// Notes what one letter more needs, for the time in which nobody waits: the next look that narrows this is answered
    /// sooner. The next key stops it, and is answered without.
    pub fn look_ahead(&self, cancel: &Cancel) {
        self.hits.look_ahead(cancel);
    }

    /// How many of the marked customers this does not show.
    pub fn hidden<'a>(&self, marked: impl IntoIterator<Item = &'a CustomerId>) -> u64 {
        let hidden = marked.into_iter().filter(|id| !self.hits.contains(id));
        hidden.count() as u64
    }
}

impl Desk {
    /// Searches the list. `None` when it was cancelled. Builds the index when it is first needed.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn look(&self, look: &Look, cancel: &Cancel) -> Result<Option<Found>, Failure> {
        let (index, removed) = self.looked_at(look)?;
        let trouble: Mutex<Option<StoreError>> = Mutex::new(None);
        let read = |id: &CustomerId| match self.store().get(&RecordKey::customer(id)) {
            Ok(stored) => stored.map(|stored| stored.resource),
            Err(error) => {
                *trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                None
            }
        };
        let ask = Ask {
            query: &look.query,
            removed,
            sort: look.sort,
            read: &read,
            cancel,
        };
        let hits = Hits::find(&index, ask, self.last_hits(&index, ask).as_ref());
        if let Some(error) = trouble.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error.into());
        }
        if let Some(hits) = &hits {
            self.remember_hits(hits);
        }
        Ok(hits.map(|hits| Found {
            total: hits.len() as u64,
            of: index.len(removed) as u64,
            is_whole: true,
            sort: look.sort,
            hits,
        }))
    }

    /// The first rows of a look, when they can be had long before all are found and counted, or before the index is there;
    /// `None` where [`Desk::look`] answers as soon, or where it alone knows where the customer to be kept in sight stands.
    /// Never reads the book's records.
    ///
    /// # Errors
    /// As [`Desk::look`].
    pub fn first_look(
        &self,
        look: &Look,
        count: usize,
        keep: Option<&CustomerId>,
        cancel: &Cancel,
    ) -> Result<Option<Found>, Failure> {
        if !self.index_ready() && *look == Look::default() && keep.is_none() {
            return self.first_of_all(cancel);
        }
        let (index, removed) = self.looked_at(look)?;
        let ask = Ask {
            query: &look.query,
            removed,
            sort: look.sort,
            read: &|_| None,
            cancel,
        };
        let hits = Hits::first_rows(
            &index,
            ask,
            count,
            keep,
            self.last_hits(&index, ask).as_ref(),
        );
        Ok(hits.map(|hits| Found {
            total: hits.len() as u64,
            of: index.len(removed) as u64,
            is_whole: false,
            sort: look.sort,
            hits,
        }))
    }

    /// The first rows of the whole list, while the index is on its way.
    fn first_of_all(&self, cancel: &Cancel) -> Result<Option<Found>, Failure> {
        self.may(Task::SeeCustomers)?;
        let Some(first) = self.first_rows() else {
            return Ok(None);
        };
        let look = Look::default();
        let ask = Ask {
            query: &look.query,
            removed: Removed::Hidden,
            sort: look.sort,
            read: &|_| None,
            cancel,
        };
        let hits = Hits::find(first.index(), ask, None);
        Ok(hits.map(|hits| Found {
            total: hits.len() as u64,
            of: first.visible(),
            is_whole: false,
            sort: look.sort,
            hits,
        }))
    }

    fn looked_at(&self, look: &Look) -> Result<(Arc<Index>, Removed), Failure> {
        self.may(Task::SeeCustomers)?;
        let removed = if look.all || look.query.asks_for_relationship() {
            Removed::Shown
        } else {
            Removed::Hidden
        };
        Ok((self.index()?, removed))
    }

    /// The list row of one customer, from memory; `None` when there is no such customer or the index is not built yet.
    pub fn row(&self, id: &CustomerId) -> Option<Row> {
        self.index_if_ready()?.row(id)
    }

    /// Whether the index is built, so that [`Desk::look`] answers at once.
    pub fn index_ready(&self) -> bool {
        self.index_if_ready().is_some()
    }

    /// What a row shows when it is folded open. Reads the book.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn unfold(&self, id: &CustomerId) -> Result<Unfolded, Failure> {
        self.may(Task::SeeCustomers)?;
        let subscriptions = self.store().list(id, Kind::Subscription)?;
        let suspended = subscriptions.iter().filter_map(|stored| {
            let subscription = Subscription(&stored.resource);
            subscription.is("suspended").then(|| Suspended {
                name: subscription.name().to_owned(),
                deleted_on: subscription.deleted_on(stored.changed),
            })
        });
        let users = self.store().list(id, Kind::User)?;
        let now = self.now();
        let active = users
            .iter()
            .filter(|stored| UserView(&stored.resource).life(now) == Life::Active);
        let sealed = self.store().sealed()?;
        let mut transfers = self.transfers(Some(id))?;
        transfers.retain(|one| one.turn.is_some());
        Ok(Unfolded {
            transfers,
            subscriptions: subscriptions.len() as u64,
            users: active.count() as u64,
            suspended: suspended.collect(),
            sealed_passwords: sealed
                .iter()
                .find(|(customer, _)| customer == id)
                .map_or(0, |(_, count)| *count),
        })
    }
}
