//! Users who leave.

use crate::account::problem::{Message, Problem};
use crate::operations::manage_users::DeleteUsers;
use crate::operations::{Operation, Plan};
use crate::say;
use crate::tui::sheets::{Confirm, Sheet, Values};

use super::{Who, about, customer, ids};

/// Deletes one user or many; they can be restored for 30 days.
#[derive(Debug, Clone)]
pub struct DeleteSheet(pub Vec<Who>);

impl Sheet for DeleteSheet {
    fn about(&self) -> &str {
        about(&self.0)
    }

    fn title(&self) -> Message {
        match self.0.as_slice() {
            [one] => say!("sheet-delete-user-title", name = &one.name),
            several => say!("sheet-delete-users-title", n = several.len()),
        }
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(DeleteUsers {
            customer: customer(&self.0),
            users: ids(&self.0),
        }))
    }

    fn confirm(&self) -> Confirm {
        Confirm::Asks
    }

    fn ask(&self, plan: &Plan) -> Message {
        let n = plan.summary.removed;
        say!("people-ask-delete", n = n, customer = &plan.subject)
    }
}
