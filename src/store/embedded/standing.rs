//! Where something stands in the journal and how many records that adds up to: said by the state of itself after every
//! commit, and by `book.json` at every checkpoint. The two and the journal are held against each other at opening.

use std::collections::BTreeMap;

use blake3::Hash;
use serde::{Deserialize, Serialize};

use super::journal::{Mark, Place, Written};
use crate::account::record::Kind;

/// Up to where, and how much that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Words", try_from = "Words")]
pub(super) struct Standing {
    pub(super) mark: Mark,
    /// Records of each kind; a kind without records may be missing.
    counts: BTreeMap<Kind, u64>,
}

/// As it is written.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Words {
    /// The last entry of the journal.
    sequence: u64,
    /// Its hash, in hexadecimal.
    head: String,
    /// Where it ends.
    segment: u64,
    offset: u64,
    /// Records by kind.
    counts: BTreeMap<Kind, u64>,
}

impl Standing {
    /// Of a book without entries.
    pub(super) fn beginning() -> Self {
        Self {
            mark: Mark::BEGINNING,
            counts: BTreeMap::new(),
        }
    }

    /// How many records of a kind there are.
    pub(super) fn count(&self, kind: Kind) -> u64 {
        self.counts.get(&kind).copied().unwrap_or(0)
    }

    /// How many records of each kind there are; a kind without records may be missing.
    pub(super) fn counts(&self) -> &BTreeMap<Kind, u64> {
        &self.counts
    }

    /// Where it stands once an entry that ends at a mark is taken over.
    #[must_use]
    pub(super) fn after(&self, written: &Written<'_>, mark: Mark) -> Self {
        let mut after = Self {
            mark,
            counts: self.counts.clone(),
        };
        for change in &written.changes {
            after.change(
                change.key.kind,
                change.before.is_some(),
                change.after.is_some(),
            );
        }
        after
    }

    /// Counts a record that came, or went.
    pub(super) fn change(&mut self, kind: Kind, was_there: bool, is_there: bool) {
        let count = self.counts.entry(kind).or_default();
        match (was_there, is_there) {
            (false, true) => *count += 1,
            (true, false) => *count = count.saturating_sub(1),
            _ => {}
        }
    }

    /// Whether both are of the same book at the same moment.
    pub(super) fn agrees_with(&self, other: &Standing) -> bool {
        self.mark.hash == other.mark.hash && self.counts_as(other)
    }

    /// Whether both have the same number of records of every kind.
    pub(super) fn counts_as(&self, other: &Standing) -> bool {
        Kind::ALL
            .into_iter()
            .all(|kind| self.count(kind) == other.count(kind))
    }
}

impl From<Standing> for Words {
    fn from(standing: Standing) -> Self {
        Self {
            sequence: standing.mark.sequence,
            head: standing.mark.hash.to_hex().to_string(),
            segment: standing.mark.place.segment,
            offset: standing.mark.place.offset,
            counts: standing.counts,
        }
    }
}

impl TryFrom<Words> for Standing {
    type Error = blake3::HexError;

    fn try_from(words: Words) -> Result<Self, Self::Error> {
        Ok(Self {
            mark: Mark {
                sequence: words.sequence,
                hash: Hash::from_hex(words.head)?,
                place: Place {
                    segment: words.segment,
                    offset: words.offset,
                },
            },
            counts: words.counts,
        })
    }
}
