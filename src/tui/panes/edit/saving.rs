//! Saving a form: the plan first, a question where something is doubtful, and what comes of it. The form stays until the
//! book has it.

use crate::account::billing::field_at;
use crate::account::problem::{Message, Problem};
use crate::operations::update_account::{Edit, UpdateAccount};
use crate::operations::{Failure, Plan};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Question, Reaction, Sight};
use crate::tui::panes::telling::sentence;
use crate::tui::workers::Write;

use super::{EditPane, Stage};

impl EditPane {
    pub(super) fn save(&mut self, cx: &mut Cx) -> Reaction {
        if self.waits.is_some() {
            return Reaction::Nothing;
        }
        let Stage::Filling(filling) = &mut self.stage else {
            return Reaction::Nothing;
        };
        if let Some(conflict) = &mut filling.conflict {
            if let Some(open) = conflict.first_open() {
                conflict.at = open;
                cx.line.wrong(say!("edit-choose-each", n = conflict.open()));
                return Reaction::Redraw;
            }
            filling.adopt();
        }
        let refused = filling.form.judge_all(&cx.sight);
        if refused > 0 {
            return Reaction::Redraw;
        }
        let changed = filling.form.changed();
        if changed.is_empty() {
            cx.line
                .note(say!("edit-nothing-changed", name = &self.name));
            return Reaction::Close;
        }
        let set: Result<Vec<Edit>, Failure> = changed
            .iter()
            .map(|(path, value)| Edit::of(path, value))
            .collect();
        let update = match set {
            Ok(set) => UpdateAccount {
                customer: self.customer.clone(),
                set,
                if_match: Some(filling.version),
            },
            Err(failure) => return self.failed(failure, cx),
        };
        self.waits = Some(cx.out.write(Write::Plan(Box::new(update))));
        Reaction::Redraw
    }

    /// Applies a plan, or asks first where something is doubtful that was not asked before.
    pub(super) fn planned(&mut self, plan: Box<Plan>, cx: &mut Cx) -> Reaction {
        if plan.changes.is_empty() {
            cx.line
                .note(say!("edit-nothing-changed", name = &self.name));
            return Reaction::Close;
        }
        let doubts = self.doubts(&plan, &cx.sight);
        if doubts.is_empty() {
            return self.apply(plan, cx);
        }
        self.agreed = doubts
            .iter()
            .map(|doubt| cx.sight.words.say(doubt))
            .collect();
        self.planned = Some(plan);
        Reaction::Ask(Question {
            ask: say!("edit-ask-doubtful", name = &self.name, n = doubts.len()),
            consequences: doubts,
            action: Action::Save,
        })
    }

    pub(super) fn apply(&mut self, plan: Box<Plan>, cx: &mut Cx) -> Reaction {
        self.waits = Some(cx.out.write(Write::Apply(plan)));
        Reaction::Redraw
    }

    /// What follows, and what is odd in a field that this form changes. What was odd before and is left alone is shown
    /// under its field and asks nobody.
    fn doubts(&self, plan: &Plan, sight: &Sight) -> Vec<Message> {
        let changed = self.filling().map(|filling| filling.form.changed());
        let changed = changed.unwrap_or_default();
        let is_ours = |problem: &&Problem| {
            let field = problem.field().and_then(field_at);
            field.is_none_or(|field| changed.iter().any(|(path, _)| *path == field.path))
        };
        let odd = plan.warnings.iter().filter(is_ours);
        let odd = odd.map(|problem| say!("plain", text = sentence(problem, Place::Edit, sight)));
        let doubts = plan.consequences.iter().cloned().chain(odd);
        doubts
            .filter(|doubt| !self.agreed.contains(&sight.words.say(doubt)))
            .collect()
    }

    pub(super) fn failed(&mut self, failure: Failure, cx: &mut Cx) -> Reaction {
        let Stage::Filling(filling) = &mut self.stage else {
            self.stage = Stage::Without(failure.message());
            return Reaction::Redraw;
        };
        match failure {
            Failure::Problems(problems) => {
                let first = problems
                    .first()
                    .map(|problem| sentence(problem, Place::Edit, &cx.sight));
                if filling.form.refused_by_operation(problems, &cx.sight) == 0 {
                    // Nothing of it stands in this form: it is said where everything is said.
                    cx.line
                        .wrong(say!("plain", text = first.unwrap_or_default()));
                }
            }
            Failure::Conflict(met) => match met.theirs {
                Some((theirs, version)) => {
                    cx.line.wrong(say!("edit-conflict"));
                    filling.meet(met.base, theirs, version, &cx.sight);
                }
                None => cx.line.wrong(say!("edit-gone")),
            },
            other => cx.line.refused(&other),
        }
        Reaction::Redraw
    }
}
