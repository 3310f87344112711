//! A sentence over several lines.

use unicode_segmentation::UnicodeSegmentation;

use crate::account::text::{visible, width};

/// The lines of a sentence, each at most so many columns wide. Broken at blanks; a word that fits on no line is broken
/// between letters. An empty sentence has no lines.
pub fn wrapped(sentence: &str, columns: u16) -> Vec<String> {
    let room = usize::from(columns.max(1));
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in visible(sentence).split_whitespace() {
        let blank = usize::from(!line.is_empty());
        if width(&line) + blank + width(word) > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        push_broken(word, room, &mut line, &mut lines);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

fn push_broken(word: &str, room: usize, line: &mut String, lines: &mut Vec<String>) {
    let mut used = width(line);
    for grapheme in word.graphemes(true) {
        let columns = width(grapheme);
        if used + columns > room && used > 0 {
            lines.push(std::mem::take(line));
            used = 0;
        }
        line.push_str(grapheme);
        used += columns;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sentence_is_broken_at_blanks_and_a_long_word_between_letters() {
        let table: [(&str, u16, &[&str]); 6] = [
            ("", 10, &[]),
            ("one two", 10, &["one two"]),
            ("one two three", 7, &["one two", "three"]),
            ("abcdefgh ij", 3, &["abc", "def", "gh", "ij"]),
            ("김미나 님", 4, &["김미", "나", "님"]),
            ("wide 윙", 0, &["w", "i", "d", "e", "윙"]),
        ];
        for (sentence, columns, lines) in table {
            assert_eq!(wrapped(sentence, columns), lines, "{sentence} in {columns}");
        }
    }

    proptest! {
        #[test]
        fn every_line_fits(sentence in "[a-z가-힣 ]{0,40}", columns in 2_u16..20) {
            for line in wrapped(&sentence, columns) {
                prop_assert!(width(&line) <= usize::from(columns));
            }
        }
    }
}
