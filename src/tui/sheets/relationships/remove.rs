//! The end of a relationship: a list of what must be cleared, each with the step that clears it, what follows, and the
//! company name as the yes. Done, it goes on to the invitation by which the customer could come back.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::account::record::CustomerId;
use crate::operations::manage_subscriptions::Renewal;
use crate::operations::remove_relationship::{Clearing, Named, RemoveRelationship, name_to_type};
use crate::operations::{Desk, Failure, Operation, Plan, Report};
use crate::say;
use crate::tui::sheets::subscriptions::{
    AutoRenewSheet, CancelSheet, OneSubscription, ReactivateSheet, SeveralSubscriptions,
    SuspendSheet,
};
use crate::tui::sheets::{Confirm, Entry, KeptSheet, Remedy, Sheet, Values};

use super::InviteSheet;

const CANCELLED: &str = "cancelled";

/// The orders in a line, with commas or blanks between them.
fn orders(line: &str) -> Vec<String> {
    let words = line.split([',', ' ']).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Removes the relationship with one customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemovalSheet {
    customer: CustomerId,
    /// The name that the list shows.
    about: String,
    /// The name that must be typed.
    name: String,
}

impl RemovalSheet {
    /// For a customer with its name and its primary domain, as far as they are known.
    pub fn new(customer: CustomerId, name: &str, domain: &str) -> Self {
        Self {
            name: name_to_type(name, domain, &customer),
            about: name.to_owned(),
            customer,
        }
    }

    fn one(&self, named: &Named) -> OneSubscription {
        OneSubscription {
            customer: self.customer.clone(),
            about: self.about.clone(),
            subscription: named.id.clone(),
            name: named.name.clone(),
        }
    }

    fn several(&self, named: &[Named]) -> SeveralSubscriptions {
        SeveralSubscriptions {
            customer: self.customer.clone(),
            about: self.about.clone(),
            subscriptions: named.iter().map(|one| one.id.clone()).collect(),
            names: named.iter().map(|one| one.name.clone()).collect(),
        }
    }
}

impl Sheet for RemovalSheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        say!("sheet-removal-title")
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, _desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let cancelled = Entry::text(CANCELLED, "sheet-removal-cancelled");
        Ok(vec![cancelled.why("sheet-removal-cancelled-why")])
    }

    /// The name was typed where the sheet wants it; the operation compares it with the book once more.
    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(RemoveRelationship {
            customer: self.customer.clone(),
            suspend_active: false,
            cancelled: orders(values.text(CANCELLED)),
            typed: Some(self.name.clone()),
        }))
    }

    fn confirm(&self) -> Confirm {
        Confirm::Types(self.name.clone())
    }

    fn remedy(&self, blocker: &Problem, plan: &Plan) -> Option<Remedy> {
        let place = plan.blockers.iter().position(|one| one == blocker)?;
        let (words, sheet): (Message, Arc<dyn Sheet>) = match plan.clearings.get(place)? {
            Clearing::Suspend(named) => (
                match named.as_slice() {
                    [only] => say!("remedy-suspend", name = &only.name),
                    several => say!("remedy-suspend-all", n = several.len()),
                },
                Arc::new(SuspendSheet(self.several(named))),
            ),
            Clearing::Cancel(named) => (
                say!("remedy-cancel", name = &named.name),
                Arc::new(CancelSheet(self.one(named))),
            ),
            Clearing::Reactivate(named) => (
                say!("remedy-reactivate", name = &named.name),
                Arc::new(ReactivateSheet {
                    of: self.several(std::slice::from_ref(named)),
                    base: None,
                }),
            ),
            Clearing::StopRenewal(named) => (
                say!("remedy-stop-renewal", name = &named.name),
                Arc::new(AutoRenewSheet {
                    of: self.one(named),
                    renewal: Renewal::Off,
                }),
            ),
            Clearing::Wait | Clearing::Elsewhere(_) => return None,
        };
        Some(Remedy { words, sheet })
    }

    fn done(&self, report: &Report) -> Message {
        say!("removal-done", name = &report.plan.subject)
    }

    fn next(&self, _report: &Report) -> Option<Arc<dyn Sheet>> {
        Some(Arc::new(InviteSheet::again(self.customer.clone())))
    }
}
