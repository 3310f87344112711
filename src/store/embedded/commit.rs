//! Making a change: everything that could refuse it is asked first, then it is appended to the journal and synced, then the
//! state takes it over in memory. What was refused leaves no trace.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::book::{Book, Writer};
use super::files::free_bytes;
use super::journal::{Place, Written, WrittenChange};
use super::state::{State, upkeep};
use super::swap;
use crate::account::entry::EntryId;
use crate::account::record::{Change, Expect, RecordKey, Stored, Version};
use crate::account::resource::Resource;
use crate::store::{Commit, Guard, Receipt, StoreError};

/// Commits after which a checkpoint is due, so that an opening has little to catch up with.
pub(super) const COMMITS: u64 = 2_000;
/// What a commit was given, and whether a checkpoint is due.
pub(super) struct Done {
    pub(super) receipt: Receipt,
    pub(super) checkpoint_is_due: bool,
}

impl Book {
    /// Makes a change: journal first, synced, then the state.
    pub(super) fn commit(&self, commit: &Commit) -> Result<Done, StoreError> {
        self.wait_for_room()?;
        let mut writer = self.writer()?;
        let writer = &mut *writer;
        let sequence = writer.tail.mark().sequence + 1;
        let written = self.reading(|state| {
            let theirs = records_of(state, commit)?;
            refuse(state, commit, &theirs)?;
            Ok(write_out(commit, EntryId(sequence), theirs))
        })?;
        let payload = serde_json::to_vec(&written).map_err(|error| StoreError::Io {
            what: self.journal.folder().display().to_string(),
            source: error.into(),
        })?;
        self.refuse_when_disk_is_full(payload.len() as u64)?;
        let before = writer.tail.mark();
        let place = self.journal.append(&mut writer.tail, &payload)?;
        if let Err(error) = self.take_over(&written, place, writer) {
            writer.out_of_step = true;
            // Not done, so it must not be there after the next opening either.
            let _ = swap::suspect(&self.layout.state());
            let _ = self.journal.take_back(&mut writer.tail, before);
            return Err(error);
        }
        writer.commits += 1;
        let is_full = self.state()?.unsettled_bytes() >= upkeep::DUE;
        Ok(Done {
            receipt: Receipt {
                entry: written.entry,
                version: Version(sequence),
            },
            checkpoint_is_due: writer.commits >= COMMITS || is_full,
        })
    }

    /// Readers wait for the last line of it alone.
    fn take_over(
        &self,
        written: &Written<'_>,
        place: Place,
        writer: &Writer,
    ) -> Result<(), StoreError> {
        let step = self.state()?.step(written, place, writer.tail.mark())?;
        self.state_mut()?.take(step);
        self.advance(writer.tail.mark());
        Ok(())
    }

    /// Before anything is written, so that a full disk leaves the book as it was.
    pub(super) fn refuse_when_disk_is_full(&self, bytes: u64) -> Result<(), StoreError> {
        let unsettled = self.state()?.unsettled_bytes() as u64;
        let needed = self.reserve + unsettled + bytes.saturating_mul(4);
        match free_bytes(self.layout.folder())? {
            Some(free) if free < needed => Err(StoreError::DiskFull),
            _ => Ok(()),
        }
    }
}

/// What the book has of the records of a commit, in their order.
fn records_of(state: &State, commit: &Commit) -> Result<Vec<Option<Stored>>, StoreError> {
    let keys = commit.changes.iter().map(|change| &change.key);
    keys.map(|key| state.record(key)).collect()
}

fn refuse(state: &State, commit: &Commit, theirs: &[Option<Stored>]) -> Result<(), StoreError> {
    for (change, theirs) in commit.changes.iter().zip(theirs) {
        refuse_what_moved(change, theirs.as_ref())?;
    }
    for guard in &commit.guards {
        if !holds(state, guard)? {
            return Err(StoreError::Taken(guard.clone()));
        }
    }
    match commit.continues {
        Some(id) if state.entry(id)?.is_none() => Err(StoreError::NoEntry(id)),
        _ => Ok(()),
    }
}

fn refuse_what_moved(change: &Change, theirs: Option<&Stored>) -> Result<(), StoreError> {
    let holds = match (change.expect, theirs) {
        (Expect::Absent, theirs) => theirs.is_none(),
        (Expect::Version(version), Some(theirs)) => theirs.version == version,
        (Expect::Version(_), None) => false,
    };
    if holds {
        return Ok(());
    }
    Err(StoreError::Moved {
        key: change.key.clone(),
        theirs: theirs.cloned().map(Box::new),
    })
}

fn holds(state: &State, guard: &Guard) -> Result<bool, StoreError> {
    Ok(match guard {
        Guard::DomainFree { domain, except } => state
            .on_domain(domain)?
            .iter()
            .all(|customer| customer == except),
        Guard::SignInNameFree {
            customer,
            name,
            except,
        } => state
            .signing_in_as(customer, name)?
            .iter()
            .all(|user| except.contains(user)),
    })
}

/// What the journal will say of a commit.
fn write_out(commit: &Commit, next: EntryId, theirs: Vec<Option<Stored>>) -> Written<'_> {
    let mut changes: Vec<WrittenChange<'_>> = Vec::with_capacity(commit.changes.len());
    // A record that stands in a commit twice is found as the first change leaves it.
    let mut changed: BTreeMap<&RecordKey, Option<&Resource>> = BTreeMap::new();
    for (change, theirs) in commit.changes.iter().zip(theirs) {
        let before = match changed.insert(&change.key, change.after.as_ref()) {
            Some(before) => before.map(Cow::Borrowed),
            None => theirs.map(|stored| Cow::Owned(stored.resource)),
        };
        changes.push(WrittenChange {
            key: Cow::Borrowed(&change.key),
            before,
            after: change.after.as_ref().map(Cow::Borrowed),
        });
    }
    Written {
        entry: commit.continues.unwrap_or(next),
        draft: Cow::Borrowed(&commit.draft),
        changes,
    }
}
