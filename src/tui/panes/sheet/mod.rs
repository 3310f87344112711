//! An operation with its fields and its plan. Every change in the fields asks the writer what would be done now; one
//! question is on its way at a time, and only the answer to what stands in the fields is shown. Done is only what was
//! shown: where something follows that nobody has seen, or can't be taken back, it is asked about first.

pub(in crate::tui::panes) mod ahead;
mod doing;
mod draft;
pub(in crate::tui::panes) mod filling;
mod keeping;
mod moving;
mod open;
mod view;

use std::sync::Arc;

use crate::account::problem::Message;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::drafts::Draft;
use crate::tui::pane::{Cx, Offer, Pane, Question, Reaction, Remark, Sight};
use crate::tui::sheets::{Confirm, Entry, Remedy, Sheet};
use crate::tui::widgets::choice::Step;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::text::Edited;
use crate::tui::widgets::typed::Typed;
use crate::tui::wonder::Wonder;
use crate::tui::workers::{Number, Outcome, Read};

use super::hand_over::FirstPasswords;
use super::kept::KeptWords;
use draft::Written;
use filling::Filling;
use open::Open;

/// A sheet on the screen.
pub struct SheetPane {
    sheet: Arc<dyn Sheet>,
    stage: Stage,
    /// The fields on their way, or what is being done.
    waits: Option<Number>,
    kept: KeptWords,
}

enum Stage {
    /// The fields are being read.
    Opening,
    /// The book has not what the sheet is about.
    Without(Message),
    /// The fields are filled in.
    Filling(Box<Open>),
    /// It is done, and first passwords came of it.
    Done(Box<FirstPasswords>),
    /// It is done, and a message came of it.
    Written(Written),
}

impl SheetPane {
    /// A sheet that asks for its fields with the first [`Pane::refresh`].
    pub fn new(sheet: Arc<dyn Sheet>) -> Self {
        Self {
            sheet,
            stage: Stage::Opening,
            waits: None,
            kept: KeptWords::default(),
        }
    }

    fn open(&self) -> Option<&Open> {
        match &self.stage {
            Stage::Filling(open) => Some(open),
            _ => None,
        }
    }

    fn open_mut(&mut self) -> Option<&mut Open> {
        match &mut self.stage {
            Stage::Filling(open) => Some(open),
            _ => None,
        }
    }

    fn begin(&mut self, entries: Vec<Entry>, cx: &mut Cx) {
        let name = match self.sheet.confirm() {
            Confirm::Types(name) => Some(name),
            _ => None,
        };
        let filling = Filling::new(entries, name, &cx.sight);
        self.stage = Stage::Filling(Box::new(Open::new(filling)));
        self.follow(cx);
        self.ask_for_kept(cx);
    }

    /// After every change: which fields are asked for, what is wrong with them, what would be done.
    fn follow(&mut self, cx: &mut Cx) {
        let Stage::Filling(open) = &mut self.stage else {
            return;
        };
        open.follow(&self.sheet, cx);
    }

    fn back(&mut self) -> Reaction {
        match &mut self.stage {
            // What is being done can't be called back: the answer is a moment away.
            Stage::Filling(_) | Stage::Done(_) if self.waits.is_some() => Reaction::Nothing,
            Stage::Done(passwords) => passwords.leave_by(Action::Back),
            Stage::Filling(open) if open.filling.has_typed() => Reaction::Ask(Question {
                ask: say!("sheet-ask-leave", what = self.sheet.title()),
                consequences: vec![say!("sheet-lost")],
                action: Action::Back,
            }),
            _ => Reaction::Close,
        }
    }

    fn remedies(&self) -> Vec<Remedy> {
        let open = self.open();
        open.map_or_else(Vec::new, |open| open.ahead.remedies(&self.sheet))
    }

    fn act_open(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Save => return self.save(cx),
            Action::NextField => return self.step(Step::On, cx),
            Action::PreviousField => return self.step(Step::Back, cx),
            Action::Down | Action::NextLine => return self.go_line(Step::On, cx),
            Action::Up | Action::PreviousLine => return self.go_line(Step::Back, cx),
            Action::PageDown | Action::PageUp => return self.scroll(action, &cx.sight),
            Action::Choose => return self.choose(cx),
            _ => {}
        }
        let Some(open) = self.open_mut() else {
            return Reaction::Nothing;
        };
        match action {
            Action::Back if open.filling.form.is_choosing() => {
                if let Some(choice) = open.filling.form.choice_mut() {
                    choice.close();
                }
            }
            Action::Back => return self.back(),
            Action::Accept => {
                if let Some(choice) = open.filling.form.choice_mut() {
                    choice.take();
                }
                open.filling.leave();
            }
            Action::Why => {
                if !open.filling.explain() {
                    return Reaction::Nothing;
                }
            }
            Action::TakeSuggestion => {
                let value = open.filling.suggestion();
                if let (Some(value), Some(field)) = (value, open.filling.form.focused_mut()) {
                    field.set(&value);
                }
            }
            _ => return Reaction::Nothing,
        }
        self.follow(cx);
        Reaction::Redraw
    }
}

impl Pane for SheetPane {
    fn place(&self) -> Place {
        match &self.stage {
            Stage::Done(passwords) => passwords.place(),
            Stage::Written(_) => Place::Detail,
            Stage::Filling(open) if open.filling.form.is_choosing() => Place::OpenChoice,
            _ => Place::Edit,
        }
    }

    fn title(&self, sight: &Sight) -> String {
        let name = self.sheet.about();
        if name.is_empty() {
            return sight.words.say(&self.sheet.title());
        }
        let title = say!("sheet-title", name = name, what = self.sheet.title());
        sight.words.say(&title)
    }

