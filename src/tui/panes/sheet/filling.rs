//! The fields of a sheet while they are filled in: what stands in them, what is wrong with it, and for which values the
//! plan is to be asked.

use std::collections::HashSet;
use std::sync::Arc;

use crate::account::problem::{Code, Problem};
use crate::account::text::nfc;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::Sight;
use crate::tui::panes::telling::sentence;
use crate::tui::sheets::{Alternative, Entry, Kind, Sheet, Values};
use crate::tui::widgets::choice::{Choice, Pick, Step};
use crate::tui::widgets::field::{Control, Field, Need, Note, Weight};
use crate::tui::widgets::flag::Flag;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::lines::TextLines;
use crate::tui::widgets::text::TextLine;
use crate::tui::wonder::Wonder;

/// The field into which a name is typed as a yes.
const CONFIRM: &str = "confirm";

/// The fields of a sheet.
pub(in crate::tui::panes) struct Filling {
    pub(in crate::tui::panes) form: Form,
    entries: Vec<Entry>,
    /// The name that must be typed, where one must.
    name: Option<String>,
    /// The fields that were left once: only these say what is wrong with them before everything does.
    visited: HashSet<&'static str>,
    /// What the operation says of the fields.
    pub(in crate::tui::panes) said: Vec<Problem>,
    /// The field whose rule is explained.
    explained: Option<&'static str>,
}

impl Filling {
    pub(in crate::tui::panes) fn new(
        mut entries: Vec<Entry>,
        name: Option<String>,
        sight: &Sight,
    ) -> Self {
        if name.is_some() {
            entries.push(Entry::text(CONFIRM, "sheet-type-name"));
        }
        let fields = entries.iter().map(|entry| field(entry, sight)).collect();
        Self {
            form: Form::new(fields),
            entries,
            name,
            visited: HashSet::new(),
            said: Vec::new(),
            explained: None,
        }
    }

    pub(in crate::tui::panes) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What stands in the fields that are asked for.
    pub(in crate::tui::panes) fn values(&self) -> Values {
        let shown = self.form.fields().iter().filter(|field| field.is_shown());
        Values::new(shown.filter_map(value).collect())
    }

    /// Shows the fields that are asked for as the others are filled in now, and hides the others.
    pub(in crate::tui::panes) fn settle(&mut self, sheet: &Arc<dyn Sheet>) {
        self.settle_by(&|path, values| sheet.asks_for(path, values));
    }

    /// The same for fields that belong to no sheet.
    pub(in crate::tui::panes) fn settle_by(&mut self, asks_for: &dyn Fn(&str, &Values) -> bool) {
        let all = self.all_values();
        for (field, entry) in self.form.fields_mut().iter_mut().zip(&self.entries) {
            let is_asked = entry.path == CONFIRM || asks_for(entry.path, &all);
            field.need = if is_asked { entry.need } else { Need::Hidden };
        }
    }

    /// What stands in every field, also in those that are not asked for now.
    pub(in crate::tui::panes) fn all_values(&self) -> Values {
        Values::new(self.form.fields().iter().filter_map(value).collect())
    }

    /// Does what a field does with an action, and the form around it; `false` where it does nothing with it.
    pub(in crate::tui::panes) fn act(&mut self, action: Action) -> bool {
        match action {
            Action::NextField => self.step(Step::On),
            Action::PreviousField => self.step(Step::Back),
            Action::Down | Action::NextLine if !self.step_inside(Step::On) => self.step(Step::On),
            Action::Up | Action::PreviousLine if !self.step_inside(Step::Back) => {
                self.step(Step::Back);
            }
            Action::Down | Action::NextLine | Action::Up | Action::PreviousLine => {}
            Action::Choose => {
                if !self.choose() {
                    self.step(Step::On);
                }
            }
            Action::Accept => {
                if let Some(choice) = self.form.choice_mut() {
                    choice.take();
                }
                self.leave();
            }
            Action::Back => {
                if let Some(choice) = self.form.choice_mut() {
                    choice.close();
                }
            }
            Action::Why => return self.explain(),
            Action::TakeSuggestion => {
                let value = self.suggestion();
                if let (Some(value), Some(field)) = (value, self.form.focused_mut()) {
                    field.set(&value);
                }
            }
            _ => return false,
        }
        true
    }

