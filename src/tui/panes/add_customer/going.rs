//! From step to step: each is judged by the operation as it is left, the review is done, and what is refused is told where
//! it stands.

use std::sync::Arc;

use crate::account::billing::DOMAIN;
use crate::account::entry::Undo;
use crate::account::problem::Message;
use crate::account::task::Task;
use crate::operations::{Failure, Plan};
use crate::say;
use crate::store::{Guard, StoreError};
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Opening, Pane, Question, Reaction, Sight};
use crate::tui::panes::telling::sentence;
use crate::tui::sheets::relationships::InviteSheet;
use crate::tui::widgets::text::Edited;
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::Write;

use super::stops::Stop;
use super::wizard::Wizard;
use super::{AddCustomerPane, Stage, view};

impl AddCustomerPane {
    /// On to the next step once this one is right; at the review it is done.
    pub(super) fn save(&mut self, cx: &mut Cx) -> Reaction {
        if self.waits.is_some() {
            return Reaction::Nothing;
        }
        let Stage::Filling(wizard) = &mut self.stage else {
            return Reaction::Nothing;
        };
        if wizard.stop() == Stop::Review {
            return self.submit(cx);
        }
        if wizard.judge(&cx.sight) {
            self.ask_plan(cx);
        }
        Reaction::Redraw
    }

    /// Asks the writer what the request of all steps would do.
    pub(super) fn ask_plan(&mut self, cx: &mut Cx) {
        if let Some(wizard) = self.wizard() {
            let operation = Box::new(wizard.operation());
            self.waits = Some(cx.out.write(Write::Plan(operation)));
        }
    }

    /// Does what the review shows; what is doubtful or can't be taken back is asked about first.
    pub(super) fn submit(&mut self, cx: &mut Cx) -> Reaction {
        let Some(plan) = self.wizard().and_then(|wizard| wizard.ahead.plan()) else {
            return Reaction::Nothing;
        };
        if !plan.blockers.is_empty() {
            cx.line.refused(&Failure::Blocked(plan.blockers.clone()));
            return Reaction::Redraw;
        }
        let mut consequences: Vec<Message> = plan
            .warnings
            .iter()
            .map(|one| say!("plain", text = sentence(one, Place::Edit, &cx.sight)))
            .collect();
        if let Undo::Not(why) = &plan.undo {
            consequences.push(Message::new(why.clone()));
        }
        let plan = Box::new(plan.clone());
        if consequences.is_empty() {
            self.waits = Some(cx.out.write(Write::Apply(plan)));
            return Reaction::Redraw;
        }
        let ask = say!("add-ask", name = &plan.subject);
        self.planned = Some(plan);
        Reaction::Ask(Question {
            ask,
            consequences,
            action: Action::Save,
        })
    }

    /// The step was right: on to the next one. At the review the plan is new because the book is.
    pub(super) fn planned(&mut self, plan: Box<Plan>, cx: &mut Cx) -> Reaction {
        let Some(wizard) = self.wizard_mut() else {
            return Reaction::Nothing;
        };
        wizard.refused(&[], &cx.sight);
        wizard.planned(plan);
        if wizard.stop() != Stop::Review {
            wizard.go_to(wizard.at + 1, &cx.sight);
        }
        Reaction::Redraw
    }

    pub(super) fn act_in_step(&mut self, action: Action, sight: &Sight) -> Reaction {
        let Some(wizard) = self.wizard_mut() else {
            return Reaction::Nothing;
        };
        let is_done = match wizard.stop() {
            Stop::Account => return wizard.account.act(action, sight),
            Stop::Review => {
                let lines = wizard.review(sight.area.width, sight).len();
                let page = sight
                    .area
                    .height
                    .saturating_sub(view::above(sight.area.height));
                wizard.scroll.go(action, lines, usize::from(page))
            }
            _ => wizard.act(action, sight),
        };
        match is_done {
            true => Reaction::Redraw,
            false => Reaction::Nothing,
        }
    }

