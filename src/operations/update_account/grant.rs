//! What an account says once an operator's wishes are granted.

use crate::account::billing::{COUNTRY, Field, NOTES, REGION};
use crate::account::country::{Countries, Country, countries};
use crate::account::customer::Ours;
use crate::account::problem::Problem;
use crate::account::resource::Resource;
use crate::account::{address, check, tags};

use super::Edit;

/// An account with some wishes granted.
pub(super) struct Granted {
    pub(super) account: Resource,
    /// What was left out of the wishes.
    pub(super) warnings: Vec<Problem>,
}

/// The account with all wishes granted, the country first, because the spelling of other fields hangs on it. What already
/// says the same, in whatever spelling, is left as it came.
pub(super) fn grant(edits: &[Edit], before: &Resource) -> Granted {
    let countries = countries();
    let mut account = before.clone();
    let mut warnings = Vec::new();
    let (first, rest): (Vec<&Edit>, Vec<&Edit>) =
        edits.iter().partition(|edit| edit.is_of(COUNTRY));
    for edits in [first, rest] {
        let country = countries.find(account.text_or_empty(COUNTRY));
        for edit in edits {
            match edit {
                Edit::Text { field, text } => write_text(&mut account, field, text, country),
                tags => write_tags(&mut account, tags),
            }
        }
    }
    let touched = edits
        .iter()
        .any(|edit| edit.is_of(REGION) || edit.is_of(COUNTRY));
    if touched {
        warnings.extend(drop_region(&mut account, before, countries));
    }
    Granted { account, warnings }
}

fn write_text(account: &mut Resource, field: &Field, text: &str, country: Option<&Country>) {
    let before = account.text_or_empty(field.member());
    let kept = check::kept(field, text, country, countries());
    if text == before || kept == before {
        return;
    }
    if field.member() != field.path {
        let mut ours = Ours::of(account);
        let slot = if field.path == NOTES {
            &mut ours.notes
        } else {
            &mut ours.alias
        };
        *slot = kept;
        ours.write(account);
    } else if kept.is_empty() {
        account.remove(field.member());
    } else {
        account.set(field.member(), kept);
    }
}

fn write_tags(account: &mut Resource, edit: &Edit) {
    let mut ours = Ours::of(account);
    let before = ours.tags.clone();
    match edit {
        Edit::Tags(tags) => ours.tags = tags.clone(),
        Edit::AddTags(tags) => ours.tags.extend(tags.iter().cloned()),
        Edit::RemoveTags(gone) => {
            ours.tags
                .retain(|tag| !gone.iter().any(|gone| tags::same(gone, tag)));
        }
        Edit::Text { .. } => {}
    }
    ours.tags = tags::once_each(ours.tags);
    if ours.tags != before {
        ours.write(account);
    }
}

/// The service refuses an address of the US with a region (27002): none is sent there.
fn drop_region(
    account: &mut Resource,
    before: &Resource,
    countries: &Countries,
) -> Option<Problem> {
    let country = countries.find(account.text_or_empty(COUNTRY))?;
    let region = account.text_or_empty(REGION).to_owned();
    if region.is_empty() || address::takes_region(country) {
        return None;
    }
    let same_country = before.text_or_empty(COUNTRY) == account.text_or_empty(COUNTRY);
    match before.get(REGION) {
        Some(old) if same_country => account.set(REGION, old.clone()),
        _ => {
            account.remove(REGION);
        }
    }
    let verdict = address::check_region(REGION, &region, country);
    verdict.warnings.into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::problem::Code;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    fn after(account: &str, wishes: &[&str]) -> String {
        let granted = grant(&Edit::parse_all(wishes).unwrap(), &resource(account));
        serde_json::to_string(&granted.account).unwrap()
    }

    #[test]
    fn text_is_composed_and_spelt_as_the_service_wants_it() {
        let account = r#"{"billingProfile":{"defaultAddress":{"country":"US"}}}"#;
        let wishes = [
            "billingProfile.companyName= Cafe\u{301} ",
            "billingProfile.defaultAddress.state=wa",
            "billingProfile.defaultAddress.phoneNumber=(425) 555-0101",
            "billingProfile.culture=EN-us",
        ];
        assert_eq!(
            after(account, &wishes),
            r#"{"billingProfile":{"defaultAddress":{"country":"US","state":"WA","phoneNumber":"+14255550101"},"companyName":"Café","culture":"en-US"}}"#
        );
    }

    #[test]
    fn what_says_the_same_already_is_left_as_it_came() {
        let account = r#"{"billingProfile":{"culture":"EN-US","defaultAddress":{"country":"US","phoneNumber":"4255550101","city":null}}}"#;
        let wishes = [
            "billingProfile.culture=EN-US",
            "billingProfile.defaultAddress.phoneNumber=4255550101",
            "billingProfile.defaultAddress.city=",
            "tags=",
            "notes=",
        ];
        let kept = account.replace(r#","city":null"#, "");
        assert_eq!(after(&kept, &wishes), kept);
        assert_eq!(after(account, &wishes), account);
    }

    #[test]
    fn the_country_is_written_first() {
        let account = r#"{"billingProfile":{"defaultAddress":{"country":"US"}}}"#;
        let wishes = [
            "billingProfile.defaultAddress.phoneNumber=02-212-3456",
            "billingProfile.defaultAddress.country=korea",
        ];
        assert_eq!(
            after(account, &wishes),
            r#"{"billingProfile":{"defaultAddress":{"country":"KR","phoneNumber":"+8222123456"}}}"#
        );
    }

    #[test]
    fn a_region_of_the_us_is_dropped_with_a_warning() {
        let account = resource(r#"{"billingProfile":{"defaultAddress":{"country":"US"}}}"#);
        let edits = Edit::parse_all(&["billingProfile.defaultAddress.region=West"]).unwrap();
        let granted = grant(&edits, &account);
        assert_eq!(granted.account, account);
        assert_eq!(granted.warnings[0].code, Code::NotAllowed);

        let account =
            resource(r#"{"billingProfile":{"defaultAddress":{"country":"DE","region":"Nord"}}}"#);
        let edits = Edit::parse_all(&["billingProfile.defaultAddress.country=US"]).unwrap();
        let granted = grant(&edits, &account);
        assert_eq!(granted.account.get(REGION), None);
        assert_eq!(granted.warnings.len(), 1);
    }

    #[test]
    fn tags_come_and_go() {
        let account = r#"{"id":"1","partnerdeck":{"tags":["gold"],"notes":"","alias":""}}"#;
        assert_eq!(
            after(account, &["tags+=new,Gold", "notes=a\nb"]),
            r#"{"id":"1","partnerdeck":{"tags":["gold","new"],"notes":"a\nb","alias":""}}"#
        );
        assert_eq!(after(account, &["tags-=GOLD"]), r#"{"id":"1"}"#);
        assert_eq!(after(account, &["tags=gold"]), account);
    }
}
