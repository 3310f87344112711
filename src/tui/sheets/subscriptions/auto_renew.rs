//! A subscription that renews by itself, or ends with its term.

use crate::account::problem::{Message, Problem};
use crate::operations::Operation;
use crate::operations::manage_subscriptions::{Renewal, SetAutoRenew};
use crate::say;
use crate::tui::sheets::{Sheet, Values};

use super::OneSubscription;

/// Turns auto-renew of one subscription on or off.
#[derive(Debug, Clone)]
pub struct AutoRenewSheet {
    /// Which.
    pub of: OneSubscription,
    /// On or off.
    pub renewal: Renewal,
}

impl Sheet for AutoRenewSheet {
    fn about(&self) -> &str {
        &self.of.about
    }

    fn title(&self) -> Message {
        match self.renewal {
            Renewal::On => say!("sheet-renew-on-title", name = &self.of.name),
            Renewal::Off => say!("sheet-renew-off-title", name = &self.of.name),
        }
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(SetAutoRenew {
            customer: self.of.customer.clone(),
            subscription: self.of.subscription.clone(),
            renewal: self.renewal,
        }))
    }
}
