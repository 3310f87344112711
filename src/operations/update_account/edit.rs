//! One wish of an operator about one field, as `--set`, a file of changes and the form say it, and what an account says
//! once it is granted.

use serde_json::{Map, Value};

use crate::account::billing::{COUNTRY, FIELDS, Field, NOTES, REGION, TAGS, field_at};
use crate::account::country::{Countries, countries};
use crate::account::customer::Ours;
use crate::account::problem::{Code, Problem};
use crate::account::resource::Resource;
use crate::account::text::nfc;
use crate::account::{address, check, near, tags};
use crate::operations::Failure;
use crate::say;

/// What the service writes into a billing profile itself; a file may bring it along.
const OF_THE_SERVICE: [&str; 3] = ["id", "links", "attributes"];

/// One wish about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The field says this; nothing clears it.
    Text {
        /// Which field.
        field: &'static Field,
        /// NFC, without blanks at its ends.
        text: String,
    },
    /// These tags and no others.
    Tags(Vec<String>),
    /// These tags besides those that are there.
    AddTags(Vec<String>),
    /// These tags no longer.
    RemoveTags(Vec<String>),
}

impl Edit {
    /// Reads `FIELD=VALUE`, `tags=a,b`, `tags+=a` or `tags-=a`; nothing behind `=` clears the field.
    ///
    /// # Errors
    /// [`Failure::Usage`] when it can't be understood or names an unknown field, with the fields it may mean;
    /// [`Failure::Problems`] for a field that can't be changed from here.
    pub fn parse(text: &str) -> Result<Edit, Failure> {
        let Some((name, value)) = text.split_once('=') else {
            let problem = Problem::new(Code::BadFormat, say!("problem-edit-without-sign"));
            return Err(Failure::Usage(vec![problem.found(text)]));
        };
        let name = name.trim();
        match name.strip_suffix(['+', '-']) {
            Some(field) if !field.trim_end().eq_ignore_ascii_case(TAGS) => {
                let problem = Problem::new(Code::NotAllowed, say!("problem-edit-only-tags"));
                Err(Failure::Usage(vec![problem.found(text)]))
            }
            Some(_) if name.ends_with('+') => Ok(Edit::AddTags(tags::typed(value))),
            Some(_) => Ok(Edit::RemoveTags(tags::typed(value))),
            None => Edit::of(name, value),
        }
    }

    /// Reads several, and tells what is wrong in all of them at once; what can't be understood goes before what is refused.
    ///
    /// # Errors
    /// As [`Edit::parse`].
    pub fn parse_all<S: AsRef<str>>(texts: &[S]) -> Result<Vec<Edit>, Failure> {
        all(texts.iter().map(|text| Edit::parse(text.as_ref())))
    }

    /// The wish that a field says something.
    ///
    /// # Errors
    /// As [`Edit::parse`].
    pub fn of(path: &str, value: &str) -> Result<Edit, Failure> {
        let Some(field) = field_at(path) else {
            return Err(unknown_field(path));
        };
        if !field.is_editable() {
            return Err(company_profile(field.path));
        }
        if field.path == TAGS {
            return Ok(Edit::Tags(tags::typed(value)));
        }
        let text = nfc(value.trim()).into_owned();
        Ok(Edit::Text { field, text })
    }

    /// The wishes in a file: members of the billing profile, bare or inside `billingProfile`, and `tags`, `notes`,
    /// `alias`. `null` clears. What the service writes itself (`id`, `links`, `attributes`) is looked over.
    ///
    /// # Errors
    /// As [`Edit::parse`], for all members at once.
    pub fn from_file(file: &Resource) -> Result<Vec<Edit>, Failure> {
        let mut wishes = Vec::new();
        if file.get("billingProfile").is_some() || file.get("companyProfile").is_some() {
            wishes_in("", file.members(), &mut wishes);
        } else {
            wishes_in("billingProfile.", file.members(), &mut wishes);
        }
        all(wishes.into_iter())
    }

    /// Whether it is about tags, which not everybody may put on.
    pub fn touches_tags(&self) -> bool {
        !matches!(self, Edit::Text { .. })
    }

    fn is_of(&self, path: &str) -> bool {
        matches!(self, Edit::Text { field, .. } if field.path == path)
    }
}

