//! A field of a form: label, signs, value, a word beside it, and what is wrong under it. It knows no rules: whoever has
//! them writes the notes.

use super::choice::Choice;
use super::flag::Flag;
use super::lines::TextLines;
use super::text::{Edited, TextLine};
use super::typed::Typed;
use super::wrap::wrapped;

/// How a field is filled in.
#[derive(Debug, Clone)]
pub enum Control {
    /// One line of text.
    Text(TextLine),
    /// Text of several lines.
    Lines(TextLines),
    /// One of many.
    Choice(Choice),
    /// Yes or no.
    Flag(Flag),
}

/// A sentence under a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The sentence.
    pub text: String,
    /// How grave it is.
    pub weight: Weight,
}

/// How grave a sentence under a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The value is refused.
    Refused,
    /// The value is odd and allowed.
    Odd,
    /// Good to know.
    Said,
}

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may stay empty.
    Optional,
    /// It is shown and can't be reached: its value is changed elsewhere.
    Fixed,
    /// There is no such field here: neither shown nor reached.
    Hidden,
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// By which the form finds it; the path of the account's member for most.
    pub path: &'static str,
    /// What people read.
    pub label: String,
    /// Whether it must be filled in.
    pub need: Need,
    /// How it is filled in.
    pub control: Control,
    /// What is wrong with it, and what is good to know.
    pub notes: Vec<Note>,
    /// A word beside the value: `sent as +14255550101`.
    pub beside: String,
    /// Whether a bar says that it was changed; a form of something new has none.
    pub has_bar: bool,
    opened_with: String,
}

impl Field {
    /// A field as a form opens with it.
    pub fn new(path: &'static str, label: String, control: Control) -> Self {
        let mut field = Self {
            path,
            label,
            need: Need::Optional,
            control,
            notes: Vec::new(),
            beside: String::new(),
            has_bar: true,
            opened_with: String::new(),
        };
        field.opened_with = field.value().to_owned();
        field
    }

    /// What it says now.
    pub fn value(&self) -> &str {
        match &self.control {
            Control::Text(line) => line.text(),
            Control::Lines(lines) => lines.text(),
            Control::Choice(choice) => choice.value(),
            Control::Flag(flag) => flag.value(),
        }
    }

    /// What it said when the form was opened or last saved.
    pub fn opened_with(&self) -> &str {
        &self.opened_with
    }

    /// Replaces what it says.
    pub fn set(&mut self, value: &str) {
        match &mut self.control {
            Control::Text(line) => line.set(value),
            Control::Lines(lines) => *lines = TextLines::new(value),
            Control::Choice(choice) => choice.set(value),
            Control::Flag(flag) => flag.is_set = value == Flag::SET,
        }
    }

    /// Whether it says something else than when the form was opened.
    pub fn is_changed(&self) -> bool {
        self.value() != self.opened_with
    }

    /// From now on this is what it was opened with.
    pub fn settle(&mut self, value: &str) {
        self.opened_with = value.to_owned();
    }

    /// Whether it is shown.
    pub fn is_shown(&self) -> bool {
        self.need != Need::Hidden
    }

    /// Whether the focus can stand on it.
    pub fn is_reached(&self) -> bool {
        self.is_shown() && self.need != Need::Fixed
    }

    /// Whether something of it is refused.
    pub fn is_refused(&self) -> bool {
        self.notes.iter().any(|note| note.weight == Weight::Refused)
    }

    /// Takes what is typed.
    pub fn typed(&mut self, typed: &Typed) -> Edited {
        match &mut self.control {
            Control::Text(line) => typed.into_line(line),
            Control::Lines(lines) => lines.typed(typed),
            Control::Choice(choice) => choice.typed(typed),
            Control::Flag(flag) => flag.typed(typed),
        }
    }

    /// Lines that its value takes.
    pub(super) fn value_lines(&self) -> u16 {
        match &self.control {
            Control::Lines(lines) => lines.shown(),
            _ => 1,
        }
    }

    /// The open choice, when it is one.
    pub fn open_choice(&self) -> Option<&Choice> {
        match &self.control {
            Control::Choice(choice) if choice.is_open() => Some(choice),
            _ => None,
        }
    }

    /// The notes as lines of so many columns.
    pub(super) fn note_lines(&self, columns: u16) -> Vec<(String, Weight)> {
        let lines = |note: &Note| {
            let weight = note.weight;
            wrapped(&note.text, columns)
                .into_iter()
                .map(move |line| (line, weight))
        };
        self.notes.iter().flat_map(lines).collect()
    }
}
