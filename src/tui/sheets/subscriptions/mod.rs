//! What is done with subscriptions, sheet by sheet.

mod auto_renew;
mod billing_cycle;
mod buy;
mod cancel;
mod quantity;
mod reactivate;
mod rename;
mod suspend;

use serde::{Deserialize, Serialize};

use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::say;

pub use auto_renew::AutoRenewSheet;
pub use billing_cycle::BillingCycleSheet;
pub use buy::BuySheet;
pub use cancel::CancelSheet;
pub use quantity::QuantitySheet;
pub use reactivate::ReactivateSheet;
pub use rename::RenameSheet;
pub use suspend::SuspendSheet;

/// One subscription of a customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OneSubscription {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
    /// The subscription's ID.
    pub subscription: String,
    /// Its name.
    pub name: String,
}

/// Several subscriptions of a customer, at least one.
#[derive(Debug, Clone)]
pub struct SeveralSubscriptions {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
    /// Their IDs.
    pub subscriptions: Vec<String>,
    /// Their names, in the same order.
    pub names: Vec<String>,
}

impl From<OneSubscription> for SeveralSubscriptions {
    fn from(one: OneSubscription) -> Self {
        Self {
            customer: one.customer,
            about: one.about,
            subscriptions: vec![one.subscription],
            names: vec![one.name],
        }
    }
}

impl SeveralSubscriptions {
    /// Which they are, for a title: the name of one, else how many.
    fn told(&self) -> Message {
        match self.names.as_slice() {
            [only] => say!("plain", text = only),
            several => say!("sheet-several-subscriptions", n = several.len()),
        }
    }
}
