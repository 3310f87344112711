//! What the commits since the last flush changed, in memory and in the order of keys (a memtable). A key that went stands in
//! it too, so that what the runs below say of it does not count (a tombstone).

use std::collections::BTreeMap;
use std::collections::btree_map::Range;
use std::ops::Bound;

/// What a commit does to one key: its new value, or none when it goes.
pub type Effect = (Vec<u8>, Option<Vec<u8>>);

/// Bytes that an entry takes in memory besides its key and value.
const OVERHEAD: usize = 96;

/// The changes since the last flush.
#[derive(Debug, Default)]
pub struct Table {
    entries: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
    bytes: usize,
}

impl Table {
    /// Notes what a key is now.
    pub fn put(&mut self, (key, value): Effect) {
        let length = key.len();
        self.bytes += length + OVERHEAD + value.as_ref().map_or(0, Vec::len);
        if let Some(before) = self.entries.insert(key, value) {
            self.bytes -= length + OVERHEAD + before.map_or(0, |value| value.len());
        }
    }

    /// What it says of a key; `None` when it says nothing.
    pub fn get(&self, key: &[u8]) -> Option<Option<&[u8]>> {
        self.entries.get(key).map(Option::as_deref)
    }

    /// What it says from a key on.
    pub fn from(&self, key: &[u8]) -> TableCursor<'_> {
        let bounds: (Bound<&[u8]>, Bound<&[u8]>) = (Bound::Included(key), Bound::Unbounded);
        let mut rest = self.entries.range::<[u8], _>(bounds);
        TableCursor {
            current: rest.next(),
            rest,
        }
    }

    /// How many keys it says something of.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Bytes that it takes in memory, about.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

/// A place in a table.
pub struct TableCursor<'a> {
    current: Option<(&'a Vec<u8>, &'a Option<Vec<u8>>)>,
    rest: Range<'a, Vec<u8>, Option<Vec<u8>>>,
}

impl TableCursor<'_> {
    /// The key it stands at; `None` at the end.
    pub fn key(&self) -> Option<&[u8]> {
        self.current.map(|(key, _)| key.as_slice())
    }

    /// The value it stands at; `None` for a key that went.
    pub fn value(&self) -> Option<&[u8]> {
        self.current.and_then(|(_, value)| value.as_deref())
    }

    /// Goes to the next key.
    pub fn advance(&mut self) {
        self.current = self.rest.next();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_last_counts_and_its_bytes_alone() {
        let mut table = Table::default();
        table.put((b"k".to_vec(), Some(b"long before".to_vec())));
        table.put((b"k".to_vec(), Some(b"v".to_vec())));
        assert_eq!(table.get(b"k"), Some(Some(&b"v"[..])));
        assert_eq!((table.len(), table.bytes()), (1, 2 + OVERHEAD));
        table.put((b"k".to_vec(), None));
        assert_eq!(table.get(b"k"), Some(None));
        assert_eq!((table.len(), table.bytes()), (1, 1 + OVERHEAD));
        assert_eq!(table.get(b"other"), None);
    }
}
