//! Neighbouring entries of a run as one piece of bytes. Each entry: how much of its key is that of the entry before, how much
//! follows, the length of the value and one (0: the key went), the rest of the key, the value. Lengths are written as
//! [`put_length`] does.

use std::ops::Range;

use super::pack::{length_at, put_length};

/// A block that is being filled.
#[derive(Debug, Default)]
pub struct Filling {
    raw: Vec<u8>,
    last: Vec<u8>,
}

impl Filling {
    /// Puts an entry behind the others; its key is greater than theirs.
    pub fn push(&mut self, key: &[u8], value: Option<&[u8]>) {
        let shared = match self.raw.is_empty() {
            true => 0,
            false => shared(&self.last, key),
        };
        put_length(&mut self.raw, shared);
        put_length(&mut self.raw, key.len() - shared);
        put_length(&mut self.raw, value.map_or(0, |value| value.len() + 1));
        self.raw.extend_from_slice(&key[shared..]);
        self.raw.extend_from_slice(value.unwrap_or_default());
        self.last.truncate(shared);
        self.last.extend_from_slice(&key[shared..]);
    }

    /// The last key that was pushed, also into a block before.
    pub fn last(&self) -> &[u8] {
        &self.last
    }

    /// Its bytes so far.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Begins the next block.
    pub fn clear(&mut self) {
        self.raw.clear();
    }
}

/// How many bytes two keys have in common at their beginning.
pub fn shared(one: &[u8], two: &[u8]) -> usize {
    one.iter().zip(two).take_while(|(a, b)| a == b).count()
}

/// Reads a block, entry by entry.
#[derive(Debug)]
pub struct Reading {
    raw: Vec<u8>,
    /// Behind the entry that it stands at.
    at: usize,
    key: Vec<u8>,
    value: Option<Range<usize>>,
}

impl Reading {
    /// Stands before the first entry.
    pub fn new(raw: Vec<u8>) -> Self {
        Self {
            raw,
            at: 0,
            key: Vec::new(),
            value: None,
        }
    }

    /// Goes to the next entry; `false` at the end, `None` where the bytes are no block.
    pub fn advance(&mut self) -> Option<bool> {
        if self.at == self.raw.len() {
            return Some(false);
        }
        let mut at = self.at;
        let shared = length_at(&self.raw, &mut at)?;
        let further = length_at(&self.raw, &mut at)?;
        let value = length_at(&self.raw, &mut at)?;
        let rest = self.raw.get(at..at.checked_add(further)?)?;
        if shared > self.key.len() {
            return None;
        }
        self.key.truncate(shared);
        self.key.extend_from_slice(rest);
        at += further;
        self.value = match value.checked_sub(1) {
            None => None,
            Some(length) => {
                let from = at;
                at = at.checked_add(length).filter(|&to| to <= self.raw.len())?;
                Some(from..at)
            }
        };
        self.at = at;
        Some(true)
    }

    /// The key it stands at.
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    /// The value it stands at; `None` for a key that went.
    pub fn value(&self) -> Option<&[u8]> {
        self.value.as_ref().map(|range| &self.raw[range.clone()])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn entries_read_back(entries: BTreeMap<Vec<u8>, Option<Vec<u8>>>) {
            let mut filling = Filling::default();
            // What stood in the block before must not shine through.
            filling.push(b"before", None);
            filling.clear();
            for (key, value) in &entries {
                filling.push(key, value.as_deref());
            }
            let mut reading = Reading::new(filling.raw().to_vec());
            for (key, value) in &entries {
                prop_assert_eq!(reading.advance(), Some(true));
                prop_assert_eq!((reading.key(), reading.value()), (key.as_slice(), value.as_deref()));
            }
            prop_assert_eq!(reading.advance(), Some(false));
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let mut reading = Reading::new(bytes);
            while reading.advance() == Some(true) {
                let _ = (reading.key(), reading.value());
            }
        }
    }
}
