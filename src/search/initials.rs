//! Initial consonants (초성): `ㅇㅌ` finds 윙팁. A single consonant of a needle stands for every syllable that begins with
//! it, and for itself; any other letter stands for itself. The folded texts stay as they are: the syllables of one initial
//! stand side by side in Unicode, so that three bytes tell.

use std::ops::Range;

use memchr::memmem::Finder;

/// The consonants that begin a syllable, in the order of Unicode's syllables.
const INITIALS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];

/// Two consonants that an input method melts into one letter as they are typed one after the other.
const MELTED: [(char, &str); 11] = [
    ('ㄳ', "ㄱㅅ"),
    ('ㄵ', "ㄴㅈ"),
    ('ㄶ', "ㄴㅎ"),
    ('ㄺ', "ㄹㄱ"),
    ('ㄻ', "ㄹㅁ"),
    ('ㄼ', "ㄹㅂ"),
    ('ㄽ', "ㄹㅅ"),
    ('ㄾ', "ㄹㅌ"),
    ('ㄿ', "ㄹㅍ"),
    ('ㅀ', "ㄹㅎ"),
    ('ㅄ', "ㅂㅅ"),
];

/// How many syllables begin with one consonant.
const SYLLABLES: u32 = 588;

/// A folded needle with initial consonants in it.
#[derive(Debug)]
pub(super) struct Initials(Vec<Unit>);

/// What may stand at one place.
#[derive(Debug)]
enum Unit {
    /// This letter alone.
    Letter([u8; 4], usize),
    /// The consonant itself, or a syllable from the first to the last that begins with it; all of three bytes.
    Initial {
        itself: [u8; 3],
        first: [u8; 3],
        last: [u8; 3],
    },
}

/// A folded text made ready to be looked for, in whichever way it must be.
pub(super) enum Wanted {
    /// As it is.
    Text(Box<Finder<'static>>),
    /// With initial consonants in it.
    Initials(Initials),
}

impl Wanted {
    pub(super) fn new(text: &str) -> Self {
        match Initials::new(text) {
            Some(initials) => Wanted::Initials(initials),
            None => Wanted::Text(Box::new(Finder::new(text).into_owned())),
        }
    }

    /// Where it stands first.
    pub(super) fn find(&self, text: &[u8]) -> Option<usize> {
        match self {
            Wanted::Text(finder) => finder.find(text),
            Wanted::Initials(initials) => initials.find(text).map(|hit| hit.start),
        }
    }

    /// The two bytes that it is, if it is so short.
    pub(super) fn pair(&self) -> Option<[u8; 2]> {
        match self {
            Wanted::Text(finder) => finder.needle().try_into().ok(),
            Wanted::Initials(_) => None,
        }
    }

    /// Whether the letters of a text that has it are known beforehand.
    pub(super) fn has_known_letters(&self) -> bool {
        matches!(self, Wanted::Text(_))
    }
}

/// Whether a folded text stands in another, its initial consonants taken for syllables.
pub fn stands_in(needle: &str, text: &str) -> bool {
    match Initials::new(needle) {
        Some(initials) => initials.find(text.as_bytes()).is_some(),
        None => text.contains(needle),
    }
}

/// Whether a folded text begins another, its initial consonants taken for syllables.
pub fn begins(needle: &str, text: &str) -> bool {
    match Initials::new(needle) {
        Some(initials) => initials.end_at(text.as_bytes(), 0).is_some(),
        None => text.starts_with(needle),
    }
}

impl Initials {
    /// A folded needle; `None` where no initial consonant stands in it, and it is found as it is.
    pub(super) fn new(needle: &str) -> Option<Self> {
        let has_any = needle.chars().any(|letter| ('ㄱ'..='ㅎ').contains(&letter));
        if !has_any {
            return None;
        }
        let mut units = Vec::new();
        for letter in needle.chars() {
            match MELTED.iter().find(|(melted, _)| *melted == letter) {
                Some((_, two)) => units.extend(two.chars().map(Unit::of)),
                None => units.push(Unit::of(letter)),
            }
        }
        Some(Self(units))
    }

    /// Where it stands first.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        let first = self.0.first()?;
        let mut from = 0;
        while let Some(at) = first.next_in(&text[from..]).map(|hit| from + hit) {
            if let Some(end) = self.end_at(text, at) {
                return Some(at..end);
            }
            from = at + 1;
        }
        None
    }

    /// Everywhere it stands, none over another.
    pub(super) fn all(&self, text: &[u8]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(hit) = self.find(&text[from..]) {
            found.push(from + hit.start..from + hit.end);
            from += hit.end;
        }
        found
    }

    /// The bytes of which one begins what stands for each consonant: a row without any of them can't have it.
    pub(super) fn leads(&self) -> impl Iterator<Item = [u8; 3]> {
        self.0.iter().filter_map(|unit| match unit {
            Unit::Letter(..) => None,
            Unit::Initial {
                itself,
                first,
                last,
            } => Some([itself[0], first[0], last[0]]),
        })
    }

