//! Draws the list: filter line, heads, the window of rows, the row that is folded open, the menu of orders.

use ratatui::layout::Rect;

use crate::account::problem::Message;
use crate::account::transfer::machine::Party;
use crate::operations::switch_partner::Standing;
use crate::operations::{Suspended, Unfolded};
use crate::say;
use crate::search::{Direction, Highlight, Row, Sort};
use crate::tui::action::Action;
use crate::tui::pane::{Pane, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::wrap::wrapped;

use super::columns::{GUTTER, Placed, Side, placed};
use super::{Fold, ListPane, dialogs};

/// Lists lower than this have no heads.
const HEADS_FROM: u16 = 4;

/// Lines for rows in a list of a height.
pub(super) fn rows_in(height: u16, has_filter_line: bool) -> u16 {
    let left = height.saturating_sub(u16::from(has_filter_line));
    left.saturating_sub(u16::from(height >= HEADS_FROM))
}

pub(super) fn draw(list: &mut ListPane, pen: &mut Pen, sight: &Sight) {
    let mut y = 0;
    if list.filter.is_seen() {
        list.filter.draw(pen, sight.is_focused);
        y += 1;
    }
    let columns = placed(
        pen.width(),
        u16::try_from(sight.words.age_width()).unwrap_or(0),
    );
    if pen.height() >= HEADS_FROM {
        draw_heads(pen, y, &columns, list, sight);
        y += 1;
    }
    let body = Rect::new(0, y, pen.width(), pen.height().saturating_sub(y));
    draw_rows(list, &mut pen.part(body), &columns, sight);
    dialogs::draw(list, pen, sight);
}

fn draw_heads(pen: &mut Pen, y: u16, columns: &[Placed], list: &ListPane, sight: &Sight) {
    let (sort, is_fuzzy) = (list.sorting.sort, list.filter.query.is_fuzzy());
    for placed in columns {
        let mut head = sight.words.text(placed.column.head());
        // With fuzzy words the best come first.
        let is_by_best = is_fuzzy && sort == Sort::default();
        if placed.column.sort() == Some(sort.field) && !is_by_best {
            let sign = match sort.direction {
                Direction::Ascending => "^",
                Direction::Descending => "v",
            };
            head = match placed.column.side() {
                Side::Left => format!("{head} {sign}"),
                Side::Right => format!("{sign} {head}"),
            };
        }
        write(pen, y, *placed, &head, Ink::Faint);
    }
}

fn write(pen: &mut Pen, y: u16, placed: Placed, text: &str, ink: Ink) {
    match placed.column.side() {
        Side::Left => {
            pen.text_in(placed.x, y, placed.width, text, ink);
        }
        Side::Right => pen.text_before(placed.x + placed.width, y, placed.width, text, ink),
    }
}

fn draw_rows(list: &mut ListPane, pen: &mut Pen, columns: &[Placed], sight: &Sight) {
    let height = usize::from(pen.height());
    list.cursor = list.cursor.following(list.total(), height);
    let Some(finding) = &list.finding else {
        // The first search of a large book reads all of it.
        pen.text(GUTTER, 0, &sight.words.text("list-reading"), Ink::Faint);
        return;
    };
    if finding.found.total == 0 {
        return draw_nothing(list, pen, sight);
    }
    let rows = finding.found.page(list.cursor.top, height);
    let needles = list.filter.query.highlights();
    for (y, line) in (0..).zip(window(list, &rows, height, sight)) {
        match line {
            Line::Row(row, is_here) => {
                let looks = Looks {
                    is_here,
                    is_marked: list.marks.has(&row.id),
                    needles: &needles,
                };
                draw_row(pen, y, columns, row, &looks, sight);
            }
            Line::Inside(text) => {
                pen.text(GUTTER + 2, y, &text, Ink::Faint);
            }
        }
    }
}

/// One line of the list.
enum Line<'a> {
    /// A customer, and whether the cursor is on it.
    Row(&'a Row, bool),
    /// Of the row that is folded open.
    Inside(String),
}

/// The lines on the screen: an open row pushes the ones below it down, and the window begins later where it would push
/// the cursor, or what is open under the cursor, out of it.
fn window<'a>(list: &ListPane, rows: &'a [Row], height: usize, sight: &Sight) -> Vec<Line<'a>> {
    let mut lines = Vec::with_capacity(height);
    let (mut start, mut end) = (0, 0);
    for (place, row) in rows.iter().enumerate() {
        let is_here = list.cursor.top + place == list.cursor.at;
        if is_here {
            start = lines.len();
        }
        lines.push(Line::Row(row, is_here));
        if let Some(fold) = list.unfolded.as_ref().filter(|fold| fold.id == row.id) {
            lines.extend(inside(fold, row, sight).into_iter().map(Line::Inside));
        }
        if is_here {
            end = lines.len();
        }
    }
    lines.drain(..end.saturating_sub(height).min(start));
    lines.truncate(height);
    lines
}

