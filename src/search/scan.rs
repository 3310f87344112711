//! Looks through an index for the rows of a query. One letter is found by the masks of letters. Of longer texts the longest
//! that must be found is looked for in all rows at once, and only where it stands the other conditions are asked. In large
//! books all cores share the work.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use memchr::memmem::Finder;
use serde_json::Value;

use crate::account::record::CustomerId;
use crate::account::resource::Resource;
use crate::account::text::fold;

use super::block::{Block, Words, is_one_letter, letters_of};
use super::cancel::Cancel;
use super::index::{Index, Layer, Removed};
use super::needle::Needle;
use super::query::{Comparison, Query, Sense, Test, WordColumn};

/// Reads the record of a customer, for conditions on what no column has; `None` when it is gone.
pub type ReadRecord<'a> = dyn Fn(&CustomerId) -> Option<Resource> + Sync + 'a;

/// Rows that are looked through between two looks at the cancel. Few in tests, so that small books go the way of large ones.
const CHUNK: usize = if cfg!(test) { 4 } else { 8192 };

/// Chunks of each layer that are looked through for the first rows. What is not found there is found as soon with all others.
const FIRST_CHUNKS: usize = 12;

/// From this many chunks on more than one core is worth the start of a thread.
const CHUNKS_FOR_THREADS: usize = 6;

/// A query made ready for an index.
pub(super) struct Scan<'a> {
    index: &'a Index,
    removed: Removed,
    texts: Vec<(Sense, Needle)>,
    columns: Vec<(Sense, &'a Test)>,
    paths: Vec<(Sense, &'a str, &'a str)>,
    /// What stands in every row that is found.
    stem: Option<Finder<'static>>,
    /// The letters that stand in every row that is found.
    letters: u64,
    /// Nothing but letters is asked for, so that a look at the masks is enough.
    only_letters: bool,
    /// Nothing but the stem is asked of texts.
    only_stem: bool,
    read: &'a ReadRecord<'a>,
    cancel: &'a Cancel,
}

/// A [`Scan`] made ready for one layer.
struct LayerScan<'a> {
    scan: &'a Scan<'a>,
    layer: &'a Layer,
    columns: Vec<(Sense, Column<'a>)>,
}

