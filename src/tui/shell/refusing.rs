//! What can't be done says why, at the key that asked for it.

use crate::tui::action::Action;
use crate::tui::overlays::reading::Reading;
use crate::tui::pane::{Offer, Refusal, offer};

use super::Shell;

impl Shell {
    /// Why an action can't be done now by whoever works here.
    pub(super) fn refusal_of(&mut self, action: Action) -> Option<Refusal> {
        match self.with_front(|pane, cx| offer(pane, action, &cx.sight)) {
            Offer::No(refusal) => Some(refusal),
            Offer::Yes | Offer::Absent => None,
        }
    }

    /// Tells why something can't be done. What is done in another place stands in a box of its own, with the address
    /// that goes to the clipboard.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.copied = refusal.address.map(str::to_owned);
        if refusal.is_elsewhere {
            self.overlay = Some(Box::new(Reading::elsewhere(&refusal, &self.around.words)));
        }
        // Said in the line too, so that the log has it.
        self.around.line.wrong(refusal.why);
    }
}
