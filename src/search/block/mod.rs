//! A block: rows of the list as columns, in the default order. It never changes. [`texts`] holds what is searched and,
//! packed by [`packed`], what is shown; [`letters`] which letters a row has; [`words`] the columns with few different values;
//! [`order`] knows other orders than the default one; [`build`] makes blocks, [`shape`] keeps them.
//!
//! The searched text of a row is folded: name, company profile's name, domain, custom domains, ID, alias, tags, parted by
//! [`FIELD`]. A domain ends with [`SUFFIX`] where it has the cloud's common suffix, which would be in nearly all of them.

mod build;
mod disk;
mod letters;
mod order;
mod packed;
mod shape;
mod texts;
mod words;

use std::cmp::Ordering;
use std::ops::Range;

use jiff::Timestamp;

use crate::account::record::CustomerId;

use super::bits::Bits;
use super::row::Row;
use super::sort::SortField;

pub(super) use build::{Builder, merged, with_suffix_marked};
pub(super) use disk::{Source, bytes_into, invalid, number_into, numbers_into};
pub(super) use letters::{is_one_letter, letters_of};
use order::Orders;
pub(super) use texts::{Run, Texts};
pub(super) use words::Words;

/// Parts the fields of a searched text.
pub(super) const FIELD: u8 = 0x1f;
/// Parts the items of a field with several.
pub(super) const ITEM: u8 = 0x1e;
/// Stands for the cloud's common suffix of domains.
pub(super) const SUFFIX: u8 = 0x01;
/// Ends a searched text, so that nothing is found across two rows.
const END: u8 = b'\n';

/// Rows as columns.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// What [`SUFFIX`] stands for.
    suffix: String,
    pub(super) searched: Texts,
    shown: Texts,
    pub(super) relationship: Words,
    pub(super) country: Words,
    pub(super) states: Words,
    pub(super) resellers: Words,
    /// One more than there are; 0 for none.
    seats: Vec<u64>,
    /// Nanoseconds since 1970; the least number for never.
    changed: Vec<i64>,
    /// Which letters each searched text has.
    letters: Vec<u64>,
    pub(super) removed: Bits,
    /// Row numbers in the order of IDs.
    by_id: Vec<u32>,
    orders: Orders,
}

impl Block {
    /// How many rows.
    pub(super) fn len(&self) -> usize {
        self.searched.len()
    }

    /// A row as it is shown.
    pub(super) fn row(&self, row: usize) -> Row {
        let first = |words: &Words| words.get(row).first().cloned().unwrap_or_default();
        Row {
            relationship: first(&self.relationship),
            country: first(&self.country),
            states: self.states.get(row).to_vec(),
            resellers: self.resellers.get(row).to_vec(),
            seats: self.seats[row].checked_sub(1),
            changed: timestamp(self.changed[row]),
            ..packed::unpack(self.shown.get(row), self.searched.get(row), &self.suffix)
        }
    }

    /// The ID of a row.
    pub(super) fn id(&self, row: usize) -> &[u8] {
        packed::id_of(self.shown.get(row), self.searched.get(row))
    }

    /// Seats for comparing: none is 0.
    pub(super) fn seats(&self, row: usize) -> u64 {
        self.seats[row].saturating_sub(1)
    }

    /// Which letters the searched text of a row has.
    pub(super) fn letters(&self, row: usize) -> u64 {
        self.letters[row]
    }

    /// The same of some rows side by side.
    pub(super) fn letters_of(&self, rows: Range<usize>) -> impl Iterator<Item = u64> + '_ {
        self.letters[rows].iter().copied()
    }

    /// The number of the row with an ID.
    pub(super) fn find(&self, id: &CustomerId) -> Option<usize> {
        let wanted = id.as_str().as_bytes();
        let place = self
            .by_id
            .binary_search_by(|row| self.id(*row as usize).cmp(wanted))
            .ok()?;
        Some(self.by_id[place] as usize)
    }

    /// How two rows, of this block and of another, follow each other in the default order.
    pub(super) fn compare(&self, row: usize, other: &Block, their: usize) -> Ordering {
        let names = self.name(row).cmp(other.name(their));
        names.then_with(|| self.id(row).cmp(other.id(their)))
    }

    /// How two rows, of this block and of another, compare by one column alone.
    pub(super) fn compare_by(
        &self,
        field: SortField,
        suffix: &[u8],
        row: usize,
        (other, their): (&Block, usize),
    ) -> Ordering {
        match field {
            SortField::Name => self.name(row).cmp(other.name(their)),
            SortField::Domain => self.domain(row, suffix).cmp(&other.domain(their, suffix)),
            SortField::Id => self.id(row).cmp(other.id(their)),
            SortField::Relationship => {
                let theirs = other.relationship.folded(their);
                self.relationship.folded(row).cmp(theirs)
            }
            SortField::Country => self.country.folded(row).cmp(other.country.folded(their)),
            SortField::Seats => self.seats(row).cmp(&other.seats(their)),
            SortField::Changed => self.changed[row].cmp(&other.changed[their]),
        }
    }

    fn name(&self, row: usize) -> &[u8] {
        let text = self.searched.get(row);
        let end = memchr::memchr(FIELD, text).unwrap_or(text.len());
        &text[..end]
    }

    fn domain<'a>(&'a self, row: usize, suffix: &'a [u8]) -> Domain<'a> {
        let mut fields = self.searched.get(row).split(|byte| *byte == FIELD);
        let text = fields.nth(2).unwrap_or_default();
        match text.split_last() {
            Some((&SUFFIX, prefix)) => Domain { prefix, suffix },
            _ => Domain {
                prefix: text,
                suffix: &[],
            },
        }
    }
}

/// A domain in two pieces, compared as if it were one.
#[derive(PartialEq, Eq)]
struct Domain<'a> {
    prefix: &'a [u8],
    suffix: &'a [u8],
}

impl Ord for Domain<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let both = self.prefix.len().min(other.prefix.len());
        let (ours, theirs) = (self.prefix.split_at(both), other.prefix.split_at(both));
        let ends = || {
            let ours = ours.1.iter().chain(self.suffix);
            ours.cmp(theirs.1.iter().chain(other.suffix))
        };
        ours.0.cmp(theirs.0).then_with(ends)
    }
}

impl PartialOrd for Domain<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// When a row was changed, as a number that compares as it does.
fn nanoseconds(changed: Option<Timestamp>) -> i64 {
    let nanoseconds = changed.map(Timestamp::as_nanosecond);
    let limits = i128::from(i64::MIN + 1)..=i128::from(i64::MAX);
    // Beyond those are the years before 1677 and after 2262.
    nanoseconds.map_or(i64::MIN, |number| {
        number.clamp(*limits.start(), *limits.end()) as i64
    })
}

fn timestamp(nanoseconds: i64) -> Option<Timestamp> {
    let known = Some(nanoseconds).filter(|number| *number != i64::MIN);
    known.and_then(|number| Timestamp::from_nanosecond(number.into()).ok())
}

/// The first letters as a number that compares as they do.
fn beginning(text: &[u8]) -> u64 {
    let mut first = [0; 8];
    let length = text.len().min(first.len());
    first[..length].copy_from_slice(&text[..length]);
    u64::from_be_bytes(first)
}
