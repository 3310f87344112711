//! The primary domain of a new customer: a prefix of our choice and the suffix of the cloud (operations.md section 2). It
//! can never be changed, and it must be free; whether it is free in the book is asked where a customer is added.

use super::cloud::Cloud;
use super::problem::{Code, Problem};
use super::text::fold;
use super::verdict::Verdict;
use crate::say;

/// The most letters and digits of a prefix. With `.onmicrosoft.com` that makes 17 to 43 characters in all.
pub const LONGEST_PREFIX: usize = 27;

/// What the rules say to a domain that is there.
pub fn check(path: &str, domain: &str, cloud: Cloud) -> Verdict {
    let suffix = cloud.facts().domain_suffix;
    let Some(prefix) = prefix_of(domain, cloud) else {
        let problem = Problem::of_field(
            path,
            Code::BadFormat,
            say!("problem-domain-suffix", suffix = suffix),
        );
        return Verdict::refuse(with_suggestion(problem.found(domain), domain, suffix));
    };
    let length = prefix.chars().count();
    let problem = if length == 0 {
        Problem::of_field(
            path,
            Code::TooShort,
            say!("problem-domain-empty", suffix = suffix),
        )
    } else if !prefix.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        Problem::of_field(path, Code::BadFormat, say!("problem-domain-letters"))
    } else if length > LONGEST_PREFIX {
        let message = say!("problem-too-long", count = length, limit = LONGEST_PREFIX);
        Problem::of_field(path, Code::TooLong, message)
            .remedy(say!("remedy-domain-prefix", suffix = suffix))
    } else {
        return Verdict::fine();
    };
    Verdict::refuse(with_suggestion(problem.found(domain), prefix, suffix))
}

/// What stands before the cloud's suffix; `None` for a domain without it.
pub fn prefix_of(domain: &str, cloud: Cloud) -> Option<&str> {
    let suffix = cloud.facts().domain_suffix;
    let at = domain.len().checked_sub(suffix.len())?;
    let (prefix, ending) = domain.split_at_checked(at)?;
    ending.eq_ignore_ascii_case(suffix).then_some(prefix)
}

/// What was probably meant: the letters and digits of the first part, with the suffix.
fn with_suggestion(problem: Problem, text: &str, suffix: &str) -> Problem {
    let first = text.split(['.', '@']).next().unwrap_or(text);
    let plain = fold(first);
    let letters = plain.chars().filter(char::is_ascii_alphanumeric);
    let prefix: String = letters.take(LONGEST_PREFIX).collect();
    if prefix.is_empty() {
        return problem;
    }
    problem.suggest(format!("{prefix}{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(domain: &str, cloud: Cloud) -> Option<(Code, Option<String>)> {
        let verdict = check("domain", domain, cloud);
        let problem = verdict.problems.into_iter().next()?;
        Some((problem.code, problem.suggestion))
    }

    #[test]
    fn the_shortest_and_the_longest_are_taken() {
        for prefix in ["a", "7", "WingtipToys678152504", &"x".repeat(27)] {
            let domain = format!("{prefix}.onmicrosoft.com");
            assert!((17..=43).contains(&domain.len()));
            assert_eq!(refused(&domain, Cloud::Global), None, "{domain}");
        }
        assert_eq!(refused("contoso.OnMicrosoft.com", Cloud::Global), None);
    }

    #[test]
    fn one_more_or_less_is_refused() {
        let (code, _) = refused(".onmicrosoft.com", Cloud::Global).unwrap();
        assert_eq!(code, Code::TooShort);
        let domain = format!("{}.onmicrosoft.com", "x".repeat(28));
        assert_eq!(domain.len(), 44);
        let (code, suggestion) = refused(&domain, Cloud::Global).unwrap();
        assert_eq!(code, Code::TooLong);
        assert_eq!(suggestion.unwrap().len(), 43);
    }

    #[test]
    fn what_was_meant_is_suggested() {
        for (domain, meant) in [
            ("contoso", "contoso.onmicrosoft.com"),
            (
                "Contoso-Korea.onmicrosoft.com",
                "contosokorea.onmicrosoft.com",
            ),
            ("xyz.ccsctp.net", "xyz.onmicrosoft.com"),
            ("contoso.onmicrosoft.us", "contoso.onmicrosoft.com"),
            ("ärzte.onmicrosoft.com", "arzte.onmicrosoft.com"),
            ("wing tip.onmicrosoft.com", "wingtip.onmicrosoft.com"),
        ] {
            let (code, suggestion) = refused(domain, Cloud::Global).unwrap();
            assert_eq!(code, Code::BadFormat, "{domain}");
            assert_eq!(suggestion.as_deref(), Some(meant), "{domain}");
        }
        assert_eq!(
            refused("윙팁.onmicrosoft.com", Cloud::Global),
            Some((Code::BadFormat, None))
        );
    }

    #[test]
    fn each_cloud_has_its_suffix() {
        for cloud in Cloud::ALL {
            let domain = format!("contoso{}", cloud.facts().domain_suffix);
            assert_eq!(refused(&domain, cloud), None);
        }
        assert!(refused("contoso.onmicrosoft.us", Cloud::Global).is_some());
        assert!(refused("contoso.onmicrosoft.com", Cloud::UsGov).is_some());
    }
}
