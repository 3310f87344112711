//! How many colours a terminal has, and which of them comes nearest to a wanted one.

use anstyle::{Ansi256Color, RgbColor};
use anstyle_lossy::palette::VGA;
use ratatui::style::Color;

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None are wanted.
    None,
    /// The sixteen that its user chose.
    Sixteen,
    /// Those, and a fixed cube and greys.
    Many,
    /// Any.
    All,
}

impl Depth {
    /// What the environment says of a terminal: `COLORTERM` where any colour can be shown, else the end of `TERM`.
    pub fn of(term: &str, colorterm: &str) -> Self {
        let any = ["truecolor", "24bit"].contains(&colorterm) || term.ends_with("-direct");
        if any {
            Depth::All
        } else if term.contains("256color") {
            Depth::Many
        } else {
            Depth::Sixteen
        }
    }

    /// The colour that comes nearest to one. One of the sixteen stays: its user chose how it looks.
    pub(super) fn fit(self, colour: Color) -> Color {
        let indexed = |colour: Ansi256Color| Color::Indexed(colour.0);
        match (self, colour) {
            (Depth::All, _) => colour,
            (Depth::Many, Color::Rgb(r, g, b)) => {
                indexed(anstyle_lossy::rgb_to_xterm(RgbColor(r, g, b)))
            }
            (Depth::Sixteen, Color::Rgb(r, g, b)) => {
                let near = anstyle_lossy::rgb_to_ansi(RgbColor(r, g, b), VGA);
                indexed(Ansi256Color::from_ansi(near))
            }
            (Depth::Sixteen, Color::Indexed(number @ 16..)) => {
                let near = anstyle_lossy::xterm_to_ansi(Ansi256Color(number), VGA);
                indexed(Ansi256Color::from_ansi(near))
            }
            _ => colour,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_how_many_colours_there_are() {
        for (term, colorterm, depth) in [
            ("xterm-256color", "truecolor", Depth::All),
            ("xterm", "24bit", Depth::All),
            ("xterm-direct", "", Depth::All),
            ("tmux-256color", "", Depth::Many),
            ("xterm", "", Depth::Sixteen),
            ("linux", "yes", Depth::Sixteen),
            ("", "", Depth::Sixteen),
        ] {
            assert_eq!(Depth::of(term, colorterm), depth, "{term} {colorterm}");
        }
    }

    #[test]
    fn a_colour_that_a_terminal_has_not_becomes_its_nearest() {
        let orange = Color::Rgb(255, 135, 0);
        assert_eq!(Depth::All.fit(orange), orange);
        assert_eq!(Depth::Many.fit(orange), Color::Indexed(208));
        let Color::Indexed(near) = Depth::Sixteen.fit(orange) else {
            panic!("one of the sixteen");
        };
        assert!(near < 16);
        let red = Depth::Sixteen.fit(Color::Indexed(196));
        assert!([1, 9].map(Color::Indexed).contains(&red), "{red:?}");
        assert_eq!(Depth::Sixteen.fit(Color::Cyan), Color::Cyan);
    }
}
