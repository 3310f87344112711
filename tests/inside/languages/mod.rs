//! Every language says everything: the locale files beside each other.

mod cursor;
mod desk;
mod strangers;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use partnerdeck::words::Language;

use crate::coverage::sources::root;

/// What a sentence of a language may know besides what the English one says: how a day is written.
const BESIDES: &[(&str, &[&str])] = &[("date-with-year", &["day_digits", "month_digits"])];

/// Names that are the same in every language. A sentence of nothing else needs no letter of its own.
const NAMES: &[&str] = &["21Vianet", "Microsoft ID", "PartnerDeck"];

#[test]
fn every_language_has_every_sentence_with_the_same_values() {
    let english = sentences(&source(Language::English)).unwrap();
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let name = format!("assets/locales/{}.ftl", language.code());
        match sentences(&source(language)) {
            Ok(other) => {
                wrong.extend(faults(&english, &other).map(|fault| format!("{name}: {fault}")))
            }
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_sentence_that_is_missing_too_many_or_broken_is_found() {
    let english = sentences("a = A\nb = { $n } of { $what }\nc = C\n").unwrap();
    let found = |text: &str| -> Vec<String> {
        sentences(text).map_or_else(
            |error| vec![error],
            |other| faults(&english, &other).collect(),
        )
    };
    assert_eq!(
        found("a = 가\nb = { $what } { $n-text }개\nc = 다\n"),
        [""; 0]
    );
    for (text, told) in [
        ("a = 가\nb = { $what } { $n }\n", "c is missing"),
        (
            "a = 가\nb = { $what } { $n }\nc = 다\nd = 라\n",
            "d is in no other language",
        ),
        (
            "a = 가\nb = { $what }\nc = 다\n",
            "b: knows what, should know n, what",
        ),
        (
            "a = 가\nb = { $what } { $n } { $who }\nc = 다\n",
            "b: knows n, what, who, should know n, what",
        ),
        (
            "a = 가\nb = { $what } { $n\nc = 다\n",
            "line 3: does not parse",
        ),
        (
            "a = 가\na = 가\nb = { $what } { $n }\nc = 다\n",
            "a stands there twice",
        ),
    ] {
        assert_eq!(found(text), [told], "{text}");
    }
}

#[test]
fn no_korean_sentence_was_left_in_english() {
    let korean = sentences(&source(Language::Korean)).unwrap();
    let left: Vec<&String> = korean
        .iter()
        .filter(|(_, sentence)| is_english(&sentence.letters))
        .map(|(id, _)| id)
        .collect();
    assert!(left.is_empty(), "no Hangul in it: {left:?}");
}

/// A word of small Latin letters and not one syllable.
fn is_english(letters: &str) -> bool {
    let mut rest = letters.to_owned();
    for name in NAMES {
        rest = rest.replace(name, "");
    }
    let has_word = rest
        .split(|letter: char| !letter.is_ascii_lowercase())
        .any(|word| word.len() >= 3);
    has_word && !rest.chars().any(|letter| ('가'..='힣').contains(&letter))
}

/// The text of a locale file.
pub fn source(language: Language) -> String {
    let path = root().join(format!("assets/locales/{}.ftl", language.code()));
    fs::read_to_string(path).unwrap()
}

/// What stands in one sentence.
#[derive(Debug, Default)]
struct Sentence {
    /// The names of its values; `n-text` is `n` in another form.
    values: BTreeSet<String>,
    /// What it says itself.
    letters: String,
}

/// The sentences of a locale file by their IDs, or what is wrong with it.
fn sentences(text: &str) -> Result<BTreeMap<String, Sentence>, String> {
    let resource = fluent_syntax::parser::parse(text).map_err(|(_, errors)| {
        let at = errors.first().map_or(0, |error| error.pos.start);
        format!(
            "line {}: does not parse",
            text[..at].matches('\n').count() + 1
        )
    })?;
    let mut sentences = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let mut sentence = Sentence::default();
        if let Some(pattern) = &message.value {
            look_into(pattern, &mut sentence);
        }
        let id = message.id.name.to_owned();
        if sentences.insert(id, sentence).is_some() {
            return Err(format!("{} stands there twice", message.id.name));
        }
    }
    Ok(sentences)
}

fn look_into(pattern: &Pattern<&str>, sentence: &mut Sentence) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => sentence.letters.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => {
                look_at(inline, sentence);
            }
            PatternElement::Placeable {
                expression: Expression::Select { selector, variants },
            } => {
                look_at(selector, sentence);
                for variant in variants {
                    look_into(&variant.value, sentence);
                }
            }
        }
    }
}

fn look_at(inline: &InlineExpression<&str>, sentence: &mut Sentence) {
    match inline {
        InlineExpression::VariableReference { id } => {
            let name = id.name.strip_suffix("-text").unwrap_or(id.name);
            sentence.values.insert(name.to_owned());
        }
        InlineExpression::StringLiteral { value } => sentence.letters.push_str(value),
        _ => {}
    }
}

/// What is wrong with the sentences of a language, next to those of English.
fn faults(
    english: &BTreeMap<String, Sentence>,
    other: &BTreeMap<String, Sentence>,
) -> impl Iterator<Item = String> {
    let missing = english.keys().filter(|id| !other.contains_key(*id));
    let missing = missing.map(|id| format!("{id} is missing"));
    let too_many = other.keys().filter(|id| !english.contains_key(*id));
    let too_many = too_many.map(|id| format!("{id} is in no other language"));
    let different = other.iter().filter_map(|(id, sentence)| {
        let should = &english.get(id)?.values;
        let besides = BESIDES.iter().filter(|(known, _)| known == id);
        let besides: Vec<&str> = besides.flat_map(|(_, names)| *names).copied().collect();
        let is_right = if besides.is_empty() {
            sentence.values == *should
        } else {
            sentence
                .values
                .iter()
                .all(|name| should.contains(name) || besides.contains(&name.as_str()))
        };
        let list = |names: &BTreeSet<String>| {
            names
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", ")
        };
        (!is_right).then(|| {
            format!(
                "{id}: knows {}, should know {}",
                list(&sentence.values),
                list(should)
            )
        })
    });
    let all: Vec<String> = missing.chain(too_many).chain(different).collect();
    all.into_iter()
}
