//! Which letters of a shown text a query found.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::account::text::fold;

/// The byte ranges of a shown text in which the folded needles of [`super::Query::highlights`] are found: whole graphemes,
/// in order, joined where they meet.
pub fn found_in(text: &str, needles: &[String]) -> Vec<Range<usize>> {
    if needles.is_empty() {
        return Vec::new();
    }
    let folded = Folded::of(text);
    let mut ranges: Vec<Range<usize>> = needles
        .iter()
        .filter(|needle| !needle.is_empty())
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

    fn ranges_of(&self, needle: &str) -> impl Iterator<Item = Range<usize>> {
        let found = self.text.match_indices(needle);
        found.map(|(at, hit)| self.starts[at]..self.ends[at + hit.len() - 1])
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
        let table: [(&str, &[&str], &[&str]); 9] = [
            ("Wingtip Toys", &["wing"], &["Wing"]),
            ("Wingtip Toys", &["toy", "tip t"], &["tip Toy"]),
            ("Müller", &["mul"], &["Mül"]),
            ("Mu\u{308}ller", &["mul"], &["Mu\u{308}l"]),
            ("Große Straße", &["sse"], &["ße", "ße"]),
            ("Große Straße", &["s"], &["ß", "S", "ß"]),
            ("윙팁토이즈", &["팁토"], &["팁토"]),
            ("ＷＩＮＧ", &["in"], &["ＩＮ"]),
            ("nothing", &["x", ""], &[]),
        ];
        for (text, needles, expected) in table {
            let needles: Vec<String> = needles.iter().map(|&needle| needle.to_owned()).collect();
            let found: Vec<&str> = found_in(text, &needles)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, expected, "{text} {needles:?}");
        }
    }
}
