//! The fields of an account as a form: what «edit» and «add a customer» share. Which fields there are, and what may stand
//! in them, is not known here: [`FIELDS`] and the rules say it. Here is only when they are asked, and how they are shown.
//! [`told`] makes sentences of problems, [`picks`] fills the choices.

mod judging;
mod picks;
mod told;
mod values;

pub use picks::all_countries;

use std::collections::{HashMap, HashSet};

use crate::account::billing::{
    COUNTRY, CULTURE, Control as Kind, Door, FIELDS, Field as Known, LANGUAGE, TAGS, field_at,
};
use crate::account::cloud::Cloud;
use crate::account::country::{Country, Requirement, countries};
use crate::account::partner::Partner;
use crate::account::problem::{Message, Problem};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::verdict::Verdict;
use crate::operations::update_account::Edit;
use crate::tui::action::Action;
use crate::tui::pane::{Offer, Reaction, Sight};
use crate::tui::widgets::choice::Step;
use crate::tui::widgets::field::{Control, Need};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::text::Edited;
use crate::tui::widgets::typed::Typed;
use crate::tui::wonder::Wonder;
use crate::words::Words;

/// What the account is: one that is there, or one to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The account is changed: what it has already may stay odd.
    Edit,
    /// The account is added: everything is judged.
    Add,
}

/// What the book knows of a field that the rules don't.
#[derive(Debug, Clone)]
pub enum BookSays {
    /// It is refused.
    Refused(Problem),
    /// Good to know.
    Known(Message),
}

/// An account in a form.
#[derive(Debug, Clone)]
pub struct AccountForm {
    /// The fields.
    pub form: Form,
    purpose: Purpose,
    /// The account as it was when the form was opened.
    opened: Resource,
    partner: Partner,
    cloud: Cloud,
    /// The fields that were left once: only these are judged before everything is.
    visited: HashSet<&'static str>,
    verdicts: HashMap<&'static str, Verdict>,
    /// What the book says of a field as it is typed now, not the rules: whether a domain is free.
    from_book: HashMap<&'static str, BookSays>,
    /// The field whose rule is explained.
    explained: Option<&'static str>,
    /// Characters that the last typing or paste left out.
    refused: usize,
}

impl AccountForm {
    /// A form for an account, as it is in the book or as a new one begins.
    pub fn new(
        purpose: Purpose,
        account: Resource,
        partner: Partner,
        cloud: Cloud,
        words: &Words,
    ) -> Self {
        let country = countries().find(account.text_or_empty(COUNTRY));
        let fields = FIELDS
            .iter()
            .filter(|known| purpose.offers(known))
            .map(|known| {
                let mut field = values::field(known, &account, country, cloud, words);
                field.has_bar = purpose == Purpose::Edit;
                field
            });
        let mut form = Self {
            form: Form::new(fields.collect()),
            purpose,
            opened: account,
            partner,
            cloud,
            visited: HashSet::new(),
            verdicts: HashMap::new(),
            from_book: HashMap::new(),
            explained: None,
            refused: 0,
        };
        form.follow_country();
        form
    }

    /// Gives what is typed to the field in focus.
    pub fn typed(&mut self, typed: &Typed, sight: &Sight) -> Edited {
        let edited = self.form.typed(typed);
        self.refused = match edited {
            Edited::Refused(many) => many,
            _ => 0,
        };
        self.explained = None;
        if matches!(edited, Edited::Changed | Edited::Refused(_)) {
            let path = self.form.focused().map_or("", |field| field.path);
            self.from_book.remove(path);
        }
        if edited != Edited::Not {
            self.tell(sight);
        }
        edited
    }

    /// To another field: the one that is left is judged.
    pub fn step(&mut self, step: Step, sight: &Sight) {
        self.leave(sight);
        self.form.step(step);
    }

    /// Several fields on or back, to the last or the first at the most.
    fn page(&mut self, step: Step, sight: &Sight) {
        const FIELDS: usize = 5;
        self.leave(sight);
        for _ in 0..FIELDS {
            if !self.form.is_at_end(step) {
                self.form.step(step);
            }
        }
    }

