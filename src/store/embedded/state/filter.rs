//! Tells of most keys that a run does not have that it does not have them, without a look into its blocks (a Bloom filter).
//! It is part of what is on the disk: how a key sets its bits never changes within a format of the state.

use siphasher::sip::SipHasher13;

use crate::store::embedded::keys::looked_up_by;

/// Bits for each key: one look in a hundred into a run that does not have the key is made for nothing.
const BITS: u64 = 10;
/// Bits that a key sets, the best number for as many.
const SET: u64 = 7;

/// A key as filters see it: indexes by what they are looked up by.
#[derive(Debug, Clone, Copy)]
pub struct Print(u64);

impl Print {
    /// Of a key, or of what keys of an index are looked up by.
    pub fn of(key: &[u8]) -> Self {
        Self(SipHasher13::new_with_keys(0, 0).hash(looked_up_by(key)))
    }

    fn bits(self, of: u64) -> impl Iterator<Item = u64> {
        let (first, step) = (self.0 & 0xFFFF_FFFF, (self.0 >> 32) | 1);
        (0..SET).map(move |nth| {
            let mixed = first.wrapping_add(nth.wrapping_mul(step)) & 0xFFFF_FFFF;
            (mixed * of) >> 32
        })
    }
}

/// The filter of one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter(Vec<u8>);

impl Filter {
    /// An empty one for up to so many keys. More only make it say «perhaps» more often.
    pub fn for_keys(keys: u64) -> Self {
        let bytes = (keys.max(1) * BITS / 8 + 1).min(1 << 28);
        Self(vec![0; bytes as usize])
    }

    /// From its bytes; `None` when they are none.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        (!bytes.is_empty() && bytes.len() <= 1 << 28).then_some(Self(bytes))
    }

    /// As it is kept.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Adds a key.
    pub fn add(&mut self, print: Print) {
        for bit in print.bits(self.0.len() as u64 * 8) {
            self.0[(bit / 8) as usize] |= 1_u8 << (bit % 8);
        }
    }

    /// `false`: the run has no such key.
    pub fn may_have(&self, print: Print) -> bool {
        let mut bits = print.bits(self.0.len() as u64 * 8);
        bits.all(|bit| self.0[(bit / 8) as usize] & (1 << (bit % 8)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(number: u32) -> Print {
        Print::of(format!("rc{number}").as_bytes())
    }

    #[test]
    fn what_was_added_is_never_denied_and_little_else_is_granted() {
        let mut filter = Filter::for_keys(10_000);
        (0..10_000).for_each(|number| filter.add(print(number)));
        let filter = Filter::from_bytes(filter.bytes().to_vec()).unwrap();
        assert!((0..10_000).all(|number| filter.may_have(print(number))));
        let wrong = (10_000..20_000).filter(|&number| filter.may_have(print(number)));
        assert!(wrong.count() < 200);
    }

    #[test]
    fn the_bits_of_a_key_are_those_on_the_disk() {
        let bits: Vec<u64> = Print::of(b"rckey").bits(1_000_000).collect();
        assert_eq!(
            bits,
            [
                891_020, 898_397, 905_773, 913_149, 920_525, 927_901, 935_278
            ]
        );
    }
}
