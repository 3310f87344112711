//! A word to be found in the names of users: in a row's text, in its home, or across the `@` between the two.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError};

use memchr::memmem::Finder;

use super::super::bits::Bits;
use super::super::block::SUFFIX;
use super::super::initials::Wanted;
use super::super::needle::Needle;
use super::super::scan::{each_pair, on_all_cores};
use super::block::{Homes, LOCAL, UserBlock};

/// Homes that are looked through in one go.
const HOMES: usize = if cfg!(test) { 4 } else { 16_384 };

/// The bit of each byte: small Latin letters have one of their own, digits and bytes of other scripts share some.
const BITS: [u32; 256] = bits();

const fn bits() -> [u32; 256] {
    let mut bits = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        bits[byte] = match byte as u8 {
            letter @ b'a'..=b'z' => 1 << (letter - b'a'),
            digit @ b'0'..=b'9' => 1 << (26 + digit % 4),
            other @ 0x80.. => 1 << (30 + other % 2),
            _ => 0,
        };
        byte += 1;
    }
    bits
}

/// The letters of a text.
pub(super) fn letters_of(text: &[u8]) -> u32 {
    text.iter()
        .fold(0, |mask, byte| mask | BITS[*byte as usize])
}

/// The letters that every text has in which a word stands.
pub(super) fn known_letters_of(word: &str, wanted: &Wanted) -> u32 {
    match wanted.has_known_letters() {
        true => letters_of(word.as_bytes()),
        false => 0,
    }
}

/// Whether the mask alone says that a text stands in another.
fn is_one_letter(text: &str) -> bool {
    matches!(text.as_bytes(), [b'a'..=b'z'])
}

/// A word made ready for a block.
pub(super) struct Word {
    wanted: Wanted,
    pub(super) letters: u32,
    /// The mask alone says whether it stands in a text.
    is_one_letter: bool,
    /// The homes in whose domains it stands.
    homes: Arc<Bits>,
    /// What it ends with before each of its `@`, and the homes whose domains begin with the rest.
    across: Vec<(Finder<'static>, Bits)>,
}

impl Word {
    /// A folded word for a block, for domains with a common suffix.
    pub(super) fn new(word: &str, suffix: &str, block: &UserBlock) -> Self {
        let ats = word.match_indices('@').filter(|(at, _)| *at > 0);
        let across = ats.map(|(at, _)| {
            let (local, domain) = word.split_at(at);
            let ending = [local.as_bytes(), &[LOCAL]].concat();
            let begins = |home| begins_with(block.homes.domains.get(home), suffix, domain);
            let homes = homes_where(&block.homes, letters_within(domain, suffix), begins);
            (Finder::new(&ending).into_owned(), homes)
        });
        let wanted = Wanted::new(word);
        let letters = known_letters_of(word, &wanted);
        Self {
            across: across.filter(|(_, homes)| homes.count() > 0).collect(),
            homes: homes_with_word(&block.homes, word, suffix),
            is_one_letter: is_one_letter(word),
            letters,
            wanted,
        }
    }

    /// Whether every row has it, because every home has.
    pub(super) fn is_everywhere(&self) -> bool {
        self.homes.count() == self.homes.rows()
    }

    /// Whether a row has it.
    pub(super) fn is_in(&self, block: &UserBlock, row: usize) -> bool {
        let home = block.of[row] as usize;
        if self.homes.contains(home) {
            return true;
        }
        let has_letters = block.letters[row] & self.letters == self.letters;
        if self.is_one_letter {
            return has_letters;
        }
        let has_text = || has_letters && self.wanted.find(block.searched.get(row)).is_some();
        has_text() || self.is_across(block, row)
    }

    fn is_across(&self, block: &UserBlock, row: usize) -> bool {
        let home = block.of[row] as usize;
        let mut across = self.across.iter();
        across.any(|(ending, homes)| {
            homes.contains(home) && ending.find(block.searched.get(row)).is_some()
        })
    }

