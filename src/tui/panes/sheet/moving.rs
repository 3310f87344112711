//! Moving through a sheet: from field to field, on to what clears a blocker, and through a plan that is longer than its
//! room.

use std::sync::Arc;

use crate::tui::action::Action;
use crate::tui::pane::{Cx, Opening, Reaction, Sight};
use crate::tui::widgets::choice::Step;

use super::{SheetPane, view};

impl SheetPane {
    /// To the next field or remedy, or the one before; below the fields come the remedies, behind the last one the first.
    pub(super) fn step(&mut self, step: Step, cx: &mut Cx) -> Reaction {
        let many = self.remedies().len();
        let Some(open) = self.open_mut() else {
            return Reaction::Nothing;
        };
        open.step(step, many);
        self.follow(cx);
        Reaction::Redraw
    }

    pub(super) fn choose(&mut self, cx: &mut Cx) -> Reaction {
        let remedies = self.remedies();
        let Some(open) = self.open_mut() else {
            return Reaction::Nothing;
        };
        if let Some(remedy) = open.at_remedy.and_then(|at| remedies.get(at)) {
            return Reaction::Open(Opening::Sheet(Arc::clone(&remedy.sheet)));
        }
        if !open.filling.choose() {
            return self.step(Step::On, cx);
        }
        self.follow(cx);
        Reaction::Redraw
    }

    /// Down and up: within the field in focus, else from field to field; where there are none the plan moves.
    pub(super) fn go_line(&mut self, step: Step, cx: &mut Cx) -> Reaction {
        let has_remedies = !self.remedies().is_empty();
        let Some(open) = self.open_mut() else {
            return Reaction::Nothing;
        };
        if open.at_remedy.is_none() && open.filling.step_inside(step) {
            return Reaction::Redraw;
        }
        if open.filling.is_empty() && !has_remedies {
            let action = match step {
                Step::On => Action::Down,
                Step::Back => Action::Up,
            };
            return self.scroll(action, &cx.sight);
        }
        self.step(step, cx)
    }

    pub(super) fn scroll(&mut self, action: Action, sight: &Sight) -> Reaction {
        let Some(open) = self.open() else {
            return Reaction::Nothing;
        };
        let lines = view::lines(open, self, sight).len();
        let area = sight.area;
        let page = view::Rooms::of(open, lines, area.width, area.height).plan;
        let Some(open) = self.open_mut() else {
            return Reaction::Nothing;
        };
        match open.scroll.go(action, lines, usize::from(page)) {
            true => Reaction::Redraw,
            false => Reaction::Nothing,
        }
    }
}
