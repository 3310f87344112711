//! Reads what a pane shows of one account, and files. Whoever runs through the list quickly asks for many accounts: only
//! the newest is read.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};

use crate::account::entry::Entry;
use crate::account::record::{CustomerId, Kind, RecordKey, Stored};
use crate::operations::{Desk, Failure, Found};
use crate::tui::turn::Event;

use super::{Errand, Outcome, Read, answer, forms, worker};

/// Everything that the detail shows of one account, as the book had it when it was asked.
pub struct Account {
    /// The customer's own record.
    pub customer: Stored,
    /// Its subscriptions.
    pub subscriptions: Vec<Stored>,
    /// Its users, active and deleted.
    pub users: Vec<Stored>,
    /// Users whose first password waits under seal.
    pub sealed: HashSet<RecordKey>,
    /// Its history, newest first.
    pub history: Vec<Entry>,
}

pub(super) fn start(desk: Arc<Desk>, inbox: Sender<Event>) -> io::Result<Sender<Errand<Read>>> {
    worker("reader", move |errand, waiting| {
        for errand in newest_accounts_only(errand, waiting, &inbox) {
            answer(&inbox, errand, |read| done(&desk, read));
        }
    })
}

/// All that waits, without the accounts that a newer request of the same asker made needless.
fn newest_accounts_only(
    first: Errand<Read>,
    waiting: &Receiver<Errand<Read>>,
    inbox: &Sender<Event>,
) -> Vec<Errand<Read>> {
    let mut kept: Vec<Errand<Read>> = vec![first];
    for errand in waiting.try_iter() {
        let is_older = |old: &Errand<Read>| {
            old.asker == errand.asker
                && matches!(
                    (&old.what, &errand.what),
                    (Read::Account(_), Read::Account(_))
                )
        };
        if let Some(place) = kept.iter().position(is_older) {
            answer(inbox, kept.remove(place), |_| Outcome::Superseded);
        }
        kept.push(errand);
    }
    kept
}

fn done(desk: &Desk, read: Read) -> Outcome {
    match read {
        Read::Account(id) => Outcome::Account(account(desk, &id)),
        Read::Unfolded(id) => Outcome::Unfolded(desk.unfold(&id)),
        Read::Ids(found) => Outcome::Ids(ids(&found)),
        Read::Partner => Outcome::Partner(desk.partner()),
        Read::Form(id) => Outcome::Form(forms::basis(desk, id.as_ref()).map(Box::new)),
    }
}

fn account(desk: &Desk, id: &CustomerId) -> Result<Option<Box<Account>>, Failure> {
    let store = desk.store();
    let Some(customer) = store.get(&RecordKey::customer(id))? else {
        return Ok(None);
    };
    Ok(Some(Box::new(Account {
        customer,
        subscriptions: store.list(id, Kind::Subscription)?,
        users: store.list(id, Kind::User)?,
        sealed: HashSet::new(),
        history: Vec::new(),
    })))
}

/// Page by page, so that a million rows never stand in memory whole.
fn ids(found: &Found) -> Vec<CustomerId> {
    const PAGE: usize = 4096;
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    let pages = (0..total).step_by(PAGE);
    pages
        .flat_map(|from| found.page(from, PAGE))
        .map(|row| row.id)
        .collect()
}
