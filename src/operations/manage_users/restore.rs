//! Restores deleted users (operations.md section 10) while their 30 days last. Their licenses come back as far as seats
//! are free; which did not is said.

use crate::account::problem::{Code, Problem};
use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::account::user::UserView;
use crate::operations::assign_licenses::Seats;
use crate::operations::{Desk, Failure, Operation, Outcome, Plan};
use crate::say;
use crate::store::Guard;

use super::People;
use super::add::cloud_note;
use super::people::{change, item};

/// The wish to restore users.
#[derive(Debug, Clone)]
pub struct RestoreUsers {
    /// Whose users.
    pub customer: CustomerId,
    /// Sign-in names or IDs, in any case.
    pub users: Vec<String>,
}

impl Operation for RestoreUsers {
    fn task(&self) -> Task {
        Task::RestoreUsers
    }

    /// Whoever is restored too late is not found.
    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let people = People::look(desk, &self.customer)?;
        let mut seats = Seats::look(desk, &self.customer)?;
        let mut plan = people.plan("restore_users");
        for stored in people.all_deleted(&self.users)? {
            let name = UserView(&stored.resource).sign_in_name();
            if people.active(name).is_ok() {
                let problem =
                    Problem::new(Code::AlreadyExists, say!("user-name-taken", user = name));
                plan.blockers.push(problem.found(stored.key.id.as_str()));
                continue;
            }
            let mut after = stored.resource.clone();
            after.set("state", "active");
            after.remove("softDeletionTime");
            for product in seats.bring_back(stored, &mut after) {
                let message = say!("user-license-stays-away", user = name, product = product);
                let problem =
                    Problem::new(Code::Notice, message).remedy(say!("licenses-out-remedy"));
                plan.warnings.push(problem.found(stored.key.id.as_str()));
            }
            plan.steps.push(say!("user-step-restore", user = name));
            plan.guards.push(Guard::SignInNameFree {
                customer: self.customer.clone(),
                name: name.to_owned(),
                except: people.gone(name),
            });
            plan.items.push(item(&stored.key, Outcome::Changed));
            plan.changes.push(change(stored, after));
        }
        plan.consequences = vec![say!("users-consequence-roles")];
        plan.consequences
            .extend(cloud_note(desk, Task::RestoreUsers));
        plan.summary.changed = plan.items.len() as u64;
        plan.changes.extend(seats.into_changes());
        Ok(plan)
    }
}
