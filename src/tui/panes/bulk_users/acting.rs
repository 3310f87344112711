//! What the keys do, place by place: the path, the location, the table, a cell, the name of a new file.

use crate::account::country::countries;
use crate::say;
use crate::tui::action::Action;
use crate::tui::pane::{Cx, Question, Reaction};
use crate::tui::panes::path_field::PathReaction;
use crate::tui::widgets::choice::Step;

use super::writing::What;
use super::{At, BulkUsersPane, Stage};

impl BulkUsersPane {
    /// Esc: closes what is open; a run goes on behind; passwords that only the seal has are asked about.
    fn back(&mut self) -> Reaction {
        if self.at != At::Table && self.sheet().is_some() {
            self.at = At::Table;
            self.path.set(&self.checked_path);
            return Reaction::Redraw;
        }
        match &self.stage {
            Stage::Done(_) if self.sealed() > 0 => Reaction::Ask(Question {
                ask: say!("many-users-ask-unsaved", n = self.sealed()),
                consequences: vec![say!("many-users-stay-sealed")],
                action: Action::Back,
            }),
            Stage::Sheet(view) if view.mended > 0 => Reaction::Ask(Question {
                ask: say!("many-users-ask-leave"),
                consequences: vec![say!("many-users-mended-lost", n = view.mended)],
                action: Action::Back,
            }),
            _ => Reaction::Close,
        }
    }

    pub(super) fn act_on_path(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if action == Action::Back {
            return self.back();
        }
        // Tab completes; where there is nothing to complete it goes on, as everywhere.
        let is_whole = action == Action::Complete && !self.path.can_complete();
        if action == Action::PreviousField || is_whole && self.sheet().is_some() {
            self.path.set(&self.checked_path);
            let action = match action {
                Action::Complete => Action::NextField,
                other => other,
            };
            return self.go_to_field(action, cx);
        }
        match self.path.act(action, cx) {
            PathReaction::Given => self.check(cx),
            PathReaction::Going(reaction) => reaction,
        }
    }

    pub(super) fn act_on_asked(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        let Some(asks) = &mut self.asks else {
            return Reaction::Nothing;
        };
        if action == Action::Back {
            self.asks = None;
            return Reaction::Redraw;
        }
        match asks.field.act(action, cx) {
            PathReaction::Given if self.waits.is_none() => self.write(cx),
            PathReaction::Given => Reaction::Nothing,
            PathReaction::Going(reaction) => reaction,
        }
    }

    pub(super) fn act_on_location(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Accept => {
                if self.location.take() {
                    return self.located(cx);
                }
            }
            Action::Back => self.location.close(),
            Action::Down => self.location.step(Step::On),
            Action::Up => self.location.step(Step::Back),
            Action::NextField | Action::PreviousField => return self.go_to_field(action, cx),
            _ => return Reaction::Nothing,
        }
        Reaction::Redraw
    }

    pub(super) fn act_on_cell(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        let Some(view) = self.sheet_mut() else {
            return Reaction::Nothing;
        };
        match action {
            Action::Accept => {
                let mended = view.take_mended();
                return self.recheck(mended, cx);
            }
            Action::TakeSuggestion => {
                if let (Some((_, _, right)), Some(mending)) = (view.suggested(), &mut view.mending)
                {
                    mending.text.set(&right);
                }
            }
            Action::Back => view.mending = None,
            _ => return Reaction::Nothing,
        }
        Reaction::Redraw
    }

    /// Another location: one that was typed by any of its names gets its code.
    fn located(&mut self, cx: &mut Cx) -> Reaction {
        if let Some(country) = countries().find(self.location.value()) {
            self.location.set(country.code);
        }
        self.recheck(None, cx)
    }

    /// Tab goes round: table, location, path; the path first while there is no file.
    fn go_to_field(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        let ring = match self.sheet() {
            Some(_) => [At::Table, At::Location, At::Path],
            None => [At::Table, At::Path, At::Location],
        };
        let here = ring.iter().position(|at| *at == self.at).unwrap_or(0);
        let step = if action == Action::NextField { 1 } else { 2 };
        let is_left = self.at == At::Location;
        self.at = ring[(here + step) % ring.len()];
        if is_left && self.location.leave() {
            return self.located(cx);
        }
        Reaction::Redraw
    }

    pub(super) fn act_here(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Back => self.back(),
            Action::Check => self.check_again(cx),
            Action::Run => self.plan(cx),
            Action::Resume => self.resume(cx),
            Action::WriteBadRows => self.ask_file(What::BadRows, cx),
            Action::WriteResults => self.ask_file(What::Results, cx),
            Action::SavePasswords => self.ask_file(What::Passwords, cx),
            Action::CancelRun => {
                if let Stage::Running(running) = &self.stage {
                    cx.sight.jobs.cancel(running.number);
                }
                Reaction::Redraw
            }
            Action::NextField | Action::PreviousField => self.go_to_field(action, cx),
            Action::Mend if self.at == At::Location => {
                self.location.open();
                Reaction::Redraw
            }
            _ => self.act_on_table(action, cx),
        }
    }

    fn act_on_table(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        let page = usize::from(self.places(cx.sight.area.height).page);
        let Some(view) = self.sheet_mut() else {
            return Reaction::Nothing;
        };
        match action {
            Action::Mend => {
                let is_of_location = view.problem().and_then(|problem| problem.field()).is_some();
                if !view.mend() && is_of_location {
                    self.at = At::Location;
                    self.location.open();
                }
            }
            Action::TakeSuggestion => {
                if let Some(mend) = view.suggested() {
                    return self.recheck(Some(mend), cx);
                }
                if let Some(right) = view.suggested_location() {
                    self.location.set(&right);
                    return self.located(cx);
                }
            }
            _ => {
                view.act(action, page);
            }
        }
        Reaction::Redraw
    }
}
