//! Text as people write it in any script: normal form, folding for search, what must never reach a terminal raw, and
//! width in columns. Whatever came from outside goes through [`visible`] before it is shown, whatever is compared for
//! search goes through [`fold`]. Knows nothing of accounts; the tables of characters stand at the end.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands where text was cut. One column wide.
pub const CUT_MARK: &str = "…";

/// The composed form (NFC), in which typed text and CSV text is kept. What came from the service is not put through it.
pub fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// The form in which text is searched and sorted: small letters without accents, `ß` as `ss`, full-width letters as
/// plain ones, Hangul as whole syllables. Invisible characters are gone, control characters are blanks, so that the
/// result never holds a byte below a blank. Folding a folded text changes nothing.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let small = text.to_ascii_lowercase();
        let has_controls = small.bytes().any(|byte| byte.is_ascii_control());
        return if has_controls {
            small.replace(|letter: char| letter.is_control(), " ")
        } else {
            small
        };
    }
    let mut bare = String::with_capacity(text.len());
    for letter in text.chars().flat_map(decomposed) {
        fold_letter(letter, &mut bare);
    }
    // Composed again: Hangul back to syllables, Japanese voiced kana back to one letter each.
    bare.nfc().collect()
}

/// Text that is safe to show on one line of a terminal: control characters as their pictures (`␛`), direction controls,
/// zero-width characters, tag characters and line separators as `<U+202E>`. The joiners U+200C and U+200D stay, because
/// Persian, Indic scripts and emoji are written with them.
pub fn visible(text: &str) -> Cow<'_, str> {
    let Some(first) = first_hidden(text) else {
        return Cow::Borrowed(text);
    };
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(&text[..first]);
    for letter in text[first..].chars() {
        match letter {
            '\0'..='\x1f' => shown.push(picture(0x2400 + letter as u32)),
            '\x7f' => shown.push(picture(0x2421)),
            hidden if is_hidden(hidden) => {
                shown.push_str(&format!("<U+{:04X}>", hidden as u32));
            }
            plain => shown.push(plain),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character changes what a person sees without being seen: controls (C0, DEL, C1), direction controls,
/// zero-width and tag characters, line separators. These are never shown raw; JSON escapes them, CSV replaces them.
pub const fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        // direction
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        // zero width: soft hyphen, joiner of graphemes, Mongolian and plain zero-width blanks, word joiner, invisible
        // operators, deprecated format characters, byte-order mark, interlinear marks
        | '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        // Hangul fillers: letters without a shape
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        // line separators
        | '\u{2028}' | '\u{2029}'
        // tags
        | '\u{e0000}'..='\u{e007f}'
    )
}

/// Where the first character stands that [`is_hidden`], in bytes.
pub fn first_hidden(text: &str) -> Option<usize> {
    match text.is_ascii() {
        true => text.bytes().position(|byte| byte.is_ascii_control()),
        false => text.find(is_hidden),
    }
}

/// Columns that a text takes on a terminal, counted grapheme by grapheme, as the screen's cells are filled: wide letters
/// and emoji sequences two, combining marks none. For text that went through [`visible`].
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text in at most so many columns, cut between graphemes; `…` stands for what was cut away.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let mut used = 0;
    let room = columns - 1;
    let fits = |grapheme: &&str| {
        used += UnicodeWidthStr::width(*grapheme);
        used <= room
    };
    let kept: usize = text.graphemes(true).take_while(fits).map(str::len).sum();
    Cow::Owned(format!("{}{CUT_MARK}", &text[..kept]))
}

/// The text in exactly so many columns: cut where it is too long, blanks behind it where it is too short.
pub fn pad(text: &str, columns: usize) -> String {
    let mut padded = cut(text, columns).into_owned();
    padded.extend(std::iter::repeat_n(' ', columns - width(&padded)));
    padded
}

/// As [`pad`], with the blanks in front: for numbers.
pub fn pad_start(text: &str, columns: usize) -> String {
    let text = cut(text, columns);
    let blanks = " ".repeat(columns - width(&text));
    blanks + &text
}

/// A letter and its marks apart. Single Hangul letters stay as they are: they would melt into the syllable before.
fn decomposed(letter: char) -> impl Iterator<Item = char> {
    let single = matches!(letter, '\u{3131}'..='\u{318e}');
    let apart = (!single).then(|| std::iter::once(letter).nfkd());
    let whole = single.then_some(letter);
    apart.into_iter().flatten().chain(whole)
}

fn fold_letter(letter: char, into: &mut String) {
    if is_accent(letter) || is_joiner_or_variant(letter) {
        return;
    }
    if letter.is_control() {
        into.push(' ');
        return;
    }
    if is_hidden(letter) {
        return;
    }
    match spelt_out(letter) {
        Some(letters) => into.push_str(letters),
        None => into.extend(letter.to_lowercase().filter(|small| !is_accent(*small))),
    }
}

/// Marks that searching looks over: accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic. Vowel
/// signs of Indic scripts and of Thai make other words and stay.
const fn is_accent(mark: char) -> bool {
    matches!(mark,
        '\u{300}'..='\u{34e}' | '\u{350}'..='\u{36f}' | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
    )
}

