//! What kind a resource is: by the type that it says, by what the operator says, or by its shape.

use crate::account::problem::{Code, Problem};
use crate::account::record::Kind;
use crate::account::resource::Resource;
use crate::say;

use super::Hint;

/// The words of `attributes.objectType` and what they mean.
const OBJECT_TYPES: [(&str, Kind); 12] = [
    ("Customer", Kind::Customer),
    ("Subscription", Kind::Subscription),
    ("CustomerUser", Kind::User),
    ("SubscribedSku", Kind::Sku),
    ("License", Kind::License),
    ("TransferEntity", Kind::Transfer),
    ("Agreement", Kind::Agreement),
    ("CustomerQualification", Kind::Qualification),
    ("Entitlement", Kind::Entitlement),
    ("ServiceRequest", Kind::ServiceRequest),
    ("SupportContact", Kind::SupportContact),
    ("PartnerRelationship", Kind::Reseller),
];

/// A part of a customer that the service also sends alone.
pub(super) struct Profile {
    object_type: &'static str,
    member: &'static str,
}

pub(super) const PROFILES: [Profile; 2] = [
    Profile {
        object_type: "CustomerBillingProfile",
        member: "billingProfile",
    },
    Profile {
        object_type: "CustomerCompanyProfile",
        member: "companyProfile",
    },
];

impl Profile {
    pub(super) fn is(&self, resource: &Resource) -> bool {
        let word = resource.text_or_empty("attributes.objectType");
        self.object_type.eq_ignore_ascii_case(word)
    }

    pub(super) fn within_customer(&self, resource: Resource) -> Resource {
        let mut customer = Resource::new();
        customer.set(self.member, resource.into_value());
        customer
    }
}

/// Members that only this kind has all of, for what the service sends without a type.
const SHAPES: [(&[&str], Kind); 4] = [
    (&["templateId", "dateAgreed", "type"], Kind::Agreement),
    (&["qualification", "vettingStatus"], Kind::Qualification),
    (&["validationId", "remainingCreates"], Kind::Qualification),
    (&["entitlementType", "referenceOrder"], Kind::Entitlement),
];

/// The kind of a resource.
pub(super) fn kind_of(resource: &Resource, hint: &Hint) -> Result<Kind, Box<Problem>> {
    let word = resource.text("attributes.objectType").unwrap_or_default();
    let typed = OBJECT_TYPES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .map(|(_, kind)| *kind);
    match (typed, hint.kind) {
        (Some(kind), Some(said)) if kind != said => Err(Problem::of_field(
            "attributes.objectType",
            Code::NotAllowed,
            say!(
                "read-other-kind",
                kind = kind.as_str(),
                said = said.as_str()
            ),
        )
        .found(word)
        .remedy(say!("read-other-kind-remedy"))
        .into()),
        (Some(kind), _) | (None, Some(kind)) => Ok(kind),
        (None, None) => by_shape(resource)
            .or(hint.otherwise)
            .ok_or_else(|| no_kind(word)),
    }
}

fn by_shape(resource: &Resource) -> Option<Kind> {
    let has_all = |names: &[&str]| names.iter().all(|name| resource.get(name).is_some());
    SHAPES
        .iter()
        .find(|(names, _)| has_all(names))
        .map(|(_, kind)| *kind)
}

fn no_kind(word: &str) -> Box<Problem> {
    let message = match word {
        "" => say!("read-no-kind"),
        _ => say!("read-unknown-type", word = word),
    };
    Problem::of_field("attributes.objectType", Code::NotInList, message)
        .found(word)
        .remedy(say!("read-kinds", kinds = kind_words()))
        .into()
}

/// The refusal of a kind that a line of ours can't have.
pub(super) fn unknown_kind(word: &str) -> Box<Problem> {
    Problem::of_field(
        "kind",
        Code::NotInList,
        say!("read-unknown-kind", word = word),
    )
    .found(word)
    .remedy(say!("read-kinds", kinds = kind_words()))
    .into()
}

/// The kinds that a book exports, as words for a sentence.
fn kind_words() -> String {
    let exported = Kind::ALL.into_iter().filter(|kind| kind.is_exported());
    exported.map(Kind::as_str).collect::<Vec<_>>().join(", ")
}
