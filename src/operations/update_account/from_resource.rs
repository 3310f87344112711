//! What a file with an account, or a part of one, wants changed: the way of `customers show`, an editor, and back.

use std::borrow::Cow;

use serde_json::Value;

use crate::account::billing::{FIELDS, Field};
use crate::account::problem::{Code, Problem};
use crate::account::record::{CustomerId, Version};
use crate::account::resource::Resource;
use crate::operations::Failure;
use crate::say;

use super::edit::all;
use super::{Edit, UpdateAccount};

/// Members that say where a resource stands and not what it says.
const ABOUT: [&str; 2] = ["links", "attributes"];
/// Ours, and derived: `customers show` writes them, nobody sets them.
const DERIVED: [&str; 2] = ["partnerdeck.flags", "partnerdeck.version"];

impl UpdateAccount {
    /// The wishes that lead from what the book has to what a file says: an account, or a billing profile alone. A member
    /// that the file leaves out stays, null clears; what says the same as before is no wish. The version in a file from
    /// `customers show` is the one to meet.
    ///
    /// # Errors
    /// [`Failure::Problems`] when the file says something else about what can't be changed from here, the Microsoft ID
    /// above all; [`Failure::Usage`] for a member that no account has.
    pub fn from_resource(
        customer: &CustomerId,
        file: &Resource,
        before: &Resource,
    ) -> Result<Self, Failure> {
        let file = &account_in(file);
        let other = |id: &&str| CustomerId::new(id) != *customer;
        if let Some(id) = file.text("id").filter(other) {
            let message = say!("problem-file-of-another-account", id = id);
            return Err(Failure::Problems(vec![Problem::of_field(
                "id",
                Code::NotAllowed,
                message,
            )]));
        }
        let mut set = Vec::new();
        for field in FIELDS {
            if let Some(value) = file
                .get(field.member())
                .filter(|value| differs(field, value, before))
            {
                set.push(Edit::of(field.path, &typed(value)));
            }
        }
        for (path, value) in file.leaves() {
            let says_nothing = value.is_null() && before.get(&path).is_none();
            if is_foreign(&path) && !says_nothing && before.get(&path) != Some(value) {
                set.push(Edit::of(&path, &typed(value)));
            }
        }
        Ok(Self {
            customer: customer.clone(),
            set: all(set)?,
            if_match: file.number("partnerdeck.version").map(Version),
        })
    }
}

/// The file as an account: a billing profile alone, as the service sends and takes it, is put where it belongs. Its own
/// ID says nothing of the account.
fn account_in(file: &Resource) -> Cow<'_, Resource> {
    let belongs_to_profile = |name: &String| {
        let path = format!("billingProfile.{name}").to_ascii_lowercase();
        let mut fields = FIELDS.iter().map(|field| field.path.to_ascii_lowercase());
        fields.any(|field| field == path || field.starts_with(&format!("{path}.")))
    };
    let members = file.members();
    if file.get("billingProfile").is_some() || !members.keys().any(belongs_to_profile) {
        return Cow::Borrowed(file);
    }
    let mut profile = file.clone();
    profile.remove("id");
    let mut account = Resource::new();
    account.set("billingProfile", profile.into_value());
    Cow::Owned(account)
}

fn differs(field: &Field, value: &Value, before: &Resource) -> bool {
    match before.get(field.member()) {
        Some(there) => there != value,
        None => !typed(value).is_empty(),
    }
}

/// A value as an operator would type it.
fn typed(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(several) => several.iter().map(typed).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// Neither a field of ours nor something that only says where the resource stands.
fn is_foreign(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let is_about = lower.split('.').any(|step| ABOUT.contains(&step));
    let is_field = FIELDS
        .iter()
        .any(|field| field.member().eq_ignore_ascii_case(path));
    !is_about && !is_field && !DERIVED.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    fn before() -> Resource {
        resource(
            r#"{"id":"C-1","companyProfile":{"domain":"a.onmicrosoft.com"},
                "billingProfile":{"email":"a@b.com","defaultAddress":{"city":"Seoul","addressLine2":"x"},
                "attributes":{"etag":"1"}},"customDomains":["a"]}"#,
        )
    }

    fn wishes(file: &str) -> Result<UpdateAccount, Failure> {
        UpdateAccount::from_resource(&CustomerId::new("c-1"), &resource(file), &before())
    }

    #[test]
    fn a_file_as_it_was_shown_wishes_nothing() {
        let shown = before();
        let update = UpdateAccount::from_resource(&CustomerId::new("c-1"), &shown, &shown).unwrap();
        assert!(update.set.is_empty());
    }

    #[test]
    fn only_what_says_something_else_is_a_wish_and_null_clears() {
        let update = wishes(
            r#"{"id":"C-1","billingProfile":{"email":"a@b.com","defaultAddress":{"city":"Busan","addressLine2":null}},
                "partnerdeck":{"tags":["gold","new"],"flags":["x"],"version":7}}"#,
        )
        .unwrap();
        let mut wanted = vec![
            Edit::of("billingProfile.defaultAddress.city", "Busan").unwrap(),
            Edit::of("billingProfile.defaultAddress.addressLine2", "").unwrap(),
            Edit::of("tags", "gold,new").unwrap(),
        ];
        wanted.retain(|edit| !update.set.contains(edit));
        assert!(wanted.is_empty(), "{wanted:?} not in {:?}", update.set);
        assert_eq!(update.set.len(), 3);
        assert_eq!(update.if_match, Some(Version(7)));
    }

    #[test]
    fn a_billing_profile_alone_is_put_where_it_belongs() {
        let update = wishes(
            r#"{"Id":"x","Email":"new@b.com","DefaultAddress":{"City":"Busan","Region":null},"Attributes":{"Etag":"2"}}"#,
        )
        .unwrap();
        let city = Edit::of("billingProfile.defaultAddress.city", "Busan").unwrap();
        assert_eq!(update.set.len(), 2);
        assert!(update.set.contains(&city));
    }

    #[test]
    fn what_is_not_ours_to_change_is_refused() {
        for (file, code) in [
            (r#"{"id":"C-2"}"#, "problems"),
            (
                r#"{"companyProfile":{"domain":"b.onmicrosoft.com"}}"#,
                "problems",
            ),
            (r#"{"billingProfile":{"shoeSize":9}}"#, "usage"),
        ] {
            assert_eq!(wishes(file).unwrap_err().code(), code, "{file}");
        }
    }
}
