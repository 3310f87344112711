//! Going over the rows of an index, chunk by chunk, in large books on all cores: over all rows, over those that were found
//! before, or over the places where the beginning of the lead was found before. One letter is found by the masks of letters.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use memchr::memmem::Finder;

use super::super::block::Run;
use super::super::trail::Trail;
use super::{LayerScan, Scan};

/// Rows that are looked through between two looks at the cancel. Few in tests, so that small books go the way of large ones.
const CHUNK: usize = if cfg!(test) { 4 } else { 8192 };

/// Chunks of each layer that are looked through for the first rows. What is not found there is found as soon with all others.
const FIRST_CHUNKS: usize = 12;

/// From this many chunks on more than one core is worth the start of a thread.
const CHUNKS_FOR_THREADS: usize = 6;

/// From so many known rows or places on, too.
const KNOWN_FOR_THREADS: usize = if cfg!(test) { 4 } else { 20_000 };

/// What was found.
pub(in crate::search) struct Rows {
    /// The numbers of the rows, layer by layer, each in the default order.
    pub(in crate::search) layers: Vec<Vec<u32>>,
    /// Where the lead stands in them, if there is one.
    pub(in crate::search) trail: Option<Trail>,
}

/// What is looked at in a chunk: all rows, some of them, or places in their text, both counted from the chunk's first.
#[derive(Clone, Copy)]
enum Known<'a> {
    Nothing,
    Rows(&'a [u32]),
    /// And how many letters of the lead stand there already.
    Places(&'a [u32], usize),
}

/// What was found in a chunk.
#[derive(Default)]
struct Found {
    rows: Vec<u32>,
    places: Vec<u32>,
}

impl Scan<'_> {
    /// The rows found among all. `None` when it was cancelled.
    pub(in crate::search) fn all(&self) -> Option<Rows> {
        self.walk(|_| Known::Nothing, usize::MAX)
    }

    /// The rows found among some: numbers in the default order. `None` when it was cancelled.
    pub(in crate::search) fn among(&self, numbers: &[u32]) -> Option<Rows> {
        let layers = &self.index.layers;
        let mut begins = Vec::with_capacity(layers.len());
        let mut chunks = 0;
        for layer in layers {
            begins.push(chunks);
            chunks += layer.block.len().div_ceil(CHUNK);
        }
        let mut known = vec![Vec::new(); chunks];
        for number in numbers {
            let above = layers.partition_point(|layer| layer.first <= *number);
            let layer = above.saturating_sub(1);
            let row = (number - layers[layer].first) as usize;
            known[begins[layer] + row / CHUNK].push((row % CHUNK) as u32);
        }
        self.walk(|chunk| Known::Rows(&known[chunk]), numbers.len())
    }

    /// The rows found where a trail leads that a beginning of the lead left in the same index. `None` when it was cancelled.
    pub(in crate::search) fn along(&self, trail: &Trail) -> Option<Rows> {
        let letters = trail.lead().len();
        let known = |chunk: usize| Known::Places(trail.places(chunk), letters);
        self.walk(known, trail.len())
    }

    /// The numbers of the first rows found, layer by layer, each in the default order: so many of each layer as there are
    /// wanted of all. `None` when they do not stand near the beginning.
    pub(in crate::search) fn first(&self, count: usize) -> Option<Vec<Vec<u32>>> {
        let layers = self.layers();
        let mut all = Vec::with_capacity(layers.len());
        for layer in &layers {
            let mut starts = (0..layer.block().len()).step_by(CHUNK);
            let mut found = Vec::new();
            let near = starts.by_ref().take(FIRST_CHUNKS);
            for start in near {
                found.extend(layer.look(start, Known::Nothing).rows);
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

    /// Looks at what is known of each chunk, so many rows or places in all.
    fn walk<'k>(&self, known: impl Fn(usize) -> Known<'k> + Sync, amount: usize) -> Option<Rows> {
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
                done.push((number, layers[*layer].look(*start, known(number))));
            }
            done
        };
        let pieces = if amount < KNOWN_FOR_THREADS {
            1
        } else {
            chunks.len()
        };
        let mut done = on_all_cores(pieces, &work);
        if self.cancel.is_cancelled() {
            return None;
        }
        done.sort_unstable_by_key(|(number, _)| *number);
        let mut rows = vec![Vec::new(); layers.len()];
        let mut places = Vec::with_capacity(done.len());
        for (number, found) in done {
            rows[chunks[number].0].extend(found.rows);
            places.push(found.places);
        }
        let lead = self.lead().filter(|_| !self.only_letters);
        Some(Rows {
            layers: rows,
            trail: lead.map(|lead| Trail::new(lead, places)),
        })
    }
}

