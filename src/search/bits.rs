//! A set of row numbers.

use std::io;

use super::block::{Source, invalid, number_into, numbers_into};

/// One bit a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
    rows: usize,
    count: usize,
}

impl Bits {
    /// Room for so many rows, none of them in the set.
    pub(super) fn new(rows: usize) -> Self {
        Self {
            words: vec![0; rows.div_ceil(64)],
            rows,
            count: 0,
        }
    }

    /// How many rows there is room for.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// How many are in it.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Makes room for one row more, and puts it in or not.
    pub(super) fn push(&mut self, is_in: bool) {
        let row = self.rows;
        self.rows += 1;
        self.words.resize(self.rows.div_ceil(64), 0);
        if is_in {
            self.insert(row);
        }
    }

    /// Puts a row in; one beyond the room is left out.
    pub(super) fn insert(&mut self, row: usize) {
        if let Some(word) = self.words.get_mut(row / 64) {
            let bit = 1 << (row % 64);
            self.count += usize::from(*word & bit == 0);
            *word |= bit;
        }
    }

    /// Whether a row is in it.
    pub(super) fn contains(&self, row: usize) -> bool {
        let word = self.words.get(row / 64);
        word.is_some_and(|word| word & (1 << (row % 64)) != 0)
    }

    /// Sixty-four rows at once, the first in the lowest bit; none beyond the room.
    pub(super) fn word(&self, number: usize) -> u64 {
        self.words.get(number).copied().unwrap_or_default()
    }

    pub(super) fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        number_into(out, self.rows as u64)?;
        numbers_into(out, self.words.iter().copied())
    }

    /// The bits.
    pub(super) fn column(&self) -> &[u8] {
        bytemuck::cast_slice(&self.words)
    }

    /// The same, to be filled in and settled.
    pub(super) fn column_mut(&mut self) -> &mut [u8] {
        bytemuck::cast_slice_mut(&mut self.words)
    }

    /// As [`Bits::write`] wrote them.
    pub(super) fn read(from: &mut Source<'_>) -> io::Result<Self> {
        let rows = from.number::<u64>()? as usize;
        let words: Vec<u64> = from.numbers()?;
        if words.len() != rows.div_ceil(64) {
            return Err(invalid());
        }
        let count = words.iter().map(|word| word.count_ones() as usize).sum();
        Ok(Self { words, rows, count })
    }

    /// Counts them, once they are filled in; bits beyond the room are none.
    pub(super) fn settle(&mut self) {
        if let (Some(last), beyond @ 1..) = (self.words.last_mut(), self.rows % 64) {
            *last &= (1 << beyond) - 1;
        }
        let words = self.words.iter();
        self.count = words.map(|word| word.count_ones() as usize).sum();
    }
}
