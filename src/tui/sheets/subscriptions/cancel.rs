//! A subscription that ends.

use crate::account::problem::{Message, Problem};
use crate::operations::manage_subscriptions::CancelSubscription;
use crate::operations::{Operation, Plan};
use crate::say;
use crate::tui::sheets::{Confirm, Sheet, Values};

use super::OneSubscription;

/// Cancels one subscription with its add-ons.
#[derive(Debug, Clone)]
pub struct CancelSheet(pub OneSubscription);

impl Sheet for CancelSheet {
    fn about(&self) -> &str {
        &self.0.about
    }

    fn title(&self) -> Message {
        say!("sheet-cancel-title", name = &self.0.name)
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(CancelSubscription {
            customer: self.0.customer.clone(),
            subscription: self.0.subscription.clone(),
        }))
    }

    fn confirm(&self) -> Confirm {
        Confirm::Asks
    }

    fn ask(&self, plan: &Plan) -> Message {
        let (n, customer) = (plan.summary.changed, &plan.subject);
        say!("ask-cancel", n = n, customer = customer)
    }
}
