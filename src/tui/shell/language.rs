//! The language while the desk is open: turned to the next one with everything on the screen, and keys that come from a
//! Korean keyboard.

use std::sync::Arc;

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::say;
use crate::tui::pane::Reaction;
use crate::tui::turn::After;
use crate::tui::two_set;
use crate::words::Words;

use super::Shell;

impl Shell {
    /// To the next language, with what lies over the panes closed, until the desk is left: what is to stay stands in the configuration.
    pub(super) fn turn_language(&mut self) -> Reaction {
        self.overlay = None;
        let language = self.around.words.language().next();
        self.reword(Words::load_with(language, self.around.words.signs()));
        self.refresh();
        let code = language.code();
        self.around.line.note(say!("language-turned", code = code));
        Reaction::Redraw
    }

    /// From now on these words are said.
    pub(super) fn reword(&mut self, words: Words) {
        self.around.words = Arc::new(words);
        for asker in self.panes.all() {
            if let Some(standing) = self.panes.of(asker, &self.layout) {
                let sight = self.around.sight(standing.area, false);
                standing.pane.reworded(&sight);
            }
        }
    }

    /// With the Korean input method left on, a key comes as a Hangul letter, or several as a syllable: each acts as it would
    /// without. What is left when a field got the focus is dropped, since nobody meant it for that field.
    pub(super) fn korean_keys(&mut self, key: KeyEvent) -> After {
        let KeyCode::Char(letter) = key.code else {
            return After::Nothing;
        };
        let mut after = After::Nothing;
        for letter in two_set::keys_of(letter).chars() {
            if self.with_front(|pane, _| pane.is_typing()) {
                break;
            }
            after = after.max(self.key(KeyEvent::new(KeyCode::Char(letter), key.modifiers)));
        }
        after
    }
}
