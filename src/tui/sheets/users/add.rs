//! A new user of a customer.

use serde::{Deserialize, Serialize};

use crate::account::customer::CustomerView;
use crate::account::problem::{Message, Problem};
use crate::account::record::CustomerId;
use crate::operations::manage_users::AddUser;
use crate::operations::{Desk, Failure, Operation};
use crate::say;
use crate::tui::sheets::{Entry, KeptSheet, Sheet, Values};

use super::{LOCATION, countries_of};

const NAME: &str = "displayName";
const SIGN_IN: &str = "userPrincipalName";
const FIRST: &str = "firstName";
const LAST: &str = "lastName";

/// Adds one user; its first password is shown once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddUserSheet {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
}

impl Sheet for AddUserSheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        say!("sheet-add-user-title")
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    /// The location is the customer's country until another is chosen.
    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let customer = desk.customer(&self.customer)?;
        let country = CustomerView(&customer.resource).country().to_owned();
        let from = countries_of(desk);
        let country = country.to_ascii_uppercase();
        let is_there = from.iter().any(|one| one.value == country);
        let location = Entry::choice(LOCATION, "people-works-in", from);
        let location = location.value(if is_there { country.as_str() } else { "" });
        Ok(vec![
            Entry::text(NAME, "people-name").required(),
            Entry::text(SIGN_IN, "people-sign-in")
                .required()
                .why("sheet-sign-in-why"),
            location.required().why("sheet-location-why"),
            Entry::text(FIRST, "people-first-name"),
            Entry::text(LAST, "people-last-name"),
        ])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(AddUser {
            customer: self.customer.clone(),
            display_name: values.text(NAME).to_owned(),
            email: values.text(SIGN_IN).to_owned(),
            location: values.given(LOCATION),
            first_name: values.text(FIRST).to_owned(),
            last_name: values.text(LAST).to_owned(),
        }))
    }
}
