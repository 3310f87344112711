//! Billing cycle. At the service it belongs to the order (2054), whose subscriptions must all be active (6000); no orders are
//! kept here, so the subscription's own member is written.

use crate::account::catalogue;
use crate::account::problem::{Code, Problem};
use crate::account::record::{CustomerId, Stored};
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Operation, Plan};
use crate::say;

use super::held::Held;
use super::{blocker, ended, name, note_of_cloud, write};

/// How often is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cycle {
    /// Every month.
    Monthly,
    /// Every year.
    Annual,
}

impl Cycle {
    /// Both.
    pub const ALL: [Cycle; 2] = [Cycle::Monthly, Cycle::Annual];

    /// The service's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Cycle::Monthly => "monthly",
            Cycle::Annual => "annual",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Cycle> {
        Cycle::ALL.into_iter().find(|cycle| cycle.as_str() == text)
    }
}

/// Sets the billing cycle of one subscription.
#[derive(Debug, Clone)]
pub struct SetBillingCycle {
    /// Whose.
    pub customer: CustomerId,
    /// Which: ID or name.
    pub subscription: String,
    /// How often is paid then.
    pub cycle: Cycle,
}

impl Operation for SetBillingCycle {
    fn task(&self) -> Task {
        Task::ManageSubscriptions
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let held = Held::read(desk, &self.customer)?;
        let stored = held.one(&self.subscription)?;
        let mut plan = held.plan("set_billing_cycle");
        note_of_cloud(&mut plan, desk, self.task());
        plan.blockers.extend(inactive_in_order(&held.all, stored));
        plan.blockers.extend(not_of_offer(stored, self.cycle));
        let word = self.cycle.as_str();
        let before = stored.resource.text_or_empty("billingCycle");
        let mut after = stored.resource.clone();
        if !before.eq_ignore_ascii_case(word) {
            plan.steps
                .push(say!("subs-step-cycle", name = name(stored), cycle = word));
            after.set("billingCycle", word);
        }
        write(&mut plan, stored, after);
        Ok(ended(plan))
    }
}

/// Every subscription of the same order that is not active.
pub(super) fn inactive_in_order(all: &[Stored], stored: &Stored) -> Vec<Problem> {
    let order = stored.resource.text_or_empty("orderId");
    let same_order = all.iter().filter(|other| {
        let theirs = other.resource.text_or_empty("orderId");
        other.key == stored.key || (!order.is_empty() && theirs.eq_ignore_ascii_case(order))
    });
    let inactive =
        same_order.filter(|other| Subscription(&other.resource).state() != State::Active);
    let told = |other: &Stored| {
        let state = Subscription(&other.resource).state_said();
        blocker(
            Code::Service(6000),
            other,
            say!("subs-order-inactive", name = name(other), state = state),
            say!("subs-order-inactive-remedy"),
        )
    };
    inactive.map(told).collect()
}

fn not_of_offer(stored: &Stored, cycle: Cycle) -> Option<Problem> {
    let offer = catalogue::offer(stored.resource.text_or_empty("offerId"))?;
    let has = offer.billing_cycles.iter().any(|one| one == cycle.as_str());
    (!has).then(|| {
        blocker(
            Code::Precondition,
            stored,
            say!(
                "subs-cycle-not-offered",
                name = name(stored),
                cycle = cycle.as_str()
            ),
            say!(
                "subs-cycle-not-offered-remedy",
                cycles = offer.billing_cycles.clone()
            ),
        )
    })
}
