//! From a sheet that is filled in to the change: every field is judged, the plan is there, what is doubtful is asked about,
//! it is done, and what came of it is said or handed over.

use crate::account::problem::{Message, Problem};
use crate::operations::{Failure, Plan, Report};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Pane, Question, Reaction, Sight};
use crate::tui::panes::hand_over::FirstPasswords;
use crate::tui::panes::telling::sentence;
use crate::tui::sheets::Confirm;
use crate::tui::workers::Write;

use super::ahead::{Ahead, finality};
use super::draft::Written;
use super::{SheetPane, Stage};

impl SheetPane {
    pub(super) fn save(&mut self, cx: &mut Cx) -> Reaction {
        if self.waits.is_some() {
            return Reaction::Nothing;
        }
        let Stage::Filling(open) = &mut self.stage else {
            return Reaction::Nothing;
        };
        open.filling.visit_all();
        open.follow(&self.sheet, cx);
        // A name is typed once nothing stands in the way any more.
        let plan = open.ahead.plan();
        let is_blocked = plan.is_some_and(|plan| !plan.blockers.is_empty());
        let unnamed = open.filling.unnamed().filter(|_| !is_blocked);
        let unnamed: Vec<Problem> = unnamed.into_iter().collect();
        open.filling.tell(&unnamed, &cx.sight);
        if open.filling.point_at_first() {
            open.leave_remedies();
            return Reaction::Redraw;
        }
        if open.is_current() {
            return self.go(true, cx);
        }
        // Asked anew: a question that comes of what was asked before this key would come too late.
        open.asking = None;
        open.asked = None;
        open.follow(&self.sheet, cx);
        open.wants = true;
        Reaction::Redraw
    }

    /// The plan is here and is to be done; `was_seen`: it stood on the screen when that was said.
    fn go(&mut self, was_seen: bool, cx: &mut Cx) -> Reaction {
        let Stage::Filling(open) = &mut self.stage else {
            return Reaction::Nothing;
        };
        open.wants = false;
        let Some(plan) = open.ahead.plan() else {
            if let Ahead::Refused(said) = &open.ahead
                && let Some(first) = said.first()
            {
                cx.line.wrong(first.message.clone());
            }
            return Reaction::Redraw;
        };
        if !plan.blockers.is_empty() {
            let blocked = Failure::Blocked(plan.blockers.clone());
            cx.line.refused(&blocked);
            return Reaction::Redraw;
        }
        if plan.changes.is_empty() && plan.secrets.is_empty() {
            if plan.draft.is_some() {
                let report = Report::of_nothing(plan.clone());
                return self.done(report, cx);
            }
            cx.line.note(say!("sheet-nothing"));
            return Reaction::Close;
        }
        let plan = Box::new(plan.clone());
        // Cleared meanwhile, and nobody has typed the name yet.
        if let Some(unnamed) = open.filling.unnamed() {
            open.filling.tell(&[unnamed], &cx.sight);
            open.filling.point_at_first();
            open.leave_remedies();
            return Reaction::Redraw;
        }
        if !self.must_ask(&plan, was_seen) {
            return self.apply(plan, cx);
        }
        let question = Question {
            ask: self.sheet.ask(&plan),
            consequences: in_question(&plan, &cx.sight),
            action: Action::Save,
        };
        if let Some(open) = self.open_mut() {
            open.in_question = Some(plan);
        }
        Reaction::Ask(question)
    }

    fn must_ask(&self, plan: &Plan, was_seen: bool) -> bool {
        match self.sheet.confirm() {
            Confirm::Types(_) => false,
            Confirm::Asks => true,
            Confirm::WhereDoubtful => {
                let has_more = !plan.consequences.is_empty() || !plan.warnings.is_empty();
                finality(plan).is_some() || (!was_seen && has_more)
            }
        }
    }

    pub(super) fn apply(&mut self, plan: Box<Plan>, cx: &mut Cx) -> Reaction {
        self.waits = Some(cx.out.write(Write::Apply(plan)));
        Reaction::Redraw
    }

    pub(super) fn done(&mut self, report: Report, cx: &mut Cx) -> Reaction {
        if let Stage::Done(passwords) = &mut self.stage {
            passwords.saved(cx);
            return Reaction::Redraw;
        }
        let done = self.sheet.done(&report);
        let key = cx.sight.key(Place::Everywhere, Action::Undo);
        cx.line.note(match finality(&report.plan) {
            None => say!("sheet-done-undo", done = done, key = key),
            Some(_) => done,
        });
        self.forget_kept(cx);
        if let Some(draft) = &report.plan.draft {
            let text = draft.text(cx.sight.words);
            self.stage = Stage::Written(Written::new(text.clone()));
            return Reaction::Copy(text);
        }
        if let Some(next) = self.sheet.next(&report) {
            *self = Self::new(next);
            self.refresh(cx);
            return Reaction::Redraw;
        }
        let which = self.sheet.passwords(&report);
        match FirstPasswords::of(report, which) {
            Some(passwords) => self.stage = Stage::Done(Box::new(passwords)),
            None => return Reaction::Close,
        }
        Reaction::Redraw
    }

    /// It was not done: what is wrong with a field stands there, what moved meanwhile is looked at again.
    pub(super) fn failed(&mut self, failure: Failure, cx: &mut Cx) -> Reaction {
        match &mut self.stage {
            Stage::Opening => self.stage = Stage::Without(failure.message()),
            Stage::Filling(open) => open.asked = None,
            Stage::Without(_) | Stage::Done(_) | Stage::Written(_) => {}
        }
        cx.line.refused(&failure);
        self.follow(cx);
        Reaction::Redraw
    }

    pub(super) fn planned(&mut self, plan: Result<Box<Plan>, Failure>, cx: &mut Cx) -> Reaction {
        let Stage::Filling(open) = &mut self.stage else {
            return Reaction::Nothing;
        };
        open.asking = None;
        let is_current = open.asked.as_ref() == Some(&open.filling.values());
        if is_current {
            open.take(plan);
        }
        open.follow(&self.sheet, cx);
        open.keep_in_sight(&self.sheet);
        if !(is_current && open.wants) {
            return Reaction::Redraw;
        }
        if open.filling.point_at_first() {
            open.wants = false;
            return Reaction::Redraw;
        }
        self.go(false, cx)
    }
}

/// What the question before it is done says: all that would be done, and that it is for good where it is.
fn in_question(plan: &Plan, sight: &Sight) -> Vec<Message> {
    let warnings = plan.warnings.iter();
    let warnings =
        warnings.map(|problem| say!("plain", text = sentence(problem, Place::Edit, sight)));
    let steps = plan.steps.iter().chain(&plan.consequences).cloned();
    steps.chain(warnings).chain(finality(plan)).collect()
}
