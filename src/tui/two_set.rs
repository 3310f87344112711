//! The Korean keyboard (두벌식, "two sets"): which Latin keys a Hangul letter comes from. With the Korean input method left
//! on, a key arrives as a single letter (`ㅛ` for `y`) or, when two were joined, as a syllable (`가` for `r`, `k`).

/// The keys of the consonants that begin a syllable, in the order of Unicode.
const INITIALS: [&str; 19] = [
    "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g",
];

/// The keys of the vowels.
const VOWELS: [&str; 21] = [
    "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b",
    "m", "ml", "l",
];

/// The keys of what ends a syllable; nothing comes first.
const FINALS: [&str; 28] = [
    "", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a",
    "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g",
];

/// The keys of the single consonants from `ㄱ` on.
const SINGLES: [&str; 30] = [
    "r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a",
    "q", "Q", "qt", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g",
];

const FIRST_SYLLABLE: u32 = '가' as u32;
const FIRST_CONSONANT: u32 = 'ㄱ' as u32;
const FIRST_VOWEL: u32 = 'ㅏ' as u32;

/// The Latin keys that were pressed for a Hangul letter or syllable; empty for any other letter.
pub fn keys_of(letter: char) -> String {
    let code = letter as u32;
    match letter {
        'ㄱ'..='ㅎ' => at(&SINGLES, code - FIRST_CONSONANT).to_owned(),
        'ㅏ'..='ㅣ' => at(&VOWELS, code - FIRST_VOWEL).to_owned(),
        '가'..='힣' => {
            let place = code - FIRST_SYLLABLE;
            let (finals, vowels) = (FINALS.len() as u32, VOWELS.len() as u32);
            let initial = at(&INITIALS, place / finals / vowels);
            let vowel = at(&VOWELS, place / finals % vowels);
            format!("{initial}{vowel}{}", at(&FINALS, place % finals))
        }
        _ => String::new(),
    }
}

fn at(keys: &[&'static str], place: u32) -> &'static str {
    keys.get(place as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_or_a_syllable_tells_its_keys() {
        let table = [
            ('ㅛ', "y"),
            ('ㅁ', "a"),
            ('ㅃ', "Q"),
            ('ㅖ', "P"),
            ('ㅘ', "hk"),
            ('ㄳ', "rt"),
            ('ㅎ', "g"),
            ('ㅣ', "l"),
            ('가', "rk"),
            ('묘', "ay"),
            ('값', "rkqt"),
            ('힣', "glg"),
            ('a', ""),
            ('あ', ""),
        ];
        for (letter, keys) in table {
            assert_eq!(keys_of(letter), keys, "{letter}");
        }
    }

    #[test]
    fn every_small_latin_letter_has_a_key_of_its_own() {
        let mut keys: Vec<String> = ('ㄱ'..='ㅣ').map(keys_of).collect();
        keys.retain(|keys| keys.len() == 1 && keys.chars().all(|key| key.is_ascii_lowercase()));
        keys.sort();
        let all: Vec<String> = ('a'..='z').map(String::from).collect();
        assert_eq!(keys, all);
    }
}
