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
        let mut lines = Lines {
            into,
            group: Vec::new(),
            written: 0,
        };
        let mut ended: Result<(), Failure> = Ok(());
        desk.store().walk(self.customer.as_ref(), &mut |stored| {
            ended = match ticket.is_cancelled() {
                true => Err(Failure::Interrupted),
                false => lines
                    .take(stored)
                    .map_err(|error| Failure::File(to.to_owned(), error)),
            };
            ticket.advance(1, 0);
            match ended {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        ended?;
        lines
            .finish()
            .map_err(|error| Failure::File(to.to_owned(), error))
    }
}

/// Lines on their way out. Records of one customer and kind wait for each other, because those without an ID are sorted
/// by what they say and not by the name they have in the book.
struct Lines<'a> {
    into: &'a mut dyn Write,
    group: Vec<Stored>,
    written: u64,
}

impl Lines<'_> {
    fn take(&mut self, stored: Stored) -> io::Result<()> {
        if !stored.key.kind.is_exported() {
            return Ok(());
        }
        let same_group = self.group.last().is_none_or(|last| {
            last.key.customer == stored.key.customer && last.key.kind == stored.key.kind
        });
        if !same_group {
            self.put_group()?;
        }
        self.group.push(stored);
        Ok(())
    }

    fn put_group(&mut self) -> io::Result<()> {
        let mut group = mem::take(&mut self.group);
        for stored in &mut group {
            drop_empty_ours(stored);
        }
        group.sort_by_cached_key(sort_key);
        for mut stored in group {
            self.written += u64::from(write_line(self.into, &mut stored)?);
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<u64> {
        self.put_group()?;
        self.into.flush()?;
        Ok(self.written)
    }
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
