//! State, postal code and region of an address (address-rules.md, rules 3 to 6): postal practice of the country, the
//! service's own rule where it was seen. Four countries have a list of states that the service keeps to; elsewhere any
//! text is sent.

use unicode_normalization::UnicodeNormalization;

use super::country::{Country, Requirement, State};
use super::near;
use super::problem::{Code, Message, Problem};
use super::text::fold;
use super::us_zip;
use super::verdict::Verdict;
use crate::say;

/// What people take for states of the US, and the service for countries.
const COUNTRIES_OF_THE_US: &[&str] = &["AS", "GU", "MP", "PR", "UM", "VI"];

/// No country's is longer, without its signs; what is longer was no slip.
const LONGEST_POSTAL_CODE: usize = 12;

/// What the rules say to a state that is there.
pub fn check_state(path: &str, state: &str, postal_code: &str, country: &Country) -> Verdict {
    if country.states().is_empty() || state_of_code(state, country).is_some() {
        return Verdict::fine();
    }
    let message = say!("problem-state", state = state, country = country.arg());
    let problem = Problem::of_field(path, Code::NotInList, message).found(state);
    if !country.address.state_is_from_list {
        return doubt_state(problem, state, country);
    }
    let upper = state.trim().to_uppercase();
    if country.code == "US" && COUNTRIES_OF_THE_US.contains(&upper.as_str()) {
        return Verdict::refuse(problem.remedy(say!("remedy-state-is-country", state = upper)));
    }
    Verdict::refuse(match meant_state(state, postal_code, country) {
        Some((meant, remedy)) => problem.remedy(remedy).suggest(meant),
        None => problem.remedy(say!("remedy-state")),
    })
}

/// What the rules say where no state is given.
pub fn check_no_state(path: &str, postal_code: &str, country: &Country) -> Verdict {
    let missing = |message| Problem::of_field(path, Code::Missing, message);
    match country.address.fields.state {
        Requirement::Required => {
            let problem = missing(say!("problem-state-missing", country = country.arg()));
            Verdict::refuse(match by_postal_code(postal_code, country) {
                Some(state) => problem
                    .remedy(state_fits(state, postal_code))
                    .suggest(state),
                None => problem.remedy(say!("remedy-state")),
            })
        }
        Requirement::Recommended => {
            let message = say!("notice-state-recommended", country = country.arg());
            Verdict::doubt(missing(message))
        }
        _ => Verdict::fine(),
    }
}

fn state_fits(state: &str, postal_code: &str) -> Message {
    say!(
        "remedy-state-by-zip",
        state = state,
        zip = postal_code.trim()
    )
}

/// A state and a ZIP code that lie apart: doubtful, since the service looks at both.
pub fn check_state_against_postal_code(
    path: &str,
    state: &str,
    postal_code: &str,
    country: &Country,
) -> Verdict {
    let (Some(state), Some(other)) = (
        state_of_code(state, country),
        by_postal_code(postal_code, country),
    ) else {
        return Verdict::fine();
    };
    if state.code == other {
        return Verdict::fine();
    }
    let message = say!(
        "notice-state-and-zip",
        zip = postal_code,
        other = other,
        state = state.code
    );
    Verdict::doubt(
        Problem::of_field(path, Code::Notice, message)
            .found(state.code)
            .suggest(other),
    )
}

/// How a state is kept: the list's own spelling of its code, else as typed.
pub fn kept_state(state: &str, country: &Country) -> Option<&'static str> {
    state_of_code(state, country).map(|state| state.code)
}

/// What the rules say to a region that is there. It is another field than the state and mostly unused; with one the
/// service takes no address of the US (27002), so there it is dropped on the way in.
pub fn check_region(path: &str, region: &str, country: &Country) -> Verdict {
    if takes_region(country) {
        return Verdict::fine();
    }
    let problem = Problem::of_field(path, Code::NotAllowed, say!("notice-region-dropped"));
    Verdict::doubt(problem.found(region))
}

/// Whether an address of the country may have a region.
pub fn takes_region(country: &Country) -> bool {
    country.code != "US"
}

/// What the rules say to a postal code that is there.
pub fn check_postal_code(path: &str, code: &str, country: &Country) -> Verdict {
    let Some(pattern) = country.postal_pattern() else {
        let message = say!("notice-no-postal-codes", country = country.arg());
        return Verdict::doubt(Problem::of_field(path, Code::NotAllowed, message).found(code));
    };
    if pattern.is_match(&kept_postal_code(code, country)) {
        return Verdict::fine();
    }
    let message = say!("problem-postal-code", country = country.arg());
    let mut problem = Problem::of_field(path, Code::BadFormat, message).found(code);
    if let Some(example) = country.address.postal_examples.iter().flatten().next() {
        problem = problem.remedy(say!("remedy-postal-code", example = *example));
    }
    Verdict::refuse(match meant_postal_code(code, country) {
        Some(meant) => problem.suggest(meant),
        None => problem,
    })
}

