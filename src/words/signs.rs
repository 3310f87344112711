//! The signs that the program itself writes beside letters: quotes, dots between two things, arrows, what stands where text
//! was cut. Some terminals show them wrongly, or two columns wide; for those each has a spelling in ASCII. Data is never
//! changed: only sentences of the locale files and signs of the screen come here.

use std::borrow::Cow;

/// Which signs the program writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Signs {
    /// Those of the locale files, and lines that join.
    #[default]
    Unicode,
    /// None beyond ASCII.
    Ascii,
}

impl Signs {
    /// What stands where text was cut: one column.
    pub const fn cut(self) -> char {
        match self {
            Signs::Unicode => '…',
            Signs::Ascii => '~',
        }
    }

    /// What stands between two things of one line.
    pub const fn joint(self) -> &'static str {
        match self {
            Signs::Unicode => " · ",
            Signs::Ascii => " | ",
        }
    }

    /// What stands for a letter that nobody may see.
    pub const fn unseen(self) -> &'static str {
        match self {
            Signs::Unicode => "•",
            Signs::Ascii => "*",
        }
    }

    /// A sign or a sentence of the program's own, written with these signs.
    pub fn spelt(self, own: &str) -> Cow<'_, str> {
        if self == Signs::Unicode || own.is_ascii() {
            return Cow::Borrowed(own);
        }
        let mut spelt = String::with_capacity(own.len());
        for letter in own.chars() {
            match ascii(letter) {
                Some(letters) => spelt.push_str(letters),
                None => spelt.push(letter),
            }
        }
        Cow::Owned(spelt)
    }
}

/// How a sign is written in ASCII; `None` for letters, which stay.
const fn ascii(sign: char) -> Option<&'static str> {
    Some(match sign {
        '«' | '»' | '“' | '”' | '「' | '」' => "\"",
        '‘' | '’' => "'",
        '·' | '│' | 'ㆍ' => "|",
        '…' => "...",
        '—' | '–' | '─' => "-",
        '┌' | '┐' | '└' | '┘' => "+",
        '→' => "->",
        '←' => "<-",
        '↑' => "^",
        '↓' | '▾' => "v",
        '›' => ">",
        '‹' => "<",
        '✓' => "+",
        '×' => "x",
        '\u{a0}' => " ",
        '\u{fffd}' => "?",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn no_sign_of_a_locale_file_is_left_in_ascii() {
        for language in Language::ALL {
            let spelt = Signs::Ascii.spelt(language.source());
            let left: Vec<char> = spelt
                .chars()
                .filter(|letter| !letter.is_ascii() && !letter.is_alphabetic())
                .collect();
            assert!(left.is_empty(), "{}: {left:?}", language.code());
        }
    }

    #[test]
    fn letters_of_people_stay() {
        assert_eq!(
            Signs::Ascii.spelt("«Müller — 윙팁»…"),
            "\"Müller - 윙팁\"..."
        );
        assert_eq!(Signs::Unicode.spelt("«a»"), "«a»");
    }
}
