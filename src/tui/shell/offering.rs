//! What was begun and not saved is offered at the start, and again at its key. Whoever has pressed a key already is not
//! held up: it is said in the message line then.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::key::Key;
use crate::tui::overlays::begun::BegunBox;
use crate::tui::pane::{Opening, Reaction};
use crate::tui::two_set;
use crate::tui::workers::{Begun, Number, Read};

use super::Shell;

impl Shell {
    /// Asks what was begun.
    pub(super) fn look_for_begun(&mut self) -> Reaction {
        self.own.begun = Some(self.with_shell(|_, cx| cx.out.read(Read::Begun)));
        Reaction::Nothing
    }

    /// Offers it. Forms that are open have their words themselves.
    pub(super) fn offer(&mut self, number: Number, mut begun: Vec<Begun>) -> Reaction {
        let open = self.panes.drafts();
        begun.retain(|begun| open.iter().all(|draft| draft.name != begun.name));
        let is_asked_for = self.own.begun == Some(number);
        let is_late = number <= self.before_last_key;
        match (begun.is_empty(), is_late) {
            (true, _) if is_asked_for => self.around.line.note(say!("begun-none")),
            (true, _) => return Reaction::Nothing,
            (false, true) => self.tell_begun(&begun),
            (false, false) if self.asks_for_passphrase() => {
                self.own.unlocking.begun_after = begun;
            }
            (false, false) => self.overlay = Some(Box::new(BegunBox::new(begun))),
        }
        Reaction::Redraw
    }

    /// Offers what had to wait for a question, once that is closed.
    pub(super) fn offer_after(&mut self) {
        let begun = std::mem::take(&mut self.own.unlocking.begun_after);
        if self.overlay.is_none() && !begun.is_empty() {
            self.overlay = Some(Box::new(BegunBox::new(begun)));
        }
    }

    fn tell_begun(&mut self, begun: &[Begun]) {
        let words = &self.around.words;
        let what: Vec<String> = begun.iter().map(|begun| words.say(&begun.what)).collect();
        let key = self.around.keymap.key(Place::Everywhere, Action::Begun);
        let key = key.map_or_else(String::new, |key| key.label(words.signs()));
        self.around.line.note(say!("begun", what = what, key = key));
    }

    /// The offer steps aside for a key that is none of its own.
    pub(super) fn step_aside(&mut self, key: KeyEvent) {
        let overlay = self.overlay.as_ref();
        let is_offer = overlay.is_some_and(|overlay| overlay.place() == Place::Begun);
        let is_its_own = || {
            let action = self.around.keymap.action(Place::Begun, Key::of(key));
            // A Hangul letter comes again as the key that it stands on.
            let is_hangul =
                matches!(key.code, KeyCode::Char(letter) if !two_set::keys_of(letter).is_empty());
            action.is_some() || is_hangul
        };
        if is_offer && !is_its_own() {
            self.with_front(|pane, cx| pane.act(Action::Later, cx));
            self.overlay = None;
        }
    }

    /// Shows a form with the words that were kept of it.
    pub(super) fn go_on(&mut self, opening: &Opening) {
        self.overlay = None;
        self.open(opening);
        self.panes.go_on();
    }
}