/// How a row looks besides what it says.
struct Looks<'a> {
    is_here: bool,
    is_marked: bool,
    needles: &'a [Highlight],
}

fn draw_row(pen: &mut Pen, y: u16, columns: &[Placed], row: &Row, looks: &Looks, sight: &Sight) {
    let (ink, found) = match (looks.is_here, sight.is_focused) {
        (true, true) => (Ink::Here, Ink::FoundHere),
        (true, false) => (Ink::Strong, Ink::Found),
        (false, _) => (Ink::Plain, Ink::Found),
    };
    if looks.is_here {
        pen.text(0, y, ">", ink);
    }
    if looks.is_marked {
        pen.text(1, y, "*", Ink::Here);
    }
    for placed in columns {
        let text = placed.column.text(row, sight);
        if placed.column.is_searched() && !looks.needles.is_empty() {
            pen.found(
                placed.x,
                y,
                placed.width,
                &text,
                looks.needles,
                (ink, found),
            );
        } else {
            write(pen, y, *placed, &text, ink);
        }
    }
}

/// What stands under a row that is folded open.
fn inside(fold: &Fold, row: &Row, sight: &Sight) -> Vec<String> {
    let mut first = vec![row.id.to_string()];
    match &fold.inside {
        Some(unfolded) => first.extend(counts(unfolded, sight)),
        None => first.push(sight.words.text("list-reading")),
    }
    let mut domains = vec![row.domain.clone()];
    domains.extend(row.custom_domains.iter().cloned());
    let mut sentences = vec![sight.words.joined(&first), sight.words.joined(&domains)];
    let suspended = fold.inside.iter().flat_map(|inside| &inside.suspended);
    sentences.extend(suspended.map(|one| suspension(one, sight)));
    let transfers = fold.inside.iter().flat_map(|inside| &inside.transfers);
    sentences.extend(transfers.map(|one| waiting(one, sight)));
    let room = sight.area.width.saturating_sub(GUTTER + 3);
    let lines = sentences.iter().flat_map(|text| wrapped(text, room));
    lines.collect()
}

fn counts(unfolded: &Unfolded, sight: &Sight) -> Vec<String> {
    let mut counts = vec![
        say!("list-fold-subscriptions", n = unfolded.subscriptions),
        say!("list-fold-users", n = unfolded.users),
    ];
    if unfolded.sealed_passwords > 0 {
        counts.push(say!("list-fold-sealed", n = unfolded.sealed_passwords));
    }
    counts.iter().map(|count| sight.words.say(count)).collect()
}

fn suspension(one: &Suspended, sight: &Sight) -> String {
    sight.words.say(&match one.deleted_on {
        Some(day) => say!(
            "list-fold-suspended-until",
            name = &one.name,
            day = sight.words.date(day, sight.zone)
        ),
        None => say!("list-fold-suspended", name = &one.name),
    })
}

/// Whom a transfer waits for, and since when.
fn waiting(one: &Standing, sight: &Sight) -> String {
    let n = one.days_waiting(sight.now).unwrap_or(0);
    let turn = one.turn.map_or("transfers-party-service", Party::words);
    sight.words.say(&match one.waits_on_us() {
        true => say!("list-fold-transfer-us", n = n),
        false => say!("list-fold-transfer", who = Message::new(turn), n = n),
    })
}

fn draw_nothing(list: &ListPane, pen: &mut Pen, sight: &Sight) {
    let key = |action| sight.key(list.place(), action);
    let lines = if list.filter.query.is_empty() {
        vec![
            say!("list-empty"),
            say!("list-empty-add", key = key(Action::Add)),
            say!("list-empty-import"),
            say!("list-empty-demo"),
        ]
    } else {
        let clear = if list.filter.has_focus {
            Action::ClearFilter
        } else {
            Action::Back
        };
        vec![
            say!("list-no-hits"),
            say!("list-no-hits-remedy", key = key(clear)),
        ]
    };
    for (y, message) in (1..).zip(lines) {
        let ink = if y == 1 { Ink::Plain } else { Ink::Faint };
        pen.text(GUTTER, y, &sight.words.say(&message), ink);
    }
}
