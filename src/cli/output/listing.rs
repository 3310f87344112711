//! Lists: as the service's collection for scripts, as a table for people.

use std::cell::RefCell;
use std::io::{self, Write};

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::account::problem::Message;
use crate::exchange::{csv, json};
use crate::operations::Failure;
use crate::say;

use super::super::args::Format;
use super::table::{Column, lay_out};
use super::{Console, Halt, stdout};

/// A table on a terminal shows so many rows, unless a limit was asked for.
const ROWS_ON_A_TERMINAL: usize = 200;

/// How the rows of a list are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Resources, for JSON.
    Values,
    /// Cells as they are, for CSV.
    Cells,
    /// Cells as people read them: numbers grouped, words of the language.
    Words,
}

/// One row of a list, in the shape that is wanted.
pub enum Row {
    /// A resource.
    Value(Value),
    /// One text a column.
    Cells(Vec<String>),
}

impl Row {
    fn value(self) -> Value {
        match self {
            Row::Value(value) => value,
            Row::Cells(cells) => cells.into(),
        }
    }

    fn cells(self) -> Vec<String> {
        match self {
            Row::Cells(cells) => cells,
            Row::Value(value) => vec![value.to_string()],
        }
    }
}

/// A list on its way out. Rows are pulled one by one, so that a million of them need no memory.
pub struct Listing<'a> {
    /// How many there are in all.
    pub total: u64,
    /// The columns of a table.
    pub columns: Vec<Column>,
    /// The rows of this page.
    pub rows: Box<dyn Iterator<Item = Result<Row, Failure>> + 'a>,
    /// Where the next page goes on, when there is more.
    pub after: Option<String>,
    /// Whether somebody asked for so many rows: then a table is not cut.
    pub is_limited: bool,
    /// What to say instead of an empty table.
    pub if_empty: Message,
}

impl<'a> Listing<'a> {
    /// A list that is in memory, whole.
    pub fn whole(columns: Vec<Column>, rows: Vec<Row>) -> Self {
        Self {
            total: rows.len() as u64,
            columns,
            rows: Box::new(rows.into_iter().map(Ok)),
            after: None,
            is_limited: false,
            if_empty: say!("cli-list-empty"),
        }
    }
}

impl Console<'_> {
    /// In which shape [`Console::list`] wants its rows.
    pub fn shape(&self) -> Shape {
        match self.format {
            Format::Json | Format::Ndjson => Shape::Values,
            Format::Csv => Shape::Cells,
            Format::Table => Shape::Words,
        }
    }

    /// Writes a list to stdout.
    ///
    /// # Errors
    /// When stdout can't be written or a row can't be read.
    pub fn list(&self, listing: Listing<'_>) -> Result<(), Halt> {
        if self.format == Format::Table {
            return self.table(listing);
        }
        let replaced = listing.write(&mut stdout(), self.format)?;
        self.tell_replaced(replaced);
        Ok(())
    }

    /// Says how many characters CSV could not take.
    pub fn tell_replaced(&self, replaced: u64) {
        if replaced > 0 {
            self.note(&say!("csv-replaced", n = replaced));
        }
    }

    fn table(&self, listing: Listing<'_>) -> Result<(), Halt> {
        let cap = (self.is_terminal && !listing.is_limited).then_some(ROWS_ON_A_TERMINAL);
        let rows = listing.rows.take(cap.unwrap_or(usize::MAX));
        let rows = rows
            .map(|row| row.map(Row::cells))
            .collect::<Result<Vec<_>, _>>()?;
        if rows.is_empty() {
            self.note(&listing.if_empty);
            return Ok(());
        }
        let limit = self.is_terminal.then_some(self.width);
        let mut out = stdout();
        for (place, line) in lay_out(&listing.columns, &rows, limit).iter().enumerate() {
            if place == 0 && self.color {
                writeln!(out, "\u{1b}[1m{line}\u{1b}[0m")?;
            } else {
                writeln!(out, "{line}")?;
            }
        }
        out.flush()?;
        let shown = rows.len() as u64;
        if shown < listing.total && self.is_terminal {
            self.note(&say!("cli-list-cut", shown = shown, total = listing.total));
        }
        Ok(())
    }
}

impl Listing<'_> {
    /// Writes the list for scripts; a table for people is written as CSV here. Says how many characters CSV could not take.
    ///
    /// # Errors
    /// When `into` can't be written or a row can't be read.
    pub fn write(self, into: &mut dyn Write, format: Format) -> Result<u64, Halt> {
        let replaced = match format {
            Format::Json => self.collection(into)?,
            Format::Ndjson => self.lines(into)?,
            Format::Csv | Format::Table => self.cells(into)?,
        };
        into.flush()?;
        Ok(replaced)
    }

    fn cells(self, into: &mut dyn Write) -> Result<u64, Halt> {
        let mut table = csv::Writer::new(into, csv::Format::EXPORT)?;
        table.row(self.columns.iter().map(|column| column.name))?;
        for row in self.rows {
            table.row(row?.cells())?;
        }
        Ok(table.finish()?.1.replaced)
    }

    fn lines(self, into: &mut dyn Write) -> Result<u64, Halt> {
        for row in self.rows {
            writeln!(into, "{}", json::line(&row?.value()))?;
        }
        Ok(0)
    }

    fn collection(self, into: &mut dyn Write) -> Result<u64, Halt> {
        let collection = Collection {
            total: self.total,
            items: Items {
                rows: RefCell::new(self.rows),
                failure: RefCell::new(None),
            },
            after: self.after,
        };
        let written = json::write(&mut *into, &collection, json::Form::Pretty);
        // What kept a row from being read matters more than the broken list that came of it.
        if let Some(failure) = collection.items.failure.into_inner() {
            return Err(failure.into());
        }
        written?;
        into.write_all(b"\n")?;
        Ok(0)
    }
}

struct Collection<'a> {
    total: u64,
    items: Items<'a>,
    after: Option<String>,
}

/// Written while it is pulled: serializing takes the rows out.
struct Items<'a> {
    rows: RefCell<Box<dyn Iterator<Item = Result<Row, Failure>> + 'a>>,
    failure: RefCell<Option<Failure>>,
}

impl Serialize for Collection<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("totalCount", &self.total)?;
        map.serialize_entry("items", &self.items)?;
        if let Some(after) = &self.after {
            map.serialize_entry("links", &json!({"next": {"after": after}}))?;
        }
        map.serialize_entry("attributes", &json!({"objectType": "Collection"}))?;
        map.end()
    }
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        for row in self.rows.borrow_mut().by_ref() {
            match row {
                Ok(row) => seq.serialize_element(&row.value())?,
                Err(failure) => {
                    *self.failure.borrow_mut() = Some(failure);
                    return Err(serde::ser::Error::custom(io::ErrorKind::Other));
                }
            }
        }
        seq.end()
    }
}
