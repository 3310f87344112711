//! Another name for a subscription.

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::operations::manage_subscriptions::RenameSubscription;
use crate::operations::{Desk, Failure, Operation};
use crate::say;
use crate::tui::sheets::{Entry, KeptSheet, Sheet, Values};

use super::OneSubscription;

const NAME: &str = "friendlyName";

/// Renames one subscription.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RenameSheet(pub OneSubscription);

impl Sheet for RenameSheet {
    fn about(&self) -> &str {
        &self.0.about
    }

    fn title(&self) -> Message {
        say!("sheet-rename-title", name = &self.0.name)
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, _desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let name = Entry::text(NAME, "sheet-name").value(&self.0.name);
        Ok(vec![name.required()])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(RenameSubscription {
            customer: self.0.customer.clone(),
            subscription: self.0.subscription.clone(),
            name: values.text(NAME).to_owned(),
        }))
    }
}
