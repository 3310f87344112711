//! Writing a table. The format says who will read it: spreadsheets need the formula guard, the portal must not have it.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::account::text::is_hidden;
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

/// Writes a table row by row.
pub struct Writer<W: Write> {
    table: csv::Writer<W>,
    formula_guard: FormulaGuard,
    written: Written,
}

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
            LineEnd::Lf => csv::Terminator::Any(b'\n'),
            LineEnd::Crlf => csv::Terminator::CRLF,
        };
        let table = csv::WriterBuilder::new()
            .delimiter(format.separator.byte())
            .terminator(terminator)
            .flexible(true)
            .from_writer(output);
        Ok(Self {
            table,
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
        for cell in cells {
            let cell = cell.as_ref();
            let guarded = match self.formula_guard {
                FormulaGuard::On => guard(cell),
                FormulaGuard::Off => Cow::Borrowed(cell),
            };
            let (safe, replaced) = without_hidden(&guarded);
            self.written.replaced += replaced;
            self.table.write_field(safe.as_bytes()).map_err(of_output)?;
        }
        self.table.write_record(None::<&[u8]>).map_err(of_output)?;
        self.written.rows += 1;
        Ok(())
    }

    /// Ends the table and hands the output back, with what was written to it.
    ///
    /// # Errors
    /// When the output can't be written.
    pub fn finish(self) -> io::Result<(W, Written)> {
        let written = self.written;
        let mut output = self
            .table
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        output.flush()?;
        Ok((output, written))
    }
}

/// What the output said, so that a full disk is still known as one.
fn of_output(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell as a guarded table has it: for comparing a cell that comes back with what would be written today.
pub fn as_written(cell: &str) -> String {
    without_hidden(&guard(cell)).0.into_owned()
}

fn without_hidden(cell: &str) -> (Cow<'_, str>, u64) {
    let hidden = cell.chars().filter(|letter| is_hidden(*letter)).count() as u64;
    if hidden == 0 {
        return (Cow::Borrowed(cell), 0);
    }
    (Cow::Owned(cell.replace(is_hidden, "\u{FFFD}")), hidden)
}