const fn is_joiner_or_variant(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Letters that Unicode does not take apart but people type without, and punctuation that word processors put in.
const fn spelt_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'þ' | 'Þ' => "th",
        'ŧ' | 'Ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        '‘' | '’' | 'ʼ' => "'",
        '“' | '”' => "\"",
        '‐'..='―' | '−' => "-",
        _ => return None,
    })
}

/// The picture of a control character; the blank of the replacement character should it not exist.
fn picture(code: u32) -> char {
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folding_makes_alike_what_people_type_alike() {
        let table = [
            ("Wingtip TOYS", "wingtip toys"),
            ("Müller & Söhne", "muller & sohne"),
            ("Mu\u{308}ller", "muller"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("Łódź", "lodz"),
            ("Smørrebrød Æbler", "smorrebrod aebler"),
            ("İstanbul ıssız", "istanbul issiz"),
            ("ΑΘΉΝΑΣ", "αθηνασ"),
            ("Αθήνας", "αθηνασ"),
            ("Йод Ёлка", "иод елка"),
            ("Ｗｉｎｇ　ｔｉｐ", "wing tip"),
            ("윙팁토이즈", "윙팁토이즈"),
            ("윙팁", "윙팁"),
            ("ㅇㅏ", "ㅇㅏ"),
            ("ｶﾞﾗｽ", "ガラス"),
            ("ガ", "ガ"),
            ("ผู้ใช้", "ผู้ใช้"),
            ("مُحَمَّد", "محمد"),
            ("שָׁלוֹם", "שלום"),
            ("नमस्ते", "नमस्ते"),
            ("ﬁnance №1", "finance no1"),
            ("O’Neil–Co", "o'neil-co"),
            ("a\u{200b}b\u{202e}c\u{ad}d", "abcd"),
            ("a\tb\u{85}c\u{2028}d", "a b cd"),
        ];
        for (text, folded) in table {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn a_hangul_letter_is_not_part_of_a_syllable() {
        assert!(!fold("가나다").contains(&fold("ㄱ")));
        assert!(!fold("각").contains(&fold("가")));
    }

    #[test]
    fn nothing_hidden_is_shown_raw() {
        let table = [
            ("plain 윙팁 نص", "plain 윙팁 نص"),
            ("\x1b[31mred", "␛[31mred"),
            ("a\0b\tc\nd\x7f", "a␀b␉c␊d␡"),
            ("\u{9b}31m", "<U+009B>31m"),
            ("exe\u{202e}gpj", "exe<U+202E>gpj"),
            ("a\u{200b}b\u{feff}", "a<U+200B>b<U+FEFF>"),
            ("x\u{2028}y", "x<U+2028>y"),
            ("\u{e0041}", "<U+E0041>"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👩\u{200d}🚀", "👩\u{200d}🚀"),
        ];
        for (text, shown) in table {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn columns_are_counted_by_grapheme() {
        let table = [
            ("", 0),
            ("wingtip", 7),
            ("윙팁", 4),
            ("윙", 2),
            ("Mu\u{308}ller", 6),
            ("ผู้ใช้", 3),
            ("محمد", 4),
            ("👩\u{200d}👩\u{200d}👧", 2),
            ("🇰🇷", 2),
            ("❤\u{fe0f}", 2),
            ("ｗ", 2),
        ];
        for (text, columns) in table {
            assert_eq!(width(text), columns, "{text}");
        }
    }

    #[test]
    fn a_cut_falls_between_graphemes_and_is_marked() {
        let table = [
            ("wingtip", 7, "wingtip"),
            ("wingtip", 4, "win…"),
            ("wingtip", 1, "…"),
            ("wingtip", 0, ""),
            ("윙팁토이즈", 5, "윙팁…"),
            ("윙팁토이즈", 6, "윙팁…"),
            ("Mu\u{308}ller", 3, "Mu\u{308}…"),
            ("a👩\u{200d}👩\u{200d}👧b", 3, "a…"),
            ("🇰🇷🇩🇪🇹🇭", 5, "🇰🇷🇩🇪…"),
        ];
        for (text, columns, shown) in table {
            assert_eq!(cut(text, columns), shown, "{text} in {columns}");
        }
    }

    #[test]
    fn padding_fills_to_the_column() {
        assert_eq!(pad("윙팁", 6), "윙팁  ");
        assert_eq!(pad("윙팁토", 4), "윙… ");
        assert_eq!(pad_start("48", 5), "   48");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,24}|.{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(&fold(&once), &once);
            prop_assert!(once.bytes().all(|byte| byte >= b' ' && byte != 0x7f));
        }

        #[test]
        fn composed_and_decomposed_text_fold_alike(text in "[À-ž가-힣α-ωА-я぀-ヿ]{0,12}") {
            prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text));
        }

        #[test]
        fn whatever_is_shown_hides_nothing(text in any::<String>()) {
            prop_assert!(!visible(&text).contains(is_hidden));
        }

        #[test]
        fn a_cut_text_fits(text in any::<String>(), columns in 0_usize..12) {
            let shown = visible(&text);
            prop_assert!(width(&cut(&shown, columns)) <= columns);
            prop_assert_eq!(width(&pad(&shown, columns)), columns);
        }
    }
}
