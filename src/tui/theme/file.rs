//! An operator's own theme, `themes/NAME.toml` beside the configuration: a built-in one it begins with, its signs, and what
//! looks otherwise. A colour is a name of the sixteen, a number of the 256 or `#rrggbb`. What is wrong is told with file,
//! line and key and left out.
//!
//! ```toml
//! base = "dark"
//! signs = "ascii"
//! here = "#ffd75f"
//! danger = { text = "white", background = 88, bold = true, underline = true }
//! ```

use ratatui::style::{Color, Modifier, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::account::problem::{Code, Message};
use crate::config::reading::Reading;
use crate::say;
use crate::words::Signs;

use super::background::Background;
use super::built_in::BuiltIn;
use super::colour::Depth;
use super::{Ink, Theme, ThemeFile};

/// A theme as its file says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnTheme {
    base: BuiltIn,
    signs: Option<Signs>,
    looks: Vec<(Ink, Look)>,
}

/// What a meaning looks like otherwise than in the base.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Look {
    text: Option<Color>,
    ground: Option<Color>,
    given: Modifier,
    taken: Modifier,
}

const SIGNS: [&str; 2] = ["unicode", "ascii"];

/// How a look is set off besides colours.
const WEIGHTS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

impl OwnTheme {
    /// Reads a file, and what is wrong in it.
    pub(super) fn read(file: &ThemeFile) -> (Self, Vec<Message>) {
        let mut reading = Reading::of(&file.text, file.file.clone());
        let theme = reading.whole(theme);
        let wrong = reading.problems().into_iter().map(|one| one.message);
        (theme.unwrap_or_else(Self::empty), wrong.collect())
    }

    const fn empty() -> Self {
        Self {
            base: BuiltIn::Auto,
            signs: None,
            looks: Vec::new(),
        }
    }

    /// The theme for a terminal.
    pub(super) fn theme(&self, background: Background, depth: Depth) -> Theme {
        let mut theme = self.base.theme(background, depth);
        for (ink, look) in &self.looks {
            let style = look.laid_over(theme.style(*ink));
            theme = theme.with(*ink, style);
            let has_own = self.looks.iter().any(|(other, _)| *other == Ink::FoundHere);
            if *ink == Ink::Here && !has_own {
                theme = theme.with(Ink::FoundHere, style.add_modifier(Modifier::UNDERLINED));
            }
        }
        theme
            .with_signs(self.signs.unwrap_or(theme.signs()))
            .fit(depth)
    }
}

impl Look {
    fn laid_over(self, mut style: Style) -> Style {
        style.fg = self.text.or(style.fg);
        style.bg = self.ground.or(style.bg);
        style.add_modifier = (style.add_modifier - self.taken) | self.given;
        style
    }
}

fn theme(reading: &mut Reading, table: &DeTable) -> OwnTheme {
    let mut theme = OwnTheme::empty();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        match name {
            "base" => {
                let words = BuiltIn::ALL.map(|(name, _)| name);
                let base = reading.word(name, value, &words, BuiltIn::named);
                theme.base = base.unwrap_or(theme.base);
            }
            "signs" => {
                theme.signs = reading.word(name, value, &SIGNS, |word| match word {
                    "unicode" => Some(Signs::Unicode),
                    "ascii" => Some(Signs::Ascii),
                    _ => None,
                });
            }
            _ => match Ink::ALL.into_iter().find(|(word, _)| *word == name) {
                Some((_, ink)) => theme.looks.push((ink, look(reading, name, value))),
                None => reading.unknown((key, value), name),
            },
        }
    }
    theme
}

/// A colour alone is that of the text.
fn look(reading: &mut Reading, path: &str, value: &Spanned<DeValue>) -> Look {
    let mut look = Look::default();
    let DeValue::Table(members) = value.get_ref() else {
        look.text = colour(reading, path, value);
        return look;
    };
    for (key, value) in members {
        let name = key.get_ref().as_ref();
        let path = format!("{path}.{name}");
        let weight = WEIGHTS.into_iter().find(|(word, _)| *word == name);
        match (name, weight) {
            ("text", _) => look.text = colour(reading, &path, value),
            ("background", _) => look.ground = colour(reading, &path, value),
            (_, Some((_, weight))) => match reading.flag(&path, value) {
                Some(true) => look.given |= weight,
                Some(false) => look.taken |= weight,
                None => {}
            },
            _ => reading.unknown((key, value), &path),
        }
    }
    look
}

