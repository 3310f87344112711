//! What the license box needs of a sheet: its title, and what clears a blocker. The boxes themselves are a pane
//! ([`crate::tui::panes::licenses`]).

use std::collections::HashMap;
use std::sync::Arc;

use crate::account::license_box::ProductWish;
use crate::account::problem::{Code, Message, Problem};
use crate::operations::assign_licenses::AssignLicenses;
use crate::operations::{Operation, Plan};
use crate::say;

use super::subscriptions::{OneSubscription, QuantitySheet};
use super::users::{LocationSheet, Who};
use super::{Remedy, Sheet, Values};

/// The licenses of some users.
#[derive(Debug, Clone)]
pub struct LicensesSheet {
    /// The users.
    pub people: Vec<Who>,
    /// The subscription behind a product's seats, by the product's ID: its own ID and name.
    pub subscriptions: HashMap<String, (String, String)>,
    /// What becomes of the boxes.
    pub wishes: Vec<ProductWish>,
}

impl LicensesSheet {
    /// The sheet that changes the seats behind a product, when the book knows the subscription.
    pub fn more_seats(&self, product: &str) -> Option<QuantitySheet> {
        let (subscription, name) = self.subscriptions.get(product)?.clone();
        let first = self.people.first()?;
        Some(QuantitySheet(OneSubscription {
            customer: first.customer.clone(),
            about: first.about.clone(),
            subscription,
            name,
        }))
    }

    /// The operation that the boxes mean.
    pub fn wanted(&self) -> Option<AssignLicenses> {
        let first = self.people.first()?;
        Some(AssignLicenses {
            customer: first.customer.clone(),
            users: self.people.iter().map(|who| who.user.clone()).collect(),
            products: self.wishes.clone(),
            location: None,
        })
    }
}

impl Sheet for LicensesSheet {
    fn about(&self) -> &str {
        self.people.first().map_or("", |who| &who.about)
    }

    fn title(&self) -> Message {
        match self.people.as_slice() {
            [one] => say!("licenses-title-one", name = &one.name),
            several => say!("licenses-title-many", n = several.len()),
        }
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        match self.wanted() {
            Some(operation) => Ok(Box::new(operation)),
            None => Err(Vec::new()),
        }
    }

    /// Too few seats: more of them. No location: set it, for all who have none.
    fn remedy(&self, blocker: &Problem, plan: &Plan) -> Option<Remedy> {
        let found = blocker.found.as_deref()?;
        if blocker.code == Code::Service(60012) {
            let sheet = self.more_seats(found)?;
            return Some(Remedy {
                words: say!("licenses-buy-more", name = &sheet.0.name),
                sheet: Arc::new(sheet),
            });
        }
        if blocker.field() != Some("usageLocation") {
            return None;
        }
        let is_unplaced = |who: &&Who| {
            let mut blockers = plan.blockers.iter();
            blockers.any(|one| {
                one.field() == blocker.field() && one.found.as_deref() == Some(&who.user)
            })
        };
        let unplaced: Vec<Who> = self.people.iter().filter(is_unplaced).cloned().collect();
        Some(Remedy {
            words: say!("licenses-set-location", n = unplaced.len()),
            sheet: Arc::new(LocationSheet(unplaced)),
        })
    }
}
