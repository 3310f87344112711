//! Under which name a resource is kept: the ID that the service gives it, or what stands for one where it gives none.

use serde_json::Value;

use crate::account::record::{Kind, RecordKey};
use crate::account::resource::Resource;

/// What names it within its customer; empty when nothing does.
pub(super) fn own_id(kind: Kind, part: Option<&str>, resource: &Resource) -> String {
    match kind {
        Kind::Sku => text_at(resource, "productSku.id")
            .or_else(|| text_at(resource, "id"))
            .unwrap_or_default(),
        Kind::License => license_id(part, resource),
        Kind::SupportContact => part
            .map(str::to_owned)
            .or_else(|| named_in_link(resource, "subscriptions"))
            .unwrap_or_default(),
        Kind::Qualification => qualification_id(resource),
        Kind::Agreement if resource.flag("isSigned").is_some() => SIGNATURE.to_owned(),
        _ => text_at(resource, "id").unwrap_or_default(),
    }
}

/// The customer's own signature: there is one answer, and a later one takes its place. The mark of [`name_by_content`] keeps
/// such names apart from IDs.
const SIGNATURE: &str = "~signature";

/// A customer has each qualification once, so that a later answer about it takes the place of the one before; a validation
/// code has a number of its own.
pub fn qualification_id(resource: &Resource) -> String {
    let code = text_at(resource, "validationId");
    let word = || {
        let word = text_at(resource, "qualification")?;
        Some(format!("~{}", word.to_lowercase()))
    };
    let id = text_at(resource, "id").or(code).or_else(word);
    id.unwrap_or_default()
}

/// Under which name a license is kept: of the user that it names itself, else of that one.
pub fn license_id_of(user: &str, license: &Resource) -> String {
    let named = user_named_by(license).unwrap_or_else(|| user.to_owned());
    license_id(Some(&named), license)
}

/// A license is one product of one user; the service leaves the user to the address it was asked under.
fn license_id(part: Option<&str>, resource: &Resource) -> String {
    let Some(sku) = text_at(resource, "productSku.id") else {
        return String::new();
    };
    let user = part
        .map(str::to_owned)
        .or_else(|| user_named_by(resource))
        .unwrap_or_default();
    format!("{user}/{sku}")
}

/// The user that a license names itself; our own lines say it beside the resource where it does not.
fn user_named_by(license: &Resource) -> Option<String> {
    text_at(license, "user")
        .or_else(|| text_at(license, "userId"))
        .or_else(|| named_in_link(license, "users"))
}

/// What our own line must say beside a resource for it to find its name again: its member and value.
pub fn said_beside(key: &RecordKey, resource: &Resource) -> Option<(&'static str, String)> {
    match key.kind {
        Kind::License if user_named_by(resource).is_none() => {
            let (user, _) = key.id.split_once('/')?;
            (!user.is_empty()).then(|| ("user", user.to_owned()))
        }
        Kind::SupportContact if named_in_link(resource, "subscriptions").is_none() => {
            (!key.id.starts_with('~')).then(|| ("subscription", key.id.clone()))
        }
        _ => None,
    }
}

/// The step behind `name` in `links.self.uri`: `/customers/C/subscriptions/S/supportcontact`.
fn named_in_link(resource: &Resource, name: &str) -> Option<String> {
    let path = resource.text("links.self.uri")?.split(['?', '#']).next()?;
    let mut steps = path
        .split('/')
        .skip_while(|step| !step.eq_ignore_ascii_case(name));
    steps.nth(1).filter(|id| !id.is_empty()).map(str::to_owned)
}

/// Text at a path that says something; the service writes some IDs as numbers.
pub(super) fn text_at(resource: &Resource, path: &str) -> Option<String> {
    let text = match resource.get(path)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The name of a resource without an ID: its content. The mark keeps it apart from IDs of the service.
pub fn name_by_content(resource: &Resource) -> String {
    format!(
        "~{}",
        blake3::hash(resource.canonical().as_bytes()).to_hex()
    )
}
