//! A fault in a pane ends that pane, not the desk: what was typed into it is kept as a draft, the pane goes, and the rest
//! works on. Only a fault that comes back at once ends the desk.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::say;
use crate::tui::drafts::Draft;
use crate::tui::panes::Panes;
use crate::tui::turn::After;
use crate::tui::workers::{Asker, Read};

use super::Shell;

impl Shell {
    /// A call of the shell has panicked. Takes away what was in front; list and account, which are always there, begin
    /// anew. The draft of what went is kept.
    pub fn recover(&mut self) -> After {
        let drafts = self.drafts_as_far_as_possible();
        if self.overlay.take().is_none() && !self.panes.close_above_front() {
            self.panes = Panes::default();
            self.refresh();
        }
        for draft in drafts {
            let instant = self.around.instant;
            let out = self.around.out.of(Asker::Shell, instant);
            out.read(Read::KeepDraft(draft));
        }
        self.around.line.wrong(say!("pane-broke"));
        self.around.settle();
        After::Repaint
    }

    /// What was typed into open forms and is not saved; nothing of a pane that breaks when it is asked.
    pub fn drafts_as_far_as_possible(&self) -> Vec<Draft> {
        catch_unwind(AssertUnwindSafe(|| self.drafts())).unwrap_or_default()
    }
}
