//! The rules of a customer account, field by field (operations.md sections 2 and 5, address-rules.md). Nothing is read
//! but the account itself and the tables; whether a domain is free in the book is asked where an account is added.

use super::billing::{COUNTRY, Control, FIELDS, Field};
use super::cloud::Cloud;
use super::country::{Countries, Country, Requirement};
use super::partner::Partner;
use super::problem::{Code, Problem};
use super::resource::Resource;
use super::verdict::Verdict;
use crate::say;

/// What the rules must know besides the account.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Every country.
    pub countries: &'a Countries,
    /// The cloud of the book.
    pub cloud: Cloud,
    /// Whose book it is; rules about what is not known of it are skipped, with a warning.
    pub partner: &'a Partner,
    /// The account is being added: what can be said only then is judged too.
    pub is_new: bool,
}

impl<'a> Context<'a> {
    /// The country of an account, when it has one that is known.
    pub fn country_of(&self, account: &Resource) -> Option<&'a Country> {
        self.countries.find(account.text_or_empty(COUNTRY))
    }
}

/// What the rules say to one field of an account: asked as a form's field is left.
pub fn check_field(field: &Field, account: &Resource, context: &Context<'_>) -> Verdict {
    let text = account.text_or_empty(field.member());
    let country = context.country_of(account);
    if text.trim().is_empty() {
        return match field.requirement(country) {
            Requirement::Required => Verdict::refuse(Problem::of_field(
                field.path,
                Code::Missing,
                say!("problem-missing"),
            )),
            _ => Verdict::fine(),
        };
    }
    too_long(field, text)
}

/// What the rules say to an account as a whole, in the order of operations.md section 2.
pub fn check_all(account: &Resource, context: &Context<'_>) -> Verdict {
    let mut verdict = Verdict::fine();
    for field in FIELDS {
        verdict.add(check_field(field, account, context));
    }
    verdict
}

/// How a typed text is kept: what is the same for the service gets one spelling.
pub fn kept(field: &Field, text: &str, country: Option<&Country>, countries: &Countries) -> String {
    let text = super::text::nfc(text.trim());
    let _ = country;
    match field.control {
        Control::Country => countries
            .find(&text)
            .map_or_else(|| text.to_string(), |c| c.code.to_owned()),
        _ => text.into_owned(),
    }
}

fn too_long(field: &Field, text: &str) -> Verdict {
    let Some(limit) = field.longest else {
        return Verdict::fine();
    };
    let length = text.chars().count();
    if length <= limit {
        return Verdict::fine();
    }
    Verdict::refuse(
        Problem::of_field(
            field.path,
            Code::TooLong,
            say!("problem-too-long", count = length, limit = limit),
        )
        .found(text),
    )
}
