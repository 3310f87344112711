//! What a resource is that came in: its kind, its customer, its ID, and the passwords that must not stay in it. Rules for
//! typing are not applied here: the service's word is taken as it is, and only the Microsoft ID identifies.

mod kinds;
mod naming;
mod passwords;

use serde_json::{Map, Value};

use super::problem::{Code, Problem};
use super::record::{CustomerId, Kind, RecordKey};
use super::resource::Resource;
use crate::say;

use kinds::{PROFILES, kind_of, unknown_kind};
pub use naming::{license_id_of, name_by_content, qualification_id, said_beside};
use naming::{own_id, text_at};
pub use passwords::Password;
use passwords::take_passwords;

/// What the operator said about a file beyond what stands in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hint {
    /// Whose resources they are, where a line does not say so itself.
    pub customer: Option<CustomerId>,
    /// What they are, where `attributes.objectType` does not say so; another type is refused.
    pub kind: Option<Kind>,
    /// What they are taken for where nothing else says what they are.
    pub otherwise: Option<Kind>,
}

/// A resource with its name in the book.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// Which record it is.
    pub key: RecordKey,
    /// What it says, without passwords and without what is derived.
    pub resource: Resource,
    /// Passwords that stood in it.
    pub passwords: Vec<Password>,
}

/// Reads a value of a file: a resource of the service, or one of our own lines around one.
///
/// # Errors
/// Why it can't be kept: no kind, no customer, no ID where there must be one.
pub fn read(value: Value, hint: &Hint) -> Result<Read, Box<Problem>> {
    let Value::Object(members) = value else {
        return read_bare(value, hint);
    };
    if is_our_line(&members) {
        return read_line(members);
    }
    let resource = Resource::from(members);
    if let Some(profile) = PROFILES.iter().find(|profile| profile.is(&resource)) {
        let whole = profile.within_customer(resource);
        return keep(Kind::Customer, hint.customer.clone(), None, whole);
    }
    let kind = kind_of(&resource, hint)?;
    keep(kind, hint.customer.clone(), None, resource)
}

/// Whether an object is a line of our own export: `{"kind","customer","resource"}`.
fn is_our_line(members: &Map<String, Value>) -> bool {
    members.get("kind").is_some_and(Value::is_string)
        && members.get("resource").is_some_and(Value::is_object)
}

fn read_line(mut line: Map<String, Value>) -> Result<Read, Box<Problem>> {
    let Some(Value::Object(members)) = line.shift_remove("resource") else {
        return Err(unknown_kind(""));
    };
    let text = |name: &str| line.get(name).and_then(Value::as_str);
    let word = text("kind").unwrap_or_default();
    let kind = Kind::parse(word)
        .filter(|kind| kind.is_exported())
        .ok_or_else(|| unknown_kind(word))?;
    let customer = text("customer").map(CustomerId::new).filter(is_somebody);
    let part = match kind {
        Kind::License => text("user"),
        Kind::SupportContact => text("subscription"),
        _ => None,
    };
    keep(
        kind,
        customer,
        part.map(str::to_owned),
        Resource::from(members),
    )
}

/// The service answers some questions with bare text; with `--kind qualification` it is one.
fn read_bare(value: Value, hint: &Hint) -> Result<Read, Box<Problem>> {
    match (value, hint.kind) {
        (Value::String(word), Some(Kind::Qualification)) => {
            let mut resource = Resource::new();
            resource.set("qualification", word);
            keep(Kind::Qualification, hint.customer.clone(), None, resource)
        }
        _ => Err(Problem::new(Code::BadFormat, say!("read-no-object"))
            .remedy(say!("read-no-object-remedy"))
            .into()),
    }
}

fn keep(
    kind: Kind,
    customer: Option<CustomerId>,
    part: Option<String>,
    mut resource: Resource,
) -> Result<Read, Box<Problem>> {
    let customer = owner(kind, customer, &resource)?;
    let id = match kind {
        Kind::Customer => customer.as_str().to_owned(),
        _ => own_id(kind, part.as_deref(), &resource),
    };
    let passwords = take_passwords(&mut resource);
    drop_derived(&mut resource);
    // Without an ID the content is the name: only after the passwords are out of it.
    let id = if id.is_empty() {
        name_by_content(&resource)
    } else {
        id
    };
    Ok(Read {
        key: RecordKey::new(&customer, kind, &id),
        resource,
        passwords,
    })
}

/// Whose it is. A customer is its own, by its Microsoft ID; an invitation and a reseller of ours may be nobody's.
fn owner(
    kind: Kind,
    said: Option<CustomerId>,
    resource: &Resource,
) -> Result<CustomerId, Box<Problem>> {
    match kind {
        Kind::Customer => {
            let own = text_at(resource, "id")
                .map(|id| CustomerId::new(&id))
                .filter(is_somebody);
            own.or(said).ok_or_else(|| {
                Problem::of_field("id", Code::Missing, say!("read-no-microsoft-id"))
                    .remedy(say!("read-no-microsoft-id-remedy"))
                    .into()
            })
        }
        Kind::Invitation | Kind::Reseller => Ok(said.unwrap_or_default()),
        // A validation code is the partner's own.
        Kind::Qualification if resource.get("validationId").is_some() => Ok(CustomerId::nobody()),
        _ => said.ok_or_else(|| {
            Problem::of_field(
                "customer",
                Code::Missing,
                say!("read-no-customer", kind = kind.as_str()),
            )
            .remedy(say!("read-no-customer-remedy"))
            .into()
        }),
    }
}

fn is_somebody(customer: &CustomerId) -> bool {
    !customer.as_str().is_empty()
}

/// What `customers show` adds to our own member is derived and never kept.
fn drop_derived(resource: &mut Resource) {
    for path in ["partnerdeck.flags", "partnerdeck.version"] {
        resource.remove(path);
    }
}

#[cfg(test)]
mod tests;
