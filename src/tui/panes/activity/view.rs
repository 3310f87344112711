//! Draws the log of the whole book: filter line, heads, the window of entries.

use crate::account::entry::Undo;
use crate::account::problem::Message;
use crate::operations::history::{Activity, operation_words};
use crate::tui::pane::Sight;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;

use super::ActivityPane;

/// Lower than this there are no heads.
const HEADS_FROM: u16 = 4;
/// Below this width only when, company and action are shown.
const NARROW: u16 = 60;
/// Hundredths of the width: when, company, action, who, whether it can be taken back.
const WIDE: [u16; 5] = [24, 28, 24, 11, 13];
const FEW: [u16; 5] = [30, 40, 30, 0, 0];

/// Lines for entries on a screen of a height.
pub(super) fn page(height: u16, has_filter_line: bool) -> usize {
    let heads = u16::from(height >= HEADS_FROM) + u16::from(has_filter_line);
    usize::from(height.saturating_sub(heads))
}

pub(super) fn draw(pane: &mut ActivityPane, pen: &mut Pen, sight: &Sight) {
    let mut y = 0;
    if pane.has_filter_line() {
        let has_focus = pane.is_filtering && sight.is_focused;
        let ink = if has_focus { Ink::Here } else { Ink::Faint };
        let x = pen.text(1, 0, "/", ink) + 1;
        pen.line(x, 0, pen.width().saturating_sub(x), &pane.filter, has_focus);
        y += 1;
    }
    if pen.height() >= HEADS_FROM {
        let heads = [
            "activity-when",
            "activity-company",
            "activity-what",
            "activity-who",
            "activity-undo",
        ];
        draw_cells(pen, y, &heads.map(|id| sight.words.text(id)), Ink::Faint);
        y += 1;
    }
    if pane.entries.is_empty() {
        let id = match (&pane.asked, pane.filter.is_empty()) {
            (Some(_), _) => "list-reading",
            (None, true) => "detail-no-activity",
            (None, false) => "log-no-hits",
        };
        pen.text(2, y, &sight.words.text(id), Ink::Faint);
        return;
    }
    let page = usize::from(pen.height().saturating_sub(y));
    pane.cursor = pane.cursor.following(pane.entries.len(), page);
    let window = pane.entries.iter().enumerate();
    let window = window.skip(pane.cursor.top).take(page);
    for (y, (at, activity)) in (y..).zip(window) {
        let is_here = at == pane.cursor.at;
        if is_here {
            pen.text(0, y, ">", Ink::Here);
        }
        let ink = match (is_here, activity.undone) {
            (true, _) => Ink::Here,
            (false, true) => Ink::Faint,
            (false, false) => Ink::Plain,
        };
        draw_cells(pen, y, &cells(activity, sight), ink);
    }
}

fn cells(activity: &Activity, sight: &Sight) -> [String; 5] {
    let draft = &activity.entry.draft;
    let undo = match (activity.undone, &draft.undo) {
        (true, _) => "activity-undone",
        (false, Undo::Possible) => "activity-undoable",
        (false, Undo::Not(_)) => "activity-final",
    };
    [
        sight.words.date_and_time(draft.at, sight.zone),
        draft.subject.clone(),
        sight
            .words
            .say(&Message::new(operation_words(&draft.operation))),
        draft.who.name.clone(),
        sight.words.text(undo),
    ]
}

fn draw_cells(pen: &mut Pen, y: u16, cells: &[String; 5], ink: Ink) {
    let shares = if pen.width() < NARROW { FEW } else { WIDE };
    let width = pen.width().saturating_sub(2);
    let mut x = 2;
    for (cell, share) in cells.iter().zip(shares) {
        let columns = width * share / 100;
        pen.text_in(x, y, columns.saturating_sub(1), cell, ink);
        x += columns;
    }
}
