//! What an operator should know about a users file although nothing is wrong: how it was read, what was passed over.

use crate::account::problem::{Code, Message, Place, Problem};
use crate::exchange::csv::Separator;
use crate::exchange::encoding::Encoding;
use crate::say;

use super::columns::{FoundBy, HeaderLanguage};
use super::file::{FileRow, UsersFile};

/// What is said about a file before its rows are looked at.
pub(super) fn of_file(file: &UsersFile) -> Vec<Problem> {
    let mut notices = Vec::new();
    notices.extend(encoding(file));
    if file.separator() != Separator::Comma {
        let separator = Message::new(file.separator().words());
        notices.push(notice(say!("users-separator", separator = separator)));
    }
    notices.extend(columns(file));
    notices.extend(empty_cells(file));
    if let Some(line) = file.empty_rows().first() {
        let message = say!("users-empty-rows", n = file.empty_rows().len());
        notices.push(notice(message).at(at(*line, 1)));
    }
    notices
}

/// That rows of a results file are passed over.
pub(super) fn of_skipped(rows: usize) -> Option<Problem> {
    (rows > 0).then(|| notice(say!("users-skipped", n = rows)))
}

fn encoding(file: &UsersFile) -> Option<Problem> {
    let recognised = file.recognised();
    let name = recognised.encoding.name();
    if recognised.is_guess {
        let guess = notice(say!("users-encoding-guess", encoding = name));
        return Some(guess.remedy(say!("users-encoding-guess-remedy")));
    }
    (recognised.encoding != Encoding::Utf8).then(|| notice(say!("users-encoding", encoding = name)))
}

fn columns(file: &UsersFile) -> Vec<Problem> {
    let mut notices = Vec::new();
    let first = file.header().or_else(|| file.rows().first());
    let line = first.map_or(1, |row| row.line);
    match file.layout().found_by {
        FoundBy::Position => notices.push(notice(say!("users-by-position")).at(at(line, 1))),
        FoundBy::NoHeader => notices.push(notice(say!("users-no-header")).at(at(line, 1))),
        FoundBy::Names(_) if file.header().is_some() => {
            let absent = file.layout().absent();
            let names: Vec<&str> = absent
                .map(|column| column.header(HeaderLanguage::English))
                .collect();
            if !names.is_empty() {
                let message = say!("users-absent-columns", columns = names.join(", "));
                notices.push(notice(message).at(at(line, 1)));
            }
        }
        FoundBy::Names(_) => {}
    }
    notices
}

/// Separators at the end of rows with nothing behind them, told once.
fn empty_cells(file: &UsersFile) -> Option<Problem> {
    let width = file.layout().width();
    let is_wider =
        |row: &&FileRow| row.cells.len() > width && row.cells[width..].iter().all(String::is_empty);
    let mut wider = file
        .header()
        .into_iter()
        .chain(file.rows())
        .filter(is_wider);
    let first = wider.next()?;
    let column = u32::try_from(width + 1).unwrap_or(u32::MAX);
    let rows = 1 + wider.count();
    let message = say!("users-empty-cells", n = rows);
    Some(notice(message).at(at(first.line, column)))
}

fn notice(message: Message) -> Problem {
    Problem::new(Code::Notice, message)
}

fn at(line: u64, column: u32) -> Place {
    Place::Cell {
        line,
        column: Some(column),
        header: None,
    }
}
