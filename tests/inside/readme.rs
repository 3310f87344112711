//! What the README promises is read off the program. A block that is made from it stands between two marks; with
//! `INSTA_UPDATE=always` it is written anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use partnerdeck::tui::{Keymap, key_sheet};
use partnerdeck::words::{Language, Words};

use crate::coverage;

const ENGLISH: &str = "README.md";
const KOREAN: &str = "README.ko.md";

#[test]
fn the_key_sheet_of_the_readme_is_the_programs_own() {
    for (name, language) in [(ENGLISH, Language::English), (KOREAN, Language::Korean)] {
        says(
            name,
            "keys: made from the table of actions",
            "keys",
            &key_sheet_in_markdown(language),
        );
    }
}

#[test]
fn the_korean_readme_is_the_whole_readme() {
    let (english, korean) = (read(ENGLISH), read(KOREAN));
    assert_eq!(blocks(&english), blocks(&korean));
    assert_eq!(pictures(&english), pictures(&korean));
    let begins = |text: &str, start: &str| -> usize {
        text.lines().filter(|line| line.starts_with(start)).count()
    };
    for start in ["#", "- ", "  - ", "1. ", "6. ", "**"] {
        assert_eq!(begins(&english, start), begins(&korean, start), "{start:?}");
    }
    let verbs = |text: &str| -> Vec<String> {
        let rows = text.lines().filter(|line| line.starts_with("| `"));
        let cells = rows.filter_map(|row| row.rsplit_once(" | "));
        cells.map(|(verb, _)| verb.replace("또는", "or")).collect()
    };
    assert_eq!(verbs(&english), verbs(&korean));
    assert!(english.contains("(README.ko.md)") && korean.contains("(README.md)"));
}

/// The files of the pictures that are shown.
fn pictures(text: &str) -> BTreeSet<&str> {
    let after = text.split("](assets/pictures/").skip(1);
    after.filter_map(|rest| rest.split(')').next()).collect()
}

/// What stands between the fences.
fn blocks(text: &str) -> Vec<&str> {
    let parts = text.split("\n```");
    parts.skip(1).step_by(2).collect()
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn what_is_not_built_stands_in_the_readme() {
    says(
        ENGLISH,
        "not built: made from the table of coverage",
        "not built",
        &coverage::not_built(),
    );
}

/// The README has these lines between its marks.
fn says(name: &str, opening: &str, closing: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let readme = fs::read_to_string(&path).unwrap();
    let (opening, closing) = (
        format!("<!-- {opening} -->\n"),
        format!("<!-- end of {closing} -->"),
    );
    let (before, rest) = readme
        .split_once(&opening)
        .expect("the README marks the block");
    let (written, after) = rest.split_once(&closing).expect("the block has an end");
    if written != expected && std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        fs::write(
            &path,
            format!("{before}{opening}{expected}{closing}{after}"),
        )
        .unwrap();
        return;
    }
    assert!(
        written == expected,
        "put this between the marks:\n{expected}"
    );
}

fn key_sheet_in_markdown(language: Language) -> String {
    let words = Words::load(language);
    let head = match language {
        Language::English => "| where | keys | what |",
        Language::Korean => "| 위치 | 키 | 하는 일 |",
    };
    let mut sheet = format!("{head}\n| --- | --- | --- |\n");
    let mut before = None;
    for line in key_sheet(&Keymap::default()) {
        let place = match before.replace(line.place) {
            Some(place) if place == line.place => String::new(),
            _ => words.text(&format!("place-{}", line.place.id())),
        };
        let keys: Vec<String> = line.keys.iter().map(|key| format!("`{key}`")).collect();
        let what = words.text(&line.action.help());
        sheet.push_str(&format!(
            "| {place} | {} | {what} |\n",
            keys.join(" ").replace('|', "\\|")
        ));
    }
    sheet
}
