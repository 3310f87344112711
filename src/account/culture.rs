//! Culture and language of an account (operations.md section 2): those that the service takes for the country. The
//! culture also selects the currency in which the customer is written to.

use super::country::Country;
use super::problem::{Code, Message, Problem};
use super::verdict::Verdict;
use crate::say;

/// What the rules say to a culture that is there: `ko-KR`.
pub fn check_culture(path: &str, culture: &str, country: &Country) -> Verdict {
    let message = || say!("problem-culture", country = country.arg());
    let allowed = country.cultures();
    in_list(path, culture, allowed, country.default_culture(), message)
}

/// What the rules say to a language that is there: `ko`.
pub fn check_language(path: &str, language: &str, country: &Country) -> Verdict {
    let message = || say!("problem-language", country = country.arg());
    let allowed = country.languages();
    let usual = country.default_language();
    in_list(path, language, allowed, usual, message)
}

/// How a word of a list is kept: as the list spells it.
pub fn kept(text: &str, list: &[&'static str]) -> Option<&'static str> {
    let text = text.trim();
    list.iter()
        .find(|word| word.eq_ignore_ascii_case(text))
        .copied()
}

fn in_list(
    path: &str,
    text: &str,
    allowed: &[&'static str],
    usual: &'static str,
    message: impl Fn() -> Message,
) -> Verdict {
    if kept(text, allowed).is_some() {
        return Verdict::fine();
    }
    // A culture given as a language or the other way round: the allowed one that begins alike.
    let begins = text.split(['-', '_']).next().unwrap_or(text);
    let alike = allowed.iter().find(|word| {
        let (start, begins) = (word.split('-').next().unwrap_or(word), begins.trim());
        start.eq_ignore_ascii_case(begins)
    });
    Verdict::refuse(
        Problem::of_field(path, Code::NotInList, message())
            .found(text)
            .remedy(say!("remedy-one-of", list = allowed.to_vec()))
            .suggest(alike.copied().unwrap_or(usual)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::country::countries;

    #[test]
    fn every_countrys_defaults_are_in_its_lists() {
        for country in countries().all() {
            for culture in country
                .cultures()
                .iter()
                .chain([&country.default_culture()])
            {
                let verdict = check_culture("culture", &culture.to_uppercase(), country);
                assert!(verdict.is_fine(), "{} {culture}", country.code);
                assert_eq!(
                    kept(&culture.to_uppercase(), country.cultures()),
                    Some(*culture)
                );
            }
            for language in country.languages() {
                assert!(check_language("language", language, country).is_fine());
            }
        }
    }

    #[test]
    fn others_are_refused_with_the_nearest() {
        let korea = countries().get("KR").unwrap();
        for (culture, meant) in [
            ("de-DE", "ko-KR"),
            ("ko", "ko-KR"),
            ("en_US", "en-US"),
            ("", "ko-KR"),
        ] {
            let verdict = check_culture("culture", culture, korea);
            let problem = &verdict.problems[0];
            assert_eq!(problem.code, Code::NotInList);
            assert_eq!(problem.suggestion.as_deref(), Some(meant), "{culture}");
        }
        let verdict = check_language("language", "ko-KR", korea);
        assert_eq!(verdict.problems[0].suggestion.as_deref(), Some("ko"));
    }
}
