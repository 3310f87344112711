//! What can't be done says why, at the key that asked for it.

use crate::tui::action::Action;
use crate::tui::overlays::reading::Reading;
use crate::tui::overlays::why::WhyBox;
use crate::tui::pane::{Offer, Reaction, Refusal, offer};

use super::Shell;

impl Shell {
    /// Why an action can't be done now by whoever works here.
    pub(super) fn refusal_of(&mut self, action: Action) -> Option<Refusal> {
        match self.with_front(|pane, cx| offer(pane, action, &cx.sight)) {
            Offer::No(refusal) => Some(refusal),
            Offer::Yes | Offer::Absent => None,
        }
    }

    /// Why something is wrong. A form explains the field in focus itself; anything else is told in a box.
    pub(super) fn why(&mut self) -> Reaction {
        match self.with_front(|pane, cx| pane.act(Action::Why, cx)) {
            Reaction::Nothing => self.lay_over(|pane, cx| Box::new(WhyBox::new(pane, cx))),
            explained => explained,
        }
    }

    /// Tells why something can't be done. What is done in another place stands in a box of its own, with the address
    /// that goes to the clipboard.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        if let Some(address) = refusal.address {
            self.clipboard.put(address.to_owned());
        }
        if refusal.is_elsewhere {
            self.overlay = Some(Box::new(Reading::elsewhere(&refusal, &self.around.words)));
        }
        // Said in the line too, so that the log has it.
        self.around.line.wrong(refusal.why);
    }
}
