//! One of many: countries, states, cultures, languages. It opens under its field and filters as one types, by words of
//! any language it is given and by the value itself. What fits nothing is kept as typed, for the rules to judge: no
//! typed letter is ever lost.

use std::sync::Arc;

use crate::account::text::fold;
use crate::search::{begins, stands_in};
use crate::tui::theme::Ink;

use super::Focus;
use super::pen::{Pen, columns};
use super::scroll::Cursor;
use super::text::{Edited, TextLine};
use super::typed::Typed;

/// The most lines of an open choice.
const LINES: u16 = 8;

/// The most columns of an open choice.
const MOST_COLUMNS: u16 = 64;

/// The same, where a row may say why it would be refused.
const WITH_REASONS: u16 = 120;

/// One of the many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What is kept: a code.
    pub value: String,
    /// What people read.
    pub words: String,
    /// Other words by which it is found, folded.
    found_by: String,
    /// Why it would be refused; nothing where it would not.
    refused: String,
}

impl Pick {
    /// A value, its words, and what else it is found by: its name in another language.
    pub fn new(value: &str, words: &str, also: &str) -> Self {
        Self {
            value: value.to_owned(),
            words: words.to_owned(),
            found_by: fold(&format!("{words}\n{also}")),
            refused: String::new(),
        }
    }

    /// The same, with the reason why it would be refused: shown beside it, and it can be chosen all the same.
    #[must_use]
    pub fn refused(self, why: String) -> Self {
        Self {
            refused: why,
            ..self
        }
    }

    /// How well it fits what is typed: lower is better. `typed` is folded.
    fn fit(&self, typed: &str) -> Option<u8> {
        if fold(&self.value) == typed {
            return Some(0);
        }
        if self.found_by.lines().any(|words| begins(typed, words)) {
            return Some(1);
        }
        let mut words = self.found_by.lines();
        let inside =
            words.any(|words| stands_in(typed, words)) || fold(&self.value).contains(typed);
        inside.then_some(2)
    }
}

/// A field that holds one of many.
#[derive(Debug, Clone)]
pub struct Choice {
    value: String,
    picks: Arc<[Pick]>,
    open: Option<Open>,
}

#[derive(Debug, Clone)]
struct Open {
    filter: TextLine,
    /// Places among the picks, best first.
    hits: Vec<usize>,
    cursor: Cursor,
    /// Letters were typed or the cursor moved: leaving takes what is chosen.
    touched: bool,
}

impl Choice {
    /// A choice among picks; the value may be none of them.
    pub fn new(value: &str, picks: Arc<[Pick]>) -> Self {
        Self {
            value: value.to_owned(),
            picks,
            open: None,
        }
    }

    /// What is chosen, or what was typed and fits nothing.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Chooses a value, whether it is among the picks or not.
    pub fn set(&mut self, value: &str) {
        self.value = value.to_owned();
        self.open = None;
    }

    /// Other picks; the value stays.
    pub fn offer(&mut self, picks: Arc<[Pick]>) {
        self.picks = picks;
        self.open = None;
    }

    /// What people read for the value; the value itself where it is none of the picks.
    pub fn words(&self) -> &str {
        let pick = self.picks.iter().find(|pick| pick.value == self.value);
        pick.map_or(&self.value, |pick| &pick.words)
    }

    /// Whether the list is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens the list at the value.
    pub fn open(&mut self) {
        let mut open = Open {
            filter: TextLine::default(),
            hits: (0..self.picks.len()).collect(),
            cursor: Cursor::default(),
            touched: false,
        };
        open.cursor.at = self
            .picks
            .iter()
            .position(|pick| pick.value == self.value)
            .unwrap_or(0);
        self.open = Some(open);
    }

    /// Closes the list; the value is what it was.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// Closes the list and takes the row under the cursor; what fits nothing is taken as typed. Tells whether the value
    /// is another one now.
    pub fn take(&mut self) -> bool {
        let Some(open) = self.open.take() else {
            return false;
        };
        let hit = open.hits.get(open.cursor.at).copied();
        let taken = match hit.and_then(|place| self.picks.get(place)) {
            Some(pick) => pick.value.clone(),
            None => open.filter.text().trim().to_owned(),
        };
        let changed = taken != self.value;
        self.value = taken;
        changed
    }

    /// Leaves the field: takes what was looked for, or closes what was only opened.
    pub fn leave(&mut self) -> bool {
        match &self.open {
            Some(open) if open.touched => self.take(),
            _ => {
                self.close();
                false
            }
        }
    }

    /// One row on or back in the open list.
    pub fn step(&mut self, step: Step) {
        if let Some(open) = &mut self.open {
            let last = open.hits.len().saturating_sub(1);
            open.touched = true;
            open.cursor.at = match step {
                Step::On => (open.cursor.at + 1).min(last),
                Step::Back => open.cursor.at.saturating_sub(1),
            };
        }
    }

