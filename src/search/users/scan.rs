//! Looks through the users for those of a query: chunk by chunk of the base on all cores, each condition only where the ones
//! before it left something. Where little is left rows are asked one by one, else the texts of the chunk are run through.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;

use crate::account::record::CustomerId;

use super::super::bits::Bits;
use super::super::cancel::Cancel;
use super::super::initials::Wanted;
use super::super::query::Sense;
use super::super::scan::{let_others_run, on_all_cores};
use super::block::{UserBlock, packed};
use super::found::{Found, Upper};
use super::query::{Term, Test, UsersQuery};
use super::word::{Word, homes_with, known_letters_of};
use super::{Layer, Users};

/// Rows that are looked through between two looks at the cancel; whole words of bits.
pub(super) const CHUNK: usize = if cfg!(test) { 64 } else { 16_384 };

/// Chunks that are looked through for the first rows.
const FIRST_CHUNKS: usize = 12;

/// A chunk with fewer rows left than one in so many is asked row by row.
const FEW: u32 = 16;

/// Finds the customers of a `customer:` filter; `None` when it was cancelled.
pub type FindCustomers<'a> = dyn Fn(&str, &Cancel) -> Option<Vec<CustomerId>> + 'a;

/// What is asked of the users.
#[derive(Clone, Copy)]
pub struct AskUsers<'a> {
    /// Whom to find.
    pub query: &'a UsersQuery,
    /// Now: whoever was deleted too long ago is not there.
    pub now: Timestamp,
    /// Finds the customers of a `customer:` filter.
    pub customers: &'a FindCustomers<'a>,
    /// Stops it.
    pub cancel: &'a Cancel,
}

/// A query made ready for a layer.
pub(super) struct Scan<'a> {
    layer: &'a Layer,
    conditions: Vec<(Sense, Condition)>,
    /// Rows of those that are gone for good.
    purged: Bits,
}

enum Condition {
    Word(Word),
    Name(Wanted, u32),
    /// Of the home.
    Home(Bits),
    Deleted(Bits),
}

/// The customers of each `customer:` filter of a query, so that they are looked for once.
pub(super) type Customers = Vec<Vec<Vec<u8>>>;

