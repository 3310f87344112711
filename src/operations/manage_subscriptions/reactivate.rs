//! Reactivate suspended subscriptions, a base before its add-ons.

use jiff::Timestamp;

use crate::account::problem::{Code, Problem};
use crate::account::record::{CustomerId, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::{Event, State};
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Operation, Plan};
use crate::say;

use super::held::Held;
use super::seats::{self, Seats};
use super::{blocker, day, doubt_of_term, ended, name, note_of_cloud, unchanged, write};

/// Reactivates one subscription or several.
#[derive(Debug, Clone)]
pub struct ReactivateSubscriptions {
    /// Whose.
    pub customer: CustomerId,
    /// Which: IDs or names, in any order.
    pub subscriptions: Vec<String>,
}

impl Operation for ReactivateSubscriptions {
    fn task(&self) -> Task {
        Task::ManageSubscriptions
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let held = Held::read(desk, &self.customer)?;
        let mut named = held.several(&self.subscriptions)?;
        named.sort_by_key(|stored| Subscription(&stored.resource).parent().is_some());
        let mut plan = held.plan("reactivate_subscriptions");
        note_of_cloud(&mut plan, desk, self.task());
        for stored in &named {
            refuse(&mut plan, &held, stored, &named);
            reactivate(&mut plan, desk, stored)?;
            tell_the_rest(&mut plan, &held, stored, &named);
        }
        Ok(ended(plan))
    }
}

/// Only what is suspended is reactivated.
pub(super) fn not_suspended(stored: &Stored) -> Problem {
    blocker(
        Code::Precondition,
        stored,
        say!(
            "subs-only-suspended",
            name = name(stored),
            state = Subscription(&stored.resource).state_said()
        ),
        say!("subs-only-suspended-remedy"),
    )
}

/// An add-on comes back after its base (27009).
pub(super) fn base_first(stored: &Stored, base: &Stored) -> Option<Problem> {
    (Subscription(&base.resource).state() != State::Active).then(|| {
        blocker(
            Code::Service(27_009),
            stored,
            say!("subs-base-first", name = name(stored), base = name(base)),
            say!("subs-base-first-remedy", base = name(base)),
        )
    })
}

fn refuse(plan: &mut Plan, held: &Held, stored: &Stored, named: &[&Stored]) {
    let subscription = Subscription(&stored.resource);
    let state = subscription.state();
    let step = subscription.commerce().step(state, Event::Reactivate);
    if step.is_none() && state != State::Active {
        plan.blockers.push(not_suspended(stored));
        return;
    }
    let Some(base) = held.base_of(stored) else {
        return;
    };
    let comes_first = named.iter().any(|other| other.key == base.key);
    if !comes_first {
        plan.blockers.extend(base_first(stored, base));
    }
}

fn reactivate(plan: &mut Plan, desk: &Desk, stored: &Stored) -> Result<(), Failure> {
    if Subscription(&stored.resource).state() == State::Active {
        unchanged(plan, stored);
        return Ok(());
    }
    plan.steps
        .push(say!("subs-step-reactivate", name = name(stored)));
    doubt_of_term(plan, stored, desk.now());
    plan.warnings.extend(data_may_be_gone(stored, desk.now()));
    write(plan, stored, active(stored));
    let about = (&stored.key.customer, &stored.resource);
    seats::follow(plan, desk, about, Seats::Reactivated)
}

/// From the 90th day on the data of a suspended legacy subscription may be deleted any day, after the 120th it is. The
/// service knows; here it is only doubtful.
fn data_may_be_gone(stored: &Stored, now: Timestamp) -> Option<Problem> {
    let subscription = Subscription(&stored.resource);
    let since = subscription.suspended_since(stored.changed);
    let deletion = subscription.deletion_after(since)?;
    if now < deletion.earliest {
        return None;
    }
    let (since, latest) = (day(since), day(deletion.latest));
    let message = match now < deletion.latest {
        true => say!(
            "subs-data-may-be-gone",
            name = name(stored),
            since = since,
            latest = latest
        ),
        false => say!(
            "subs-data-is-gone",
            name = name(stored),
            since = since,
            latest = latest
        ),
    };
    let id = stored.resource.text_or_empty("id");
    let warning = Problem::new(Code::Notice, message).found(id);
    Some(warning.remedy(say!("subs-data-gone-remedy")))
}

fn active(stored: &Stored) -> Resource {
    let mut after = stored.resource.clone();
    after.set("status", State::Active.as_str());
    after.remove("suspensionReasons");
    after.remove("partnerdeck.suspendedOn");
    let is_empty = |ours: &serde_json::Value| ours.as_object().is_some_and(|all| all.is_empty());
    if after.get("partnerdeck").is_some_and(is_empty) {
        after.remove("partnerdeck");
    }
    after
}

/// Add-ons do not come back by themselves.
fn tell_the_rest(plan: &mut Plan, held: &Held, base: &Stored, named: &[&Stored]) {
    let left = held.add_ons(base).into_iter().filter(|add_on| {
        let is_named = named.iter().any(|other| other.key == add_on.key);
        !is_named && Subscription(&add_on.resource).state() == State::Suspended
    });
    let left: Vec<&str> = left.map(name).collect();
    if !left.is_empty() {
        plan.consequences
            .push(say!("subs-add-ons-stay-suspended", names = left));
    }
}