    /// A row on or back: in the open list, in text of several lines, else from field to field.
    fn go(&mut self, step: Step, sight: &Sight) {
        if self.form.is_choosing() {
            if let Some(choice) = self.form.choice_mut() {
                choice.step(step);
            }
        } else if !self.form.step_inside(step) {
            self.step(step, sight);
        }
    }

    /// Opens the choice in focus; text of several lines gets a new one; any other field is left for the next.
    pub fn choose(&mut self, sight: &Sight) {
        if let Some(choice) = self.form.choice_mut() {
            choice.open();
        } else if !self.form.part_line() {
            self.step(Step::On, sight);
        }
    }

    /// Takes what is chosen in the open list.
    pub fn take_choice(&mut self, sight: &Sight) {
        if let Some(choice) = self.form.choice_mut() {
            choice.take();
        }
        self.leave(sight);
    }

    /// Does what a form does with an action.
    pub fn act(&mut self, action: Action, sight: &Sight) -> Reaction {
        match action {
            Action::NextField => self.step(Step::On, sight),
            Action::PreviousField => self.step(Step::Back, sight),
            Action::Choose => self.choose(sight),
            Action::Why => self.explain(sight),
            Action::TakeSuggestion => self.take_suggestion(sight),
            Action::Accept => self.take_choice(sight),
            Action::PageDown => self.page(Step::On, sight),
            Action::PageUp => self.page(Step::Back, sight),
            Action::Down | Action::NextLine => self.go(Step::On, sight),
            Action::Up | Action::PreviousLine => self.go(Step::Back, sight),
            Action::Back => {
                if let Some(choice) = self.form.choice_mut() {
                    choice.close();
                }
            }
            _ => return Reaction::Nothing,
        }
        Reaction::Redraw
    }

    /// Explains the rule of the field in focus, or no longer.
    pub fn explain(&mut self, sight: &Sight) {
        let path = self.form.focused().map(|field| field.path);
        self.explained = if self.explained == path { None } else { path };
        self.tell(sight);
    }

    /// What is wrong with a field, and what is doubtful.
    fn wonders(&self, path: &str) -> impl Iterator<Item = Wonder> {
        let said = self.verdicts.get(path);
        let said = said.map(|verdict| verdict.problems.iter().chain(&verdict.warnings));
        let of_book = match self.from_book.get(path) {
            Some(BookSays::Refused(problem)) => Some(problem),
            _ => None,
        };
        let all = said.into_iter().flatten().chain(of_book);
        all.map(Wonder::from)
    }

    /// Says under a field what the book knows of it; forgotten with the next letter typed there.
    pub fn book_says(&mut self, path: &'static str, says: BookSays, sight: &Sight) {
        self.from_book.insert(path, says);
        self.tell(sight);
    }

    /// The account as it was when the form was opened.
    pub fn opened(&self) -> &Resource {
        &self.opened
    }

    /// Goes on from a newer account: what is typed stays, but for the fields that are to be theirs; tags of both sides stay.
    pub fn rebase(&mut self, theirs: Resource, taken: &[&str], edits: &[Edit]) {
        let tags = values::tags_of_both(&theirs, edits);
        for field in self.form.fields_mut() {
            let Some(known) = field_at(field.path) else {
                continue;
            };
            let value = values::text_of(known, &theirs);
            if taken.contains(&field.path) || !field.is_changed() {
                field.set(&value);
            } else if known.path == TAGS {
                field.set(&tags);
            }
            field.settle(&value);
        }
        self.opened = theirs;
        self.follow_country();
    }

    /// Whether the book said something of a field as it is typed now.
    pub fn has_word_of_book(&self, path: &str) -> bool {
        self.from_book.contains_key(path)
    }

    /// What the book said of a field is no longer so.
    pub fn forget_word_of_book(&mut self, path: &str) {
        self.from_book.remove(path);
    }

    /// Whether anything was typed into it that would be lost.
    pub fn has_typed(&self) -> bool {
        !self.changed().is_empty()
    }

