//! Where a page ended. A cursor holds what the last row of the page was sorted by, so that the next page begins right
//! behind it even if rows came or went meanwhile.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::account::problem::{Code, Problem};
use crate::account::record::CustomerId;
use crate::account::text::fold;
use crate::say;

use super::row::Row;
use super::sort::{Direction, Sort, SortField};

/// A place between two rows of a sorted list. Its text is opaque: letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The sort it belongs to, as it is written.
    sort: String,
    key: Key,
    name: String,
    id: String,
}

/// What a row is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Key {
    Text(String),
    Number(i64),
}

impl Cursor {
    /// The place right behind a row.
    pub fn behind(row: &Row, sort: Sort) -> Self {
        Self {
            sort: sort.to_string(),
            key: key_of(row, sort.field),
            name: fold(&row.name),
            id: row.id.to_string(),
        }
    }

    /// Reads what [`Cursor`] displays.
    ///
    /// # Errors
    /// When it is no cursor of ours, or belongs to a list that is sorted otherwise.
    pub fn parse(text: &str, sort: Sort) -> Result<Self, Vec<Problem>> {
        let bytes = bytes_of(text.trim());
        let cursor: Option<Self> = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let (code, message) = match cursor {
            Some(cursor) if cursor.sort == sort.to_string() => return Ok(cursor),
            Some(cursor) => {
                let message = say!("search-cursor-of-other-sort", sort = cursor.sort);
                (Code::NotAllowed, message)
            }
            None => (Code::BadFormat, say!("search-bad-cursor")),
        };
        let problem = Problem::new(code, message).found(text);
        Err(vec![problem.remedy(say!("search-bad-cursor-remedy"))])
    }

    /// The customer whose row the page ended with.
    pub fn customer(&self) -> CustomerId {
        CustomerId::new(&self.id)
    }

    /// Whether a row of the same sort stands behind this place.
    pub fn is_before(&self, row: &Row, sort: Sort) -> bool {
        let by_key = self.key.cmp(&key_of(row, sort.field));
        let by_key = match sort.direction {
            Direction::Ascending => by_key,
            Direction::Descending => by_key.reverse(),
        };
        let order = by_key
            .then_with(|| self.name.cmp(&fold(&row.name)))
            .then_with(|| self.id.as_str().cmp(row.id.as_str()));
        order == Ordering::Less
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = serde_json::to_vec(self).map_err(|_| fmt::Error)?;
        json.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

fn key_of(row: &Row, field: SortField) -> Key {
    match field {
        SortField::Name => Key::Text(fold(&row.name)),
        SortField::Domain => Key::Text(fold(&row.domain)),
        SortField::Id => Key::Text(row.id.to_string()),
        SortField::Relationship => Key::Text(fold(&row.relationship)),
        SortField::Country => Key::Text(fold(&row.country)),
        SortField::Seats => Key::Number(
            row.seats
                .map_or(0, |seats| i64::try_from(seats).unwrap_or(i64::MAX)),
        ),
        SortField::Changed => Key::Number(row.changed.map_or(i64::MIN, |at| at.as_microsecond())),
    }
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    if !hex.is_ascii() || !hex.len().is_multiple_of(2) {
        return None;
    }
    let pairs = (0..hex.len()).step_by(2).map(|at| &hex[at..at + 2]);
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, id: &str, seats: u64) -> Row {
        Row {
            id: CustomerId::new(id),
            name: name.to_owned(),
            seats: Some(seats),
            ..Row::default()
        }
    }

    #[test]
    fn a_cursor_reads_back_and_knows_what_is_behind_it() {
        for (sort, before, behind) in [
            ("name", row("Änne", "1", 0), row("Anne", "2", 0)),
            ("name:desc", row("b", "1", 0), row("a", "2", 0)),
            ("seats:desc", row("z", "1", 9), row("a", "2", 8)),
            ("seats:desc", row("a", "1", 9), row("b", "1", 9)),
        ] {
            let sort = Sort::parse(sort).unwrap();
            let cursor = Cursor::behind(&before, sort);
            let again = Cursor::parse(&cursor.to_string(), sort).unwrap();
            assert_eq!(again, cursor);
            assert!(again.is_before(&behind, sort));
            assert!(!again.is_before(&before, sort));
        }
    }

    #[test]
    fn what_is_no_cursor_of_this_list_is_refused() {
        let cursor = Cursor::behind(&row("a", "1", 0), Sort::default()).to_string();
        for (text, sort) in [
            ("", "name"),
            ("zz", "name"),
            ("7b7", "name"),
            ("가나", "name"),
            (&cursor, "seats"),
        ] {
            assert!(
                Cursor::parse(text, Sort::parse(sort).unwrap()).is_err(),
                "{text}"
            );
        }
    }
}
