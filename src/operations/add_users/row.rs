//! The rules for one row of a users file, cell by cell; a cell has at most one problem.

use crate::account::problem::Problem;

use super::check::{Check, number};
use super::columns::Column;
use super::fault::Fault;
use super::file::FileRow;
use super::record::CellFault;
use super::results::{Said, said};

impl Check<'_> {
    pub(super) fn row(&mut self, place: usize, row: &FileRow) {
        let was_added = self.was_added(row);
        let mut faults = self.faults_of(row);
        if was_added {
            // The user is there because of this very row.
            faults.retain(|found| !found.fault.is_presence());
        }
        if !faults.is_empty() {
            self.refuse(place, row, faults);
        } else if was_added {
            self.checked.skipped.push(place);
        } else {
            self.checked.ready.push(place);
        }
    }

    /// Whether the status says with right that the row's user was added before.
    fn was_added(&self, row: &FileRow) -> bool {
        said(self.file.cell(row, Column::Status)) == Said::Added
            && self.is_there(self.file.cell(row, Column::Email))
    }

    fn is_there(&self, email: &str) -> bool {
        self.tenant.taken(email).is_some_and(Fault::is_presence)
    }

    /// What is wrong with a row, from left to right.
    fn faults_of(&mut self, row: &FileRow) -> Vec<CellFault> {
        if let Some(column) = row.never_ends {
            let fault = Fault::NeverEnds;
            return vec![CellFault { column, fault }];
        }
        let mut faults = Vec::new();
        for column in Column::ALL {
            let Some(at) = self.file.layout().place(column) else {
                continue;
            };
            let cell = self.file.cell(row, column);
            let fault = Fault::of_letters(cell).or_else(|| match column {
                Column::Email => self.email(cell, row.line),
                Column::Status => self.status(cell, self.file.cell(row, Column::Email)),
                name => Fault::of_name(cell, name),
            });
            faults.extend(fault.map(|fault| CellFault {
                column: number(at),
                fault,
            }));
        }
        faults.extend(self.beyond(row));
        faults.sort_by_key(|found| found.column);
        forgive_what_a_quote_swallowed(&mut faults, row);
        faults
    }

    fn email(&mut self, cell: &str, line: u64) -> Option<Fault> {
        let fault = self.tenant.sign_in_fault(cell);
        if matches!(fault, Some(Fault::Missing { .. } | Fault::BadEmail)) {
            return fault;
        }
        let first_line = *self.first_lines.entry(cell.to_lowercase()).or_insert(line);
        match first_line == line {
            true => fault,
            false => Some(Fault::DuplicateInFile { first_line }),
        }
    }

    fn status(&self, cell: &str, email: &str) -> Option<Fault> {
        match said(cell) {
            Said::Nothing | Said::NotAdded => None,
            Said::Added if self.is_there(email) => None,
            Said::Added => Some(Fault::AddedButAbsent),
            Said::SomethingElse => Some(Fault::StatusNotEmpty),
        }
    }

    /// The first cell beyond the last column that says anything.
    fn beyond(&self, row: &FileRow) -> Option<CellFault> {
        let layout = self.file.layout();
        let is_beyond =
            |place: usize| place >= layout.width() || self.file.header_above(place) == Some("");
        let place = (0..row.cells.len())
            .find(|place| is_beyond(*place) && !row.cells[*place].is_empty())?;
        Some(CellFault {
            column: number(place),
            fault: Fault::of_letters(&row.cells[place]).unwrap_or(Fault::ExtraCell),
        })
    }

    fn refuse(&mut self, place: usize, row: &FileRow, faults: Vec<CellFault>) {
        for found in &faults {
            self.checked.problems.push(self.problem(row, found));
        }
        self.checked.refused.insert(place, faults);
    }

    fn problem(&self, row: &FileRow, found: &CellFault) -> Problem {
        let CellFault { column, fault } = found;
        let place = found.place();
        let cell = row.cells.get(place).map_or("", String::as_str);
        let header = self.file.header_above(place);
        let problem = fault.problem(row.line, *column, header, cell);
        match fault.meant(cell) {
            Some(meant) => problem.suggest(meant),
            None => problem,
        }
    }
}

/// A quote that is never closed takes the rest of its row with it, and the rows below: it is told once, in its cell.
fn forgive_what_a_quote_swallowed(faults: &mut Vec<CellFault>, row: &FileRow) {
    let is_in_last_cell = |found: &CellFault| found.place() + 1 == row.cells.len();
    let swallowed = faults
        .iter()
        .any(|found| found.fault == Fault::LineBreak && is_in_last_cell(found));
    if swallowed {
        faults.retain(|found| found.place() < row.cells.len());
    }
}
