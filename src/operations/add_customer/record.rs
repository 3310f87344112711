//! The records of a new customer, with the members and their order as the service answers a creation
//! (operations.md section 2, «Result»).

use serde_json::Value;

use crate::account::billing::{COMPANY_NAME, COUNTRY, DOMAIN, FIRST_NAME, LAST_NAME};
use crate::account::customer::Ours;
use crate::account::problem::{Code, Problem};
use crate::account::relationship::Relationship;
use crate::account::resource::Resource;
use crate::say;

/// The random IDs of a new customer.
pub(super) struct Ids {
    pub(super) customer: String,
    pub(super) commerce: String,
    pub(super) billing_profile: String,
    pub(super) administrator: String,
}

/// The order of the members; what else the request says stands behind them.
const ORDER: &[&str] = &[
    "id",
    "commerceId",
    "companyProfile.tenantId",
    "companyProfile.domain",
    "companyProfile.companyName",
    "companyProfile.organizationRegistrationNumber",
    "billingProfile.id",
    "billingProfile.firstName",
    "billingProfile.lastName",
    "billingProfile.email",
    "billingProfile.culture",
    "billingProfile.language",
    "billingProfile.companyName",
    "billingProfile.defaultAddress.country",
    "billingProfile.defaultAddress.region",
    "billingProfile.defaultAddress.city",
    "billingProfile.defaultAddress.state",
    "billingProfile.defaultAddress.addressLine1",
    "billingProfile.defaultAddress.addressLine2",
    "billingProfile.defaultAddress.postalCode",
    "billingProfile.defaultAddress.firstName",
    "billingProfile.defaultAddress.middleName",
    "billingProfile.defaultAddress.lastName",
    "billingProfile.defaultAddress.phoneNumber",
    "relationshipToPartner",
    "allowDelegatedAccess",
    "associatedPartnerId",
];

/// What the service or the program gives to a new customer, so that a request can't.
const GIVEN: &[&str] = &[
    "id",
    "commerceId",
    "companyProfile.tenantId",
    "billingProfile.id",
    "userCredentials",
];

/// What each part of the record says it is.
const KINDS: [(&str, &str); 3] = [
    ("companyProfile.attributes", "CustomerCompanyProfile"),
    ("billingProfile.attributes", "CustomerBillingProfile"),
    ("attributes", "Customer"),
];

/// Objects of the request; a member of another shape says nothing.
const OBJECTS: &[&str] = &[
    "companyProfile",
    "billingProfile",
    "billingProfile.defaultAddress",
];

/// Takes out of a request what it can't decide; a warning for each that was not empty.
pub(super) fn leave_out(request: &mut Resource) -> Vec<Problem> {
    let mut warnings = Vec::new();
    for path in GIVEN {
        let said = request.remove(path);
        if said.is_some_and(|said| !said.is_null()) {
            let message = say!("notice-given-here");
            warnings.push(Problem::of_field(path, Code::Dropped, message));
        }
    }
    for (path, _) in KINDS {
        request.remove(path);
    }
    for path in OBJECTS {
        if request.get(path).is_some_and(|value| !value.is_object()) {
            request.remove(path);
        }
    }
    warnings
}

/// The customer's record from a request that passed the checks.
pub(super) fn customer(mut request: Resource, ids: &Ids) -> Resource {
    let ours = Ours::of(&request);
    request.remove("partnerdeck");
    give(&mut request, ids);
    let mut customer = Resource::new();
    for path in ORDER {
        if let Some(value) = request.remove(path).and_then(without_nothing) {
            customer.set(path, value);
        }
    }
    if let Some(Value::Object(rest)) = without_nothing(request.into_value()) {
        customer.merge(&Resource::from(rest));
    }
    for (path, kind) in KINDS {
        customer.set(path, serde_json::json!({ "objectType": kind }));
    }
    ours.write(&mut customer);
    customer
}

/// What the request does not decide.
fn give(request: &mut Resource, ids: &Ids) {
    let name = request.text_or_empty(COMPANY_NAME).to_owned();
    let delegated = request.flag("allowDelegatedAccess").unwrap_or(true);
    request.set("id", ids.customer.as_str());
    request.set("commerceId", ids.commerce.as_str());
    request.set("companyProfile.tenantId", ids.customer.as_str());
    // The tenant is made with the name of the bill.
    request.set("companyProfile.companyName", name);
    request.set("billingProfile.id", ids.billing_profile.as_str());
    // The service answers `none` right after the creation, and `reseller` as soon as the customer is read again: creating a
    // customer makes the partner its reseller.
    request.set("relationshipToPartner", Relationship::Reseller.wire());
    request.set("allowDelegatedAccess", delegated);
}

/// A value without nulls, empty texts and empty objects; `None` when nothing is left.
fn without_nothing(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::Object(map) => {
            let kept = map
                .into_iter()
                .filter_map(|(name, value)| Some((name, without_nothing(value)?)));
            let kept: serde_json::Map<String, Value> = kept.collect();
            (!kept.is_empty()).then_some(Value::Object(kept))
        }
        other => Some(other),
    }
}

/// The first administrator of the customer's tenant, who signs in as `admin`. The password is never in a record.
pub(super) fn administrator(customer: &Resource, ids: &Ids) -> Resource {
    let domain = customer.text_or_empty(DOMAIN);
    let members = [
        ("usageLocation", customer.text_or_empty(COUNTRY)),
        ("id", ids.administrator.as_str()),
        ("userPrincipalName", &format!("admin@{domain}")),
        ("firstName", customer.text_or_empty(FIRST_NAME)),
        ("lastName", customer.text_or_empty(LAST_NAME)),
        ("displayName", customer.text_or_empty(COMPANY_NAME)),
        ("userDomainType", "none"),
        ("state", "active"),
        ("attributes.objectType", "CustomerUser"),
    ];
    let mut user = Resource::new();
    for (path, text) in members {
        user.set(path, text);
    }
    user
}
