//! Asking for rows, and taking them: the first ones as soon as they are found, all of them when they are counted. What was
//! found last stays while the next search runs.

use crate::operations::{Failure, Look};
use crate::tui::action::Action;
use crate::tui::pane::{Cx, Pane, Reaction};
use crate::tui::workers::{Finding, Number, Search};

use super::ListPane;

impl ListPane {
    /// Asks for the rows; the cursor stays on its customer.
    pub(super) fn search(&mut self, cx: &mut Cx) {
        let search = Search {
            look: Look {
                query: self.filter.query.clone(),
                sort: self.sorting.sort,
                all: false,
            },
            keep: self.anchor.clone(),
            marked: self.marks.ids(),
        };
        self.searching = Some(cx.out.search(search));
    }

    /// Whether something goes over all rows and has to wait until they are there; then it is done. Anything else that is
    /// done meanwhile makes it needless.
    pub(super) fn puts_off(&mut self, action: Action) -> bool {
        let needs_all = matches!(action, Action::MarkAll | Action::Export | Action::Last);
        let waits = needs_all && self.searching.is_some();
        self.later = waits.then_some(action);
        waits
    }

    pub(super) fn take_first(&mut self, number: Number, first: Finding) -> Reaction {
        self.cursor.at = 0;
        self.begun = Some(number);
        self.finding = Some(first);
        Reaction::Redraw
    }

    pub(super) fn take_found(
        &mut self,
        number: Number,
        found: Result<Box<Finding>, Failure>,
        cx: &mut Cx,
    ) -> Reaction {
        self.searching = None;
        let finding = match found {
            Ok(finding) => *finding,
            Err(failure) => return self.failed(&failure, cx),
        };
        self.marks.hidden = finding.hidden;
        // With its first rows on the screen the operator may have gone on.
        if self.begun != Some(number) {
            self.cursor.at = finding.kept.unwrap_or(0);
        }
        self.finding = Some(finding);
        match self.later.take() {
            Some(action) => match self.act(action, cx) {
                Reaction::Nothing => Reaction::Redraw,
                reaction => reaction,
            },
            None => Reaction::Redraw,
        }
    }
}
