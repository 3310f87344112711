//! Texts of many rows in one piece of memory.

/// The texts of all rows, one behind the other.
#[derive(Debug, Default)]
pub(in crate::search) struct Texts {
    bytes: Vec<u8>,
    /// Where the text of each row ends.
    ends: Vec<usize>,
}

impl Texts {
    pub(in crate::search) fn with_capacity(rows: usize, bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            ends: Vec::with_capacity(rows),
        }
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
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
    }

    /// The text of one row.
    pub(in crate::search) fn get(&self, row: usize) -> &[u8] {
        &self.bytes[self.start(row)..self.ends[row]]
    }

    /// The texts of some rows in a row, and where each of them ends, counted from where the first begins.
    pub(in crate::search) fn run(&self, rows: std::ops::Range<usize>) -> Run<'_> {
        let start = self.start(rows.start);
        let end = rows
            .end
            .checked_sub(1)
            .map_or(start, |last| self.ends[last]);
        Run {
            bytes: &self.bytes[start..end.max(start)],
            ends: &self.ends[rows],
            start,
        }
    }

    fn start(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.ends[before])
    }
}

/// Some rows of [`Texts`], one behind the other.
pub(in crate::search) struct Run<'a> {
    pub(in crate::search) bytes: &'a [u8],
    ends: &'a [usize],
    start: usize,
}

impl Run<'_> {
    /// The row that a byte belongs to, looked for from a row on, both counted from the first of the run. Looks near first:
    /// hits stand close together or far apart.
    pub(in crate::search) fn row_at(&self, byte: usize, from: usize) -> usize {
        let byte = byte + self.start;
        let mut step = 1;
        let mut low = from;
        while low + step < self.ends.len() && self.ends[low + step - 1] <= byte {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.ends.len());
        low + self.ends[low..high].partition_point(|end| *end <= byte)
    }

    /// Where a row ends, counted from the first byte of the run.
    pub(in crate::search) fn end_of(&self, row: usize) -> usize {
        self.ends[row] - self.start
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
}
