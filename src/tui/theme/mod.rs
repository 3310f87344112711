//! How meanings look. Views name a meaning ([`Ink`]); only this folder knows colours. Quiet: one accent says «here», red
//! only means danger, and nothing is said by colour alone, so that the same screen reads without any. The built-in themes
//! stand in `built_in`, those of the operator are read by `file`, which of them is on and how they follow the terminal is
//! told by [`Looks`].

mod background;
mod built_in;
mod colour;
mod file;
mod looks;

use ratatui::style::{Color, Modifier, Style};

use crate::account::cloud::Hue;
use crate::words::Signs;

pub use background::Background;
pub use colour::Depth;
pub use looks::{Looks, ThemeFile, Wish};

/// What a piece of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Text, and the ground of the whole screen.
    Plain,
    /// Of less weight: heads of columns, labels, hints.
    Faint,
    /// Of more weight: names, titles.
    Strong,
    /// Where one is: the row under the cursor, the field in focus.
    Here,
    /// Letters that the filter found.
    Found,
    /// Letters that the filter found, in the row under the cursor.
    FoundHere,
    /// Wrong, or about to be dangerous.
    Danger,
    /// A key in a hint.
    Key,
    /// The cloud of the book, by its colour.
    Cloud(Hue),
}

impl Ink {
    /// Every meaning, with the word by which a theme's file names it.
    pub const ALL: [(&'static str, Ink); 12] = [
        ("plain", Ink::Plain),
        ("faint", Ink::Faint),
        ("strong", Ink::Strong),
        ("here", Ink::Here),
        ("found", Ink::Found),
        ("found-here", Ink::FoundHere),
        ("danger", Ink::Danger),
        ("key", Ink::Key),
        ("cloud-green", Ink::Cloud(Hue::Green)),
        ("cloud-blue", Ink::Cloud(Hue::Blue)),
        ("cloud-yellow", Ink::Cloud(Hue::Yellow)),
        ("cloud-magenta", Ink::Cloud(Hue::Magenta)),
    ];

    /// Its place in [`Ink::ALL`].
    const fn place(self) -> usize {
        match self {
            Ink::Plain => 0,
            Ink::Faint => 1,
            Ink::Strong => 2,
            Ink::Here => 3,
            Ink::Found => 4,
            Ink::FoundHere => 5,
            Ink::Danger => 6,
            Ink::Key => 7,
            Ink::Cloud(Hue::Green) => 8,
            Ink::Cloud(Hue::Blue) => 9,
            Ink::Cloud(Hue::Yellow) => 10,
            Ink::Cloud(Hue::Magenta) => 11,
        }
    }
}

/// The looks of all meanings, and the signs beside the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; Ink::ALL.len()],
    signs: Signs,
}

impl Theme {
    /// Without colour (`NO_COLOR`): weight and underlines only.
    pub const PLAIN: Theme = Theme {
        styles: [
            Style::new(),
            Style::new().add_modifier(Modifier::DIM),
            BOLD,
            BOLD,
            Style::new().add_modifier(Modifier::UNDERLINED),
            BOLD.add_modifier(Modifier::UNDERLINED),
            BOLD,
            Style::new(),
            BOLD,
            BOLD,
            BOLD,
            BOLD,
        ],
        signs: Signs::Unicode,
    };

    /// How a meaning looks.
    pub const fn style(&self, ink: Ink) -> Style {
        self.styles[ink.place()]
    }

    /// The signs beside the letters.
    pub const fn signs(&self) -> Signs {
        self.signs
    }

    /// The same with other signs.
    #[must_use]
    pub const fn with_signs(mut self, signs: Signs) -> Self {
        self.signs = signs;
        self
    }

    /// The same with one meaning looking otherwise.
    #[must_use]
    const fn with(mut self, ink: Ink, style: Style) -> Self {
        self.styles[ink.place()] = style;
        self
    }

    /// As it can be shown: colours as many as the terminal has.
    #[must_use]
    pub fn fit(mut self, depth: Depth) -> Self {
        if depth == Depth::None {
            return Theme::PLAIN.with_signs(self.signs);
        }
        let fit = |colour: Option<Color>| colour.map(|colour| depth.fit(colour));
        for style in &mut self.styles {
            style.fg = fit(style.fg);
            style.bg = fit(style.bg);
        }
        self
    }
}

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);

#[cfg(test)]
mod tests;