fn colour(reading: &mut Reading, path: &str, value: &Spanned<DeValue>) -> Option<Color> {
    let colour = match value.get_ref() {
        DeValue::String(text) => text.parse().ok(),
        DeValue::Integer(number) => {
            let number = u8::from_str_radix(number.as_str(), number.radix()).ok();
            number.map(Color::Indexed)
        }
        _ => None,
    };
    if colour.is_none() {
        let message = say!("theme-no-colour");
        reading.wrong(value.span().start, path, Code::BadFormat, message);
    }
    colour
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    fn read(text: &str) -> (OwnTheme, Vec<String>) {
        let (theme, wrong) = OwnTheme::read(&ThemeFile {
            name: "mine".to_owned(),
            file: "themes/mine.toml".to_owned(),
            text: text.to_owned(),
        });
        let words = Words::load(Language::English);
        (theme, wrong.iter().map(|wrong| words.say(wrong)).collect())
    }

    #[test]
    fn what_a_file_says_looks_so_and_the_rest_as_in_its_base() {
        let (own, wrong) = read(
            "base = \"light\"\nsigns = \"ascii\"\nhere = \"#ffd75f\"\nkey = \"red\"\nfaint = 244\n\
             danger = { text = \"white\", background = 88, bold = false, underline = true }\n",
        );
        assert!(wrong.is_empty(), "{wrong:?}");
        let theme = own.theme(Background::Dark, Depth::All);
        let base = BuiltIn::Light.theme(Background::Dark, Depth::All);
        assert_eq!(theme.signs(), Signs::Ascii);
        let gold = Color::Rgb(255, 215, 95);
        let here = theme.style(Ink::Here);
        assert_eq!(
            (here.fg, here.add_modifier),
            (Some(gold), Modifier::BOLD),
            "its weight stays"
        );
        assert_eq!(theme.style(Ink::FoundHere).fg, Some(gold));
        assert_eq!(theme.style(Ink::Key).fg, Some(Color::Red));
        assert_eq!(theme.style(Ink::Faint).fg, Some(Color::Indexed(244)));
        let danger = theme.style(Ink::Danger);
        assert_eq!(danger.bg, Some(Color::Indexed(88)));
        assert_eq!(danger.add_modifier, Modifier::UNDERLINED);
        assert_eq!(theme.style(Ink::Strong), base.style(Ink::Strong));
        let plain = own.theme(Background::Dark, Depth::None);
        assert_eq!(plain, Theme::PLAIN.with_signs(Signs::Ascii));
    }

    #[test]
    fn what_is_wrong_is_told_with_file_line_and_key_and_the_rest_works() {
        let (own, wrong) = read(
            "base = \"pink\"\nhere = \"#12\"\nkey = \"cyan\"\nwhere = 3\nfaint = 256\n\
             danger = { colour = 1, bold = 1 }\nstrong = = 2\n",
        );
        let places = [
            "themes/mine.toml, line 1, base: «pink» is none of auto, ",
            "themes/mine.toml, line 2, here: ",
            "themes/mine.toml, line 4, where: ",
            "themes/mine.toml, line 5, faint: ",
            "themes/mine.toml, line 6, danger.bold: ",
            "themes/mine.toml, line 6, danger.colour: ",
            "themes/mine.toml, line 7: ",
        ];
        assert_eq!(wrong.len(), places.len(), "{wrong:?}");
        for (wrong, place) in wrong.iter().zip(places) {
            assert!(wrong.starts_with(place), "{wrong}");
        }
        let theme = own.theme(Background::Dark, Depth::All);
        assert_eq!(theme.style(Ink::Key).fg, Some(Color::Cyan));
    }
}
