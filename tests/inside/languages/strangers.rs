//! Words on the screen that come from no locale file. Every sentence is said in letters that nothing else has; what is
//! left in Latin letters must be data, a key, or a name.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};
use partnerdeck::account::record::Stored;
use partnerdeck::words::{Language, Words};

use crate::session::{Session, read_keys, small_book};

/// English in letters of its own: a Cyrillic one for each Latin one, so that nothing changes its width.
fn marked() -> Words {
    let source = super::source(Language::English);
    let mut resource = parser::parse(source).unwrap();
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry
            && let Some(pattern) = &mut message.value
        {
            mark(pattern);
        }
    }
    Words::of_source(Language::English, serializer::serialize(&resource))
}

fn mark(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                *value = value.chars().map(marked_letter).collect();
            }
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => variants.iter_mut().for_each(|one| mark(&mut one.value)),
            PatternElement::Placeable { .. } => {}
        }
    }
}

fn marked_letter(letter: char) -> char {
    let shifted = |first: char, to: u32| char::from_u32(letter as u32 - first as u32 + to);
    match letter {
        'a'..='z' => shifted('a', 0x430).unwrap(),
        'A'..='Z' => shifted('A', 0x410).unwrap(),
        other => other,
    }
}

/// What may stand there in Latin letters: what the small book holds, keys, and what a record's members are called.
const DATA: &[&str] = &[
    // keys
    "Alt",
    "BS",
    "Ctrl",
    "Del",
    "End",
    "Enter",
    "Esc",
    "Home",
    "PgDn",
    "PgUp",
    "Space",
    "Tab",
    // of the test itself, typed or named
    "book",
    "tester",
    "nowhere",
    "name",
    // names: of countries and states, of file formats and files, of addresses in the browser
    "United",
    "States",
    "Washington",
    "csv",
    "json",
    "ndjson",
    "customers",
    "https",
    "portal",
    "azure",
    "admin",
    "microsoft",
    "Adminportal",
    "BillingAccounts",
];

/// The words of Latin letters in a text; one letter alone is a key, two are a code.
fn latin(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphabetic());
    words
        .filter(|word| word.len() > 2)
        .map(str::to_owned)
        .collect()
}

/// Every word of the records in the small book.
fn data() -> BTreeSet<String> {
    let mut all = Vec::new();
    let mut visit = |stored: Stored| {
        all.push(serde_json::to_string(&stored.resource).unwrap());
        ControlFlow::Continue(())
    };
    small_book().store().walk(None, &mut visit).unwrap();
    latin(&all.join(" "))
}

#[test]
fn every_word_of_the_screen_comes_from_the_locale_file() {
    let mut known = data();
    known.extend(DATA.iter().map(|word| (*word).to_owned()));
    let mut strangers = BTreeSet::new();
    for keys in [
        "",
        "o",
        "?",
        ":",
        "m",
        "s",
        "E",
        "J",
        "L",
        "I",
        "i",
        "b",
        "U",
        "H",
        "H<CR>",
        "/x<CR>",
        "/name>",
        "<CR>",
        "<CR>2",
        "<CR>2o",
        "<CR>2<CR>",
        "<CR>3",
        "<CR>3<CR>",
        "<CR>4",
        "<CR>5",
        "<CR>6",
        "<CR>7",
        "e",
        "e<Tab><F1>",
        "e<BS><BS><Tab>",
        "a",
        "a<C-s>",
        "a<Tab>!<Tab>",
        "X",
        "t",
        "u",
        "q",
        "<CR>2<CR><CR>",
        "<CR>2<CR><Down><CR>",
        "<CR>2<CR><Down><Down><Down><Down><CR>",
        "m<Down><Down><CR>",
        "m<Down><Down><Down><CR>",
        "m<Down><Down><Down><Down><CR>",
        "<CR>3<CR><CR>",
    ] {
        let mut session = Session::worded(small_book(), marked(), 140, 60);
        for key in read_keys(keys) {
            session.key(key).settle();
        }
        let frame = session.frame();
        // A word may be cut where its column ends, or lie half under a box.
        let is_part = |word: &&String| known.iter().any(|whole| whole.contains(word.as_str()));
        for word in latin(&frame).iter().filter(|word| !is_part(word)) {
            let line = frame
                .lines()
                .find(|line| line.contains(word.as_str()))
                .unwrap();
            strangers.insert(format!("{word}: {keys}: {}", line.trim()));
        }
    }
    let list: Vec<String> = strangers.into_iter().collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
}

#[test]
fn a_word_that_comes_from_nowhere_is_seen() {
    let words = marked();
    let text = words.text("task-add-customer");
    assert!(latin(&text).is_empty(), "{text}");
    assert_eq!(
        latin("Esc в 4 this it"),
        BTreeSet::from(["Esc".to_owned(), "this".to_owned()])
    );
    assert!(words.has("detail-id") && words.text("detail-id") != "Microsoft ID");
}