fn all(read: impl Iterator<Item = Result<Edit, Failure>>) -> Result<Vec<Edit>, Failure> {
    let (mut edits, mut usage, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for result in read {
        match result {
            Ok(edit) => edits.push(edit),
            Err(Failure::Usage(found)) => usage.extend(found),
            Err(Failure::Problems(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    match (usage.is_empty(), problems.is_empty()) {
        (false, _) => Err(Failure::Usage(usage)),
        (true, false) => Err(Failure::Problems(problems)),
        (true, true) => Ok(edits),
    }
}

fn wishes_in(above: &str, members: &Map<String, Value>, wishes: &mut Vec<Result<Edit, Failure>>) {
    for (name, value) in members {
        let ours = field_at(name).filter(|field| field.member() != field.path);
        let path = match ours {
            Some(field) => field.path.to_owned(),
            None => format!("{above}{name}"),
        };
        let of_service = OF_THE_SERVICE
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name));
        match value {
            _ if of_service => {}
            Value::Object(inner) if name.eq_ignore_ascii_case("partnerdeck") => {
                wishes_in("", inner, wishes);
            }
            Value::Object(inner) => wishes_in(&format!("{path}."), inner, wishes),
            Value::String(text) => wishes.push(Edit::of(&path, text)),
            Value::Null => wishes.push(Edit::of(&path, "")),
            Value::Array(tags) if path == TAGS => {
                let tags: Vec<&str> = tags.iter().filter_map(Value::as_str).collect();
                wishes.push(Edit::of(TAGS, &tags.join(",")));
            }
            other => wishes.push(Err(no_text(&path, other))),
        }
    }
}

fn no_text(path: &str, found: &Value) -> Failure {
    let problem = Problem::of_field(path, Code::BadFormat, say!("problem-no-text"));
    Failure::Problems(vec![problem.found(found.to_string())])
}

fn company_profile(path: &str) -> Failure {
    let message = say!("problem-company-profile");
    Failure::Problems(vec![Problem::of_field(path, Code::NotAllowed, message)])
}

fn unknown_field(path: &str) -> Failure {
    let inside = |name: &str| path.to_ascii_lowercase().starts_with(name);
    if inside("companyprofile.") || path.eq_ignore_ascii_case("companyProfile") {
        return company_profile(path);
    }
    let editable = || FIELDS.iter().filter(|field| field.is_editable());
    let mut meant = near::all(path, editable().map(|field| field.path));
    let last = |path: &str| path.rsplit('.').next().unwrap_or(path).to_ascii_lowercase();
    let same_end = editable().filter(|field| last(field.path) == last(path));
    for field in same_end {
        if !meant.contains(&field.path) {
            meant.push(field.path);
        }
    }
    let problem = Problem::of_field(
        path,
        Code::NotInList,
        say!("problem-unknown-field", field = path),
    );
    Failure::Usage(vec![match meant.first() {
        Some(first) => problem
            .suggest(*first)
            .remedy(say!("remedy-unknown-field", list = meant)),
        None => {
            let list: Vec<&str> = editable().map(|field| field.path).collect();
            problem.remedy(say!("remedy-fields", list = list))
        }
    }])
}

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
    for edit in first.iter().chain(&rest) {
        match edit {
            Edit::Text { field, text } => write_text(&mut account, field, text, countries),
            tags => write_tags(&mut account, tags),
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

fn write_text(account: &mut Resource, field: &Field, text: &str, countries: &Countries) {
    let country = countries.find(account.text_or_empty(COUNTRY));
    let before = account.text_or_empty(field.member());
    let kept = check::kept(field, text, country, countries);
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

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    fn after(account: &str, wishes: &[&str]) -> String {
        let granted = grant(&Edit::parse_all(wishes).unwrap(), &resource(account));
        serde_json::to_string(&granted.account).unwrap()
    }

    #[test]
    fn a_wish_names_its_field_in_any_case() {
        let edit = Edit::parse(" BillingProfile.Email = a@b.de ").unwrap();
        assert!(edit.is_of("billingProfile.email"));
        assert!(Edit::parse("tags+=gold").unwrap().touches_tags());
        assert!(matches!(Edit::parse("nothing"), Err(Failure::Usage(_))));
        assert!(matches!(Edit::parse("notes+=x"), Err(Failure::Usage(_))));
    }

    #[test]
    fn an_unknown_field_tells_the_near_ones() {
        for (path, meant) in [
            ("billingProfile.emial", "billingProfile.email"),
            ("city", "billingProfile.defaultAddress.city"),
            ("tag", "tags"),
        ] {
            let Err(Failure::Usage(problems)) = Edit::of(path, "x") else {
                panic!("{path} is a field");
            };
            assert_eq!(problems[0].suggestion.as_deref(), Some(meant));
        }
    }

    #[test]
    fn the_company_profile_is_refused_with_the_reason() {
        for path in [
            "companyProfile.domain",
            "companyProfile.companyName",
            "CompanyProfile.x",
        ] {
            let Err(Failure::Problems(problems)) = Edit::of(path, "x") else {
                panic!("{path} can be changed");
            };
            assert_eq!(problems[0].code, Code::NotAllowed);
        }
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let wishes = ["a", "companyProfile.domain=x", "alias=y", "unknown=z"];
        let Err(Failure::Usage(problems)) = Edit::parse_all(&wishes) else {
            panic!("understood");
        };
        assert_eq!(problems.len(), 2);
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

    #[test]
    fn a_file_holds_the_profile_or_the_customer() {
        let bare = r#"{"Id":"x","Email":"a@b.de","DefaultAddress":{"City":"Berlin","Region":null},"Attributes":{"Etag":"1"},"tags":["a"]}"#;
        let edits = Edit::from_file(&resource(bare)).unwrap();
        let paths: Vec<&str> = edits
            .iter()
            .map(|edit| match edit {
                Edit::Text { field, .. } => field.path,
                _ => TAGS,
            })
            .collect();
        assert_eq!(
            paths,
            [
                "billingProfile.email",
                "billingProfile.defaultAddress.city",
                REGION,
                TAGS
            ]
        );
        let whole = r#"{"billingProfile":{"email":"a@b.de"},"partnerdeck":{"notes":"n"}}"#;
        assert_eq!(Edit::from_file(&resource(whole)).unwrap().len(), 2);
        let wrong = r#"{"companyProfile":{"domain":"x"},"billingProfile":{"email":5}}"#;
        let Err(Failure::Problems(problems)) = Edit::from_file(&resource(wrong)) else {
            panic!("taken");
        };
        assert_eq!(problems.len(), 2);
    }
}
