//! Every number of the service in the document and every code that the program says stands in the table of codes.

use std::collections::BTreeSet;
use std::fs;

use partnerdeck::account::meaning;
use partnerdeck::account::problem::Code;
use partnerdeck::words::{Language, Words};
use regex_lite::Regex;

use super::sources::{files, root};
use super::text;

/// Numbers of four digits and more that are no codes: years, a year's form of a rule, an RFC, seats of an address.
const NO_CODES: &[&str] = &[
    "2018", "2019", "2020", "2021", "2022", "2023", "3166", "4180", "9999",
];

#[test]
fn every_number_of_the_document_is_a_code_that_is_explained() {
    let unknown: Vec<String> = numbers_of_the_document()
        .into_iter()
        .filter(|number| meaning::of(number).is_none())
        .collect();
    assert!(
        unknown.is_empty(),
        "not in assets/messages.json: {unknown:?}"
    );
}

#[test]
fn every_answer_of_the_service_that_is_valid_everywhere_is_explained() {
    for answer in [
        "400", "401", "403", "404", "409", "412", "429", "500", "503", "504",
    ] {
        assert!(meaning::of(answer).is_some(), "{answer}");
    }
}

#[test]
fn every_number_in_the_table_of_codes_comes_from_the_document() {
    let known = numbers_of_the_document();
    let codes = meaning::all().iter().flat_map(|meaning| &meaning.codes);
    let invented: Vec<&String> = codes
        .filter(|code| code.len() > 3 && code.bytes().all(|sign| sign.is_ascii_digit()))
        .filter(|code| !known.contains(*code))
        .collect();
    assert!(invented.is_empty(), "not in the document: {invented:?}");
}

#[test]
fn every_code_that_the_program_says_is_explained() {
    let mut said: BTreeSet<String> = Code::WORDS.iter().map(|&word| word.to_owned()).collect();
    said.extend(codes_of_failures());
    let numbers = numbers_of_the_source().into_iter();
    said.extend(numbers.filter(|number| !NO_CODES.contains(&number.as_str())));
    let unknown: Vec<&String> = said
        .iter()
        .filter(|code| meaning::of(code).is_none())
        .collect();
    assert!(
        unknown.is_empty(),
        "not in assets/messages.json: {unknown:?}"
    );
}

#[test]
fn every_code_says_what_it_means_and_what_to_do() {
    let words = Words::load(Language::English);
    for meaning in meaning::all() {
        for message in [meaning.description(), meaning.tell()] {
            assert!(words.has(&message.id), "{}", message.id);
            assert!(words.say(&message).ends_with('.'), "{}", message.id);
        }
        assert!(words.has(meaning.from.words()));
        assert!(meaning.topics().all(|topic| words.has(&topic.id)));
        let said_by = meaning.said_by.iter();
        let unknown: Vec<&String> = said_by.filter(|id| !words.has(id)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}

/// Every number of four to six digits in a file that says numbers of the service.
fn numbers_of_the_source() -> BTreeSet<String> {
    let number = Regex::new(r"\b\d{1,3}_?\d{3}\b").unwrap();
    let mut found = BTreeSet::new();
    for file in files() {
        let is_ours = file.starts_with(root().join("src"));
        let source = fs::read_to_string(&file).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        if is_ours && source.contains("Code::Service(") && !file.ends_with("tests.rs") {
            let code = source.lines().filter(|line| !line.trim().starts_with("//"));
            let numbers = code.flat_map(|line| number.find_iter(line));
            found.extend(numbers.map(|one| one.as_str().replace('_', "")));
        }
    }
    assert!(found.len() > 15, "{found:?}");
    found
}

/// The words that the failures of operations are told with: they stand in two functions.
fn codes_of_failures() -> Vec<String> {
    let files = ["failure.rs", "book_trouble.rs"];
    let read = |name| fs::read_to_string(root().join("src/operations").join(name)).unwrap();
    let source = files.map(read).concat();
    let word = Regex::new(r#""([a-z_]+)""#).unwrap();
    let functions = ["pub fn code(", "fn code_of_store("].into_iter();
    let bodies = functions.filter_map(|head| {
        let body = source.split(head).nth(1)?;
        body.split("\n}\n").next()?.split("\n    }\n").next()
    });
    let found: Vec<String> = bodies
        .flat_map(|body| word.captures_iter(body))
        .map(|found| found[1].to_owned())
        .collect();
    assert!(found.len() > 15, "{found:?}");
    found
}

fn numbers_of_the_document() -> BTreeSet<String> {
    let text = text();
    let range = Regex::new(r"\b(\d{6})–(\d{6})\b").unwrap();
    let number = Regex::new(r"\b\d{4,6}\b").unwrap();
    let date = Regex::new(r"\d{4}-\d\d(-\d\d)?").unwrap();
    let text = date.replace_all(&text, "");
    let mut numbers: BTreeSet<String> = number
        .find_iter(&text)
        .map(|found| found.as_str().to_owned())
        .filter(|found| !NO_CODES.contains(&found.as_str()))
        .collect();
    for ends in range.captures_iter(&text) {
        let [from, to] = [1, 2].map(|end| ends[end].parse::<u32>().unwrap());
        numbers.extend((from..=to).map(|number| number.to_string()));
    }
    numbers
}
