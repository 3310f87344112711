//! Subscriptions that nobody can use for a while.

use crate::account::problem::{Message, Problem};
use crate::operations::manage_subscriptions::SuspendSubscriptions;
use crate::operations::{Operation, Plan};
use crate::say;
use crate::tui::sheets::{Confirm, Sheet, Values};

use super::SeveralSubscriptions;

/// Suspends subscriptions with their add-ons.
#[derive(Debug, Clone)]
pub struct SuspendSheet(pub SeveralSubscriptions);

impl Sheet for SuspendSheet {
    fn about(&self) -> &str {
        &self.0.about
    }

    fn title(&self) -> Message {
        say!("sheet-suspend-title", what = self.0.told())
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(SuspendSubscriptions {
            customer: self.0.customer.clone(),
            subscriptions: self.0.subscriptions.clone(),
        }))
    }

    fn confirm(&self) -> Confirm {
        Confirm::Asks
    }

    fn ask(&self, plan: &Plan) -> Message {
        let (n, customer) = (plan.summary.changed, &plan.subject);
        say!("ask-suspend", n = n, customer = customer)
    }
}
