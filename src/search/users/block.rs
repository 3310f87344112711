//! A block of users: rows as columns, in the order of lists. It never changes.
//!
//! The searched text of a row is folded: display name, [`FIELD`], what stands before the `@` of the sign-in name, [`LOCAL`],
//! further names. What stands behind the `@` is nearly always the same for all users of a customer: it is the row's *home*,
//! a customer and a domain, each pair once.

use std::cmp::Ordering;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use uuid::Uuid;

use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::account::user::purged_at;

use super::super::bits::Bits;
use super::super::block::{FIELD, Source, Texts, invalid, numbers_into};
use super::build::Builder;

/// Ends the part of a sign-in name before the `@`.
pub(super) const LOCAL: u8 = 0x1e;
/// When somebody was deleted of whom nobody said when.
const SOMETIME: i64 = i64::MAX;

/// Users as columns.
#[derive(Debug, Default)]
pub(super) struct UserBlock {
    pub(super) searched: Texts,
    /// Which letters each searched text has, as [`super::word::letters_of`].
    pub(super) letters: Vec<u32>,
    pub(super) homes: Homes,
    /// The home of each row.
    pub(super) of: Vec<u32>,
    /// As [`packed`].
    pub(super) ids: Texts,
    /// Row numbers in the order of customer and ID.
    pub(super) by_key: Vec<u32>,
    /// Those that were deleted and may be restored, in order.
    pub(super) deleted: Vec<Deleted>,
}

/// A row that was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deleted {
    pub(super) row: u32,
    /// Microseconds since 1970.
    since: i64,
}

/// Pairs of customer and domain, in order.
#[derive(Debug, Default)]
pub(super) struct Homes {
    /// As [`packed`].
    pub(super) customers: Texts,
    /// With the `@` before it and the common suffix marked; empty where a sign-in name has no `@`.
    pub(super) domains: Texts,
    /// Which letters each domain has.
    pub(super) letters: Vec<u32>,
    /// Those that the last word found, and the word.
    pub(super) last: Mutex<Option<(String, Arc<Bits>)>>,
}

impl Deleted {
    pub(super) fn new(row: u32, since: Option<Timestamp>) -> Self {
        Self {
            row,
            since: since.map_or(SOMETIME, Timestamp::as_microsecond),
        }
    }

    /// The same in another row.
    pub(super) fn at(self, row: u32) -> Self {
        Self { row, ..self }
    }

    /// Gone for good at a time.
    pub(super) fn is_purged(self, now: Timestamp) -> bool {
        let since = Timestamp::from_microsecond(self.since);
        since.is_ok_and(|since| self.since != SOMETIME && purged_at(since) <= now)
    }
}

impl UserBlock {
    /// How many rows.
    pub(super) fn len(&self) -> usize {
        self.of.len()
    }

    /// The folded display name of a row.
    pub(super) fn name(&self, row: usize) -> &[u8] {
        let text = self.searched.get(row);
        let end = memchr::memchr(FIELD, text).unwrap_or(text.len());
        &text[..end]
    }

    /// The key of a row.
    pub(super) fn key(&self, row: usize) -> RecordKey {
        RecordKey {
            customer: CustomerId::new(&unpacked(self.customer(row))),
            kind: Kind::User,
            id: unpacked(self.ids.get(row)),
        }
    }

    /// The row with a key.
    pub(super) fn find(&self, key: &RecordKey) -> Option<usize> {
        let (customer, id) = (packed(key.customer.as_str()), packed(&key.id));
        let wanted = (customer.as_slice(), id.as_slice());
        let of = |row: &u32| {
            let row = *row as usize;
            (self.customer(row), self.ids.get(row))
        };
        let place = self.by_key.binary_search_by(|row| of(row).cmp(&wanted));
        Some(self.by_key[place.ok()?] as usize)
    }

    /// How two rows, of this block and of another, follow each other in lists.
    pub(super) fn compare(&self, row: usize, other: &Self, their: usize) -> Ordering {
        let names = self.name(row).cmp(other.name(their));
        let ids = || compare_ids(self.ids.get(row), other.ids.get(their));
        let customers = || compare_ids(self.customer(row), other.customer(their));
        names.then_with(ids).then_with(customers)
    }

