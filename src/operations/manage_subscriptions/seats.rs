//! The subscribed SKU that a subscription's seats stand in follows them, where it is plain which one that is.

use crate::account::problem::{Code, Problem};
use crate::account::record::{Change, Expect, Kind, Stored};
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::account::text::fold;
use crate::operations::{Desk, Failure, Plan};
use crate::say;

use super::held::Held;

/// Lets the one SKU of the offer's name follow a change of seats. With several SKUs or several active subscriptions of that
/// name nothing is done: the service tells at the next import.
pub(super) fn follow(
    plan: &mut Plan,
    desk: &Desk,
    held: &Held,
    (stored, before, quantity): (&Stored, u64, u64),
) -> Result<(), Failure> {
    let Some(sku) = sku_of(desk, held, stored)? else {
        return Ok(());
    };
    let mut after = sku.resource.clone();
    for member in ["activeUnits", "totalUnits"] {
        if let Some(units) = after.number(member) {
            after.set(member, moved(units, before, quantity));
        }
    }
    let active = after.number("activeUnits").unwrap_or(quantity);
    let consumed = after.number("consumedUnits").unwrap_or(0);
    if after.number("availableUnits").is_some() {
        after.set("availableUnits", active.saturating_sub(consumed));
    }
    if consumed > active {
        let message = say!(
            "subs-more-licenses",
            name = super::name(stored),
            assigned = consumed,
            seats = active,
        );
        plan.warnings.push(Problem::new(Code::Notice, message));
    }
    plan.changes.push(Change {
        key: sku.key.clone(),
        expect: Expect::Version(sku.version),
        after: Some(after),
    });
    Ok(())
}

fn moved(units: u64, before: u64, after: u64) -> u64 {
    units.saturating_add(after).saturating_sub(before)
}

fn sku_of(desk: &Desk, held: &Held, stored: &Stored) -> Result<Option<Stored>, Failure> {
    let offer = fold(stored.resource.text_or_empty("offerName"));
    let sellers = held.all.iter().filter(|other| {
        let state = Subscription(&other.resource).state();
        state == State::Active && fold(other.resource.text_or_empty("offerName")) == offer
    });
    if offer.is_empty() || sellers.count() != 1 {
        return Ok(None);
    }
    let mut skus = desk.store().list(&held.customer.key.customer, Kind::Sku)?;
    skus.retain(|sku| fold(sku.resource.text_or_empty("productSku.name")) == offer);
    let only = skus.pop();
    Ok(only.filter(|_| skus.is_empty()))
}
