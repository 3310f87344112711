//! Who was found, in the order of lists: one bit for each row of the base, and between them the rows of the layers above.

use std::sync::Arc;

use crate::account::record::RecordKey;

use super::Users;
use super::query::UsersQuery;
use super::scan::{AskUsers, CHUNK, search, search_first};

/// Words of bits between two counts.
const GROUP: usize = 8;

/// Bases of so many rows are looked through before the first of them could be shown.
const SMALL: usize = if cfg!(test) { CHUNK } else { 50_000 };

/// The users that a query found, as the book was when it was asked. Clones are cheap.
#[derive(Debug, Clone)]
pub struct UserHits(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    users: Arc<Users>,
    query: UsersQuery,
    found: Found,
    is_whole: bool,
}

/// Rows that were found.
#[derive(Debug)]
pub(super) struct Found {
    words: Vec<u64>,
    /// How many bits stand before each group of words, and at the end.
    counts: Vec<u32>,
    uppers: Vec<Upper>,
    all: usize,
}

/// A row of a layer above the base.
#[derive(Debug, Clone, Copy)]
pub(super) struct Upper {
    /// The first row of the base that stands behind it.
    pub(super) before: u32,
    pub(super) layer: u32,
    pub(super) row: u32,
}

impl UserHits {
    /// Searches. Who was found before is used where the new query only narrows the old one. `None` when it was cancelled.
    pub fn find(users: &Arc<Users>, ask: AskUsers<'_>, before: Option<&UserHits>) -> Option<Self> {
        let before = before.map(|hits| hits.0.as_ref()).filter(|before| {
            let is_same = Arc::ptr_eq(&before.users, users);
            is_same && before.is_whole && ask.query.narrows(&before.query)
        });
        let found = search(users, ask, before.map(|before| &before.found))?;
        Some(Self::of(users, ask, found, true))
    }

    /// The first so many, when they can be had long before all are found; `None` where [`UserHits::find`] answers as soon.
    pub fn first(users: &Arc<Users>, ask: AskUsers<'_>, count: usize) -> Option<Self> {
        if users.base.block.len() < SMALL {
            return None;
        }
        let found = search_first(users, ask, count)?;
        Some(Self::of(users, ask, found, false))
    }

    fn of(users: &Arc<Users>, ask: AskUsers<'_>, found: Found, is_whole: bool) -> Self {
        Self(Arc::new(Inner {
            users: Arc::clone(users),
            query: ask.query.clone(),
            found,
            is_whole,
        }))
    }

    /// Whether all that are found are here, and not only the first of them.
    pub fn is_whole(&self) -> bool {
        self.0.is_whole
    }

    /// How many.
    pub fn len(&self) -> usize {
        let found = &self.0.found;
        found.base() + found.uppers.len()
    }

    /// Whether nobody was found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many there are without the query.
    pub fn of_all(&self) -> usize {
        self.0.found.all
    }

    /// Up to `count` keys from a place on, counted from 0.
    pub fn page(&self, from: usize, count: usize) -> Vec<RecordKey> {
        let (found, users) = (&self.0.found, &self.0.users);
        let mut upper = found.uppers_before(from);
        let mut row = found.select(from - upper.min(from));
        let mut keys = Vec::new();
        while keys.len() < count {
            let next = found.uppers.get(upper);
            match (row, next) {
                (Some(at), next) if next.is_none_or(|next| next.before as usize > at) => {
                    keys.push(users.base.block.key(at));
                    row = found.after(at);
                }
                (_, Some(next)) => {
                    let layer = users.layer(next.layer as usize);
                    keys.push(layer.block.key(next.row as usize));
                    upper += 1;
                }
                (_, None) => break,
            }
        }
        keys
    }

    /// Where a user stands, counted from 0.
    pub fn position(&self, key: &RecordKey) -> Option<usize> {
        let (found, users) = (&self.0.found, &self.0.users);
        let (layer, row) = users.find(key)?;
        if layer == 0 {
            let uppers = found
                .uppers
                .partition_point(|upper| upper.before as usize <= row);
            return found.contains(row).then(|| found.rank(row) + uppers);
        }
        let is_it = |upper: &Upper| (upper.layer as usize, upper.row as usize) == (layer, row);
        let place = found.uppers.iter().position(is_it)?;
        Some(found.rank(found.uppers[place].before as usize) + place)
    }
}

impl Found {
    pub(super) fn new(words: Vec<u64>, uppers: Vec<Upper>, all: usize) -> Self {
        let mut counts = Vec::with_capacity(words.len().div_ceil(GROUP) + 1);
        let mut sum = 0;
        for group in words.chunks(GROUP) {
            counts.push(sum);
            sum += group.iter().map(|word| word.count_ones()).sum::<u32>();
        }
        counts.push(sum);
        Self {
            words,
            counts,
            uppers,
            all,
        }
    }

    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// How many rows of the base.
    fn base(&self) -> usize {
        self.counts.last().map_or(0, |sum| *sum as usize)
    }

    fn contains(&self, row: usize) -> bool {
        let word = self.words.get(row / 64);
        word.is_some_and(|word| word & (1 << (row % 64)) != 0)
    }

    /// How many rows of the base are found before a row.
    fn rank(&self, row: usize) -> usize {
        let word = row / 64;
        if word >= self.words.len() {
            return self.base();
        }
        let group = word / GROUP;
        let words = &self.words[group * GROUP..word];
        let whole: u32 = words.iter().map(|word| word.count_ones()).sum();
        let below = self.words[word] & ((1 << (row % 64)) - 1);
        (self.counts[group] + whole + below.count_ones()) as usize
    }

    /// The row of the base before which so many are found.
    fn select(&self, number: usize) -> Option<usize> {
        if number >= self.base() {
            return None;
        }
        let group = self.counts.partition_point(|sum| *sum as usize <= number) - 1;
        let mut left = number - self.counts[group] as usize;
        let words = self.words.iter().enumerate().skip(group * GROUP);
        for (place, word) in words {
            let here = word.count_ones() as usize;
            if left >= here {
                left -= here;
                continue;
            }
            let mut rest = *word;
            for _ in 0..left {
                rest &= rest - 1;
            }
            return Some(place * 64 + rest.trailing_zeros() as usize);
        }
        None
    }

    /// The next row of the base behind one.
    fn after(&self, row: usize) -> Option<usize> {
        let first = (row + 1) / 64;
        let mut rest = self.words.get(first)? & (u64::MAX << ((row + 1) % 64));
        let mut place = first;
        while rest == 0 {
            place += 1;
            rest = *self.words.get(place)?;
        }
        Some(place * 64 + rest.trailing_zeros() as usize)
    }

    /// How many rows of upper layers stand before a place of the whole list.
    fn uppers_before(&self, place: usize) -> usize {
        let (mut low, mut high) = (0, self.uppers.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.rank(self.uppers[middle].before as usize) + middle < place {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
