//! Deleted users who come back.

use crate::account::problem::{Message, Problem};
use crate::operations::Operation;
use crate::operations::manage_users::RestoreUsers;
use crate::say;
use crate::tui::sheets::{Sheet, Values};

use super::{Who, about, customer, ids};

/// Restores one user or many.
#[derive(Debug, Clone)]
pub struct RestoreSheet(pub Vec<Who>);

impl Sheet for RestoreSheet {
    fn about(&self) -> &str {
        about(&self.0)
    }

    fn title(&self) -> Message {
        match self.0.as_slice() {
            [one] => say!("sheet-restore-user-title", name = &one.name),
            several => say!("sheet-restore-users-title", n = several.len()),
        }
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(RestoreUsers {
            customer: customer(&self.0),
            users: ids(&self.0),
        }))
    }
}
