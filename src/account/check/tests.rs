//! Every rule at its edges, through the one door that forms and operations use.

use proptest::prelude::*;

use super::*;
use crate::account::billing::{FIRST_NAME, LINE_1, LINE_2, PHONE, REGISTRATION_NUMBER, field_at};
use crate::account::country::countries;

fn account(country: &str) -> Resource {
    let mut account = Resource::new();
    let known = countries().get(country).unwrap();
    let postal = known.address.postal_examples.iter().flatten().next();
    let state = known.states().first().map(|state| state.code);
    for (path, text) in [
        ("companyProfile.domain", "contoso.onmicrosoft.com"),
        ("billingProfile.companyName", "Contoso"),
        ("billingProfile.email", "ana@contoso.com"),
        ("billingProfile.culture", known.default_culture()),
        ("billingProfile.language", known.default_language()),
        (COUNTRY, country),
        (LINE_1, "1 Main Street"),
        ("billingProfile.defaultAddress.city", "Town"),
        (STATE, state.unwrap_or("")),
        (POSTAL_CODE, postal.copied().unwrap_or("")),
        (FIRST_NAME, "Ana"),
        ("billingProfile.defaultAddress.lastName", "Lee"),
        (
            PHONE,
            known.phone.as_ref().map_or("", |phone| phone.example_e164),
        ),
    ] {
        account.set(path, text);
    }
    if known.registration_number.required {
        // Ten digits: the form of the one country whose pattern is known.
        account.set(REGISTRATION_NUMBER, "1234567890");
    }
    account
}

fn check(account: &Resource, home: Option<&str>) -> Verdict {
    let partner = Partner {
        country: home.map(str::to_owned),
        domain: home.map(|_| "northwind.onmicrosoft.com".to_owned()),
        ..Partner::default()
    };
    let context = Context {
        countries: countries(),
        cloud: Cloud::Global,
        partner: &partner,
        is_new: true,
    };
    check_all(account, &context)
}

fn refused(account: &Resource) -> Vec<(&'static str, Code)> {
    let verdict = check(account, None);
    let place = |problem: &Problem| field_at(problem.field().unwrap()).unwrap().path;
    verdict
        .problems
        .iter()
        .map(|p| (place(p), p.code))
        .collect()
}

#[test]
fn every_countrys_own_examples_pass_together() {
    for country in countries().all() {
        let verdict = check(&account(country.code), None);
        let wrong: Vec<_> = verdict
            .problems
            .iter()
            .map(|p| (p.field(), p.code))
            .collect();
        let closed = !country.csp.sellable || !country.may_live_in(Cloud::Global);
        assert_eq!(
            wrong.len(),
            usize::from(closed),
            "{} {wrong:?}",
            country.code
        );
    }
}

#[test]
fn lengths_are_counted_in_characters_of_composed_text() {
    for (path, fits) in [(LINE_1, 200), (LINE_2, 200), (FIRST_NAME, 50)] {
        for letter in ["x", "한", "e\u{301}", "\u{1112}\u{1161}\u{11ab}"] {
            let mut account = account("KR");
            account.set(path, letter.repeat(fits));
            assert_eq!(refused(&account), [], "{path} {letter}");
            account.set(path, letter.repeat(fits + 1));
            assert_eq!(
                refused(&account),
                [(path, Code::TooLong)],
                "{path} {letter}"
            );
        }
    }
}

#[test]
fn what_must_be_there_depends_on_the_country() {
    for (country, path, missing) in [
        ("US", STATE, true),
        ("KR", STATE, false),
        ("KR", POSTAL_CODE, true),
        ("HK", POSTAL_CODE, false),
        ("SG", "billingProfile.defaultAddress.city", false),
        ("DE", "billingProfile.defaultAddress.city", true),
        ("DE", PHONE, false),
        ("IN", PHONE, true),
        ("IN", REGISTRATION_NUMBER, true),
        ("DE", LINE_1, true),
        ("DE", LINE_2, false),
    ] {
        let mut account = account(country);
        account.set(path, "  ");
        let wanted: Vec<_> = missing
            .then_some((path, Code::Missing))
            .into_iter()
            .collect();
        assert_eq!(refused(&account), wanted, "{country} {path}");
    }
}

#[test]
fn a_registration_number_elsewhere_is_refused() {
    let mut account = account("US");
    account.set(REGISTRATION_NUMBER, "12-3456789");
    assert_eq!(refused(&account), [(REGISTRATION_NUMBER, Code::NotAllowed)]);
}

#[test]
fn an_unknown_country_is_one_problem_and_hides_no_other() {
    let mut account = account("US");
    account.set(COUNTRY, "Atlantis");
    account.set(STATE, "ZZ");
    account.set(FIRST_NAME, "");
    assert_eq!(
        refused(&account),
        [(FIRST_NAME, Code::Missing), (COUNTRY, Code::UnknownCountry)]
    );
}

#[test]
fn what_is_no_text_and_what_can_not_be_seen_is_refused() {
    let mut account = account("US");
    account.set(LINE_1, 5);
    account.set(FIRST_NAME, "A\u{1b}[2J");
    account.set("partnerdeck.notes", "two\nlines");
    assert_eq!(
        refused(&account),
        [(LINE_1, Code::BadFormat), (FIRST_NAME, Code::BadFormat)]
    );
}

#[test]
fn rules_about_an_unknown_partner_are_skipped_with_a_warning() {
    assert_eq!(check(&account("KR"), None).warnings.len(), 2);
    assert_eq!(check(&account("KR"), Some("KR")).warnings, []);
}

proptest! {
    #[test]
    fn no_text_makes_the_rules_panic(
        texts in proptest::collection::vec(".{0,60}", FIELDS.len()),
        known in proptest::option::of("[A-Z]{2}"),
    ) {
        let mut account = Resource::new();
        for (field, text) in FIELDS.iter().zip(&texts) {
            account.set(field.member(), text.as_str());
        }
        if let Some(code) = known {
            account.set(COUNTRY, code);
        }
        let country = countries().find(account.text_or_empty(COUNTRY));
        for (field, text) in FIELDS.iter().zip(&texts) {
            let once = kept(field, text, country, countries());
            let twice = kept(field, &once, country, countries());
            prop_assert_eq!(&once, &twice, "{} is spelt twice", field.path);
        }
        check(&account, Some("DE"));
    }

    #[test]
    fn what_is_suggested_is_taken(
        text in "[0-9A-Za-z .-]{1,12}",
        at in 0..248_usize,
    ) {
        let country = &countries().all()[at];
        for path in [STATE, POSTAL_CODE, PHONE, "billingProfile.culture", "billingProfile.language"] {
            let mut account = account(country.code);
            account.set(POSTAL_CODE, "");
            account.set(path, text.as_str());
            let field = field_at(path).unwrap();
            let problem_of = |account: &Resource| {
                let verdict = check(account, None);
                verdict.problems.into_iter().find(|p| p.field() == Some(field.path))
            };
            if let Some(meant) = problem_of(&account).and_then(|problem| problem.suggestion) {
                account.set(path, meant.as_str());
                prop_assert!(problem_of(&account).is_none(), "{} {path} {text} -> {meant}", country.code);
            }
        }
    }
}
