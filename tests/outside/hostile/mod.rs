//! What a hostile customer could send: texts that act on a terminal or a spreadsheet, files that are none, files without end.

mod files;
mod large;
mod screen;
mod text;

pub use crate::hostile_texts::TEXTS;
use crate::hostile_texts::book as book_of;

use partnerdeck::account::text::is_hidden;

/// What of a text must never reach a terminal, a log or an export; a line end may.
pub fn raw(text: &str) -> Option<char> {
    text.chars()
        .find(|letter| *letter != '\n' && is_hidden(*letter))
}

/// Fails when something raw stands in what a command wrote.
#[track_caller]
pub fn assert_tame(what: &str, text: &str) {
    if let Some(letter) = raw(text) {
        let at = text.find(letter).unwrap_or_default();
        let start = text.floor_char_boundary(at.saturating_sub(80));
        let end = text.floor_char_boundary((at + 80).min(text.len()));
        panic!(
            "{what}: U+{:04X} raw in {:?}",
            letter as u32,
            &text[start..end]
        );
    }
}

/// All of them, some in one: what acts in one text acts in several.
pub fn bundles(of: usize) -> Vec<String> {
    let without_nul = TEXTS.iter().map(|text| text.replace('\0', ""));
    without_nul
        .collect::<Vec<_>>()
        .chunks(of)
        .map(|some| some.concat())
        .collect()
}

/// A book of three customers.
pub fn book() -> String {
    book_of(3)
}
