//! The passphrase of the sealed first passwords: asked for at the start where the book has one, at its key, and when
//! something came to nothing without it.

use secrecy::SecretString;

use crate::account::problem::Message;
use crate::account::task::Task;
use crate::say;
use crate::store::SealKey;
use crate::tui::action::{Action, Place};
use crate::tui::overlays::passphrase::PassphraseBox;
use crate::tui::pane::{Offer, Reaction};
use crate::tui::workers::{Begun, Number, Outcome, Read, Write};

use super::Shell;

/// What makes or hands over first passwords. Whoever may do none of it is not asked.
const NEED_IT: [Task; 5] = [
    Task::AddUsers,
    Task::AddManyUsers,
    Task::ResetPassword,
    Task::HandOverPasswords,
    Task::AddCustomer,
];

/// What the shell knows of the seal.
#[derive(Default)]
pub(super) struct Unlocking {
    /// What a file says, until it was tried.
    given: Option<SecretString>,
    /// The one of the file is being tried.
    tries: Option<Number>,
    /// Somebody asked for the question.
    asked: Option<Number>,
    /// What was begun is offered after the question.
    pub(super) begun_after: Vec<Begun>,
}

impl Unlocking {
    /// With what a file says.
    pub(super) fn with(given: Option<SecretString>) -> Self {
        Self {
            given,
            ..Self::default()
        }
    }
}

impl Shell {
    /// Looks whether a passphrase is needed, because somebody wants to give it.
    pub(super) fn look_at_seal(&mut self) -> Reaction {
        self.own.unlocking.asked = Some(self.with_shell(|_, cx| cx.out.read(Read::SealKey)));
        Reaction::Nothing
    }

    /// The file's passphrase is tried first, then the operator is asked.
    pub(super) fn take_seal_key(&mut self, number: Number, key: SealKey) -> Reaction {
        let is_asked_for = self.own.unlocking.asked == Some(number);
        if key != SealKey::Locked {
            if is_asked_for {
                self.around.line.note(say!("seal-is-open"));
            }
            return Reaction::Redraw;
        }
        if let Some(given) = self.own.unlocking.given.take() {
            let tries = self.with_shell(|_, cx| cx.out.write(Write::Unlock(given)));
            self.own.unlocking.tries = Some(tries);
            return Reaction::Nothing;
        }
        let rights = &self.around.rights;
        let may = |task: &Task| rights.may_change(*task) == Offer::Yes;
        if !is_asked_for && !NEED_IT.iter().any(may) {
            return Reaction::Nothing;
        }
        if number <= self.before_last_key {
            let message = self.with_key(say!("seal-left"));
            self.around.line.note(message);
        } else {
            self.overlay = Some(Box::new(PassphraseBox::default()));
        }
        Reaction::Redraw
    }

    /// What came of a passphrase: to the question, or of the file's here.
    pub(super) fn take_unlocked(&mut self, number: Number, outcome: Outcome) -> Reaction {
        if self.own.unlocking.tries != Some(number) {
            return self.with_front(|pane, cx| pane.take(number, outcome, cx));
        }
        if let Outcome::Unlocked(Err(_)) = outcome {
            let message = self.with_key(say!("seal-file-wrong"));
            self.around.line.wrong(message);
        }
        Reaction::Redraw
    }

    /// Something came to nothing because the passphrase was not given: it is asked for. The line has the reason.
    pub(super) fn ask_for_passphrase(&mut self, number: Number) {
        if self.overlay.is_none() && number > self.before_last_key {
            self.overlay = Some(Box::new(PassphraseBox::default()));
        }
    }

    /// Whether the question is on the screen.
    pub(super) fn asks_for_passphrase(&self) -> bool {
        let overlay = self.overlay.as_ref();
        overlay.is_some_and(|overlay| overlay.place() == Place::Passphrase)
    }

    fn with_key(&self, message: Message) -> Message {
        let key = self.around.keymap.key(Place::Everywhere, Action::Unlock);
        let signs = self.around.words.signs();
        message.with("key", key.map_or_else(String::new, |key| key.label(signs)))
    }
}
