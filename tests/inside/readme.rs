//! What the README promises is read off the program.

use partnerdeck::tui::{Keymap, key_sheet};
use partnerdeck::words::{Language, Words};

const OPENING: &str = "<!-- keys: made from the table of actions -->\n";
const CLOSING: &str = "<!-- end of keys -->";

#[test]
fn the_key_sheet_of_the_readme_is_the_programs_own() {
    let readme = include_str!("../../README.md");
    let after = readme
        .split(OPENING)
        .nth(1)
        .expect("the README marks its key sheet");
    let written = after.split(CLOSING).next().unwrap_or_default();
    let sheet = key_sheet_in_markdown();
    assert_eq!(written, sheet, "put this between the marks:\n{sheet}");
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