    /// Whether an action of a form can be done now; the task is what the form would do.
    pub fn offers(&self, action: Action, task: Task, sight: &Sight) -> Offer {
        match action {
            Action::TakeMine | Action::TakeTheirs | Action::Undo | Action::Invite => Offer::Absent,
            Action::TakeSuggestion if self.suggestion().is_none() => Offer::Absent,
            Action::Choose if !self.is_at_choice() => Offer::Absent,
            Action::Save => sight.rights.may_change(task),
            _ => Offer::Yes,
        }
    }

    /// Whether the field in focus is a choice.
    pub fn is_at_choice(&self) -> bool {
        let focused = self.form.focused();
        focused.is_some_and(|field| matches!(field.control, Control::Choice(_)))
    }

    /// Says everything in another language; what was typed stays.
    pub fn reword(&mut self, sight: &Sight) {
        for field in self.form.fields_mut() {
            let Some(known) = field_at(field.path) else {
                continue;
            };
            field.label = sight.words.text(known.label);
            if let (Kind::Country, Control::Choice(choice)) = (known.control, &mut field.control) {
                choice.offer(all_countries(self.cloud, sight.words));
            }
        }
        self.tell(sight);
    }

    /// Which fields there are, and what they offer, is the country's to say.
    fn follow_country(&mut self) {
        let country = self.country();
        for place in 0..self.form.fields().len() {
            let path = self.form.fields()[place].path;
            let Some(known) = field_at(path) else {
                continue;
            };
            let field = &mut self.form.fields_mut()[place];
            field.need = need(known.requirement(country));
            picks::follow(field, known, country);
        }
        if self.purpose == Purpose::Add {
            self.default_by_country(country);
        }
    }

    /// A new account speaks as its country does, until somebody chooses otherwise.
    fn default_by_country(&mut self, country: Option<&Country>) {
        let Some(country) = country else {
            return;
        };
        for (path, value) in [
            (CULTURE, country.default_culture()),
            (LANGUAGE, country.default_language()),
        ] {
            let Some(field) = self.form.field_mut(path) else {
                continue;
            };
            if !field.is_changed() && field.value() != value {
                field.set(value);
                field.settle(value);
            }
        }
    }

    /// Writes under and beside every field what is to be said of it.
    pub fn tell(&mut self, sight: &Sight) {
        let focused = self.form.focused().map(|field| field.path);
        let country = self.country();
        let is_moved = self.is_moved();
        for place in 0..self.form.fields().len() {
            let field = &self.form.fields()[place];
            let Some(known) = field_at(field.path) else {
                continue;
            };
            let beside = match known.control {
                Kind::Domain => self.cloud.facts().domain_suffix.to_owned(),
                Kind::Phone | Kind::PostalCode => {
                    told::sent_as(field.value(), &self.as_kept(known, field.value()), sight)
                }
                _ => String::new(),
            };
            let may_stay = self.purpose == Purpose::Edit && !field.is_changed() && !is_moved;
            let mut notes = self
                .verdicts
                .get(field.path)
                .map_or_else(Vec::new, |verdict| told::notes(verdict, may_stay, sight));
            if focused == Some(field.path) && self.refused > 0 {
                notes.insert(0, told::left_out(self.refused, sight));
            }
            let says = self.from_book.get(field.path);
            notes.extend(says.map(|says| told::book_says(says, sight)));
            if self.explained == Some(field.path) {
                notes.push(told::rule(known, country, sight));
                notes.extend(
                    self.wonders(field.path)
                        .map(|wonder| told::meaning(&wonder, sight)),
                );
            }
            let field = &mut self.form.fields_mut()[place];
            field.beside = beside;
            field.notes = notes;
        }
    }
}

impl Purpose {
    fn offers(self, known: &Known) -> bool {
        match known.door {
            Door::AddAndEdit => true,
            Door::AddOnly => self == Purpose::Add,
            Door::EditOnly => self == Purpose::Edit,
            Door::CommandLine => false,
        }
    }
}

const fn need(requirement: Requirement) -> Need {
    match requirement {
        Requirement::Required => Need::Required,
        Requirement::Recommended | Requirement::Optional => Need::Optional,
        Requirement::Unused => Need::Hidden,
    }
}
