//! Draws one account: its name where no other line says it, the sections, the lines of the section in sight.

use ratatui::layout::Rect;

use crate::account::customer::CustomerView;
use crate::tui::action::Place;
use crate::tui::pane::Sight;
use crate::tui::panes::telling;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::wrap::wrapped;

use super::DetailPane;
use super::part::{Of, Part};
use super::section::Section;

/// Columns of a label.
const LABEL: u16 = 17;
/// Below this width a value stands under its label.
const NARROW: u16 = 44;

/// One line of a section.
pub(super) enum Line {
    Blank,
    /// Of more weight.
    Head(String),
    /// Text over the whole width, wrapped.
    Text(String, Ink),
    /// What belongs to the line above.
    Note(String),
    /// A label and what stands beside it, wrapped.
    Pair {
        label: String,
        text: String,
    },
    /// Side by side in columns of fixed shares.
    Cells(Shares, [Cell; 4]),
}

/// How many hundredths of the width each of four columns gets.
pub(super) type Shares = [u16; 4];

impl Line {
    pub(super) fn pair(label: String, text: String) -> Self {
        Line::Pair { label, text }
    }

    pub(super) fn cells(shares: Shares, cells: [Cell; 4]) -> Self {
        Line::Cells(shares, cells)
    }
}

/// One text of a line in columns.
#[derive(Clone)]
pub(super) struct Cell {
    text: String,
    ink: Ink,
    is_right: bool,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>, ink: Ink) -> Self {
        Self {
            text: text.into(),
            ink,
            is_right: false,
        }
    }

    /// A number: right.
    pub(super) fn number(text: impl Into<String>) -> Self {
        Self::new(text, Ink::Plain).right()
    }

    /// The same, at the right end of its column.
    pub(super) fn right(self) -> Self {
        Self {
            is_right: true,
            ..self
        }
    }
}

/// The relation to the partner, for the right end of the title.
pub(super) fn relation(detail: &DetailPane, sight: &Sight) -> String {
    let Some(account) = &detail.account.got else {
        return String::new();
    };
    let wire = CustomerView(&account.customer.resource).relationship();
    telling::relation(wire, sight.words)
}

/// Lines above the section: the name when the detail stands beside the list, the sections, a blank where there is room.
fn above(sight: &Sight) -> u16 {
    let blank = u16::from(sight.area.height >= 8);
    u16::from(has_own_title(sight)) + 1 + blank
}

/// Beside the list the top line belongs to the list.
fn has_own_title(sight: &Sight) -> bool {
    sight.area.y == 0
}

/// Lines for the rows of the section in sight.
pub(super) fn page(detail: &DetailPane, of: &Of) -> usize {
    let heads = usize::from(detail.part().filter().is_some()) + detail.part().heads(of).len();
    usize::from(of.sight.area.height.saturating_sub(above(of.sight))).saturating_sub(heads)
}

/// Lines of one row as it is drawn.
pub(super) fn height(part: &dyn Part, at: usize, of: &Of) -> usize {
    let width = row_width(part, of.sight.area.width);
    laid_out(&part.row(at, of).lines, width).len().max(1)
}

/// Before rows to choose from stand two signs: the cursor's and the mark's.
fn row_width(part: &dyn Part, width: u16) -> u16 {
    width.saturating_sub(gutter(part))
}

fn gutter(part: &dyn Part) -> u16 {
    if part.has_cursor() { 2 } else { 0 }
}

