//! Yes or no in a form: the space bar turns it.

use ratatui::crossterm::event::KeyCode;

use crate::tui::theme::Ink;

use super::Focus;
use super::pen::Pen;
use super::text::Edited;
use super::typed::Typed;

/// A box with a cross or without.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flag {
    /// Whether the cross is there.
    pub is_set: bool,
}

impl Flag {
    /// The value of a flag that is set.
    pub const SET: &'static str = "true";

    /// Its value among those of a form.
    pub const fn value(self) -> &'static str {
        if self.is_set { Self::SET } else { "false" }
    }

    /// Turns it.
    pub fn turn(&mut self) {
        self.is_set = !self.is_set;
    }

    /// Takes a key: the space bar turns it, any other letter says nothing.
    pub fn typed(&mut self, typed: &Typed) -> Edited {
        match typed {
            Typed::Key(key) if key.code == KeyCode::Char(' ') => {
                self.turn();
                Edited::Changed
            }
            _ => Edited::Not,
        }
    }

    /// Draws it.
    pub fn draw(self, pen: &mut Pen, x: u16, y: u16, room: u16, focus: Focus) {
        let sign = if self.is_set { "[x]" } else { "[ ]" };
        pen.text_in(x, y, room, sign, Ink::Plain);
        if focus == Focus::Here {
            pen.put_cursor(x + 1, y);
        }
    }
}
