//! The users of an account as its section shows them, read by the reader worker.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use serde_json::Value;

use crate::account::record::{CustomerId, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::text::fold;
use crate::account::user::{DIRECTORY_ROLES, Life, UserView};
use crate::operations::assign_licenses::OwnLicense;
use crate::operations::{Desk, Failure, Users};

/// The users of an account: active ones first, then those who can be restored, each by sign-in name.
pub struct People {
    /// All of them.
    pub all: Vec<Person>,
    /// Those whose first password waits under seal.
    pub sealed: HashSet<RecordKey>,
}

/// A user as a row shows it.
pub struct Person {
    /// Its record.
    pub key: RecordKey,
    /// Name for people.
    pub display_name: String,
    /// Name to sign in with.
    pub sign_in_name: String,
    /// Code of a country.
    pub location: String,
    /// Active, or deleted since when.
    pub life: Life,
    /// It comes from the customer's own directory.
    pub is_synced: bool,
    /// The names of its directory roles.
    pub roles: Vec<String>,
    /// What must be allowed to reset its password besides.
    pub is_global_admin: bool,
    /// Its licenses; of a deleted one those that wait for it.
    pub licenses: Vec<OwnLicense>,
    /// Everything that the service says of it.
    pub resource: Resource,
    /// Both names, folded, for the filter.
    pub folded: String,
}

pub(super) fn people(desk: &Desk, id: &CustomerId) -> Result<People, Failure> {
    let now = desk.now();
    let mut stored = desk.users(id, Users::Active)?;
    stored.extend(desk.users(id, Users::Deleted)?);
    let mut licenses = desk.licenses_by_user(id)?;
    Ok(People {
        all: stored
            .into_iter()
            .map(|user| person(user, now, &mut licenses))
            .collect(),
        sealed: desk.store().sealed_of(id)?.into_iter().collect(),
    })
}

/// A user with its licenses, where they were read.
pub(super) fn person(
    stored: Stored,
    now: Timestamp,
    licenses: &mut HashMap<String, Vec<OwnLicense>>,
) -> Person {
    let user = UserView(&stored.resource);
    let roles = stored.resource.list(DIRECTORY_ROLES).iter();
    let name = |role: &Value| Some(role.get("name")?.as_str()?.to_owned());
    Person {
        display_name: user.display_name().to_owned(),
        sign_in_name: user.sign_in_name().to_owned(),
        location: user.location().to_owned(),
        life: user.life(now),
        is_synced: user.is_synced(),
        is_global_admin: user.is_global_admin(),
        roles: roles.filter_map(name).collect(),
        licenses: licenses.remove(&stored.key.id).unwrap_or_default(),
        folded: fold(&format!("{} {}", user.display_name(), user.sign_in_name())),
        key: stored.key,
        resource: stored.resource,
    }
}
