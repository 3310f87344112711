//! Where a transfer is, and who can have something to do in it.

use super::machine::Way;

/// Who can have something to do in a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Party {
    /// The customer.
    Customer,
    /// The partner that has the subscriptions: the source.
    Current,
    /// The partner that gets them: the target.
    Future,
    /// Microsoft's support.
    Support,
    /// The partner service, by itself.
    Service,
}

/// Where a transfer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Written down by us, nothing happened yet.
    Draft,
    /// Paper: the customer asked in writing.
    Asked,
    /// Paper: the current partner opened a ticket.
    TicketOpen,
    /// Paper: one signature of three.
    SignedByCurrent,
    /// Paper: two of three.
    SignedByCustomer,
    /// Paper: three of three.
    SignedByNew,
    /// Paper: the form is at the ticket.
    Attached,
    /// Paper: support confirmed it.
    Verified,
    /// Paper: the subscriptions are with the new partner and have two IDs.
    Moved,
    /// Paper: the end.
    AccessRemoved,
    /// Paper: given up before anything moved.
    Abandoned,
    /// Request: waits for the current partner, 30 days.
    Pending,
    /// Request: accepted, the service works.
    InProgress,
    /// Request and legacy: done.
    Complete,
    /// Legacy: some went, some did not.
    PartlyComplete,
    /// Request: the service gave up.
    Failed,
    /// Request: the future partner cancelled it.
    Cancelled,
    /// Request: 30 days without an answer; final.
    Expired,
    /// Request: the current partner said no.
    Declined,
    /// Legacy: waits for the target.
    Active,
    /// Legacy: the target said no.
    Rejected,
    /// Legacy: the source took it back.
    Withdrawn,
    /// A word of the service that the documents do not know; the record keeps it.
    Unknown,
}

impl State {
    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            State::Draft => "transfers-state-draft",
            State::Asked => "transfers-state-asked",
            State::TicketOpen => "transfers-state-ticket",
            State::SignedByCurrent => "transfers-state-signed-by-current",
            State::SignedByCustomer => "transfers-state-signed-by-customer",
            State::SignedByNew => "transfers-state-signed-by-new",
            State::Attached => "transfers-state-attached",
            State::Verified => "transfers-state-verified",
            State::Moved => "transfers-state-moved",
            State::AccessRemoved => "transfers-state-access-removed",
            State::Abandoned => "transfers-state-abandoned",
            State::Pending => "transfers-state-pending",
            State::InProgress => "transfers-state-in-progress",
            State::Complete => "transfers-state-complete",
            State::PartlyComplete => "transfers-state-partly-complete",
            State::Failed => "transfers-state-failed",
            State::Cancelled => "transfers-state-cancelled",
            State::Expired => "transfers-state-expired",
            State::Declined => "transfers-state-declined",
            State::Active => "transfers-state-active",
            State::Rejected => "transfers-state-rejected",
            State::Withdrawn => "transfers-state-withdrawn",
            State::Unknown => "transfers-state-unknown",
        }
    }

    /// Nothing more happens to it. What the documents do not know may still go on.
    pub fn is_over(self) -> bool {
        let goes_on = |way: &Way| way.turn(self).is_some();
        self != State::Unknown && !Way::ALL.iter().any(goes_on)
    }
}

impl Party {
    /// The word in what scripts read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Party::Customer => "customer",
            Party::Current => "current",
            Party::Future => "future",
            Party::Support => "support",
            Party::Service => "service",
        }
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Party::Customer => "transfers-party-customer",
            Party::Current => "transfers-party-current",
            Party::Future => "transfers-party-future",
            Party::Support => "transfers-party-support",
            Party::Service => "transfers-party-service",
        }
    }

    /// The partner on the other side.
    #[must_use]
    pub const fn across(self) -> Party {
        match self {
            Party::Future => Party::Current,
            _ => Party::Future,
        }
    }
}
