//! Suspended subscriptions that can be used again.

use crate::account::problem::{Message, Problem};
use crate::operations::Operation;
use crate::operations::manage_subscriptions::ReactivateSubscriptions;
use crate::say;
use crate::tui::sheets::{Sheet, Values};

use super::SeveralSubscriptions;

/// Reactivates subscriptions, bases before their add-ons.
#[derive(Debug, Clone)]
pub struct ReactivateSheet(pub SeveralSubscriptions);

impl Sheet for ReactivateSheet {
    fn about(&self) -> &str {
        &self.0.about
    }

    fn title(&self) -> Message {
        say!("sheet-reactivate-title", what = self.0.told())
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(ReactivateSubscriptions {
            customer: self.0.customer.clone(),
            subscriptions: self.0.subscriptions.clone(),
        }))
    }
}
