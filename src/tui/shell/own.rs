//! What the shell itself looks after, besides the panes: undo, backups, and keeping what is typed.

use crate::tui::Options;
use crate::tui::pane::{Cx, Reaction};
use crate::tui::workers::{Number, Outcome};

use super::backing_up::BackingUp;
use super::keeping::Keeping;
use super::undoing::Undoing;
use super::unlocking::Unlocking;

/// What the shell itself looks after.
pub(super) struct Own {
    pub(super) undoing: Undoing,
    pub(super) backing_up: BackingUp,
    pub(super) keeping: Keeping,
    /// What was begun is being looked for, because somebody asked.
    pub(super) begun: Option<Number>,
    pub(super) unlocking: Unlocking,
}

impl Own {
    pub(super) fn of(options: &mut Options) -> Self {
        let passphrase = options.passphrase.take();
        Self {
            undoing: Undoing::default(),
            backing_up: BackingUp::new(options.backups),
            keeping: Keeping::default(),
            begun: None,
            unlocking: Unlocking::with(passphrase),
        }
    }

    /// Takes the outcome when it is one of its own.
    pub(super) fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        match outcome {
            Outcome::BackupDue(due) => self.backing_up.take_due(due, cx),
            Outcome::BackedUp(made) => self.backing_up.take_made(number, made, cx),
            Outcome::WordsKept(is_kept) => self.keeping.take(is_kept, cx.line),
            other => self.undoing.take(number, other, cx),
        }
    }
}
