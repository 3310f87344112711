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
mod tests {
    use super::*;

    fn hint(customer: &str, kind: Option<Kind>) -> Hint {
        let customer = Some(CustomerId::new(customer)).filter(is_somebody);
        Hint {
            customer,
            kind,
            otherwise: None,
        }
    }

    fn read_text(json: &str, hint: &Hint) -> Result<Read, Box<Problem>> {
        read(serde_json::from_str(json).unwrap(), hint)
    }

    fn key(json: &str, said: Option<Kind>) -> String {
        let key = read_text(json, &hint("C1", said)).unwrap().key;
        format!("{} {} {}", key.customer, key.kind.as_str(), key.id)
    }

    #[test]
    fn every_kind_finds_its_id() {
        let table = [
            (
                r#"{"id":"AB-1","attributes":{"objectType":"Customer"}}"#,
                "ab-1 customer ab-1",
            ),
            (
                r#"{"Id":"AB-1","Attributes":{"ObjectType":"customer"}}"#,
                "ab-1 customer ab-1",
            ),
            (
                r#"{"id":"S1","attributes":{"objectType":"Subscription"}}"#,
                "c1 subscription s1",
            ),
            (
                r#"{"id":"U1","attributes":{"objectType":"CustomerUser"}}"#,
                "c1 user u1",
            ),
            (
                r#"{"productSku":{"id":"K1"},"attributes":{"objectType":"SubscribedSku"}}"#,
                "c1 sku k1",
            ),
            (
                r#"{"productSku":{"id":"K1"},"attributes":{"objectType":"License"}}"#,
                "c1 license /k1",
            ),
            (
                r#"{"productSku":{"id":"K1"},"userId":"U1","attributes":{"objectType":"License"}}"#,
                "c1 license u1/k1",
            ),
            (
                r#"{"id":615112491169010,"attributes":{"objectType":"ServiceRequest"}}"#,
                "c1 servicerequest 615112491169010",
            ),
            (
                r#"{"links":{"self":{"uri":"/customers/C/subscriptions/S9/supportcontact"}},"attributes":{"objectType":"SupportContact"}}"#,
                "c1 supportcontact s9",
            ),
            (
                r#"{"kind":"license","customer":"C2","user":"U1","resource":{"productSku":{"id":"K"}}}"#,
                "c2 license u1/k",
            ),
            (
                r#"{"kind":"supportcontact","customer":"C2","subscription":"S","resource":{}}"#,
                "c2 supportcontact s",
            ),
            (
                r#"{"kind":"invitation","customer":null,"resource":{"id":"I"}}"#,
                " invitation i",
            ),
            (
                r#"{"kind":"reseller","customer":"","resource":{"id":"R"}}"#,
                " reseller r",
            ),
            (
                r#"{"id":"R","attributes":{"objectType":"PartnerRelationship"}}"#,
                "c1 reseller r",
            ),
            (
                r#"{"qualification":"Education","vettingStatus":"InReview"}"#,
                "c1 qualification ~education",
            ),
            (
                r#"{"validationId":"12345","maxCreates":5,"remainingCreates":4}"#,
                " qualification 12345",
            ),
            (
                r#"{"kind":"agreement","customer":"C1","resource":{"isSigned":true}}"#,
                "c1 agreement ~signature",
            ),
            (
                r#"{"email":"a@b.c","attributes":{"objectType":"CustomerBillingProfile"}}"#,
                "c1 customer c1",
            ),
        ];
        for (json, wanted) in table {
            assert_eq!(key(json, None), wanted, "{json}");
        }
    }

    #[test]
    fn what_has_no_id_is_named_by_its_content() {
        let agreement = r#"{"templateId":"t","dateAgreed":"2019-08-26T00:00:00","type":"MicrosoftCustomerAgreement"}"#;
        let turned = r#"{"type":"MicrosoftCustomerAgreement","templateId":"t","dateAgreed":"2019-08-26T00:00:00"}"#;
        assert!(key(agreement, None).starts_with("c1 agreement ~"));
        assert_eq!(key(agreement, None), key(turned, None));
        assert_ne!(
            key(agreement, None),
            key(&agreement.replace("26", "27"), None)
        );
    }

