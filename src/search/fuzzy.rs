//! The fuzzy mode: `~wngtp` finds every customer in one of whose texts the letters stand in that order, however far apart,
//! the best first. What is looked through are the names, domains without the common suffix, alias and tags, each for itself;
//! an ID has every letter somewhere. Rows that lack a letter are left out by their masks; the others are scored on all cores.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::block::{FIELD, ITEM, SUFFIX, letters_of};
use super::cancel::Cancel;
use super::index::Index;
use super::scan::on_all_cores;

/// Rows that are scored between two looks at the cancel.
const CHUNK: usize = if cfg!(test) { 4 } else { 2_048 };

/// The field of a searched text that is not looked through: the ID.
const ID: usize = 4;

/// Rows that match, in the order in which they were given, each with how well: more is better.
pub(super) struct Matches {
    pub(super) rows: Vec<u32>,
    scores: Vec<u32>,
}

impl Matches {
    /// The rows, best first; where two are as good, in the order in which they were given.
    pub(super) fn best_first(&self) -> Vec<u32> {
        let mut order: Vec<(u32, u32)> = (0..)
            .zip(&self.scores)
            .map(|(place, score)| (u32::MAX - score, place))
            .collect();
        order.sort_unstable();
        order
            .into_iter()
            .map(|(_, place)| self.rows[place as usize])
            .collect()
    }
}

/// Those of some rows that match every (folded) word. `None` when it was cancelled.
pub(super) fn matching(
    index: &Index,
    words: &[String],
    rows: &[u32],
    cancel: &Cancel,
) -> Option<Matches> {
    let letters = words
        .iter()
        .fold(0, |letters, word| letters | letters_of(word.as_bytes()));
    let chunks: Vec<Range<usize>> = (0..rows.len())
        .step_by(CHUNK)
        .map(|start| start..(start + CHUNK).min(rows.len()))
        .collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut pattern = Pattern::new(words);
        let mut done = Vec::new();
        while !cancel.is_cancelled() {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = chunks.get(number) else {
                break;
            };
            let mut found = Vec::new();
            for row in &rows[chunk.clone()] {
                let (layer, place) = index.place(*row);
                if layer.block.letters(place) & letters != letters {
                    continue;
                }
                let score = pattern.score(layer.block.searched.get(place));
                found.extend(score.map(|score| (*row, score)));
            }
            done.push((number, found));
        }
        done
    };
    let mut done = on_all_cores(chunks.len(), &work);
    if cancel.is_cancelled() {
        return None;
    }
    done.sort_unstable_by_key(|(number, _)| *number);
    let found = done.into_iter().flat_map(|(_, found)| found);
    let (rows, scores) = found.unzip();
    Some(Matches { rows, scores })
}

/// Words made ready to be matched by one thread.
pub(super) struct Pattern {
    words: Vec<Word>,
    matcher: Matcher,
    /// Reused from text to text.
    letters: Vec<char>,
}

struct Word {
    bytes: Vec<u8>,
    letters: Vec<char>,
    /// As good as it gets: the text is the word.
    best: u16,
}

impl Pattern {
    /// For folded words.
    pub(super) fn new(words: &[String]) -> Self {
        let mut config = Config::DEFAULT;
        // Both sides are folded.
        config.ignore_case = false;
        config.normalize = false;
        let mut pattern = Self {
            words: Vec::new(),
            matcher: Matcher::new(config),
            letters: Vec::new(),
        };
        for word in words {
            let mut word = Word {
                bytes: word.as_bytes().to_vec(),
                letters: word.chars().collect(),
                best: u16::MAX,
            };
            let whole = word.bytes.clone();
            word.best = pattern.match_one(&word, &whole).unwrap_or(u16::MAX);
            pattern.words.push(word);
        }
        pattern
    }

    /// How well the searched text of a row matches; `None` when a word does not at all.
    pub(super) fn score(&mut self, searched: &[u8]) -> Option<u32> {
        let words = std::mem::take(&mut self.words);
        let scores = words.iter().map(|word| self.best_of(word, searched));
        let sum = scores.sum();
        self.words = words;
        sum
    }

    /// The best that one of the texts of a row does.
    fn best_of(&mut self, word: &Word, searched: &[u8]) -> Option<u32> {
        let mut best = None;
        for text in texts_of(searched) {
            if !stands_in_order(&word.bytes, text) {
                continue;
            }
            best = best.max(self.match_one(word, text));
            if best == Some(word.best) {
                break;
            }
        }
        best.map(u32::from)
    }

    fn match_one(&mut self, word: &Word, text: &[u8]) -> Option<u16> {
        let needle = match word.bytes.is_ascii() {
            true => Utf32Str::Ascii(&word.bytes),
            false => Utf32Str::Unicode(&word.letters),
        };
        if text.is_ascii() {
            return self.matcher.fuzzy_match(Utf32Str::Ascii(text), needle);
        }
        self.letters.clear();
        self.letters.extend(String::from_utf8_lossy(text).chars());
        let text = Utf32Str::Unicode(&self.letters);
        self.matcher.fuzzy_match(text, needle)
    }

    /// The numbers of the letters of a folded text that make up the words found in it.
    pub(super) fn letters_found(&mut self, text: &str) -> Vec<u32> {
        let letters: Vec<char> = text.chars().collect();
        let mut found = Vec::new();
        for word in &self.words {
            let (text, needle) = (
                Utf32Str::Unicode(&letters),
                Utf32Str::Unicode(&word.letters),
            );
            // What it writes of a word that does not match is of no use.
            let before = found.len();
            let score = self.matcher.fuzzy_indices(text, needle, &mut found);
            if score.is_none() {
                found.truncate(before);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The texts of a row that are looked through.
fn texts_of(searched: &[u8]) -> impl Iterator<Item = &[u8]> {
    let whole = searched.strip_suffix(b"\n").unwrap_or(searched);
    let fields = whole.split(|byte| *byte == FIELD).enumerate();
    let fields = fields.filter(|(number, _)| *number != ID);
    let texts = fields.flat_map(|(_, field)| field.split(|byte| *byte == ITEM));
    let texts = texts.map(|text| text.strip_suffix(&[SUFFIX]).unwrap_or(text));
    texts.filter(|text| !text.is_empty())
}

/// Whether bytes stand in a text in their order, however far apart: a quick look before the matcher's.
fn stands_in_order(bytes: &[u8], text: &[u8]) -> bool {
    let mut rest = text.iter();
    bytes.iter().all(|byte| rest.any(|other| other == byte))
}

/// Whether the letters of a word stand in another one in their order.
pub(super) fn is_within(word: &str, other: &str) -> bool {
    let mut rest = other.chars();
    word.chars().all(|letter| rest.any(|other| other == letter))
}

#[cfg(test)]
mod tests;
