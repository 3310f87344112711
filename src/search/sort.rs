//! By what a list is sorted.

use std::fmt;

use crate::account::problem::{Code, Message, Place, Problem};
use crate::say;

/// The columns a list can be sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SortField {
    /// Company name, folded.
    #[default]
    Name,
    /// Primary domain.
    Domain,
    /// Microsoft ID.
    Id,
    /// Relationship as on the wire.
    Relationship,
    /// Country code.
    Country,
    /// Seats; none counts as 0.
    Seats,
    /// When it was last changed; never comes first.
    Changed,
}

impl SortField {
    /// Every column, in the order in which help lists them.
    pub const ALL: [SortField; 7] = [
        SortField::Name,
        SortField::Domain,
        SortField::Id,
        SortField::Relationship,
        SortField::Country,
        SortField::Seats,
        SortField::Changed,
    ];

    /// The word on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            SortField::Name => "name",
            SortField::Domain => "domain",
            SortField::Id => "id",
            SortField::Relationship => "relationship",
            SortField::Country => "country",
            SortField::Seats => "seats",
            SortField::Changed => "changed",
        }
    }
}

/// Which way a list is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Smallest first.
    #[default]
    Ascending,
    /// Largest first.
    Descending,
}

impl Direction {
    /// A rank that grows with it the way the list goes.
    pub(super) const fn turned(self, rank: u32) -> u32 {
        match self {
            Direction::Ascending => rank,
            Direction::Descending => !rank,
        }
    }
}

/// The order of a list. Where the column says the same, the folded name decides and then the ID, always ascending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column.
    pub field: SortField,
    /// Which way.
    pub direction: Direction,
}

impl Sort {
    /// Reads `FIELD` or `FIELD:desc` (`FIELD:asc` too).
    ///
    /// # Errors
    /// An unknown column or direction, with the place in the text.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let (word, way) = text.split_once(':').unwrap_or((text, "asc"));
        let Some(field) = SortField::ALL
            .into_iter()
            .find(|field| field.as_str().eq_ignore_ascii_case(word.trim()))
        else {
            let message = say!("search-unknown-sort", field = word);
            return Err(vec![wrong(1, word, message)]);
        };
        let direction = match way.trim().to_ascii_lowercase().as_str() {
            "asc" => Direction::Ascending,
            "desc" => Direction::Descending,
            _ => {
                let column = word.chars().count() as u32 + 2;
                let message = say!("search-unknown-direction", direction = way);
                return Err(vec![wrong(column, way, message)]);
            }
        };
        Ok(Self { field, direction })
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = match self.direction {
            Direction::Ascending => "",
            Direction::Descending => ":desc",
        };
        write!(f, "{}{direction}", self.field.as_str())
    }
}

fn wrong(column: u32, found: &str, message: Message) -> Problem {
    let place = Place::Cell {
        line: 1,
        column: Some(column),
        header: None,
    };
    Problem::new(Code::NotInList, message)
        .at(place)
        .found(found)
        .remedy(say!("search-sort-remedy"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_reads_both_ways() {
        for field in SortField::ALL {
            let word = field.as_str();
            let ascending = Sort {
                field,
                direction: Direction::Ascending,
            };
            assert_eq!(Sort::parse(word), Ok(ascending));
            assert_eq!(Sort::parse(&format!("{word}:asc")), Ok(ascending));
            let descending = Sort {
                field,
                direction: Direction::Descending,
            };
            assert_eq!(Sort::parse(&format!("{word}:desc")), Ok(descending));
            assert_eq!(descending.to_string(), format!("{word}:desc"));
        }
    }

    #[test]
    fn a_mistake_is_pointed_at() {
        for (text, column) in [("size", 1), ("name:down", 6), ("", 1)] {
            let problems = Sort::parse(text).unwrap_err();
            let Place::Cell { column: at, .. } = problems[0].place else {
                panic!("{problems:?}");
            };
            assert_eq!(at, Some(column), "{text}");
        }
    }
}