    fn status(&self, sight: &Sight) -> String {
        match self.open() {
            Some(_) if self.waits.is_some() => sight.words.text("edit-saving"),
            Some(open) if open.filling.has_typed() => sight.words.text("edit-changed"),
            _ => String::new(),
        }
    }

    fn remark(&self, _sight: &Sight) -> Option<Remark> {
        let open = self.open()?;
        let refused = open.filling.refused();
        let blockers = open.ahead.plan().map_or(0, |plan| plan.blockers.len());
        ahead::remark(refused, blockers)
    }

    fn is_typing(&self) -> bool {
        match &self.stage {
            Stage::Filling(open) => open.at_remedy.is_none() && !open.filling.is_empty(),
            Stage::Done(passwords) => passwords.is_typing(),
            _ => false,
        }
    }

    fn offers(&self, action: Action, _sight: &Sight) -> Offer {
        let open = match &self.stage {
            Stage::Done(passwords) => return passwords.offers(action),
            Stage::Filling(open) => open,
            Stage::Written(_) => {
                return match action {
                    Action::Back | Action::Help | Action::Quit => Offer::Yes,
                    Action::Palette | Action::Log | Action::Jobs => Offer::Yes,
                    Action::PageDown | Action::PageUp | Action::Down | Action::Up => Offer::Yes,
                    _ => Offer::Absent,
                };
            }
            _ => {
                return match action {
                    Action::Back | Action::Help | Action::Quit => Offer::Yes,
                    _ => Offer::Absent,
                };
            }
        };
        let can_choose = open.at_remedy.is_some() || open.filling.is_at_choice();
        match action {
            Action::TakeMine | Action::TakeTheirs | Action::Undo | Action::Invite => Offer::Absent,
            Action::TakeSuggestion if open.filling.suggestion().is_none() => Offer::Absent,
            Action::Why if !open.filling.has_rule() && open.wonders().is_empty() => Offer::Absent,
            Action::Choose if !can_choose => Offer::Absent,
            Action::NextField | Action::PreviousField if open.filling.is_empty() => Offer::Absent,
            _ => Offer::Yes,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if let Stage::Done(passwords) = &mut self.stage {
            if let Some(write) = passwords.wants_to_save(action, cx) {
                self.waits = Some(cx.out.write(write));
                return Reaction::Redraw;
            }
            if action != Action::Back || passwords.is_typing() {
                return passwords.act(action, cx);
            }
            return self.back();
        }
        if let Stage::Written(written) = &mut self.stage {
            return written.act(action, cx);
        }
        match (&self.stage, action) {
            (Stage::Filling(_), _) => self.act_open(action, cx),
            (_, Action::Back) => self.back(),
            _ => Reaction::Nothing,
        }
    }

    fn confirmed(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if let Stage::Done(passwords) = &self.stage {
            return passwords.left_by(action);
        }
        let asked = self.open_mut().and_then(|open| open.in_question.take());
        match (action, asked) {
            (Action::Back, _) => {
                self.forget_kept(cx);
                Reaction::Close
            }
            (KeptWords::TAKE_BACK, _) => self.put_back(cx),
            (_, Some(plan)) => self.apply(plan, cx),
            _ => Reaction::Nothing,
        }
    }

    fn typed(&mut self, typed: &Typed, cx: &mut Cx) -> Reaction {
        let edited = match &mut self.stage {
            Stage::Filling(open) => open.filling.form.typed(typed),
            Stage::Done(passwords) => passwords.typed(typed, cx),
            _ => Edited::Not,
        };
        if edited == Edited::Not {
            return Reaction::Nothing;
        }
        if let Some(open) = self.open_mut() {
            open.wants = false;
        }
        self.follow(cx);
        Reaction::Redraw
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        if self.open().is_some_and(|open| open.asking == Some(number)) {
            return match outcome {
                Outcome::Planned(plan) => self.planned(plan, cx),
                _ => {
                    if let Some(open) = self.open_mut() {
                        open.asking = None;
                    }
                    Reaction::Redraw
                }
            };
        }
        let mut outcome = outcome;
        let subject = cx.sight.words.say(&self.sheet.title());
        if let Some(reaction) = self.kept.take(number, &mut outcome, &subject) {
            return reaction;
        }
        if self.waits != Some(number) {
            return match &mut self.stage {
                Stage::Done(passwords) => passwords.take(number, outcome),
                _ => Reaction::Nothing,
            };
        }
        self.waits = None;
        match outcome {
            Outcome::Sheet(Ok(entries)) => self.begin(entries, cx),
            Outcome::Done(Ok(report)) => return self.done(*report, cx),
            Outcome::Sheet(Err(failure)) | Outcome::Done(Err(failure)) => {
                return self.failed(failure, cx);
            }
            _ => {}
        }
        Reaction::Redraw
    }

    fn reworded(&mut self, sight: &Sight) {
        if let Stage::Filling(open) = &mut self.stage {
            open.filling.reword(sight);
        }
    }

    /// The fields are asked for once; when the book changed the plan is asked for again.
    fn refresh(&mut self, cx: &mut Cx) {
        match &mut self.stage {
            Stage::Opening => {
                self.waits = Some(cx.out.read(Read::Sheet(Arc::clone(&self.sheet))));
            }
            Stage::Filling(open) => {
                open.asked = None;
                self.follow(cx);
            }
            Stage::Without(_) | Stage::Done(_) | Stage::Written(_) => {}
        }
    }

    fn wonders(&self) -> Vec<Wonder> {
        self.open().map_or_else(Vec::new, Open::wonders)
    }

    fn go_on(&mut self) {
        self.kept.go_on();
    }

    fn draft(&self) -> Option<Draft> {
        self.unsaved()
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        view::draw(self, pen, sight);
    }
}
