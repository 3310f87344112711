//! Another number of seats.

use crate::account::problem::{Message, Problem};
use crate::account::record::CustomerId;
use crate::operations::manage_subscriptions::SetQuantity;
use crate::operations::{Desk, Failure, Operation};
use crate::say;

use super::{Entry, Sheet, Values};

const QUANTITY: &str = "quantity";

/// Sets the quantity of one subscription.
#[derive(Debug, Clone)]
pub struct QuantitySheet {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
    /// The subscription's ID.
    pub subscription: String,
    /// Its name.
    pub name: String,
}

impl Sheet for QuantitySheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        say!("sheet-quantity-title", name = &self.name)
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let stored = desk.subscription(&self.customer, &self.subscription)?;
        let now = stored.resource.number("quantity").unwrap_or(0);
        let quantity = Entry::number(QUANTITY, "sheet-quantity-seats").value(now.to_string());
        Ok(vec![quantity.required()])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(SetQuantity {
            customer: self.customer.clone(),
            subscription: self.subscription.clone(),
            quantity: values.number(QUANTITY).unwrap_or(0),
        }))
    }
}
