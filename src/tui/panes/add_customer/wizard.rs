//! The steps of a new customer: one after the other, back and on, with what was typed kept in each. Every step is judged by
//! the operation itself as it is left: the request of all steps is planned, and what is wrong stands under its field.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::account::billing::DOMAIN;
use crate::account::problem::{Code, Message, Place, Problem};
use crate::account::reseller::Reseller;
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::operations::add_customer::AddCustomer;
use crate::operations::{Operation, Plan};
use crate::say;
use crate::tui::action::Action;
use crate::tui::pane::{Offer, Sight};
use crate::tui::panes::account_form::AccountForm;
use crate::tui::panes::sheet::ahead::Ahead;
use crate::tui::panes::sheet::filling::Filling;
use crate::tui::sheets::{Sheet, Values};
use crate::tui::widgets::field::Field;
use crate::tui::widgets::scroll::Scroll;

use super::said;
use super::stops::{self, Stop};

/// A new customer on its way.
pub(super) struct Wizard {
    pub(super) account: AccountForm,
    /// The steps that there are, in their order.
    pub(super) stops: Vec<Stop>,
    /// Where one is among them.
    pub(super) at: usize,
    /// The fields of each step that has some; made anew when it is gone to, because the account decides what is offered.
    fillings: Vec<(Stop, Filling)>,
    resellers: Vec<Reseller>,
    /// What would be done, for the review.
    pub(super) ahead: Ahead,
    pub(super) scroll: Scroll,
}

/// The review shows a plan as a sheet does, and offers no remedies: what is in the way stands in an earlier step.
#[derive(Debug)]
struct Review;

impl Sheet for Review {
    fn about(&self) -> &str {
        ""
    }

    fn title(&self) -> Message {
        say!("add-title")
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Err(Vec::new())
    }
}

impl Wizard {
    pub(super) fn new(account: AccountForm, resellers: Vec<Reseller>, sight: &Sight) -> Self {
        let mut stops = vec![Stop::Account];
        if sight.rights.may_change(Task::AddCustomerForReseller) == Offer::Yes {
            stops.push(Stop::Reseller);
        }
        stops.extend([Stop::Subscriptions, Stop::Agreement, Stop::Review]);
        Self {
            account,
            stops,
            at: 0,
            fillings: Vec::new(),
            resellers,
            ahead: Ahead::Nothing,
            scroll: Scroll::default(),
        }
    }

    /// Says everything in another language; what was typed stays.
    pub(super) fn reword(&mut self, sight: &Sight) {
        self.account.reword(sight);
        for (_, filling) in &mut self.fillings {
            filling.reword(sight);
        }
    }

    pub(super) fn stop(&self) -> Stop {
        self.stops.get(self.at).copied().unwrap_or(Stop::Account)
    }

    /// The fields of the step in sight; the account has a form of its own, the review none.
    pub(super) fn filling(&self) -> Option<&Filling> {
        let stop = self.stop();
        let of = self.fillings.iter().find(|(other, _)| *other == stop);
        of.map(|(_, filling)| filling)
    }

    pub(super) fn filling_mut(&mut self) -> Option<&mut Filling> {
        let stop = self.stop();
        let of = self.fillings.iter_mut().find(|(other, _)| *other == stop);
        of.map(|(_, filling)| filling)
    }

    pub(super) fn is_choosing(&self) -> bool {
        match self.stop() {
            Stop::Account => self.account.form.is_choosing(),
            _ => self
                .filling()
                .is_some_and(|filling| filling.form.is_choosing()),
        }
    }

    /// Whether a field has the focus.
    pub(super) fn is_typing(&self) -> bool {
        let has_fields = self.filling().is_some_and(|filling| !filling.is_empty());
        self.stop() == Stop::Account || has_fields
    }

    pub(super) fn has_typed(&self) -> bool {
        let of = |(_, filling): &(Stop, Filling)| stops::has_typed(&filling.all_values());
        self.account.has_typed() || self.fillings.iter().any(of)
    }

    /// The service's request with all that belongs to it.
    pub(super) fn operation(&self) -> AddCustomer {
        let mut account: Resource = self.account.account();
        for (stop, filling) in &self.fillings {
            said::put(*stop, &filling.values(), &mut account);
        }
        AddCustomer { account }
    }

    /// Goes to a step: its fields are made, and filled in with what was typed there.
    pub(super) fn go_to(&mut self, at: usize, sight: &Sight) {
        self.at = at.min(self.stops.len().saturating_sub(1));
        self.scroll = Scroll::default();
        let stop = self.stop();
        if matches!(stop, Stop::Account | Stop::Review) {
            return;
        }
        let before = self.fillings.iter().position(|(other, _)| *other == stop);
        let before = before.map(|place| self.fillings.remove(place).1);
        let typed = before.as_ref().map(Filling::all_values).unwrap_or_default();
        let account = self.account.account();
        let entries = stops::entries(stop, &typed, (&account, &self.resellers), sight);
        let mut filling = Filling::new(entries, None, sight);
        filling.said = before.map(|filling| filling.said).unwrap_or_default();
        self.fillings.push((stop, filling));
        self.follow(sight);
    }

