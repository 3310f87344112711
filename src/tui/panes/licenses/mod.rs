//! The licenses of one user or many: a box of three states for each product, its service plans folded open below it, and
//! under them what would be done. All boxes are one plan. What a touch means stands in
//! [`license_box`](crate::account::license_box); what came of it is told user by user.

mod choosing;
mod lines;
mod result;
mod view;

use std::collections::HashMap;
use std::sync::Arc;

use crate::account::problem::Message;
use crate::operations::{Failure, Report};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::message_line::Tone;
use crate::tui::pane::{Cx, Offer, Opening, Pane, Question, Reaction, Remark, Sight};
use crate::tui::sheets::licenses::LicensesSheet;
use crate::tui::sheets::users::Who;
use crate::tui::sheets::{Remedy, Sheet};
use crate::tui::widgets::pen::Pen;
use crate::tui::wonder::Wonder;
use crate::tui::workers::{LicensesBasis, Number, Outcome, Read, Write};

use choosing::Choosing;
use result::Told;

/// Whose licenses.
#[derive(Debug, Clone)]
pub struct ForWhom {
    people: Vec<Who>,
}

impl ForWhom {
    /// For some users of one customer.
    pub fn of(people: &[Who]) -> Self {
        Self {
            people: people.to_vec(),
        }
    }
}

/// The boxes on the screen.
pub struct LicensesPane {
    sheet: LicensesSheet,
    stage: Stage,
    /// The boxes on their way.
    reads: Option<Number>,
    /// What is being done.
    waits: Option<Number>,
}

enum Stage {
    /// The boxes are being read.
    Opening,
    /// They can't be shown.
    Without(Message),
    /// They are touched.
    Choosing(Box<Choosing>),
    /// It is done: what came of it for each user.
    Done(Box<Told>),
}

impl LicensesPane {
    /// Boxes that are asked for with the first [`Pane::refresh`].
    pub fn new(whom: ForWhom) -> Self {
        let sheet = LicensesSheet {
            people: whom.people,
            subscriptions: HashMap::new(),
            wishes: Vec::new(),
        };
        Self {
            sheet,
            stage: Stage::Opening,
            reads: None,
            waits: None,
        }
    }

    fn choosing(&self) -> Option<&Choosing> {
        match &self.stage {
            Stage::Choosing(choosing) => Some(choosing),
            _ => None,
        }
    }

    fn ask(&mut self, cx: &mut Cx) {
        let Some(first) = self.sheet.people.first() else {
            return;
        };
        let users = self.sheet.people.iter().map(|who| who.user.clone());
        let read = Read::Licenses(first.customer.clone(), users.collect());
        self.reads = Some(cx.out.read(read));
    }

    /// The boxes as they are now, touched as they were.
    fn begin(&mut self, basis: LicensesBasis, cx: &mut Cx) {
        self.sheet.subscriptions.clone_from(&basis.subscriptions);
        match &mut self.stage {
            Stage::Choosing(choosing) => choosing.follow_book(basis),
            Stage::Opening | Stage::Without(_) => {
                self.stage = Stage::Choosing(Box::new(Choosing::new(basis)));
            }
            Stage::Done(_) => {}
        }
        self.follow(cx);
    }

    /// Asks what would be done now, one question at a time.
    fn follow(&mut self, cx: &mut Cx) {
        let Stage::Choosing(choosing) = &mut self.stage else {
            return;
        };
        self.sheet.wishes = choosing.wishes();
        if choosing.must_ask(&self.sheet.wishes)
            && let Some(operation) = self.sheet.wanted()
        {
            let number = cx.out.write(Write::Plan(Box::new(operation)));
            choosing.asked(number, self.sheet.wishes.clone());
        }
    }

    fn remedies(&self) -> Vec<Remedy> {
        let sheet: Arc<dyn Sheet> = Arc::new(self.sheet.clone());
        let choosing = self.choosing();
        choosing.map_or_else(Vec::new, |choosing| choosing.ahead.remedies(&sheet))
    }

