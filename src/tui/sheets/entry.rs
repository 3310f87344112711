//! A field of a sheet as an operation declares it.

use crate::account::problem::{Code, Message, Problem};
use crate::say;
use crate::tui::widgets::field::Need;

use super::values::day_of;

/// A field.
#[derive(Debug, Clone)]
pub struct Entry {
    /// By which values and problems name it: where the operation has a path for its problem, the same one.
    pub path: &'static str,
    /// The ID of its label.
    pub label: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// What stands in it to begin with.
    pub value: String,
    /// Whether it must be filled in.
    pub need: Need,
    /// The ID of the sentence that explains its rule.
    pub why: Option<&'static str>,
}

/// What may stand in a field.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One line of any text.
    Text,
    /// Text of several lines.
    Lines,
    /// A whole number.
    Number,
    /// A day: `2026-11-22`.
    Date,
    /// One of these.
    Choice(Vec<Alternative>),
    /// Yes or no.
    Flag,
}

/// One of several to choose from.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// What is kept.
    pub value: String,
    /// What people read.
    pub words: Message,
    /// Other words by which it is found.
    pub also: String,
    /// Why it would be refused. It can be chosen all the same: the plan tells the whole then.
    pub refused: Option<Message>,
}

impl Alternative {
    /// A value and what people read for it: a name, or a sentence of the locale files.
    pub fn new(value: impl Into<String>, words: Message) -> Self {
        Self {
            value: value.into(),
            words,
            also: String::new(),
            refused: None,
        }
    }

    /// The same for a name that stands in no locale file.
    pub fn named(value: impl Into<String>, name: &str) -> Self {
        Self::new(value, say!("plain", text = name))
    }

    /// The same, found by other words too.
    #[must_use]
    pub fn also(mut self, also: impl Into<String>) -> Self {
        self.also = also.into();
        self
    }

    /// The same, with the reason why it would be refused, if there is one.
    #[must_use]
    pub fn refused(mut self, why: Option<Message>) -> Self {
        self.refused = why;
        self
    }
}

impl Entry {
    /// A line of text.
    pub fn text(path: &'static str, label: &'static str) -> Self {
        Self::of(path, label, Kind::Text)
    }

    /// Text of several lines.
    pub fn lines(path: &'static str, label: &'static str) -> Self {
        Self::of(path, label, Kind::Lines)
    }

    /// A whole number.
    pub fn number(path: &'static str, label: &'static str) -> Self {
        Self::of(path, label, Kind::Number)
    }

    /// A day.
    pub fn date(path: &'static str, label: &'static str) -> Self {
        Self::of(path, label, Kind::Date)
    }

    /// One of several.
    pub fn choice(path: &'static str, label: &'static str, from: Vec<Alternative>) -> Self {
        Self::of(path, label, Kind::Choice(from))
    }

    /// Yes or no.
    pub fn flag(path: &'static str, label: &'static str, is_set: bool) -> Self {
        Self::of(path, label, Kind::Flag).value(is_set.to_string())
    }

    /// The same, filled in.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// The same, to be filled in.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    /// The same, shown and not to be changed here.
    #[must_use]
    pub fn fixed(mut self) -> Self {
        self.need = Need::Fixed;
        self
    }

    /// The same, with the ID of the sentence that explains its rule.
    #[must_use]
    pub fn why(mut self, id: &'static str) -> Self {
        self.why = Some(id);
        self
    }

    fn of(path: &'static str, label: &'static str, kind: Kind) -> Self {
        Self {
            path,
            label,
            kind,
            value: String::new(),
            need: Need::Optional,
            why: None,
        }
    }

    /// What is wrong with a value before any operation is asked: nothing there, or not of its kind.
    pub fn judge(&self, value: &str) -> Option<Problem> {
        let typed = value.trim();
        if typed.is_empty() {
            let is_missing = self.need == Need::Required;
            return is_missing.then(|| self.problem(Code::Missing, say!("sheet-missing"), typed));
        }
        let is_wrong = match &self.kind {
            Kind::Text | Kind::Lines | Kind::Flag => return None,
            Kind::Number => typed.parse::<u64>().is_err(),
            Kind::Date => day_of(typed).is_none(),
            Kind::Choice(from) => !from.iter().any(|one| one.value == value),
        };
        is_wrong.then(|| match self.kind {
            Kind::Number => self.problem(Code::BadFormat, say!("sheet-no-number"), typed),
            Kind::Date => self.problem(Code::BadFormat, say!("sheet-no-date"), typed),
            _ => self.problem(Code::NotInList, say!("sheet-not-in-list"), typed),
        })
    }

    fn problem(&self, code: Code, message: Message, found: &str) -> Problem {
        Problem::of_field(self.path, code, message).found(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(entry: &Entry, value: &str) -> Option<Code> {
        entry.judge(value).map(|problem| problem.code)
    }

    #[test]
    fn a_value_of_another_kind_is_refused_before_any_operation_is_asked() {
        let number = Entry::number("n", "x").required();
        let date = Entry::date("d", "x");
        let choice = Entry::choice("c", "x", vec![Alternative::named("a", "A")]);
        let table = [
            (&number, "", Some(Code::Missing)),
            (&number, " 12 ", None),
            (&number, "-1", Some(Code::BadFormat)),
            (&number, "1.5", Some(Code::BadFormat)),
            (&date, "", None),
            (&date, "2026-02-28", None),
            (&date, "2026-02-30", Some(Code::BadFormat)),
            (&date, "2026-11-22T09:00:00Z", Some(Code::BadFormat)),
            (&date, "22.11.2026", Some(Code::BadFormat)),
            (&choice, "a", None),
            (&choice, "A", Some(Code::NotInList)),
        ];
        for (entry, value, expected) in table {
            assert_eq!(code(entry, value), expected, "{value:?} in {}", entry.path);
        }
    }
}
