//! The rules of an account put together: which rule looks at which field, and in which order (operations.md sections 2 and
//! 5). The rules themselves have a file each. Nothing is read but the account and the tables; whether a domain is free in
//! the book is asked where a customer is added.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::billing::{COUNTRY, Control, FIELDS, Field, POSTAL_CODE, REGION, STATE};
use super::cloud::Cloud;
use super::country::{Countries, Country, Requirement};
use super::customer::Ours;
use super::partner::Partner;
use super::problem::{Arg, Code, Problem};
use super::qualification::{Asked, Qualification, check_own_mail};
use super::resource::Resource;
use super::text::nfc;
use super::verdict::Verdict;
use super::{address, company_name, culture, domain, email, market, phone, tags};
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

/// The order of the checks, the cheap ones first: operations.md section 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Lengths,
    CompanyName,
    Email,
    Country,
    Market,
}

impl Stage {
    /// Whether it may have something to say of a field.
    fn looks_at(self, field: &Field) -> bool {
        match self {
            Stage::Lengths => true,
            Stage::CompanyName => field.control == Control::CompanyName,
            Stage::Email => field.control == Control::Email,
            Stage::Country => field.control != Control::Tags,
            Stage::Market => field.control == Control::Country,
        }
    }
}

const STAGES: [Stage; 5] = [
    Stage::Lengths,
    Stage::CompanyName,
    Stage::Email,
    Stage::Country,
    Stage::Market,
];

/// What the rules say to one field of an account: asked as a form's field is left. The first refusal of a field is told,
/// not what follows from it.
pub fn check_field(field: &Field, account: &Resource, context: &Context<'_>) -> Verdict {
    let mut verdict = Verdict::fine();
    let subject = Subject::of(account, context);
    let value = account.get(field.member());
    for stage in STAGES {
        verdict.add(judge(stage, field, value, &subject));
        if !verdict.is_allowed() {
            break;
        }
    }
    verdict
}

/// What the rules say to an account as a whole, in the order of operations.md section 2; at most one refusal a field.
pub fn check_all(account: &Resource, context: &Context<'_>) -> Verdict {
    let mut verdict = Verdict::fine();
    let subject = Subject::of(account, context);
    let asked = |field: &&Field| context.is_new || field.is_editable();
    let asked = FIELDS.iter().filter(asked);
    let mut fields: Vec<_> = asked
        .map(|field| (field, account.get(field.member())))
        .collect();
    for stage in STAGES {
        fields.retain(|(field, value)| {
            if !stage.looks_at(field) {
                return true;
            }
            let said = judge(stage, field, *value, &subject);
            let goes_on = said.is_allowed();
            verdict.add(said);
            goes_on
        });
    }
    verdict
}

/// How a typed text is kept: composed (NFC), without blanks at its ends, and in one spelling of what is the same for the
/// service. A text that can't be understood is kept as it is; the rules will say so.
pub fn kept(field: &Field, text: &str, country: Option<&Country>, countries: &Countries) -> String {
    let text = nfc(text.trim());
    let spelt = match (field.control, country) {
        (Control::Notes, _) => Some(text.replace("\r\n", "\n").replace('\r', "\n")),
        (Control::Country, _) => countries.find(&text).map(|found| found.code.to_owned()),
        (_, None) => None,
        (Control::State, Some(country)) => address::kept_state(&text, country).map(str::to_owned),
        (Control::PostalCode, Some(country)) => Some(address::kept_postal_code(&text, country)),
        (Control::Phone, Some(country)) => phone::e164(&text, country),
        (Control::Culture, Some(country)) => {
            culture::kept(&text, country.cultures()).map(str::to_owned)
        }
        (Control::Language, Some(country)) => {
            culture::kept(&text, country.languages()).map(str::to_owned)
        }
        _ => None,
    };
    spelt.unwrap_or_else(|| text.into_owned())
}

/// What is judged, with what every rule asks for.
struct Subject<'a> {
    account: &'a Resource,
    context: &'a Context<'a>,
    country: Option<&'a Country>,
}

impl<'a> Subject<'a> {
    fn of(account: &'a Resource, context: &'a Context<'a>) -> Self {
        let country = context.country_of(account);
        Self {
            account,
            context,
            country,
        }
    }
}

fn judge(stage: Stage, field: &Field, value: Option<&Value>, subject: &Subject<'_>) -> Verdict {
    let Subject {
        account, context, ..
    } = *subject;
    if field.control == Control::Tags {
        return match stage {
            Stage::Lengths => tags::check(field.path, &Ours::of(account).tags),
            _ => Verdict::fine(),
        };
    }
    let text = match value {
        Some(Value::String(text)) => text.as_str(),
        None | Some(Value::Null) => "",
        Some(other) if stage == Stage::Lengths => return no_text(field, other),
        Some(_) => return Verdict::fine(),
    };
    if text.trim().is_empty() {
        return match stage {
            Stage::Lengths => nothing_there(field, subject),
            _ => Verdict::fine(),
        };
    }
    match stage {
        Stage::Lengths => as_written(field, text, context),
        Stage::CompanyName if field.control == Control::CompanyName => {
            company_name::check(field.path, text)
        }
        Stage::Email if field.control == Control::Email => {
            let verdict = email::check(field.path, text, context.partner);
            match own_mail(field, text, account, context).filter(|_| verdict.is_allowed()) {
                Some(problem) => Verdict::refuse(problem),
                None => verdict,
            }
        }
        Stage::Country => by_country(field, text, subject),
        Stage::Market if field.control == Control::Country => {
            let country = context.countries.find(text);
            country.map_or_else(Verdict::fine, |country| {
                market::check_market(field.path, country, context.partner, context.countries)
            })
        }
        _ => Verdict::fine(),
    }
}

