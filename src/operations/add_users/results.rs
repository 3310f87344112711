//! What became of each row, as a file: the input's rows with the status column filled. It can be uploaded again: rows that
//! say «added» are passed over, what is said of the others is not read.

use std::io::{self, Write};

use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::exchange::csv::{Format, Writer, Written};
use crate::operations::{Desk, Failure};
use crate::words::Words;

use super::check::Checked;
use super::columns::{Column, Layout};
use super::file::UsersFile;
use super::record::{self, CellFault, Fate, RunRow};

/// The words that a status begins with. They are the same in every language, because they are read back.
const ADDED: &str = "added";
const FAILED: &str = "failed:";
const REFUSED: &str = "refused:";

/// What a status cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// It is empty, as it should be.
    Nothing,
    /// Our word for a user that was added.
    Added,
    /// Our words for a row that was not added, and why.
    NotAdded,
    /// Words that are not ours.
    SomethingElse,
}

/// Reads a status cell.
pub(super) fn said(status: &str) -> Said {
    let status = status.to_lowercase();
    if status.is_empty() {
        Said::Nothing
    } else if status == ADDED {
        Said::Added
    } else if status.starts_with(FAILED) || status.starts_with(REFUSED) {
        Said::NotAdded
    } else {
        Said::SomethingElse
    }
}

/// The rows of a file with what became of them.
#[derive(Debug, Clone)]
pub struct Results {
    header: Option<Vec<String>>,
    status: StatusColumn,
    rows: Vec<Row>,
}

/// Where the status goes, its place counted from 0.
#[derive(Debug, Clone, Copy)]
enum StatusColumn {
    /// Into a column of the input.
    There(usize),
    /// Into one that the input did not have, behind its last.
    New(usize),
}

#[derive(Debug, Clone)]
struct Row {
    cells: Vec<String>,
    status: Status,
}

#[derive(Debug, Clone)]
enum Status {
    Waiting,
    Added,
    Failed(Vec<Message>),
    Refused(Vec<Message>),
}

impl Results {
    /// What became of the rows of a run so far; read from the book, so that the file is not needed.
    ///
    /// # Errors
    /// No such run, or a book that can't be read.
    pub fn of_run(desk: &Desk, customer: &CustomerId, named: &str) -> Result<Self, Failure> {
        let (run, _) = record::find_stored(desk, customer, named)?;
        let mut results = Self::under(run.header.clone(), run.places[Column::Status.place()]);
        for number in 0..run.batches {
            let (batch, _) = record::batch(desk, customer, &run, number)?;
            results.rows.extend(batch.rows.into_iter().map(Row::of_run));
        }
        Ok(results)
    }

    /// What a check says of the rows, before anything was tried.
    pub fn of_check(file: &UsersFile, checked: &Checked) -> Self {
        let header = file.header().map(|header| header.cells.clone());
        let mut results = Self::under(header, file.layout().place(Column::Status));
        for (place, row) in file.rows().iter().enumerate() {
            let status = match checked.refused.get(&place) {
                Some(faults) => Status::Refused(reasons(faults, row.line, &row.cells)),
                None if checked.skipped.binary_search(&place).is_ok() => Status::Added,
                None => Status::Waiting,
            };
            results.rows.push(Row {
                cells: row.cells.clone(),
                status,
            });
        }
        results
    }

    fn under(header: Option<Vec<String>>, status_place: Option<usize>) -> Self {
        let status = match (&header, status_place) {
            (_, Some(place)) => StatusColumn::There(place),
            (Some(names), None) => StatusColumn::New(names.len()),
            (None, None) => StatusColumn::New(Column::Status.place()),
        };
        Self {
            header,
            status,
            rows: Vec::new(),
        }
    }

    /// Only the rows that were refused or failed, with the reason: for mending in a spreadsheet.
    #[must_use]
    pub fn only_bad(mut self) -> Self {
        self.rows
            .retain(|row| matches!(row.status, Status::Failed(_) | Status::Refused(_)));
        self
    }

    fn header_row(&self, names: &[String]) -> Vec<String> {
        match self.status {
            StatusColumn::There(_) => names.to_vec(),
            StatusColumn::New(_) => {
                let language = Layout::of_header(names).language();
                self.status
                    .filled(names, Column::Status.header(language).to_owned())
            }
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes them as the portal takes them: UTF-8 with byte-order mark, comma, CRLF, no formula guard.
    ///
    /// # Errors
    /// When the output can't be written.
    pub fn write<W: Write>(&self, output: W, words: &Words) -> io::Result<Written> {
        let mut table = Writer::new(output, Format::PORTAL)?;
        if let Some(names) = &self.header {
            table.row(self.header_row(names))?;
        }
        for row in &self.rows {
            table.row(self.status.filled(&row.cells, row.status.text(words)))?;
        }
        Ok(table.finish()?.1)
    }
}

impl StatusColumn {
    fn filled(self, cells: &[String], status: String) -> Vec<String> {
        let mut cells = cells.to_vec();
        let (StatusColumn::There(place) | StatusColumn::New(place)) = self;
        if cells.len() < place {
            cells.resize(place, String::new());
        }
        match self {
            StatusColumn::There(place) if place < cells.len() => cells[place] = status,
            // A cell beyond the last column, which is a fault of its row, moves on and is told again.
            _ => cells.insert(place, status),
        }
        cells
    }
}

impl Row {
    fn of_run(row: RunRow) -> Self {
        let reasons = |faults: &[CellFault]| reasons(faults, row.line, &row.cells);
        let status = match &row.fate {
            Fate::Waiting => Status::Waiting,
            Fate::Added(_) | Fate::Skipped => Status::Added,
            Fate::Refused(faults) => Status::Refused(reasons(faults)),
            Fate::Failed(fault) => Status::Failed(reasons(std::slice::from_ref(fault))),
        };
        Self {
            cells: row.cells,
            status,
        }
    }
}

fn reasons(faults: &[CellFault], line: u64, cells: &[String]) -> Vec<Message> {
    let problem = |fault: &CellFault| {
        let cell = cells.get(fault.place());
        let found = cell.map_or("", String::as_str);
        fault.fault.problem(line, fault.column, None, found)
    };
    faults.iter().map(|fault| problem(fault).message).collect()
}

impl Status {
    fn text(&self, words: &Words) -> String {
        let said = |beginning: &str, reasons: &[Message]| {
            let reasons: Vec<String> = reasons.iter().map(|reason| words.say(reason)).collect();
            format!("{beginning} {}", reasons.join(" "))
        };
        match self {
            Status::Waiting => String::new(),
            Status::Added => ADDED.to_owned(),
            Status::Failed(reasons) => said(FAILED, reasons),
            Status::Refused(reasons) => said(REFUSED, reasons),
        }
    }
}
