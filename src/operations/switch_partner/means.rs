//! What a transfer means: what moves, what stays, what nobody may forget (operations.md section 4, «what moves»).

use crate::account::problem::Message;
use crate::account::transfer::machine::{Event, Party, Way};
use crate::say;

/// What follows when a transfer of this way goes through; said before it begins and before it is accepted.
pub(super) fn of_way(way: Way) -> Vec<Message> {
    match way {
        Way::Paper => vec![
            say!("transfers-means-two-ids"),
            say!("transfers-means-old-access"),
            say!("transfers-means-microsoft-stays-out"),
        ],
        Way::Request => vec![
            say!("transfers-means-billing"),
            say!("transfers-means-rbac"),
            say!("transfers-means-aobo"),
            say!("transfers-means-prices"),
            say!("transfers-means-reservations"),
            say!("transfers-means-marketplace"),
            say!("transfers-means-legacy-azure"),
        ],
        Way::Legacy => vec![
            say!("transfers-means-billing"),
            say!("transfers-means-orders"),
            say!("transfers-means-partial"),
            say!("transfers-means-provider"),
        ],
    }
}

/// What follows from an event, for the side that we are on.
pub(super) fn of_event(way: Way, event: Event, side: Party) -> Vec<Message> {
    match event {
        Event::Sent => vec![
            say!("transfers-means-mails"),
            say!("transfers-means-30-days"),
        ],
        Event::Accepted => {
            let mut all = of_way(way);
            if way == Way::Request {
                all.push(say!("transfers-means-15-minutes"));
            }
            if side == Party::Future && way == Way::Legacy {
                all.retain(|one| one.id != "transfers-means-provider");
            }
            all
        }
        Event::Attached => vec![say!("transfers-means-8-hours")],
        Event::Moved => vec![
            say!("transfers-means-two-ids"),
            say!("transfers-means-old-access"),
        ],
        Event::AccessRemoved => vec![say!("transfers-means-outdated-access")],
        Event::Failed => vec![say!("transfers-means-service-request")],
        Event::Declined | Event::Rejected => vec![say!("transfers-means-not-obliged")],
        _ => Vec::new(),
    }
}
