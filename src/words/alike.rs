//! Words that mean the same, so that a menu or a choice is found by any of them: both terms where the field has two, and the
//! words of the other languages.

use std::sync::OnceLock;

use super::{Language, Words};

impl Words {
    /// A text with each term that has other names in place of which one of them stands: `재판매인 관계` gives `대리점 관계`.
    /// The names stand in the sentence `words-alike`, a line for each term: `term = name, name`.
    pub fn alike(&self, text: &str) -> Vec<String> {
        let lines = self.text("words-alike");
        let pairs = lines.lines().filter_map(|line| line.split_once(" = "));
        let known = pairs.filter(|(term, _)| text.contains(term));
        known
            .flat_map(|(term, names)| names.split(", ").map(move |name| text.replace(term, name)))
            .collect()
    }

    /// The same in every other language, loaded when it is first asked for and kept.
    pub fn others(&self) -> impl Iterator<Item = &'static Words> {
        static LOADED: [OnceLock<Words>; Language::ALL.len()] =
            [const { OnceLock::new() }; Language::ALL.len()];
        let all = Language::ALL.into_iter().zip(&LOADED);
        all.filter(|(language, _)| *language != self.language)
            .map(|(language, loaded)| loaded.get_or_init(|| Words::load(language)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_found_by_its_other_names() {
        let korean = Words::load(Language::Korean);
        let alike = korean.alike("간접 재판매인 추가");
        assert!(alike.contains(&"간접 대리점 추가".to_owned()), "{alike:?}");
        assert_eq!(korean.alike("백업"), [""; 0]);
        let english = Words::load(Language::English);
        assert_eq!(english.alike("Revoke licenses"), ["Revoke licences"]);
    }

    #[test]
    fn every_term_with_other_names_is_one_that_is_said() {
        for language in Language::ALL {
            let words = Words::load(language);
            let (source, lines) = (language.source(), words.text("words-alike"));
            for line in lines.lines() {
                let (term, names) = line.split_once(" = ").unwrap();
                assert!(source.matches(term).count() > 1, "nobody says {term}");
                assert!(!names.is_empty());
            }
        }
    }

    #[test]
    fn the_other_languages_are_at_hand() {
        let english = Words::load(Language::English);
        let others: Vec<&str> = english
            .others()
            .map(|words| words.language().code())
            .collect();
        assert_eq!(others, ["ko"]);
    }
}
