//! From an entry of the journal to a step of the state: the records it leaves, their indexes, and its place in the history,
//! as one batch.

use std::borrow::Cow;

use sled::Batch;

use super::super::codec;
use super::super::engine::ask;
use super::super::journal::{Mark, Place, Written, WrittenChange};
use super::super::keys::Key;
use super::super::standing::Standing;
use super::{State, index_key};
use crate::account::entry::Entry;
use crate::account::record::{RecordKey, Version};
use crate::account::resource::Resource;
use crate::store::StoreError;
use crate::store::indexed::terms;

/// What an entry changes in the state, and where it stands then.
pub struct Step {
    batch: Batch,
    standing: Standing,
}

impl State {
    /// Works out what an entry of the journal changes, which begins at a place and ends at a mark.
    ///
    /// # Errors
    /// When what the state has can't be read.
    pub fn step(
        &self,
        written: &Written<'_>,
        place: Place,
        mark: Mark,
    ) -> Result<Step, StoreError> {
        let standing = self.standing.after(written, mark);
        let mut batch = Batch::default();
        for change in &written.changes {
            self.put_record(&mut batch, change, written, Version(mark.sequence))?;
            put_terms(&mut batch, change);
        }
        self.put_history(&mut batch, written, place, mark.sequence)?;
        batch.insert(
            Key::Standing.bytes(),
            codec::json(&standing).map_err(|error| self.unwritable(error))?,
        );
        Ok(Step { batch, standing })
    }

    /// Takes a step, whole or not at all. Nothing waits for the disk.
    ///
    /// # Errors
    /// When sled does not take it; the state is of no use then until the book is opened again.
    pub fn take(&mut self, step: Step) -> Result<(), StoreError> {
        if let Err(error) = ask(&self.folder, || self.db.apply_batch(step.batch)) {
            // sled waits for ever when it is dropped after half a batch, and everybody else in the process with it.
            std::mem::forget(self.db.clone());
            return Err(error);
        }
        self.standing = step.standing;
        Ok(())
    }

    fn put_record(
        &self,
        batch: &mut Batch,
        change: &WrittenChange<'_>,
        written: &Written<'_>,
        version: Version,
    ) -> Result<(), StoreError> {
        let record = change.key.clone().into_owned();
        let had = match change.before {
            Some(_) => self.pieces_of(&record)?,
            None => 0,
        };
        let value = match &change.after {
            Some(resource) => codec::record(version, written.draft.at, resource)
                .map_err(|error| self.unwritable(error))?,
            None => Vec::new(),
        };
        let pieces = value.chunks(codec::PIECE);
        for gone in pieces.len()..had {
            batch.remove(piece_key(&record, gone).bytes());
        }
        for (number, piece) in pieces.enumerate() {
            batch.insert(piece_key(&record, number).bytes(), piece);
        }
        Ok(())
    }

    /// Into how many pieces a record is cut now; 0 when it is not there.
    fn pieces_of(&self, record: &RecordKey) -> Result<usize, StoreError> {
        let key = Key::Record(record.clone());
        let Some(value) = self.value(&key)? else {
            return Ok(0);
        };
        codec::pieces(&value).map_err(|fault| self.unreadable(&key, fault))
    }

    fn put_history(
        &self,
        batch: &mut Batch,
        written: &Written<'_>,
        place: Place,
        sequence: u64,
    ) -> Result<(), StoreError> {
        let id = written.entry;
        let entry = Entry {
            id,
            draft: written.draft.clone().into_owned(),
            undone_by: self.entry(id)?.and_then(|entry| entry.undone_by),
        };
        let json = |entry: &Entry| codec::json(entry).map_err(|error| self.unwritable(error));
        batch.insert(Key::Entry(id).bytes(), json(&entry)?);
        let part = Key::Part {
            entry: id,
            sequence,
        };
        batch.insert(part.bytes(), codec::place(place));
        let undone = written.draft.undoes.filter(|undone| *undone != id);
        if let Some(undone) = undone
            && let Some(mut entry) = self.entry(undone)?
        {
            entry.undone_by = Some(id);
            batch.insert(Key::Entry(undone).bytes(), json(&entry)?);
        }
        Ok(())
    }
}

/// The key of a piece of a record, counted from 0.
fn piece_key(record: &RecordKey, piece: usize) -> Key {
    match piece {
        0 => Key::Record(record.clone()),
        further => Key::Piece {
            record: record.clone(),
            number: further as u32,
        },
    }
}

/// Brings the indexes from what a record was to what it is.
fn put_terms(batch: &mut Batch, change: &WrittenChange<'_>) {
    let of = |resource: &Option<Cow<'_, Resource>>| {
        let found = resource
            .as_ref()
            .map(|resource| terms(&change.key, resource));
        found.unwrap_or_default()
    };
    let (before, after) = (of(&change.before), of(&change.after));
    for gone in before.difference(&after) {
        batch.remove(index_key(&change.key, gone).bytes());
    }
    for come in &after {
        batch.insert(index_key(&change.key, come).bytes(), codec::there());
    }
}
