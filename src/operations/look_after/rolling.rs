//! The backups that a desk makes by itself: after so many changes, or a day after the last one if anything changed since.

use jiff::{SignedDuration, Timestamp};

use super::back_up::{note, watch};
use crate::account::entry::EntryId;
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Ticket};
use crate::store::{self, StoreError};

/// When a desk makes a backup by itself, and how many it keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rolling {
    /// Changes after which one is due.
    pub after_changes: u64,
    /// Time after which one is due, if anything changed.
    pub after: SignedDuration,
    /// How many are kept.
    pub keep: usize,
}

impl Default for Rolling {
    fn default() -> Self {
        Self {
            after_changes: 500,
            after: SignedDuration::from_hours(24),
            keep: 7,
        }
    }
}

/// The newest backup beside a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest {
    /// When it was made.
    pub at: Timestamp,
    /// How many changes came after it.
    pub changes_since: u64,
}

impl Rolling {
    /// Whether one is due. Reads names of files and one entry of the history.
    ///
    /// # Errors
    /// When the book can't be read.
    pub fn is_due(&self, desk: &Desk) -> Result<bool, Failure> {
        let version = desk.store().book().version.0;
        let cannot = matches!(desk.store().rolling(), Err(StoreError::NotOnDisk));
        if cannot || desk.must_be_changeable().is_err() || desk.may(Task::KeepBook).is_err() {
            return Ok(false);
        }
        let (since, changes) = match desk.newest_backup()? {
            Some(newest) => (Some(newest.at), newest.changes_since),
            None => {
                let first = desk.store().entry(EntryId(1))?;
                (first.map(|entry| entry.draft.at), version)
            }
        };
        let is_old = since.is_some_and(|since| desk.now().duration_since(since) >= self.after);
        Ok(changes >= self.after_changes || (changes > 0 && is_old))
    }

    /// Makes one beside the book, whether it is due or not.
    ///
    /// # Errors
    /// When it can't be made; those that are there stay. [`Failure::Interrupted`] when the ticket was cancelled.
    pub fn make(&self, desk: &Desk, ticket: &Ticket) -> Result<store::Rolling, Failure> {
        desk.may(Task::KeepBook)?;
        desk.must_be_changeable()?;
        let note = note(desk)?;
        let made = desk.store().roll(&note, self.keep, &mut watch(ticket))?;
        made.ok_or(Failure::Interrupted)
    }
}

impl Desk {
    /// The newest backup beside the book, by its name alone; `None` when there is none.
    ///
    /// # Errors
    /// When their folder can't be read.
    pub fn newest_backup(&self) -> Result<Option<Newest>, Failure> {
        let version = self.store().book().version.0;
        let newest = match self.store().rolling() {
            Err(StoreError::NotOnDisk) => None,
            all => all?.into_iter().next(),
        };
        Ok(newest.map(|newest| Newest {
            at: newest.at,
            changes_since: version.saturating_sub(newest.version),
        }))
    }
}
