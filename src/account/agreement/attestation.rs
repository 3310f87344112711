//! An attestation: the partner says who accepted the customer agreement, and when (operations.md section 8, way 1).

use jiff::Timestamp;

use crate::account::country::Country;
use crate::account::problem::{Code, Problem};
use crate::account::resource::Resource;
use crate::account::text::{fold, nfc};
use crate::account::{email, phone};
use crate::say;

use super::{Agreement, Sort, moment, templates};

/// The person's first name, as problems name the field.
pub const FIRST_NAME: &str = "primaryContact.firstName";
/// The person's last name.
pub const LAST_NAME: &str = "primaryContact.lastName";
/// The person's e-mail address.
pub const EMAIL: &str = "primaryContact.email";
/// The person's phone number, which may be left out.
pub const PHONE: &str = "primaryContact.phoneNumber";
/// The date of agreement.
pub const DATE: &str = "dateAgreed";

/// The most characters of a name.
const LONGEST_NAME: usize = 50;

/// What is attested, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attestation {
    /// First name of the person who accepted.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Phone number; empty when it is not known.
    pub phone: String,
    /// When: a day, or a moment.
    pub date: String,
}

impl Attestation {
    /// Reads the service's own shape.
    pub fn of(request: &Resource) -> Self {
        let text = |path: &str| request.text_or_empty(path).to_owned();
        Self {
            first_name: text(FIRST_NAME),
            last_name: text(LAST_NAME),
            email: text(EMAIL),
            phone: text(PHONE),
            date: text(DATE),
        }
    }

    /// Every problem of it, in the order of the fields. `country` is the customer's: how its phone numbers look.
    pub fn check(&self, country: Option<&Country>, now: Timestamp) -> Vec<Problem> {
        let fields = [
            name(FIRST_NAME, &self.first_name),
            name(LAST_NAME, &self.last_name),
            self.check_email(),
            self.check_phone(country),
            check_date(&self.date, now),
        ];
        fields.into_iter().flatten().collect()
    }

    fn check_email(&self) -> Option<Problem> {
        let address = self.email.trim();
        if address.is_empty() {
            return Some(missing(EMAIL));
        }
        let is_address = email::domain_of(address).is_some();
        (!is_address).then(|| {
            let problem = Problem::of_field(EMAIL, Code::BadFormat, say!("problem-email"));
            problem.found(address).remedy(say!("remedy-email"))
        })
    }

    fn check_phone(&self, country: Option<&Country>) -> Option<Problem> {
        let number = self.phone.trim();
        let country = country.filter(|_| !number.is_empty())?;
        // Who signs may sit in another country: a number with its calling code is taken as it is.
        let is_abroad = number.starts_with('+') && digits(number).len() >= 7;
        let verdict = phone::check(PHONE, number, country);
        verdict.problems.into_iter().find(|_| !is_abroad)
    }

    /// The record that is kept, as the service answers the confirmation: names without blanks at their ends, a phone number of
    /// the country in the form in which it is sent.
    pub fn record(&self, country: Option<&Country>) -> Resource {
        let mut record = Resource::new();
        let kept = |text: &str| nfc(text.trim()).into_owned();
        record.set(FIRST_NAME, kept(&self.first_name));
        record.set(LAST_NAME, kept(&self.last_name));
        record.set(EMAIL, kept(&self.email));
        let number = kept(&self.phone);
        if !number.is_empty() {
            let sent = country.and_then(|country| phone::e164(&number, country));
            record.set(PHONE, sent.unwrap_or(number));
        }
        let template = &templates().current;
        record.set("templateId", template.template_id.as_str());
        if let Some(agreed) = moment(&self.date) {
            record.set(DATE, agreed.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string());
        }
        record.set("type", template.agreement_type.as_str());
        record.set("agreementLink", template.agreement_link.as_str());
        record
    }
}

fn name(path: &str, typed: &str) -> Option<Problem> {
    let name = typed.trim();
    let length = nfc(name).chars().count();
    if name.is_empty() {
        return Some(missing(path));
    }
    if name.chars().any(char::is_control) {
        let message = say!("problem-control-character");
        return Some(Problem::of_field(path, Code::BadFormat, message).found(name));
    }
    (length > LONGEST_NAME).then(|| {
        let message = say!("problem-too-long", count = length, limit = LONGEST_NAME);
        Problem::of_field(path, Code::TooLong, message).found(name)
    })
}

