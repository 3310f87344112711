//! Rows of a block in other orders than the default one. What an order needs is reckoned when it is first asked for.

use std::sync::OnceLock;

use super::super::bits::Bits;
use super::super::sort::{Direction, Sort, SortField};
use super::Block;

/// The rows of a block are gone through in order, instead of sorting some of them, when those are not this many times fewer.
const WORTH_SORTING: usize = if cfg!(test) { 2 } else { 24 };

/// What is known of the order by each column.
pub(super) type Orders = [Order; SortField::ALL.len()];

/// What is known of the order by a column.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// For each row the place of its value among the different values.
    ranks: OnceLock<Vec<u32>>,
    /// The rows by rank, those of the same rank in the default order.
    rows: OnceLock<Vec<u32>>,
}

impl Block {
    /// Rows, which come in the default order, in another. Where the column says the same the default order decides.
    pub(in crate::search) fn sorted(&self, rows: Vec<u32>, sort: Sort, suffix: &[u8]) -> Vec<u32> {
        let ranks = self.ranks(sort.field, suffix);
        if rows.len() * WORTH_SORTING < self.len() {
            let turned = |row: &u32| (sort.direction.turned(ranks[*row as usize]), *row);
            let mut keyed: Vec<(u32, u32)> = rows.iter().map(turned).collect();
            keyed.sort_unstable();
            return keyed.into_iter().map(|(_, row)| row).collect();
        }
        let mut wanted = Bits::new(self.len());
        rows.iter().for_each(|row| wanted.insert(*row as usize));
        let is_wanted = |row: &u32| wanted.contains(*row as usize);
        let in_order = self.in_order(sort.field, suffix);
        let mut sorted = Vec::with_capacity(rows.len());
        match sort.direction {
            Direction::Ascending => sorted.extend(in_order.iter().copied().filter(is_wanted)),
            Direction::Descending => {
                let same = |one: &u32, other: &u32| ranks[*one as usize] == ranks[*other as usize];
                for equal in in_order.chunk_by(same).rev() {
                    sorted.extend(equal.iter().copied().filter(is_wanted));
                }
            }
        }
        sorted
    }

    /// All rows by a column, ascending.
    fn in_order(&self, field: SortField, suffix: &[u8]) -> &[u32] {
        self.orders[field as usize].rows.get_or_init(|| {
            let ranks = self.ranks(field, suffix);
            // Where the next row of each rank goes.
            let mut next = vec![0_u32; self.len() + 1];
            ranks.iter().for_each(|rank| next[*rank as usize + 1] += 1);
            for rank in 1..next.len() {
                next[rank] += next[rank - 1];
            }
            let mut rows = vec![0; self.len()];
            for (row, rank) in ranks.iter().enumerate() {
                let place = &mut next[*rank as usize];
                rows[*place as usize] = row as u32;
                *place += 1;
            }
            rows
        })
    }

    /// For each row the place of its value among the different values of a column. Reckoned when it is first asked for.
    fn ranks(&self, field: SortField, suffix: &[u8]) -> &[u32] {
        let rows = 0..self.len();
        self.orders[field as usize]
            .ranks
            .get_or_init(|| match field {
                SortField::Name => numbered(rows, |row| self.name(row)),
                SortField::Domain => ranked(rows.map(|row| self.domain(row, suffix))),
                SortField::Id => {
                    let mut ranks = vec![0; self.len()];
                    for (rank, row) in self.by_id.iter().enumerate() {
                        ranks[*row as usize] = rank as u32;
                    }
                    ranks
                }
                SortField::Relationship => self.relationship.ranks(),
                SortField::Country => self.country.ranks(),
                SortField::Seats => ranked(rows.map(|row| self.seats(row))),
                SortField::Changed => ranked(rows.map(|row| self.changed[row])),
            })
    }
}

/// For each value its place among the different values.
fn ranked<V: Ord>(values: impl Iterator<Item = V>) -> Vec<u32> {
    let mut order: Vec<(V, u32)> = values.zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let mut ranks = vec![0; order.len()];
    let mut rank = 0;
    for pair in order.windows(2) {
        rank += u32::from(pair[0].0 != pair[1].0);
        ranks[pair[1].1 as usize] = rank;
    }
    ranks
}

/// For each row the place of its value among the different values, where the rows are in the order of the values.
fn numbered<V: PartialEq>(rows: std::ops::Range<usize>, value: impl Fn(usize) -> V) -> Vec<u32> {
    let mut rank = 0;
    let ranks = rows.map(|row| {
        rank += u32::from(row > 0 && value(row) != value(row - 1));
        rank
    });
    ranks.collect()
}
