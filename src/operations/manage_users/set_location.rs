//! Sets where users work with the service (operations.md section 10): without it nobody can be given a license. The
//! location belongs to the service, so that users who come from the customer's own directory have it set here too.

use crate::account::problem::Arg;
use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::account::user::UserView;
use crate::operations::add_users::check::location;
use crate::operations::{Desk, Failure, Operation, Outcome, Plan};
use crate::say;

use super::People;
use super::add::cloud_note;
use super::people::{change, item};

/// The wish to set the location of users.
#[derive(Debug, Clone)]
pub struct SetLocation {
    /// Whose users.
    pub customer: CustomerId,
    /// Sign-in names or IDs, in any case.
    pub users: Vec<String>,
    /// The country, ISO 3166 alpha-2.
    pub location: String,
}

impl Operation for SetLocation {
    fn task(&self) -> Task {
        Task::EditUsers
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let people = People::look(desk, &self.customer)?;
        let code = match location(Some(&self.location)) {
            Ok(code) => code,
            Err(problem) => return Err(Failure::Problems(vec![*problem])),
        };
        let mut plan = people.plan("update_user");
        for stored in people.all_active(&self.users)? {
            let view = UserView(&stored.resource);
            if view.location() == code {
                plan.items.push(item(&stored.key, Outcome::Unchanged));
                plan.summary.unchanged += 1;
                continue;
            }
            let mut after = stored.resource.clone();
            after.set("usageLocation", code);
            plan.steps.push(say!(
                "licenses-step-location",
                user = view.sign_in_name(),
                country = Arg::Country(code)
            ));
            plan.items.push(item(&stored.key, Outcome::Changed));
            plan.summary.changed += 1;
            plan.changes.push(change(stored, after));
        }
        plan.consequences = vec![say!("users-consequence-roles")];
        plan.consequences.extend(cloud_note(desk, Task::EditUsers));
        Ok(plan)
    }
}
