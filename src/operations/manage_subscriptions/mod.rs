//! Subscriptions: suspend, reactivate, cancel, seats, name, renewal, billing cycle, buy (operations.md section 7). Each has
//! its own file; here stands what they share. The diagrams and time windows are [`crate::account::subscription`]'s.

mod billing_cycle;
mod buy;
mod cancel;
mod held;
mod offers;
mod quantity;
mod reactivate;
mod rename;
mod renewal;
mod seats;
mod suspend;
mod why_not;

pub(super) use buy::{added, say_what_is_bought};
pub(super) use held::{Held, one_subscription};
pub(super) use offers::{has_agreement, refuse_by_right};
pub(super) use rename::checked as checked_name;
pub(super) use suspend::azure_first;

pub use billing_cycle::{Cycle, SetBillingCycle};
pub use buy::BuySubscription;
pub use cancel::CancelSubscription;
pub use offers::{Offered, offered};
pub use quantity::SetQuantity;
pub use reactivate::ReactivateSubscriptions;
pub use rename::RenameSubscription;
pub use renewal::{Renewal, SetAutoRenew};
pub use suspend::SuspendSubscriptions;
pub use why_not::{Wish, why_not};

use jiff::Timestamp;

use crate::account::cloud::Offer;
use crate::account::problem::{Code, Message, Problem};
use crate::account::record::{Change, Expect, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::Event;
use crate::account::task::Task;
use crate::say;

use super::{Desk, Item, Outcome, Plan};

/// What must be done first for one subscription; scripts find its ID in `found`.
fn blocker(code: Code, stored: &Stored, message: Message, remedy: Message) -> Problem {
    let id = stored.resource.text_or_empty("id").to_owned();
    Problem::new(code, message).found(id).remedy(remedy)
}

/// What the state of a subscription forbids: the diagram of its commerce has no such step.
fn no_step(stored: &Stored, event: Event, remedy: Message) -> Option<Problem> {
    let subscription = Subscription(&stored.resource);
    let step = subscription.commerce().step(subscription.state(), event);
    step.is_none().then(|| {
        let state = subscription.state_said();
        let message = say!("subs-only-active", name = name(stored), state = state);
        blocker(Code::Precondition, stored, message, remedy)
    })
}

/// The note of a cloud that has a task with a difference.
pub(super) fn note_of_cloud(plan: &mut Plan, desk: &Desk, task: Task) {
    if let Offer::Noted(note) = desk.cloud().offers(task) {
        plan.consequences.push(Message::new(note));
    }
}

/// Puts one subscription into the plan as it will be.
fn write(plan: &mut Plan, stored: &Stored, after: Resource) {
    if after == stored.resource {
        unchanged(plan, stored);
        return;
    }
    plan.summary.changed += 1;
    plan.items.push(item(stored, Outcome::Changed));
    plan.changes.push(Change {
        key: stored.key.clone(),
        expect: Expect::Version(stored.version),
        after: Some(after),
    });
}

/// Says that one subscription is right already.
fn unchanged(plan: &mut Plan, stored: &Stored) {
    plan.summary.unchanged += 1;
    plan.items.push(item(stored, Outcome::Unchanged));
}

fn item(stored: &Stored, outcome: Outcome) -> Item {
    Item {
        line: None,
        id: Some(stored.resource.text_or_empty("id").to_owned()),
        outcome,
        problems: Vec::new(),
    }
}

/// A term that ended meanwhile without renewal: the service has moved on, and the book does not know it yet.
fn doubt_of_term(plan: &mut Plan, stored: &Stored, now: Timestamp) {
    let subscription = Subscription(&stored.resource);
    let Some(day) = subscription.term_is_over(now).map(day) else {
        return;
    };
    let message = say!("subs-term-is-over", name = name(stored), day = day);
    let id = stored.resource.text_or_empty("id");
    let warning = Problem::new(Code::Notice, message).found(id);
    plan.warnings
        .push(warning.remedy(say!("subs-term-is-over-remedy")));
}

/// A plan with blockers does nothing, and says so.
fn ended(mut plan: Plan) -> Plan {
    if !plan.blockers.is_empty() {
        plan.changes.clear();
        plan.items.clear();
        plan.summary = crate::account::entry::Summary {
            refused: plan.blockers.len() as u64,
            ..Default::default()
        };
    }
    plan
}

pub(super) fn name(stored: &Stored) -> &str {
    Subscription(&stored.resource).name()
}

/// A day as a plan names it, in UTC: the same on every machine.
pub(super) fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

/// A second as a plan names it, in UTC.
pub(super) fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}
