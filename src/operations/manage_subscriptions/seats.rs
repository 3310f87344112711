//! The subscribed SKU that a subscription's seats stand in follows them, where it is plain which one that is.

use crate::account::license::SkuView;
use crate::account::problem::{Code, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;
use crate::account::text::fold;
use crate::operations::{Desk, Failure, Plan};
use crate::say;

/// What happens to the seats of a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seats {
    /// There are as many more.
    Bought(u64),
    /// There were the first number, and are the second.
    Set(u64, u64),
    /// They can't be used.
    Suspended,
    /// They can be used again.
    Reactivated,
    /// They are gone, from use.
    Gone,
    /// They are gone, after they could not be used any more.
    GoneSuspended,
}

/// Lets the one SKU of the offer's name follow. With several SKUs of that name nothing is done: the service tells at the
/// next import.
pub(super) fn follow(
    plan: &mut Plan,
    desk: &Desk,
    (customer, resource): (&CustomerId, &Resource),
    seats: Seats,
) -> Result<(), Failure> {
    if !Subscription(resource).is_license_based() {
        return Ok(());
    }
    let Some(sku) = sku_of(desk, customer, resource)? else {
        return Ok(());
    };
    // Of two subscriptions of one offer the second goes on from what the first one left.
    let planned = plan.changes.iter_mut().find(|change| change.key == sku.key);
    let Some(change) = planned else {
        let mut after = sku.resource.clone();
        count(&mut after, resource, seats);
        warn(plan, &after, resource, seats);
        plan.changes.push(Change {
            key: sku.key.clone(),
            expect: Expect::Version(sku.version),
            after: Some(after),
        });
        return Ok(());
    };
    if let Some(after) = &mut change.after {
        count(after, resource, seats);
    }
    Ok(())
}

fn count(sku: &mut Resource, subscription: &Resource, seats: Seats) {
    let all = subscription.number("quantity").unwrap_or(0);
    match seats {
        Seats::Bought(many) => {
            change(sku, "activeUnits", 0, many);
            change(sku, "totalUnits", 0, many);
        }
        Seats::Set(before, after) => {
            change(sku, "activeUnits", before, after);
            change(sku, "totalUnits", before, after);
        }
        Seats::Suspended => {
            change(sku, "activeUnits", all, 0);
            change(sku, "suspendedUnits", 0, all);
        }
        Seats::Reactivated => {
            change(sku, "activeUnits", 0, all);
            change(sku, "suspendedUnits", all, 0);
        }
        Seats::Gone => {
            change(sku, "activeUnits", all, 0);
            change(sku, "totalUnits", all, 0);
        }
        Seats::GoneSuspended => {
            change(sku, "suspendedUnits", all, 0);
            change(sku, "totalUnits", all, 0);
        }
    }
    if let (Some(active), Some(_)) = (sku.number("activeUnits"), sku.number("availableUnits")) {
        let consumed = SkuView(sku).consumed();
        sku.set("availableUnits", active.saturating_sub(consumed));
    }
}

/// A member that is not there is not made up.
fn change(sku: &mut Resource, member: &str, less: u64, more: u64) {
    if let Some(units) = sku.number(member) {
        sku.set(member, units.saturating_add(more).saturating_sub(less));
    }
}

/// More licenses than seats: only where seats are given back; what is suspended or gone says so itself.
fn warn(plan: &mut Plan, sku: &Resource, subscription: &Resource, seats: Seats) {
    let Seats::Set(_, after) = seats else {
        return;
    };
    let active = sku.number("activeUnits").unwrap_or(after);
    let consumed = SkuView(sku).consumed();
    if consumed > active {
        let message = say!(
            "subs-more-licenses",
            name = Subscription(subscription).name(),
            assigned = consumed,
            seats = active,
        );
        plan.warnings.push(Problem::new(Code::Notice, message));
    }
}

fn sku_of(
    desk: &Desk,
    customer: &CustomerId,
    subscription: &Resource,
) -> Result<Option<Stored>, Failure> {
    let offer = fold(subscription.text_or_empty("offerName"));
    if offer.is_empty() {
        return Ok(None);
    }
    let mut skus = desk.store().list(customer, Kind::Sku)?;
    skus.retain(|sku| fold(sku.resource.text_or_empty("productSku.name")) == offer);
    let only = skus.pop();
    Ok(only.filter(|_| skus.is_empty()))
}