    fn save(&mut self, cx: &mut Cx) -> Reaction {
        let Stage::Choosing(choosing) = &mut self.stage else {
            return Reaction::Nothing;
        };
        if self.waits.is_some() {
            return Reaction::Nothing;
        }
        if !choosing.is_current(&self.sheet.wishes) {
            choosing.wants = true;
            return Reaction::Redraw;
        }
        choosing.wants = false;
        let Some(plan) = choosing.ahead.plan() else {
            cx.line.note(say!("sheet-nothing"));
            return Reaction::Redraw;
        };
        if !plan.blockers.is_empty() {
            let blocked = Failure::Blocked(plan.blockers.clone());
            cx.line.wrong(blocked.in_one_line());
        } else if plan.changes.is_empty() {
            cx.line.note(say!("sheet-nothing"));
        } else {
            self.waits = Some(cx.out.write(Write::Apply(Box::new(plan.clone()))));
        }
        Reaction::Redraw
    }

    fn done(&mut self, report: Report, cx: &mut Cx) -> Reaction {
        let key = cx.sight.key(Place::Everywhere, Action::Undo);
        let done = self.sheet.done(&report);
        cx.line
            .note(say!("sheet-done-undo", done = done, key = key));
        if let Stage::Choosing(choosing) = &self.stage {
            self.stage = Stage::Done(Box::new(Told::of(choosing, &report)));
        }
        Reaction::Redraw
    }

    fn back(&mut self) -> Reaction {
        match &self.stage {
            // What is being done can't be called back: the answer is a moment away.
            _ if self.waits.is_some() => Reaction::Nothing,
            Stage::Choosing(choosing) if choosing.is_touched() => Reaction::Ask(Question {
                ask: say!("sheet-ask-leave", what = self.sheet.title()),
                consequences: vec![say!("licenses-lost")],
                action: Action::Back,
            }),
            _ => Reaction::Close,
        }
    }

    /// Folds a product open, or opens what clears a blocker.
    fn unfold(&mut self) -> Reaction {
        let remedies = self.remedies();
        let Stage::Choosing(choosing) = &mut self.stage else {
            return Reaction::Close;
        };
        if let Some(remedy) = choosing.at_remedy.and_then(|at| remedies.get(at)) {
            return Reaction::Open(Opening::Sheet(Arc::clone(&remedy.sheet)));
        }
        choosing.fold();
        Reaction::Redraw
    }

    fn buy_more(&self) -> Reaction {
        let product = self.choosing().and_then(Choosing::product_here);
        let sheet = product.and_then(|product| self.sheet.more_seats(&product));
        sheet.map_or(Reaction::Nothing, |sheet| {
            Reaction::Open(Opening::Sheet(Arc::new(sheet)))
        })
    }

    fn offers_buying(&self) -> Offer {
        let Some(product) = self.choosing().and_then(Choosing::product_here) else {
            return Offer::Absent;
        };
        match self.sheet.subscriptions.contains_key(&product) {
            true => Offer::Yes,
            false => Offer::No(say!("licenses-no-subscription").into()),
        }
    }
}

impl Pane for LicensesPane {
    fn place(&self) -> Place {
        Place::Licenses
    }

    fn title(&self, sight: &Sight) -> String {
        let name = self.sheet.about();
        let title = say!("sheet-title", name = name, what = self.sheet.title());
        sight.words.say(&title)
    }

    fn status(&self, sight: &Sight) -> String {
        match self.choosing() {
            Some(_) if self.waits.is_some() => sight.words.text("edit-saving"),
            Some(choosing) if choosing.is_touched() => sight.words.text("edit-changed"),
            _ => String::new(),
        }
    }

    fn remark(&self, _sight: &Sight) -> Option<Remark> {
        let choosing = self.choosing()?;
        let blockers = choosing.ahead.plan().map_or(0, |plan| plan.blockers.len());
        if blockers > 0 {
            return Some(Remark {
                tone: Tone::Wrong,
                message: say!("sheet-blocked", n = blockers),
            });
        }
        let (needs, frees) = choosing.seats();
        choosing.is_touched().then(|| Remark {
            tone: Tone::Note,
            message: say!("licenses-seats", needs = needs, frees = frees),
        })
    }

