//! What a code means and what to tell the user: the table of `assets/messages.json`, from operations.md sections 2 to 14
//! for the numbers of the partner service, and from our own codes. Its sentences stand in the locale files.

use std::sync::LazyLock;

use serde::Deserialize;

use super::near;
use super::problem::Message;

const TABLE: &str = include_str!("../../assets/messages.json");

static MEANINGS: LazyLock<Vec<Meaning>> =
    LazyLock::new(|| serde_json::from_str(TABLE).unwrap_or_default());

/// What a code means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Meaning {
    /// The code, and what else it is called. `5xx` stands for every number of three digits that begins with 5.
    pub codes: Vec<String>,
    /// The sections of the document about the operations that it comes from.
    pub sections: Vec<u8>,
    /// Who says it.
    pub from: Source,
    /// The ID of the sentence that says what it means; the one with `-do` behind it says what to do.
    words: String,
    /// The IDs of the sentences that are said for it without a code.
    #[serde(default)]
    pub said_by: Vec<String>,
}

/// Who says a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Source {
    /// The partner service; where the book already shows what it would refuse, we say the same number before it does.
    Service,
    /// This program.
    Program,
}

impl Source {
    /// The ID of its name.
    pub const fn words(self) -> &'static str {
        match self {
            Source::Service => "why-from-service",
            Source::Program => "why-from-program",
        }
    }

    /// The word that scripts read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Source::Service => "service",
            Source::Program => "partnerdeck",
        }
    }
}

impl Meaning {
    /// The code that it is listed under.
    pub fn code(&self) -> &str {
        self.codes.first().map_or("", String::as_str)
    }

    /// What else it is called.
    pub fn other_codes(&self) -> &[String] {
        self.codes.get(1..).unwrap_or_default()
    }

    /// What it means, in a sentence.
    pub fn description(&self) -> Message {
        Message::new(self.words.clone())
    }

    /// What to do, or to tell the user.
    pub fn tell(&self) -> Message {
        Message::new(format!("{}-do", self.words))
    }

    /// What it can happen in: the names of the operations.
    pub fn topics(&self) -> impl Iterator<Item = Message> {
        let ids = self.sections.iter();
        ids.map(|section| Message::new(format!("topic-{section}")))
    }

    fn is_called(&self, code: &str) -> bool {
        let same = |own: &String| own.eq_ignore_ascii_case(code) || is_of_class(own, code);
        self.codes.iter().any(same)
    }
}

/// `503` is one of `5xx`.
fn is_of_class(class: &str, code: &str) -> bool {
    let digits = code.len() == 3 && code.bytes().all(|sign| sign.is_ascii_digit());
    digits && class.len() == 3 && class.ends_with("xx") && code.starts_with(&class[..1])
}

/// Every meaning, in the order of the table.
pub fn all() -> &'static [Meaning] {
    &MEANINGS
}

/// The meaning of a code, in any spelling: `NOT_FOUND`, `not-found`, ` 2007 `, `HTTP 503`.
pub fn of(code: &str) -> Option<&'static Meaning> {
    let code = spelt(code);
    MEANINGS.iter().find(|meaning| meaning.is_called(&code))
}

/// The meaning of what was said without a code, by the ID of the sentence.
pub fn of_sentence(id: &str) -> Option<&'static Meaning> {
    let says = |meaning: &&Meaning| meaning.said_by.iter().any(|own| own == id);
    MEANINGS.iter().find(says)
}

/// The codes that somebody could have meant who gave one that is not known: those that begin or end like it first.
pub fn near(code: &str) -> Vec<&'static str> {
    const ENOUGH: usize = 6;
    let code = spelt(code);
    let known = || MEANINGS.iter().flat_map(|meaning| &meaning.codes);
    let mut near: Vec<&str> = Vec::new();
    let alike =
        known().filter(|own| code.len() > 1 && (own.starts_with(&code) || own.ends_with(&code)));
    let slips = near::all(&code, known().map(String::as_str));
    for own in alike.map(String::as_str).chain(slips) {
        if !near.contains(&own) {
            near.push(own);
        }
    }
    near.truncate(ENOUGH);
    near
}

fn spelt(code: &str) -> String {
    let code = code.trim().to_lowercase().replace(['-', ' '], "_");
    code.strip_prefix("http_").unwrap_or(&code).to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_table_of_codes_parses_and_names_each_code_once() {
        let mut seen = BTreeSet::new();
        for code in all().iter().flat_map(|meaning| &meaning.codes) {
            assert!(seen.insert(code), "{code} stands twice");
        }
        assert!(seen.len() > 100);
    }

    #[test]
    fn a_code_is_found_in_any_spelling() {
        for (typed, code) in [
            ("2007", "2007"),
            ("60071", "2007"),
            ("stateinvalid", "27002"),
            ("NOT-FOUND", "not_found"),
            ("HTTP 404", "404"),
            ("507", "5xx"),
            (" 900 ", ""),
            ("50", ""),
        ] {
            assert_eq!(of(typed).map_or("", Meaning::code), code, "{typed}");
        }
        assert_eq!(
            of_sentence("failure-read-only").map(Meaning::code),
            Some("read_only")
        );
    }

    #[test]
    fn near_codes_are_offered() {
        assert!(near("90010").contains(&"900100"));
        assert!(near("not_fuond").contains(&"not_found"));
        assert!(near("60021").contains(&"60012"));
        assert_eq!(near("zzzzzz").len(), 0);
    }
}