/// How a postal code is kept: plain digits and letters, capital where the country writes it so.
pub fn kept_postal_code(code: &str, country: &Country) -> String {
    let plain: String = code.nfkc().collect();
    let plain = plain.trim();
    if country.postal_is_upper_case() {
        plain.to_uppercase()
    } else {
        plain.to_owned()
    }
}

fn state_of_code<'a>(text: &str, country: &'a Country) -> Option<&'a State> {
    let text = text.trim();
    let mut states = country.states().iter();
    states.find(|state| state.code.eq_ignore_ascii_case(text))
}

fn state_of_name<'a>(text: &str, country: &'a Country) -> Option<&'a State> {
    let text = fold(text);
    let text = text.trim();
    let is_called = |state: &&State| names_of(state).any(|name| fold(name).trim() == text);
    country.states().iter().find(is_called)
}

fn names_of(state: &State) -> impl Iterator<Item = &'static str> {
    [Some(state.name), state.local].into_iter().flatten()
}

fn by_postal_code(postal_code: &str, country: &Country) -> Option<&'static str> {
    let code = kept_postal_code(postal_code, country);
    (country.code == "US").then(|| us_zip::state_of(&code))?
}

/// The code that was meant and the sentence that says why: by its full name, by the postal code, by a slip of the finger.
fn meant_state(
    text: &str,
    postal_code: &str,
    country: &Country,
) -> Option<(&'static str, Message)> {
    if let Some(state) = state_of_name(text, country) {
        let remedy = say!("remedy-state-code", state = state.code, name = state.name);
        return Some((state.code, remedy));
    }
    if let Some(code) = by_postal_code(postal_code, country) {
        return Some((code, state_fits(code, postal_code)));
    }
    let state = near_state(text, country)?;
    let remedy = say!("remedy-state-code", state = state.code, name = state.name);
    Some((state.code, remedy))
}

fn near_state<'a>(text: &str, country: &'a Country) -> Option<&'a State> {
    let names = country.states().iter().flat_map(names_of);
    let codes = country.states().iter().map(|state| state.code);
    let meant = near::only(text, names.chain(codes))?;
    state_of_code(meant, country).or_else(|| state_of_name(meant, country))
}

/// Where the service takes any text, only what is nearly a state is doubted.
fn doubt_state(problem: Problem, text: &str, country: &Country) -> Verdict {
    if state_of_name(text, country).is_some() {
        return Verdict::fine();
    }
    match near_state(text, country) {
        Some(state) => Verdict::doubt(problem.suggest(state.name)),
        None => Verdict::fine(),
    }
}

/// The postal code that was meant: without the country's mark in front, with its blank or hyphen where it belongs.
fn meant_postal_code(code: &str, country: &Country) -> Option<String> {
    let pattern = country.postal_pattern()?;
    let typed = kept_postal_code(code, country).to_uppercase();
    let prefix = country.address.postal_prefix.unwrap_or("").trim();
    let bare = typed.strip_prefix(prefix).unwrap_or(&typed);
    let bare = bare.strip_prefix(country.code).unwrap_or(bare);
    let plain: String = bare.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    if plain.len() > LONGEST_POSTAL_CODE {
        return None;
    }
    let parted = (1..plain.len()).flat_map(|at| {
        let (first, last) = plain.split_at(at);
        [format!("{first} {last}"), format!("{first}-{last}")]
    });
    let forms = [plain.clone(), typed.clone()].into_iter().chain(parted);
    let right: Vec<String> = forms.filter(|form| pattern.is_match(form)).collect();
    let examples = || country.address.postal_examples.iter().flatten();
    let usual = right
        .iter()
        .find(|form| examples().any(|example| shape(example) == shape(form)));
    usual.or(right.first()).cloned()
}

