//! A users file that was checked: its problems one by one, or the rows that are ready when there are none, a cursor, and
//! a cell that is being mended.

use crate::account::problem::{Place as At, Problem};
use crate::operations::add_users::Column;
use crate::tui::action::Action;
use crate::tui::widgets::scroll::Cursor;
use crate::tui::widgets::text::TextLine;
use crate::tui::workers::Sheet;

/// A checked file on the screen.
pub(super) struct SheetView {
    pub(super) sheet: Sheet,
    pub(super) cursor: Cursor,
    /// The cell that is being mended.
    pub(super) mending: Option<Mending>,
    /// Cells that were mended since the file was read.
    pub(super) mended: usize,
    /// Those that the sheet does not have yet: line, column, text.
    pub(super) unchecked: Vec<(u64, u32, String)>,
}

/// A cell that is being mended.
pub(super) struct Mending {
    pub(super) line: u64,
    pub(super) column: u32,
    pub(super) text: TextLine,
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line<'a> {
    /// Something that is wrong.
    Wrong(&'a Problem),
    /// A row that can be added, by its place in the file's rows.
    Ready(usize),
}

impl SheetView {
    pub(super) fn new(sheet: Sheet) -> Self {
        Self {
            sheet,
            cursor: Cursor::default(),
            mending: None,
            mended: 0,
            unchecked: Vec::new(),
        }
    }

    /// What must be done first, then what is wrong in the order of the file; the rows that are ready when nothing is.
    pub(super) fn line(&self, place: usize) -> Option<Line<'_>> {
        let checked = &self.sheet.checked;
        if self.wrong() == 0 {
            return checked.ready.get(place).map(|row| Line::Ready(*row));
        }
        let blockers = checked.blockers.len();
        let wrong = match place.checked_sub(blockers) {
            Some(place) => checked.problems.get(place),
            None => checked.blockers.get(place),
        };
        wrong.map(Line::Wrong)
    }

    /// How many lines the table has.
    pub(super) fn lines(&self) -> usize {
        match self.wrong() {
            0 => self.sheet.checked.ready.len(),
            wrong => wrong,
        }
    }

    /// How many things are wrong.
    pub(super) fn wrong(&self) -> usize {
        let checked = &self.sheet.checked;
        checked.blockers.len() + checked.problems.len()
    }

    /// The problem under the cursor.
    pub(super) fn problem(&self) -> Option<&Problem> {
        match self.line(self.cursor.at)? {
            Line::Wrong(problem) => Some(problem),
            Line::Ready(_) => None,
        }
    }

    /// Moves the cursor; the next problem after the last is the first.
    pub(super) fn act(&mut self, action: Action, page: usize) -> bool {
        let lines = self.lines();
        let moved = match action {
            Action::NextProblem => Some((self.cursor.at + 1) % lines.max(1)),
            Action::PreviousProblem => Some((self.cursor.at + lines.max(1) - 1) % lines.max(1)),
            _ => self
                .cursor
                .moved(action, lines, page)
                .map(|cursor| cursor.at),
        };
        if let Some(at) = moved {
            self.cursor.at = at;
        }
        moved.is_some()
    }

    /// Begins to mend the cell of the problem under the cursor; `false` when it is no cell's.
    pub(super) fn mend(&mut self) -> bool {
        let Some((line, column)) = self.problem().and_then(cell_of) else {
            return false;
        };
        let text = self.sheet.file.cell_at(line, column).unwrap_or_default();
        self.mending = Some(Mending {
            line,
            column,
            text: TextLine::new(text),
        });
        true
    }

    /// The cell, with the text that was typed for it; nothing is being mended afterwards.
    pub(super) fn take_mended(&mut self) -> Option<(u64, u32, String)> {
        let mending = self.mending.take()?;
        Some((mending.line, mending.column, mending.text.text().to_owned()))
    }

    /// The cell of the problem under the cursor with the value that would be right.
    pub(super) fn suggested(&self) -> Option<(u64, u32, String)> {
        let problem = self.problem()?;
        let (line, column) = cell_of(problem)?;
        Some((line, column, problem.suggestion.clone()?))
    }

    /// The location that would be right, when the location is what is wrong.
    pub(super) fn suggested_location(&self) -> Option<String> {
        let problem = self.problem()?;
        problem.field()?;
        problem.suggestion.clone()
    }

    /// The file was checked again: the cursor stays where it was, on what is now there.
    pub(super) fn checked_again(&mut self, sheet: Sheet) {
        self.sheet = sheet;
        self.unchecked.clear();
        self.cursor.at = self.cursor.at.min(self.lines().saturating_sub(1));
    }

    /// What a line of the file says in a column of the portal; empty where it has no such cell.
    pub(super) fn says(&self, line: u64, column: Column) -> &str {
        let column = self.column(column).unwrap_or(0);
        self.sheet.file.cell_at(line, column).unwrap_or_default()
    }

    /// Where a column of the portal stands in this file, counted from 1.
    pub(super) fn column(&self, column: Column) -> Option<u32> {
        let place = self.sheet.file.layout().place(column)?;
        u32::try_from(place + 1).ok()
    }
}

/// The line and the column of a problem that is one cell's.
pub(super) fn cell_of(problem: &Problem) -> Option<(u64, u32)> {
    match &problem.place {
        At::Cell { line, column, .. } => Some((*line, (*column)?)),
        _ => None,
    }
}
