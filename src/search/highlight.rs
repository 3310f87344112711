//! Which letters of a shown text a query found.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::account::text::fold;

use super::fuzzy::Pattern;
use super::initials::Initials;

/// What a query makes stand out; folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Highlight {
    /// The text wherever it stands.
    Text(String),
    /// Its letters where they stand in their order.
    Letters(String),
}

/// The byte ranges of a shown text in which the needles of [`super::Query::highlights`] are found: whole graphemes,
/// in order, joined where they meet.
pub fn found_in(text: &str, needles: &[Highlight]) -> Vec<Range<usize>> {
    if needles.is_empty() {
        return Vec::new();
    }
    let folded = Folded::of(text);
    let mut ranges: Vec<Range<usize>> = needles
        .iter()
        .flat_map(|needle| folded.ranges_of(needle))
        .collect();
    ranges.sort_by_key(|range| range.start);
    joined(ranges)
}

/// A text folded grapheme by grapheme, with the way back.
struct Folded {
    text: String,
    /// For each byte of the folded text, and for its end, where its grapheme begins in the shown one.
    starts: Vec<usize>,
    /// For each byte of the folded text, where its grapheme ends in the shown one.
    ends: Vec<usize>,
}

impl Folded {
    fn of(shown: &str) -> Self {
        let mut folded = Folded {
            text: String::with_capacity(shown.len()),
            starts: Vec::with_capacity(shown.len()),
            ends: Vec::with_capacity(shown.len()),
        };
        for (start, grapheme) in shown.grapheme_indices(true) {
            folded.text.push_str(&fold(grapheme));
            folded.starts.resize(folded.text.len(), start);
            folded
                .ends
                .resize(folded.text.len(), start + grapheme.len());
        }
        folded
    }

    fn ranges_of(&self, needle: &Highlight) -> Vec<Range<usize>> {
        let shown = |(at, length): (usize, usize)| self.starts[at]..self.ends[at + length - 1];
        let found: Vec<(usize, usize)> = match needle {
            Highlight::Text(text) if text.is_empty() => Vec::new(),
            Highlight::Text(text) => match Initials::new(text) {
                Some(initials) => {
                    let hits = initials.all(self.text.as_bytes()).into_iter();
                    hits.map(|hit| (hit.start, hit.len())).collect()
                }
                None => {
                    let hits = self.text.match_indices(text);
                    hits.map(|(at, hit)| (at, hit.len())).collect()
                }
            },
            Highlight::Letters(word) => self.letters_of(word),
        };
        found.into_iter().map(shown).collect()
    }

    /// Where the letters of a word stand in it, as the matcher chose them when it scored.
    fn letters_of(&self, word: &str) -> Vec<(usize, usize)> {
        let mut pattern = Pattern::new(&[word.to_owned()]);
        let mut found = pattern.letters_found(&self.text).into_iter().peekable();
        let letters = (0..).zip(self.text.char_indices());
        let letters = letters.filter(|(number, _)| found.next_if_eq(number).is_some());
        letters
            .map(|(_, (at, letter))| (at, letter.len_utf8()))
            .collect()
    }
}

fn joined(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_letters_are_those_that_people_see() {
        let table: [(&str, &[&str], &[&str]); 13] = [
            ("Wingtip Toys", &["wing"], &["Wing"]),
            ("Wingtip Toys", &["toy", "tip t"], &["tip Toy"]),
            ("Müller", &["mul"], &["Mül"]),
            ("Mu\u{308}ller", &["mul"], &["Mu\u{308}l"]),
            ("Große Straße", &["sse"], &["ße", "ße"]),
            ("Große Straße", &["s"], &["ß", "S", "ß"]),
            ("윙팁토이즈", &["팁토"], &["팁토"]),
            ("윙팁토이즈", &["ㅌ", "ㅇㅈ"], &["팁토이즈"]),
            ("ＷＩＮＧ", &["in"], &["ＩＮ"]),
            ("nothing", &["x", ""], &[]),
            ("Wingtip Toys", &["~wtt"], &["W", "t", "T"]),
            ("윙팁토이즈", &["~윙토"], &["윙", "토"]),
            ("Große", &["~gx", ""], &[]),
        ];
        for (text, needles, expected) in table {
            let needles = needles
                .iter()
                .map(|&needle| match needle.strip_prefix('~') {
                    Some(word) => Highlight::Letters(word.to_owned()),
                    None => Highlight::Text(needle.to_owned()),
                });
            let needles: Vec<Highlight> = needles.collect();
            let found: Vec<&str> = found_in(text, &needles)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, expected, "{text} {needles:?}");
        }
    }
}