    fn wonders(&self) -> Vec<Wonder> {
        let choosing = self.choosing();
        choosing.map_or_else(Vec::new, |choosing| choosing.ahead.wonders())
    }

    fn offers(&self, action: Action, _sight: &Sight) -> Offer {
        match (&self.stage, action) {
            (_, Action::Back) => Offer::Yes,
            (Stage::Choosing(_), Action::BuyMore) => self.offers_buying(),
            (Stage::Choosing(_), Action::NextField | Action::PreviousField)
                if self.remedies().is_empty() =>
            {
                Offer::Absent
            }
            (Stage::Choosing(_), _) => Offer::Yes,
            (Stage::Done(_), Action::Save | Action::Touch | Action::BuyMore | Action::Expand) => {
                Offer::Absent
            }
            (Stage::Done(_), Action::NextField | Action::PreviousField) => Offer::Absent,
            (Stage::Done(_), _) => Offer::Yes,
            _ => Offer::Absent,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Back => return self.back(),
            Action::Save => return self.save(cx),
            Action::Expand => return self.unfold(),
            Action::BuyMore => {
                if let Offer::No(refusal) = self.offers_buying() {
                    cx.line.wrong(refusal.why);
                    return Reaction::Redraw;
                }
                return self.buy_more();
            }
            Action::Refresh => {
                self.ask(cx);
                return Reaction::Redraw;
            }
            _ => {}
        }
        let many = self.remedies().len();
        let area = cx.sight.area;
        match &mut self.stage {
            Stage::Choosing(choosing) => {
                let is_moved = match action {
                    Action::Touch => choosing.touch(),
                    Action::NextField => choosing.step(true, many),
                    Action::PreviousField => choosing.step(false, many),
                    Action::PageDown | Action::PageUp => {
                        let (lines, page) = view::plan_page(choosing, &self.sheet, &cx.sight);
                        choosing.scroll.go(action, lines, page)
                    }
                    _ => choosing.go(action, view::page(choosing, &self.sheet, &cx.sight)),
                };
                if !is_moved {
                    return Reaction::Nothing;
                }
                self.follow(cx);
                Reaction::Redraw
            }
            Stage::Done(told) => match told.go(action, area) {
                true => Reaction::Redraw,
                false => Reaction::Nothing,
            },
            Stage::Opening | Stage::Without(_) => Reaction::Nothing,
        }
    }

    fn confirmed(&mut self, action: Action, _cx: &mut Cx) -> Reaction {
        match action {
            Action::Back => Reaction::Close,
            _ => Reaction::Nothing,
        }
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        if self.reads == Some(number) {
            self.reads = None;
            match outcome {
                Outcome::Licenses(Ok(basis)) => self.begin(*basis, cx),
                Outcome::Licenses(Err(failure)) => self.stage = Stage::Without(failure.message()),
                _ => {}
            }
            return Reaction::Redraw;
        }
        if self.waits == Some(number) {
            self.waits = None;
            match outcome {
                Outcome::Done(Ok(report)) => return self.done(*report, cx),
                Outcome::Done(Err(failure)) => {
                    // Somebody was quicker: the boxes are read again, what was touched stays.
                    cx.line.wrong(failure.in_one_line());
                    self.ask(cx);
                }
                _ => {}
            }
            return Reaction::Redraw;
        }
        let Stage::Choosing(choosing) = &mut self.stage else {
            return Reaction::Nothing;
        };
        if !choosing.takes(number, outcome) {
            return Reaction::Nothing;
        }
        self.follow(cx);
        let wants = self.choosing().is_some_and(|one| one.wants);
        match wants {
            true => self.save(cx),
            false => Reaction::Redraw,
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        if !matches!(self.stage, Stage::Done(_)) {
            self.ask(cx);
        }
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        view::draw(self, pen, sight);
    }
}
