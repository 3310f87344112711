//! Why a state forbids something, for a menu: the same sentence that the plan would have as its first blocker. What the
//! plan finds beyond the state (an order, Azure subscriptions below a plan) is told by the plan.

use jiff::Timestamp;

use crate::account::problem::{Message, Problem};
use crate::account::record::Stored;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::account::subscription::time::Cancelling;
use crate::say;

use super::{billing_cycle, cancel, name, offers, quantity, reactivate, renewal, suspend};

/// What may be wanted of a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Another number of seats.
    Quantity,
    /// To suspend it.
    Suspend,
    /// To reactivate it.
    Reactivate,
    /// To cancel it.
    Cancel,
    /// Its auto-renew on or off.
    AutoRenew,
    /// To pay it in another rhythm.
    BillingCycle,
    /// An add-on for it.
    AddOn,
}

/// Why the state of one of a customer's subscriptions forbids a wish now; `None` when it can be planned.
pub fn why_not(wish: Wish, one: &Stored, all: &[Stored], now: Timestamp) -> Option<Message> {
    let problem = match wish {
        Wish::Quantity => quantity::not_active(one),
        Wish::Suspend => suspend::not_active(one),
        Wish::Reactivate => not_to_be_reactivated(one),
        Wish::Cancel => cancel::not_active(one).or_else(|| too_late(one, now)),
        Wish::AutoRenew => renewal::over(one),
        Wish::BillingCycle => {
            let mut inactive = billing_cycle::inactive_in_order(all, one).into_iter();
            inactive.next()
        }
        Wish::AddOn => return no_add_on(one),
    };
    problem.map(|problem| problem.message)
}

/// A base that must come first is no reason of the state: the plan tells it with the step that clears it.
fn not_to_be_reactivated(one: &Stored) -> Option<Problem> {
    let is_suspended = Subscription(&one.resource).state() == State::Suspended;
    (!is_suspended).then(|| reactivate::not_suspended(one))
}

fn too_late(one: &Stored, now: Timestamp) -> Option<Problem> {
    match Subscription(&one.resource).cancelling(now) {
        Cancelling::TooLate(closed) => Some(cancel::too_late(one, closed)),
        Cancelling::AtOnce { .. } | Cancelling::AtRenewal(_) => None,
    }
}

fn no_add_on(one: &Stored) -> Option<Message> {
    if !offers::has_add_ons(one) {
        return Some(say!("subs-no-add-ons", name = name(one)));
    }
    suspend::not_active(one).map(|problem| problem.message)
}
