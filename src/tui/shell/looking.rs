//! How the desk looks: the operator turns to the next theme, the terminal tells what it writes on. Signs stand in the
//! sentences too, so that these are loaded anew where a theme has others.

use crate::say;
use crate::tui::pane::Reaction;
use crate::tui::theme::Background;
use crate::tui::turn::After;
use crate::words::Words;

use super::Shell;
use super::around::Around;

impl Shell {
    /// Turns to the next theme and says which one it is.
    pub(super) fn turn_theme(&mut self) -> Reaction {
        self.around.looks.turn();
        if let Some(words) = self.around.spelt() {
            self.overlay = None;
            self.reword(words);
        }
        let name = self.around.looks.name().to_owned();
        self.around.line.note(say!("theme-on", name = name));
        Reaction::Redraw
    }

    /// The terminal has said what it writes on.
    pub(super) fn lie_on(&mut self, background: Background) -> After {
        match self.around.looks.lie_on(background) {
            true => After::Draw,
            false => After::Nothing,
        }
    }

    /// Whether the terminal is to be asked what it writes on.
    pub fn asks_for_ground(&self) -> bool {
        self.around.asks_for_ground && self.around.looks.follows_terminal()
    }
}

impl Around {
    /// The sentences with the signs of the theme, where those that are said have others.
    pub(super) fn spelt(&self) -> Option<Words> {
        let signs = self.looks.theme().signs();
        let is_other = self.words.signs() != signs;
        is_other.then(|| Words::load_with(self.words.language(), signs))
    }
}
