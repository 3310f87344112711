//! Where users work with the service: needed before a license can be given.

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::operations::manage_users::SetLocation;
use crate::operations::{Desk, Failure, Operation};
use crate::say;
use crate::tui::sheets::{Entry, KeptSheet, Sheet, Values};

use super::{LOCATION, Who, about, countries_of, customer, ids};

/// Sets the location of users.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LocationSheet(pub Vec<Who>);

impl Sheet for LocationSheet {
    fn about(&self) -> &str {
        about(&self.0)
    }

    fn title(&self) -> Message {
        match self.0.as_slice() {
            [one] => say!("sheet-location-title", name = &one.name),
            several => say!("sheet-location-title-many", n = several.len()),
        }
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let location = Entry::choice(LOCATION, "people-works-in", countries_of(desk));
        Ok(vec![location.required().why("sheet-location-why")])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(SetLocation {
            customer: customer(&self.0),
            users: ids(&self.0),
            location: values.text(LOCATION).to_owned(),
        }))
    }
}