    /// After every key: which fields are asked for, and what is wrong with them.
    pub(super) fn follow(&mut self, sight: &Sight) {
        if let Some(filling) = self.filling_mut() {
            filling.settle_by(&stops::asks_for);
            filling.tell(&[], sight);
        }
    }

    /// Judges the fields of the step in sight; tells whether it can be left.
    pub(super) fn judge(&mut self, sight: &Sight) -> bool {
        if self.stop() == Stop::Account {
            return self.account.judge_all(sight) == 0;
        }
        let Some(filling) = self.filling_mut() else {
            return true;
        };
        filling.said.clear();
        filling.visit_all();
        filling.settle_by(&stops::asks_for);
        filling.tell(&[], sight);
        !filling.point_at_first()
    }

    /// What the operation found wrong, under the fields of its step; goes back to the first step up to this one that has
    /// some of it. Tells whether there was one.
    pub(super) fn refused(&mut self, problems: &[Problem], sight: &Sight) -> bool {
        let of = |stop: Stop| -> Vec<Problem> {
            let own = problems.iter().filter(|one| {
                let path = one.field().unwrap_or_default();
                stop.owns(path)
            });
            own.cloned().collect()
        };
        for (stop, filling) in &mut self.fillings {
            let values = filling.all_values();
            let said = of(*stop).into_iter().map(|problem| {
                let field = said::field_of(problem.field().unwrap_or_default(), &values);
                problem.at(Place::Field(field))
            });
            filling.said = said.collect();
        }
        let until = self.stops.iter().take(self.at + 1);
        let Some(first) = until.clone().position(|stop| !of(*stop).is_empty()) else {
            return false;
        };
        let own = of(self.stops[first]);
        if first != self.at {
            self.go_to(first, sight);
        }
        if self.stop() == Stop::Account {
            self.account.refused_by_operation(own, sight);
        } else if let Some(filling) = self.filling_mut() {
            filling.visit_all();
            filling.tell(&[], sight);
            filling.point_at_first();
        }
        true
    }

    /// Whether the company seems to have a tenant already, so that it is invited instead.
    pub(super) fn seems_there(&self) -> bool {
        let domain = self.account.form.field(DOMAIN);
        let is_taken =
            domain.is_some_and(Field::is_refused) && self.account.has_word_of_book(DOMAIN);
        let plan = self.ahead.plan();
        let mut doubts = plan.into_iter().flat_map(|plan| &plan.warnings);
        is_taken || doubts.any(|one| one.code == Code::AlreadyExists)
    }

    /// What would be done, for the review.
    pub(super) fn planned(&mut self, plan: Box<Plan>) {
        self.ahead = Ahead::Plan(plan);
    }

    /// The lines of the review.
    pub(super) fn review(
        &self,
        width: u16,
        sight: &Sight,
    ) -> Vec<crate::tui::panes::sheet::ahead::Line> {
        let sheet: Arc<dyn Sheet> = Arc::new(Review);
        self.ahead.lines(&sheet, &[], width, sight)
    }

    /// Does what the step in sight does with an action.
    pub(super) fn act(&mut self, action: Action, sight: &Sight) -> bool {
        let is_done = match self.filling_mut() {
            Some(filling) => filling.act(action),
            None => false,
        };
        if is_done {
            self.follow(sight);
        }
        is_done
    }

    /// What was typed, to be kept.
    pub(super) fn words(&self) -> Value {
        let mut steps = Map::new();
        for (_, filling) in &self.fillings {
            for field in filling.form.fields() {
                steps.insert(field.path.to_owned(), field.value().into());
            }
        }
        json!({ "fields": self.account.unsaved(), "steps": steps })
    }

    /// Puts what was kept back into the steps.
    pub(super) fn put_back(&mut self, words: &Value, sight: &Sight) {
        let fields = words.get("fields").unwrap_or(words);
        self.account.put_back(fields, sight);
        let Some(kept) = words.get("steps").and_then(Value::as_object) else {
            return;
        };
        for at in 1..self.stops.len() {
            self.go_to(at, sight);
            let Some(filling) = self.filling_mut() else {
                continue;
            };
            for path in stops::paths() {
                let text = kept.get(path).and_then(Value::as_str);
                if let (Some(text), Some(field)) = (text, filling.form.field_mut(path)) {
                    field.set(text);
                }
            }
            self.follow(sight);
        }
        self.go_to(0, sight);
    }
}
