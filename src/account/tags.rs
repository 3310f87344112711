//! Tags of a customer (operations.md section 1): free words, each once, in the order they were given.

use super::billing::{LONGEST_TAG, MOST_TAGS};
use super::problem::{Code, Problem};
use super::text::{fold, nfc};
use super::verdict::Verdict;
use crate::say;

/// What the rules say to the tags of a customer.
pub fn check(path: &str, tags: &[String]) -> Verdict {
    let mut verdict = Verdict::fine();
    if tags.len() > MOST_TAGS {
        let message = say!("problem-too-many-tags", n = tags.len(), limit = MOST_TAGS);
        verdict.add(Verdict::refuse(Problem::of_field(
            path,
            Code::TooLong,
            message,
        )));
    }
    for tag in tags {
        let length = nfc(tag).chars().count();
        let message = if length > LONGEST_TAG {
            say!("problem-tag-too-long", count = length, limit = LONGEST_TAG)
        } else if tag.chars().any(char::is_control) {
            say!("problem-control-character")
        } else {
            continue;
        };
        let code = if length > LONGEST_TAG {
            Code::TooLong
        } else {
            Code::BadFormat
        };
        verdict.add(Verdict::refuse(
            Problem::of_field(path, code, message).found(tag),
        ));
    }
    verdict
}

/// The tags in a typed text, between commas or semicolons.
pub fn typed(text: &str) -> Vec<String> {
    let tags = text.split([',', ';']).map(str::trim);
    tags.filter(|tag| !tag.is_empty())
        .map(|tag| nfc(tag).into_owned())
        .collect()
}

/// Each tag once: the first spelling stays. Case and accents do not make another tag.
pub fn once_each(tags: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    tags.into_iter()
        .filter(|tag| seen.insert(fold(tag)))
        .collect()
}

/// Whether two spellings are the same tag.
pub fn same(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("tag {number}")).collect()
    }

    #[test]
    fn there_may_be_150_of_50_characters() {
        assert!(check("tags", &some(150)).is_fine());
        assert_eq!(check("tags", &some(151)).problems[0].code, Code::TooLong);
        assert!(check("tags", &["금".repeat(50)]).is_fine());
        assert_eq!(
            check("tags", &["금".repeat(51)]).problems[0].code,
            Code::TooLong
        );
    }

    #[test]
    fn each_stands_once_in_its_first_spelling() {
        let tags = once_each(typed("Gold, new;gold, , Née, nee"));
        assert_eq!(tags, ["Gold", "new", "Née"]);
    }
}
