//! Draws one account: its name where no other line says it, the sections, the lines of the section in sight.

use ratatui::layout::Rect;

use crate::account::customer::CustomerView;
use crate::tui::action::Place;
use crate::tui::pane::Sight;
use crate::tui::panes::telling;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::wrap::wrapped;

use super::section::Section;
use super::{DetailPane, account, activity, subscriptions};

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

/// Lines for the section in sight.
pub(super) fn room(sight: &Sight) -> u16 {
    sight.area.height.saturating_sub(above(sight))
}

/// How many lines the section in sight has.
pub(super) fn lines(detail: &DetailPane, sight: &Sight) -> usize {
    match (detail.section, &detail.users.got) {
        (Section::Users, Some(users)) => users.len() + users_above(detail),
        (Section::Users, None) => 0,
        _ => laid_out(&section_lines(detail, sight), sight.area.width).len(),
    }
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
    if detail.shown.is_none() {
        return;
    }
    if detail.section == Section::Users {
        draw_users(detail, pen, sight);
    } else {
        draw_lines(detail, pen, sight);
    }
}

fn draw_sections(detail: &DetailPane, pen: &mut Pen, y: u16, sight: &Sight) {
    let mut x = 1;
    for section in Section::ALL {
        let is_here = section == detail.section;
        let key = sight.key(Place::Detail, section.action());
        x = pen.text(x, y, &key, Ink::Key) + 1;
        let ink = if is_here { Ink::Here } else { Ink::Faint };
        x = pen.text(x, y, &sight.words.text(section.words()), ink) + 2;
    }
}

fn draw_lines(detail: &DetailPane, pen: &mut Pen, sight: &Sight) {
    let lines = laid_out(&section_lines(detail, sight), sight.area.width);
    let page = usize::from(pen.height());
    let top = detail.scroll.top(lines.len(), page);
    for (y, line) in (0..).zip(lines.iter().skip(top).take(page)) {
        draw_line(pen, y, line);
    }
}

fn section_lines(detail: &DetailPane, sight: &Sight) -> Vec<Line> {
    let nothing = || {
        let id = if detail.is_waiting() {
            "list-reading"
        } else {
            "detail-gone"
        };
        vec![Line::Text(sight.words.text(id), Ink::Faint)]
    };
    match (detail.section, &detail.account.got, &detail.activity.got) {
        (Section::Account, Some(account), _) => account::lines(account, sight),
        (Section::Subscriptions, Some(account), _) => subscriptions::lines(account, sight),
        (Section::Activity, _, Some(activity)) => activity::lines(activity, sight),
        _ => nothing(),
    }
}

/// Lines above the users themselves: filter and heads.
fn users_above(detail: &DetailPane) -> usize {
    let users = detail.users.got.as_ref();
    1 + usize::from(users.is_some_and(|users| users.filter_line().is_some()))
}

/// Users may be many: only the lines on the screen are made.
fn draw_users(detail: &DetailPane, pen: &mut Pen, sight: &Sight) {
    let Some(users) = &detail.users.got else {
        pen.text(1, 0, &sight.words.text("list-reading"), Ink::Faint);
        return;
    };
    let mut y = 0;
    if let Some((line, has_focus)) = users.filter_line() {
        let ink = if has_focus { Ink::Here } else { Ink::Faint };
        let x = pen.text(1, 0, "/", ink) + 1;
        let room = pen.width().saturating_sub(x);
        pen.line(x, 0, room, line, has_focus && sight.is_focused);
        y += 1;
    }
    draw_line(pen, y, &users.heads(sight));
    y += 1;
    let page = usize::from(pen.height().saturating_sub(y));
    let top = detail.scroll.top(users.len(), page);
    for (y, line) in (y..).zip(users.lines(top, page, sight)) {
        draw_line(pen, y, &line);
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