/// A school that is added has mail of its own; what an account has already is asked when a qualification is set.
fn own_mail(
    field: &Field,
    text: &str,
    account: &Resource,
    context: &Context<'_>,
) -> Option<Problem> {
    let asked = Asked::in_request(account).filter(|_| context.is_new)?;
    let is_needed = asked.which().is_some_and(Qualification::needs_own_mail);
    check_own_mail(field.path, text).filter(|_| is_needed)
}

/// Length and characters, and the form of a new domain.
fn as_written(field: &Field, text: &str, context: &Context<'_>) -> Verdict {
    let breaks = |c: char| matches!(c, '\n' | '\t') && field.control == Control::Notes;
    let has_controls = match text.is_ascii() {
        true => text
            .bytes()
            .any(|b| b.is_ascii_control() && !breaks(char::from(b))),
        false => text.chars().any(|c| c.is_control() && !breaks(c)),
    };
    if has_controls {
        let message = say!("problem-control-character");
        let problem = Problem::of_field(field.path, Code::BadFormat, message).found(text);
        return Verdict::refuse(problem.suggest(without_controls(text)));
    }
    // The documents count characters: code points of the composed form, so that «é» is one however it was typed.
    let length = match text.is_ascii() {
        true => text.trim().len(),
        false => text.trim().nfc().count(),
    };
    match field.longest {
        Some(limit) if length > limit => {
            let message = say!("problem-too-long", count = length, limit = limit);
            Verdict::refuse(Problem::of_field(field.path, Code::TooLong, message).found(text))
        }
        _ if field.control == Control::Domain => domain::check(field.path, text, context.cloud),
        _ => Verdict::fine(),
    }
}

fn without_controls(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn no_text(field: &Field, found: &Value) -> Verdict {
    let message = say!("problem-no-text");
    Verdict::refuse(
        Problem::of_field(field.path, Code::BadFormat, message).found(found.to_string()),
    )
}

fn nothing_there(field: &Field, subject: &Subject<'_>) -> Verdict {
    let Subject {
        account, country, ..
    } = *subject;
    if let (Control::State, Some(country)) = (field.control, country) {
        return address::check_no_state(field.path, account.text_or_empty(POSTAL_CODE), country);
    }
    if field.requirement(country) != Requirement::Required {
        return Verdict::fine();
    }
    let name = country.map_or(Arg::Text(String::new()), Country::arg);
    let kind = country.and_then(|country| country.registration_number.kind);
    let message = match field.control {
        Control::RegistrationNumber => say!("problem-registration-missing", country = name),
        Control::Phone => say!("problem-phone-missing", country = name),
        _ => say!("problem-missing"),
    };
    let problem = Problem::of_field(field.path, Code::Missing, message);
    Verdict::refuse(match (field.control, kind, country) {
        (Control::RegistrationNumber, Some(kind), _) => {
            problem.remedy(say!("remedy-registration", kind = kind))
        }
        (Control::Culture, _, Some(country)) => problem.suggest(country.default_culture()),
        (Control::Language, _, Some(country)) => problem.suggest(country.default_language()),
        _ => problem,
    })
}

fn by_country(field: &Field, text: &str, subject: &Subject<'_>) -> Verdict {
    let context = subject.context;
    if field.control == Control::Country {
        return market::check_country(field.path, text, context.countries, context.cloud);
    }
    // A country that is missing or unknown is a problem of its own; nothing can be said of the others then.
    let Some(country) = subject.country else {
        return Verdict::fine();
    };
    match field.control {
        Control::State => state(field, text, subject.account, country),
        Control::PostalCode => address::check_postal_code(field.path, text, country),
        Control::Phone => phone::check(field.path, text, country),
        Control::Culture => culture::check_culture(field.path, text, country),
        Control::Language => culture::check_language(field.path, text, country),
        Control::RegistrationNumber => registration_number(field, text, country),
        _ if field.path == REGION => address::check_region(field.path, text, country),
        _ => Verdict::fine(),
    }
}

fn state(field: &Field, text: &str, account: &Resource, country: &Country) -> Verdict {
    let postal_code = account.text_or_empty(POSTAL_CODE);
    let mut verdict = address::check_state(STATE, text, postal_code, country);
    verdict.add(address::check_state_against_postal_code(
        field.path,
        text,
        postal_code,
        country,
    ));
    verdict
}

/// Required in some countries, refused everywhere else (600002).
fn registration_number(field: &Field, text: &str, country: &Country) -> Verdict {
    if country.registration_number.required {
        return registration_form(field, text, country);
    }
    let message = say!("problem-registration-not-allowed", country = country.arg());
    let problem = Problem::of_field(field.path, Code::NotAllowed, message);
    Verdict::refuse(problem.found(text).remedy(say!("remedy-leave-empty")))
}

/// The form of a number where the service named its pattern (600050); elsewhere only the service knows it.
fn registration_form(field: &Field, text: &str, country: &Country) -> Verdict {
    let rules = &country.registration_number;
    let Some(pattern) = country.registration_pattern() else {
        return Verdict::fine();
    };
    if pattern.is_match(text.trim()) {
        return Verdict::fine();
    }
    let kind = rules.kind.unwrap_or_default();
    let message = say!(
        "problem-registration-form",
        country = country.arg(),
        kind = kind
    );
    let remedy = say!("remedy-registration-form", pattern = pattern.as_str());
    let problem = Problem::of_field(field.path, Code::BadFormat, message);
    Verdict::refuse(problem.found(text).remedy(remedy))
}

#[cfg(test)]
mod tests;