    fn step(&mut self, step: Step) {
        self.leave();
        self.form.step(step);
    }

    /// What keeps the operation from being asked at all.
    pub(in crate::tui::panes) fn unfit(&self) -> Vec<Problem> {
        let fields = self.form.fields().iter().zip(&self.entries);
        let shown = fields.filter(|(field, _)| field.is_shown());
        shown
            .filter_map(|(field, entry)| entry.judge(field.value()))
            .collect()
    }

    /// The name that was not typed as it must be.
    pub(in crate::tui::panes) fn unnamed(&self) -> Option<Problem> {
        let name = self.name.as_ref()?;
        let typed = self.form.value(CONFIRM);
        (nfc(typed.trim()) != nfc(name.trim())).then(|| {
            let problem = Problem::of_field(CONFIRM, Code::BadName, say!("sheet-name-differs"));
            problem
                .found(typed)
                .remedy(say!("sheet-name-is", name = name))
        })
    }

    /// Whether words would be lost with the sheet.
    pub(in crate::tui::panes) fn has_typed(&self) -> bool {
        self.form.is_changed()
    }

    /// What was typed, by the paths of the fields.
    pub(super) fn unsaved(&self) -> serde_json::Map<String, serde_json::Value> {
        let changed = self.form.fields().iter().filter(|field| field.is_changed());
        let typed = changed.filter_map(value);
        typed
            .map(|(path, text)| (path.to_owned(), text.into()))
            .collect()
    }

    /// Notes that the field in focus is left: from now on it says what is wrong with it.
    pub(in crate::tui::panes) fn leave(&mut self) {
        if let Some(choice) = self.form.choice_mut() {
            choice.leave();
        }
        if let Some(field) = self.form.focused() {
            self.visited.insert(field.path);
        }
        self.explained = None;
    }

    /// From now on every field says what is wrong with it.
    pub(in crate::tui::panes) fn visit_all(&mut self) {
        self.leave();
        self.visited = self.entries.iter().map(|entry| entry.path).collect();
    }

    /// Explains the rule of the field in focus; `false` where it has none or was explained already.
    pub(in crate::tui::panes) fn explain(&mut self) -> bool {
        let path = self.form.focused().map(|field| field.path);
        let is_new = self.has_rule() && self.explained != path;
        self.explained = path.filter(|_| is_new);
        is_new
    }

    /// What is wrong with the field in focus, and what no field is to blame for.
    pub(in crate::tui::panes) fn wonders(&self) -> Vec<Wonder> {
        let focused = self.form.focused().map(|field| field.path);
        let unfit = self.unfit();
        let problems = unfit.iter().chain(&self.said);
        let here = problems.filter(|problem| focused.is_some() && problem.field() == focused);
        here.chain(self.said_of_none()).map(Wonder::from).collect()
    }

    /// What the operation found wrong and no field of this sheet is to blame for.
    pub(in crate::tui::panes) fn said_of_none(&self) -> impl Iterator<Item = &Problem> {
        self.said
            .iter()
            .filter(|problem| self.owner(problem).is_none())
    }

    /// How many fields are refused, of those that say it.
    pub(in crate::tui::panes) fn refused(&self) -> usize {
        let shown = self.form.fields().iter().filter(|field| field.is_shown());
        shown.filter(|field| field.is_refused()).count()
    }

    /// Puts the focus on the first field that is refused; tells whether there is one.
    pub(in crate::tui::panes) fn point_at_first(&mut self) -> bool {
        let mut fields = self.form.fields().iter();
        let first = fields.find(|field| field.is_shown() && field.is_refused());
        let path = first.map(|field| field.path);
        path.is_some_and(|path| self.form.focus(path))
    }

    /// The value that would be right in the field in focus.
    pub(in crate::tui::panes) fn suggestion(&self) -> Option<String> {
        let path = self.form.focused()?.path;
        let mut of_field = self
            .said
            .iter()
            .filter(|problem| problem.field() == Some(path));
        of_field.find_map(|problem| problem.suggestion.clone())
    }

