//! What a query found, in the order that was asked for.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use crate::account::record::CustomerId;

use super::bits::Bits;
use super::cancel::Cancel;
use super::fuzzy;
use super::index::{Index, Removed};
use super::query::Query;
use super::row::Row;
use super::scan::{ReadRecord, Rows, Scan};
use super::sort::{Direction, Sort};
use super::trail::Trail;

/// Books of so many rows are looked through before the first of them could be shown.
const SMALL: usize = if cfg!(test) { 8 } else { 50_000 };

/// Rows found so far are asked again instead of all rows when they are this many times fewer.
const WORTH_NARROWING: usize = 4;

/// Up to so many rows are asked again at once, without anything noted ahead.
const FEW: usize = if cfg!(test) { 2 } else { 10_000 };

/// More places than this are not noted: 24 MB.
const MOST_PLACES: usize = 8 << 20;

/// So many known rows or places are looked at again before the first of them could be shown.
const SOON: usize = if cfg!(test) { 8 } else { 200_000 };

/// The rows that a query found, as the book was when it was asked. Clones are cheap.
#[derive(Debug, Clone)]
pub struct Hits(Arc<Found>);

#[derive(Debug)]
struct Found {
    index: Arc<Index>,
    query: Query,
    removed: Removed,
    /// Row numbers in the default order.
    plain: Arc<Vec<u32>>,
    /// The same in the order asked for.
    rows: Arc<Vec<u32>>,
    /// Where the text stands that leads to them, once it was looked ahead.
    trail: OnceLock<Trail>,
    members: OnceLock<Bits>,
}

/// What is asked of an index.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// Which rows.
    pub query: &'a Query,
    /// Whether removed customers count.
    pub removed: Removed,
    /// In which order.
    pub sort: Sort,
    /// Reads records, for conditions on paths.
    pub read: &'a ReadRecord<'a>,
    /// Stops it.
    pub cancel: &'a Cancel,
}

impl Hits {
    /// Searches. What was found before is used where the new query only narrows the old one. `None` when it was
    /// cancelled.
    pub fn find(index: &Arc<Index>, ask: Ask<'_>, before: Option<&Hits>) -> Option<Self> {
        let before = before.filter(|hits| hits.can_be_narrowed(index, ask));
        let before = before.map(|hits| hits.0.as_ref());
        if ask.query.is_fuzzy() {
            return Self::find_fuzzy(index, ask, before);
        }
        let plain = match before {
            Some(found) if found.query == *ask.query => Arc::clone(&found.plain),
            _ => {
                let order = |one: u32, other: u32| index.compare(one, other);
                joined(search(index, ask, before)?, order).into()
            }
        };
        let rows = if ask.sort == Sort::default() {
            Arc::clone(&plain)
        } else {
            sorted(index, &plain, ask.sort).into()
        };
        Some(Self(Arc::new(Found {
            index: Arc::clone(index),
            query: ask.query.clone(),
            removed: ask.removed,
            plain,
            rows,
            trail: OnceLock::new(),
            members: OnceLock::new(),
        })))
    }

    /// The same letter by letter: in the default order of the list the best come first.
    fn find_fuzzy(index: &Arc<Index>, ask: Ask<'_>, before: Option<&Found>) -> Option<Self> {
        let order = |one: u32, other: u32| index.compare(one, other);
        let candidates = joined(search(index, ask, before)?, order);
        let matches = fuzzy::matching(index, &ask.query.fuzzy, &candidates, ask.cancel)?;
        let rows = match ask.sort == Sort::default() {
            true => matches.best_first(),
            false => sorted(index, &matches.rows, ask.sort),
        };
        Some(Self(Arc::new(Found {
            index: Arc::clone(index),
            query: ask.query.clone(),
            removed: ask.removed,
            plain: matches.rows.into(),
            rows: rows.into(),
            trail: OnceLock::new(),
            members: OnceLock::new(),
        })))
    }

