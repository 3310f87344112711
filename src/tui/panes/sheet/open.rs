//! The fields of a sheet with the plan for what stands in them: asked of the writer again whenever something else stands
//! there, one question at a time. Below the fields the focus goes on to what clears a blocker.

use std::sync::Arc;

use crate::operations::{Failure, Plan};
use crate::tui::pane::Cx;
use crate::tui::sheets::{Sheet, Values};
use crate::tui::widgets::choice::Step;
use crate::tui::widgets::scroll::Scroll;
use crate::tui::wonder::Wonder;
use crate::tui::workers::{Number, Write};

use super::ahead::Ahead;
use super::filling::Filling;

/// The fields, and what would be done.
pub(super) struct Open {
    pub(super) filling: Filling,
    pub(super) ahead: Ahead,
    /// The values that the writer was asked about last; `None`: it is to be asked.
    pub(super) asked: Option<Values>,
    pub(super) asking: Option<Number>,
    /// It is to be done as soon as the plan is here.
    pub(super) wants: bool,
    /// The plan that the operator is asked about.
    pub(super) in_question: Option<Box<Plan>>,
    /// The remedy in focus, below the fields.
    pub(super) at_remedy: Option<usize>,
    pub(super) scroll: Scroll,
}

impl Open {
    pub(super) fn new(filling: Filling) -> Self {
        Self {
            filling,
            ahead: Ahead::Nothing,
            asked: None,
            asking: None,
            wants: false,
            in_question: None,
            at_remedy: None,
            scroll: Scroll::default(),
        }
    }

    /// What is wrong: with the field in focus, with no field, with the plan.
    pub(super) fn wonders(&self) -> Vec<Wonder> {
        let mut wonders = self.filling.wonders();
        wonders.extend(self.ahead.wonders());
        wonders
    }

    /// Asks the writer for what stands in the fields, unless it was asked for that, or is still busy with something older.
    pub(super) fn follow(&mut self, sheet: &Arc<dyn Sheet>, cx: &mut Cx) {
        self.filling.settle(sheet);
        let values = self.filling.values();
        if !self.filling.unfit().is_empty() {
            self.asked = None;
            self.wants = false;
            self.ahead = Ahead::Nothing;
            self.filling.said.clear();
        } else if self.asking.is_none() && self.asked.as_ref() != Some(&values) {
            match sheet.operation(&values) {
                Ok(operation) => self.asking = Some(cx.out.write(Write::Plan(operation))),
                Err(problems) => {
                    self.ahead = Ahead::Nothing;
                    self.filling.said = problems;
                }
            }
            self.asked = Some(values);
        }
        self.filling.tell(&[], &cx.sight);
    }

    pub(super) fn take(&mut self, plan: Result<Box<Plan>, Failure>) {
        self.filling.said.clear();
        self.ahead = match plan {
            Ok(plan) => Ahead::Plan(plan),
            Err(Failure::Problems(problems)) => {
                self.filling.said = problems;
                Ahead::Nothing
            }
            Err(failure) => Ahead::of_failure(&failure),
        };
    }

    /// Whether what is shown is the plan for what stands in the fields.
    pub(super) fn is_current(&self) -> bool {
        self.asking.is_none() && self.asked.as_ref() == Some(&self.filling.values())
    }

    pub(super) fn step(&mut self, step: Step, remedies: usize) {
        self.filling.leave();
        let last = remedies.saturating_sub(1);
        let form = &mut self.filling.form;
        let has_fields = !form.fields().is_empty();
        self.at_remedy = match (self.at_remedy, step) {
            (Some(at), Step::On) if at < last => Some(at + 1),
            (Some(at), Step::Back) if at > 0 => Some(at - 1),
            (Some(_), _) if has_fields => {
                form.focus_end(step);
                None
            }
            (Some(_), Step::On) => Some(0),
            (Some(_), Step::Back) => Some(last),
            (None, _) if remedies > 0 && form.is_at_end(step) => match step {
                Step::On => Some(0),
                Step::Back => Some(last),
            },
            (None, _) => {
                form.step(step);
                None
            }
        };
        form.leave(self.at_remedy.is_some());
    }

    pub(super) fn leave_remedies(&mut self) {
        self.at_remedy = None;
        self.filling.form.leave(false);
    }

    /// Another plan has other remedies: the focus goes with them. A sheet without fields begins at the first.
    pub(super) fn keep_in_sight(&mut self, sheet: &Arc<dyn Sheet>) {
        let many = self.ahead.remedies(sheet).len();
        if many == 0 {
            self.leave_remedies();
        } else if let Some(at) = self.at_remedy {
            self.at_remedy = Some(at.min(many - 1));
        } else if self.filling.is_empty() {
            self.at_remedy = Some(0);
        }
    }
}
