//! What is typed behind the `/`: read as a query with every letter. A mistake is kept beside it, and the rows stay those of
//! the last query that could be read.

use crate::account::problem::{Place, Problem};
use crate::search::Query;
use crate::tui::message_line::Tone;
use crate::tui::pane::Remark;
use crate::tui::widgets::text::{Edited, TextLine};
use crate::tui::widgets::typed::Typed;

/// The filter of the list.
#[derive(Default)]
pub(super) struct Filter {
    pub(super) line: TextLine,
    pub(super) has_focus: bool,
    /// The last one that could be read.
    pub(super) query: Query,
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

impl Filter {
    /// Whether it has a line on the screen.
    pub(super) fn is_seen(&self) -> bool {
        self.has_focus || !self.line.is_empty()
    }

    pub(super) fn typed(&mut self, typed: &Typed) -> Change {
        match typed.into_line(&mut self.line) {
            Edited::Not => return Change::Nothing,
            Edited::Moved => return Change::Looks,
            Edited::Changed | Edited::Refused(_) => {}
        }
        match Query::parse(self.line.text()) {
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

    /// How many characters stand before the first mistake.
    pub(super) fn mistake(&self) -> Option<usize> {
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
        let mut filter = Filter::default();
        let type_in =
            |filter: &mut Filter, text: &str| filter.typed(&Typed::Paste(text.to_owned()));
        assert_eq!(type_in(&mut filter, "wing"), Change::Query);
        let before = filter.query.clone();
        assert_eq!(type_in(&mut filter, " seats>x"), Change::Looks);
        assert_eq!(filter.query, before);
        assert!(filter.mistake().is_some_and(|before| before >= 5));
        assert!(filter.remark().is_some());
    }
}
