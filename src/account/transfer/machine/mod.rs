//! The life of a transfer: one table of steps for the three ways (operations.md section 4, state diagrams). What stands in
//! no line of it never happens here.

use serde::{Deserialize, Serialize};

use crate::account::task::Task;

pub use super::event::Event;
pub use super::state::{Party, State};

/// How subscriptions go to a different partner; which one is decided by what is to be transferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Way {
    /// The form with three signatures: legacy Azure subscriptions.
    Paper,
    /// The transfer request, which the future partner sends: Azure plan and new commerce.
    Request,
    /// The legacy transfer, which the current partner makes: legacy license-based subscriptions.
    Legacy,
}

/// One line of a diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// From where.
    pub from: State,
    /// By what.
    pub event: Event,
    /// To where.
    pub to: State,
    /// Who does it.
    pub by: Party,
}

const fn step(from: State, event: Event, to: State, by: Party) -> Step {
    Step {
        from,
        event,
        to,
        by,
    }
}

/// Paper: the first diagram. Before anything moved it can be given up at any time, by whoever it waits for.
const PAPER: [Step; 17] = [
    step(State::Draft, Event::Asked, State::Asked, Party::Customer),
    step(
        State::Asked,
        Event::Ticket,
        State::TicketOpen,
        Party::Current,
    ),
    step(
        State::TicketOpen,
        Event::SignedByCurrent,
        State::SignedByCurrent,
        Party::Current,
    ),
    step(
        State::SignedByCurrent,
        Event::SignedByCustomer,
        State::SignedByCustomer,
        Party::Customer,
    ),
    step(
        State::SignedByCustomer,
        Event::SignedByNew,
        State::SignedByNew,
        Party::Future,
    ),
    step(
        State::SignedByNew,
        Event::Attached,
        State::Attached,
        Party::Current,
    ),
    step(
        State::Attached,
        Event::Verified,
        State::Verified,
        Party::Support,
    ),
    step(State::Verified, Event::Moved, State::Moved, Party::Support),
    step(
        State::Moved,
        Event::AccessRemoved,
        State::AccessRemoved,
        Party::Future,
    ),
    given_up(State::Draft),
    given_up(State::Asked),
    given_up(State::TicketOpen),
    given_up(State::SignedByCurrent),
    given_up(State::SignedByCustomer),
    given_up(State::SignedByNew),
    given_up(State::Attached),
    given_up(State::Verified),
];

const fn given_up(from: State) -> Step {
    step(from, Event::Abandoned, State::Abandoned, Party::Current)
}

/// Transfer request: the second diagram.
const REQUEST: [Step; 7] = [
    step(State::Draft, Event::Sent, State::Pending, Party::Future),
    step(
        State::Pending,
        Event::Accepted,
        State::InProgress,
        Party::Current,
    ),
    step(
        State::Pending,
        Event::Declined,
        State::Declined,
        Party::Current,
    ),
    step(
        State::Pending,
        Event::Cancelled,
        State::Cancelled,
        Party::Future,
    ),
    step(
        State::Pending,
        Event::Expires,
        State::Expired,
        Party::Service,
    ),
    step(
        State::InProgress,
        Event::Completed,
        State::Complete,
        Party::Service,
    ),
    step(
        State::InProgress,
        Event::Failed,
        State::Failed,
        Party::Service,
    ),
];

/// Legacy transfer: the third diagram. That only some of an accepted one went is told apart by its items.
const LEGACY: [Step; 4] = [
    step(State::Draft, Event::Eligible, State::Active, Party::Current),
    step(
        State::Active,
        Event::Accepted,
        State::Complete,
        Party::Future,
    ),
    step(
        State::Active,
        Event::Rejected,
        State::Rejected,
        Party::Future,
    ),
    step(
        State::Active,
        Event::Withdrawn,
        State::Withdrawn,
        Party::Current,
    ),
];

impl Way {
    /// Every way.
    pub const ALL: [Way; 3] = [Way::Paper, Way::Request, Way::Legacy];

