//! A person's name in one piece, as it is written where the person is: the family name first in Korea, China and Japan.

use super::resource::Resource;

/// Countries where the family name stands first and nothing stands between the two: codes of ISO 3166.
const FAMILY_FIRST: [&str; 7] = ["KR", "KP", "CN", "TW", "HK", "MO", "JP"];

/// A name of its parts; empty ones are left out. Whose letters are Korean, Chinese or Japanese has the family name first
/// wherever it is; in Latin letters that is so where the country or the language is one of theirs.
pub fn full_name(given: &str, middle: &str, family: &str, country: &str, language: &str) -> String {
    let parts = [given.trim(), middle.trim(), family.trim()];
    let is_their_script = !family.trim().is_empty() && parts.concat().chars().all(is_east_asian);
    let lives_there = FAMILY_FIRST
        .iter()
        .any(|code| code.eq_ignore_ascii_case(country));
    let speaks_it = ["ko", "zh", "ja"].iter().any(|code| {
        language
            .get(..2)
            .is_some_and(|start| start.eq_ignore_ascii_case(code))
    });
    let (order, between) = match (is_their_script, lives_there || speaks_it) {
        (true, _) => ([parts[2], parts[0], parts[1]], ""),
        (false, true) => ([parts[2], parts[0], parts[1]], " "),
        (false, false) => (parts, " "),
    };
    let said: Vec<&str> = order.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(between)
}

/// The name of the person at a place of a record; country and language are those of the account.
pub fn full_name_at(record: &Resource, path: &str, country: &str, language: &str) -> String {
    let part = |name: &str| record.text_or_empty(&format!("{path}.{name}"));
    let (given, middle, family) = (part("firstName"), part("middleName"), part("lastName"));
    full_name(given, middle, family, country, language)
}

/// Letters of Korean, Chinese and Japanese.
fn is_east_asian(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11ff}' | '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{323af}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_name_stands_where_people_of_the_place_put_it() {
        let table = [
            (("민아", "", "김", "KR", "ko"), "김민아"),
            (("민아", "", "김", "DE", "de"), "김민아"),
            (("Mina", "", "Kim", "KR", "ko"), "Kim Mina"),
            (("Mina", "", "Kim", "US", "ko"), "Kim Mina"),
            (("Mina", "", "Kim", "US", "en"), "Mina Kim"),
            (("太郎", "", "山田", "JP", "ja"), "山田太郎"),
            (("伟", "", "李", "cn", ""), "李伟"),
            (("Gena", "", "Soto", "US", "en"), "Gena Soto"),
            (("Anna", "Maria", "Soto", "DE", "de"), "Anna Maria Soto"),
            (("", "", "Kim", "KR", "ko"), "Kim"),
            (("민아", "", "", "KR", "ko"), "민아"),
            (("Mina", "", "김", "KR", "ko"), "김 Mina"),
            (("", "", "", "", ""), ""),
        ];
        for ((given, middle, family, country, language), expected) in table {
            assert_eq!(
                full_name(given, middle, family, country, language),
                expected
            );
        }
    }
}
