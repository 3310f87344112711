//! Reactivate suspended subscriptions, a base before its add-ons.

use crate::account::problem::Code;
use crate::account::record::{CustomerId, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::{Event, State};
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Operation, Plan};
use crate::say;

use super::held::Held;
use super::{blocker, ended, name, note_of_cloud, unchanged, write};

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
            reactivate(&mut plan, stored);
            tell_the_rest(&mut plan, &held, stored, &named);
        }
        Ok(ended(plan))
    }
}

fn refuse(plan: &mut Plan, held: &Held, stored: &Stored, named: &[&Stored]) {
    let subscription = Subscription(&stored.resource);
    let state = subscription.state();
    let step = subscription.commerce().step(state, Event::Reactivate);
    if step.is_none() && state != State::Active {
        plan.blockers.push(blocker(
            Code::Precondition,
            stored,
            say!(
                "subs-only-suspended",
                name = name(stored),
                state = subscription.status()
            ),
            say!("subs-only-suspended-remedy"),
        ));
        return;
    }
    let Some(base) = held.base_of(stored) else {
        return;
    };
    let comes_first = named.iter().any(|other| other.key == base.key);
    if Subscription(&base.resource).state() != State::Active && !comes_first {
        plan.blockers.push(blocker(
            Code::Service(27_009),
            stored,
            say!("subs-base-first", name = name(stored), base = name(base)),
            say!("subs-base-first-remedy", base = name(base)),
        ));
    }
}

fn reactivate(plan: &mut Plan, stored: &Stored) {
    if Subscription(&stored.resource).state() == State::Active {
        unchanged(plan, stored);
        return;
    }
    plan.steps
        .push(say!("subs-step-reactivate", name = name(stored)));
    write(plan, stored, active(stored));
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