    /// The first row that stands behind a row of another block.
    pub(super) fn place_of(&self, other: &Self, their: usize) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.compare(middle, other, their) == Ordering::Less {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.searched.write(out)?;
        numbers_into(out, self.letters.iter().copied())?;
        self.homes.customers.write(out)?;
        self.homes.domains.write(out)?;
        numbers_into(out, self.homes.letters.iter().copied())?;
        numbers_into(out, self.of.iter().copied())?;
        self.ids.write(out)?;
        numbers_into(out, self.by_key.iter().copied())?;
        numbers_into(out, self.deleted.iter().map(|one| one.row))?;
        numbers_into(out, self.deleted.iter().map(|one| one.since))
    }

    pub(super) fn read(from: &mut Source<'_>) -> io::Result<Self> {
        let mut block = Self {
            searched: Texts::read(from)?,
            letters: from.numbers()?,
            homes: Homes {
                customers: Texts::read(from)?,
                domains: Texts::read(from)?,
                letters: from.numbers()?,
                last: Mutex::default(),
            },
            of: from.numbers()?,
            ids: Texts::read(from)?,
            by_key: from.numbers()?,
            deleted: Vec::new(),
        };
        let (rows, since): (Vec<u32>, Vec<i64>) = (from.numbers()?, from.numbers()?);
        let has_both = rows.len() == since.len() && rows.is_sorted();
        let deleted = rows.into_iter().zip(since);
        block.deleted = deleted.map(|(row, since)| Deleted { row, since }).collect();
        let rows = block.len();
        let homes = block.homes.customers.len();
        let fits = [
            block.searched.len(),
            block.letters.len(),
            block.ids.len(),
            block.by_key.len(),
        ];
        let below = |numbers: &[u32], limit: usize| {
            let mut numbers = numbers.iter();
            numbers.all(|number| (*number as usize) < limit)
        };
        let is_whole = has_both
            && fits.into_iter().all(|length| length == rows)
            && block.homes.domains.len() == homes
            && block.homes.letters.len() == homes
            && below(&block.of, homes)
            && below(&block.by_key, rows)
            && block.deleted.iter().all(|one| (one.row as usize) < rows);
        is_whole.then_some(block).ok_or_else(invalid)
    }

    fn customer(&self, row: usize) -> &[u8] {
        self.homes.customers.get(self.of[row] as usize)
    }
}

/// The living rows of some blocks as one. No key lives in two of them.
pub(super) fn melted(parts: &[(&UserBlock, &Bits)]) -> UserBlock {
    let mut builder = Builder::default();
    for (block, dead) in parts {
        let mut deleted = block.deleted.iter().copied().peekable();
        for row in 0..block.len() {
            let since = deleted.next_if(|one| one.row as usize == row);
            if !dead.contains(row) {
                builder.push_row(block, row, since);
            }
        }
    }
    builder.finish()
}

/// A GUID as its bytes, anything else as it is, behind a byte that tells which.
pub(super) fn packed(id: &str) -> Vec<u8> {
    match Uuid::try_parse(id) {
        Ok(uuid) if uuid.hyphenated().to_string() == id => {
            [&[0], uuid.as_bytes().as_slice()].concat()
        }
        _ => [&[1], id.as_bytes()].concat(),
    }
}

fn unpacked(bytes: &[u8]) -> String {
    match bytes.split_first() {
        Some((0, guid)) => match guid.try_into() {
            Ok(guid) => Uuid::from_bytes(guid).hyphenated().to_string(),
            Err(_) => String::new(),
        },
        Some((_, id)) => String::from_utf8_lossy(id).into_owned(),
        None => String::new(),
    }
}

/// As their texts compare.
pub(super) fn compare_ids(one: &[u8], other: &[u8]) -> Ordering {
    match one.first() == other.first() {
        true => one.cmp(other),
        false => unpacked(one).cmp(&unpacked(other)),
    }
}
