//! Export customers: the list, or a part of it, as the table that the service exports (operations.md section 1), as a
//! collection of the service's resources, or one resource a line. Rows stream; how many went out is told.

use std::cell::RefCell;
use std::io::{self, Write};
use std::ops::Range;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::json;

use crate::account::record::RecordKey;
use crate::account::relationship::exported;
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::exchange::csv;
use crate::exchange::json::{self, Form};
use crate::search::Row;

use super::in_order::in_order;
use super::see_customers::Found;
use super::{Desk, Failure, Ticket};

/// The header of the table, in the order of its columns.
pub const TABLE_HEADER: [&str; 5] = [
    "Microsoft ID",
    "Company name",
    "Primary domain name",
    "Relationship",
    "Tags",
];

/// Between two tags in one cell.
pub const TAG_SEPARATOR: &str = "; ";

/// Rows that are taken from the list at once; between two such pages a cancel is heard.
const PAGE: usize = 500;

/// In what form customers go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFormat {
    /// The table that the service exports, with the formula guard.
    Csv,
    /// A collection of resources, with the cursor of the next page where there is one.
    Json(Form),
    /// One resource a line.
    Ndjson,
}

/// What went out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exported {
    /// Customers.
    pub rows: u64,
    /// Characters that the table has as U+FFFD, because they would act unseen.
    pub replaced: u64,
}

impl Desk {
    /// Writes a part of a list, or with `0..usize::MAX` all of it. A customer that went since the list was made is left out.
    ///
    /// # Errors
    /// When the operator may not see customers, the book can't be read, `into` can't be written (told as the file `to`), or
    /// the ticket was cancelled; what was written until then stays.
    pub fn export_customers(
        &self,
        found: &Found,
        part: Range<usize>,
        format: ListFormat,
        (into, to): (&mut dyn Write, &str),
        ticket: &Ticket,
    ) -> Result<Exported, Failure> {
        self.may(Task::SeeCustomers)?;
        let part = part.start..part.end.min(found.total as usize);
        ticket.expect(part.len() as u64);
        let export = Export {
            list: List {
                desk: self,
                found,
                part,
                ticket,
            },
            failure: RefCell::new(None),
        };
        let written = match format {
            ListFormat::Csv => export.table(into),
            ListFormat::Json(form) => export.collection(into, form),
            ListFormat::Ndjson => export.lines(into),
        };
        if let Some(failure) = export.failure.into_inner() {
            return Err(failure);
        }
        let replaced = written.map_err(|error| Failure::File(to.to_owned(), error))?;
        let rows = ticket.progress().done;
        Ok(Exported { rows, replaced })
    }
}

/// The cells of a customer in the table, before the formula guard.
pub fn table_cells(row: &Row) -> [String; 5] {
    [
        row.id.to_string(),
        row.name.clone(),
        row.domain.clone(),
        exported(&row.relationship).to_owned(),
        row.tags.join(TAG_SEPARATOR),
    ]
}

/// The part of a list that goes out.
struct List<'a> {
    desk: &'a Desk,
    found: &'a Found,
    part: Range<usize>,
    ticket: &'a Ticket,
}

impl List<'_> {
    /// Where its pages begin.
    fn pages(&self) -> impl Iterator<Item = usize> + use<> {
        self.part.clone().step_by(PAGE)
    }

    /// The rows of the page that begins at a place.
    fn page(&self, start: usize) -> Result<Vec<Row>, Failure> {
        if self.ticket.is_cancelled() {
            return Err(Failure::Interrupted);
        }
        let count = PAGE.min(self.part.end - start);
        Ok(self.found.page(start, count))
    }

    /// The resources of a page; a customer that went is left out.
    fn resources(&self, start: usize) -> Result<Vec<Resource>, Failure> {
        let mut resources = Vec::with_capacity(PAGE);
        for row in self.page(start)? {
            let stored = self.desk.store().get(&RecordKey::customer(&row.id))?;
            resources.extend(stored.map(|stored| stored.resource));
        }
        Ok(resources)
    }
}

struct Export<'a> {
    list: List<'a>,
    /// What ended it, when it was not the writing: writers of JSON pass on only their own errors.
    failure: RefCell<Option<Failure>>,
}

impl Export<'_> {
    /// What pages have until one fails; each counts as done when the next is asked for.
    fn each<T>(
        &self,
        pages: impl Iterator<Item = Result<Vec<T>, Failure>>,
    ) -> impl Iterator<Item = T> {
        let good = pages.map_while(|page| {
            page.map_err(|failure| *self.failure.borrow_mut() = Some(failure))
                .ok()
        });
        good.flatten().inspect(|_| self.list.ticket.advance(1, 0))
    }

    /// The resources in the order of the list, read on all cores.
    fn resources<T>(&self, take: impl FnOnce(&mut dyn Iterator<Item = Resource>) -> T) -> T {
        let list = &self.list;
        let (_, taken) = in_order(
            |give| list.pages().try_for_each(give),
            |start| list.resources(start),
            |pages| take(&mut self.each(pages)),
        );
        taken
    }

    fn table(&self, into: &mut dyn Write) -> io::Result<u64> {
        let mut table = csv::Writer::new(into, csv::Format::EXPORT)?;
        table.row(TABLE_HEADER)?;
        let list = &self.list;
        for row in self.each(list.pages().map(|start| list.page(start))) {
            table.row(table_cells(&row))?;
        }
        let (_, written) = table.finish()?;
        Ok(written.replaced)
    }

    fn collection(&self, into: &mut dyn Write, form: Form) -> io::Result<u64> {
        json::write(&mut *into, &Collection(self), form)?;
        into.write_all(b"\n")?;
        into.flush()?;
        Ok(0)
    }

    fn lines(&self, into: &mut dyn Write) -> io::Result<u64> {
        self.resources(|resources| -> io::Result<()> {
            for resource in resources {
                json::write(&mut *into, &resource, Form::Compact)?;
                into.write_all(b"\n")?;
            }
            Ok(())
        })?;
        into.flush()?;
        Ok(0)
    }

    fn next(&self) -> Option<String> {
        let List { found, part, .. } = &self.list;
        let more = (part.end as u64) < found.total && !part.is_empty();
        more.then(|| found.cursor_behind(part.end - 1))?
    }
}

/// The envelope of a list (wire.md), written while the rows are read.
struct Collection<'a>(&'a Export<'a>);

impl Serialize for Collection<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("totalCount", &self.0.list.found.total)?;
        members.serialize_entry("items", &Items(self.0))?;
        if let Some(after) = self.0.next() {
            members.serialize_entry("links", &json!({"next": {"after": after}}))?;
        }
        members.serialize_entry("attributes", &json!({"objectType": "Collection"}))?;
        members.end()
    }
}

struct Items<'a>(&'a Export<'a>);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(None)?;
        self.0.resources(|resources| {
            for resource in resources {
                items.serialize_element(&resource)?;
            }
            Ok(())
        })?;
        items.end()
    }
}
