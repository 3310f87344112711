//! Account info as a form. Every field is judged as it is left; saving plans first and asks once where something is
//! doubtful. Somebody else's change meanwhile is a [`conflict`] of three columns. No typed letter is lost on any way:
//! the form stays until the book has it.

mod conflict;
mod saving;
mod view;

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::account::customer::CustomerView;
use crate::account::problem::Message;
use crate::account::record::{CustomerId, Version};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::operations::Plan;
use crate::operations::update_account::Side;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::drafts::Draft;
use crate::tui::message_line::Tone;
use crate::tui::pane::{Cx, Offer, Pane, Question, Reaction, Remark, Sight};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::text::Edited;
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{FormBasis, Number, Outcome, Read};

use super::account_form::{AccountForm, Purpose};
use super::kept::KeptWords;
use conflict::Conflict;

/// The form of one account.
pub struct EditPane {
    customer: CustomerId,
    name: String,
    stage: Stage,
    waits: Option<Number>,
    /// A plan that the operator is asked about.
    planned: Option<Box<Plan>>,
    kept: KeptWords,
    /// Doubts that were answered with yes: nobody is asked the same twice.
    agreed: HashSet<String>,
}

enum Stage {
    /// The account is being read.
    Opening,
    /// The account is not there, or can't be read.
    Without(Message),
    /// The form.
    Filling(Box<Filling>),
}

struct Filling {
    form: AccountForm,
    /// The version that the form was opened from.
    version: Version,
    conflict: Option<Conflict>,
}

impl EditPane {
    /// What the name begins with under which unsaved words of an account are kept; its ID follows.
    pub const DRAFT: &str = "edit ";

    /// A form that asks for its account with the first [`Pane::refresh`].
    pub fn new(customer: CustomerId) -> Self {
        Self {
            customer,
            name: String::new(),
            stage: Stage::Opening,
            waits: None,
            planned: None,
            kept: KeptWords::default(),
            agreed: HashSet::new(),
        }
    }

    /// The name under which unsaved words of this form are kept.
    fn draft_name(&self) -> String {
        format!("{}{}", Self::DRAFT, self.customer)
    }

    /// The form goes on with words that were kept; should the account have changed since, saving meets the change.
    fn put_back(&mut self, words: &Value, sight: &Sight) {
        let version = words.get("version").and_then(Value::as_u64).map(Version);
        if let Some(filling) = self.filling_mut() {
            filling.version = version.unwrap_or(filling.version);
            filling
                .form
                .put_back(words.get("fields").unwrap_or(&Value::Null), sight);
        }
    }

    fn filling(&self) -> Option<&Filling> {
        match &self.stage {
            Stage::Filling(filling) => Some(filling),
            _ => None,
        }
    }

    fn filling_mut(&mut self) -> Option<&mut Filling> {
        match &mut self.stage {
            Stage::Filling(filling) => Some(filling),
            _ => None,
        }
    }

    fn conflict_mut(&mut self) -> Option<&mut Conflict> {
        self.filling_mut()?.conflict.as_mut()
    }

    fn is_choosing(&self) -> bool {
        self.filling()
            .is_some_and(|filling| filling.conflict.is_none() && filling.form.form.is_choosing())
    }

    fn begin(&mut self, basis: FormBasis, cx: &mut Cx) {
        let Some(stored) = basis.customer else {
            self.stage = Stage::Without(say!("edit-gone"));
            return;
        };
        self.name = CustomerView(&stored.resource).name().to_owned();
        let mut form = AccountForm::new(
            Purpose::Edit,
            stored.resource,
            basis.partner,
            cx.sight.cloud,
            cx.sight.words,
        );
        form.tell(&cx.sight);
        self.stage = Stage::Filling(Box::new(Filling {
            form,
            version: stored.version,
            conflict: None,
        }));
        self.kept.ask(self.draft_name(), cx);
    }

    /// Esc: closes what is open, leaves the conflict for the form, leaves the form when nothing would be lost.
    fn back(&mut self) -> Reaction {
        // What is being saved can't be called back: the answer is a moment away.
        if self.filling().is_some() && self.waits.is_some() {
            return Reaction::Nothing;
        }
        let Some(filling) = self.filling_mut() else {
            return Reaction::Close;
        };
        if filling.conflict.take().is_some() {
            return Reaction::Redraw;
        }
        let changed = filling.form.changed().len();
        if changed == 0 {
            return Reaction::Close;
        }
        Reaction::Ask(Question {
            ask: say!("edit-ask-leave", name = &self.name),
            consequences: vec![say!("edit-lost", n = changed)],
            action: Action::Back,
        })
    }

    fn choose_side(&mut self, side: Side) -> Reaction {
        if let Some(conflict) = self.conflict_mut() {
            conflict.choose(side);
        }
        Reaction::Redraw
    }
}

impl Filling {
    /// Puts the three sides beside each other. The history tells what it was; the form, where the history does not.
    fn meet(&mut self, base: Option<Resource>, theirs: Resource, version: Version, sight: &Sight) {
        let mine = self.form.account();
        let base = base.as_ref().unwrap_or(self.form.opened());
        self.conflict = Some(Conflict::new(base, &mine, theirs, version, sight));
    }

