//! Deletes users (operations.md section 10): they become inactive now and can be restored for 30 days; their licenses are
//! free at once. That they are purged afterwards is derived from the clock and never written.

use jiff::Timestamp;

use crate::account::problem::{Code, Problem};
use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::account::user::{Source, UserView, purged_at};
use crate::operations::assign_licenses::Seats;
use crate::operations::{Desk, Failure, Operation, Outcome, Plan};
use crate::say;

use super::People;
use super::add::cloud_note;
use super::people::{change, item};

/// The wish to delete users.
#[derive(Debug, Clone)]
pub struct DeleteUsers {
    /// Whose users.
    pub customer: CustomerId,
    /// Sign-in names or IDs, in any case.
    pub users: Vec<String>,
}

impl Operation for DeleteUsers {
    fn task(&self) -> Task {
        Task::DeleteUsers
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let people = People::look(desk, &self.customer)?;
        let mut seats = Seats::look(desk, &self.customer)?;
        let mut plan = people.plan("delete_users");
        // The service knows no part of a second.
        let now = Timestamp::from_second(desk.now().as_second()).unwrap_or(desk.now());
        let mut freed = 0;
        for stored in people.all_active(&self.users)? {
            let view = UserView(&stored.resource);
            let mut after = stored.resource.clone();
            after.set("state", "inactive");
            after.set("softDeletionTime", now.to_string());
            freed += seats.lay_aside(stored, &mut after);
            plan.steps.push(say!(
                "user-step-delete",
                user = view.sign_in_name(),
                name = view.display_name()
            ));
            if view.source() == Source::OwnDirectory {
                let message = say!("user-delete-synced", user = view.sign_in_name());
                plan.warnings
                    .push(Problem::new(Code::Notice, message).found(stored.key.id.as_str()));
            }
            plan.items.push(item(&stored.key, Outcome::Removed));
            plan.changes.push(change(stored, after));
        }
        let until = purged_at(now).strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
        plan.consequences
            .push(say!("user-consequence-deleted", until = until));
        if freed > 0 {
            plan.consequences
                .push(say!("user-consequence-licenses-freed", n = freed));
        }
        plan.consequences.push(say!("user-consequence-delete-role"));
        plan.consequences
            .extend(cloud_note(desk, Task::DeleteUsers));
        plan.summary.removed = plan.items.len() as u64;
        plan.changes.extend(seats.into_changes());
        Ok(plan)
    }
}
