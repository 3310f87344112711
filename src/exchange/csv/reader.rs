//! Reading a table: rows as they stand in the file, each with the physical line where it starts. Memory is bounded by one
//! row, whatever the file holds.

use std::io::{self, Read};

use csv_core::ReadRecordResult;

use crate::exchange::decode::Decoder;
use crate::exchange::encoding::{Asked, Recognised};

use super::Separator;

/// The longest cell that is read, in bytes of UTF-8: beyond it somebody forgot to close a quote.
pub const CELL_LIMIT: usize = 1 << 20;

/// The longest row, in bytes of UTF-8.
const ROW_LIMIT: usize = 8 * CELL_LIMIT;

/// As many columns as a spreadsheet has.
const COLUMN_LIMIT: usize = 16_384;

/// How much of the text is looked at to tell the separator.
const LOOK_AHEAD: usize = 16 * 1024;

/// A table in a file of any size, read from the beginning, row by row. Lines without anything on them are passed over.
pub struct Table<R> {
    text: Decoder<R>,
    parser: csv_core::Reader,
    separator: Separator,
    lines: Lines,
    cells: Cells,
    ended: bool,
}

/// One row as it stands in the file: neither trimmed nor normalised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The physical line on which it starts, counted from 1, line breaks within quotes included.
    pub line: u64,
    /// Its cells, without their quotes. A character that can't be decoded is U+FFFD.
    pub cells: Vec<String>,
}

/// Why a row can't be had.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// A cell over [`CELL_LIMIT`] or a row of too many cells. It is passed over, reading goes on after it.
    #[error("line {line}, column {column}: cell too large")]
    TooLarge {
        /// Where the row starts.
        line: u64,
        /// The column, counted from 1.
        column: u32,
    },
    /// The input can't be read; nothing follows.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl<R: Read> Table<R> {
    /// Opens a table: recognises the encoding, unless one is asked for, and the separator. A first line `sep=;`, as
    /// spreadsheets write it for one another, is obeyed and passed over.
    ///
    /// # Errors
    /// When the input can't be read.
    pub fn open(input: R, asked: Option<Asked>) -> io::Result<Self> {
        let mut text = Decoder::new(input, asked);
        let mut lines = Lines::default();
        let beginning = text.at_least(LOOK_AHEAD)?;
        let separator = match told_separator(beginning) {
            Some((separator, length)) => {
                lines.pass(&beginning[..length]);
                text.take(length);
                separator
            }
            None => likely_separator(beginning),
        };
        Ok(Self {
            text,
            parser: csv_core::ReaderBuilder::new()
                .delimiter(separator.byte())
                .build(),
            separator,
            lines,
            cells: Cells::default(),
            ended: false,
        })
    }

    /// What stands between the cells.
    pub fn separator(&self) -> Separator {
        self.separator
    }

    /// How the file is written, as far as it was read: a file is taken for UTF-8 until its first letter beyond ASCII.
    pub fn recognised(&self) -> Recognised {
        self.text.recognised()
    }

    fn read_row(&mut self) -> Result<Option<Row>, Trouble> {
        self.pass_empty_lines()?;
        let line = self.lines.number;
        self.cells.clear();
        loop {
            let waiting = self.text.waiting()?;
            let (result, read) = self.cells.fill(&mut self.parser, waiting);
            self.lines.pass(&waiting[..read]);
            self.text.take(read);
            match result {
                ReadRecordResult::Record => return self.cells.finish(line).map(Some),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    self.cells.grow();
                }
            }
        }
    }

    /// The parser would pass over them too, but the row would seem to start at the first of them.
    fn pass_empty_lines(&mut self) -> io::Result<()> {
        loop {
            let waiting = self.text.waiting()?;
            let empty = waiting
                .iter()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
            if empty == 0 {
                return Ok(());
            }
            self.lines.pass(&waiting[..empty]);
            self.text.take(empty);
        }
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Result<Row, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.read_row().transpose();
        self.ended = matches!(row, None | Some(Err(Trouble::Io(_))));
        row
    }
}

