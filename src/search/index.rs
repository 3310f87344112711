//! All customers of a book, ready to be searched. An index never changes: a commit makes the next one from it, and whoever
//! still shows the old one is not disturbed. The next one shares what did not change: it is a pile of [`Block`]s, large
//! ones below, and a row that was changed or removed is dead where it stood. Small blocks on top melt into one, so that
//! there are never many.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::account::record::CustomerId;
use crate::account::text::fold;

use super::bits::Bits;
use super::block::{Block, Builder, merged};
use super::row::Row;

/// A block melts into the one above it when it is not this many times larger.
const STEP: usize = 4;

/// Whether removed customers are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// They stay hidden.
    Hidden,
    /// They are found like any other.
    Shown,
}

/// Every customer's row.
#[derive(Debug, Clone)]
pub struct Index {
    pub(super) suffix: Arc<str>,
    pub(super) layers: Vec<Layer>,
}

/// A block in the pile.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    pub(super) block: Arc<Block>,
    /// Rows that a layer above says something newer of, or that are gone.
    pub(super) dead: Arc<Bits>,
    /// Living rows of removed customers.
    removed: usize,
    /// The number of its first row: rows are numbered through all layers.
    pub(super) first: u32,
}

/// Gathers the rows of an index, in any order, each ID once.
#[derive(Debug)]
pub struct IndexBuilder {
    suffix: String,
    rows: Builder,
}

impl IndexBuilder {
    /// For a cloud in which most domains end with a suffix. Words without a dot are not looked for in it: «soft» would find
    /// every customer.
    pub fn new(suffix: &str) -> Self {
        let suffix = fold(suffix);
        let rows = Builder::new(&suffix);
        Self { suffix, rows }
    }

    /// Adds a row.
    pub fn push(&mut self, row: &Row) {
        self.rows.push(row);
    }

    /// The index of all rows.
    pub fn finish(self) -> Index {
        let mut index = Index {
            suffix: self.suffix.into(),
            layers: vec![Layer::of(self.rows.finish())],
        };
        index.settle();
        index
    }
}

