//! How meanings look. Views name a meaning ([`Ink`]); only this file knows colours. Quiet: one accent says «here», red
//! only means danger, and nothing is said by colour alone, so that the same screen reads without any.

use ratatui::style::{Color, Modifier, Style};

use crate::account::cloud::Hue;

/// What a piece of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Text.
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

/// The looks of all meanings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// With the sixteen colours that every terminal lets its user choose.
    Quiet,
    /// Without colour (`NO_COLOR`): weight and underlines only.
    Plain,
}

impl Theme {
    /// How a meaning looks.
    pub fn style(self, ink: Ink) -> Style {
        let style = Style::new();
        let coloured = |colour| match self {
            Theme::Quiet => style.fg(colour),
            Theme::Plain => style,
        };
        match ink {
            Ink::Plain => style,
            Ink::Faint => style.add_modifier(Modifier::DIM),
            Ink::Strong => style.add_modifier(Modifier::BOLD),
            Ink::Here => coloured(Color::Cyan).add_modifier(Modifier::BOLD),
            Ink::Found => style.add_modifier(Modifier::UNDERLINED),
            Ink::FoundHere => self.style(Ink::Here).add_modifier(Modifier::UNDERLINED),
            Ink::Danger => coloured(Color::Red).add_modifier(Modifier::BOLD),
            Ink::Key => coloured(Color::Cyan),
            Ink::Cloud(hue) => coloured(match hue {
                Hue::Green => Color::Green,
                Hue::Blue => Color::Blue,
                Hue::Yellow => Color::Yellow,
                Hue::Magenta => Color::Magenta,
            })
            .add_modifier(Modifier::BOLD),
        }
    }
}
