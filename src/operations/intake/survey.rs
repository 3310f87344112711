//! The first look at a whole file: how many records it has, and which of them stand in it more than once.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::account::record::RecordKey;

/// What a first look at the whole file found.
#[derive(Default)]
pub(in crate::operations) struct Survey {
    pub(super) records: u64,
    seen: HashSet<u64>,
    pub(super) repeated: HashSet<u64>,
}

impl Survey {
    /// Notes one record, by its name when it has one.
    pub(in crate::operations) fn note(&mut self, key: Option<&RecordKey>) {
        self.records += 1;
        if let Some(key) = key
            && !self.seen.insert(short(key))
        {
            self.repeated.insert(short(key));
        }
    }

    /// How many records there are.
    pub(in crate::operations) fn records(&self) -> u64 {
        self.records
    }
}

/// A million names must fit: one that only seems to come again costs nothing but a little memory.
pub(in crate::operations) fn short(key: &RecordKey) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
