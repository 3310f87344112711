//! A user's names and location.

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::account::user::{Source, UserField, UserView};
use crate::operations::manage_users::{UpdateUser, UserEdit};
use crate::operations::{Desk, Failure, Operation};
use crate::say;
use crate::tui::sheets::{Entry, KeptSheet, Sheet, Values};

use super::{Who, countries_of};

/// Changes one user. The names of one that comes from the customer's own directory are shown and can't be changed: the
/// plan says why.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditUserSheet(pub Who);

impl Sheet for EditUserSheet {
    fn about(&self) -> &str {
        &self.0.about
    }

    fn title(&self) -> Message {
        say!("sheet-edit-user-title", name = &self.0.name)
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let user = desk.user(&self.0.customer, &self.0.user)?;
        let is_synced = UserView(&user.resource).source() == Source::OwnDirectory;
        let entry = |field: UserField| {
            let path = field.path();
            let entry = match field {
                UserField::UsageLocation => {
                    Entry::choice(path, "people-works-in", countries_of(desk))
                        .why("sheet-location-why")
                }
                UserField::DisplayName => Entry::text(path, "people-name").required(),
                UserField::FirstName => Entry::text(path, "people-first-name"),
                UserField::LastName => Entry::text(path, "people-last-name"),
            };
            let entry = entry.value(user.resource.text_or_empty(path));
            match is_synced && field.comes_from_own_directory() {
                true => entry.fixed(),
                false => entry,
            }
        };
        Ok(UserField::ALL.map(entry).into())
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        let edit = |field: UserField| UserEdit::new(field, values.text(field.path()));
        Ok(Box::new(UpdateUser {
            customer: self.0.customer.clone(),
            user: self.0.user.clone(),
            set: UserField::ALL.map(edit).into(),
        }))
    }
}