/// Where digits, letters and signs stand: `9999 AA`.
fn shape(code: &str) -> String {
    let of = |sign: char| match sign {
        '0'..='9' => '9',
        letter if letter.is_alphabetic() => 'A',
        other => other,
    };
    code.chars().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::country::countries;

    fn country(code: &str) -> &'static Country {
        countries().get(code).unwrap()
    }

    #[test]
    fn every_countrys_postal_examples_are_taken_in_any_case() {
        for country in countries().all() {
            for example in country.address.postal_examples.iter().flatten() {
                for form in [(*example).to_owned(), example.to_lowercase()] {
                    let verdict = check_postal_code("postal", &form, country);
                    assert!(verdict.is_fine(), "{} {form}: {verdict:?}", country.code);
                }
            }
        }
    }

    #[test]
    fn postal_codes_are_capital_where_the_country_writes_them_so() {
        assert_eq!(kept_postal_code(" ec1y 8sy", country("GB")), "EC1Y 8SY");
        assert_eq!(kept_postal_code("０３０５１", country("KR")), "03051");
        // A sign that falls apart into a blank and a mark leaves no blank in front.
        assert_eq!(kept_postal_code("\u{a8}", country("KR")), "\u{308}");
    }

    #[test]
    fn a_wrong_postal_code_suggests_the_right_one() {
        for (code, typed, meant) in [
            ("SE", "SE-11455", Some("11455")),
            ("PT", "2725079", Some("2725-079")),
            ("US", "980526399", Some("98052-6399")),
            ("NL", "1234-ab", Some("1234 AB")),
            ("GB", "EC1Y-8SY", Some("EC1Y 8SY")),
            ("US", "9805", None),
            ("KR", "١٢٣٤٥", None),
        ] {
            let verdict = check_postal_code("postal", typed, country(code));
            if let Some(problem) = verdict.problems.first() {
                assert_eq!(problem.code, Code::BadFormat);
                assert_eq!(problem.suggestion.as_deref(), meant, "{code} {typed}");
            } else {
                panic!("{code} takes {typed}");
            }
        }
    }

    #[test]
    fn where_there_are_no_postal_codes_one_is_doubtful() {
        let verdict = check_postal_code("postal", "12345", country("AE"));
        assert!(verdict.is_allowed());
        assert_eq!(verdict.warnings[0].code, Code::NotAllowed);
    }

    fn state(code: &str, typed: &str, postal: &str) -> Verdict {
        check_state("state", typed, postal, country(code))
    }

    #[test]
    fn a_state_of_the_list_is_taken_in_any_case() {
        for (code, typed) in [
            ("US", "wa"),
            ("CA", "on"),
            ("MX", "AGU"),
            ("CN", "31"),
            ("AU", "NSW"),
        ] {
            assert!(state(code, typed, "").is_fine(), "{typed}");
            assert_eq!(
                kept_state(typed, country(code)),
                Some(typed.to_uppercase().as_str())
            );
        }
    }

    #[test]
    fn a_wrong_state_suggests_the_right_one() {
        for (code, typed, postal, meant) in [
            ("US", "ZZ", "98052", Some("WA")),
            ("US", "Washington", "98052", Some("WA")),
            ("US", "washington", "", Some("WA")),
            ("US", "Washigton", "", Some("WA")),
            ("US", "ZZ", "", None),
            ("US", "AE", "09012", None),
            ("CA", "Québec", "", Some("QC")),
            ("CA", "quebec", "", Some("QC")),
            ("CN", "上海市", "", Some("31")),
            ("MX", "CDMX", "", Some("CMX")),
        ] {
            let verdict = state(code, typed, postal);
            let problem = &verdict.problems[0];
            assert_eq!(problem.code, Code::NotInList, "{typed}");
            assert_eq!(problem.suggestion.as_deref(), meant, "{typed} {postal}");
        }
    }

    #[test]
    fn elsewhere_any_state_passes() {
        for (code, typed) in [
            ("KR", "서울특별시"),
            ("KR", "Seoul"),
            ("DE", "Bayern"),
            ("AU", "Outback"),
            ("JP", "x"),
        ] {
            assert!(state(code, typed, "").is_fine(), "{code} {typed}");
        }
        let verdict = state("KR", "Seuol", "");
        assert!(verdict.is_allowed());
        assert_eq!(verdict.warnings[0].suggestion.as_deref(), Some("Seoul"));
    }

    #[test]
    fn no_state_is_refused_in_four_countries_only() {
        for country in countries().all() {
            let verdict = check_no_state("state", "", country);
            let asked = ["CA", "CN", "MX", "US"].contains(&country.code);
            assert_eq!(!verdict.is_allowed(), asked, "{}", country.code);
        }
        let verdict = check_no_state("state", "98052", country("US"));
        assert_eq!(verdict.problems[0].suggestion.as_deref(), Some("WA"));
    }

    #[test]
    fn a_state_far_from_its_zip_code_is_doubtful() {
        let doubt =
            |state, zip| check_state_against_postal_code("state", state, zip, country("US"));
        assert!(doubt("WA", "98052").is_fine());
        assert!(doubt("WA", "96799").is_fine());
        assert_eq!(
            doubt("CA", "98052").warnings[0].suggestion.as_deref(),
            Some("WA")
        );
    }
}
