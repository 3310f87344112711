//! The table of a checked file: what is wrong line by line, or the rows that are ready, the cell that is being mended, and
//! the problem under the cursor whole.

use crate::account::problem::{Code, Message, Problem};
use crate::account::text::{pad, pad_start};
use crate::operations::add_users::Column;
use crate::say;
use crate::tui::action::Place;
use crate::tui::pane::Sight;
use crate::tui::panes::telling::sentence;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::wrap::wrapped;

use super::places::Places;
use super::sheet::{Line, SheetView, cell_of};

/// Below this width a line of the table is the line's number and the sentence.
const NARROW: u16 = 60;

/// Where the columns of the table stand.
struct Columns {
    name: u16,
    email: u16,
    problem: u16,
    end: u16,
}

const LINE_NUMBER: u16 = 7;

impl Columns {
    const fn of(width: u16) -> Self {
        let rest = width.saturating_sub(2 + LINE_NUMBER + 2);
        let name = 2 + LINE_NUMBER + 2;
        let email = name + rest / 4;
        let problem = email + rest * 2 / 5;
        Self {
            name,
            email,
            problem,
            end: width,
        }
    }

    const fn is_narrow(&self) -> bool {
        self.end < NARROW
    }
}

/// Draws the table, and under it the problem under the cursor whole where there is room.
pub(super) fn draw(view: &SheetView, places: &Places, pen: &mut Pen, sight: &Sight) {
    let at = Columns::of(pen.width());
    if let Some(y) = places.heads.filter(|_| !at.is_narrow()) {
        draw_heads(view, y, &at, pen, sight);
    }
    let first = view.cursor.top;
    let page = usize::from(places.page);
    for (y, place) in (places.table..).zip(first..view.lines()).take(page) {
        draw_line(view, place, y, &at, pen, sight);
    }
    if let Some(first) = places.foot {
        draw_foot(view, first, pen, sight);
    }
}

fn draw_heads(view: &SheetView, y: u16, at: &Columns, pen: &mut Pen, sight: &Sight) {
    let head = |id| sight.words.text(id);
    let number = pad_start(&head("many-users-column-line"), LINE_NUMBER.into());
    pen.text(2, y, &number, Ink::Faint);
    pen.text_in(
        at.name,
        y,
        at.email - at.name - 1,
        &head("many-users-column-name"),
        Ink::Faint,
    );
    pen.text_in(
        at.email,
        y,
        at.problem - at.email - 1,
        &head("many-users-column-email"),
        Ink::Faint,
    );
    if view.wrong() > 0 {
        pen.text(
            at.problem,
            y,
            &head("many-users-column-problem"),
            Ink::Faint,
        );
    }
}

fn draw_line(view: &SheetView, place: usize, y: u16, at: &Columns, pen: &mut Pen, sight: &Sight) {
    let Some(line) = view.line(place) else {
        return;
    };
    let is_here = place == view.cursor.at;
    let ink = if is_here { Ink::Here } else { Ink::Plain };
    pen.text(0, y, if is_here { ">" } else { " " }, ink);
    match line {
        Line::Ready(row) => draw_ready(view, row, pen, y, at, ink),
        Line::Wrong(problem) if at.is_narrow() => draw_narrow(problem, pen, y, ink, sight),
        Line::Wrong(problem) => draw_wrong(view, problem, pen, y, at, ink, sight),
    }
    if is_here {
        draw_mending(view, pen, y, at, sight);
    }
}

fn draw_number(line: u64, pen: &mut Pen, y: u16, ink: Ink) {
    pen.text(2, y, &pad_start(&line.to_string(), LINE_NUMBER.into()), ink);
}

fn draw_ready(view: &SheetView, row: usize, pen: &mut Pen, y: u16, at: &Columns, ink: Ink) {
    let Some(row) = view.sheet.file.rows().get(row) else {
        return;
    };
    let says = |column| view.sheet.file.cell(row, column);
    draw_number(row.line, pen, y, ink);
    pen.text_in(
        at.name,
        y,
        at.email - at.name - 1,
        says(Column::DisplayName),
        ink,
    );
    pen.text_in(
        at.email,
        y,
        at.problem - at.email - 1,
        says(Column::Email),
        ink,
    );
    let names = format!("{} {}", says(Column::FirstName), says(Column::LastName));
    pen.text_in(
        at.problem,
        y,
        at.end.saturating_sub(at.problem),
        names.trim(),
        Ink::Faint,
    );
}

