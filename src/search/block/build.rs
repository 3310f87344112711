//! Making a block: from rows, or from blocks that were made before.

use crate::account::text::fold;

use super::super::bits::Bits;
use super::super::row::Row;
use super::letters::letters_of;
use super::packed::pack;
use super::texts::Texts;
use super::{Block, END, FIELD, ITEM, SUFFIX, beginning, nanoseconds};

/// Gathers rows in any order, each ID once, and makes a block of them.
#[derive(Debug)]
pub(in crate::search) struct Builder {
    /// Folded.
    suffix: String,
    /// In the order in which they came.
    block: Block,
    /// Reused from row to row.
    packed: Vec<u8>,
}

impl Builder {
    /// For domains of which most end with a (folded) suffix.
    pub(in crate::search) fn new(suffix: &str) -> Self {
        Self {
            suffix: suffix.to_owned(),
            block: Block {
                suffix: suffix.to_owned(),
                ..Block::default()
            },
            packed: Vec::new(),
        }
    }

    pub(in crate::search) fn push(&mut self, row: &Row) {
        let block = &mut self.block;
        let searched = searched(row, &self.suffix);
        block.searched.push(&searched);
        block.letters.push(letters_of(&searched));
        self.packed.clear();
        pack(row, &mut self.packed);
        block.shown.push(&self.packed);
        block
            .relationship
            .push(std::slice::from_ref(&row.relationship));
        block.country.push(std::slice::from_ref(&row.country));
        block.states.push(&row.states);
        block.resellers.push(&row.resellers);
        block
            .seats
            .push(row.seats.map_or(0, |seats| seats.saturating_add(1)));
        block.changed.push(nanoseconds(row.changed));
        block.removed.push(row.is_removed());
    }

    /// The rows in the default order.
    pub(in crate::search) fn finish(self) -> Block {
        let unsorted = self.block;
        let compare = |a: usize, b: usize| unsorted.compare(a, &unsorted, b);
        let order = ordered(unsorted.len(), |row| unsorted.name(row), compare);
        copied(&[&unsorted], order.into_iter().map(|row| (0, row as usize)))
    }
}

/// The rows of two blocks without those that are dead, in the default order. No ID lives in both.
pub(in crate::search) fn merged(
    (one, one_dead): (&Block, &Bits),
    (other, other_dead): (&Block, &Bits),
) -> Block {
    let living = |block: &Block, dead: &Bits| -> Vec<usize> {
        (0..block.len())
            .filter(|row| !dead.contains(*row))
            .collect()
    };
    let mut ones = living(one, one_dead).into_iter().peekable();
    let mut others = living(other, other_dead).into_iter().peekable();
    let order = std::iter::from_fn(|| match (ones.peek(), others.peek()) {
        (Some(a), Some(b)) if one.compare(*a, other, *b).is_gt() => Some((1, others.next()?)),
        (Some(_), _) => Some((0, ones.next()?)),
        (None, _) => Some((1, others.next()?)),
    });
    copied(&[one, other], order)
}

/// A folded domain, or a name that ends with one, with [`SUFFIX`] for the common suffix.
pub(in crate::search) fn with_suffix_marked(domain: &str, suffix: &str) -> Vec<u8> {
    let mut folded = fold(domain).into_bytes();
    if let Some(prefix) = folded.strip_suffix(suffix.as_bytes()) {
        let length = prefix.len();
        folded.truncate(length);
        folded.push(SUFFIX);
    }
    folded
}

/// The folded text of a row in which words are found.
fn searched(row: &Row, suffix: &str) -> Vec<u8> {
    let domain = |domain: &str| with_suffix_marked(domain, suffix);
    let plain = |text: &str| fold(text).into_bytes();
    let fields: [Vec<Vec<u8>>; 7] = [
        vec![plain(&row.name)],
        row.company_name.iter().map(|name| plain(name)).collect(),
        vec![domain(&row.domain)],
        row.custom_domains.iter().map(|text| domain(text)).collect(),
        vec![plain(row.id.as_str())],
        vec![plain(&row.alias)],
        row.tags.iter().map(|tag| plain(tag)).collect(),
    ];
    let mut text = fields.map(|items| items.join(&ITEM)).join(&FIELD);
    text.push(END);
    text
}

/// Rows of some blocks in an order that is the default one.
fn copied(from: &[&Block], order: impl Iterator<Item = (usize, usize)>) -> Block {
    let rows = from.iter().map(|block| block.len()).sum();
    let searched = from.iter().map(|block| block.searched.size()).sum();
    let shown = from.iter().map(|block| block.shown.size()).sum();
    let mut block = Block {
        suffix: from
            .iter()
            .map(|block| block.suffix.as_str())
            .max()
            .unwrap_or_default()
            .to_owned(),
        searched: Texts::with_capacity(rows, searched),
        shown: Texts::with_capacity(rows, shown),
        ..Block::default()
    };
    block.seats.reserve_exact(rows);
    block.changed.reserve_exact(rows);
    block.letters.reserve_exact(rows);
    let mut numbers = vec![[const { Vec::new() }; 4]; from.len()];
    for (source, row) in order {
        let theirs = from[source];
        let [relationship, country, states, resellers] = &mut numbers[source];
        block.searched.push(theirs.searched.get(row));
        block.shown.push(theirs.shown.get(row));
        block.letters.push(theirs.letters[row]);
        block
            .relationship
            .push_from(&theirs.relationship, row, relationship);
        block.country.push_from(&theirs.country, row, country);
        block.states.push_from(&theirs.states, row, states);
        block.resellers.push_from(&theirs.resellers, row, resellers);
        block.seats.push(theirs.seats[row]);
        block.changed.push(theirs.changed[row]);
        block.removed.push(theirs.removed.contains(row));
    }
    let compare = |a: usize, b: usize| block.id(a).cmp(block.id(b));
    block.by_id = ordered(block.len(), |row| block.id(row), compare);
    block
}

/// Row numbers in order. The beginning of a text decides nearly always, and is compared without looking for the text.
fn ordered<'a>(
    rows: usize,
    text: impl Fn(usize) -> &'a [u8],
    compare: impl Fn(usize, usize) -> std::cmp::Ordering,
) -> Vec<u32> {
    let mut order: Vec<(u64, u32)> = (0..rows)
        .map(|row| (beginning(text(row)), row as u32))
        .collect();
    order.sort_unstable_by(|a, b| {
        let begins = a.0.cmp(&b.0);
        begins.then_with(|| compare(a.1 as usize, b.1 as usize))
    });
    order.into_iter().map(|(_, row)| row).collect()
}
