//! What follows from a removal, with its dates, and what is left behind unfinished.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::account::problem::{Code, Message, Problem};
use crate::account::record::{Kind, Stored};
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::operations::manage_subscriptions::{Held, day, name};
use crate::operations::{Desk, Failure, Plan};
use crate::say;

use super::is_legacy_in;

/// Says what follows. For what is still active dates count from now: it must be suspended before, or is along with it.
pub(super) fn tell(desk: &Desk, held: &Held, plan: &mut Plan) -> Result<(), Failure> {
    let told = &mut plan.consequences;
    told.push(say!("removal-leaves-list"));
    told.push(say!("removal-support-contact"));
    told.push(match held.customer.resource.flag("allowDelegatedAccess") {
        Some(false) => say!("removal-no-admin-rights"),
        _ => say!("removal-admin-rights-end"),
    });
    told.push(say!("removal-no-purchase"));
    told.extend(deletions(desk.now(), held));
    told.push(say!("removal-tenant-stays"));
    told.push(say!("removal-comes-back"));
    plan.warnings.extend(unfinished(desk, held)?);
    Ok(())
}

/// When suspended data goes: one line for all that goes on the same days.
fn deletions(now: Timestamp, held: &Held) -> Vec<Message> {
    let mut by_days: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for stored in &held.all {
        let since = if is_legacy_in(stored, State::Suspended) {
            Subscription(&stored.resource).suspended_since(stored.changed)
        } else if is_legacy_in(stored, State::Active) {
            now
        } else {
            continue;
        };
        if let Some(deletion) = Subscription(&stored.resource).deletion_after(since) {
            let days = (day(deletion.earliest), day(deletion.latest));
            by_days
                .entry(days)
                .or_default()
                .push(name(stored).to_owned());
        }
    }
    let lines = by_days.into_iter();
    lines
        .map(|((earliest, latest), names)| {
            say!(
                "removal-suspended-data",
                names = names,
                earliest = earliest,
                latest = latest
            )
        })
        .collect()
}

/// What a removal leaves behind that somebody should finish first: none of it stands in the way.
fn unfinished(desk: &Desk, held: &Held) -> Result<Vec<Problem>, Failure> {
    let customer = &held.customer.key.customer;
    let mut left = Vec::new();
    for stored in &held.all {
        if is_legacy_in(stored, State::Pending) || is_legacy_in(stored, State::Unknown) {
            let status = Subscription(&stored.resource).state_said();
            left.push(doubt(
                stored.resource.text_or_empty("id"),
                say!("removal-legacy-odd", name = name(stored), state = status),
                say!("removal-legacy-odd-remedy"),
            ));
        }
    }
    let transfers = desk.store().list(customer, Kind::Transfer)?;
    for transfer in transfers.iter().filter(|transfer| is_open(transfer)) {
        left.push(doubt(
            transfer.resource.text_or_empty("id"),
            say!(
                "removal-transfer-open",
                status = transfer.resource.text_or_empty("status")
            ),
            say!("removal-transfer-open-remedy"),
        ));
    }
    let sealed = desk.store().sealed_of(customer)?;
    if !sealed.is_empty() {
        left.push(doubt(
            customer.as_str(),
            say!("removal-passwords-sealed", n = sealed.len()),
            say!("removal-passwords-sealed-remedy"),
        ));
    }
    Ok(left)
}

fn doubt(found: &str, message: Message, remedy: Message) -> Problem {
    Problem::new(Code::Notice, message)
        .found(found)
        .remedy(remedy)
}

/// Words of transfers that have come to an end, whichever way they went.
const ENDS: [&str; 13] = [
    "complete",
    "completed",
    "partiallycomplete",
    "reject",
    "rejected",
    "declined",
    "withdrawn",
    "cancel",
    "cancelled",
    "expired",
    "failed",
    "abandoned",
    "access-removed",
];

fn is_open(transfer: &Stored) -> bool {
    let status = transfer.resource.text_or_empty("status");
    !ENDS.iter().any(|end| end.eq_ignore_ascii_case(status))
}