    /// The first rows of a search in the default order, when they can be had long before all are found; `None` where the
    /// whole answer comes as soon (as it may from what was found `before`), where it was cancelled, or where a customer who
    /// is to be kept in sight stands behind them: his place is known with the whole answer. These are not all that is
    /// found: nothing can be narrowed from them.
    pub fn first_rows(
        index: &Arc<Index>,
        ask: Ask<'_>,
        count: usize,
        keep: Option<&CustomerId>,
        before: Option<&Hits>,
    ) -> Option<Self> {
        let is_small = index.numbers() < SMALL;
        if ask.sort != Sort::default() || ask.query.is_fuzzy() || is_small {
            return None;
        }
        let before = before.filter(|hits| hits.can_be_narrowed(index, ask));
        if before.is_some_and(|hits| {
            hits.0
                .known_for(ask)
                .is_some_and(|known| known.len() < SOON)
        }) {
            return None;
        }
        let scan = Scan::new(index, ask, None);
        if scan.reads() {
            return None;
        }
        let mut rows = joined(scan.first(count)?, |one, other| index.compare(one, other));
        rows.truncate(count);
        let kept = keep.and_then(|id| index.number_of(id));
        if kept.is_some_and(|number| !rows.contains(&number) && scan.finds(number)) {
            return None;
        }
        let rows: Arc<Vec<u32>> = rows.into();
        Some(Self(Arc::new(Found {
            index: Arc::clone(index),
            query: ask.query.clone(),
            removed: ask.removed,
            plain: Arc::clone(&rows),
            rows,
            trail: OnceLock::new(),
            members: OnceLock::new(),
        })))
    }

    /// Notes what one letter more needs, so that it is answered at once: for the time in which nobody waits. The next key
    /// stops it, and is answered without.
    pub fn look_ahead(&self, cancel: &Cancel) {
        let found = &self.0;
        if found.plain.len() <= FEW || found.query.is_fuzzy() || found.trail.get().is_some() {
            return;
        }
        let ask = Ask {
            query: &found.query,
            removed: found.removed,
            sort: Sort::default(),
            read: &|_| None,
            cancel,
        };
        if let Some(trail) = Scan::new(&found.index, ask, None).trail(MOST_PLACES) {
            // Whoever was quicker noted the same.
            let _ = found.trail.set(trail);
        }
    }

    /// Whether they are not in the order of a column, because the best come first.
    pub fn is_best_first(&self, sort: Sort) -> bool {
        self.0.query.is_fuzzy() && sort == Sort::default()
    }

    /// Whether what is asked is among these.
    pub fn can_be_narrowed(&self, index: &Arc<Index>, ask: Ask<'_>) -> bool {
        Arc::ptr_eq(&self.0.index, index)
            && self.0.removed == ask.removed
            && ask.query.narrows(&self.0.query)
    }

    /// Bytes of memory that they take.
    pub fn bytes(&self) -> usize {
        let trail = self.0.trail.get().map_or(0, Trail::bytes);
        (self.0.plain.len() + self.0.rows.len()) * size_of::<u32>() + trail
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.rows.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.rows.is_empty()
    }

    /// Up to `count` rows from a place on, counted from 0.
    pub fn page(&self, from: usize, count: usize) -> Vec<Row> {
        let rows = self.0.rows.iter().skip(from).take(count);
        rows.map(|number| self.0.index.row_at(*number)).collect()
    }

    /// The place of the first row for which something holds that holds for all rows behind it.
    pub fn first(&self, holds: impl Fn(&Row) -> bool) -> usize {
        let rows = &self.0.rows;
        rows.partition_point(|number| !holds(&self.0.index.row_at(*number)))
    }

    /// Where a customer stands, counted from 0.
    pub fn position(&self, id: &CustomerId) -> Option<usize> {
        let number = self.0.index.number_of(id)?;
        self.0.rows.iter().position(|found| *found == number)
    }

