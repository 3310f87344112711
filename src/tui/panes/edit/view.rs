//! How the form of an account looks, and the three columns of a conflict.

use crate::operations::update_account::Side;
use crate::tui::pane::Sight;
use crate::tui::panes::telling::paragraph;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::scroll::Cursor;
use crate::tui::widgets::wrap::wrapped;

use super::conflict::{Conflict, Row};
use super::{EditPane, Stage};

/// Below this width the three sides stand under each other.
const THREE_COLUMNS: u16 = 64;

pub(super) fn draw(pane: &EditPane, pen: &mut Pen, sight: &Sight) {
    match &pane.stage {
        Stage::Opening => {
            pen.text(3, 0, &sight.words.text("form-opening"), Ink::Faint);
        }
        Stage::Without(why) => {
            paragraph(pen, 2, 0, why, Ink::Plain, sight);
        }
        Stage::Filling(filling) => match &filling.conflict {
            Some(conflict) => draw_conflict(conflict, pen, sight),
            None => {
                let nothing = sight.words.text("form-nothing-fits");
                filling.form.form.draw(pen, &nothing);
            }
        },
    }
}

fn draw_conflict(conflict: &Conflict, pen: &mut Pen, sight: &Sight) {
    if pen.width() < THREE_COLUMNS {
        draw_under_each_other(conflict, pen, sight);
    } else {
        draw_beside_each_other(conflict, pen, sight);
    }
}

/// Label, mine, theirs, what it was; the values of the row under the cursor whole at the bottom, where one was cut.
fn draw_beside_each_other(conflict: &Conflict, pen: &mut Pen, sight: &Sight) {
    let labels = conflict.rows.iter().map(|row| columns(&row.label)).max();
    let labels = labels.unwrap_or(0).min(pen.width() / 4);
    let first = 2 + labels + 2;
    let side = (pen.width().saturating_sub(first) / 3).max(4);
    let at = |column: u16| first + column * side;
    for (column, head) in ["conflict-mine", "conflict-theirs", "conflict-base"]
        .iter()
        .enumerate()
    {
        let column = u16::try_from(column).unwrap_or(0);
        pen.text_in(
            at(column) + 2,
            0,
            side - 3,
            &sight.words.text(head),
            Ink::Faint,
        );
    }
    let whole = conflict.rows.get(conflict.at).map_or_else(Vec::new, |row| {
        whole_values(row, side - 3, pen.width(), sight)
    });
    let under = u16::try_from(whole.len()).unwrap_or(0);
    let page = usize::from(pen.height().saturating_sub(1 + under).max(1));
    let cursor = Cursor {
        at: conflict.at,
        top: 0,
    };
    let top = cursor.following(conflict.rows.len(), page).top;
    for (y, (place, row)) in (1..).zip(conflict.rows.iter().enumerate().skip(top).take(page)) {
        let is_here = place == conflict.at;
        let ink = if is_here { Ink::Here } else { Ink::Faint };
        pen.text(0, y, if is_here { ">" } else { " " }, ink);
        pen.text_in(2, y, labels, &row.label, ink);
        let values = [
            (&row.mine, row.chosen == Some(Side::Mine)),
            (&row.theirs, row.chosen == Some(Side::Theirs)),
            (&row.base, false),
        ];
        for (column, (value, is_chosen)) in values.into_iter().enumerate() {
            let x = at(u16::try_from(column).unwrap_or(0));
            draw_side(pen, x, y, side - 3, value, is_chosen, sight);
        }
    }
    let bottom = pen.height().saturating_sub(under);
    for (y, line) in (bottom..).zip(&whole) {
        pen.text(2, y, line, Ink::Plain);
    }
}

/// A chosen value carries a sign, so that colour is not the only one.
fn draw_side(
    pen: &mut Pen,
    x: u16,
    y: u16,
    room: u16,
    value: &str,
    is_chosen: bool,
    sight: &Sight,
) {
    let ink = if is_chosen { Ink::Strong } else { Ink::Plain };
    pen.sign(x, y, if is_chosen { "✓" } else { " " }, ink);
    if value.is_empty() {
        pen.text_in(
            x + 2,
            y,
            room,
            &sight.words.text("conflict-empty"),
            Ink::Faint,
        );
    } else {
        pen.text_in(x + 2, y, room, value, ink);
    }
}

/// The lines with the whole values of a row; none when nothing of it was cut.
fn whole_values(row: &Row, room: u16, width: u16, sight: &Sight) -> Vec<String> {
    let sides = [
        ("conflict-mine", &row.mine),
        ("conflict-theirs", &row.theirs),
        ("conflict-base", &row.base),
    ];
    if sides.iter().all(|(_, value)| columns(value) <= room) {
        return Vec::new();
    }
    let line = |(head, value): (&str, &String)| {
        let text = format!("{}: {value}", sight.words.text(head));
        wrapped(&text, width.saturating_sub(4))
    };
    let lines = sides.into_iter().flat_map(line);
    std::iter::once(String::new()).chain(lines).collect()
}

fn draw_under_each_other(conflict: &Conflict, pen: &mut Pen, sight: &Sight) {
    const LINES: u16 = 4;
    let page = usize::from((pen.height() / LINES).max(1));
    let cursor = Cursor {
        at: conflict.at,
        top: 0,
    };
    let top = cursor.following(conflict.rows.len(), page).top;
    for (block, (place, row)) in (0..).zip(conflict.rows.iter().enumerate().skip(top)) {
        let y = block * LINES;
        if y >= pen.height() {
            return;
        }
        let is_here = place == conflict.at;
        let ink = if is_here { Ink::Here } else { Ink::Faint };
        pen.text(0, y, if is_here { ">" } else { " " }, ink);
        pen.text(2, y, &row.label, ink);
        let sides = [
            ("conflict-mine", &row.mine, row.chosen == Some(Side::Mine)),
            (
                "conflict-theirs",
                &row.theirs,
                row.chosen == Some(Side::Theirs),
            ),
            ("conflict-base", &row.base, false),
        ];
        let heads = sides
            .iter()
            .map(|(head, ..)| columns(&sight.words.text(head)));
        let heads = heads.max().unwrap_or(0);
        for (line, (head, value, is_chosen)) in (1..).zip(sides) {
            let end = 3 + heads + 1;
            pen.text_in(3, y + line, heads, &sight.words.text(head), Ink::Faint);
            let room = pen.width().saturating_sub(end + 2);
            draw_side(pen, end, y + line, room, value, is_chosen, sight);
        }
    }
}
