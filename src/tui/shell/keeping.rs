//! What is typed into a form is kept while it is typed, so that not even a killed process loses it: a few seconds after
//! the first change, off the screen's thread. Nothing is waited for while nothing changes.

use std::time::{Duration, Instant};

use crate::say;
use crate::tui::drafts::Draft;
use crate::tui::message_line::MessageLine;
use crate::tui::pane::Reaction;
use crate::tui::turn::After;
use crate::tui::workers::{Asker, Read};

use super::Shell;

/// The most that a killed process may cost, and the least between two writings of the same words.
const AT_MOST: Duration = Duration::from_secs(3);

/// What of the open forms is kept.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    /// When what changed is to be kept; `None` while nothing did.
    due: Option<Instant>,
    /// What was last sent to be kept, form by form.
    kept: Vec<(Asker, Draft)>,
    has_failed: bool,
}

impl Keeping {
    /// When something is to be kept.
    pub(super) const fn deadline(&self) -> Option<Instant> {
        self.due
    }

    /// What came of keeping. That it can't be done is said once: the form still has the words.
    pub(super) fn take(&mut self, is_kept: bool, line: &mut MessageLine) -> Reaction {
        let was_failing = std::mem::replace(&mut self.has_failed, !is_kept);
        if is_kept || was_failing {
            return Reaction::Nothing;
        }
        // Tried again with the next change.
        self.kept.clear();
        line.wrong(say!("words-not-kept"));
        Reaction::Redraw
    }

    fn of(&self, form: Asker) -> Option<&Draft> {
        let mut kept = self.kept.iter();
        kept.find(|(asker, _)| *asker == form)
            .map(|(_, draft)| draft)
    }
}

impl Shell {
    /// A key was pressed: from the first one that changes words of the form in front the time runs.
    pub(super) fn follow_words(&mut self) {
        let keeping = &self.own.keeping;
        if keeping.due.is_some() {
            return;
        }
        let Some((form, draft)) = self.panes.forms().next_back() else {
            return;
        };
        if draft.as_ref() != keeping.of(form) {
            self.own.keeping.due = Some(self.around.instant + AT_MOST);
        }
    }

    /// Keeps what changed, when it is time.
    pub(super) fn keep_words(&mut self) -> After {
        if self
            .own
            .keeping
            .due
            .is_none_or(|due| self.around.instant < due)
        {
            return After::Nothing;
        }
        self.own.keeping.due = None;
        let forms: Vec<(Asker, Option<Draft>)> = self.panes.forms().collect();
        let mut now_kept = Vec::new();
        for (form, draft) in forms {
            let before = self.own.keeping.of(form).cloned();
            let out = self.around.out.of(Asker::Shell, self.around.instant);
            match (draft, before) {
                (Some(draft), before) => {
                    if before.as_ref() != Some(&draft) {
                        out.read(Read::KeepDraft(draft.clone()));
                    }
                    now_kept.push((form, draft));
                }
                // What was typed was taken back.
                (None, Some(before)) => {
                    out.read(Read::ForgetDraft(before.name));
                }
                (None, None) => {}
            }
        }
        self.own.keeping.kept = now_kept;
        After::Nothing
    }
}