    fn end_at(&self, text: &[u8], at: usize) -> Option<usize> {
        self.0.iter().try_fold(at, |at, unit| {
            let length = unit.stands_at(&text[at..])?;
            Some(at + length)
        })
    }
}

impl Unit {
    fn of(letter: char) -> Self {
        let Some(number) = INITIALS.iter().position(|initial| *initial == letter) else {
            let mut bytes = [0; 4];
            let length = letter.encode_utf8(&mut bytes).len();
            return Unit::Letter(bytes, length);
        };
        let first = '가' as u32 + number as u32 * SYLLABLES;
        Unit::Initial {
            itself: three(letter as u32),
            first: three(first),
            last: three(first + SYLLABLES - 1),
        }
    }

    /// How many bytes it takes at the beginning of a text.
    fn stands_at(&self, text: &[u8]) -> Option<usize> {
        match self {
            Unit::Letter(bytes, length) => text.starts_with(&bytes[..*length]).then_some(*length),
            Unit::Initial {
                itself,
                first,
                last,
            } => {
                let letter: &[u8; 3] = text.first_chunk()?;
                let stands = letter == itself || (first..=last).contains(&letter);
                stands.then_some(3)
            }
        }
    }

    /// Where it may begin.
    fn next_in(&self, text: &[u8]) -> Option<usize> {
        match self {
            Unit::Letter(bytes, _) => memchr::memchr(bytes[0], text),
            Unit::Initial {
                itself,
                first,
                last,
            } => memchr::memchr3(itself[0], first[0], last[0], text),
        }
    }
}

/// The bytes of a Hangul letter or syllable, all of which take three.
fn three(code: u32) -> [u8; 3] {
    let low = |bits: u32| 0x80 | (bits & 0x3f) as u8;
    [0xe0 | (code >> 12) as u8, low(code >> 6), low(code)]
}

#[cfg(test)]
pub(super) mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// The same letter by letter, from the parts into which Unicode takes a syllable.
    pub(in crate::search) fn plainly(needle: &str, text: &str) -> bool {
        let wanted: Vec<char> = needle.chars().collect();
        let letters: Vec<char> = text.chars().collect();
        let begins =
            |letter: char| INITIALS.get(std::iter::once(letter).nfd().next()? as usize - 0x1100);
        let fits = |(wanted, letter): (&char, &char)| {
            let is_syllable = ('가'..='힣').contains(letter);
            wanted == letter || (is_syllable && begins(*letter) == Some(wanted))
        };
        wanted.is_empty()
            || letters
                .windows(wanted.len())
                .any(|part| wanted.iter().zip(part).all(fits))
    }

    #[test]
    fn a_consonant_stands_for_the_syllables_that_begin_with_it() {
        let table = [
            ("ㅇㅌ", "윙팁토이즈", Some("윙팁")),
            ("ㅌㅇㅈ", "윙팁토이즈", Some("토이즈")),
            ("윙ㅌ", "윙팁토이즈", Some("윙팁")),
            ("ㅇ팁", "윙팁토이즈", Some("윙팁")),
            ("ㄱㅅ", "경상 가스", Some("경상")),
            ("ㄳ", "경상 가스", Some("경상")),
            ("ㅎ", "가힣", Some("힣")),
            ("ㄱ", "까가", Some("가")),
            ("ㄲ", "까가", Some("까")),
            ("ㅋㅋ", "ㅋㅋ", Some("ㅋㅋ")),
            ("a ㅇ", "alpha 윙", Some("a 윙")),
            ("ㅇㅌ", "윙 팁", None),
            ("ㅇㅌ", "윙", None),
            ("ㅇㅌ", "wingtip", None),
            ("ㅏ", "가ㅏ", None),
            ("윙", "윙팁", None),
        ];
        for (needle, text, expected) in table {
            let found = Initials::new(needle).and_then(|initials| initials.find(text.as_bytes()));
            assert_eq!(
                found.map(|range| &text[range]),
                expected,
                "{needle} in {text}"
            );
        }
        assert!(begins("ㅇㅌ", "윙팁") && begins("윙", "윙팁") && !begins("ㅌ", "윙팁"));
        assert!(stands_in("ㅏ", "가ㅏ") && stands_in("윙", "윙팁") && !stands_in("ㅏ", "가"));
    }

    #[test]
    fn every_syllable_has_its_initial_and_no_other() {
        for syllable in '가'..='힣' {
            let text = syllable.to_string();
            let number = (syllable as u32 - '가' as u32) / SYLLABLES;
            for (place, initial) in (0..).zip(INITIALS) {
                let stands = stands_in(&initial.to_string(), &text);
                assert_eq!(stands, place == number, "{initial} in {text}");
            }
        }
    }

    #[test]
    fn all_hits_stand_beside_each_other() {
        let text = "토이 토이즈 타이";
        let initials = Initials::new("ㅌㅇ").unwrap();
        let found: Vec<&str> = initials
            .all(text.as_bytes())
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, ["토이", "토이", "타이"]);
    }
}
