//! A new temporary password.

use crate::account::problem::{Message, Problem};
use crate::operations::manage_users::ResetPassword;
use crate::operations::passwords::Which;
use crate::operations::{Operation, Report};
use crate::say;
use crate::tui::sheets::{Sheet, Values};

use super::Who;

/// Resets the password of one user; the temporary one is shown once.
#[derive(Debug, Clone)]
pub struct ResetSheet(pub Who);

impl Sheet for ResetSheet {
    fn about(&self) -> &str {
        &self.0.about
    }

    fn title(&self) -> Message {
        say!("sheet-reset-title", name = &self.0.name)
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(ResetPassword {
            customer: self.0.customer.clone(),
            user: self.0.user.clone(),
        }))
    }

    /// Whoever may reset it may have it.
    fn passwords(&self, report: &Report) -> Which {
        match report.plan.secrets.first() {
            Some(secret) => Which::Reset(secret.key.clone()),
            None => Which::Of(Vec::new()),
        }
    }
}