pub(super) fn customers_of(ask: AskUsers<'_>) -> Option<Customers> {
    let texts = ask.query.terms.iter().filter_map(|term| match &term.test {
        Test::Customer(text) => Some(text),
        _ => None,
    });
    let found = texts.map(|text| {
        let ids = (ask.customers)(text, ask.cancel)?;
        let mut ids: Vec<Vec<u8>> = ids.iter().map(|id| packed(id.as_str())).collect();
        ids.sort_unstable();
        Some(ids)
    });
    found.collect()
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        users: &Users,
        layer: &'a Layer,
        ask: AskUsers<'_>,
        customers: &Customers,
    ) -> Self {
        let block = layer.block.as_ref();
        let mut customers = customers.iter();
        let mut condition = |term: &Term| match &term.test {
            Test::Word(word) => Condition::Word(Word::new(word, &users.suffix, block)),
            Test::Name(text) => {
                let wanted = Wanted::new(text);
                let letters = known_letters_of(text, &wanted);
                Condition::Name(wanted, letters)
            }
            Test::Domain(text) => Condition::Home(homes_with(&block.homes, text, &users.suffix)),
            Test::Customer(_) => {
                Condition::Home(homes_of(block, customers.next().map_or(&[], Vec::as_slice)))
            }
            Test::IsDeleted(is_deleted) => {
                let mut rows = Bits::new(block.len());
                let deleted = block.deleted.iter().map(|one| one.row as usize);
                deleted.for_each(|row| rows.insert(row));
                match is_deleted {
                    true => Condition::Deleted(rows),
                    false => Condition::Deleted(others(&rows)),
                }
            }
        };
        let terms = ask.query.terms.iter();
        let mut conditions: Vec<_> = terms
            .map(|term| (term.sense, condition(term)))
            .filter(|(sense, condition)| *sense == Sense::Without || !condition.is_everywhere())
            .collect();
        // The dear ones last: they are asked of fewest.
        conditions.sort_by_key(|(_, condition)| condition.cost());
        let mut purged = Bits::new(block.len());
        let gone = block.deleted.iter().filter(|one| one.is_purged(ask.now));
        gone.for_each(|one| purged.insert(one.row as usize));
        Self {
            layer,
            conditions,
            purged,
        }
    }

    /// How many rows there are without the query.
    pub(super) fn all(&self) -> usize {
        let purged = 0..self.layer.block.len();
        let living = self.layer.living();
        if self.purged.count() == 0 {
            return living;
        }
        let gone =
            purged.filter(|row| self.purged.contains(*row) && !self.layer.dead.contains(*row));
        living - gone.count()
    }

    /// The rows found, one bit each; only among those given before. `None` when it was cancelled.
    pub(super) fn rows(&self, before: Option<&[u64]>, cancel: &Cancel) -> Option<Vec<u64>> {
        let rows = self.layer.block.len();
        let chunks = rows.div_ceil(CHUNK);
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while !cancel.is_cancelled() {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= chunks {
                    break;
                }
                done.push((number, self.chunk(number, before)));
                let_others_run();
            }
            done
        };
        let mut done = on_all_cores(chunks, &work);
        if cancel.is_cancelled() {
            return None;
        }
        done.sort_unstable_by_key(|(number, _)| *number);
        let mut words = Vec::with_capacity(rows.div_ceil(64));
        done.into_iter().for_each(|(_, chunk)| words.extend(chunk));
        Some(words)
    }

    /// The first so many rows found, and how many rows were looked through; `None` when they do not stand near the
    /// beginning.
    pub(super) fn first(&self, count: usize, cancel: &Cancel) -> Option<(Vec<u64>, usize)> {
        let rows = self.layer.block.len();
        let mut words = Vec::new();
        let mut found = 0;
        for number in 0..rows.div_ceil(CHUNK).min(FIRST_CHUNKS) {
            if cancel.is_cancelled() {
                return None;
            }
            let chunk = self.chunk(number, None);
            found += chunk.iter().map(|word| word.count_ones()).sum::<u32>() as usize;
            words.extend(chunk);
            if found >= count {
                return Some((words, ((number + 1) * CHUNK).min(rows)));
            }
        }
        (rows <= FIRST_CHUNKS * CHUNK).then_some((words, rows))
    }

    /// Whether a living row is found.
    pub(super) fn admits(&self, row: usize) -> bool {
        !self.layer.dead.contains(row)
            && !self.purged.contains(row)
            && self
                .conditions
                .iter()
                .all(|(sense, condition)| sense.wants(condition.holds(&self.layer.block, row)))
    }

    fn chunk(&self, number: usize, before: Option<&[u64]>) -> Vec<u64> {
        let rows = number * CHUNK..((number + 1) * CHUNK).min(self.layer.block.len());
        let first = rows.start / 64;
        let mut left: Vec<u64> = (first..rows.end.div_ceil(64))
            .map(|word| {
                let beyond = (word + 1) * 64;
                let within = u64::MAX >> beyond.saturating_sub(rows.end).min(63);
                let asked = before.map_or(within, |before| before[word]);
                asked & !self.layer.dead.word(word) & !self.purged.word(word)
            })
            .collect();
        for (sense, condition) in &self.conditions {
            let many: u32 = left.iter().map(|word| word.count_ones()).sum();
            if many == 0 {
                break;
            }
            if many * FEW < rows.len() as u32 || !condition.is_run_through() {
                self.ask_each(&mut left, rows.start, |row| {
                    sense.wants(condition.holds(&self.layer.block, row))
                });
                continue;
            }
            let holding = condition.run(&self.layer.block, rows.clone());
            for (left, holding) in left.iter_mut().zip(holding) {
                *left &= match sense {
                    Sense::With => holding,
                    Sense::Without => !holding,
                };
            }
        }
        left
    }

    fn ask_each(&self, left: &mut [u64], start: usize, is_found: impl Fn(usize) -> bool) {
        for (place, word) in left.iter_mut().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                if !is_found(start + place * 64 + bit) {
                    *word &= !(1 << bit);
                }
            }
        }
    }
}

impl Condition {
    fn is_everywhere(&self) -> bool {
        match self {
            Condition::Word(word) => word.is_everywhere(),
            Condition::Home(homes) => homes.count() == homes.rows(),
            Condition::Name(..) | Condition::Deleted(_) => false,
        }
    }

