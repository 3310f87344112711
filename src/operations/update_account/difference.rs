//! What an update makes of an account: which fields, what the rules say to them, and how that is told before it is done.

use std::borrow::Cow;

use serde_json::Value;

use crate::account::billing::{
    COMPANY_NAME, COUNTRY, Control, FIELDS, Field, Need, POSTAL_CODE, STATE, TAGS, field_at,
};
use crate::account::check::{Context, check_all};
use crate::account::country::{Country, countries};
use crate::account::customer::CustomerView;
use crate::account::problem::{Arg, Code, Message, Problem};
use crate::account::relationship::Relationship;
use crate::account::resource::Resource;
use crate::account::verdict::Verdict;
use crate::say;

/// An account before and after, and the fields that differ, in the order of the form.
pub(super) struct Difference<'a> {
    before: &'a Resource,
    after: &'a Resource,
    pub(super) fields: Vec<&'static Field>,
}

impl<'a> Difference<'a> {
    pub(super) fn between(before: &'a Resource, after: &'a Resource) -> Self {
        // Absent, null and empty say the same (the service's own rule): only what a person would read counts.
        let differs = |field: &&Field| shown(field, before) != shown(field, after);
        Self {
            before,
            after,
            fields: FIELDS.iter().filter(differs).collect(),
        }
    }

    fn has(&self, path: &str) -> bool {
        self.fields.iter().any(|field| field.path == path)
    }

    /// What the rules say to what was changed and to what hangs on it. An odd value that came from the service and is not
    /// touched is no more than a warning, so that the account stays editable elsewhere.
    pub(super) fn judged(&self, context: &Context<'_>) -> Verdict {
        let said = check_all(self.after, context);
        let path_of = |problem: &Problem| problem.field().and_then(field_at);
        let (problems, odd): (Vec<Problem>, Vec<Problem>) = said
            .problems
            .into_iter()
            .partition(|problem| path_of(problem).is_none_or(|field| self.touches(field)));
        let tells = |problem: &Problem| path_of(problem).is_none_or(|field| self.doubts(field));
        let mut warnings: Vec<Problem> = said.warnings.into_iter().filter(tells).collect();
        if self
            .before
            .get("billingProfile")
            .is_some_and(Value::is_object)
        {
            warnings.extend(odd);
        }
        Verdict { problems, warnings }
    }

    /// Whether a field was changed, or what it may say hangs on one that was: most of an address hangs on the country.
    fn touches(&self, field: &Field) -> bool {
        let of_country = field.need == Need::ByCountry
            || matches!(field.control, Control::Culture | Control::Language);
        self.has(field.path) || (of_country && self.has(COUNTRY))
    }

    fn doubts(&self, field: &Field) -> bool {
        self.touches(field) || (field.path == STATE && self.has(POSTAL_CODE))
    }

    /// What the operator should know before, whatever the rules say.
    pub(super) fn notices(&self) -> Vec<Problem> {
        let relationship = CustomerView(self.after).relationship();
        let is = |known: Relationship| relationship.eq_ignore_ascii_case(known.wire());
        let of_service = self.fields.iter().any(|field| field.member() == field.path);
        let has_profile = self
            .before
            .get("billingProfile")
            .is_some_and(Value::is_object);
        let mut told = Vec::new();
        if self.has(COUNTRY) && !self.before.text_or_empty(COUNTRY).is_empty() {
            let notice = Problem::of_field(COUNTRY, Code::Notice, say!("notice-country-changes"));
            told.push(notice.found(self.after.text_or_empty(COUNTRY)));
        }
        if of_service && is(Relationship::None) {
            told.push(Problem::new(Code::Notice, say!("notice-no-relationship")));
        }
        if of_service && !has_profile {
            // A row of the customers' list has no billing profile: the service may know the rest.
            told.push(Problem::new(Code::Notice, say!("notice-profile-not-known")));
        }
        if self.has(TAGS) && !is(Relationship::Reseller) {
            let message = say!("notice-tags-need-reseller");
            told.push(Problem::of_field(TAGS, Code::Notice, message));
        }
        told
    }

    /// Each change in words.
    pub(super) fn steps(&self) -> Vec<Message> {
        self.fields.iter().map(|field| self.step(field)).collect()
    }

    fn step(&self, field: &Field) -> Message {
        if field.control == Control::Notes {
            return say!("step-notes-change");
        }
        let name = Message::new(field.label);
        let (old, new) = (shown(field, self.before), shown(field, self.after));
        match (old.is_empty(), new.is_empty()) {
            (true, _) => say!("step-field-is-filled", field = name, new = &*new),
            (_, true) => say!("step-field-is-cleared", field = name, old = &*old),
            _ => say!("step-field-changes", field = name, old = &*old, new = &*new),
        }
    }

    /// What follows from it (operations.md section 5).
    pub(super) fn consequences(&self) -> Vec<Message> {
        let mut told = Vec::new();
        if self.has(COMPANY_NAME) {
            told.push(say!("consequence-name-in-list-only"));
        }
        let known = |account: &Resource| countries().find(account.text_or_empty(COUNTRY));
        if let (Some(old), Some(new)) = (known(self.before), known(self.after))
            && old.code != new.code
        {
            told.push(say!(
                "consequence-country",
                old = old.arg(),
                new = new.arg(),
                old_money = money(old),
                new_money = money(new)
            ));
        }
        told
    }
}

fn shown<'a>(field: &Field, account: &'a Resource) -> Cow<'a, str> {
    if field.control == Control::Tags {
        return Cow::Owned(CustomerView(account).tags().join(", "));
    }
    match account.get(field.member()) {
        None | Some(Value::Null) => Cow::Borrowed(""),
        Some(Value::String(text)) => Cow::Borrowed(text),
        Some(other) => Cow::Owned(other.to_string()),
    }
}

/// What is paid in there.
fn money(country: &Country) -> Arg {
    let markets = country.csp.markets.iter();
    let currencies: Vec<&str> = markets.filter_map(|m| m.currency.as_deref()).collect();
    if currencies.is_empty() {
        return Arg::from("–");
    }
    Arg::from(currencies)
}
