//! The activity log: who changed what, when, before and after, in the service's audit-record shape (operations.md section
//! 13). Ours works in every cloud and is not cut at 90 days.

mod audit;
mod details;

use std::io::{self, Write};
use std::ops::ControlFlow;

use crate::account::entry::{Entry, EntryId, Undo};
use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::account::text::fold;
use crate::exchange::csv;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::undo::is_undone;
use super::{Desk, Failure, Ticket};
use audit::operation_type;

pub use details::{Details, Difference, Status, Touched};

/// The header of the exported log (operations.md section 13).
pub const TABLE_HEADER: [&str; 4] = ["Date-Time", "Affected customer", "Action", "Partner user"];

/// Entries read at once.
const PAGE: usize = 200;

/// How far into an import it is looked whether it touched a customer.
const LOOKED_AT: usize = 20_000;

/// Which entries are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only what changed this customer.
    pub customer: Option<CustomerId>,
    /// Not before.
    pub since: Option<Timestamp>,
    /// Before, not at.
    pub until: Option<Timestamp>,
    /// Only what names a company with these letters, whatever their case and accents.
    pub company: Option<String>,
    /// Only what was done to a resource of this type, in the service's words: `customer_user`.
    pub resource_type: Option<String>,
}

/// Which part of the log is wanted, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Older than this entry; from the newest on when there is none.
    pub before: Option<EntryId>,
    /// So many at the most.
    pub limit: usize,
}

impl Page {
    /// Everything there is.
    pub const ALL: Page = Page {
        before: None,
        limit: usize::MAX,
    };
}

/// One thing that somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// What the history says.
    pub entry: Entry,
    /// It does not hold any more: it was taken back.
    pub undone: bool,
}

impl Activity {
    /// Whether it could be taken back now, as far as the history knows.
    pub fn is_undoable(&self) -> bool {
        !self.undone && self.entry.draft.undo == Undo::Possible
    }

    /// The cells of the exported log; times in UTC, to the second.
    pub fn table_cells(&self) -> [String; 4] {
        let draft = &self.entry.draft;
        [
            draft.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            draft.subject.clone(),
            operation_type(&draft.operation).to_owned(),
            draft.who.name.clone(),
        ]
    }
}

impl Desk {
    /// The activity log, newest first. Whoever asks for one more than he shows knows whether there is more.
    ///
    /// # Errors
    /// When the operator may not see it or the book can't be read.
    pub fn activity(&self, filter: &Filter, page: Page) -> Result<Vec<Activity>, Failure> {
        let mut found = Vec::new();
        self.each_activity(filter, page, &mut |activity| {
            found.push(activity);
            Ok(())
        })?;
        Ok(found)
    }

    /// Writes the log as the table that the service exports, newest first, and says how many rows went out.
    ///
    /// # Errors
    /// As [`Desk::activity`], or when `into` can't be written (told as the file `to`) or the ticket was cancelled.
    pub fn export_activity(
        &self,
        filter: &Filter,
        (into, to): (&mut dyn Write, &str),
        ticket: &Ticket,
    ) -> Result<u64, Failure> {
        let failed = |error: io::Error| Failure::File(to.to_owned(), error);
        let mut table = csv::Writer::new(into, csv::Format::EXPORT).map_err(failed)?;
        table.row(TABLE_HEADER).map_err(failed)?;
        let mut rows = 0;
        self.each_activity(filter, Page::ALL, &mut |activity| {
            if ticket.is_cancelled() {
                return Err(Failure::Interrupted);
            }
            table.row(activity.table_cells()).map_err(failed)?;
            ticket.advance(1, 0);
            rows += 1;
            Ok(())
        })?;
        table.finish().map_err(failed)?;
        Ok(rows)
    }

    /// Visits the log, newest first.
    ///
    /// # Errors
    /// As [`Desk::activity`], or what the visitor says.
    pub fn each_activity(
        &self,
        filter: &Filter,
        page: Page,
        visit: &mut dyn FnMut(Activity) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.may(Task::SeeActivity)?;
        let mut before = page.before;
        let mut left = page.limit;
        while left > 0 {
            let entries = self.store().entries(before, PAGE)?;
            let Some(last) = entries.last() else {
                return Ok(());
            };
            before = Some(last.id);
            for entry in entries {
                if left > 0 && self.is_wanted(&entry, filter)? {
                    let undone = is_undone(self, &entry)?;
                    visit(Activity { entry, undone })?;
                    left -= 1;
                }
            }
        }
        Ok(())
    }

    fn is_wanted(&self, entry: &Entry, filter: &Filter) -> Result<bool, Failure> {
        let at = entry.draft.at;
        let in_time = filter.since.is_none_or(|since| at >= since)
            && filter.until.is_none_or(|until| at < until);
        if !in_time || !names(entry, filter.company.as_deref()) {
            return Ok(false);
        }
        let is_theirs = match (&filter.customer, &entry.draft.customer) {
            (None, _) => true,
            (Some(customer), Some(whose)) => whose == customer,
            (Some(customer), None) => self.touched(entry.id, customer)?,
        };
        match &filter.resource_type {
            Some(wanted) if is_theirs => Ok(self
                .resource_type(entry)?
                .eq_ignore_ascii_case(wanted.trim())),
            _ => Ok(is_theirs),
        }
    }

    /// Whether an entry that is nobody's in particular, an import above all, changed a customer.
    fn touched(&self, entry: EntryId, customer: &CustomerId) -> Result<bool, Failure> {
        let mut looked_at = 0;
        let mut found = false;
        self.store().images(entry, &mut |image| {
            found = image.key.customer == *customer;
            looked_at += 1;
            match found || looked_at >= LOOKED_AT {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        })?;
        Ok(found)
    }
}

/// Whether the company of an entry has these letters in its name.
fn names(entry: &Entry, company: Option<&str>) -> bool {
    company.is_none_or(|part| fold(&entry.draft.subject).contains(&fold(part.trim())))
}

/// The ID of an operation's name in the locale files.
pub fn operation_words(operation: &str) -> String {
    format!("operation-{}", operation.replace('_', "-"))
}

/// Reads the start of a time: a moment, or a day from its beginning in UTC.
pub fn since(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| start_of(text.parse().ok()?))
}

/// Reads the end of a time: a moment, or a day with all its hours, in UTC.
pub fn until(text: &str) -> Option<Timestamp> {
    let day = || start_of(text.parse::<Date>().ok()?.tomorrow().ok()?);
    text.parse().ok().or_else(day)
}

fn start_of(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_counts_with_all_its_hours() {
        assert_eq!(
            since("2026-11-22").unwrap().to_string(),
            "2026-11-22T00:00:00Z"
        );
        assert_eq!(
            until("2026-11-22").unwrap().to_string(),
            "2026-11-23T00:00:00Z"
        );
        assert_eq!(
            since("2026-11-22T09:00:00+09:00").unwrap().to_string(),
            "2026-11-22T00:00:00Z"
        );
        assert_eq!(since("yesterday"), None);
    }
}
