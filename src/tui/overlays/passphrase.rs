//! The passphrase of the sealed first passwords: typed unseen, asked for again when it is wrong. Whoever leaves it works on
//! without; what needs the passwords says so then.

use crate::account::problem::Message;
use crate::operations::Failure;
use crate::say;
use crate::store::StoreError;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::masked::MaskedLine;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::typed::Typed;
use crate::tui::widgets::wrap::wrapped;
use crate::tui::workers::{Number, Outcome, Write};

/// Asks for the passphrase.
#[derive(Default)]
pub struct PassphraseBox {
    line: MaskedLine,
    /// It is being tried.
    waits: Option<Number>,
    /// What came of the last one.
    said: Option<Message>,
}

impl PassphraseBox {
    fn try_it(&mut self, cx: &mut Cx) -> Reaction {
        if self.waits.is_some() {
            return Reaction::Nothing;
        }
        if self.line.is_empty() {
            return left(cx);
        }
        self.said = None;
        self.waits = Some(cx.out.write(Write::Unlock(self.line.take())));
        Reaction::Redraw
    }

    /// The sentence under the line.
    fn below(&self, sight: &Sight) -> (String, Ink) {
        match (&self.said, self.waits) {
            (_, Some(_)) => (sight.words.text("seal-tries"), Ink::Faint),
            (Some(said), None) => (sight.words.say(said), Ink::Danger),
            (None, None) => (sight.words.text("seal-without"), Ink::Faint),
        }
    }
}

/// Nothing was given: it is told how it can be given later.
fn left(cx: &mut Cx) -> Reaction {
    let key = cx.sight.key(Place::Everywhere, Action::Unlock);
    cx.line.note(say!("seal-left", key = key));
    Reaction::Close
}

impl Pane for PassphraseBox {
    fn place(&self) -> Place {
        Place::Passphrase
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.text("seal-title")
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn offers(&self, _action: Action, _sight: &Sight) -> Offer {
        Offer::Yes
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Accept => self.try_it(cx),
            Action::Back => left(cx),
            _ => Reaction::Nothing,
        }
    }

    fn typed(&mut self, typed: &Typed, _cx: &mut Cx) -> Reaction {
        match self.waits.is_none() && self.line.typed(typed) {
            true => Reaction::Redraw,
            false => Reaction::Nothing,
        }
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        if self.waits != Some(number) {
            return Reaction::Nothing;
        }
        self.waits = None;
        match outcome {
            Outcome::Unlocked(Ok(())) => {
                cx.line.note(say!("seal-opened"));
                Reaction::Close
            }
            Outcome::Unlocked(Err(Failure::Store(StoreError::WrongPassphrase))) => {
                self.said = Some(say!("seal-wrong"));
                Reaction::Redraw
            }
            Outcome::Unlocked(Err(failure)) => {
                cx.line.refused(&failure);
                Reaction::Close
            }
            _ => Reaction::Close,
        }
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        const WIDTH: u16 = 64;
        let width = WIDTH.min(pen.width());
        let (below, ink) = self.below(sight);
        let lines = wrapped(&below, width.saturating_sub(4));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let inside = &mut pen.boxed(width, height.saturating_add(4), &self.title(sight));
        let room = usize::from(inside.width().saturating_sub(3));
        let dots = sight
            .words
            .signs()
            .unseen()
            .repeat(self.line.letters().min(room));
        inside.text(1, 0, &dots, Ink::Plain);
        inside.put_cursor(1 + columns(&dots), 0);
        for (y, line) in (2..).zip(&lines) {
            inside.text(1, y, line, ink);
        }
    }
}