/// Counts physical lines: `\n`, `\r\n`, or `\r` alone, as old Macs wrote it.
struct Lines {
    number: u64,
    after_return: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            number: 1,
            after_return: false,
        }
    }
}

impl Lines {
    fn pass(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let ends_line = match byte {
                b'\r' => true,
                b'\n' => !self.after_return,
                _ => false,
            };
            self.number += u64::from(ends_line);
            self.after_return = *byte == b'\r';
        }
    }
}

/// The cells of the row being read, one after the other, and where each ends.
#[derive(Default)]
struct Cells {
    bytes: Vec<u8>,
    filled: usize,
    ends: Vec<usize>,
    ended: usize,
    /// The column of the cell that was too large: from there on the row is only passed over.
    too_large: Option<u32>,
}

impl Cells {
    fn clear(&mut self) {
        self.filled = 0;
        self.ended = 0;
        self.too_large = None;
    }

    fn fill(&mut self, parser: &mut csv_core::Reader, input: &[u8]) -> (ReadRecordResult, usize) {
        let (result, read, written, ended) = parser.read_record(
            input,
            &mut self.bytes[self.filled..],
            &mut self.ends[self.ended..],
        );
        self.filled += written;
        self.ended += ended;
        (result, read)
    }

    fn grow(&mut self) {
        if self.too_large.is_none() && self.is_at_a_limit() {
            self.too_large = u32::try_from(self.ended + 1).ok();
        }
        if self.too_large.is_some() {
            self.filled = 0;
            self.ended = 0;
            return;
        }
        let room = (self.bytes.len() * 2).clamp(1024, self.filled + CELL_LIMIT);
        self.bytes.resize(room, 0);
        self.ends
            .resize((self.ends.len() * 2).clamp(32, COLUMN_LIMIT), 0);
    }

    fn is_at_a_limit(&self) -> bool {
        let cell = self.filled - self.start_of(self.ended);
        cell >= CELL_LIMIT || self.filled >= ROW_LIMIT || self.ended >= COLUMN_LIMIT
    }

    fn start_of(&self, cell: usize) -> usize {
        match cell {
            0 => 0,
            _ => self.ends.get(cell - 1).copied().unwrap_or_default(),
        }
    }

    fn finish(&self, line: u64) -> Result<Row, Trouble> {
        if let Some(column) = self.too_large {
            return Err(Trouble::TooLarge { line, column });
        }
        let cell = |place: usize| {
            let bytes = &self.bytes[self.start_of(place)..self.ends[place]];
            String::from_utf8_lossy(bytes).into_owned()
        };
        Ok(Row {
            line,
            cells: (0..self.ended).map(cell).collect(),
        })
    }
}

/// `sep=;` on a line of its own, and how many bytes it takes without its line end.
fn told_separator(text: &[u8]) -> Option<(Separator, usize)> {
    let line = text.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
    let told = line.strip_prefix(b"sep=")?;
    let separator = Separator::ALL
        .into_iter()
        .find(|separator| [separator.byte()] == *told)?;
    Some((separator, line.len()))
}

/// The separator that stands most often in the first row that has any, outside quotes.
fn likely_separator(text: &[u8]) -> Separator {
    let mut counts = [0_usize; Separator::ALL.len()];
    let mut quoted = false;
    for byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted && counts.iter().any(|count| *count > 0) => break,
            _ if quoted => {}
            byte => {
                for (count, separator) in counts.iter_mut().zip(Separator::ALL) {
                    *count += usize::from(*byte == separator.byte());
                }
            }
        }
    }
    let most = Separator::ALL.into_iter().zip(counts).rev();
    most.max_by_key(|(_, count)| *count)
        .map_or(Separator::Comma, |(separator, _)| separator)
}
