//! What stands in the fields of a sheet, as an operation asks for it.

use jiff::civil::Date;

/// What stands in the fields, by their paths. A field that is not asked for is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(Vec<(&'static str, String)>);

impl Values {
    /// Values by the paths of their fields.
    pub fn new(values: Vec<(&'static str, String)>) -> Self {
        Self(values)
    }

    /// As it was typed; nothing where there is no such field.
    pub fn text(&self, path: &str) -> &str {
        let found = self.0.iter().find(|(other, _)| *other == path);
        found.map_or("", |(_, value)| value)
    }

    /// The text without blanks around it, when there is one.
    pub fn given(&self, path: &str) -> Option<String> {
        let text = self.text(path).trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A number, when one was typed.
    pub fn number(&self, path: &str) -> Option<u64> {
        self.text(path).trim().parse().ok()
    }

    /// A day, when one was typed.
    pub fn date(&self, path: &str) -> Option<Date> {
        day_of(self.text(path))
    }

    /// Whether a flag is set.
    pub fn flag(&self, path: &str) -> bool {
        self.text(path) == "true"
    }
}

/// Reads a day as people of every language can type it: year, month, day.
pub(super) fn day_of(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    // The parser takes a time behind the day too; here is a day meant.
    let is_day = typed.len() == 10 && typed.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    is_day.then(|| typed.parse().ok())?
}