/// A condition on a column of a block.
enum Column<'a> {
    /// The column and which of its values will do.
    OneOf(&'a Words, Vec<bool>),
    Seats(Comparison, u64),
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        index: &'a Index,
        query: &'a Query,
        removed: Removed,
        read: &'a ReadRecord<'a>,
        cancel: &'a Cancel,
    ) -> Self {
        let mut scan = Self {
            index,
            removed,
            texts: Vec::new(),
            columns: Vec::new(),
            paths: Vec::new(),
            stem: None,
            letters: 0,
            only_letters: false,
            only_stem: false,
            read,
            cancel,
        };
        for term in &query.terms {
            let (field, text) = match &term.test {
                Test::Word(text) => (None, text),
                Test::Text(field, text) => (Some(*field), text),
                Test::Path(path, text) => {
                    scan.paths.push((term.sense, path, text));
                    continue;
                }
                Test::Begins(..) | Test::Country(_) | Test::Seats(..) => {
                    scan.columns.push((term.sense, &term.test));
                    continue;
                }
            };
            let needle = Needle::new(field, text, &index.suffix);
            scan.texts.push((term.sense, needle));
        }
        scan.lead();
        scan
    }

    /// Chooses by what the rows are found.
    fn lead(&mut self) {
        let wanted = self.texts.iter().filter(|(sense, _)| *sense == Sense::With);
        let stems = wanted.clone().map(|(_, needle)| needle.stem());
        self.letters = stems
            .clone()
            .fold(0, |letters, stem| letters | letters_of(stem));
        let longest = stems.max_by_key(|stem| stem.len()).unwrap_or_default();
        let has_stem = !longest.is_empty();
        self.stem = has_stem.then(|| Finder::new(longest).into_owned());
        let is_plain =
            |(sense, needle): &(Sense, Needle)| *sense == Sense::With && needle.is_its_stem();
        let all_plain = has_stem && self.texts.iter().all(is_plain);
        self.only_letters = all_plain
            && self
                .texts
                .iter()
                .all(|(_, needle)| is_one_letter(needle.stem()));
        self.only_stem = all_plain && self.texts.len() == 1;
    }

    /// Whether a text leads from hit to hit; without one every row is asked.
    pub(super) fn has_stem(&self) -> bool {
        self.stem.is_some()
    }

    /// The numbers of the rows found, layer by layer, each in the default order. `None` when it was cancelled.
    pub(super) fn all(&self) -> Option<Vec<Vec<u32>>> {
        let layers: Vec<LayerScan<'_>> = self.layers();
        let mut chunks = Vec::new();
        for (layer, scan) in layers.iter().enumerate() {
            let starts = (0..scan.block().len()).step_by(CHUNK);
            chunks.extend(starts.map(|start| (layer, start)));
        }
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while !self.cancel.is_cancelled() {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some((layer, start)) = chunks.get(number) else {
                    break;
                };
                done.push((number, layers[*layer].chunk(*start)));
            }
            done
        };
        let mut done = on_all_cores(chunks.len(), &work);
        if self.cancel.is_cancelled() {
            return None;
        }
        done.sort_unstable_by_key(|(number, _)| *number);
        let mut found = vec![Vec::new(); layers.len()];
        for (number, rows) in done {
            found[chunks[number].0].extend(rows);
        }
        Some(found)
    }

    /// The numbers of the first rows found, layer by layer, each in the default order: so many of each layer as there are
    /// wanted of all. `None` when they do not stand near the beginning.
    pub(super) fn first(&self, count: usize) -> Option<Vec<Vec<u32>>> {
        let layers = self.layers();
        let mut all = Vec::with_capacity(layers.len());
        for layer in &layers {
            let mut starts = (0..layer.block().len()).step_by(CHUNK);
            let mut found = Vec::new();
            let near = starts.by_ref().take(FIRST_CHUNKS);
            for start in near {
                found.extend(layer.chunk(start));
                if found.len() >= count {
                    break;
                }
            }
            if self.cancel.is_cancelled() || (found.len() < count && starts.next().is_some()) {
                return None;
            }
            found.truncate(count);
            all.push(found);
        }
        Some(all)
    }

    /// Whether records have to be read.
    pub(super) fn reads(&self) -> bool {
        !self.paths.is_empty()
    }

    /// Those of some rows that are found, in the order given. `None` when it was cancelled.
    pub(super) fn among(&self, numbers: &[u32]) -> Option<Vec<u32>> {
        let layers = self.layers();
        let mut found = Vec::new();
        for chunk in numbers.chunks(CHUNK) {
            if self.cancel.is_cancelled() {
                return None;
            }
            found.extend(chunk.iter().filter(|number| {
                let above = layers.partition_point(|scan| scan.layer.first <= **number);
                let scan = &layers[above.saturating_sub(1)];
                scan.admits((**number - scan.layer.first) as usize)
            }));
        }
        (!self.cancel.is_cancelled()).then_some(found)
    }

    fn layers(&self) -> Vec<LayerScan<'_>> {
        let layers = self.index.layers.iter();
        layers.map(|layer| LayerScan::new(self, layer)).collect()
    }
}

/// Lets every core do the work until it ends by itself. Little work is done right here.
pub(super) fn on_all_cores<T: Send>(pieces: usize, work: &(impl Fn() -> Vec<T> + Sync)) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    if cores == 1 || pieces < CHUNKS_FOR_THREADS {
        return work();
    }
    thread::scope(|scope| {
        let others: Vec<_> = (1..cores.min(pieces)).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    })
}

impl<'a> LayerScan<'a> {
    fn new(scan: &'a Scan<'a>, layer: &'a Layer) -> Self {
        let columns = scan.columns.iter();
        let columns = columns.filter_map(|(sense, test)| {
            let column = Column::of(test, &layer.block)?;
            Some((*sense, column))
        });
        Self {
            scan,
            layer,
            columns: columns.collect(),
        }
    }