pub(super) fn draw(detail: &DetailPane, pen: &mut Pen, sight: &Sight) {
    let mut y = 0;
    if has_own_title(sight) {
        let status = relation(detail, sight);
        let end = pen.width().saturating_sub(columns(&status) + 2);
        pen.text_in(1, 0, end.saturating_sub(1), detail.name(), Ink::Strong);
        pen.text_before(
            pen.width().saturating_sub(1),
            0,
            pen.width(),
            &status,
            Ink::Plain,
        );
        y += 1;
    }
    draw_sections(detail, pen, y, sight);
    let top = above(sight);
    let room = Rect::new(0, top, pen.width(), pen.height().saturating_sub(top));
    let pen = &mut pen.part(room);
    match &detail.account.got {
        _ if detail.shown.is_none() => {}
        Some(account) if !detail.part().is_reading() => {
            draw_part(detail, pen, &Of { account, sight });
        }
        account => {
            let is_reading = account.is_some() || detail.is_waiting();
            let id = if is_reading {
                "list-reading"
            } else {
                "detail-gone"
            };
            pen.text(1, 0, &sight.words.text(id), Ink::Faint);
        }
    }
}

/// The names of the sections with their keys. Where they do not fit, those that are not in sight get shorter.
fn draw_sections(detail: &DetailPane, pen: &mut Pen, y: u16, sight: &Sight) {
    let named = |section: &Section| {
        let key = sight.key(Place::Detail, section.action());
        (key, sight.words.text(section.words()))
    };
    let names: Vec<(String, String)> = Section::ALL.iter().map(named).collect();
    let here = detail.section as usize;
    let (gap, most) = spacing(&names, here, pen.width().saturating_sub(1));
    let mut x = 1;
    for (place, (key, name)) in names.iter().enumerate() {
        x = pen.text(x, y, key, Ink::Key) + 1;
        if place == here {
            x = pen.text(x, y, name, Ink::Here) + gap;
        } else if most > 0 {
            x = pen.text_in(x, y, most, name, Ink::Faint) + gap;
        } else {
            x += 1;
        }
    }
}

/// The columns between the sections, and the most that the name of one that is not in sight may take: the whole names a
/// little closer before any name is cut.
fn spacing(names: &[(String, String)], here: usize, room: u16) -> (u16, u16) {
    let taken = |gap: u16, most: u16| {
        let one = |(place, (key, name)): (usize, &(String, String))| {
            let whole = columns(name);
            let name = if place == here {
                whole
            } else {
                whole.min(most)
            };
            columns(key) + u16::from(name > 0) + name + gap
        };
        names.iter().enumerate().map(one).sum::<u16>() - gap
    };
    let longest = names.iter().map(|(_, name)| columns(name)).max();
    let longest = longest.unwrap_or(0);
    if let Some(gap) = [2, 1].into_iter().find(|gap| taken(*gap, longest) <= room) {
        return (gap, longest);
    }
    let fits = |most: &u16| taken(2, *most) <= room;
    // A letter or two say less than the key alone.
    let most = (3..=longest).rev().find(fits);
    (2, most.unwrap_or(0))
}

/// Only the rows on the screen are made: there may be thousands.
fn draw_part(detail: &DetailPane, pen: &mut Pen, of: &Of) {
    let part = detail.part();
    let mut y = 0;
    if let Some((line, has_focus)) = part.filter() {
        let ink = if has_focus { Ink::Here } else { Ink::Faint };
        let x = pen.text(1, 0, "/", ink) + 1;
        let room = pen.width().saturating_sub(x);
        pen.line(x, 0, room, line, has_focus && of.sight.is_focused);
        y += 1;
    }
    let gutter = gutter(part);
    let below = |y: u16, pen: &Pen| {
        let height = pen.height().saturating_sub(y);
        Rect::new(gutter, y, pen.width().saturating_sub(gutter), height)
    };
    for head in part.heads(of) {
        draw_line(&mut pen.part(below(y, pen)), 0, &head);
        y += 1;
    }
    let rows = part.rows(of);
    let page = usize::from(pen.height().saturating_sub(y));
    let height = |at: usize| height(part, at, of);
    let cursor = detail.cursor().following(rows, page, &height);
    let window = cursor.window();
    let mut skipped = window.skipped;
    for at in window.top..rows {
        if y >= pen.height() {
            return;
        }
        let row = part.row(at, of);
        let lines = laid_out(&row.lines, row_width(part, of.sight.area.width));
        for (place, line) in lines.iter().skip(std::mem::take(&mut skipped)).enumerate() {
            draw_line(&mut pen.part(below(y, pen)), 0, line);
            if part.has_cursor() && place == 0 {
                draw_signs(pen, y, at == cursor.at, row.is_marked, of.sight);
            }
            y += 1;
        }
    }
}

