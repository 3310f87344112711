//! Text as people write it in any script: normal form, folding for search, what must never reach a terminal raw, and
//! width in columns. Whatever came from outside goes through [`visible`] before it is shown, whatever is compared for
//! search goes through [`fold`]. Knows nothing of accounts; the tables of characters stand at the end.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands where text was cut. One column wide.
pub const CUT_MARK: char = '…';

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
/// Persian, Indic scripts and emoji are written with them; marks and joiners beyond [`MARKS`] on one letter do not, because
/// one cell of the screen would take them all.
pub fn visible(text: &str) -> Cow<'_, str> {
    let mut pile = Pile::default();
    let Some(first) = text.find(|letter| is_hidden(letter) || pile.is_too_high(letter)) else {
        return Cow::Borrowed(text);
    };
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(&text[..first]);
    let mut rest = text[first..].chars();
    if let Some(letter) = rest.next() {
        push_picture(letter, &mut shown);
    }
    for letter in rest {
        if is_hidden(letter) || pile.is_too_high(letter) {
            push_picture(letter, &mut shown);
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// As [`visible`] and [`cut`] together, for a place of so many columns: looks at no more of the text than could be shown
/// there, however long it is.
pub fn shown(text: &str, columns: usize) -> Cow<'_, str> {
    shown_with(text, columns, CUT_MARK)
}

/// As [`shown`], with another sign of one column where text was cut.
pub fn shown_with(text: &str, columns: usize, mark: char) -> Cow<'_, str> {
    // Each column takes one letter and its marks at the most, and one letter more shows that something was cut.
    let letters = (columns + 2) * (MARKS + 2);
    let beginning = match text.char_indices().nth(letters) {
        Some((end, _)) if text.len() > letters => &text[..end],
        _ => text,
    };
    match visible(beginning) {
        Cow::Borrowed(plain) => cut_with(plain, columns, mark),
        Cow::Owned(pictures) => Cow::Owned(cut_with(&pictures, columns, mark).into_owned()),
    }
}

/// Marks and joiners that one letter may carry to be shown as it is. A family of four has three joiners, a Tibetan stack
/// some ten marks.
pub const MARKS: usize = 16;

/// The marks and joiners on the letter where a reader of text stands.
#[derive(Default)]
struct Pile {
    marks: usize,
    is_joined: bool,
}

impl Pile {
    fn is_too_high(&mut self, letter: char) -> bool {
        let is_mark = !letter.is_ascii() && letter.width() == Some(0);
        // A skin colour melts into the emoji before it, as a mark does.
        let melts = matches!(letter, '\u{1f3fb}'..='\u{1f3ff}');
        if is_mark {
            self.marks += 1;
        } else if !self.is_joined && !melts {
            self.marks = 0;
        }
        self.is_joined = letter == '\u{200d}';
        is_mark && self.marks > MARKS
    }
}

fn push_picture(letter: char, shown: &mut String) {
    match letter {
        '\0'..='\x1f' => shown.push(picture(0x2400 + letter as u32)),
        '\x7f' => shown.push(picture(0x2421)),
        hidden => shown.push_str(&format!("<U+{:04X}>", hidden as u32)),
    }
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
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        // format characters of Khmer, of shorthand and of music
        | '\u{17b4}' | '\u{17b5}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        // Hangul fillers: letters without a shape
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        // line separators
        | '\u{2028}' | '\u{2029}'
        // tags, and what stands beside them without a meaning
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}'
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
    cut_with(text, columns, CUT_MARK)
}

fn cut_with(text: &str, columns: usize, mark: char) -> Cow<'_, str> {
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
    Cow::Owned(format!("{}{mark}", &text[..kept]))
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
mod tests;
