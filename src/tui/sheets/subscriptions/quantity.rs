//! Another number of seats.

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::operations::manage_subscriptions::SetQuantity;
use crate::operations::{Desk, Failure, Operation};
use crate::say;
use crate::tui::sheets::{Entry, KeptSheet, Sheet, Values};

use super::OneSubscription;

const QUANTITY: &str = "quantity";

/// Sets the quantity of one subscription.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct QuantitySheet(pub OneSubscription);

impl Sheet for QuantitySheet {
    fn about(&self) -> &str {
        &self.0.about
    }

    fn title(&self) -> Message {
        say!("sheet-quantity-title", name = &self.0.name)
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let stored = desk.subscription(&self.0.customer, &self.0.subscription)?;
        let now = stored.resource.number("quantity").unwrap_or(0);
        let quantity = Entry::number(QUANTITY, "sheet-seats").value(now.to_string());
        Ok(vec![quantity.required().why("sheet-seats-why")])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(SetQuantity {
            customer: self.0.customer.clone(),
            subscription: self.0.subscription.clone(),
            quantity: values.number(QUANTITY).unwrap_or(0),
        }))
    }
}
