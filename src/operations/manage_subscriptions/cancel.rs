//! Cancel a subscription: at once within its days, a marketplace one else at its renewal. A base takes its add-ons along.

use jiff::{SignedDuration, Timestamp};

use crate::account::entry::Undo;
use crate::account::problem::{Code, Problem};
use crate::account::record::{CustomerId, Stored};
use crate::account::subscription::Subscription;
use crate::account::subscription::state::{Commerce, Event, State};
use crate::account::subscription::time::Cancelling;
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Operation, Plan};
use crate::say;

use super::held::Held;
use super::seats::{self, Seats};
use super::suspend::azure_first;
use super::{
    blocker, day, doubt_of_term, ended, moment, name, no_step, note_of_cloud, unchanged, write,
};

/// Days that the data of a cancelled new-commerce subscription is kept for a backup.
const BACKUP_DAYS: i64 = 7;

/// Cancels one subscription; it can't be taken back.
#[derive(Debug, Clone)]
pub struct CancelSubscription {
    /// Whose.
    pub customer: CustomerId,
    /// Which: ID or name.
    pub subscription: String,
}

impl Operation for CancelSubscription {
    fn task(&self) -> Task {
        Task::CancelSubscriptions
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let held = Held::read(desk, &self.customer)?;
        let stored = held.one(&self.subscription)?;
        let subscription = Subscription(&stored.resource);
        for task in rights(subscription) {
            desk.may(task)?;
        }
        let mut plan = held.plan("cancel_subscription");
        plan.undo = Undo::Not("subs-cancel-stays".to_owned());
        note_of_cloud(&mut plan, desk, self.task());
        if subscription.state() == State::Deleted {
            unchanged(&mut plan, stored);
            return Ok(plan);
        }
        let under = held.azure_under(desk, stored, &[])?;
        plan.blockers.extend(azure_first(stored, under));
        plan.blockers.extend(not_active(stored));
        match subscription.cancelling(desk.now()) {
            Cancelling::TooLate(closed) => plan.blockers.push(too_late(stored, closed)),
            Cancelling::AtRenewal(end) => at_renewal(&mut plan, stored, end),
            Cancelling::AtOnce { refunded_until } => {
                at_once(&mut plan, desk, stored, refunded_until)?;
                for add_on in held.add_ons(stored) {
                    along(&mut plan, desk, add_on)?;
                }
            }
        }
        Ok(ended(plan))
    }
}

/// Rights beyond that of cancelling seats.
fn rights(subscription: Subscription) -> impl Iterator<Item = Task> {
    let azure = subscription.is_azure().then_some(Task::CancelAzure);
    let marketplace = subscription
        .is_marketplace()
        .then_some(Task::ManageMarketplace);
    azure.into_iter().chain(marketplace)
}

pub(super) fn not_active(stored: &Stored) -> Option<Problem> {
    no_step(stored, Event::Cancel, say!("subs-cancel-active-remedy"))
}

pub(super) fn too_late(stored: &Stored, closed: Timestamp) -> Problem {
    let end = Subscription(&stored.resource).date("commitmentEndDate");
    blocker(
        Code::Precondition,
        stored,
        say!(
            "subs-cancel-too-late",
            name = name(stored),
            closed = moment(closed)
        ),
        match end {
            Some(end) => say!("subs-cancel-too-late-remedy", day = day(end)),
            None => say!("subs-cancel-too-late-remedy-open"),
        },
    )
}

fn at_renewal(plan: &mut Plan, stored: &Stored, end: Option<Timestamp>) {
    plan.steps.push(match end {
        Some(end) => say!("subs-step-cancel-at", name = name(stored), day = day(end)),
        None => say!("subs-step-cancel-at-renewal", name = name(stored)),
    });
    let mut after = stored.resource.clone();
    after.set("autoRenewEnabled", false);
    write(plan, stored, after);
}

fn at_once(
    plan: &mut Plan,
    desk: &Desk,
    stored: &Stored,
    refunded: Option<Timestamp>,
) -> Result<(), Failure> {
    let subscription = Subscription(&stored.resource);
    doubt_of_term(plan, stored, desk.now());
    plan.steps
        .push(say!("subs-step-cancel", name = name(stored)));
    let backup = desk
        .now()
        .checked_add(SignedDuration::from_hours(BACKUP_DAYS * 24));
    plan.consequences
        .push(match (subscription.commerce(), backup) {
            (Commerce::New, Ok(until)) => {
                say!(
                    "subs-cancelled-backup",
                    name = name(stored),
                    day = day(until)
                )
            }
            _ => say!("subs-cancelled-means", name = name(stored)),
        });
    if let Some(until) = refunded {
        plan.consequences.push(match subscription.is_marketplace() {
            true => say!("subs-credited-whole", until = moment(until)),
            false => say!("subs-credited-prorated", until = moment(until)),
        });
    }
    delete(plan, desk, stored)
}

fn along(plan: &mut Plan, desk: &Desk, add_on: &Stored) -> Result<(), Failure> {
    if Subscription(&add_on.resource).state() == State::Deleted {
        return Ok(());
    }
    plan.steps
        .push(say!("subs-step-cancel-add-on", name = name(add_on)));
    delete(plan, desk, add_on)
}

fn delete(plan: &mut Plan, desk: &Desk, stored: &Stored) -> Result<(), Failure> {
    let seats = match Subscription(&stored.resource).state() {
        State::Active => Some(Seats::Gone),
        State::Suspended => Some(Seats::GoneSuspended),
        _ => None,
    };
    let mut after = stored.resource.clone();
    after.set("status", State::Deleted.as_str());
    write(plan, stored, after);
    match seats {
        Some(seats) => {
            let about = (&stored.key.customer, &stored.resource);
            seats::follow(plan, desk, about, seats)
        }
        None => Ok(()),
    }
}
