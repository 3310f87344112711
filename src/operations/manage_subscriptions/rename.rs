//! Rename a subscription: its nickname, free in every state.

use crate::account::problem::{Code, Problem};
use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::account::text::nfc;
use crate::operations::{Desk, Failure, Operation, Plan};
use crate::say;

use super::held::Held;
use super::{name, note_of_cloud, write};

/// Gives one subscription another name.
#[derive(Debug, Clone)]
pub struct RenameSubscription {
    /// Whose.
    pub customer: CustomerId,
    /// Which: ID or name.
    pub subscription: String,
    /// The new name.
    pub name: String,
}

impl Operation for RenameSubscription {
    fn task(&self) -> Task {
        Task::ManageSubscriptions
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let held = Held::read(desk, &self.customer)?;
        let stored = held.one(&self.subscription)?;
        let new = checked(&self.name)?;
        let mut plan = held.plan("rename_subscription");
        note_of_cloud(&mut plan, desk, self.task());
        let mut after = stored.resource.clone();
        if after.text("friendlyName") != Some(&new) {
            plan.steps
                .push(say!("subs-step-rename", name = name(stored), new = &new));
            after.set("friendlyName", new);
        }
        write(&mut plan, stored, after);
        Ok(plan)
    }
}

/// A name as it is kept: composed, without blanks around it.
///
/// # Errors
/// [`Failure::Problems`] when nothing is left, or a control character stands in it.
pub(in crate::operations) fn checked(typed: &str) -> Result<String, Failure> {
    let name = nfc(typed.trim()).into_owned();
    let wrong = if name.is_empty() {
        (Code::Missing, say!("subs-name-missing"))
    } else if name.chars().any(char::is_control) {
        (Code::BadCharacter, say!("subs-name-control"))
    } else {
        return Ok(name);
    };
    let problem = Problem::of_field("friendlyName", wrong.0, wrong.1).found(typed);
    Err(Failure::Problems(vec![
        problem.remedy(say!("subs-name-remedy")),
    ]))
}
