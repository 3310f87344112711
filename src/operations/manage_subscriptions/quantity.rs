//! Change the number of seats: within the offer's bounds, not while suspended, and fewer only in the first days of a
//! new-commerce term.

use crate::account::catalogue;
use crate::account::problem::{Code, Problem};
use crate::account::purchase::{bounds, of_commerce};
use crate::account::record::{CustomerId, Stored};
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Operation, Plan};
use crate::say;

use super::held::Held;
use super::seats::{self, Seats};
use super::{blocker, doubt_of_term, ended, moment, name, note_of_cloud, unchanged, write};

/// Sets the quantity of one subscription.
#[derive(Debug, Clone)]
pub struct SetQuantity {
    /// Whose.
    pub customer: CustomerId,
    /// Which: ID or name.
    pub subscription: String,
    /// How many seats it has then.
    pub quantity: u64,
}

impl Operation for SetQuantity {
    fn task(&self) -> Task {
        Task::ManageSubscriptions
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let held = Held::read(desk, &self.customer)?;
        let stored = held.one(&self.subscription)?;
        let before = stored.resource.number("quantity").unwrap_or(0);
        let mut plan = held.plan("set_quantity");
        note_of_cloud(&mut plan, desk, self.task());
        plan.blockers.extend(not_active(stored));
        plan.blockers.extend(out_of_bounds(stored, self.quantity));
        if self.quantity == before {
            unchanged(&mut plan, stored);
            return Ok(ended(plan));
        }
        if self.quantity < before {
            plan.blockers.extend(no_decrease(stored, desk));
        }
        doubt_of_term(&mut plan, stored, desk.now());
        plan.steps.push(say!(
            "subs-step-quantity",
            name = name(stored),
            from = before,
            to = self.quantity,
        ));
        let mut after = stored.resource.clone();
        after.set("quantity", self.quantity);
        write(&mut plan, stored, after);
        let about = (&self.customer, &stored.resource);
        seats::follow(&mut plan, desk, about, Seats::Set(before, self.quantity))?;
        Ok(ended(plan))
    }
}

pub(super) fn not_active(stored: &Stored) -> Option<Problem> {
    let subscription = Subscription(&stored.resource);
    match subscription.state() {
        State::Active => None,
        State::Suspended => Some(blocker(
            of_commerce(subscription.commerce(), 2001, 800_091),
            stored,
            say!("subs-quantity-suspended", name = name(stored)),
            say!("subs-quantity-suspended-remedy"),
        )),
        _ => Some(blocker(
            Code::Precondition,
            stored,
            say!(
                "subs-only-active",
                name = name(stored),
                state = subscription.state_said()
            ),
            say!("subs-only-active-remedy"),
        )),
    }
}

/// The offer's bounds where the catalogue has it; what is sold by use counts one.
fn out_of_bounds(stored: &Stored, quantity: u64) -> Option<Problem> {
    let subscription = Subscription(&stored.resource);
    let offer = catalogue::offer(stored.resource.text_or_empty("offerId"));
    let (least, most) = match offer {
        _ if !subscription.is_license_based() => (1, 1),
        Some(offer) => (offer.minimum_quantity, offer.maximum_quantity),
        None => (1, u64::MAX),
    };
    bounds(subscription.commerce(), (least, most), quantity).map(|problem| {
        let id = stored.resource.text_or_empty("id").to_owned();
        problem.found(id)
    })
}

fn no_decrease(stored: &Stored, desk: &Desk) -> Option<Problem> {
    let now = desk.now();
    let closed = Subscription(&stored.resource).seats_until(now)?;
    (now >= closed).then(|| {
        blocker(
            Code::Service(800_090),
            stored,
            say!(
                "subs-decrease-too-late",
                name = name(stored),
                closed = moment(closed)
            ),
            say!("subs-decrease-too-late-remedy"),
        )
    })
}