    fn block(&self) -> &'a Block {
        &self.layer.block
    }

    /// The numbers found in a chunk of rows.
    fn chunk(&self, start: usize) -> Vec<u32> {
        let rows = start..(start + CHUNK).min(self.block().len());
        let mut found = Vec::new();
        let is_found = |row: usize| match self.scan.only_stem && !self.scan.only_letters {
            true => self.is_seen(row) && self.columns_hold(row) && self.paths_hold(row),
            false => self.admits(row),
        };
        let mut ask = |row: usize| {
            if is_found(row) {
                found.push(self.layer.first + row as u32);
            }
        };
        let stem = match &self.scan.stem {
            Some(stem) if !self.scan.only_letters => stem,
            _ => {
                rows.for_each(ask);
                return found;
            }
        };
        let run = self.block().searched.run(rows.clone());
        let (mut row, mut byte) = (0, 0);
        while let Some(hit) = stem.find(&run.bytes[byte..]) {
            row = run.row_at(byte + hit, row);
            ask(rows.start + row);
            byte = run.end_of(row);
            row += 1;
        }
        found
    }

    /// Whether a row is found: the cheap conditions first.
    fn admits(&self, row: usize) -> bool {
        self.has_letters(row)
            && self.is_seen(row)
            && self.columns_hold(row)
            && self.texts_hold(row)
            && self.paths_hold(row)
    }

    fn has_letters(&self, row: usize) -> bool {
        let wanted = self.scan.letters;
        wanted == 0 || self.block().letters(row) & wanted == wanted
    }

    /// Neither dead nor hidden.
    fn is_seen(&self, row: usize) -> bool {
        let hidden = self.scan.removed == Removed::Hidden && self.block().removed.contains(row);
        !hidden && !self.layer.dead.contains(row)
    }

    fn columns_hold(&self, row: usize) -> bool {
        self.columns.iter().all(|(sense, column)| {
            let holds = match column {
                Column::OneOf(words, chosen) => words.is_one_of(row, chosen),
                Column::Seats(comparison, limit) => {
                    comparison.holds(self.block().seats(row), *limit)
                }
            };
            sense.wants(holds)
        })
    }

    fn texts_hold(&self, row: usize) -> bool {
        let texts = &self.scan.texts;
        if texts.is_empty() || self.scan.only_letters {
            return true;
        }
        let text = self.block().searched.get(row);
        texts
            .iter()
            .all(|(sense, needle)| sense.wants(needle.is_in(text)))
    }

    fn paths_hold(&self, row: usize) -> bool {
        let paths = &self.scan.paths;
        if paths.is_empty() || self.scan.cancel.is_cancelled() {
            return paths.is_empty();
        }
        let id = self.block().row(row).id;
        let record = (self.scan.read)(&id);
        paths.iter().all(|(sense, path, text)| {
            let value = record.as_ref().and_then(|record| record.get(path));
            sense.wants(value.is_some_and(|value| says(value, text)))
        })
    }
}

impl<'a> Column<'a> {
    fn of(test: &Test, block: &'a Block) -> Option<Self> {
        let begins = |words: &'a Words, text: &str| {
            Column::OneOf(words, words.which(|word| word.starts_with(text)))
        };
        Some(match test {
            Test::Begins(WordColumn::Relationship, text) => begins(&block.relationship, text),
            Test::Begins(WordColumn::State, text) => begins(&block.states, text),
            Test::Begins(WordColumn::Reseller, text) => begins(&block.resellers, text),
            Test::Country(codes) => {
                let chosen = block
                    .country
                    .which(|code| codes.iter().any(|wanted| wanted == code));
                Column::OneOf(&block.country, chosen)
            }
            Test::Seats(comparison, limit) => Column::Seats(*comparison, *limit),
            Test::Word(_) | Test::Text(..) | Test::Path(..) => return None,
        })
    }
}

/// Whether a value of a record says a folded text, or anything inside it does.
fn says(value: &Value, text: &str) -> bool {
    match value {
        Value::String(said) => fold(said).contains(text),
        Value::Number(number) => number.to_string().contains(text),
        Value::Bool(flag) => flag.to_string().contains(text),
        Value::Array(items) => items.iter().any(|item| says(item, text)),
        Value::Object(members) => members.values().any(|member| says(member, text)),
        Value::Null => false,
    }
}
