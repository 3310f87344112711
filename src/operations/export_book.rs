//! Exports a book: everything but its history, one line a record, `{"kind","customer","resource"}`, in an order that
//! depends on nothing but the records. The same book gives the same bytes.

use std::io::{self, Write};
use std::mem;
use std::ops::ControlFlow;

use serde::Serialize;
use serde_json::Value;

use crate::account::reading::said_beside;
use crate::account::record::{CustomerId, Kind, Stored};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::exchange::json::{self, Form};

use super::in_order::{Give, Gone, in_order};
use super::{Desk, Failure, Ticket};

/// An export of the whole book, or of one customer.
#[derive(Debug, Clone, Default)]
pub struct ExportBook {
    /// Whose; everybody's when nobody is named.
    pub customer: Option<CustomerId>,
}

impl ExportBook {
    /// Writes the lines and says how many. Versions, history and passwords are never among them.
    ///
    /// # Errors
    /// When the operator may not, the book can't be read, `into` can't be written (told as the file `to`), or the
    /// ticket was cancelled; what was written until then stays.
    pub fn write(
        &self,
        desk: &Desk,
        (into, to): (&mut dyn Write, &str),
        ticket: &Ticket,
    ) -> Result<u64, Failure> {
        desk.may(Task::SeeCustomers)?;
        let (read, written) = in_order(
            |give| self.read(desk, ticket, give),
            lines,
            |pages| put_all(into, ticket, pages),
        );
        // That it can't be written is why nobody reads on.
        let written = written.map_err(|error| Failure::File(to.to_owned(), error))?;
        read.map(|()| written)
    }

    /// Hands the records on page by page.
    fn read(
        &self,
        desk: &Desk,
        ticket: &Ticket,
        give: Give<'_, Vec<Stored>>,
    ) -> Result<(), Failure> {
        let mut page: Vec<Stored> = Vec::with_capacity(PAGE);
        let mut goes_on = Ok(());
        desk.store().walk(self.customer.as_ref(), &mut |stored| {
            if page.len() >= PAGE && !page.last().is_some_and(|last| same_group(last, &stored)) {
                goes_on = give(mem::replace(&mut page, Vec::with_capacity(PAGE)));
            }
            if stored.key.kind.is_exported() {
                page.push(stored);
            }
            match goes_on.is_ok() && !ticket.is_cancelled() {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        })?;
        if ticket.is_cancelled() {
            return Err(Failure::Interrupted);
        }
        goes_on
            .and_then(|()| give(page))
            .map_err(|Gone| Failure::Interrupted)
    }
}

/// Records that are handed on at once; more only where those of one customer and kind are many.
const PAGE: usize = 500;

/// Records of one customer and kind stay together, because those without an ID are sorted by what they say and not by the
/// name they have in the book.
fn same_group(one: &Stored, other: &Stored) -> bool {
    one.key.customer == other.key.customer && one.key.kind == other.key.kind
}

/// The lines of some records, and how many.
fn lines(mut records: Vec<Stored>) -> io::Result<(Vec<u8>, u64)> {
    let (mut bytes, mut lines) = (Vec::new(), 0);
    for group in records.chunk_by_mut(same_group) {
        group.sort_by_cached_key(sort_key);
        for stored in group {
            lines += u64::from(write_line(&mut bytes, stored)?);
        }
    }
    Ok((bytes, lines))
}

fn put_all(
    into: &mut dyn Write,
    ticket: &Ticket,
    pages: &mut dyn Iterator<Item = io::Result<(Vec<u8>, u64)>>,
) -> io::Result<u64> {
    let mut written = 0;
    for page in pages {
        let (bytes, lines) = page?;
        into.write_all(&bytes)?;
        written += lines;
        ticket.advance(lines, 0);
    }
    into.flush()?;
    Ok(written)
}

/// Writes the line of one record; tells whether it has one, because what is the program's own has none.
pub(super) fn write_line(into: &mut dyn Write, stored: &mut Stored) -> io::Result<bool> {
    if !stored.key.kind.is_exported() {
        return Ok(false);
    }
    drop_empty_ours(stored);
    json::write(&mut *into, &Line::of(stored), Form::Compact)?;
    into.write_all(b"\n")?;
    Ok(true)
}

/// The ID, or what the resource says where it has none.
fn sort_key(stored: &Stored) -> String {
    if stored.key.id.starts_with('~') {
        return stored.resource.canonical();
    }
    stored.key.id.clone()
}

/// What is ours in a customer is left out when it says nothing, and what is derived always.
fn drop_empty_ours(stored: &mut Stored) {
    if stored.key.kind != Kind::Customer {
        return;
    }
    let resource: &mut Resource = &mut stored.resource;
    resource.remove("partnerdeck.flags");
    let says_nothing = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    let ours = resource.get("partnerdeck").and_then(Value::as_object);
    if ours.is_some_and(|ours| ours.values().all(says_nothing)) {
        resource.remove("partnerdeck");
    }
}

#[derive(Serialize)]
struct Line<'a> {
    kind: &'static str,
    /// Empty for what is nobody's.
    customer: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subscription: Option<String>,
    resource: &'a Resource,
}

impl<'a> Line<'a> {
    fn of(stored: &'a Stored) -> Self {
        let beside = said_beside(&stored.key, &stored.resource);
        let said = |name: &str| {
            beside
                .clone()
                .filter(|(member, _)| *member == name)
                .map(|(_, id)| id)
        };
        Self {
            kind: stored.key.kind.as_str(),
            customer: stored.key.customer.as_str(),
            user: said("user"),
            subscription: said("subscription"),
            resource: &stored.resource,
        }
    }
}