fn missing(path: &str) -> Problem {
    Problem::of_field(path, Code::Missing, say!("problem-missing"))
}

/// What is wrong with a date of agreement: it must be there, be a date, and not lie in the future. Dates are meant in UTC.
pub fn check_date(typed: &str, now: Timestamp) -> Option<Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(missing(DATE));
    }
    let today = now.strftime("%Y-%m-%d").to_string();
    let Some(agreed) = moment(typed) else {
        let problem = Problem::of_field(DATE, Code::BadFormat, say!("agreement-no-date"));
        return Some(
            problem
                .found(typed)
                .remedy(say!("agreement-date-remedy", today = today)),
        );
    };
    (agreed > now).then(|| {
        let message = say!("agreement-in-the-future", today = &today);
        let problem = Problem::of_field(DATE, Code::InTheFuture, message).found(typed);
        problem.remedy(say!("agreement-date-remedy", today = today))
    })
}

/// The attestation of the current agreement that is the newest: the one that was told last, of several told at once the one
/// of the latest date. `told` is when each came into the book.
pub fn newest<'a, Told: Ord>(
    agreements: impl IntoIterator<Item = (&'a Resource, Told)>,
) -> Option<&'a Resource> {
    let attested = agreements
        .into_iter()
        .filter(|(one, _)| Agreement(one).sort() == Sort::Attested);
    let newest = attested.max_by(|(one, told), (other, later)| {
        told.cmp(later)
            .then(Agreement(one).agreed().cmp(&Agreement(other).agreed()))
    });
    newest.map(|(one, _)| one)
}

/// Why the service refuses an attestation that names the same person in the same words as the newest one (600061).
pub fn repeats(record: &Resource, newest: &Resource, found: &str) -> Option<Problem> {
    let same_text =
        |path: &str| fold(record.text_or_empty(path)) == fold(newest.text_or_empty(path));
    let number = |one: &Resource| digits(one.text_or_empty(PHONE));
    let (one, other) = (number(record), number(newest));
    // The calling code may stand in one of them only.
    let same_number = one == other
        || (!one.is_empty()
            && !other.is_empty()
            && (one.ends_with(&other) || other.ends_with(&one)));
    let repeats = same_number && [FIRST_NAME, LAST_NAME, EMAIL].into_iter().all(same_text);
    repeats.then(|| {
        let agreed = Agreement(newest).agreed();
        let day = agreed.map_or(String::new(), |at| at.strftime("%Y-%m-%d").to_string());
        Problem::new(Code::Service(600_061), say!("agreement-repeats", day = day))
            .found(found)
            .remedy(say!("agreement-repeats-remedy"))
    })
}

fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::country::countries;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn tania() -> Attestation {
        Attestation {
            first_name: "Tania".to_owned(),
            last_name: "Carr".to_owned(),
            email: "someone@example.com".to_owned(),
            phone: "(425) 555-0101".to_owned(),
            date: "2026-11-22".to_owned(),
        }
    }

    fn codes(attestation: &Attestation) -> Vec<(String, Code)> {
        let problems = attestation.check(countries().get("US"), at("2026-11-22T09:00:00Z"));
        let told =
            |problem: &Problem| (problem.field().unwrap_or_default().to_owned(), problem.code);
        problems.iter().map(told).collect()
    }

    #[test]
    fn the_date_of_agreement_is_not_in_the_future() {
        for (date, now, code) in [
            ("2026-11-22", "2026-11-22T00:00:00Z", None),
            (
                "2026-11-22",
                "2026-11-21T23:59:59Z",
                Some(Code::InTheFuture),
            ),
            (
                "2026-11-23",
                "2026-11-22T09:00:00Z",
                Some(Code::InTheFuture),
            ),
            ("2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z", None),
            (
                "2026-11-22T09:00:01Z",
                "2026-11-22T09:00:00Z",
                Some(Code::InTheFuture),
            ),
            ("2018-06-14T00:00:00.000Z", "2026-11-22T09:00:00Z", None),
            ("yesterday", "2026-11-22T09:00:00Z", Some(Code::BadFormat)),
            (" ", "2026-11-22T09:00:00Z", Some(Code::Missing)),
        ] {
            let said = check_date(date, at(now)).map(|problem| problem.code);
            assert_eq!(said, code, "{date} at {now}");
        }
    }

    #[test]
    fn every_problem_of_an_attestation_is_told_at_once() {
        assert_eq!(codes(&tania()), []);
        let empty: Vec<String> = codes(&Attestation::default())
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        assert_eq!(empty, [FIRST_NAME, LAST_NAME, EMAIL, DATE]);
        let wrong = Attestation {
            first_name: "x".repeat(51),
            last_name: "a\u{7}b".to_owned(),
            email: "someone".to_owned(),
            phone: "12".to_owned(),
            date: "2027-01-01".to_owned(),
        };
        let codes: Vec<Code> = codes(&wrong).into_iter().map(|(_, code)| code).collect();
        use Code::{BadFormat, InTheFuture, TooLong};
        assert_eq!(
            codes,
            [TooLong, BadFormat, BadFormat, BadFormat, InTheFuture]
        );
    }

    #[test]
    fn the_phone_may_be_left_out_or_belong_to_another_country() {
        for phone in ["", "+82 2 212 3456", "425 555 0101"] {
            let one = Attestation {
                phone: phone.to_owned(),
                ..tania()
            };
            assert_eq!(codes(&one), [], "{phone}");
        }
    }

    #[test]
    fn a_record_has_the_shape_of_the_service() {
        let record = tania().record(countries().get("US"));
        assert_eq!(
            serde_json::to_string(&record).unwrap(),
            r#"{"primaryContact":{"firstName":"Tania","lastName":"Carr","email":"someone@example.com","phoneNumber":"+14255550101"},"templateId":"117a77b0-9360-443b-8795-c6dedc750cf9","dateAgreed":"2026-11-22T00:00:00.000Z","type":"MicrosoftCustomerAgreement","agreementLink":"https://aka.ms/customeragreement"}"#
        );
        let sample = include_str!("../../../tests/data/samples/agreement-confirm.response.json");
        let sample: Resource = serde_json::from_str(sample).unwrap();
        assert_eq!(Attestation::of(&sample).first_name, "Tania");
    }

    #[test]
    fn the_same_four_contact_values_again_are_refused_600061() {
        let country = countries().get("US");
        let before = tania().record(country);
        let say = |change: &dyn Fn(&mut Attestation)| {
            let mut again = tania();
            again.date = "2026-11-20".to_owned();
            change(&mut again);
            repeats(&again.record(country), &before, "c").map(|problem| problem.code)
        };
        let refused = Some(Code::Service(600_061));
        assert_eq!(say(&|_| {}), refused, "another date is no other contact");
        assert_eq!(say(&|one| one.phone = "425 555 0101".to_owned()), refused);
        assert_eq!(
            say(&|one| one.email = "Someone@Example.com".to_owned()),
            refused
        );
        assert_eq!(say(&|one| one.first_name = "Tanja".to_owned()), None);
        assert_eq!(say(&|one| one.last_name = "Cook".to_owned()), None);
        assert_eq!(say(&|one| one.email = "other@example.com".to_owned()), None);
        assert_eq!(say(&|one| one.phone = "425 555 0102".to_owned()), None);
        assert_eq!(say(&|one| one.phone.clear()), None);
    }

    #[test]
    fn the_newest_is_told_last_then_of_the_latest_date() {
        let of = |date: &str| {
            Attestation {
                date: date.to_owned(),
                ..tania()
            }
            .record(None)
        };
        let (first, second, older) = (of("2026-01-01"), of("2026-02-01"), of("2026-03-01"));
        let told = [(&first, 1), (&second, 1)];
        assert_eq!(newest(told), Some(&second));
        assert_eq!(newest([(&older, 1), (&first, 2)]), Some(&first));
        assert_eq!(newest::<u64>([]), None);
    }
}
