//! Suspend subscriptions: nobody can sign in to them or use them; a base takes its add-ons along.

use crate::account::problem::{Code, Message, Problem};
use crate::account::record::{CustomerId, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::{Event, State};
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Operation, Plan};
use crate::say;

use super::held::Held;
use super::seats::{self, Seats};
use super::{blocker, day, doubt_of_term, ended, name, no_step, note_of_cloud, unchanged, write};

/// Suspends one subscription or several.
#[derive(Debug, Clone)]
pub struct SuspendSubscriptions {
    /// Whose.
    pub customer: CustomerId,
    /// Which: IDs or names.
    pub subscriptions: Vec<String>,
}

impl Operation for SuspendSubscriptions {
    fn task(&self) -> Task {
        Task::ManageSubscriptions
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let held = Held::read(desk, &self.customer)?;
        let named = held.several(&self.subscriptions)?;
        let mut plan = held.plan("suspend_subscriptions");
        note_of_cloud(&mut plan, desk, self.task());
        for stored in &named {
            refuse(&mut plan, desk, &held, stored, &named)?;
            suspend(&mut plan, desk, stored)?;
        }
        for base in &named {
            let with_it = held.add_ons(base).into_iter().filter(|add_on| {
                let is_named = named.iter().any(|other| other.key == add_on.key);
                !is_named && Subscription(&add_on.resource).state() == State::Active
            });
            for add_on in with_it {
                suspend(&mut plan, desk, add_on)?;
            }
        }
        Ok(ended(plan))
    }
}

fn refuse(
    plan: &mut Plan,
    desk: &Desk,
    held: &Held,
    stored: &Stored,
    named: &[&Stored],
) -> Result<(), Failure> {
    if Subscription(&stored.resource).state() != State::Suspended {
        plan.blockers.extend(not_active(stored));
    }
    let under = held.azure_under(desk, stored, named)?;
    plan.blockers.extend(azure_first(stored, under));
    Ok(())
}

/// Only what is active is suspended.
pub(super) fn not_active(stored: &Stored) -> Option<Problem> {
    no_step(stored, Event::Suspend, say!("subs-only-active-remedy"))
}

/// An Azure plan ends only after what runs under it (900115).
pub(in crate::operations) fn azure_first(stored: &Stored, under: Vec<String>) -> Option<Problem> {
    (!under.is_empty()).then(|| {
        blocker(
            Code::Service(900_115),
            stored,
            say!("subs-azure-first", name = name(stored), active = under),
            say!("subs-azure-first-remedy"),
        )
    })
}

fn suspend(plan: &mut Plan, desk: &Desk, stored: &Stored) -> Result<(), Failure> {
    let subscription = Subscription(&stored.resource);
    if subscription.state() == State::Suspended {
        unchanged(plan, stored);
        return Ok(());
    }
    doubt_of_term(plan, stored, desk.now());
    plan.steps
        .push(say!("subs-step-suspend", name = name(stored)));
    plan.consequences
        .push(say!("subs-suspended-means", name = name(stored)));
    plan.consequences.push(what_follows(stored, desk));
    write(plan, stored, suspended(stored, desk));
    let about = (&stored.key.customer, &stored.resource);
    seats::follow(plan, desk, about, Seats::Suspended)
}

fn suspended(stored: &Stored, desk: &Desk) -> Resource {
    let mut after = stored.resource.clone();
    after.set("status", State::Suspended.as_str());
    let now = desk.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    after.set("partnerdeck.suspendedOn", now);
    after
}

/// When its data goes, or that it is billed on.
fn what_follows(stored: &Stored, desk: &Desk) -> Message {
    let subscription = Subscription(&stored.resource);
    if let Some(deletion) = subscription.deletion_after(desk.now()) {
        return say!(
            "subs-deleted-between",
            name = name(stored),
            earliest = day(deletion.earliest),
            latest = day(deletion.latest),
        );
    }
    match subscription.term_end(State::Suspended) {
        Some(end) => say!(
            "subs-billed-until",
            name = name(stored),
            day = day(end.on),
            deleted = day(end.deleted),
        ),
        None => say!("subs-billed-on", name = name(stored)),
    }
}
