//! What goes out to the workers and what comes back: the customer, the check of a file, the plan, the run.

use crate::operations::Failure;
use crate::operations::add_users::{Ran, RunPlan};
use crate::say;
use crate::tui::action::Action;
use crate::tui::pane::{Cx, Question, Reaction};
use crate::tui::panes::account_form::all_countries;
use crate::tui::panes::path_field::PathField;
use crate::tui::widgets::choice::Choice;
use crate::tui::workers::files::{Check, Planning, Recheck};
use crate::tui::workers::{OnDisk, Read, Run, Sheet, UsersBasis};

use super::running::{self, Done};
use super::sheet::SheetView;
use super::{At, BulkUsersPane, Running, Stage};

impl BulkUsersPane {
    /// The first word of the book opens the pane; later ones only bring its numbers up to date.
    pub(super) fn begin(&mut self, basis: UsersBasis, cx: &mut Cx) {
        let is_first = self.basis.is_none();
        let waits = basis.sealed > 0 || !basis.unfinished.is_empty();
        if is_first {
            let picks = all_countries(cx.sight.cloud, cx.sight.words);
            self.location = Choice::new(&basis.country, picks);
            self.path = PathField::new("", cx);
            self.at = if waits { At::Table } else { At::Path };
        }
        self.basis = Some(basis);
        let running = cx.sight.jobs.running().iter();
        let ours = running
            .rev()
            .find(|job| job.about.as_ref() == Some(&self.customer));
        match (&self.stage, ours) {
            (Stage::Running(_), Some(_)) => {}
            (_, Some(job)) => {
                let number = job.number;
                self.stage = Stage::Running(Running { number, from: None });
            }
            // It ended, and the pane that began it was gone.
            (Stage::Running(_), None) => self.stage = Stage::NoFile,
            _ => {}
        }
    }

    pub(super) fn check(&mut self, cx: &mut Cx) -> Reaction {
        if self.path.typed_path().is_empty() {
            self.at = At::Path;
            return Reaction::Redraw;
        }
        let check = Check {
            customer: self.customer.clone(),
            path: self.path.path(cx.sight.folders),
            location: self.location(),
        };
        self.waits = Some(cx.out.on_disk(OnDisk::Check(check)));
        Reaction::Redraw
    }

    /// `v`: the file is read again. What was mended here would be lost, so it asks then.
    pub(super) fn check_again(&mut self, cx: &mut Cx) -> Reaction {
        match self.sheet().map_or(0, |view| view.mended) {
            0 => self.check(cx),
            mended => Reaction::Ask(Question {
                ask: say!("many-users-ask-check-again"),
                consequences: vec![say!("many-users-mended-lost", n = mended)],
                action: Action::Check,
            }),
        }
    }

    pub(super) fn recheck(&mut self, mend: Option<(u64, u32, String)>, cx: &mut Cx) -> Reaction {
        let location = self.location();
        let Some(view) = self.sheet_mut() else {
            return Reaction::Redraw;
        };
        view.mended += usize::from(mend.is_some());
        // What was mended while the last check is still under way must not be lost: all of it goes out again.
        view.unchecked.extend(mend);
        let recheck = Recheck {
            sheet: view.sheet.clone(),
            location,
            mends: view.unchecked.clone(),
        };
        self.waits = Some(cx.out.on_disk(OnDisk::Recheck(recheck)));
        Reaction::Redraw
    }

    pub(super) fn checked(&mut self, sheet: Sheet) {
        match &mut self.stage {
            Stage::Sheet(view) if view.sheet.file.hash() == sheet.file.hash() => {
                view.checked_again(sheet);
            }
            _ => self.stage = Stage::Sheet(Box::new(SheetView::new(sheet))),
        }
        self.at = At::Table;
        self.checked_path = self.path.typed_path().to_owned();
    }

    /// Ctrl-S: the plan is made off the screen's thread, then shown.
    pub(super) fn plan(&mut self, cx: &mut Cx) -> Reaction {
        if self.waits.is_some() {
            return Reaction::Nothing;
        }
        let location = self.location();
        let Some(view) = self.sheet() else {
            return self.check(cx);
        };
        let planning = Planning {
            sheet: view.sheet.clone(),
            location,
        };
        self.waits = Some(cx.out.on_disk(OnDisk::Plan(planning)));
        Reaction::Redraw
    }

    pub(super) fn planned(&mut self, plan: Box<RunPlan>) -> Reaction {
        let users = plan.plan.summary.added;
        let what = plan.plan.steps.iter().chain(&plan.plan.consequences);
        let consequences = what.cloned().collect();
        let name = plan.plan.subject.clone();
        self.planned = Some(plan);
        Reaction::Ask(Question {
            ask: say!("many-users-ask-run", n = users, name = name),
            consequences,
            action: Action::Run,
        })
    }

    pub(super) fn resume(&mut self, cx: &mut Cx) -> Reaction {
        let run = self
            .basis
            .as_ref()
            .and_then(|basis| basis.unfinished.first());
        let Some(run) = run else {
            return Reaction::Nothing;
        };
        let run = running::resumed(&self.customer, self.name(), run.id.clone());
        self.start(run, cx)
    }

    pub(super) fn start(&mut self, run: Run, cx: &mut Cx) -> Reaction {
        let number = cx.out.run(run);
        let from = match std::mem::replace(&mut self.stage, Stage::NoFile) {
            Stage::Sheet(view) => Some(view),
            _ => None,
        };
        self.stage = Stage::Running(Running { number, from });
        Reaction::Redraw
    }

    /// The run did not even begin: the file is there again, as it was.
    pub(super) fn not_begun(&mut self, failure: Failure, cx: &mut Cx) -> Reaction {
        if let Stage::Running(running) = std::mem::replace(&mut self.stage, Stage::NoFile) {
            self.stage = running.from.map_or(Stage::NoFile, Stage::Sheet);
        }
        self.failed(failure, cx)
    }

    pub(super) fn ran(&mut self, ran: Ran, cx: &mut Cx) -> Reaction {
        let done = Done::of(ran);
        cx.line
            .note(say!("many-users-added", n = done.added, name = self.name()));
        self.stage = Stage::Done(Box::new(done));
        self.at = At::Table;
        self.ask_basis(cx);
        Reaction::Redraw
    }

    pub(super) fn ask_basis(&mut self, cx: &mut Cx) {
        self.asked_basis = Some(cx.out.read(Read::ManyUsers(self.customer.clone())));
    }

    pub(super) fn failed(&mut self, failure: Failure, cx: &mut Cx) -> Reaction {
        if self.basis.is_none() {
            self.without = Some(failure.message());
        } else {
            cx.line.refused(&failure);
        }
        Reaction::Redraw
    }
}
