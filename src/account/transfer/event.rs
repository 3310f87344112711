//! What can happen to a transfer.

use serde::{Deserialize, Serialize};

/// What can happen to a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Event {
    /// The customer asks in writing.
    Asked,
    /// The current partner opens a ticket; its number is the value.
    Ticket,
    /// The current partner fills the form in and signs.
    SignedByCurrent,
    /// The customer signs.
    SignedByCustomer,
    /// The new partner signs.
    SignedByNew,
    /// The current partner puts the form to the ticket.
    Attached,
    /// Support confirms the form.
    Verified,
    /// The subscription went; its new ID is the value.
    Moved,
    /// The new partner took the old one's access away.
    AccessRemoved,
    /// Somebody gave it up.
    Abandoned,
    /// The future partner sends the request.
    Sent,
    /// The other partner accepts: the current one a request, the target a legacy transfer.
    Accepted,
    /// The current partner says no to a request.
    Declined,
    /// The service is done.
    Completed,
    /// The service gave up.
    Failed,
    /// The future partner cancels the request. Not recorded: an operation of its own does it.
    Cancelled,
    /// 30 days went by. Never recorded: the clock says it.
    Expires,
    /// The subscriptions are eligible, and the legacy transfer is made.
    Eligible,
    /// The target says no to a legacy transfer.
    Rejected,
    /// The source takes a legacy transfer back.
    Withdrawn,
}

impl Event {
    /// What can be recorded, in the order of the diagrams.
    pub const RECORDED: [Event; 18] = [
        Event::Asked,
        Event::Ticket,
        Event::SignedByCurrent,
        Event::SignedByCustomer,
        Event::SignedByNew,
        Event::Attached,
        Event::Verified,
        Event::Moved,
        Event::AccessRemoved,
        Event::Abandoned,
        Event::Sent,
        Event::Accepted,
        Event::Declined,
        Event::Completed,
        Event::Failed,
        Event::Eligible,
        Event::Rejected,
        Event::Withdrawn,
    ];

    /// The word on the command line and in the book.
    pub const fn as_str(self) -> &'static str {
        match self {
            Event::Asked => "asked",
            Event::Ticket => "ticket",
            Event::SignedByCurrent => "signed-by-current",
            Event::SignedByCustomer => "signed-by-customer",
            Event::SignedByNew => "signed-by-new",
            Event::Attached => "attached",
            Event::Verified => "verified",
            Event::Moved => "moved",
            Event::AccessRemoved => "access-removed",
            Event::Abandoned => "abandoned",
            Event::Sent => "sent",
            Event::Accepted => "accepted",
            Event::Declined => "declined",
            Event::Completed => "completed",
            Event::Failed => "failed",
            Event::Cancelled => "cancelled",
            Event::Expires => "expired",
            Event::Eligible => "eligible",
            Event::Rejected => "rejected",
            Event::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word back, whatever its case; also what is not recorded by itself.
    pub fn parse(word: &str) -> Option<Event> {
        let others = [Event::Cancelled, Event::Expires];
        Event::RECORDED
            .into_iter()
            .chain(others)
            .find(|event| event.as_str().eq_ignore_ascii_case(word))
    }

    /// The ID of the sentence that says that it happened.
    pub const fn words(self) -> &'static str {
        match self {
            Event::Asked => "transfers-event-asked",
            Event::Ticket => "transfers-event-ticket",
            Event::SignedByCurrent => "transfers-event-signed-by-current",
            Event::SignedByCustomer => "transfers-event-signed-by-customer",
            Event::SignedByNew => "transfers-event-signed-by-new",
            Event::Attached => "transfers-event-attached",
            Event::Verified => "transfers-event-verified",
            Event::Moved => "transfers-event-moved",
            Event::AccessRemoved => "transfers-event-access-removed",
            Event::Abandoned => "transfers-event-abandoned",
            Event::Sent => "transfers-event-sent",
            Event::Accepted => "transfers-event-accepted",
            Event::Declined => "transfers-event-declined",
            Event::Completed => "transfers-event-completed",
            Event::Failed => "transfers-event-failed",
            Event::Cancelled => "transfers-event-cancelled",
            Event::Expires => "transfers-event-expired",
            Event::Eligible => "transfers-event-eligible",
            Event::Rejected => "transfers-event-rejected",
            Event::Withdrawn => "transfers-event-withdrawn",
        }
    }

    /// Whether an operator records it: the clock and a cancellation are not recorded.
    pub fn is_recorded(self) -> bool {
        Event::RECORDED.contains(&self)
    }
}
