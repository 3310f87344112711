//! Resets a user's password (operations.md section 10): a temporary one, under seal until it is handed over, to be changed
//! at the next sign-in. It can't be taken back.

use crate::account::directory_role::DirectoryRole;
use crate::account::entry::Undo;
use crate::account::problem::{Code, Problem};
use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::account::user::{Source, UserView};
use crate::operations::passwords::generate;
use crate::operations::{Desk, Failure, Operation, Outcome, Plan};
use crate::say;
use crate::store::Secret;

use super::People;
use super::add::cloud_note;
use super::people::{change, item};

/// The wish to reset a user's password.
#[derive(Debug, Clone)]
pub struct ResetPassword {
    /// Whose user.
    pub customer: CustomerId,
    /// The sign-in name or the ID of the user, in any case.
    pub user: String,
}

impl Operation for ResetPassword {
    fn task(&self) -> Task {
        Task::ResetPassword
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let people = People::look(desk, &self.customer)?;
        let stored = people.active(&self.user)?;
        let user = UserView(&stored.resource);
        let roles = user.directory_role_ids();
        for role in &roles {
            desk.may(DirectoryRole::reset_needs(role))?;
        }
        let mut plan = people.plan("reset_password");
        plan.steps = vec![say!("user-step-reset", user = user.sign_in_name())];
        plan.consequences = vec![say!("user-consequence-reset")];
        plan.consequences.push(match roles.is_empty() {
            true => say!("user-consequence-delete-role"),
            false => say!("user-consequence-reset-admin-role"),
        });
        plan.consequences
            .extend(cloud_note(desk, Task::ResetPassword));
        if user.source() == Source::OwnDirectory {
            let message = say!("user-reset-synced", user = user.sign_in_name());
            let problem = Problem::new(Code::Notice, message).found(stored.key.id.as_str());
            plan.warnings.push(problem);
        }
        plan.undo = Undo::Not("user-reset-no-undo".to_owned());
        plan.summary.changed = 1;
        plan.items = vec![item(&stored.key, Outcome::Changed)];
        plan.secrets = vec![Secret {
            key: stored.key.clone(),
            display_name: user.display_name().to_owned(),
            sign_in_name: user.sign_in_name().to_owned(),
            password: generate(desk, user.sign_in_name()),
            since: desk.now(),
        }];
        let mut after = stored.resource.clone();
        after.set("passwordProfile.forceChangePassword", true);
        // Also where it says so already: by its version a record tells whether its password was set.
        plan.changes = vec![change(stored, after)];
        Ok(plan)
    }
}
