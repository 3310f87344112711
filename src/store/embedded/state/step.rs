//! From an entry of the journal to a step of the state: the records it leaves, their indexes, and its place in the history.

use std::borrow::Cow;

use super::super::codec;
use super::super::journal::{Mark, Place, Written, WrittenChange};
use super::super::keys::Key;
use super::super::standing::Standing;
use super::table::Effect;
use super::{State, index_key};
use crate::account::entry::Entry;
use crate::account::record::Version;
use crate::account::resource::Resource;
use crate::store::StoreError;
use crate::store::indexed::terms;

/// What an entry changes in the state, and where it stands then.
pub struct Step {
    effects: Vec<Effect>,
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
        let mut effects = Vec::with_capacity(written.changes.len() * 4 + 3);
        for change in &written.changes {
            effects.push(self.record_of(change, written, Version(mark.sequence))?);
            put_terms(&mut effects, change);
        }
        self.put_history(&mut effects, written, place, mark.sequence)?;
        Ok(Step { effects, standing })
    }

    /// Takes a step, whole. Nothing waits for the disk.
    pub fn take(&mut self, step: Step) {
        for effect in step.effects {
            self.table.put(effect);
        }
        self.standing = step.standing;
    }

    fn record_of(
        &self,
        change: &WrittenChange<'_>,
        written: &Written<'_>,
        version: Version,
    ) -> Result<Effect, StoreError> {
        let encode = |resource: &Cow<'_, Resource>| {
            let value = codec::record(version, written.draft.at, resource);
            value.map_err(|error| self.unwritable(error))
        };
        let value = change.after.as_ref().map(encode).transpose()?;
        Ok((Key::Record(change.key.clone().into_owned()).bytes(), value))
    }

    fn put_history(
        &self,
        effects: &mut Vec<Effect>,
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
        effects.push((Key::Entry(id).bytes(), Some(json(&entry)?)));
        let part = Key::Part {
            entry: id,
            sequence,
        };
        effects.push((part.bytes(), Some(codec::place(place))));
        let undone = written.draft.undoes.filter(|undone| *undone != id);
        if let Some(undone) = undone
            && let Some(mut entry) = self.entry(undone)?
        {
            entry.undone_by = Some(id);
            effects.push((Key::Entry(undone).bytes(), Some(json(&entry)?)));
        }
        Ok(())
    }
}

/// Brings the indexes from what a record was to what it is.
fn put_terms(effects: &mut Vec<Effect>, change: &WrittenChange<'_>) {
    let of = |resource: &Option<Cow<'_, Resource>>| {
        let found = resource
            .as_ref()
            .map(|resource| terms(&change.key, resource));
        found.unwrap_or_default()
    };
    let (before, after) = (of(&change.before), of(&change.after));
    for gone in before.difference(&after) {
        effects.push((index_key(&change.key, gone).bytes(), None));
    }
    for come in &after {
        effects.push((index_key(&change.key, come).bytes(), Some(codec::there())));
    }
}
