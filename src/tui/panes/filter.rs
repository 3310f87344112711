//! What is typed behind the `/`: read as a query with every letter. A mistake is kept beside it, and the rows stay those of
//! the last query that could be read.

use ratatui::layout::Rect;

use crate::account::problem::{Place, Problem};
use crate::search::{Query, UsersQuery};
use crate::tui::message_line::Tone;
use crate::tui::pane::Remark;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::text::{Edited, TextLine};
use crate::tui::widgets::typed::Typed;

/// What a filter is read as.
pub(super) trait Asked: Default + Sized {
    /// Reads it, or tells what is wrong.
    fn read(text: &str) -> Result<Self, Vec<Problem>>;
}

impl Asked for Query {
    fn read(text: &str) -> Result<Self, Vec<Problem>> {
        Self::parse(text)
    }
}

impl Asked for UsersQuery {
    fn read(text: &str) -> Result<Self, Vec<Problem>> {
        Self::parse(text)
    }
}

/// The filter of a list.
#[derive(Default)]
pub(super) struct Filter<Q> {
    pub(super) line: TextLine,
    pub(super) has_focus: bool,
    /// The last one that could be read.
    pub(super) query: Q,
    problems: Vec<Problem>,
}

/// What typing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing that can be seen.
    Nothing,
    /// The line looks different.
    Looks,
    /// Other rows are asked for.
    Query,
}

impl<Q: Asked> Filter<Q> {
    /// An empty one that is typed into.
    pub(super) fn focused() -> Self {
        Self {
            has_focus: true,
            ..Self::default()
        }
    }

    /// Whether it has a line on the screen.
    pub(super) fn is_seen(&self) -> bool {
        self.has_focus || !self.line.is_empty()
    }

    pub(super) fn typed(&mut self, typed: &Typed) -> Change {
        match typed.into_line(&mut self.line) {
            Edited::Not => Change::Nothing,
            Edited::Moved => Change::Looks,
            Edited::Changed | Edited::Refused(_) => self.read(),
        }
    }

    /// Puts another text in its place.
    pub(super) fn set(&mut self, text: &str) -> Change {
        self.line.set(text);
        self.read()
    }

    fn read(&mut self) -> Change {
        match Q::read(self.line.text()) {
            Ok(query) => {
                self.problems.clear();
                self.query = query;
                Change::Query
            }
            Err(problems) => {
                self.problems = problems;
                Change::Looks
            }
        }
    }

    /// The first mistake, for the message line.
    pub(super) fn remark(&self) -> Option<Remark> {
        let problem = self.problems.first()?;
        Some(Remark {
            tone: Tone::Wrong,
            message: problem.message.clone(),
        })
    }

    /// Draws it in the first line; the first mistake stands out.
    pub(super) fn draw(&self, pen: &mut Pen, is_focused: bool) {
        let ink = if self.has_focus {
            Ink::Here
        } else {
            Ink::Faint
        };
        let x = pen.text(1, 0, "/", ink) + 1;
        let room = pen.width().saturating_sub(x);
        pen.line(x, 0, room, &self.line, self.has_focus && is_focused);
        if let Some(before) = self.mistake() {
            let before = self.line.text().chars().take(before);
            let start = columns(&before.collect::<String>());
            pen.paint(
                Rect::new(x + start, 0, room.saturating_sub(start), 1),
                Ink::Danger,
            );
        }
    }

    /// How many characters stand before the first mistake.
    fn mistake(&self) -> Option<usize> {
        let problem = self.problems.first()?;
        let Place::Cell {
            column: Some(column),
            ..
        } = problem.place
        else {
            return None;
        };
        usize::try_from(column).ok()?.checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_leaves_the_last_query_and_is_pointed_at() {
        let mut filter = Filter::<Query>::default();
        let type_in =
            |filter: &mut Filter<Query>, text: &str| filter.typed(&Typed::Paste(text.to_owned()));
        assert_eq!(type_in(&mut filter, "wing"), Change::Query);
        let before = filter.query.clone();
        assert_eq!(type_in(&mut filter, " seats>x"), Change::Looks);
        assert_eq!(filter.query, before);
        assert!(filter.mistake().is_some_and(|before| before >= 5));
        assert!(filter.remark().is_some());
    }
}
