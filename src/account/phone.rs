//! Phone numbers (address-rules.md, rule 7): typed as people write them, kept and sent as `+14255550101` (E.164).

use unicode_normalization::UnicodeNormalization;

use super::country::Country;
use super::problem::{Code, Problem};
use super::verdict::Verdict;
use crate::say;

/// What the rules say to a number that is there.
pub fn check(path: &str, number: &str, country: &Country) -> Verdict {
    let Some(rules) = &country.phone else {
        // Nobody lives there, so nothing is known of its numbers.
        return Verdict::fine();
    };
    if e164(number, country).is_some() {
        return Verdict::fine();
    }
    let message = say!("problem-phone", country = country.arg());
    let remedy = say!("remedy-phone", example = rules.example_e164);
    let problem = Problem::of_field(path, Code::BadFormat, message);
    let problem = problem.found(number).remedy(remedy);
    Verdict::refuse(match without_plus(number, country) {
        Some(meant) => problem.suggest(meant),
        None => problem,
    })
}

/// A number in the form in which it is sent, `+14255550101`; `None` when it is no number of the country.
pub fn e164(number: &str, country: &Country) -> Option<String> {
    let (digits, abroad) = digits(number)?;
    let code = country.phone.as_ref()?.calling_code;
    let rest = if abroad {
        digits.strip_prefix(code)
    } else {
        digits
            .strip_prefix("00")
            .and_then(|rest| rest.strip_prefix(code))
    };
    let found = rest.and_then(|rest| national(rest, country));
    let found = match abroad {
        true => found,
        false => found.or_else(|| national(&digits, country)),
    };
    Some(format!("+{code}{}", found?))
}

/// The number without what is dialled in front inside the country, when the country has such a number. As it stands
/// when it only fits so: `8` may be the trunk prefix and the first digit too.
fn national<'a>(digits: &'a str, country: &Country) -> Option<&'a str> {
    let pattern = country.phone_pattern()?;
    let trunk = country.phone.as_ref().and_then(|rules| rules.trunk_prefix);
    let shorter = trunk.and_then(|trunk| digits.strip_prefix(trunk));
    let mut forms = [shorter, Some(digits)].into_iter().flatten();
    forms.find(|form| pattern.is_match(form))
}

/// A number that was typed with its calling code but without `+`.
fn without_plus(number: &str, country: &Country) -> Option<String> {
    let (digits, abroad) = digits(number)?;
    if abroad {
        return None;
    }
    e164(&format!("+{digits}"), country)
}

/// The digits, and whether a `+` stands in front; `None` when something else than digits and the signs between them does.
fn digits(number: &str) -> Option<(String, bool)> {
    let mut digits = String::new();
    let mut abroad = false;
    for sign in number.nfkc() {
        match sign {
            '0'..='9' => digits.push(sign),
            '+' if digits.is_empty() && !abroad => abroad = true,
            '.' | '-' | '/' | '(' | ')' | '[' | ']' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
            blank if blank.is_whitespace() => {}
            _ => return None,
        }
    }
    Some((digits, abroad))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::country::countries;

    fn sent(number: &str, code: &str) -> Option<String> {
        e164(number, countries().get(code).unwrap())
    }

    #[test]
    fn every_countrys_example_is_taken_in_each_form() {
        for country in countries().all() {
            let Some(rules) = &country.phone else {
                continue;
            };
            let example = rules.example_e164;
            let abroad = example.trim_start_matches('+');
            let national = abroad.strip_prefix(rules.calling_code).unwrap();
            let trunk = rules.trunk_prefix.unwrap_or("");
            for form in [
                example.to_owned(),
                format!("00{abroad}"),
                national.to_owned(),
                format!("({trunk}{}) {}", &national[..2], &national[2..]),
                format!("+{} ({trunk}){national}", rules.calling_code),
            ] {
                let sent = e164(&form, country);
                assert_eq!(sent.as_deref(), Some(example), "{} {form}", country.code);
            }
        }
    }

    #[test]
    fn numbers_are_sent_in_one_form() {
        for (number, code, form) in [
            ("(425) 555-0101", "US", Some("+14255550101")),
            ("1 425 555 0101", "US", Some("+14255550101")),
            ("+1-425-555-0101", "US", Some("+14255550101")),
            ("1234567890", "US", Some("+11234567890")),
            ("02-212-3456", "KR", Some("+8222123456")),
            ("010 1234 5678", "KR", Some("+821012345678")),
            ("０２－２１２－３４５６", "KR", Some("+8222123456")),
            ("+44 (0)20 7946 0958", "GB", Some("+442079460958")),
            ("8 (912) 345-67-89", "RU", Some("+79123456789")),
            ("06 1 234 5678", "HU", Some("+3612345678")),
            ("425 555", "US", None),
            ("425-555-0101 ext. 3", "US", None),
            ("+82 2 212 3456", "US", None),
            ("٤٢٥٥٥٥٠١٠١", "US", None),
            ("", "US", None),
            ("+", "US", None),
        ] {
            assert_eq!(sent(number, code).as_deref(), form, "{number} in {code}");
        }
    }

    #[test]
    fn what_is_sent_is_taken_again() {
        for country in countries().all() {
            let Some(rules) = &country.phone else {
                continue;
            };
            let sent = e164(rules.example_e164, country).unwrap();
            assert_eq!(e164(&sent, country), Some(sent), "{}", country.code);
        }
    }

    #[test]
    fn a_calling_code_without_plus_is_suggested() {
        let country = countries().get("KR").unwrap();
        let verdict = check("phone", "82 10 1234 5678", country);
        let suggestion = verdict.problems[0].suggestion.as_deref();
        assert_eq!(suggestion, Some("+821012345678"));
    }
}
