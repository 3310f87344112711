//! When the rules are asked, and which of their answers are shown: a field as it is left, all of them when the form is
//! saved, and those of the country as soon as another one is chosen.

use std::collections::HashMap;

use crate::account::billing::{COUNTRY, Control as Kind, field_at};
use crate::account::check::{Context, check_all, check_field};
use crate::account::country::{Country, countries};
use crate::account::problem::Problem;
use crate::account::verdict::Verdict;
use crate::tui::pane::Sight;

use super::{AccountForm, BookSays, Purpose, told};

impl AccountForm {
    /// Judges the field in focus, and again those that were judged before: a country, a postal code say something of
    /// others too.
    pub fn leave(&mut self, sight: &Sight) {
        if let Some(choice) = self.form.choice_mut() {
            choice.leave();
        }
        self.refused = 0;
        self.explained = None;
        if let Some(path) = self.form.focused().map(|field| field.path) {
            self.visited.insert(path);
            self.tidy(path);
        }
        self.follow_country();
        if self.is_moved() {
            self.visited.extend(self.decided_by_country());
        }
        self.judge_visited();
        self.tell(sight);
    }

    /// Judges everything; gives how many fields are refused and puts the focus on the first of them.
    pub fn judge_all(&mut self, sight: &Sight) -> usize {
        self.leave(sight);
        self.visited = self.form.fields().iter().map(|field| field.path).collect();
        let verdict = check_all(&self.account(), &self.context());
        self.verdicts = by_field(verdict);
        self.tell(sight);
        self.point_at_first()
    }

    /// Shows what the operation found wrong; gives how many fields are refused and puts the focus on the first of them.
    pub fn refused_by_operation(&mut self, problems: Vec<Problem>, sight: &Sight) -> usize {
        let verdict = Verdict {
            problems,
            warnings: Vec::new(),
        };
        self.verdicts = by_field(verdict);
        self.tell(sight);
        for (path, verdict) in &self.verdicts {
            if let Some(field) = self.form.field_mut(path) {
                told::refuse(field, verdict, sight);
            }
        }
        self.point_at_first()
    }

    /// The value that would be right in the field in focus.
    pub fn suggestion(&self) -> Option<&str> {
        let path = self.form.focused()?.path;
        if let Some(BookSays::Refused(problem)) = self.from_book.get(path) {
            return problem.suggestion.as_deref();
        }
        let verdict = self.verdicts.get(path)?;
        let mut said = verdict.problems.iter().chain(&verdict.warnings);
        said.find_map(|problem| problem.suggestion.as_deref())
    }

    /// Takes it.
    pub fn take_suggestion(&mut self, sight: &Sight) {
        let Some(value) = self.suggestion().map(str::to_owned) else {
            return;
        };
        if let Some(field) = self.form.focused_mut() {
            field.set(&value);
            let path = field.path;
            self.from_book.remove(path);
        }
        self.leave(sight);
    }

    /// Whether the rules refuse nothing of a field as it is typed now.
    pub fn is_allowed(&self, path: &str) -> bool {
        let Some(known) = field_at(path) else {
            return true;
        };
        check_field(known, &self.account(), &self.context()).is_allowed()
    }

    /// How many fields that are shown are refused.
    pub fn refused(&self) -> usize {
        let shown = self.form.fields().iter().filter(|field| field.is_shown());
        shown.filter(|field| field.is_refused()).count()
    }

    fn point_at_first(&mut self) -> usize {
        let refused = self.form.fields().iter().filter(|field| field.is_shown());
        let first = refused.clone().find(|field| field.is_refused());
        let first = first.map(|field| field.path);
        let many = self.refused();
        if let Some(path) = first {
            self.form.focus(path);
        }
        many
    }

    fn context(&self) -> Context<'_> {
        Context {
            countries: countries(),
            cloud: self.cloud,
            partner: &self.partner,
            is_new: self.purpose == Purpose::Add,
        }
    }

    pub(super) fn country(&self) -> Option<&'static Country> {
        countries().find(self.form.value(COUNTRY))
    }

    /// Whether another country was chosen than the account had.
    pub(super) fn is_moved(&self) -> bool {
        let country = self.form.field(COUNTRY);
        country.is_some_and(|field| field.is_changed() && !field.opened_with().is_empty())
    }

    /// The fields whose rules are the country's, where something stands in them: another country judges them at once.
    fn decided_by_country(&self) -> Vec<&'static str> {
        let fields = self.form.fields().iter().filter(|field| field.is_shown());
        let filled = fields.filter(|field| !field.value().is_empty());
        filled
            .map(|field| field.path)
            .filter(|path| field_at(path).is_some_and(|known| is_of_country(known.control)))
            .collect()
    }

    fn judge_visited(&mut self) {
        let account = self.account();
        let judged = self.visited.iter().filter_map(|path| {
            let known = field_at(path)?;
            Some((*path, check_field(known, &account, &self.context())))
        });
        self.verdicts = judged.collect();
    }
}

fn by_field(verdict: Verdict) -> HashMap<&'static str, Verdict> {
    let mut fields: HashMap<&'static str, Verdict> = HashMap::new();
    let path_of = |problem: &Problem| Some(field_at(problem.field()?)?.path);
    for problem in verdict.problems {
        if let Some(path) = path_of(&problem) {
            fields.entry(path).or_default().problems.push(problem);
        }
    }
    for warning in verdict.warnings {
        if let Some(path) = path_of(&warning) {
            fields.entry(path).or_default().warnings.push(warning);
        }
    }
    fields
}

const fn is_of_country(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::State
            | Kind::PostalCode
            | Kind::Phone
            | Kind::Culture
            | Kind::Language
            | Kind::RegistrationNumber
    )
}
