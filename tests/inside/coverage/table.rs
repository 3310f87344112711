//! The table of coverage: for every row of the document the tests that hold it, or why it is not built. One file per
//! section under `tests/data/coverage`, so that it merges:
//!
//! ```toml
//! [error-5]
//! row = "600002 | registration ID given where not supported"
//! tests = ["a_number_where_there_is_none_is_refused"]
//! not_built = "A sentence for an operator: what is missing, and why."
//! ```
//!
//! `tests` and `not_built` may stand together where a row is built in part.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;

use super::document::Row;
use super::sources::root;

/// A line of the table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// How the document's words begin.
    pub row: String,
    /// The names of the tests that fail when the row is not true.
    #[serde(default)]
    pub tests: Vec<String>,
    /// What of the row is not built, and why: a sentence for an operator, who reads it in the README.
    #[serde(default)]
    pub not_built: Option<String>,
    /// Why the row asks nothing of the program: it says how the world around it is.
    #[serde(default)]
    pub fact: Option<String>,
}

/// The lines of every section, by the ID of the row.
pub type Table = BTreeMap<u8, BTreeMap<String, Line>>;

/// Where a section's lines stand.
pub fn file_of(section: u8) -> String {
    format!("tests/data/coverage/{section:02}.toml")
}

/// Reads the whole table; the second part is what can't be read.
pub fn read() -> (Table, Vec<String>) {
    let mut wrong = Vec::new();
    let mut table = Table::new();
    for section in 0..=14 {
        let name = file_of(section);
        match fs::read_to_string(root().join(&name)) {
            Ok(text) => match toml::from_str(&text) {
                Ok(lines) => {
                    table.insert(section, lines);
                }
                Err(error) => wrong.push(format!("{name}: {error}")),
            },
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    (table, wrong)
}

/// The line to paste for a row that has none.
pub fn to_paste(row: &Row) -> String {
    let words = beginning(&row.words)
        .replace('\\', "\\\\")
        .replace('"', "\\\"");
    format!("[{}]\nrow = \"{words}\"\ntests = []\n", row.id)
}

/// Enough of the words to know the row by.
fn beginning(words: &str) -> &str {
    const ENOUGH: usize = 100;
    let Some((cut, _)) = words.char_indices().nth(ENOUGH) else {
        return words;
    };
    let blank = words[..cut].rfind(' ').unwrap_or(cut);
    words[..blank].trim_end()
}