    /// Writes under every field what is to be said of it.
    pub(in crate::tui::panes) fn tell(&mut self, more: &[Problem], sight: &Sight) {
        let mut told: Vec<(usize, Note)> = Vec::new();
        let unfit = self.unfit();
        for problem in unfit.iter().chain(&self.said).chain(more) {
            let Some(place) = self.owner(problem) else {
                continue;
            };
            if self.visited.contains(self.entries[place].path) {
                let text = sentence(problem, Place::Edit, sight);
                let weight = Weight::Refused;
                told.push((place, Note { text, weight }));
            }
        }
        for (place, entry) in self.entries.iter().enumerate() {
            if let Some(why) = entry.why.filter(|_| self.explained == Some(entry.path)) {
                let text = sight.words.text(why);
                let weight = Weight::Said;
                told.push((place, Note { text, weight }));
            }
        }
        for field in self.form.fields_mut() {
            field.notes.clear();
        }
        for (place, note) in told {
            self.form.fields_mut()[place].notes.push(note);
        }
    }

    /// Says everything in another language; what was typed stays.
    pub(in crate::tui::panes) fn reword(&mut self, sight: &Sight) {
        for (field, entry) in self.form.fields_mut().iter_mut().zip(&self.entries) {
            field.label = sight.words.text(entry.label);
            if let (Control::Choice(choice), Kind::Choice(from)) = (&mut field.control, &entry.kind)
            {
                choice.offer(from.iter().map(|one| pick(one, sight)).collect());
            }
        }
        self.tell(&[], sight);
    }

    /// The place of the field that a problem is about.
    fn owner(&self, problem: &Problem) -> Option<usize> {
        let path = problem.field()?;
        let fields = self.form.fields();
        let place = fields.iter().position(|field| field.path == path)?;
        fields[place].is_shown().then_some(place)
    }

    /// Whether the field in focus explains its rule when it is asked.
    pub(in crate::tui::panes) fn has_rule(&self) -> bool {
        let path = self.form.focused().map(|field| field.path);
        let mut entries = self.entries.iter();
        entries.any(|entry| Some(entry.path) == path && entry.why.is_some())
    }

    /// Whether the field in focus opens or turns.
    pub(in crate::tui::panes) fn is_at_choice(&self) -> bool {
        let control = self.form.focused().map(|field| &field.control);
        matches!(control, Some(Control::Choice(_) | Control::Flag(_)))
    }

    /// Opens, turns or parts what is in focus; `false` where there is nothing of the kind.
    pub(in crate::tui::panes) fn choose(&mut self) -> bool {
        if let Some(choice) = self.form.choice_mut() {
            choice.open();
            return true;
        }
        if let Some(flag) = self.form.flag_mut() {
            flag.turn();
            return true;
        }
        self.form.part_line()
    }

    /// A row on or back in the open list, or within several lines; `false` where there is neither.
    pub(in crate::tui::panes) fn step_inside(&mut self, step: Step) -> bool {
        if self.form.is_choosing() {
            if let Some(choice) = self.form.choice_mut() {
                choice.step(step);
            }
            return true;
        }
        self.form.step_inside(step)
    }
}

fn value(field: &Field) -> Option<(&'static str, String)> {
    (field.path != CONFIRM).then(|| (field.path, field.value().to_owned()))
}

fn field(entry: &Entry, sight: &Sight) -> Field {
    let value = entry.value.as_str();
    let control = match &entry.kind {
        Kind::Text | Kind::Number | Kind::Date => Control::Text(TextLine::new(value)),
        Kind::Lines => Control::Lines(TextLines::new(value)),
        Kind::Choice(from) => {
            let picks = from.iter().map(|one| pick(one, sight)).collect();
            Control::Choice(Choice::new(value, picks))
        }
        Kind::Flag => Control::Flag(Flag {
            is_set: value == Flag::SET,
        }),
    };
    let mut field = Field::new(entry.path, sight.words.text(entry.label), control);
    field.need = entry.need;
    field
}

fn pick(one: &Alternative, sight: &Sight) -> Pick {
    let words = sight.words.say(&one.words);
    let also = format!("{}\n{}", one.also, sight.words.alike(&words).join("\n"));
    let pick = Pick::new(&one.value, &words, &also);
    match &one.refused {
        Some(why) => pick.refused(sight.words.say(why)),
        None => pick,
    }
}