    /// Every field was chosen: the form goes on from their version, with what was chosen in it.
    fn adopt(&mut self) {
        if let Some(conflict) = self.conflict.take() {
            let taken = conflict.taken_from_them();
            self.version = conflict.version;
            self.form.rebase(conflict.theirs, &taken, &conflict.edits);
        }
    }
}

impl Pane for EditPane {
    fn place(&self) -> Place {
        if self.is_choosing() {
            Place::OpenChoice
        } else {
            Place::Edit
        }
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.say(&say!("edit-title", name = &self.name))
    }

    fn status(&self, sight: &Sight) -> String {
        match self.filling() {
            Some(_) if self.waits.is_some() => sight.words.text("edit-saving"),
            Some(filling) if !filling.form.changed().is_empty() => sight.words.text("edit-changed"),
            _ => String::new(),
        }
    }

    fn remark(&self, _sight: &Sight) -> Option<Remark> {
        let filling = self.filling()?;
        if let Some(conflict) = &filling.conflict {
            return Some(Remark {
                tone: Tone::Note,
                message: say!("edit-conflict-left", n = conflict.open()),
            });
        }
        let refused = filling.form.refused();
        (refused > 0).then(|| Remark {
            tone: Tone::Wrong,
            message: say!("form-problems", n = refused),
        })
    }

    fn is_typing(&self) -> bool {
        self.filling()
            .is_some_and(|filling| filling.conflict.is_none())
    }

    fn offers(&self, action: Action, sight: &Sight) -> Offer {
        let Some(filling) = self.filling() else {
            return match action {
                Action::Back | Action::Help | Action::Quit => Offer::Yes,
                _ => Offer::Absent,
            };
        };
        match (&filling.conflict, action) {
            (None, _) => filling.form.offers(action, Task::UpdateAccount, sight),
            (_, Action::Why | Action::Choose | Action::TakeSuggestion) => Offer::Absent,
            (_, Action::Undo | Action::Invite) => Offer::Absent,
            _ => Offer::Yes,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Save => return self.save(cx),
            Action::TakeMine => return self.choose_side(Side::Mine),
            Action::TakeTheirs => return self.choose_side(Side::Theirs),
            Action::Back if !self.is_choosing() => return self.back(),
            _ => {}
        }
        if let Some(conflict) = self.conflict_mut() {
            return conflict.act(action);
        }
        let Some(filling) = self.filling_mut() else {
            return Reaction::Nothing;
        };
        filling.form.act(action, &cx.sight)
    }

    fn confirmed(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match (action, self.planned.take()) {
            (Action::Back, _) => {
                KeptWords::forget(self.draft_name(), cx);
                Reaction::Close
            }
            (KeptWords::TAKE_BACK, _) => {
                if let Some(words) = self.kept.words() {
                    self.put_back(&words, &cx.sight);
                }
                Reaction::Redraw
            }
            (_, Some(plan)) => self.apply(plan, cx),
            _ => Reaction::Nothing,
        }
    }

    fn typed(&mut self, typed: &Typed, cx: &mut Cx) -> Reaction {
        let Some(filling) = self.filling_mut() else {
            return Reaction::Nothing;
        };
        match filling.form.typed(typed, &cx.sight) {
            Edited::Not => Reaction::Nothing,
            _ => Reaction::Redraw,
        }
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        let mut outcome = outcome;
        if let Some(reaction) = self.kept.take(number, &mut outcome, &self.name) {
            return reaction;
        }
        if self.waits != Some(number) {
            return Reaction::Nothing;
        }
        self.waits = None;
        match outcome {
            Outcome::Form(Ok(basis)) => self.begin(*basis, cx),
            Outcome::Planned(Ok(plan)) => return self.planned(plan, cx),
            Outcome::Done(Ok(_)) => {
                cx.line.note(say!("edit-saved", name = &self.name));
                KeptWords::forget(self.draft_name(), cx);
                return Reaction::Close;
            }
            Outcome::Form(Err(failure))
            | Outcome::Planned(Err(failure))
            | Outcome::Done(Err(failure)) => return self.failed(failure, cx),
            _ => {}
        }
        Reaction::Redraw
    }

    /// A form that is filled in is left as it is: what changed meanwhile is met when it is saved.
    fn refresh(&mut self, cx: &mut Cx) {
        if matches!(self.stage, Stage::Opening) {
            self.waits = Some(cx.out.read(Read::Form(Some(self.customer.clone()))));
        }
    }

    fn reworded(&mut self, sight: &Sight) {
        if let Some(filling) = self.filling_mut() {
            filling.form.reword(sight);
            if let Some(conflict) = &mut filling.conflict {
                conflict.reword(sight);
            }
        }
    }

    fn go_on(&mut self) {
        self.kept.go_on();
    }

    fn draft(&self) -> Option<Draft> {
        let filling = self.filling()?;
        filling.form.has_typed().then(|| Draft {
            name: self.draft_name(),
            words: json!({ "version": filling.version.0, "fields": filling.form.unsaved() }),
        })
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        view::draw(self, pen, sight);
    }
}
