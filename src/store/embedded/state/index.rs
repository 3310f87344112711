//! Which block of a run may have a key: for each block as much of its first key as tells it from the block before, and where
//! it lies. Held in memory as a whole, in few pieces, because a large book has some hundred thousand blocks.

use super::block::shared;
use super::pack::{length_at, put_length};

/// The blocks of a run in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// The beginnings of all blocks, one behind the other.
    keys: Vec<u8>,
    /// Where in `keys` each ends.
    ends: Vec<u32>,
    /// The slot behind each block.
    slots: Vec<u32>,
}

impl Index {
    /// Adds a block that begins with a key and ends before a slot; `last` is the last key of the block before.
    pub fn push(&mut self, last: &[u8], first: &[u8], slot: u32) {
        let told_by = match self.ends.is_empty() {
            true => 0,
            false => (shared(last, first) + 1).min(first.len()),
        };
        self.push_beginning(&first[..told_by], slot);
    }

    fn push_beginning(&mut self, beginning: &[u8], slot: u32) {
        self.keys.extend_from_slice(beginning);
        self.ends.push(self.keys.len() as u32);
        self.slots.push(slot);
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The only block that may have a key: the last that begins with it or before it.
    pub fn block_of(&self, key: &[u8]) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            match self.beginning(middle) <= key {
                true => from = middle + 1,
                false => to = middle,
            }
        }
        from.saturating_sub(1)
    }

    /// The slots of a block: the first, and the one behind the last; `None` behind the last block.
    pub fn slots_of(&self, block: usize) -> Option<(u32, u32)> {
        let to = *self.slots.get(block)?;
        let from = block.checked_sub(1).map_or(0, |before| self.slots[before]);
        Some((from, to))
    }

    fn beginning(&self, block: usize) -> &[u8] {
        let from = block.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[from as usize..self.ends[block] as usize]
    }

    /// As it is kept.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for block in 0..self.len() {
            let beginning = self.beginning(block);
            let (from, to) = self.slots_of(block).unwrap_or_default();
            put_length(&mut bytes, beginning.len());
            bytes.extend_from_slice(beginning);
            put_length(&mut bytes, (to - from) as usize);
        }
        bytes
    }

    /// Reads it back; `None` when the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut index = Self::default();
        let (mut at, mut slot) = (0, 0_u32);
        while at < bytes.len() {
            let length = length_at(bytes, &mut at)?;
            let beginning = bytes.get(at..at.checked_add(length)?)?;
            at += length;
            let slots = length_at(bytes, &mut at)?;
            slot = slot.checked_add(u32::try_from(slots).ok()?)?;
            index.push_beginning(beginning, slot);
        }
        Some(index)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_is_looked_for_in_its_block(keys: BTreeSet<Vec<u8>>, per_block in 1..4_usize) {
            let keys = Vec::from_iter(keys);
            let mut index = Index::default();
            let mut last: &[u8] = &[];
            for (block, of_block) in keys.chunks(per_block).enumerate() {
                index.push(last, &of_block[0], block as u32 * 2 + 2);
                last = of_block.last().unwrap();
            }
            let index = Index::from_bytes(&index.bytes()).unwrap();
            for (number, key) in keys.iter().enumerate() {
                let block = number / per_block;
                prop_assert_eq!(index.block_of(key), block);
                prop_assert_eq!(index.slots_of(block), Some((block as u32 * 2, block as u32 * 2 + 2)));
            }
            prop_assert_eq!(index.slots_of(index.len()), None);
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = Index::from_bytes(&bytes);
        }
    }
}
