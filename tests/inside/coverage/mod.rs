//! Every precondition, refusal, error, edge case and rule of the document about the operations has its test, or stands
//! as not built with the reason. The document is `tests/data/operations.md`, the table `tests/data/coverage`.

mod codes;
mod document;
mod roles;
pub mod sources;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use document::Row;
use partnerdeck::words::{Language, Words};
use sources::root;
use table::{Line, Table, file_of};

#[test]
fn every_row_of_the_document_has_its_line_in_the_table() {
    let (table, mut wrong) = table::read();
    for row in rows() {
        match line_of(&table, &row) {
            None => wrong.push(format!(
                "{}: a row of the document is missing. Paste this:\n\n{}",
                file_of(row.section),
                table::to_paste(&row)
            )),
            Some(line) if !row.words.starts_with(&line.row) || line.row.is_empty() => {
                wrong.push(format!(
                    "{}: {} says «{}», the document says «{}»",
                    file_of(row.section),
                    row.id,
                    line.row,
                    row.words
                ));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_line_of_the_table_is_about_what_the_document_does_not_say() {
    let rows = rows();
    let mut wrong = Vec::new();
    for (section, lines) in table::read().0 {
        for id in lines.keys() {
            if !rows
                .iter()
                .any(|row| row.section == section && row.id == *id)
            {
                wrong.push(format!("{}: the document has no {id}", file_of(section)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_line_of_the_table_names_tests_that_exist_or_says_why_not() {
    let names = sources::names_of_tests();
    let mut wrong = Vec::new();
    for (section, lines) in table::read().0 {
        for (id, line) in lines {
            for fault in faults(&id, &line, |name| names.contains(name)) {
                wrong.push(format!("{}: {id} {fault}", file_of(section)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_the_document_overlooks_no_arrow() {
    assert_eq!(
        document::arrow_heads(&text()),
        document::known_arrow_heads(),
        "the drawings changed: mend the arrows in words too"
    );
}

#[test]
fn the_reader_of_the_document_takes_it_apart_as_it_is_meant() {
    let text = "# Title\n\nIntroduction.\n\n## 2. Add\n\n**Preconditions.** First (a; b). Second.\n\n\
                **Edge cases**: one; two («x; y»);\nthree.\n\n| Code | Meaning |\n|---|---|\n| 7 | seven |\n\n```\na ─▶ b\n```\n\
                **Purpose.** None.\n\n- an item\n  of two lines\n";
    let found: Vec<(String, String)> = document::demanded(text)
        .into_iter()
        .filter(|row| row.section == 2)
        .map(|row| (row.id, row.words))
        .collect();
    let expected = [
        ("precondition-1", "First (a; b)"),
        ("precondition-2", "Second"),
        ("edge-1", "one"),
        ("edge-2", "two («x; y»)"),
        ("edge-3", "three"),
        ("error-1", "7 | seven"),
        ("item-1", "an item of two lines"),
    ];
    let expected = expected.map(|(id, words)| (id.to_owned(), words.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn a_line_is_refused_without_tests_and_reason_and_with_a_test_that_is_not_there() {
    let said = |text: &str| {
        let line: Line = toml::from_str(&format!("row = 'x'\n{text}")).unwrap();
        faults("error-1", &line, |name| name == "known").len()
    };
    assert_eq!(said("tests = ['known']"), 0);
    assert_eq!(said("not_built = 'There is no service.'"), 0);
    assert_eq!(said("tests = ['known', 'unknown']"), 1);
    assert_eq!(said(""), 1);
    assert_eq!(said("not_built = ' '"), 1);
    assert_eq!(said("not_built = 'later'"), 1);
    assert_eq!(said("fact = 'An error is never only a fact.'"), 1);
    let found = sources::names_in("#[test]\n#[ignore]\nfn known() {}\nfn helper() {}");
    assert_eq!(found, ["known"]);
}

/// The list of what is not built, for the README: a sentence that several sections say stands first, the others under
/// the name of their section.
pub fn not_built() -> String {
    let text = text();
    let words = Words::load(Language::English);
    let mut sections_of: BTreeMap<String, BTreeSet<u8>> = BTreeMap::new();
    let mut of_section: BTreeMap<u8, Vec<String>> = BTreeMap::new();
    let table = table::read().0;
    for row in document::demanded(&text) {
        let reason = line_of(&table, &row).and_then(|line| line.not_built.clone());
        let Some(reason) = reason else { continue };
        sections_of
            .entry(reason.clone())
            .or_default()
            .insert(row.section);
        let said = of_section.entry(row.section).or_default();
        if !said.contains(&reason) {
            said.push(reason);
        }
    }
    let is_shared = |reason: &String| sections_of[reason].len() > 1;
    let mut list = String::new();
    for reason in sections_of.keys().filter(|reason| is_shared(reason)) {
        list.push_str(&format!("- {reason}\n"));
    }
    for (section, reasons) in &of_section {
        let own: Vec<&str> = reasons
            .iter()
            .filter(|reason| !is_shared(reason))
            .map(String::as_str)
            .collect();
        let topic = words.text(&format!("topic-{section}"));
        match own.as_slice() {
            [] => {}
            [only] => list.push_str(&format!("- **{topic}**: {only}\n")),
            several => {
                list.push_str(&format!("- **{topic}**:\n"));
                list.extend(several.iter().map(|reason| format!("  - {reason}\n")));
            }
        }
    }
    list
}

fn text() -> String {
    fs::read_to_string(root().join("tests/data/operations.md")).unwrap()
}

fn rows() -> Vec<Row> {
    document::demanded(&text())
}

fn line_of<'a>(table: &'a Table, row: &Row) -> Option<&'a Line> {
    table.get(&row.section)?.get(&row.id)
}

/// What is wrong with a line.
fn faults(id: &str, line: &Line, is_test: impl Fn(&str) -> bool) -> Vec<String> {
    let unknown = line.tests.iter().filter(|name| !is_test(name));
    let mut faults: Vec<String> = unknown
        .map(|name| format!("names a test that is not there: {name}"))
        .collect();
    let reasons = [&line.not_built, &line.fact];
    for reason in reasons.into_iter().flatten() {
        if !reason.trim().ends_with('.') || !reason.trim().contains(' ') {
            faults
                .push("gives no reason: write a sentence that an operator understands".to_owned());
        }
    }
    let is_text = ["rule-", "item-", "row-"]
        .iter()
        .any(|kind| id.starts_with(kind));
    if line.fact.is_some() && !is_text {
        faults.push("asks something of the program: it is no mere fact".to_owned());
    }
    if line.tests.is_empty() && reasons == [&None, &None] {
        faults.push("has no test: name one, or say why it is not built".to_owned());
    }
    faults
}
