//! Take a transfer back while that is possible: abandon the signed form before anything moved, cancel a request while it is
//! pending (only the future partner), withdraw a legacy transfer while it is active (only the current one), drop a draft.

use crate::account::entry::Undo;
use crate::account::problem::{Code, Message};
use crate::account::record::{Change, Expect};
use crate::account::task::Task;
use crate::account::transfer::machine::{Event, State, Way};
use crate::operations::{Desk, Failure, Item, Operation, Outcome, Plan};
use crate::say;

use super::record::{Happened, begin, happened, not_now, write};
use super::see::{Standing, TransferKey};
use super::{Deed, ended, note_of_cloud, refusal};

/// Takes one transfer back.
#[derive(Debug, Clone)]
pub struct CancelTransfer {
    /// Which.
    pub transfer: TransferKey,
}

impl Operation for CancelTransfer {
    fn task(&self) -> Task {
        self.transfer.way.task()
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let standing = desk.transfer_at(&self.transfer)?;
        let mut plan = begin(Deed::Cancel, &standing);
        note_of_cloud(&mut plan, desk, standing.way);
        let event = event_of(standing.way);
        if standing.state == State::Draft && standing.way != Way::Paper {
            drop_draft(&mut plan, &standing);
            return Ok(plan);
        }
        let Some(step) = standing.way.step(standing.state, event) else {
            plan.blockers.push(not_now(&standing, event));
            return Ok(ended(plan));
        };
        if standing.way != Way::Paper && step.by != standing.side {
            plan.blockers.push(not_ours(&standing));
            return Ok(ended(plan));
        }
        plan.steps.push(say!(
            "transfers-step-cancel",
            what = Message::new(event.words()),
            partner = &standing.partner,
        ));
        if standing.way == Way::Request {
            plan.consequences.push(say!("transfers-means-cancelled"));
        }
        let what = Happened {
            event,
            value: None,
            on: None,
            note: None,
        };
        let after = happened(&standing, desk.now(), (step, &what));
        write(&mut plan, &standing, after);
        Ok(ended(plan))
    }
}

impl Standing {
    /// Why it can't be taken back now, in a sentence; `None` when it can.
    pub fn why_not_cancel(&self) -> Option<Message> {
        let event = event_of(self.way);
        if self.state == State::Draft {
            return None;
        }
        match self.way.step(self.state, event) {
            None => Some(not_now(self, event).message),
            Some(step) if self.way != Way::Paper && step.by != self.side => {
                Some(not_ours(self).message)
            }
            Some(_) => None,
        }
    }
}

/// What taking back is called on each way.
const fn event_of(way: Way) -> Event {
    match way {
        Way::Paper => Event::Abandoned,
        Way::Request => Event::Cancelled,
        Way::Legacy => Event::Withdrawn,
    }
}

/// What was never sent is ours alone and goes without a trace at the service.
fn drop_draft(plan: &mut Plan, standing: &Standing) {
    let stored = &standing.stored;
    plan.undo = Undo::Possible;
    plan.steps
        .push(say!("transfers-step-drop", partner = &standing.partner));
    plan.summary.removed = 1;
    plan.items.push(Item {
        line: None,
        id: Some(stored.resource.text_or_empty("id").to_owned()),
        outcome: Outcome::Removed,
        problems: Vec::new(),
    });
    plan.changes.push(Change {
        key: stored.key.clone(),
        expect: Expect::Version(stored.version),
        after: None,
    });
}

fn not_ours(standing: &Standing) -> crate::account::problem::Problem {
    let id = standing.stored.resource.text_or_empty("id");
    let (message, remedy) = match standing.way {
        Way::Request => (
            say!("transfers-cancel-future", partner = &standing.partner),
            say!("transfers-cancel-future-remedy"),
        ),
        _ => (
            say!("transfers-cancel-current", partner = &standing.partner),
            say!("transfers-cancel-current-remedy"),
        ),
    };
    refusal(Code::Precondition, id, message, remedy)
}
