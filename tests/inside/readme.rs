//! What the README promises is read off the program. A block that is made from it stands between two marks; with
//! `INSTA_UPDATE=always` it is written anew.

use std::fs;
use std::path::Path;

use partnerdeck::tui::{Keymap, key_sheet};
use partnerdeck::words::{Language, Words};

use crate::coverage;

#[test]
fn the_key_sheet_of_the_readme_is_the_programs_own() {
    says(
        "keys: made from the table of actions",
        "keys",
        &key_sheet_in_markdown(),
    );
}

#[test]
fn what_is_not_built_stands_in_the_readme() {
    says(
        "not built: made from the table of coverage",
        "not built",
        &coverage::not_built(),
    );
}

/// The README has these lines between its marks.
fn says(opening: &str, closing: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
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

fn key_sheet_in_markdown() -> String {
    let words = Words::load(Language::English);
    let mut sheet = String::from("| where | keys | what |\n| --- | --- | --- |\n");
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
