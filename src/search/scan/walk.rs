//! Going over the rows of an index, chunk by chunk, in large books on all cores: over all rows, over those that were found
//! before, or over the places where the beginning of the lead was found before. One letter is found by the masks of letters.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use memchr::memmem::Finder;

use super::super::block::Run;
use super::super::trail::{Places, Trail};
use super::{LayerScan, Scan, pair};

/// Rows that are looked through between two looks at the cancel; a [`Places`] can number so many. Few in tests, so that small
/// books go the way of large ones.
const CHUNK: usize = if cfg!(test) { 4 } else { 8192 };

/// Chunks of each layer that are looked through for the first rows. What is not found there is found as soon with all others.
const FIRST_CHUNKS: usize = 12;

/// From this many chunks on more than one core is worth the start of a thread.
const CHUNKS_FOR_THREADS: usize = 6;

/// From so many known rows or places on, too.
const KNOWN_FOR_THREADS: usize = if cfg!(test) { 4 } else { 100_000 };

/// What is looked at in a chunk: all rows, some of them, or places in their text, both counted from the chunk's first.
#[derive(Clone, Copy)]
enum Known<'a> {
    Nothing,
    Rows(&'a [u32]),
    /// And how many letters of the lead stand there already.
    Places(&'a Places, usize),
}

/// The numbers of the rows found, layer by layer, each in the default order.
pub(in crate::search) type Rows = Vec<Vec<u32>>;

impl Scan<'_> {
    /// The rows found among all. `None` when it was cancelled.
    pub(in crate::search) fn all(&self) -> Option<Rows> {
        self.rows(|_| Known::Nothing, usize::MAX)
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
        self.rows(|chunk| Known::Rows(&known[chunk]), numbers.len())
    }

    /// The rows found where a beginning of the lead stands, as noted in the same index. `None` when it was cancelled.
    pub(in crate::search) fn along(&self, trail: &Trail) -> Option<Rows> {
        let letters = trail.lead().len();
        let known = |chunk: usize| {
            let places = trail.places(chunk);
            places.map_or(Known::Rows(&[]), |places| Known::Places(places, letters))
        };
        self.rows(known, trail.len())
    }

    /// The numbers of the first rows found, layer by layer, each in the default order: so many of each layer as there are
    /// wanted of all. `None` when they do not stand near the beginning.
    pub(in crate::search) fn first(&self, count: usize) -> Option<Rows> {
        let layers = self.layers();
        let mut all = Vec::with_capacity(layers.len());
        for layer in &layers {
            let mut starts = (0..layer.block().len()).step_by(CHUNK);
            let mut found = Vec::new();
            let near = starts.by_ref().take(FIRST_CHUNKS);
            for start in near {
                found.extend(layer.look(start, Known::Nothing));
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

    /// Where the lead stands, in all rows. It takes one core and its time: nobody waits for it. `None` without a lead, when
    /// it was cancelled, or when it stands in more places than may be noted.
    pub(in crate::search) fn trail(&self, most: usize) -> Option<Trail> {
        let lead = self.lead.as_ref()?;
        let mut chunks = Vec::new();
        let mut count = 0;
        for (layer, start) in self.chunks() {
            let block = &self.index.layers[layer].block;
            let end = (start + CHUNK).min(block.len());
            let places = places_of(lead, &block.searched.run(start..end));
            count += places.len();
            chunks.push(places);
            let_others_run();
            if count > most || self.cancel.is_cancelled() {
                return None;
            }
        }
        Some(Trail::new(lead.needle(), chunks))
    }

    /// The layer and the first row of each chunk.
    fn chunks(&self) -> Vec<(usize, usize)> {
        let layers = self.index.layers.iter().enumerate();
        let chunks = layers.flat_map(|(number, layer)| {
            let starts = (0..layer.block.len()).step_by(CHUNK);
            starts.map(move |start| (number, start))
        });
        chunks.collect()
    }

    /// The rows found in what is known of each chunk, so many rows or places in all.
    fn rows<'k>(&self, known: impl Fn(usize) -> Known<'k> + Sync, amount: usize) -> Option<Rows> {
        let layers: Vec<LayerScan<'_>> = self.layers();
        let chunks = self.chunks();
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while !self.cancel.is_cancelled() {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some((layer, start)) = chunks.get(number) else {
                    break;
                };
                done.push((number, layers[*layer].look(*start, known(number))));
                let_others_run();
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
        let mut sizes = vec![0; layers.len()];
        done.iter()
            .for_each(|(number, found)| sizes[chunks[*number].0] += found.len());
        let mut rows: Rows = sizes.into_iter().map(Vec::with_capacity).collect();
        for (number, found) in done {
            rows[chunks[number].0].extend_from_slice(&found);
        }
        Some(rows)
    }
}

/// On few cores the threads that search would have the thread that draws wait until their time is over, which is longer than
/// all that it has to do.
pub(in crate::search) fn let_others_run() {
    thread::yield_now();
}

/// Where a text stands in some rows.
fn places_of(text: &Finder<'_>, run: &Run<'_>) -> Places {
    let mut places = Places::default();
    let length = text.needle().len();
    let mut row = 0;
    let mut note = |place: usize| {
        row = run.row_at(place, row);
        places.push(row, run.bytes.get(place + length).copied());
    };
    match *text.needle() {
        [letter] => memchr::memchr_iter(letter, run.bytes).for_each(note),
        [first, second] => pair::each(run.bytes, [first, second], note),
        _ => {
            let mut from = 0;
            while let Some(place) = text.find(&run.bytes[from..]) {
                note(from + place);
                from += place + 1;
            }
        }
    }
    places.settle();
    places
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
    /// The rows found in the chunk that begins with a row.
    fn look(&self, start: usize, known: Known<'_>) -> Vec<u32> {
        let rows = start..(start + CHUNK).min(self.block().len());
        let is_led = !self.scan.only_letters || matches!(known, Known::Places(..));
        let Some(lead) = self.scan.lead.as_ref().filter(|_| is_led) else {
            return match known {
                Known::Rows(known) => self.ask(rows.start, known),
                Known::Nothing | Known::Places(..) => self.ask_all(rows),
            };
        };
        let mut led = Led {
            scan: self,
            run: self.block().searched.run(rows),
            start,
            lead,
            asked: None,
            found: Vec::new(),
        };
        match known {
            Known::Nothing => led.everywhere(),
            Known::Rows(rows) => led.in_rows(rows),
            Known::Places(places, letters) => led.at_places(places, letters),
        }
        led.found
    }

    /// Asks some rows, counted from one of them.
    fn ask(&self, start: usize, rows: &[u32]) -> Vec<u32> {
        let rows = rows.iter().map(|row| start + *row as usize);
        let found = rows.filter(|row| self.admits(*row));
        found.map(|row| self.layer.first + row as u32).collect()
    }

    /// Asks row for row: those first that have the letters, which one letter alone leaves many of.
    fn ask_all(&self, rows: Range<usize>) -> Vec<u32> {
        let wanted = self.scan.letters;
        let first = self.layer.first + rows.start as u32;
        let mut found = vec![0; rows.len()];
        let mut count = 0;
        for (row, letters) in (0..).zip(self.block().letters_of(rows)) {
            // Written whether it is one or not: half of all rows having a letter, a branch would be guessed wrong too often.
            found[count] = first + row;
            count += usize::from(letters & wanted == wanted);
        }
        found.truncate(count);
        if !self.asks_letters_only() {
            found.retain(|number| self.admits((number - self.layer.first) as usize));
        }
        found
    }
}

/// Looks for the lead in a chunk, and asks each row once in which it stands. Rows come in order.
struct Led<'a> {
    scan: &'a LayerScan<'a>,
    run: Run<'a>,
    /// The chunk's first row.
    start: usize,
    lead: &'a Finder<'static>,
    /// The last row that was asked.
    asked: Option<usize>,
    found: Vec<u32>,
}

impl Led<'_> {
    /// In all texts at once.
    fn everywhere(&mut self) {
        let bytes = self.run.bytes;
        let (mut row, mut end) = (0, 0);
        if let [first, second] = *self.lead.needle() {
            return pair::each(bytes, [first, second], |place| {
                if place >= end {
                    row = self.run.row_at(place, row);
                    end = self.run.end_of(row);
                    self.ask(row);
                }
            });
        }
        while let Some(hit) = self.lead.find(&bytes[end..]) {
            row = self.run.row_at(end + hit, row);
            end = self.run.end_of(row);
            self.ask(row);
        }
    }

    /// In the texts of some rows.
    fn in_rows(&mut self, rows: &[u32]) {
        for row in rows.iter().map(|row| *row as usize) {
            if self.scan.has_letters(self.start + row) && self.stands_in(row) {
                self.ask(row);
            }
        }
    }

    /// At places where so many letters of it stand.
    fn at_places(&mut self, places: &Places, letters: usize) {
        match self.lead.needle()[letters..] {
            [] => places.each(None, |row| self.ask(row)),
            [letter] => places.each(Some(letter), |row| self.ask(row)),
            [letter, ..] => places.each(Some(letter), |row| {
                if self.asked != Some(row) && self.stands_in(row) {
                    self.ask(row);
                }
            }),
        }
    }

    fn stands_in(&self, row: usize) -> bool {
        let text = self.run.start_of(row)..self.run.end_of(row);
        self.lead.find(&self.run.bytes[text]).is_some()
    }

    fn ask(&mut self, row: usize) {
        let number = self.start + row;
        if self.asked.replace(row) != Some(row) && self.scan.admits_led(number) {
            self.found.push(self.scan.layer.first + number as u32);
        }
    }
}