/// Lets every core do the work until it ends by itself. Little work is done right here.
pub(in crate::search) fn on_all_cores<T: Send>(
    pieces: usize,
    work: &(impl Fn() -> Vec<T> + Sync),
) -> Vec<T> {
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

impl LayerScan<'_> {
    /// What is found in the chunk that begins with a row.
    fn look(&self, start: usize, known: Known<'_>) -> Found {
        let rows = start..(start + CHUNK).min(self.block().len());
        let is_led = !self.scan.only_letters || matches!(known, Known::Places(..));
        let Some(lead) = self.scan.lead.as_ref().filter(|_| is_led) else {
            return Found {
                rows: self.ask(rows, known),
                places: Vec::new(),
            };
        };
        let mut led = Led {
            scan: self,
            run: self.block().searched.run(rows),
            start,
            lead,
            asked: None,
            found: Found::default(),
        };
        match known {
            Known::Nothing => led.everywhere(),
            Known::Rows(rows) => led.in_rows(rows),
            Known::Places(places, letters) => led.at_places(places, letters),
        }
        led.found
    }

    /// Asks row for row.
    fn ask(&self, rows: Range<usize>, known: Known<'_>) -> Vec<u32> {
        let start = rows.start;
        let number = |row: usize| self.layer.first + row as u32;
        match known {
            Known::Rows(known) => {
                let known = known.iter().map(|row| start + *row as usize);
                known.filter(|row| self.admits(*row)).map(number).collect()
            }
            Known::Nothing | Known::Places(..) => {
                rows.filter(|row| self.admits(*row)).map(number).collect()
            }
        }
    }
}

/// Looks for the lead in a chunk, asks each row once in which it stands, and notes where.
struct Led<'a> {
    scan: &'a LayerScan<'a>,
    run: Run<'a>,
    /// The chunk's first row.
    start: usize,
    lead: &'a Finder<'static>,
    /// The last row that was asked, and whether it is found.
    asked: Option<(usize, bool)>,
    found: Found,
}

impl Led<'_> {
    /// In all texts at once.
    fn everywhere(&mut self) {
        let (mut row, mut byte) = (0, 0);
        while let Some(hit) = self.lead.find(&self.run.bytes[byte..]) {
            row = self.run.row_at(byte + hit, row);
            byte = match self.stands_at(byte + hit, row) {
                true => byte + hit + 1,
                false => self.run.end_of(row),
            };
        }
    }

    /// In the texts of some rows.
    fn in_rows(&mut self, rows: &[u32]) {
        for row in rows.iter().map(|row| *row as usize) {
            if !self.scan.has_letters(self.start + row) {
                continue;
            }
            let (mut byte, end) = (self.run.start_of(row), self.run.end_of(row));
            while let Some(hit) = self.lead.find(&self.run.bytes[byte..end]) {
                if !self.stands_at(byte + hit, row) {
                    break;
                }
                byte += hit + 1;
            }
        }
    }

    /// At places where so many letters of it stand.
    fn at_places(&mut self, places: &[u32], letters: usize) {
        let more = &self.lead.needle()[letters..];
        let mut row = 0;
        for place in places.iter().map(|place| *place as usize) {
            if self.run.bytes[place + letters..].starts_with(more) {
                row = self.run.row_at(place, row);
                self.stands_at(place, row);
            }
        }
    }

    /// The lead stands at a place of a row: whether the row is found. Rows come in order.
    fn stands_at(&mut self, place: usize, row: usize) -> bool {
        let is_found = match self.asked {
            Some((asked, is_found)) if asked == row => is_found,
            _ => {
                let number = self.start + row;
                let is_found = self.scan.admits_led(number);
                if is_found {
                    let first = self.scan.layer.first;
                    self.found.rows.push(first + number as u32);
                }
                self.asked = Some((row, is_found));
                is_found
            }
        };
        if is_found {
            self.found.places.push(place as u32);
        }
        is_found
    }
}
