//! A run: entries of the state in the order of their keys, written once and never changed (a sorted run). Its blocks lie in
//! slots of sled, then its index, then its filter; the last two are held in memory.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::block::Reading;
use super::filter::{Filter, Print};
use super::index::Index;
use super::pack::{is_whole, unpack};
use super::slots::Slots;
use crate::store::StoreError;

/// What is known of a run besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
    /// Its number, which no other run has.
    pub number: u64,
    /// How many keys it says something of.
    pub entries: u64,
    /// Bytes of its blocks before they are packed.
    pub bytes: u64,
    /// The slot behind its blocks, behind its index, behind its filter.
    pub blocks_end: u32,
    pub index_end: u32,
    pub filter_end: u32,
}

/// A run that can be read.
#[derive(Debug)]
pub struct Run {
    pub facts: Facts,
    slots: Slots,
    index: Index,
    filter: Filter,
}

impl Run {
    /// A run that was just written.
    pub fn new(facts: Facts, slots: Slots, index: Index, filter: Filter) -> Self {
        Self {
            facts,
            slots,
            index,
            filter,
        }
    }

    /// A run that was written before.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when its index or filter is not as it was written.
    pub fn open(db: &sled::Db, folder: &Path, facts: Facts) -> Result<Self, StoreError> {
        let slots = Slots::open(db, folder, facts.number)?;
        let unpacked = |from, to| unpack(&slots.read(from, to)?).ok_or_else(|| slots.damaged());
        let index = Index::from_bytes(&unpacked(facts.blocks_end, facts.index_end)?);
        let filter = Filter::from_bytes(unpacked(facts.index_end, facts.filter_end)?);
        let (Some(index), Some(filter)) = (index, filter) else {
            return Err(slots.damaged());
        };
        Ok(Self::new(facts, slots, index, filter))
    }

    /// What it says of a key; `None` when it says nothing.
    pub fn get(&self, key: &[u8], print: Print) -> Result<Option<Option<Vec<u8>>>, StoreError> {
        if !self.filter.may_have(print) {
            return Ok(None);
        }
        let cursor = self.from(key)?;
        let is_it = cursor.key() == Some(key);
        Ok(is_it.then(|| cursor.value().map(<[u8]>::to_vec)))
    }

    /// Whether it may have a key.
    pub fn may_have(&self, print: Print) -> bool {
        self.filter.may_have(print)
    }

    /// What it says from a key on.
    pub fn from(&self, key: &[u8]) -> Result<RunCursor<'_>, StoreError> {
        let mut cursor = RunCursor {
            run: self,
            next: self.index.block_of(key),
            reading: None,
        };
        cursor.next_block()?;
        while cursor.key().is_some_and(|at| at < key) {
            cursor.advance()?;
        }
        Ok(cursor)
    }

    /// Whether all its bytes are there as they were written.
    pub fn is_whole(&self) -> Result<bool, StoreError> {
        for block in 0..self.index.len() {
            let (from, to) = self.index.slots_of(block).unwrap_or_default();
            if !is_whole(&self.slots.read(from, to)?) {
                return Ok(false);
            }
        }
        Ok(self
            .index
            .slots_of(self.index.len().saturating_sub(1))
            .map(|(_, to)| to)
            == Some(self.facts.blocks_end))
    }
}

/// A place in a run.
pub struct RunCursor<'a> {
    run: &'a Run,
    /// The block behind the one that is read.
    next: usize,
    /// `None` at the end.
    reading: Option<Reading>,
}

impl RunCursor<'_> {
    /// The key it stands at; `None` at the end.
    pub fn key(&self) -> Option<&[u8]> {
        self.reading.as_ref().map(Reading::key)
    }

    /// The value it stands at; `None` for a key that went.
    pub fn value(&self) -> Option<&[u8]> {
        self.reading.as_ref().and_then(Reading::value)
    }

    /// Goes to the next key.
    pub fn advance(&mut self) -> Result<(), StoreError> {
        let Some(reading) = &mut self.reading else {
            return Ok(());
        };
        match reading.advance() {
            Some(true) => Ok(()),
            Some(false) => self.next_block(),
            None => Err(self.run.slots.damaged()),
        }
    }

    fn next_block(&mut self) -> Result<(), StoreError> {
        self.reading = None;
        let Some((from, to)) = self.run.index.slots_of(self.next) else {
            return Ok(());
        };
        let bytes = self.run.slots.read(from, to)?;
        let damaged = || self.run.slots.damaged();
        let raw = unpack(&bytes).ok_or_else(damaged)?;
        let mut reading = Reading::new(raw);
        // No block is empty.
        if reading.advance() != Some(true) {
            return Err(damaged());
        }
        self.next += 1;
        self.reading = Some(reading);
        Ok(())
    }
}
