//! How often a subscription is paid.

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::operations::manage_subscriptions::{Cycle, SetBillingCycle};
use crate::operations::{Desk, Failure, Operation};
use crate::say;
use crate::tui::sheets::{Alternative, Entry, KeptSheet, Sheet, Values};

use super::OneSubscription;

const CYCLE: &str = "billingCycle";

/// Sets the billing cycle of one subscription.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BillingCycleSheet(pub OneSubscription);

impl Sheet for BillingCycleSheet {
    fn about(&self) -> &str {
        &self.0.about
    }

    fn title(&self) -> Message {
        say!("sheet-cycle-title", name = &self.0.name)
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let stored = desk.subscription(&self.0.customer, &self.0.subscription)?;
        let now = stored.resource.text_or_empty(CYCLE);
        let now = Cycle::ALL
            .into_iter()
            .find(|cycle| cycle.as_str().eq_ignore_ascii_case(now));
        let from = Cycle::ALL.map(|cycle| Alternative::new(cycle.as_str(), words(cycle)));
        let cycle = Entry::choice(CYCLE, "sheet-cycle", from.to_vec());
        Ok(vec![cycle.value(now.map_or("", Cycle::as_str)).required()])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(SetBillingCycle {
            customer: self.0.customer.clone(),
            subscription: self.0.subscription.clone(),
            cycle: Cycle::parse(values.text(CYCLE)).unwrap_or(Cycle::Monthly),
        }))
    }
}

fn words(cycle: Cycle) -> Message {
    match cycle {
        Cycle::Monthly => say!("cycle-monthly"),
        Cycle::Annual => say!("cycle-annual"),
    }
}
