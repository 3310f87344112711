//! Texts of many rows in one piece of memory.

use std::io;
use std::ops::Range;

use super::disk::{Source, bytes_into, invalid, numbers_into};

/// Rows that share one beginning from which their ends are counted: so an end takes four bytes however much there is.
const GROUP: usize = 1 << 16;

/// The texts of all rows, one behind the other.
#[derive(Debug, Default)]
pub(in crate::search) struct Texts {
    bytes: Vec<u8>,
    /// Where the text of each row ends, counted from the first of its group.
    ends: Vec<u32>,
    /// Where each group begins.
    groups: Vec<usize>,
}

impl Texts {
    pub(in crate::search) fn with_capacity(rows: usize, bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            ends: Vec::with_capacity(rows),
            groups: Vec::with_capacity(rows.div_ceil(GROUP)),
        }
    }

    /// Room for the texts of so many rows, to be filled in and settled.
    pub(super) fn with_room(rows: usize, bytes: usize) -> Self {
        Self {
            bytes: vec![0; bytes],
            ends: vec![0; rows],
            groups: Vec::new(),
        }
    }

    /// The texts and their ends.
    pub(super) fn columns(&self) -> [&[u8]; 2] {
        [&self.bytes, bytemuck::cast_slice(&self.ends)]
    }

    /// The same, to be filled in.
    pub(super) fn columns_mut(&mut self) -> [&mut [u8]; 2] {
        [&mut self.bytes, bytemuck::cast_slice_mut(&mut self.ends)]
    }

    /// Finds where the groups begin, once the columns are filled in; refuses what does not fit together.
    pub(super) fn settle(&mut self) -> io::Result<()> {
        let mut begin = 0_usize;
        self.groups = Vec::with_capacity(self.ends.len().div_ceil(GROUP));
        for group in self.ends.chunks(GROUP) {
            self.groups.push(begin);
            if !group.is_sorted() {
                return Err(invalid());
            }
            begin += group.last().map_or(0, |end| *end as usize);
        }
        let is_whole = begin == self.bytes.len();
        is_whole.then_some(()).ok_or_else(invalid)
    }

    /// How many rows.
    pub(in crate::search) fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes all of them take.
    pub(in crate::search) fn size(&self) -> usize {
        self.bytes.len()
    }

    pub(in crate::search) fn push(&mut self, text: &[u8]) {
        if self.ends.len().is_multiple_of(GROUP) {
            self.groups.push(self.bytes.len());
        }
        let first = self.groups.last().copied().unwrap_or_default();
        self.bytes.extend_from_slice(text);
        self.ends.push((self.bytes.len() - first) as u32);
    }

    /// The text of one row.
    pub(in crate::search) fn get(&self, row: usize) -> &[u8] {
        &self.bytes[self.start(row)..self.end(row)]
    }

    /// The texts of some rows in a row, and where each of them ends, counted from where the first begins.
    pub(in crate::search) fn run(&self, rows: Range<usize>) -> Run<'_> {
        let start = self.start(rows.start);
        let end = match rows.end.checked_sub(1) {
            Some(last) => self.end(last).max(start),
            None => start,
        };
        Run {
            texts: self,
            bytes: &self.bytes[start..end],
            rows,
            start,
        }
    }

    pub(in crate::search) fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        bytes_into(out, &self.bytes)?;
        numbers_into(out, self.ends.iter().copied())
    }

    pub(in crate::search) fn read(from: &mut Source<'_>) -> io::Result<Self> {
        let mut texts = Self {
            bytes: from.bytes()?,
            ends: from.numbers()?,
            groups: Vec::new(),
        };
        texts.settle()?;
        Ok(texts)
    }

    fn start(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.end(before))
    }

    fn end(&self, row: usize) -> usize {
        self.groups[row / GROUP] + self.ends[row] as usize
    }
}

/// Some rows of [`Texts`], one behind the other.
pub(in crate::search) struct Run<'a> {
    texts: &'a Texts,
    pub(in crate::search) bytes: &'a [u8],
    rows: Range<usize>,
    start: usize,
}

impl Run<'_> {
    /// The row that a byte belongs to, looked for from a row on, both counted from the first of the run. Looks near first:
    /// hits stand close together or far apart.
    pub(in crate::search) fn row_at(&self, byte: usize, from: usize) -> usize {
        let mut step = 1;
        let mut low = from;
        while low + step < self.rows.len() && self.end_of(low + step - 1) <= byte {
            low += step;
            step *= 2;
        }
        let mut high = (low + step).min(self.rows.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.end_of(middle) <= byte {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Where a row begins, counted from the first byte of the run.
    pub(in crate::search) fn start_of(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.end_of(before))
    }

    /// Where a row ends, counted from the first byte of the run.
    pub(in crate::search) fn end_of(&self, row: usize) -> usize {
        self.texts.end(self.rows.start + row) - self.start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_finds_its_row_from_any_row_before_it() {
        let mut texts = Texts::default();
        for row in 0..50 {
            texts.push(&vec![row; 1 + usize::from(row) % 7]);
        }
        for first in [0, 13] {
            let run = texts.run(first..45);
            for (byte, value) in run.bytes.iter().enumerate() {
                let row = usize::from(*value) - first;
                for from in 0..=row {
                    assert_eq!(run.row_at(byte, from), row);
                }
            }
            assert_eq!(run.end_of(44 - first), run.bytes.len());
        }
        assert_eq!(texts.run(7..7).bytes, b"");
    }

    #[test]
    fn rows_of_several_groups_keep_their_texts() {
        let mut texts = Texts::default();
        let rows = GROUP + 10;
        for row in 0..rows {
            texts.push(row.to_string().as_bytes());
        }
        let mut bytes = Vec::new();
        texts.write(&mut bytes).unwrap();
        let length = bytes.len() as u64;
        let again = Texts::read(&mut Source::new(&mut bytes.as_slice(), length)).unwrap();
        for row in [0, 1, GROUP - 1, GROUP, rows - 1] {
            assert_eq!(texts.get(row), row.to_string().as_bytes());
            assert_eq!(again.get(row), texts.get(row));
        }
    }
}
