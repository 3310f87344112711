//! Writing a table. The format says who will read it: spreadsheets need the formula guard, the portal must not have it.

use std::borrow::Cow;
use std::io::{self, Write};

use zeroize::{Zeroize, Zeroizing};

use crate::account::text::{first_hidden, is_hidden};
use crate::exchange::formula::guard;

use super::Separator;

/// Whether cells that a spreadsheet would calculate are written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormulaGuard {
    /// For people and their spreadsheets.
    On,
    /// For the portal, which takes an apostrophe for a letter of the name.
    Off,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// `\n`
    Lf,
    /// `\r\n`
    Crlf,
}

/// How a table is written. The encoding is always UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// What stands between two cells.
    pub separator: Separator,
    /// How a line ends.
    pub line_end: LineEnd,
    /// Whether a byte-order mark stands first, by which spreadsheets know UTF-8.
    pub byte_order_mark: bool,
    /// Whether formulas are guarded.
    pub formula_guard: FormulaGuard,
}

impl Format {
    /// Our own exports: comma, LF, no mark, guarded.
    pub const EXPORT: Format = Format {
        separator: Separator::Comma,
        line_end: LineEnd::Lf,
        byte_order_mark: false,
        formula_guard: FormulaGuard::On,
    };

    /// Files of users as the portal takes them: comma, CRLF, byte-order mark, no guard (interface section 5).
    pub const PORTAL: Format = Format {
        separator: Separator::Comma,
        line_end: LineEnd::Crlf,
        byte_order_mark: true,
        formula_guard: FormulaGuard::Off,
    };
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows, a header among them.
    pub rows: u64,
    /// Characters that were written as U+FFFD because they would act unseen.
    pub replaced: u64,
}

/// Writes a table row by row. What is on its way stands in one buffer that is wiped when it has gone out: tables of first
/// passwords are written here too, and freed memory keeps its bytes.
pub struct Writer<W: Write> {
    output: W,
    table: csv_core::Writer,
    buffer: Zeroizing<Vec<u8>>,
    /// How much of the buffer waits to be written.
    filled: usize,
    formula_guard: FormulaGuard,
    written: Written,
}

/// Bytes that are collected before they are written.
const BUFFER: usize = 8 * 1024;

/// The most that stands around a cell: separator, opening and closing quote, line end.
const MARKS: usize = 8;

impl<W: Write> Writer<W> {
    /// Begins a table; the byte-order mark is written at once.
    ///
    /// # Errors
    /// When the output can't be written.
    pub fn new(mut output: W, format: Format) -> io::Result<Self> {
        if format.byte_order_mark {
            output.write_all(b"\xEF\xBB\xBF")?;
        }
        let terminator = match format.line_end {
            LineEnd::Lf => csv_core::Terminator::Any(b'\n'),
            LineEnd::Crlf => csv_core::Terminator::CRLF,
        };
        let table = csv_core::WriterBuilder::new()
            .delimiter(format.separator.byte())
            .terminator(terminator)
            .build();
        Ok(Self {
            output,
            table,
            buffer: Zeroizing::new(vec![0; BUFFER]),
            filled: 0,
            formula_guard: format.formula_guard,
            written: Written::default(),
        })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// When the output can't be written.
    pub fn row<I>(&mut self, cells: I) -> io::Result<()>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        for (place, cell) in cells.into_iter().enumerate() {
            let cell = cell.as_ref();
            let guarded = match self.formula_guard {
                FormulaGuard::On => guard(cell),
                FormulaGuard::Off => Cow::Borrowed(cell),
            };
            let (safe, replaced) = without_hidden(&guarded);
            self.written.replaced += replaced;
            self.make_room(2 * safe.len() + MARKS)?;
            if place > 0 {
                let (_, written) = self.table.delimiter(&mut self.buffer[self.filled..]);
                self.filled += written;
            }
            let room = &mut self.buffer[self.filled..];
            let (_, _, written) = self.table.field(safe.as_bytes(), room);
            self.filled += written;
        }
        self.make_room(MARKS)?;
        let (_, written) = self.table.terminator(&mut self.buffer[self.filled..]);
        self.filled += written;
        self.written.rows += 1;
        Ok(())
    }

    /// Ends the table and hands the output back, with what was written to it.
    ///
    /// # Errors
    /// When the output can't be written.
    pub fn finish(mut self) -> io::Result<(W, Written)> {
        self.put_out()?;
        self.output.flush()?;
        Ok((self.output, self.written))
    }

    /// Room in the buffer for what is written next, whole: a cell in two pieces would not know of its quotes.
    fn make_room(&mut self, wanted: usize) -> io::Result<()> {
        if self.buffer.len() - self.filled >= wanted {
            return Ok(());
        }
        self.put_out()?;
        if self.buffer.len() < wanted {
            self.buffer = Zeroizing::new(vec![0; wanted]);
        }
        Ok(())
    }

    fn put_out(&mut self) -> io::Result<()> {
        let waiting = &mut self.buffer[..self.filled];
        let written = self.output.write_all(waiting);
        waiting.zeroize();
        self.filled = 0;
        written
    }
}

/// A cell as a guarded table has it: for comparing a cell that comes back with what would be written today.
pub fn as_written(cell: &str) -> Cow<'_, str> {
    match guard(cell) {
        Cow::Borrowed(plain) => without_hidden(plain).0,
        Cow::Owned(guarded) => Cow::Owned(without_hidden(&guarded).0.into_owned()),
    }
}

fn without_hidden(cell: &str) -> (Cow<'_, str>, u64) {
    if first_hidden(cell).is_none() {
        return (Cow::Borrowed(cell), 0);
    }
    let hidden = cell.chars().filter(|letter| is_hidden(*letter)).count() as u64;
    (Cow::Owned(cell.replace(is_hidden, "\u{FFFD}")), hidden)
}
