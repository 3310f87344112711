//! All customers of a book, ready to be searched. An index never changes: a commit makes the next one from it, and whoever
//! still shows the old one is not disturbed.

use std::sync::Arc;

use crate::account::record::CustomerId;
use crate::account::resource::Resource;
use crate::account::text::fold;

use super::cancel::Cancel;
use super::query::{Query, Sense, Term, Test, TextField, WordColumn};
use super::row::Row;
use super::sort::{Direction, Sort, SortField};

/// Every customer's row in the default order: folded name, then ID.
#[derive(Debug, Clone, Default)]
pub struct Index {
    rows: Vec<Arc<Row>>,
    removed: usize,
}

/// Reads the record of a customer, for conditions on what no column has; `None` when it is gone.
pub type ReadRecord<'a> = dyn Fn(&CustomerId) -> Option<Resource> + 'a;

/// Whether removed customers are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// They stay hidden.
    Hidden,
    /// They are found like any other.
    Shown,
}

impl Index {
    /// An index of rows in any order; each ID once. `suffix` is what follows the prefix of most domains in the cloud: it is
    /// not searched on its own.
    pub fn build(_suffix: &str, rows: impl IntoIterator<Item = Row>) -> Self {
        let mut rows: Vec<Arc<Row>> = rows.into_iter().map(Arc::new).collect();
        rows.sort_by_cached_key(|row| (fold(&row.name), row.id.clone()));
        let removed = rows.iter().filter(|row| row.is_removed()).count();
        Self { rows, removed }
    }

    /// The index after some rows changed or went.
    #[must_use]
    pub fn patched(&self, changes: Vec<(CustomerId, Option<Row>)>) -> Self {
        let mut rows: Vec<Row> = self
            .rows
            .iter()
            .filter(|row| changes.iter().all(|(id, _)| row.id != *id))
            .map(|row| Row::clone(row))
            .collect();
        rows.extend(changes.into_iter().filter_map(|(_, row)| row));
        Self::build("", rows)
    }

    /// How many customers there are.
    pub fn len(&self, removed: Removed) -> usize {
        match removed {
            Removed::Hidden => self.rows.len() - self.removed,
            Removed::Shown => self.rows.len(),
        }
    }

    /// The row of one customer.
    pub fn row(&self, id: &CustomerId) -> Option<Row> {
        let row = self.rows.iter().find(|row| row.id == *id)?;
        Some(Row::clone(row))
    }
}

/// The rows that a query found, in the order of a [`Sort`], as the book was when it was asked.
#[derive(Debug, Clone)]
pub struct Hits {
    rows: Arc<Vec<Arc<Row>>>,
}

impl Hits {
    /// Searches. `None` when it was cancelled.
    pub fn find(
        index: &Arc<Index>,
        query: &Query,
        removed: Removed,
        sort: Sort,
        read: &ReadRecord<'_>,
        cancel: &Cancel,
    ) -> Option<Self> {
        let shows = |row: &Row| removed == Removed::Shown || !row.is_removed();
        let mut rows = Vec::new();
        for row in &index.rows {
            if cancel.is_cancelled() {
                return None;
            }
            if shows(row) && query.terms.iter().all(|term| holds(term, row, read)) {
                rows.push(Arc::clone(row));
            }
        }
        sort_rows(&mut rows, sort);
        Some(Self {
            rows: Arc::new(rows),
        })
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Up to `count` rows from a place on, counted from 0.
    pub fn page(&self, from: usize, count: usize) -> Vec<Row> {
        let rows = self.rows.iter().skip(from).take(count);
        rows.map(|row| Row::clone(row)).collect()
    }

    /// The place of the first row for which something holds that holds for all rows behind it.
    pub fn first(&self, holds: impl Fn(&Row) -> bool) -> usize {
        self.rows.partition_point(|row| !holds(row))
    }

    /// Where a customer stands, counted from 0.
    pub fn position(&self, id: &CustomerId) -> Option<usize> {
        self.rows.iter().position(|row| row.id == *id)
    }
}

fn sort_rows(rows: &mut [Arc<Row>], sort: Sort) {
    if sort == Sort::default() {
        return;
    }
    let key = |row: &Row| match sort.field {
        SortField::Name => (fold(&row.name), 0),
        SortField::Domain => (fold(&row.domain), 0),
        SortField::Id => (row.id.to_string(), 0),
        SortField::Relationship => (fold(&row.relationship), 0),
        SortField::Country => (fold(&row.country), 0),
        SortField::Seats => (String::new(), i128::from(row.seats.unwrap_or(0))),
        SortField::Changed => (
            String::new(),
            row.changed.map_or(i128::MIN, |at| at.as_nanosecond()),
        ),
    };
    match sort.direction {
        Direction::Ascending => rows.sort_by_cached_key(|row| key(row)),
        Direction::Descending => {
            rows.sort_by_cached_key(|row| std::cmp::Reverse(key(row)));
        }
    }
}

fn holds(term: &Term, row: &Row, read: &ReadRecord<'_>) -> bool {
    let found = match &term.test {
        Test::Word(text) => [
            TextField::Name,
            TextField::Domain,
            TextField::Id,
            TextField::Alias,
            TextField::Tag,
        ]
        .iter()
        .any(|field| {
            texts(row, *field)
                .iter()
                .any(|have| fold(have).contains(text))
        }),
        Test::Text(field, text) => texts(row, *field)
            .iter()
            .any(|have| fold(have).contains(text)),
        Test::Begins(WordColumn::Relationship, text) => fold(&row.relationship).starts_with(text),
        Test::Begins(WordColumn::State, text) => {
            row.states.iter().any(|have| fold(have).starts_with(text))
        }
        Test::Begins(WordColumn::Reseller, text) => row
            .resellers
            .iter()
            .any(|have| fold(have).starts_with(text)),
        Test::Country(codes) => codes.contains(&fold(&row.country)),
        Test::Seats(comparison, limit) => comparison.holds(row.seats.unwrap_or(0), *limit),
        Test::Path(path, text) => {
            read(&row.id).is_some_and(|resource| fold(resource.text_or_empty(path)).contains(text))
        }
    };
    found == (term.sense == Sense::With)
}

fn texts(row: &Row, field: TextField) -> Vec<&str> {
    match field {
        TextField::Name => std::iter::once(row.name.as_str())
            .chain(row.company_name.as_deref())
            .collect(),
        TextField::Domain => std::iter::once(row.domain.as_str())
            .chain(row.custom_domains.iter().map(String::as_str))
            .collect(),
        TextField::Id => vec![row.id.as_str()],
        TextField::Alias => vec![row.alias.as_str()],
        TextField::Tag => row.tags.iter().map(String::as_str).collect(),
    }
}