    #[test]
    fn kinds_without_a_type_go_by_their_shape_or_by_what_was_said() {
        let table = [
            (
                r#"{"qualification":"Education","vettingStatus":"Approved"}"#,
                None,
                "qualification",
            ),
            (
                r#"{"entitlementType":"software","referenceOrder":{}}"#,
                None,
                "entitlement",
            ),
            (r#"{"CompanyProfile":{}}"#, Some(Kind::Customer), "customer"),
            (
                r#"{"id":"x","attributes":{"objectType":"Novelty"}}"#,
                Some(Kind::User),
                "user",
            ),
            (r#""education""#, Some(Kind::Qualification), "qualification"),
        ];
        for (json, said, kind) in table {
            assert!(key(json, said).contains(kind), "{json}");
        }
    }

    #[test]
    fn what_can_not_be_kept_is_refused_with_its_reason() {
        let table = [
            (r#"{"a":1}"#, "C1", None, "read-no-kind"),
            (
                r#"{"attributes":{"objectType":"Offer"}}"#,
                "C1",
                None,
                "read-unknown-type",
            ),
            (
                r#"{"kind":"book","customer":"","resource":{}}"#,
                "",
                None,
                "read-unknown-kind",
            ),
            (
                r#"{"kind":"novelty","customer":"","resource":{}}"#,
                "",
                None,
                "read-unknown-kind",
            ),
            (
                r#"{"attributes":{"objectType":"Customer"}}"#,
                "",
                None,
                "read-no-microsoft-id",
            ),
            (
                r#"{"id":"U","attributes":{"objectType":"CustomerUser"}}"#,
                "",
                None,
                "read-no-customer",
            ),
            (
                r#"{"kind":"user","customer":"","resource":{"id":"U"}}"#,
                "C1",
                None,
                "read-no-customer",
            ),
            (
                r#"{"id":"U","attributes":{"objectType":"CustomerUser"}}"#,
                "C1",
                Some(Kind::Sku),
                "read-other-kind",
            ),
            ("7", "C1", Some(Kind::User), "read-no-object"),
        ];
        for (json, customer, said, id) in table {
            let problem = read_text(json, &hint(customer, said)).unwrap_err();
            assert_eq!(problem.message.id, id, "{json}");
        }
    }

    #[test]
    fn passwords_are_taken_out_in_any_spelling() {
        let read = read_text(
            r#"{"id":"U","passwordProfile":{"forceChangePassword":true,"password":"a","Password":"b"},
                "PasswordProfile":{"PASSWORD":7},"userCredentials":{"userName":"admin","password":""},
                "attributes":{"objectType":"CustomerUser"}}"#,
            &hint("C", None),
        )
        .unwrap();
        let found: Vec<&str> = read
            .passwords
            .iter()
            .map(|password| password.text.as_str())
            .collect();
        assert_eq!(found, ["a", "b", "7"]);
        assert_eq!(
            serde_json::to_string(&read.resource).unwrap(),
            r#"{"id":"U","passwordProfile":{"forceChangePassword":true},"PasswordProfile":{},"userCredentials":{"userName":"admin","password":""},"attributes":{"objectType":"CustomerUser"}}"#
        );
    }

    #[test]
    fn our_line_says_beside_a_resource_what_it_does_not_say_itself() {
        let license =
            r#"{"kind":"license","customer":"C","user":"U","resource":{"productSku":{"id":"K"}}}"#;
        let read = read_text(license, &Hint::default()).unwrap();
        assert_eq!(
            said_beside(&read.key, &read.resource),
            Some(("user", "u".to_owned()))
        );
        let named =
            r#"{"kind":"license","customer":"C","resource":{"user":"U","productSku":{"id":"K"}}}"#;
        let read = read_text(named, &Hint::default()).unwrap();
        assert_eq!(said_beside(&read.key, &read.resource), None);
    }

    #[test]
    fn what_is_derived_is_not_kept() {
        let shown = r#"{"id":"C","partnerdeck":{"tags":["a"],"version":7,"flags":["x"]},"attributes":{"objectType":"Customer"}}"#;
        let read = read_text(shown, &Hint::default()).unwrap();
        assert_eq!(
            read.resource.get("partnerdeck").unwrap().to_string(),
            r#"{"tags":["a"]}"#
        );
    }
}
