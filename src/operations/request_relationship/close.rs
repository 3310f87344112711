//! Wait no longer for an invitation. Only our own record says so: the service knows of none, and the link works on.

use crate::account::invitation::{Invitation, Progress};
use crate::account::problem::{Code, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Item, Operation, Outcome, Plan};
use crate::say;

/// Closes one invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseInvitation {
    /// Its ID.
    pub invitation: String,
}

impl Operation for CloseInvitation {
    fn task(&self) -> Task {
        Task::RequestRelationship
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let id = self.invitation.trim();
        let key = RecordKey::new(&CustomerId::nobody(), Kind::Invitation, id);
        let stored = desk.store().get(&key)?;
        let stored = stored.ok_or_else(|| Failure::NotFound("noun-invitation", id.to_owned()))?;
        let view = Invitation(&stored.resource);
        let mut plan = Plan::new("close_invitation", view.to());
        let customer = desk.invited_customer(view.to(), view.email())?;
        let progress = view.progress(customer.as_ref().map(|customer| &customer.resource));
        let outcome = match progress {
            Progress::Open => Outcome::Changed,
            Progress::Closed => Outcome::Unchanged,
            Progress::Accepted | Progress::AcceptedWithoutAdmin => {
                let message = say!("invitation-is-accepted", to = view.to());
                let problem = Problem::new(Code::Precondition, message).found(id);
                let remedy = say!("invitation-is-accepted-remedy");
                plan.blockers.push(problem.remedy(remedy));
                plan.summary.refused = 1;
                return Ok(plan);
            }
        };
        plan.items.push(Item {
            line: None,
            id: Some(id.to_owned()),
            outcome,
            problems: Vec::new(),
        });
        if outcome == Outcome::Unchanged {
            plan.summary.unchanged = 1;
            return Ok(plan);
        }
        plan.steps
            .push(say!("invitation-step-close", to = view.to()));
        plan.consequences.push(say!("invitation-link-works"));
        plan.summary.changed = 1;
        let mut after = stored.resource.clone();
        let now = desk.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        after.set("closedOn", now);
        plan.changes.push(Change {
            key,
            expect: Expect::Version(stored.version),
            after: Some(after),
        });
        Ok(plan)
    }
}