    /// Takes letters: they open the list and filter it. Deleting in a closed choice clears it.
    pub fn typed(&mut self, typed: &Typed) -> Edited {
        let mut line = match &self.open {
            Some(open) => open.filter.clone(),
            None => TextLine::default(),
        };
        let edited = typed.into_line(&mut line);
        match edited {
            Edited::Changed | Edited::Refused(_) => {
                if self.open.is_none() {
                    self.open();
                }
                self.filter(line);
            }
            Edited::Moved if self.open.is_none() && deletes(typed) && !self.value.is_empty() => {
                self.value.clear();
                return Edited::Changed;
            }
            _ => {
                if let Some(open) = &mut self.open {
                    open.filter = line;
                }
            }
        }
        edited
    }

    fn filter(&mut self, line: TextLine) {
        let typed = fold(line.text().trim());
        let mut ranked: Vec<(u8, usize)> = self
            .picks
            .iter()
            .enumerate()
            .filter_map(|(place, pick)| Some((pick.fit(&typed)?, place)))
            .collect();
        if !typed.is_empty() {
            ranked.sort();
        }
        if let Some(open) = &mut self.open {
            open.filter = line;
            open.hits = ranked.into_iter().map(|(_, place)| place).collect();
            open.cursor = Cursor::default();
            open.touched = true;
        }
    }

    /// Draws the closed choice, or the line that filters the open one.
    pub fn draw(&self, pen: &mut Pen, x: u16, y: u16, room: u16, focus: Focus) {
        if let Some(open) = &self.open {
            pen.line(x, y, room, &open.filter, focus == Focus::Here);
            return;
        }
        let sign = room.min(2);
        let end = pen.text_in(x, y, room - sign, self.words(), Ink::Plain);
        let gap = u16::from(end > x);
        pen.sign(end + gap, y, "▾", Ink::Faint);
        if focus == Focus::Here {
            pen.put_cursor(x, y);
        }
    }

    /// Lines that the open list would like to have.
    pub fn lines(&self) -> u16 {
        let hits = self.open.as_ref().map_or(0, |open| open.hits.len().max(1));
        u16::try_from(hits).unwrap_or(LINES).min(LINES)
    }

    /// Draws the open list into all of the pen's lines. `nothing` is what stands there when nothing fits.
    pub fn draw_list(&self, pen: &mut Pen, nothing: &str) {
        let Some(open) = &self.open else {
            return;
        };
        pen.clear();
        if open.hits.is_empty() {
            pen.text(2, 0, nothing, Ink::Faint);
            return;
        }
        let page = usize::from(pen.height());
        let cursor = open.cursor.following(open.hits.len(), page);
        let codes = self.columns_of_codes(open);
        for (y, at) in (cursor.top..open.hits.len()).take(page).enumerate() {
            let Some(pick) = open.hits.get(at).and_then(|place| self.picks.get(*place)) else {
                continue;
            };
            let y = u16::try_from(y).unwrap_or(u16::MAX);
            let here = at == cursor.at;
            let ink = match (here, pick.refused.is_empty()) {
                (true, _) => Ink::Here,
                (false, true) => Ink::Plain,
                (false, false) => Ink::Faint,
            };
            pen.text(0, y, if here { ">" } else { " " }, ink);
            let room = pen.width().saturating_sub(codes + 4);
            let end = pen.text_in(2, y, room, &pick.words, ink);
            if !pick.refused.is_empty() {
                let why = format!("- {}", pick.refused);
                pen.text_in(
                    end + 1,
                    y,
                    (room + 2).saturating_sub(end + 1),
                    &why,
                    Ink::Faint,
                );
            }
            if codes > 0 && is_code(&pick.value) {
                pen.text(
                    pen.width().saturating_sub(codes + 1),
                    y,
                    &pick.value,
                    Ink::Faint,
                );
            }
        }
    }

    /// Columns the open list would like to have.
    pub fn width(&self) -> u16 {
        if self.open.as_ref().is_some_and(|open| open.hits.is_empty()) {
            return MOST_COLUMNS;
        }
        let widest = self.picks.iter().map(|pick| columns(&pick.words)).max();
        let codes = self.picks.iter().filter(|pick| is_code(&pick.value));
        let codes = codes.map(|pick| columns(&pick.value)).max();
        let widest = widest.unwrap_or(0) + codes.unwrap_or(0) + 6;
        // A reason wants as much room as there is.
        let has_reasons = self.picks.iter().any(|pick| !pick.refused.is_empty());
        match has_reasons {
            true => WITH_REASONS,
            false => widest.clamp(24, MOST_COLUMNS),
        }
    }

    /// Codes stand in a column of their own where they are not the words themselves.
    fn columns_of_codes(&self, open: &Open) -> u16 {
        let shown = open.hits.iter().filter_map(|place| self.picks.get(*place));
        let apart = shown.filter(|pick| pick.words != pick.value && is_code(&pick.value));
        apart.map(|pick| columns(&pick.value)).max().unwrap_or(0)
    }
}

/// Whether a value is a code that people know; a random ID is none, and only takes the room of the words.
fn is_code(value: &str) -> bool {
    uuid::Uuid::try_parse(value).is_err()
}

/// A step in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the next one.
    On,
    /// To the one before.
    Back,
}

fn deletes(typed: &Typed) -> bool {
    use ratatui::crossterm::event::KeyCode;
    matches!(typed, Typed::Key(key) if matches!(key.code, KeyCode::Backspace | KeyCode::Delete))
}

#[cfg(test)]
mod tests;
