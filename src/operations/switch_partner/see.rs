//! See transfers: of one customer or of all, and what waits for whom.

use std::cmp::Reverse;
use std::ops::ControlFlow;

use jiff::Timestamp;

use serde::{Deserialize, Serialize};

use crate::account::customer::CustomerView;
use crate::account::partner::Partner;
use crate::account::record::{CustomerId, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::transfer::Transfer;
use crate::account::transfer::machine::{Party, State, Way};
use crate::account::transfer::time::Progress;
use crate::operations::{Desk, Failure};

use super::second;

/// Letters of an ID that are enough to name a transfer, when only one begins so.
const ENOUGH: usize = 6;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Which transfer, and which way it goes: the way tells the right that is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferKey {
    /// Whose subscriptions.
    pub customer: CustomerId,
    /// Its ID.
    pub id: String,
    /// Its way.
    pub way: Way,
}

/// A transfer as it stands today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The record.
    pub stored: Stored,
    /// The customer's name.
    pub customer: String,
    /// The partner on the other side: name, else ID.
    pub partner: String,
    /// Which way it goes.
    pub way: Way,
    /// Where it is.
    pub state: State,
    /// Which of both partners we are.
    pub side: Party,
    /// Who must act next.
    pub turn: Option<Party>,
    /// How an accepted request gets on.
    pub progress: Option<Progress>,
    /// Since when it is there.
    pub since: Option<Timestamp>,
    /// When the next deed is due, where the documents know it.
    pub due: Option<Timestamp>,
}

impl Standing {
    fn of(stored: Stored, customer: String, partner: &Partner, now: Timestamp) -> Self {
        let transfer = Transfer(&stored.resource);
        Self {
            customer,
            partner: transfer.other(partner).to_owned(),
            way: transfer.way(),
            state: transfer.state(now),
            side: transfer.side(partner),
            turn: transfer.turn(now),
            progress: transfer.progress(now),
            since: transfer.since(now),
            due: transfer.due(now),
            stored,
        }
    }

    /// Which one it is.
    pub fn key(&self) -> TransferKey {
        TransferKey {
            customer: self.stored.key.customer.clone(),
            id: self.stored.key.id.clone(),
            way: self.way,
        }
    }

    /// Whether it is us who must act next.
    pub fn waits_on_us(&self) -> bool {
        self.turn == Some(self.side)
    }

    /// Whole days for which it has been waiting.
    pub fn days_waiting(&self, now: Timestamp) -> Option<u64> {
        let gone = now.as_second() - self.since?.as_second();
        u64::try_from(gone / DAY).ok()
    }

    /// Days until it is due, a part of one counted whole; 0 once that is past.
    pub fn days_left(&self, now: Timestamp) -> Option<u64> {
        let left = self.due?.as_second() - now.as_second();
        u64::try_from((left.max(0) + DAY - 1) / DAY).ok()
    }

    /// The record as it is shown: with the state that the clock says, and what follows from it in our own member. None of
    /// that is ever written into the book.
    pub fn shown(&self) -> Resource {
        let mut shown = self.stored.resource.clone();
        if self.state == State::Expired {
            shown.set("status", self.way.status(self.state));
        }
        shown.set("partnerdeck.way", self.way.as_str());
        shown.set("partnerdeck.side", self.side.as_str());
        if let Some(turn) = self.turn {
            let waits_on = match self.waits_on_us() {
                true => "us",
                false => turn.as_str(),
            };
            shown.set("partnerdeck.waitsOn", waits_on);
        }
        for (member, at) in [("since", self.since), ("due", self.due)] {
            if let Some(at) = at {
                shown.set(&format!("partnerdeck.{member}"), second(at));
            }
        }
        shown
    }

    /// What waits for us first, the oldest at the top; then what waits for others; at the end what is over, the newest
    /// first.
    fn order(&self) -> impl Ord + use<> {
        let open = (self.turn.is_none(), !self.waits_on_us());
        let oldest = self.since.filter(|_| self.turn.is_some());
        let newest = Reverse(self.since.filter(|_| self.turn.is_none()));
        (open, oldest, newest, self.stored.key.id.clone())
    }
}

impl Desk {
    /// The transfers of one customer, or of all: first what waits for us, the oldest at the top.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn transfers(&self, customer: Option<&CustomerId>) -> Result<Vec<Standing>, Failure> {
        self.may(Task::SeeCustomers)?;
        let stored = match customer {
            Some(customer) => self.store().list(customer, Kind::Transfer)?,
            None => {
                let mut all = Vec::new();
                self.store().scan(Kind::Transfer, &mut |stored| {
                    all.push(stored);
                    ControlFlow::Continue(())
                })?;
                all
            }
        };
        let partner = self.partner()?;
        let standing = stored.into_iter().map(|one| self.standing(one, &partner));
        let mut all = standing.collect::<Result<Vec<_>, _>>()?;
        all.sort_by_cached_key(Standing::order);
        Ok(all)
    }

    /// What is not over yet, of all customers: what waits for us first, the oldest at the top.
    ///
    /// # Errors
    /// As [`Desk::transfers`].
    pub fn open_transfers(&self) -> Result<Vec<Standing>, Failure> {
        let mut open = self.transfers(None)?;
        open.retain(|one| one.turn.is_some());
        Ok(open)
    }

    /// The one transfer that a text means: by its ID in any case, or by the beginning of one when that is enough.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when none answers to it (the service's 900100), [`Failure::Ambiguous`] when several do.
    pub fn transfer(&self, text: &str) -> Result<Standing, Failure> {
        self.may(Task::SeeCustomers)?;
        let typed = text.trim().to_ascii_lowercase();
        let mut meant: Vec<Stored> = Vec::new();
        let is_beginning = typed.len() >= ENOUGH;
        self.store().scan(Kind::Transfer, &mut |stored| {
            if stored.key.id == typed {
                meant = vec![stored];
                return ControlFlow::Break(());
            }
            if is_beginning && stored.key.id.starts_with(&typed) {
                meant.push(stored);
            }
            ControlFlow::Continue(())
        })?;
        if meant.len() > 1 {
            let ids = meant.into_iter().map(|stored| stored.key.id);
            return Err(Failure::Ambiguous(text.to_owned(), ids.collect()));
        }
        let partner = self.partner()?;
        let one = meant
            .pop()
            .ok_or_else(|| Failure::NotFound("noun-transfer", text.trim().to_owned()))?;
        self.standing(one, &partner)
    }

    /// A transfer whose key is known.
    pub(super) fn transfer_at(&self, key: &TransferKey) -> Result<Standing, Failure> {
        let record = RecordKey::new(&key.customer, Kind::Transfer, &key.id);
        let stored = self.store().get(&record)?;
        let stored = stored.ok_or_else(|| Failure::NotFound("noun-transfer", key.id.clone()))?;
        self.standing(stored, &self.partner()?)
    }

    fn standing(&self, stored: Stored, partner: &Partner) -> Result<Standing, Failure> {
        let customer = self
            .store()
            .get(&RecordKey::customer(&stored.key.customer))?;
        let name = customer.map(|one| CustomerView(&one.resource).name().to_owned());
        Ok(Standing::of(
            stored,
            name.unwrap_or_default(),
            partner,
            self.now(),
        ))
    }
}
