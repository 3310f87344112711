//! Another name for a subscription.

use crate::account::problem::{Message, Problem};
use crate::account::record::CustomerId;
use crate::operations::manage_subscriptions::RenameSubscription;
use crate::operations::{Desk, Failure, Operation};
use crate::say;

use super::{Entry, Sheet, Values};

const NAME: &str = "friendlyName";

/// Renames one subscription.
#[derive(Debug, Clone)]
pub struct RenameSheet {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
    /// The subscription's ID.
    pub subscription: String,
    /// Its name now.
    pub name: String,
}

impl Sheet for RenameSheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        say!("sheet-rename-title", name = &self.name)
    }

    fn fields(&self, _desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let name = Entry::text(NAME, "sheet-rename-name").value(&self.name);
        Ok(vec![name.required()])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(RenameSubscription {
            customer: self.customer.clone(),
            subscription: self.subscription.clone(),
            name: values.text(NAME).to_owned(),
        }))
    }
}