    pub(super) fn failed(&mut self, failure: Failure, cx: &mut Cx) -> Reaction {
        let Stage::Filling(wizard) = &mut self.stage else {
            cx.line.refused(&failure);
            if matches!(self.stage, Stage::Opening) {
                self.stage = Stage::Without(failure.message());
            }
            return Reaction::Redraw;
        };
        match failure {
            Failure::Problems(problems) => {
                let first = problems.first();
                let first = first.map(|one| sentence(one, Place::Edit, &cx.sight));
                let is_before = wizard.refused(&problems, &cx.sight);
                let is_of_none = is_before && self.remark(&cx.sight).is_none();
                if is_of_none {
                    let text = first.unwrap_or_default();
                    cx.line.wrong(say!("plain", text = text));
                }
                // What is wrong in a later step is told there.
                if let Some(wizard) = self.wizard_mut().filter(|_| !is_before) {
                    wizard.go_to(wizard.at + 1, &cx.sight);
                }
            }
            Failure::Store(StoreError::Taken(Guard::DomainFree { .. })) => {
                wizard.go_to(0, &cx.sight);
                wizard.account.form.focus(DOMAIN);
                wizard.account.forget_word_of_book(DOMAIN);
                cx.line.refused(&failure);
            }
            other => cx.line.refused(&other),
        }
        Reaction::Redraw
    }

    /// Who has a tenant already is invited instead of added: what was typed goes along, and stays here.
    pub(super) fn invite_instead(&self) -> Reaction {
        let Some(wizard) = self.wizard().filter(|wizard| wizard.seems_there()) else {
            return Reaction::Nothing;
        };
        let sheet = InviteSheet::instead(&wizard.account.account());
        Reaction::Open(Opening::Sheet(Arc::new(sheet)))
    }

    /// A step back; from the first one out, which asks when words would be lost.
    pub(super) fn back(&mut self, sight: &Sight) -> Reaction {
        match &mut self.stage {
            // What is being done can't be called back: the answer is a moment away.
            Stage::Filling(_) | Stage::Created(_) if self.waits.is_some() => Reaction::Nothing,
            Stage::Created(created) => created.leave_by(Action::Back),
            Stage::Filling(wizard) if wizard.at > 0 => {
                wizard.go_to(wizard.at - 1, sight);
                Reaction::Redraw
            }
            Stage::Filling(wizard) if wizard.has_typed() => Reaction::Ask(Question {
                ask: say!("add-ask-leave"),
                consequences: vec![say!("add-lost")],
                action: Action::Back,
            }),
            _ => Reaction::Close,
        }
    }
}

/// Whether an action can be done in the step in sight.
pub(super) fn offers(wizard: &Wizard, action: Action, sight: &Sight) -> Offer {
    if action == Action::Invite {
        return match wizard.seems_there() {
            true => Offer::Yes,
            false => Offer::Absent,
        };
    }
    let Some(filling) = wizard.filling().filter(|filling| !filling.is_empty()) else {
        if wizard.stop() == Stop::Account {
            return wizard.account.offers(action, Task::AddCustomer, sight);
        }
        return match action {
            Action::TakeMine
            | Action::TakeTheirs
            | Action::Undo
            | Action::TakeSuggestion
            | Action::Choose
            | Action::NextField
            | Action::PreviousField => Offer::Absent,
            _ => Offer::Yes,
        };
    };
    match action {
        Action::TakeMine | Action::TakeTheirs | Action::Undo => Offer::Absent,
        Action::TakeSuggestion if filling.suggestion().is_none() => Offer::Absent,
        Action::Why if !filling.has_rule() && filling.wonders().is_empty() => Offer::Absent,
        Action::Choose if !filling.is_at_choice() => Offer::Absent,
        _ => Offer::Yes,
    }
}

pub(super) fn typed_into(wizard: &mut Wizard, typed: &Typed, sight: &Sight) -> Edited {
    if wizard.stop() == Stop::Account {
        return wizard.account.typed(typed, sight);
    }
    let Some(filling) = wizard.filling_mut() else {
        return Edited::Not;
    };
    let edited = filling.form.typed(typed);
    if edited != Edited::Not {
        wizard.follow(sight);
    }
    edited
}
