//! What becomes of the items when a transfer is accepted or the service is done: chosen, gone, failed. A legacy transfer
//! may go in part.

use serde_json::{Value, json};

use crate::account::problem::Code;
use crate::account::resource::Resource;
use crate::account::transfer::Transfer;
use crate::account::transfer::machine::{Party, State};
use crate::operations::{Desk, Failure, Item, Outcome, Plan};
use crate::say;

use super::fit::{Held, Named, entitlement_stays, nothing_named};
use super::refusal;
use super::see::Standing;
use super::start::{line_item, too_many};

/// The current partner chooses what goes: what is named, else what the request names already. When it is not us who
/// accepts nothing is chosen: the items are hidden from the future partner until the service is done.
pub(super) fn choose(
    plan: &mut Plan,
    desk: &Desk,
    standing: &Standing,
    (value, after): (&str, &mut Resource),
) -> Result<(), Failure> {
    if standing.side != Party::Current {
        return Ok(());
    }
    let held = Held::read(desk, &standing.stored.key.customer)?.without(&standing.stored.key.id);
    let transfer = Transfer(&standing.stored.resource);
    let listed: Vec<&str> = transfer.items().map(|item| item.subscription()).collect();
    let names: Vec<&str> = match parts(value) {
        names if names.is_empty() => listed,
        names => names,
    };
    if names.is_empty() {
        let id = standing.stored.resource.text_or_empty("id");
        plan.blockers.push(refusal(
            Code::Missing,
            id,
            say!("transfers-choose-items"),
            say!("transfers-choose-items-remedy"),
        ));
    }
    plan.blockers.extend(too_many(standing.way, names.len()));
    let mut items: Vec<Value> = Vec::new();
    for name in names {
        match held.named(name)? {
            Named::Nothing => plan.blockers.push(nothing_named(name)),
            Named::Entitlement(stored) => plan.blockers.push(entitlement_stays(stored, name)),
            Named::Subscription(stored) => {
                plan.blockers.extend(held.refuses(standing.way, stored));
                items.push(line_item(items.len(), stored, &held, None));
            }
        }
    }
    after.set("lineItems", items);
    Ok(())
}

/// The target took a legacy transfer over: all of it, or only what is named. What did not go keeps the reason.
pub(super) fn take_over(
    plan: &mut Plan,
    standing: &Standing,
    (value, reason): (&str, &str),
    after: &mut Resource,
) {
    let went = parts(value);
    let transfer = Transfer(&standing.stored.resource);
    for name in &went {
        let is_item = |id: &str| id.eq_ignore_ascii_case(name);
        if !transfer.items().any(|item| is_item(item.subscription())) {
            plan.blockers.push(nothing_named(name));
        }
    }
    let mut failed = 0;
    each_item(after, |item| {
        let id = item.get("subscriptionId").and_then(Value::as_str);
        let id = id.unwrap_or_default().to_owned();
        let goes = went.is_empty() || went.iter().any(|one| one.eq_ignore_ascii_case(&id));
        let outcome = match goes {
            true => Outcome::Changed,
            false => Outcome::Failed,
        };
        item.insert("status".to_owned(), json!(word(goes)));
        if !goes {
            failed += 1;
            if !reason.is_empty() {
                item.insert("transferError".to_owned(), json!(reason));
            }
        }
        plan.items.push(Item {
            line: None,
            id: Some(id),
            outcome,
            problems: Vec::new(),
        });
    });
    if failed > 0 {
        plan.consequences
            .push(say!("transfers-means-some-stay", n = failed as u64));
        after.set("status", standing.way.status(State::PartlyComplete));
    }
}

/// The service is done with all of it.
pub(super) fn all_went(after: &mut Resource) {
    each_item(after, |item| {
        item.insert("status".to_owned(), json!(word(true)));
    });
}

/// The service gave up.
pub(super) fn none_went(after: &mut Resource, reason: &str) {
    each_item(after, |item| {
        item.insert("status".to_owned(), json!(word(false)));
        if !reason.trim().is_empty() {
            item.insert("transferError".to_owned(), json!(reason.trim()));
        }
    });
}

const fn word(goes: bool) -> &'static str {
    match goes {
        true => "Complete",
        false => "Failed",
    }
}

fn each_item(after: &mut Resource, mut change: impl FnMut(&mut serde_json::Map<String, Value>)) {
    let mut items: Vec<Value> = after.list("lineItems").to_vec();
    items
        .iter_mut()
        .filter_map(Value::as_object_mut)
        .for_each(&mut change);
    after.set("lineItems", items);
}

fn parts(value: &str) -> Vec<&str> {
    let parts = value.split(',').map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}
