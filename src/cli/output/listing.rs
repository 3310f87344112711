//! Lists: as the service's collection for scripts, as a table for people.

use std::cell::RefCell;
use std::io::{self, Write};

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::exchange::json;
use crate::operations::Failure;
use crate::say;

use super::super::args::Format;
use super::table::{Column, lay_out};
use super::{Console, Halt, stdout};

/// A table on a terminal shows so many rows, unless a limit was asked for.
const ROWS_ON_A_TERMINAL: usize = 200;

/// One row of a list, for both kinds of readers.
pub struct Row {
    /// The resource.
    pub value: Value,
    /// The same in the columns of a table.
    pub cells: Vec<String>,
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
}

impl Console<'_> {
    /// Writes a list to stdout.
    ///
    /// # Errors
    /// When stdout can't be written or a row can't be read.
    pub fn list(&self, listing: Listing<'_>) -> Result<(), Halt> {
        match self.format {
            Format::Json => collection(listing),
            Format::Ndjson => lines(listing),
            Format::Table | Format::Csv => self.table(listing),
        }
    }

    fn table(&self, listing: Listing<'_>) -> Result<(), Halt> {
        let cap = (self.is_terminal && !listing.is_limited).then_some(ROWS_ON_A_TERMINAL);
        let rows = listing
            .rows
            .take(cap.unwrap_or(usize::MAX))
            .map(|row| row.map(|row| row.cells));
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
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
            self.note(&say!("list-cut", shown = shown, total = listing.total));
        }
        Ok(())
    }
}

fn lines(listing: Listing<'_>) -> Result<(), Halt> {
    let mut out = stdout();
    for row in listing.rows {
        writeln!(out, "{}", json::line(&row?.value))?;
    }
    Ok(out.flush()?)
}

fn collection(listing: Listing<'_>) -> Result<(), Halt> {
    let collection = Collection {
        total: listing.total,
        items: Items {
            rows: RefCell::new(listing.rows),
            failure: RefCell::new(None),
        },
        after: listing.after,
    };
    let mut out = stdout();
    let written = json::write(&mut out, &collection, json::Form::Pretty)
        .and_then(|()| out.write_all(b"\n"))
        .and_then(|()| out.flush());
    // What kept a row from being read matters more than the broken list that came of it.
    if let Some(failure) = collection.items.failure.into_inner() {
        return Err(failure.into());
    }
    Ok(written?)
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
                Ok(row) => seq.serialize_element(&row.value)?,
                Err(failure) => {
                    *self.failure.borrow_mut() = Some(failure);
                    return Err(serde::ser::Error::custom(io::ErrorKind::Other));
                }
            }
        }
        seq.end()
    }
}