    /// Tells each of some rows that has it, some of them twice.
    pub(super) fn each_in(
        &self,
        block: &UserBlock,
        rows: std::ops::Range<usize>,
        mut tell: impl FnMut(usize),
    ) {
        if self.homes.count() > 0 || self.is_one_letter {
            let wanted = if self.is_one_letter {
                self.letters
            } else {
                u32::MAX
            };
            for row in rows.clone() {
                let is_letter = self.is_one_letter && block.letters[row] & wanted != 0;
                if is_letter || self.homes.contains(block.of[row] as usize) {
                    tell(row);
                }
            }
        }
        if self.is_one_letter {
            return;
        }
        match self.wanted.pair() {
            Some(pair) => each_pair_hit(pair, block, rows.clone(), &mut tell),
            None => each_hit(
                |text| self.wanted.find(text),
                block,
                rows.clone(),
                &mut tell,
            ),
        }
        for (ending, homes) in &self.across {
            let find = |text: &[u8]| ending.find(text);
            each_hit(find, block, rows.clone(), |row| {
                if homes.contains(block.of[row] as usize) {
                    tell(row);
                }
            });
        }
    }
}

fn each_hit(
    find: impl Fn(&[u8]) -> Option<usize>,
    block: &UserBlock,
    rows: std::ops::Range<usize>,
    mut tell: impl FnMut(usize),
) {
    let run = block.searched.run(rows.clone());
    let (mut row, mut byte) = (0, 0);
    while let Some(hit) = find(&run.bytes[byte..]) {
        row = run.row_at(byte + hit, row);
        tell(rows.start + row);
        byte = run.end_of(row);
        row += 1;
    }
}

fn each_pair_hit(
    pair: [u8; 2],
    block: &UserBlock,
    rows: std::ops::Range<usize>,
    mut tell: impl FnMut(usize),
) {
    let run = block.searched.run(rows.clone());
    let (mut row, mut end) = (0, 0);
    each_pair(run.bytes, pair, |place| {
        if place >= end {
            row = run.row_at(place, row);
            end = run.end_of(row);
            tell(rows.start + row);
        }
    });
}

/// The homes in whose domains a folded text stands, in the common suffix too.
pub(super) fn homes_with(homes: &Homes, text: &str, suffix: &str) -> Bits {
    let needle = Needle::anywhere(text, suffix);
    let letters = letters_within(text, suffix);
    homes_where(homes, letters, |home| needle.is_in(homes.domains.get(home)))
}

/// Whether a word stands only where another one does. One without a dot is not looked for in the common suffix of domains.
pub(super) fn narrows(word: &str, wider: &str) -> bool {
    word.contains(wider) && (wider.contains('.') || !word.contains('.'))
}

/// The homes in whose domains a folded word stands; in the common suffix only when a dot makes it a domain, as in the list.
/// Those of the last word are kept: the first rows and then all of them are asked for, and the next word is a longer one.
fn homes_with_word(homes: &Homes, word: &str, suffix: &str) -> Arc<Bits> {
    let mut last = homes.last.lock().unwrap_or_else(PoisonError::into_inner);
    let wider = match &*last {
        Some((same, found)) if same == word => return Arc::clone(found),
        Some((wider, found)) if narrows(word, wider) => Some(Arc::clone(found)),
        _ => None,
    };
    let found = Arc::new(homes_that_have(homes, word, suffix, wider.as_deref()));
    *last = Some((word.to_owned(), Arc::clone(&found)));
    found
}

/// The same, looked for among some if they are known.
fn homes_that_have(homes: &Homes, word: &str, suffix: &str, among: Option<&Bits>) -> Bits {
    let needle = Needle::new(None, word, suffix);
    let letters = match word.contains('.') {
        true => letters_within(word, suffix),
        false => known_letters_of(word, &Wanted::new(word)),
    };
    let is_told = is_one_letter(word);
    let comes = |home| among.is_none_or(|among| among.contains(home));
    homes_where(homes, letters, |home| {
        comes(home) && (is_told || needle.is_in(homes.domains.get(home)))
    })
}

/// The homes for which something holds, and whose domains have some letters.
fn homes_where(homes: &Homes, letters: u32, holds: impl Fn(usize) -> bool + Sync) -> Bits {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let first = next.fetch_add(HOMES, Ordering::Relaxed);
            let last = (first + HOMES).min(homes.letters.len());
            if first >= last {
                return done;
            }
            let has = |home: &usize| homes.letters[*home] & letters == letters;
            let those = (first..last).filter(has);
            done.extend(those.filter(|home| holds(*home)));
        }
    };
    let mut found = Bits::new(homes.domains.len());
    let pieces = homes.letters.len().div_ceil(HOMES);
    let those = on_all_cores(pieces, &work).into_iter();
    those.for_each(|home| found.insert(home));
    found
}

/// The letters that a domain must have of its own: none may stand in the common suffix alone.
fn letters_within(text: &str, suffix: &str) -> u32 {
    known_letters_of(text, &Wanted::new(text)) & !letters_of(suffix.as_bytes())
}

/// Whether a domain begins with a text.
fn begins_with(marked: &[u8], suffix: &str, text: &str) -> bool {
    let (own, end) = match marked.split_last() {
        Some((&SUFFIX, own)) => (own, suffix.as_bytes()),
        _ => (marked, &[][..]),
    };
    match text.as_bytes().strip_prefix(own) {
        Some(rest) => end.starts_with(rest),
        None => own.starts_with(text.as_bytes()),
    }
}