fn draw_wrong(
    view: &SheetView,
    problem: &Problem,
    pen: &mut Pen,
    y: u16,
    at: &Columns,
    ink: Ink,
    sight: &Sight,
) {
    if let Some((line, _)) = cell_of(problem) {
        draw_number(line, pen, y, ink);
        let name = view.says(line, Column::DisplayName);
        pen.text_in(at.name, y, at.email - at.name - 1, name, ink);
        let email = view.says(line, Column::Email);
        pen.text_in(at.email, y, at.problem - at.email - 1, email, ink);
    }
    let message = sight.words.say(&in_short(problem));
    pen.text_in(
        at.problem,
        y,
        at.end.saturating_sub(at.problem),
        &message,
        ink,
    );
}

fn draw_narrow(problem: &Problem, pen: &mut Pen, y: u16, ink: Ink, sight: &Sight) {
    let message = sight.words.say(&in_short(problem));
    match cell_of(problem) {
        Some((line, _)) => {
            let end = pen.text(2, y, &line.to_string(), ink);
            pen.text(end + 1, y, &message, ink);
        }
        None => {
            pen.text(2, y, &message, ink);
        }
    }
}

/// What is wrong in the few words that a column holds; the whole sentence stands under the table.
fn in_short(problem: &Problem) -> Message {
    match (problem.code, problem.first_line) {
        (Code::ForeignDomain, _) => say!("many-users-short-domain"),
        (Code::DuplicateInFile, Some(line)) => {
            say!("many-users-short-duplicate", line = line.to_string())
        }
        (Code::AlreadyExists, _) => say!("many-users-short-exists"),
        (Code::RecentlyDeleted, _) => say!("many-users-short-deleted"),
        (Code::BadEmail, _) => say!("many-users-short-email"),
        (Code::StatusNotEmpty, _) => say!("many-users-short-status"),
        (Code::ExtraColumn, _) => say!("many-users-short-extra"),
        _ => problem.message.clone(),
    }
}

/// The cell that is being mended, where it stands in the table; a column that the table does not show is mended in the
/// place of the sentence, with its name in front.
fn draw_mending(view: &SheetView, pen: &mut Pen, y: u16, at: &Columns, sight: &Sight) {
    let Some(mending) = &view.mending else {
        return;
    };
    let is = |column| view.column(column) == Some(mending.column);
    let (x, end) = match () {
        () if at.is_narrow() => (2, at.end),
        () if is(Column::DisplayName) => (at.name, at.email - 1),
        () if is(Column::Email) => (at.email, at.problem - 1),
        () => (at.problem, at.end),
    };
    pen.text(
        x,
        y,
        &pad("", usize::from(end.saturating_sub(x))),
        Ink::Plain,
    );
    let mut x = x;
    if at.is_narrow() || !(is(Column::DisplayName) || is(Column::Email)) {
        let place = mending.column.saturating_sub(1) as usize;
        let header = view.sheet.file.header_above(place).unwrap_or_default();
        let label = match header.is_empty() {
            true => sight.words.say(&say!(
                "many-users-column-number",
                n = u64::from(mending.column)
            )),
            false => header.to_owned(),
        };
        x = pen.text_in(x, y, (end - x) / 2, &label, Ink::Faint) + 1;
    }
    pen.line(x, y, end.saturating_sub(x), &mending.text, true);
}

/// The problem under the cursor whole, or what is doubtful about the file when nothing is wrong.
fn draw_foot(view: &SheetView, first: u16, pen: &mut Pen, sight: &Sight) {
    let text = match view.problem() {
        Some(problem) => sentence(problem, Place::ManyUsers, sight),
        None => {
            let warnings = view.sheet.checked.warnings.iter();
            let told = warnings.map(|warning| sentence(warning, Place::ManyUsers, sight));
            told.collect::<Vec<_>>().join(" ")
        }
    };
    let lines = wrapped(&text, pen.width().saturating_sub(4));
    for (y, line) in (first..pen.height()).zip(&lines) {
        pen.text(2, y, line, Ink::Plain);
    }
}