fn draw_signs(pen: &mut Pen, y: u16, is_here: bool, is_marked: bool, sight: &Sight) {
    if is_here {
        let ink = if sight.is_focused {
            Ink::Here
        } else {
            Ink::Faint
        };
        pen.text(0, y, ">", ink);
        if sight.is_focused {
            pen.paint(Rect::new(1, y, pen.width().saturating_sub(1), 1), ink);
        }
    }
    if is_marked {
        pen.text(1, y, "*", Ink::Here);
    }
}

fn draw_line(pen: &mut Pen, y: u16, line: &Line) {
    match line {
        Line::Blank => {}
        Line::Head(text) => {
            pen.text(1, y, text, Ink::Strong);
        }
        Line::Text(text, ink) => {
            pen.text(1, y, text, *ink);
        }
        Line::Note(text) => {
            pen.text(3, y, text, Ink::Faint);
        }
        Line::Pair { label, text } => {
            pen.text_in(1, y, LABEL - 2, label, Ink::Faint);
            pen.text(value_column(pen.width()), y, text, Ink::Plain);
        }
        Line::Cells(shares, cells) => draw_cells(pen, y, *shares, cells),
    }
}

/// On narrow screens the last two columns go.
fn draw_cells(pen: &mut Pen, y: u16, shares: Shares, cells: &[Cell]) {
    let width = pen.width().saturating_sub(2);
    let shares: &[u16] = if pen.width() < NARROW {
        &[60, 40]
    } else {
        &shares
    };
    let mut x = 1;
    for (cell, share) in cells.iter().zip(shares) {
        let columns = width * share / 100;
        let room = columns.saturating_sub(2);
        if cell.is_right {
            pen.text_before(x + room, y, room, &cell.text, cell.ink);
        } else {
            pen.text_in(x, y, room, &cell.text, cell.ink);
        }
        x += columns;
    }
}

const fn value_column(width: u16) -> u16 {
    if width < NARROW { 3 } else { LABEL }
}

/// Long texts over several lines; on narrow screens a value stands under its label.
fn laid_out(lines: &[Line], width: u16) -> Vec<Line> {
    let mut laid = Vec::with_capacity(lines.len());
    for line in lines {
        match line {
            Line::Blank => laid.push(Line::Blank),
            Line::Head(text) => laid.push(Line::Head(text.clone())),
            Line::Text(text, ink) => {
                let parts = wrapped(text, width.saturating_sub(2));
                laid.extend(parts.into_iter().map(|part| Line::Text(part, *ink)));
            }
            Line::Note(text) => {
                let parts = wrapped(text, width.saturating_sub(4));
                laid.extend(parts.into_iter().map(Line::Note));
            }
            Line::Pair { label, text } => laid.extend(laid_pair(label, text, width)),
            Line::Cells(shares, cells) => laid.push(Line::Cells(*shares, cells.clone())),
        }
    }
    laid
}

fn laid_pair(label: &str, text: &str, width: u16) -> Vec<Line> {
    let column = value_column(width);
    let mut laid = Vec::new();
    let mut label = label.to_owned();
    if width < NARROW && !label.is_empty() {
        laid.push(Line::Text(std::mem::take(&mut label), Ink::Faint));
    }
    for part in wrapped(text, width.saturating_sub(column + 1)) {
        laid.push(Line::pair(std::mem::take(&mut label), part));
    }
    laid
}
