//! The columns of the list: what each says of a customer, and which have room on a screen of a width.

use jiff::tz::TimeZone;

use crate::search::{Row, SortField};
use crate::tui::pane::Sight;
use crate::tui::panes::telling::{relation, short_domain};

/// Room left of the first column: the cursor, the mark, a blank.
pub(super) const GUTTER: u16 = 3;
/// Room between two columns.
const GAP: u16 = 2;

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Company,
    Domain,
    Relation,
    Seats,
    Changed,
    Country,
    Tags,
}

/// On which side a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A column with its room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) column: Column,
    /// The first column of the screen that belongs to it.
    pub(super) x: u16,
    pub(super) width: u16,
}

/// How a column behaves as the screen grows.
struct Shape {
    column: Column,
    /// The narrowest list that shows it.
    from: u16,
    /// What it needs; what is left over is shared by weight.
    width: u16,
    weight: u16,
}

const fn shape(column: Column, from: u16, width: u16, weight: u16) -> Shape {
    Shape {
        column,
        from,
        width,
        weight,
    }
}

/// In the order in which they stand.
const SHAPES: [Shape; 7] = [
    shape(Column::Company, 0, 8, 6),
    shape(Column::Domain, 50, 10, 2),
    shape(Column::Relation, 62, 9, 0),
    shape(Column::Seats, 36, 7, 0),
    shape(Column::Changed, 72, 7, 0),
    shape(Column::Country, 96, 7, 0),
    shape(Column::Tags, 110, 10, 2),
];

/// The columns that have room in a list of a width, from left to right; `age` is what the widest age takes.
pub(super) fn placed(width: u16, age: u16) -> Vec<Placed> {
    let wanted = |shape: &Shape| match shape.column {
        Column::Changed => shape.width.max(age),
        _ => shape.width,
    };
    let shown: Vec<&Shape> = SHAPES.iter().filter(|shape| shape.from <= width).collect();
    let needed: u16 = shown.iter().map(|shape| wanted(shape) + GAP).sum();
    let spare = width.saturating_sub(GUTTER + needed);
    let weights: u16 = shown.iter().map(|shape| shape.weight).sum();
    let mut x = GUTTER;
    let mut placed = Vec::with_capacity(shown.len());
    for shape in shown {
        let width = wanted(shape) + spare * shape.weight / weights.max(1);
        placed.push(Placed {
            column: shape.column,
            x,
            width,
        });
        x += width + GAP;
    }
    placed
}

impl Column {
    /// The ID of its head.
    pub(super) const fn head(self) -> &'static str {
        match self {
            Column::Company => "column-company",
            Column::Domain => "column-domain",
            Column::Relation => "column-relation",
            Column::Seats => "column-seats",
            Column::Changed => "column-changed",
            Column::Country => "column-country",
            Column::Tags => "column-tags",
        }
    }

    /// Numbers and ages right, the rest left.
    pub(super) const fn side(self) -> Side {
        match self {
            Column::Seats | Column::Changed => Side::Right,
            _ => Side::Left,
        }
    }

    /// The order that sorts by it.
    pub(super) const fn sort(self) -> Option<SortField> {
        Some(match self {
            Column::Company => SortField::Name,
            Column::Domain => SortField::Domain,
            Column::Relation => SortField::Relationship,
            Column::Seats => SortField::Seats,
            Column::Changed => SortField::Changed,
            Column::Country => SortField::Country,
            Column::Tags => return None,
        })
    }

    /// Whether the filter's words are looked for in it.
    pub(super) const fn is_searched(self) -> bool {
        matches!(self, Column::Company | Column::Domain | Column::Tags)
    }

    /// What it says of a customer.
    pub(super) fn text(self, row: &Row, sight: &Sight) -> String {
        match self {
            Column::Company => row.name.clone(),
            Column::Domain => short_domain(&row.domain, sight.cloud).to_owned(),
            Column::Relation => relation(&row.relationship, sight.words),
            Column::Seats => row
                .seats
                .map_or_else(|| "-".to_owned(), |seats| sight.words.number(seats)),
            Column::Changed => changed(row, sight, sight.zone),
            Column::Country => row.country.to_uppercase(),
            Column::Tags => row.tags.join(", "),
        }
    }
}

/// The ID of the words for an order.
pub(super) const fn sort_words(field: SortField) -> &'static str {
    match field {
        SortField::Name => "column-company",
        SortField::Domain => "column-domain",
        SortField::Id => "column-id",
        SortField::Relationship => "column-relation",
        SortField::Country => "column-country",
        SortField::Seats => "column-seats",
        SortField::Changed => "column-changed",
    }
}

fn changed(row: &Row, sight: &Sight, zone: &TimeZone) -> String {
    row.changed
        .map_or_else(String::new, |then| sight.words.age(then, sight.now, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_never_overlap_and_stay_inside() {
        for (width, age) in (0..260).flat_map(|width| [(width, 6), (width, 9)]) {
            let placed = placed(width, age);
            for pair in placed.windows(2) {
                assert!(pair[0].x + pair[0].width < pair[1].x, "{width}");
            }
            if let Some(last) = placed.last().filter(|_| width >= 36) {
                assert!(last.x + last.width <= width, "{width}: {placed:?}");
            }
        }
    }
}