    /// Whether a customer is among them; quicker than [`Hits::position`] when asked often.
    pub fn contains(&self, id: &CustomerId) -> bool {
        let members = self.0.members.get_or_init(|| {
            let mut members = Bits::new(self.0.index.numbers());
            let rows = self.0.rows.iter();
            rows.for_each(|number| members.insert(*number as usize));
            members
        });
        let number = self.0.index.number_of(id);
        number.is_some_and(|number| members.contains(number as usize))
    }
}

/// What is known of a query from the rows of a wider one.
enum Known<'a> {
    /// Only these rows come into question, and only what the wider query did not ask.
    Rows(&'a [u32]),
    /// Only rows at these places come into question.
    Places(&'a Trail),
}

impl Known<'_> {
    fn len(&self) -> usize {
        match self {
            Known::Rows(rows) => rows.len(),
            Known::Places(trail) => trail.len(),
        }
    }
}

impl Found {
    /// What is known of what is asked, which narrows this; `None` when all rows are looked at sooner.
    fn known_for(&self, ask: Ask<'_>) -> Option<Known<'_>> {
        let rows = Some(Known::Rows(&self.plain));
        if self.plain.len() <= FEW {
            return rows;
        }
        let whole = Scan::new(&self.index, ask, None);
        let leads = |trail: &&Trail| {
            whole
                .lead()
                .is_some_and(|lead| lead.starts_with(trail.lead()))
        };
        if let Some(trail) = self.trail.get().filter(leads) {
            return Some(Known::Places(trail));
        }
        let few = self.plain.len() * WORTH_NARROWING < self.index.numbers();
        let rest = Scan::new(&self.index, ask, Some(&self.query));
        // Letter by letter every row costs so much that the few found before are always worth it.
        let is_quicker = few || ask.query.is_fuzzy() || rest.lead().is_none();
        rows.filter(|_| is_quicker)
    }
}

fn search(index: &Index, ask: Ask<'_>, before: Option<&Found>) -> Option<Rows> {
    let known = before.and_then(|found| Some((found, found.known_for(ask)?)));
    match known {
        None => Scan::new(index, ask, None).all(),
        Some((_, Known::Places(trail))) => Scan::new(index, ask, None).along(trail),
        Some((found, Known::Rows(rows))) => Scan::new(index, ask, Some(&found.query)).among(rows),
    }
}

/// Puts rows in another order than the default one, in which they come.
fn sorted(index: &Index, plain: &[u32], sort: Sort) -> Vec<u32> {
    let suffix = index.suffix.as_bytes();
    let ends = |layer: &super::index::Layer| layer.first + layer.block.len() as u32;
    let layers = index.layers.iter().map(|layer| {
        let ours = plain
            .iter()
            .filter(|number| (layer.first..ends(layer)).contains(number));
        let rows: Vec<u32> = ours.map(|number| number - layer.first).collect();
        let mut rows = layer.block.sorted(rows, sort, suffix);
        rows.iter_mut().for_each(|row| *row += layer.first);
        rows
    });
    let layers: Vec<Vec<u32>> = layers.collect();
    joined(layers, |one, other| {
        let (ours, row) = index.place(one);
        let (theirs, their) = index.place(other);
        let by_column = ours
            .block
            .compare_by(sort.field, suffix, row, (&theirs.block, their));
        let by_column = match sort.direction {
            Direction::Ascending => by_column,
            Direction::Descending => by_column.reverse(),
        };
        by_column.then_with(|| ours.block.compare(row, &theirs.block, their))
    })
}

/// One list of several that are each in order. The later ones are small: each of their rows looks for its place.
fn joined(lists: Vec<Vec<u32>>, compare: impl Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let lists = lists.into_iter().rev();
    lists.fold(Vec::new(), |small, large| {
        if small.is_empty() || large.is_empty() {
            return if small.is_empty() { large } else { small };
        }
        let mut joined = Vec::with_capacity(small.len() + large.len());
        let mut rest = large.as_slice();
        for number in small {
            let before = rest.partition_point(|other| compare(*other, number) == Ordering::Less);
            joined.extend_from_slice(&rest[..before]);
            joined.push(number);
            rest = &rest[before..];
        }
        joined.extend_from_slice(rest);
        joined
    })
}
