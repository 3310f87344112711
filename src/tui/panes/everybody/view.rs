//! Draws the users of all customers: filter line, heads, the window of rows.

use crate::say;
use crate::search::Highlight;
use crate::tui::action::Action;
use crate::tui::pane::{Pane, Sight};
use crate::tui::panes::detail::remarks;
use crate::tui::panes::telling::short_domain;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;
use crate::tui::workers::Seen;

use super::{EverybodyPane, is_deleted};

/// Lower than this there are no heads.
const HEADS_FROM: u16 = 4;
/// Room left of the first column.
const GUTTER: u16 = 2;

/// Hundredths of the width for display name, sign-in name, company, location, remarks.
type Shares = [u16; 5];

const HEADS: [&str; 5] = [
    "people-name",
    "people-sign-in",
    "column-company",
    "people-location",
    "people-state",
];

/// How many of the columns are searched by the words of the filter.
const SEARCHED: usize = 2;

/// Lines for users on a screen of a height.
pub(super) fn page(height: u16, has_filter_line: bool) -> usize {
    let heads = u16::from(height >= HEADS_FROM) + u16::from(has_filter_line);
    usize::from(height.saturating_sub(heads))
}

const fn shares(width: u16) -> Shares {
    match width {
        0..50 => [50, 50, 0, 0, 0],
        50..70 => [33, 37, 30, 0, 0],
        70..110 => [25, 27, 21, 5, 22],
        _ => [24, 30, 24, 4, 18],
    }
}

pub(super) fn draw(pane: &mut EverybodyPane, pen: &mut Pen, sight: &Sight) {
    let mut y = 0;
    if pane.filter.is_seen() {
        pane.filter.draw(pen, sight.is_focused);
        y += 1;
    }
    if pen.height() >= HEADS_FROM {
        let heads = HEADS.map(|id| sight.words.text(id));
        draw_cells(pen, y, &heads, &[], (Ink::Faint, Ink::Faint));
        y += 1;
    }
    let height = usize::from(pen.height().saturating_sub(y));
    pane.cursor = pane.cursor.following(pane.total(), height);
    let Some(finding) = &pane.finding else {
        return draw_reading(pane, pen, y, sight);
    };
    if finding.found.total == 0 {
        return draw_nobody(pane, pen, y, sight);
    }
    let needles = pane.filter.query.highlights();
    let places = pane.cursor.top..pane.total().min(pane.cursor.top + height);
    for (y, place) in (y..).zip(places) {
        let is_here = place == pane.cursor.at;
        if is_here {
            pen.text(0, y, ">", Ink::Here);
        }
        match finding.window.at(place) {
            Some(seen) => {
                let inks = inks(is_here, seen);
                draw_cells(pen, y, &cells(seen, sight), &needles, inks);
            }
            None => {
                pen.sign(GUTTER, y, "…", Ink::Faint);
            }
        }
    }
}

/// The ink of a row, and that of the letters in it that were found.
fn inks(is_here: bool, seen: &Seen) -> (Ink, Ink) {
    match (is_here, is_deleted(seen)) {
        (true, _) => (Ink::Here, Ink::FoundHere),
        (false, true) => (Ink::Faint, Ink::Found),
        (false, false) => (Ink::Plain, Ink::Found),
    }
}

fn cells(seen: &Seen, sight: &Sight) -> [String; 5] {
    let person = &seen.person;
    [
        person.display_name.clone(),
        short_domain(&person.sign_in_name, sight.cloud).to_owned(),
        seen.company.clone(),
        person.location.clone(),
        remarks(person, sight),
    ]
}

fn draw_cells(
    pen: &mut Pen,
    y: u16,
    cells: &[String; 5],
    needles: &[Highlight],
    (ink, found): (Ink, Ink),
) {
    let width = pen.width().saturating_sub(GUTTER);
    let mut x = GUTTER;
    for (place, (cell, share)) in cells.iter().zip(shares(pen.width())).enumerate() {
        let columns = width * share / 100;
        let room = columns.saturating_sub(1);
        match place < SEARCHED && !needles.is_empty() {
            true => pen.found(x, y, room, cell, needles, (ink, found)),
            false => pen.text_in(x, y, room, cell, ink),
        };
        x += columns;
    }
}

/// The first search of a large book reads all users.
fn draw_reading(pane: &EverybodyPane, pen: &mut Pen, y: u16, sight: &Sight) {
    let said = match pane.read {
        Some((read, of)) => sight
            .words
            .say(&say!("everybody-reading", n = read, of = of)),
        None => sight.words.text("list-reading"),
    };
    pen.text(GUTTER, y, &said, Ink::Faint);
}

fn draw_nobody(pane: &EverybodyPane, pen: &mut Pen, y: u16, sight: &Sight) {
    if pane.filter.query.is_empty() {
        pen.text(GUTTER, y, &sight.words.text("people-none"), Ink::Faint);
        return;
    }
    let clear = match pane.filter.has_focus {
        true => Action::ClearFilter,
        false => Action::Back,
    };
    let key = sight.key(pane.place(), clear);
    let remedy = sight.words.say(&say!("list-no-hits-remedy", key = key));
    pen.text(GUTTER, y, &sight.words.text("people-no-hits"), Ink::Plain);
    pen.text(GUTTER, y + 1, &remedy, Ink::Faint);
}
