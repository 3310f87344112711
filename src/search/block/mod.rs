//! A block: rows of the list as columns, in the default order. It never changes. [`texts`] holds what is searched and,
//! packed by [`packed`], what is shown; [`words`] the columns with few different values; [`build`] makes blocks.
//!
//! The searched text of a row is folded: name, company profile's name, domain, custom domains, ID, alias, tags, parted by
//! [`FIELD`]. A domain ends with [`SUFFIX`] where it has the cloud's common suffix, which would be in nearly all of them.

mod build;
mod packed;
mod texts;
mod words;

use std::cmp::Ordering;
use std::sync::OnceLock;

use jiff::Timestamp;

use crate::account::record::CustomerId;

use super::bits::Bits;
use super::row::Row;
use super::sort::SortField;

pub(super) use build::{Builder, merged};
pub(super) use texts::Texts;
pub(super) use words::Words;

/// Parts the fields of a searched text.
pub(super) const FIELD: u8 = 0x1f;
/// Parts the items of a field with several.
const ITEM: u8 = 0x1e;
/// Stands for the cloud's common suffix of domains.
pub(super) const SUFFIX: u8 = 0x01;
/// Ends a searched text, so that nothing is found across two rows.
const END: u8 = b'\n';

/// Rows as columns.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) searched: Texts,
    shown: Texts,
    pub(super) relationship: Words,
    pub(super) country: Words,
    pub(super) states: Words,
    pub(super) resellers: Words,
    seats: Vec<Option<u64>>,
    changed: Vec<Option<Timestamp>>,
    pub(super) removed: Bits,
    /// Row numbers in the order of IDs.
    by_id: Vec<u32>,
    ranks: [OnceLock<Vec<u32>>; SortField::ALL.len()],
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
            seats: self.seats[row],
            changed: self.changed[row],
            ..packed::unpack(self.shown.get(row))
        }
    }

    /// The ID of a row.
    pub(super) fn id(&self, row: usize) -> &[u8] {
        packed::id_of(self.shown.get(row))
    }

    /// Seats for comparing: none is 0.
    pub(super) fn seats(&self, row: usize) -> u64 {
        self.seats[row].unwrap_or(0)
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

    /// How two rows compare by one column alone.
    pub(super) fn compare_by(
        &self,
        field: SortField,
        suffix: &[u8],
        row: usize,
        (other, their): (&Block, usize),
    ) -> Ordering {
        match field {
            SortField::Name => self.name(row).cmp(other.name(their)),
            SortField::Domain => {
                whole(self.domain(row), suffix).cmp(whole(other.domain(their), suffix))
            }
            SortField::Id => self.id(row).cmp(other.id(their)),
            SortField::Relationship => {
                let (ours, theirs) = (&self.relationship, &other.relationship);
                ours.folded(row).cmp(theirs.folded(their))
            }
            SortField::Country => self.country.folded(row).cmp(other.country.folded(their)),
            SortField::Seats => self.seats(row).cmp(&other.seats(their)),
            SortField::Changed => self.changed[row].cmp(&other.changed[their]),
        }
    }

    /// For each row the place of its value among the different values of a column. Reckoned when it is first asked for.
    pub(super) fn ranks(&self, field: SortField, suffix: &[u8]) -> &[u32] {
        self.ranks[field as usize].get_or_init(|| {
            let compare =
                |a: &u32, b: &u32| self.compare_by(field, suffix, *a as usize, (self, *b as usize));
            let mut order: Vec<u32> = (0..self.len() as u32).collect();
            order.sort_unstable_by(compare);
            let mut ranks = vec![0; order.len()];
            let mut rank = 0;
            for pair in order.windows(2) {
                rank += u32::from(compare(&pair[0], &pair[1]) != Ordering::Equal);
                ranks[pair[1] as usize] = rank;
            }
            ranks
        })
    }

    fn name(&self, row: usize) -> &[u8] {
        let text = self.searched.get(row);
        let end = memchr::memchr(FIELD, text).unwrap_or(text.len());
        &text[..end]
    }

    fn domain(&self, row: usize) -> &[u8] {
        let fields = self.searched.get(row).split(|byte| *byte == FIELD);
        fields.into_iter().nth(2).unwrap_or_default()
    }
}

/// A domain with its suffix again.
fn whole<'a>(domain: &'a [u8], suffix: &'a [u8]) -> impl Iterator<Item = &'a u8> {
    let (prefix, suffix) = match domain.split_last() {
        Some((&SUFFIX, prefix)) => (prefix, suffix),
        _ => (domain, &[][..]),
    };
    prefix.iter().chain(suffix)
}

/// The first letters as a number that compares as they do.
fn beginning(text: &[u8]) -> u64 {
    let mut first = [0; 8];
    let length = text.len().min(first.len());
    first[..length].copy_from_slice(&text[..length]);
    u64::from_be_bytes(first)
}
