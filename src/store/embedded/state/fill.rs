//! Writing a run, from a stream of entries in the order of their keys.

use std::path::Path;

use super::block::Filling;
use super::filter::{Filter, Print};
use super::index::Index;
use super::pack::Packer;
use super::run::{Facts, Run};
use super::slots::Slots;
use crate::store::StoreError;
use crate::store::embedded::files::trouble;

/// A block is written once it has so many bytes: enough that what is alike packs well, few enough that one record is quickly
/// found in it.
const BLOCK: usize = 16 * 1024;

/// A run on its way.
pub struct Fill<'a> {
    folder: &'a Path,
    slots: Slots,
    packer: Packer,
    /// The next slot.
    slot: u32,
    block: Filling,
    /// The first key of the block that is being filled, and the last of the one before.
    first: Vec<u8>,
    before: Vec<u8>,
    index: Index,
    filter: Filter,
    number: u64,
    entries: u64,
    bytes: u64,
}

impl<'a> Fill<'a> {
    /// A run with a number that no other has, of up to so many entries.
    pub fn new(
        db: &sled::Db,
        folder: &'a Path,
        number: u64,
        most: u64,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            folder,
            slots: Slots::open(db, folder, number)?,
            packer: Packer::new().map_err(trouble(folder))?,
            slot: 0,
            block: Filling::default(),
            first: Vec::new(),
            before: Vec::new(),
            index: Index::default(),
            filter: Filter::for_keys(most),
            number,
            entries: 0,
            bytes: 0,
        })
    }

    /// Puts an entry behind the others; its key is greater than theirs.
    pub fn push(&mut self, key: &[u8], value: Option<&[u8]>) -> Result<(), StoreError> {
        if self.block.raw().is_empty() {
            self.first.clear();
            self.first.extend_from_slice(key);
        }
        self.block.push(key, value);
        self.filter.add(Print::of(key));
        self.entries += 1;
        match self.block.raw().len() >= BLOCK {
            true => self.end_block(),
            false => Ok(()),
        }
    }

    /// Ends it; `None` when nothing was pushed. Not on the disk yet.
    pub fn finish(mut self) -> Result<Option<Run>, StoreError> {
        if self.entries == 0 {
            return Ok(None);
        }
        if !self.block.raw().is_empty() {
            self.end_block()?;
        }
        let blocks_end = self.slot;
        let index = self.packer.pack(&self.index.bytes());
        let index_end = self
            .slots
            .put(blocks_end, &index.map_err(trouble(self.folder))?)?;
        let filter = self.packer.pack(self.filter.bytes());
        let filter_end = self
            .slots
            .put(index_end, &filter.map_err(trouble(self.folder))?)?;
        let facts = Facts {
            number: self.number,
            entries: self.entries,
            bytes: self.bytes,
            blocks_end,
            index_end,
            filter_end,
        };
        Ok(Some(Run::new(facts, self.slots, self.index, self.filter)))
    }

    fn end_block(&mut self) -> Result<(), StoreError> {
        let packed = self.packer.pack(self.block.raw());
        let packed = packed.map_err(trouble(self.folder))?;
        self.slot = self.slots.put(self.slot, &packed)?;
        self.index.push(&self.before, &self.first, self.slot);
        self.bytes += self.block.raw().len() as u64;
        self.before.clear();
        self.before.extend_from_slice(self.block.last());
        self.block.clear();
        Ok(())
    }
}
