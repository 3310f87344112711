//! The draft of an invitation that is on its way already, once more: the same link, nothing of the book changes.

use crate::account::invitation::Invitation;
use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Operation, Plan};

use super::Draft;

/// Writes the draft of one invitation again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteDraft {
    /// Its ID.
    pub invitation: String,
}

impl Operation for WriteDraft {
    fn task(&self) -> Task {
        Task::SeeCustomers
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let id = self.invitation.trim();
        let key = RecordKey::new(&CustomerId::nobody(), Kind::Invitation, id);
        let stored = desk.store().get(&key)?;
        let stored = stored.ok_or_else(|| Failure::NotFound("noun-invitation", id.to_owned()))?;
        let mut plan = Plan::new("write_draft", Invitation(&stored.resource).to());
        plan.draft = Some(Draft::of(desk, &stored.resource)?);
        Ok(plan)
    }
}
