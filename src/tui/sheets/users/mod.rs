//! What is done with users of a customer (operations.md section 10): one file each. Licenses have a pane of their own.

mod add;
mod delete;
mod directory_role;
mod edit;
mod location;
mod permissions;
mod reset_password;
mod restore;

use serde::{Deserialize, Serialize};

use crate::account::country::{Country, countries};
use crate::account::problem::Arg;
use crate::account::record::CustomerId;
use crate::operations::Desk;
use crate::say;

use super::Alternative;

pub use add::AddUserSheet;
pub use delete::DeleteSheet;
pub use directory_role::DirectoryRoleSheet;
pub use edit::EditUserSheet;
pub use location::LocationSheet;
pub use permissions::PermissionsSheet;
pub use reset_password::ResetSheet;
pub use restore::RestoreSheet;

const LOCATION: &str = "usageLocation";

/// A user that a sheet is about.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Who {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
    /// The user's ID.
    pub user: String,
    /// Its name for people.
    pub name: String,
}

/// The IDs of users, for an operation.
fn ids(people: &[Who]) -> Vec<String> {
    people.iter().map(|who| who.user.clone()).collect()
}

/// Whose they are; nobody's for nobody.
fn customer(people: &[Who]) -> CustomerId {
    let first = people.first();
    first.map_or_else(CustomerId::nobody, |who| who.customer.clone())
}

/// The customer's name.
fn about(people: &[Who]) -> &str {
    people.first().map_or("", |who| &who.about)
}

/// The countries of the cloud to choose from, by their names.
fn countries_of(desk: &Desk) -> Vec<Alternative> {
    let all = countries().all().iter();
    let mut here: Vec<&'static Country> = all
        .filter(|country| country.csp.sellable && country.may_live_in(desk.cloud()))
        .collect();
    here.sort_by_key(|country| countries().names_of(country).next());
    let alternative = |country: &&'static Country| {
        let names: Vec<&str> = countries().names_of(country).collect();
        let words = say!("plain", text = Arg::Country(country.code));
        Alternative::new(country.code, words).also(format!(
            "{}\n{}",
            names.join("\n"),
            country.code
        ))
    };
    here.iter().map(alternative).collect()
}
