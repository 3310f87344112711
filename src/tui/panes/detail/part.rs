//! A section of an account: rows with a cursor, and what can be done with a row. To add a section: a file with a type that
//! implements [`Part`], a line in [`super::section`], an action with its key, and its words.

use crate::account::record::CustomerId;
use crate::tui::action::Action;
use crate::tui::menus::Menu;
use crate::tui::pane::{Cx, Offer, Reaction, Remark, Sight};
use crate::tui::widgets::text::TextLine;
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Account, Number, Outcome};

use super::view::Line;

/// What a section may look at: the account as it was read last, and the surroundings.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) account: &'a Account,
    pub(super) sight: &'a Sight<'a>,
}

/// One row of a section.
pub(super) struct Row {
    /// Its lines; long texts are wrapped when it is drawn.
    pub(super) lines: Vec<Line>,
    /// Whether it is marked.
    pub(super) is_marked: bool,
}

impl Row {
    pub(super) fn new(lines: Vec<Line>) -> Self {
        Self {
            lines,
            is_marked: false,
        }
    }
}

/// A section. It lives as long as its account is shown; everything but the rows may be left out.
pub(super) trait Part {
    /// Asks for what it shows beyond the account itself: it was just gone to, or the book changed. What was read last
    /// stays until then.
    fn ask(&mut self, _customer: &CustomerId, _cx: &mut Cx) {}

    /// Whether an answer of that number is its own, and the newest.
    fn awaits(&self, _number: Number) -> bool {
        false
    }

    /// Takes the answer.
    fn take(&mut self, _number: Number, _outcome: Outcome, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    /// Whether it still reads what it has to show.
    fn is_reading(&self) -> bool {
        false
    }

    /// Lines above the rows that never move away: heads of columns.
    fn heads(&self, _of: &Of) -> Vec<Line> {
        Vec::new()
    }

    /// How many rows there are. Never none: what is empty has a row that says so.
    fn rows(&self, of: &Of) -> usize;

    /// One of them. Only rows on the screen are made.
    fn row(&self, at: usize, of: &Of) -> Row;

    /// Whether rows are to be chosen; text alone has no cursor.
    fn has_cursor(&self) -> bool {
        true
    }

    /// What can be done with a row; `None`: nothing.
    fn menu(&self, _at: usize, _of: &Of) -> Option<Menu> {
        None
    }

    /// Whether Enter does something of its own at a row instead of showing a menu.
    fn opens(&self, _at: usize, _of: &Of) -> bool {
        false
    }

    /// Whether an action beyond moving can be done in this section: filter, mark, fold open.
    fn offers(&self, _action: Action, _of: &Of) -> Offer {
        Offer::Absent
    }

    /// Does such an action at a row; `None`: it is none of this section's.
    fn act(&mut self, _action: Action, _at: usize, _of: &Of, _cx: &mut Cx) -> Option<Reaction> {
        None
    }

    /// Brings a record of the section into sight, and tells its row; `None`: it is not there, or not yet.
    fn seek(&mut self, _id: &str) -> Option<usize> {
        None
    }

    /// The line that filters the rows, and whether it has the focus.
    fn filter(&self) -> Option<(&TextLine, bool)> {
        None
    }

    /// Whether the filter has the focus.
    fn is_filtering(&self) -> bool {
        self.filter().is_some_and(|(_, has_focus)| has_focus)
    }

    /// Takes what is typed into the filter.
    fn typed(&mut self, _typed: &Typed) -> Reaction {
        Reaction::Nothing
    }

    /// What stands in the message line as long as it is so.
    fn remark(&self) -> Option<Remark> {
        None
    }
}