impl Index {
    /// An index of rows in any order, each ID once.
    pub fn build<'a>(suffix: &str, rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut builder = IndexBuilder::new(suffix);
        rows.into_iter().for_each(|row| builder.push(row));
        builder.finish()
    }

    /// The index after some rows changed, came, or (`None`) went; each ID once.
    #[must_use]
    pub fn patched(&self, changes: &[(CustomerId, Option<Row>)]) -> Self {
        let mut index = self.clone();
        let mut fresh = Builder::new(&self.suffix);
        for (id, row) in changes {
            index.bury(id);
            if let Some(row) = row {
                fresh.push(row);
            }
        }
        index.layers.push(Layer::of(fresh.finish()));
        index.settle();
        index
    }

    /// How many customers there are.
    pub fn len(&self, removed: Removed) -> usize {
        let living: usize = self.layers.iter().map(Layer::living).sum();
        match removed {
            Removed::Shown => living,
            Removed::Hidden => {
                let removed: usize = self.layers.iter().map(|layer| layer.removed).sum();
                living - removed
            }
        }
    }

    /// The row of one customer.
    pub fn row(&self, id: &CustomerId) -> Option<Row> {
        self.number_of(id).map(|number| self.row_at(number))
    }

    /// The first rows in the default order that are not removed.
    pub(super) fn first_visible(&self, count: usize) -> Vec<Row> {
        let firsts = self.layers.iter().flat_map(|layer| {
            let rows = (0..layer.block.len())
                .filter(|row| !layer.block.removed.contains(*row) && !layer.dead.contains(*row));
            rows.take(count).map(|row| layer.first + row as u32)
        });
        let mut numbers: Vec<u32> = firsts.collect();
        numbers.sort_unstable_by(|one, other| self.compare(*one, *other));
        numbers.truncate(count);
        numbers
            .into_iter()
            .map(|number| self.row_at(number))
            .collect()
    }

    /// The resellers that customers name together, as in [`Row::resellers`], and how many customers name just these.
    pub fn resellers(&self, removed: Removed) -> Vec<(Vec<String>, u64)> {
        let mut counts: BTreeMap<&[String], u64> = BTreeMap::new();
        for layer in &self.layers {
            for row in 0..layer.block.len() {
                let is_hidden = removed == Removed::Hidden && layer.block.removed.contains(row);
                let named = layer.block.resellers.get(row);
                if !named.is_empty() && !is_hidden && !layer.dead.contains(row) {
                    *counts.entry(named).or_default() += 1;
                }
            }
        }
        let owned = counts.into_iter();
        owned
            .map(|(named, count)| (named.to_vec(), count))
            .collect()
    }

    /// The number of a customer's row.
    pub(super) fn number_of(&self, id: &CustomerId) -> Option<u32> {
        let layers = self.layers.iter();
        layers.rev().find_map(|layer| {
            let row = layer.find(id)?;
            Some(layer.first + row as u32)
        })
    }

    /// The row with a number.
    pub(super) fn row_at(&self, number: u32) -> Row {
        let (layer, row) = self.place(number);
        layer.block.row(row)
    }

    /// Where the row with a number stands.
    pub(super) fn place(&self, number: u32) -> (&Layer, usize) {
        let above = self.layers.partition_point(|layer| layer.first <= number);
        let layer = &self.layers[above.saturating_sub(1)];
        (layer, (number - layer.first) as usize)
    }

    /// How many numbers there are, those of dead rows too.
    pub(super) fn numbers(&self) -> usize {
        self.layers.iter().map(|layer| layer.block.len()).sum()
    }

    /// How two rows follow each other in the default order.
    pub(super) fn compare(&self, one: u32, other: u32) -> Ordering {
        let (ours, row) = self.place(one);
        let (theirs, their) = self.place(other);
        ours.block.compare(row, &theirs.block, their)
    }

    fn bury(&mut self, id: &CustomerId) {
        for layer in &mut self.layers {
            if let Some(row) = layer.find(id) {
                layer.removed -= usize::from(layer.block.removed.contains(row));
                Arc::make_mut(&mut layer.dead).insert(row);
            }
        }
    }

    /// Melts what is small, rewrites what is mostly dead, and numbers the rows anew.
    pub(super) fn settle(&mut self) {
        for layer in &mut self.layers {
            if layer.dead.count() * 2 > layer.block.len() {
                let nothing = Layer::of(Block::default());
                *layer = layer.melted_with(&nothing);
            }
        }
        self.layers.retain(|layer| layer.living() > 0);
        while let [.., below, above] = self.layers.as_slice() {
            if below.living() >= above.living() * STEP {
                break;
            }
            let melted = below.melted_with(above);
            self.layers.truncate(self.layers.len() - 2);
            self.layers.push(melted);
        }
        let mut first = 0;
        for layer in &mut self.layers {
            layer.first = first;
            first += layer.block.len() as u32;
        }
    }
}

impl Layer {
    fn of(block: Block) -> Self {
        let dead = Bits::new(block.len());
        Self::with(block, dead)
    }

    pub(super) fn with(block: Block, dead: Bits) -> Self {
        let removed = match dead.count() {
            0 => block.removed.count(),
            _ => (0..block.len())
                .filter(|row| block.removed.contains(*row) && !dead.contains(*row))
                .count(),
        };
        Self {
            dead: Arc::new(dead),
            removed,
            block: Arc::new(block),
            first: 0,
        }
    }

    fn living(&self) -> usize {
        self.block.len() - self.dead.count()
    }

    /// The living row with an ID.
    fn find(&self, id: &CustomerId) -> Option<usize> {
        self.block.find(id).filter(|row| !self.dead.contains(*row))
    }

    fn melted_with(&self, above: &Layer) -> Layer {
        let below = (self.block.as_ref(), self.dead.as_ref());
        Layer::of(merged(below, (&above.block, &above.dead)))
    }
}
