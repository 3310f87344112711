//! Switch Azure subscriptions to a different partner, all three ways (operations.md section 4): start, record what
//! happened, cancel, the form, and what waits for whom. The diagrams and time windows are
//! [`crate::account::transfer`]'s; each operation has its own file, here stands what they share.

mod accept;
mod cancel;
mod fit;
mod form;
mod means;
mod partners;
mod record;
mod see;
mod start;

pub use cancel::CancelTransfer;
pub use fit::Fit;
pub use form::Form;
pub use record::{Happened, RecordEvent};
pub use see::{Standing, TransferKey};
pub use start::{Details, StartTransfer};

use jiff::Timestamp;

use crate::account::cloud::Offer;
use crate::account::entry::Undo;
use crate::account::problem::{Code, Message, Problem};
use crate::account::transfer::machine::Way;

use super::{Desk, Plan};

/// What an operation does to a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Start,
    Record,
    Cancel,
}

impl Deed {
    /// The operation's stable word. The tracker of the signed form has words of its own, because another right stands
    /// behind it.
    const fn word(self, way: Way) -> &'static str {
        match (self, way) {
            (Deed::Start, Way::Paper) => "start_switch",
            (Deed::Record, Way::Paper) => "record_switch",
            (Deed::Cancel, Way::Paper) => "abandon_switch",
            (Deed::Start, _) => "start_transfer",
            (Deed::Record, _) => "record_transfer",
            (Deed::Cancel, _) => "cancel_transfer",
        }
    }

    /// Drafts and the events of the paper way can be taken back; what was said to the service or by it stays.
    fn undo(self, way: Way) -> Undo {
        match (self, way) {
            (Deed::Start, _) | (_, Way::Paper) => Undo::Possible,
            _ => Undo::Not("transfers-said-stays".to_owned()),
        }
    }
}

/// Something that stands in the way; scripts find what it is about in `found`.
fn refusal(code: Code, found: &str, message: Message, remedy: Message) -> Problem {
    Problem::new(code, message).found(found).remedy(remedy)
}

/// A plan with blockers does nothing, and says so.
fn ended(mut plan: Plan) -> Plan {
    if !plan.blockers.is_empty() {
        plan.changes.clear();
        plan.items.clear();
        plan.summary = crate::account::entry::Summary {
            refused: plan.blockers.len() as u64,
            ..Default::default()
        };
    }
    plan
}

/// The note of a cloud that has the way with a difference.
fn note_of_cloud(plan: &mut Plan, desk: &Desk, way: Way) {
    if let Offer::Noted(note) = desk.cloud().offers(way.task()) {
        plan.consequences.push(Message::new(note));
    }
}

/// A second as the service writes it.
fn second(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A day as a plan names it, in UTC: the same on every machine.
fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
