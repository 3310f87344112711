//! Reads what a pane shows of one account, and files. Whoever runs through the list quickly asks for many accounts: only
//! the newest is read.

use std::io;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};

use crate::account::entry::Entry;
use crate::account::problem::Problem;
use crate::account::record::{CustomerId, Stored};
use crate::operations::add_customer::domain_taken;
use crate::operations::confirm_agreement::Agreements;
use crate::operations::history::{Activity, Filter, Page};
use crate::operations::look_after;
use crate::operations::switch_partner::Standing;
use crate::operations::undo::UndoEntry;
use crate::operations::{Desk, Failure, Found, Report};
use crate::tui::drafts::Drafts;
use crate::tui::turn::Event;

use super::{
    Errand, Outcome, Read, answer, begun, everybody, forms, licenses, people, support, worker,
};

/// What the detail shows of one account at once, as the book had it when it was asked.
pub struct Account {
    /// The customer's own record.
    pub customer: Stored,
    /// What our rules would say of it had it been typed.
    pub flags: Vec<Problem>,
    /// Its subscriptions.
    pub subscriptions: Vec<Stored>,
    /// What it bought once.
    pub entitlements: Vec<Stored>,
    /// First passwords that nobody has handed over yet.
    pub sealed: u64,
}

/// What an account accepted, and its special qualification.
pub struct Accepted {
    /// The agreements and what they come to.
    pub agreements: Agreements,
    /// Its qualifications.
    pub qualifications: Vec<Stored>,
}

/// What an undo would take back.
pub struct UndoAhead {
    /// The entry.
    pub entry: Entry,
    /// What would be done, in numbers.
    pub report: Report,
}

pub(super) fn start(
    desk: Arc<Desk>,
    drafts: Drafts,
    inbox: Sender<Event>,
) -> io::Result<Sender<Errand<Read>>> {
    worker("reader", move |errand, waiting| {
        for errand in newest_only(errand, waiting, &inbox) {
            answer(&inbox, errand, |read| done(&desk, &drafts, read));
        }
    })
}

/// All that waits, without the accounts that a newer request of the same asker made needless.
fn newest_only(
    first: Errand<Read>,
    waiting: &Receiver<Errand<Read>>,
    inbox: &Sender<Event>,
) -> Vec<Errand<Read>> {
    let mut kept: Vec<Errand<Read>> = vec![first];
    for errand in waiting.try_iter() {
        let is_older =
            |old: &Errand<Read>| old.asker == errand.asker && old.what.is_replaced_by(&errand.what);
        if let Some(place) = kept.iter().position(is_older) {
            answer(inbox, kept.remove(place), |_| Outcome::Superseded);
        }
        kept.push(errand);
    }
    kept
}

fn accepted(desk: &Desk, id: &CustomerId) -> Result<Accepted, Failure> {
    Ok(Accepted {
        agreements: desk.agreements(id)?,
        qualifications: desk.qualifications(id)?,
    })
}

fn done(desk: &Desk, drafts: &Drafts, read: Read) -> Outcome {
    match read {
        Read::Account(id) => Outcome::Account(account(desk, &id).map(Box::new)),
        Read::Users(id) => Outcome::Users(people::people(desk, &id)),
        Read::Transfers(id) => Outcome::Transfers(desk.transfers(Some(&id))),
        Read::WaitingTransfers => Outcome::Transfers(waiting(desk)),
        Read::Activity(id) => Outcome::Activity(activity(desk, &id)),
        Read::Accepted(id) => Outcome::Accepted(accepted(desk, &id)),
        Read::Support(id) => Outcome::Support(support::support(desk, &id).map(Box::new)),
        Read::Log(company, before) => Outcome::Activity(support::log(desk, company, before)),
        Read::Entry(id, of) => Outcome::Entry(desk.activity_details(id, of.as_ref()).map(Box::new)),
        Read::Unfolded(id) => Outcome::Unfolded(desk.unfold(&id)),
        Read::Seen(found, from, count) => {
            Outcome::Seen(everybody::window(desk, &found, from, count))
        }
        Read::Ids(found) => Outcome::Ids(ids(&found)),
        Read::Partner => Outcome::Partner(desk.partner()),
        Read::PutRight => Outcome::PutRight(look_after::put_right(desk)),
        Read::ManyUsers(id) => Outcome::ManyUsers(forms::users_basis(desk, &id).map(Box::new)),
        Read::Domain(domain) => {
            Outcome::Domain(domain_taken(desk, &domain).map(|p| p.map(Box::new)))
        }
        Read::Form(id) => Outcome::Form(forms::basis(desk, id.as_ref()).map(Box::new)),
        Read::Draft(name) => Outcome::Draft(drafts.kept(&name)),
        Read::SealKey => Outcome::SealKey(desk.store().seal_key()),
        Read::Begun => Outcome::Begun(begun::begun(desk, drafts)),
        Read::KeepDraft(draft) => {
            let kept = drafts.keep(&draft);
            if let Err(error) = &kept {
                tracing::error!("a draft can't be kept: {error}");
            }
            Outcome::WordsKept(kept.is_ok())
        }
        Read::ForgetDraft(name) => {
            drafts.forget(&name);
            Outcome::Draft(None)
        }
        Read::Licenses(id, users) => {
            Outcome::Licenses(licenses::basis(desk, &id, &users).map(Box::new))
        }
        Read::Sheet(sheet) => Outcome::Sheet(sheet.fields(desk)),
        Read::BackupDue(rolling) => Outcome::BackupDue(rolling.is_due(desk)),
        Read::Undo => Outcome::UndoAhead(undo_ahead(desk).map(Box::new)),
    }
}

fn account(desk: &Desk, id: &CustomerId) -> Result<Account, Failure> {
    let customer = desk.customer(id)?;
    Ok(Account {
        flags: desk.flags(&customer.resource)?,
        customer,
        subscriptions: desk.subscriptions(id)?,
        entitlements: desk.entitlements(id)?,
        sealed: desk.store().sealed_of(id)?.len() as u64,
    })
}

/// What waits for us, the oldest first.
fn waiting(desk: &Desk) -> Result<Vec<Standing>, Failure> {
    let mut open = desk.open_transfers()?;
    open.retain(Standing::waits_on_us);
    Ok(open)
}

/// The newest entries are enough to see what happened; the whole log is exported.
fn activity(desk: &Desk, id: &CustomerId) -> Result<Vec<Activity>, Failure> {
    let filter = Filter {
        customer: Some(id.clone()),
        ..Filter::default()
    };
    let page = Page {
        before: None,
        limit: 200,
    };
    desk.activity(&filter, page)
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

fn undo_ahead(desk: &Desk) -> Result<UndoAhead, Failure> {
    let report = UndoEntry::default().check(desk)?;
    let nothing = || Failure::NotFound("noun-entry", String::new());
    let id = report.plan.undoes.ok_or_else(nothing)?;
    let entry = desk.store().entry(id)?.ok_or_else(nothing)?;
    Ok(UndoAhead { entry, report })
}