    fn cost(&self) -> u32 {
        match self {
            Condition::Deleted(_) => 0,
            Condition::Home(_) => 1,
            // What has most letters is found least often.
            Condition::Word(word) => 100 - word.letters.count_ones(),
            Condition::Name(_, letters) => 100 - letters.count_ones(),
        }
    }

    /// Whether it is quicker looked for in the texts of many rows at once.
    fn is_run_through(&self) -> bool {
        matches!(self, Condition::Word(_))
    }

    fn holds(&self, block: &UserBlock, row: usize) -> bool {
        match self {
            Condition::Word(word) => word.is_in(block, row),
            Condition::Name(wanted, letters) => {
                block.letters[row] & letters == *letters && wanted.find(block.name(row)).is_some()
            }
            Condition::Home(homes) => homes.contains(block.of[row] as usize),
            Condition::Deleted(rows) => rows.contains(row),
        }
    }

    fn run(&self, block: &UserBlock, rows: Range<usize>) -> Vec<u64> {
        let mut holding = vec![0_u64; rows.len().div_ceil(64)];
        let start = rows.start;
        if let Condition::Word(word) = self {
            word.each_in(block, rows, |row| {
                let at = row - start;
                holding[at / 64] |= 1 << (at % 64);
            });
        }
        holding
    }
}

/// The homes of some customers, which are in order.
fn homes_of(block: &UserBlock, customers: &[Vec<u8>]) -> Bits {
    let mut homes = Bits::new(block.homes.customers.len());
    for home in 0..homes.rows() {
        let id = block.homes.customers.get(home);
        if customers
            .binary_search_by(|known| known.as_slice().cmp(id))
            .is_ok()
        {
            homes.insert(home);
        }
    }
    homes
}

fn others(rows: &Bits) -> Bits {
    let mut others = Bits::new(rows.rows());
    (0..rows.rows())
        .filter(|row| !rows.contains(*row))
        .for_each(|row| others.insert(row));
    others
}

/// The rows found in the layers above the base, in order, up to a row of the base.
pub(super) fn uppers(users: &Users, scans: &[Scan<'_>], end: u32) -> Vec<Upper> {
    let mut found: Vec<Upper> = Vec::new();
    for (number, scan) in scans.iter().enumerate() {
        let rows = 0..scan.layer.block.len();
        found.extend(rows.filter(|row| scan.admits(*row)).map(|row| Upper {
            before: scan.layer.before[row],
            layer: number as u32 + 1,
            row: row as u32,
        }));
    }
    found.retain(|upper| upper.before <= end);
    let block = |upper: &Upper| &users.layer(upper.layer as usize).block;
    found.sort_by(|a, b| {
        let rows = || block(a).compare(a.row as usize, block(b), b.row as usize);
        a.before.cmp(&b.before).then_with(rows)
    });
    found
}

/// Everything that is found. `None` when it was cancelled.
pub(super) fn search(users: &Users, ask: AskUsers<'_>, before: Option<&Found>) -> Option<Found> {
    let customers = customers_of(ask)?;
    let base = Scan::new(users, &users.base, ask, &customers);
    let above = users.above.iter();
    let above: Vec<Scan<'_>> = above
        .map(|layer| Scan::new(users, layer, ask, &customers))
        .collect();
    let rows = base.rows(before.map(Found::words), ask.cancel)?;
    let uppers = uppers(users, &above, u32::MAX);
    let all = base.all() + above.iter().map(Scan::all).sum::<usize>();
    Some(Found::new(rows, uppers, all))
}

/// The first so many that are found, when they are found long before all. `None` otherwise, and when it was cancelled.
pub(super) fn search_first(users: &Users, ask: AskUsers<'_>, count: usize) -> Option<Found> {
    let customers = customers_of(ask)?;
    let base = Scan::new(users, &users.base, ask, &customers);
    let above = users.above.iter();
    let above: Vec<Scan<'_>> = above
        .map(|layer| Scan::new(users, layer, ask, &customers))
        .collect();
    let (rows, end) = base.first(count, ask.cancel)?;
    let uppers = uppers(users, &above, end as u32);
    let all = base.all() + above.iter().map(Scan::all).sum::<usize>();
    Some(Found::new(rows, uppers, all))
}