    /// The word on the command line and in the book.
    pub const fn as_str(self) -> &'static str {
        match self {
            Way::Paper => "paper",
            Way::Request => "request",
            Way::Legacy => "legacy",
        }
    }

    /// Reads the word back, whatever its case.
    pub fn parse(word: &str) -> Option<Way> {
        Way::ALL
            .into_iter()
            .find(|way| way.as_str().eq_ignore_ascii_case(word))
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Way::Paper => "transfers-way-paper",
            Way::Request => "transfers-way-request",
            Way::Legacy => "transfers-way-legacy",
        }
    }

    /// What an operator must be allowed to do for it.
    pub const fn task(self) -> Task {
        match self {
            Way::Paper => Task::SwitchByPaper,
            Way::Request | Way::Legacy => Task::TransferElectronically,
        }
    }

    /// The diagram.
    pub const fn steps(self) -> &'static [Step] {
        match self {
            Way::Paper => &PAPER,
            Way::Request => &REQUEST,
            Way::Legacy => &LEGACY,
        }
    }

    /// The partner that starts it: the side we are on while nobody said whose book it is.
    pub const fn starter(self) -> Party {
        match self {
            Way::Request => Party::Future,
            Way::Paper | Way::Legacy => Party::Current,
        }
    }

    /// The step that an event takes from a state; `None` where the diagram has no such line.
    pub fn step(self, from: State, event: Event) -> Option<Step> {
        let mut steps = self.steps().iter();
        steps
            .find(|step| step.from == from && step.event == event)
            .copied()
    }

    /// What can be recorded now, in the order of the diagram.
    pub fn possible(self, from: State) -> impl Iterator<Item = Event> {
        let steps = self.steps().iter().filter(move |step| step.from == from);
        steps
            .map(|step| step.event)
            .filter(|event| event.is_recorded())
    }

    /// Who must act next; nobody once it is over, or when the state is none that the documents know.
    pub fn turn(self, state: State) -> Option<Party> {
        let mut steps = self.steps().iter();
        steps.find(|step| step.from == state).map(|step| step.by)
    }

    /// The word in `status`: the service's, for paper the last event's name. Empty for an unknown one, which only the
    /// record has.
    pub const fn status(self, state: State) -> &'static str {
        match (self, state) {
            (_, State::Draft) => "Draft",
            (_, State::Asked) => Event::Asked.as_str(),
            (_, State::TicketOpen) => Event::Ticket.as_str(),
            (_, State::SignedByCurrent) => Event::SignedByCurrent.as_str(),
            (_, State::SignedByCustomer) => Event::SignedByCustomer.as_str(),
            (_, State::SignedByNew) => Event::SignedByNew.as_str(),
            (_, State::Attached) => Event::Attached.as_str(),
            (_, State::Verified) => Event::Verified.as_str(),
            (_, State::Moved) => Event::Moved.as_str(),
            (_, State::AccessRemoved) => Event::AccessRemoved.as_str(),
            (_, State::Abandoned) => Event::Abandoned.as_str(),
            (_, State::Pending) => "Pending",
            (_, State::InProgress) => "InProgress",
            (_, State::Complete) => "Complete",
            (Way::Request, State::PartlyComplete) => "CompletedWithErrors",
            (_, State::PartlyComplete) => "PartiallyComplete",
            (_, State::Failed) => "Failed",
            (_, State::Cancelled) => "Cancelled",
            (_, State::Expired) => "Expired",
            (_, State::Declined) => "Declined",
            (_, State::Active) => "Active",
            (_, State::Rejected) => "Reject",
            (_, State::Withdrawn) => "Withdrawn",
            (_, State::Unknown) => "",
        }
    }

    /// The states that a transfer of this way can be in.
    pub fn states(self) -> Vec<State> {
        let mut states = vec![State::Draft];
        for step in self.steps() {
            if !states.contains(&step.to) {
                states.push(step.to);
            }
        }
        if self != Way::Paper {
            // The related Azure interface has it for requests too.
            states.push(State::PartlyComplete);
        }
        states
    }

    /// The state that a word of `status` means, whatever its case; the words of requests (`Cancel`, `reject`) too.
    pub fn state(self, status: &str) -> State {
        let also = [
            ("cancel", State::Cancelled),
            ("canceled", State::Cancelled),
            ("completed", State::Complete),
            ("rejected", State::Rejected),
        ];
        let states = self.states();
        let known = states
            .iter()
            .copied()
            .find(|state| self.status(*state).eq_ignore_ascii_case(status));
        let meant = || {
            let meant = also
                .iter()
                .find(|(word, _)| word.eq_ignore_ascii_case(status));
            meant.map(|(_, state)| *state)
        };
        known
            .or_else(meant)
            .filter(|state| states.contains(state))
            .unwrap_or(State::Unknown)
    }
}

impl Event {
    /// What an operator must be allowed to do to record it, one task for each kind of way that it happens on.
    pub fn tasks(self) -> Vec<Task> {
        let happens = |way: &Way| way.steps().iter().any(|step| step.event == self);
        let mut tasks: Vec<Task> = Way::ALL
            .into_iter()
            .filter(happens)
            .map(Way::task)
            .collect();
        tasks.dedup();
        tasks
    }
}

#[cfg(test)]
mod tests;
