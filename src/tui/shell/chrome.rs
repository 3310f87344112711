//! The three fixed places around the panes: where one is (top), what the program says (above the bottom), what one can do
//! here (bottom).

use std::collections::HashSet;

use ratatui::layout::Rect;

use crate::tui::action::{Action, Place, TABLE};
use crate::tui::message_line::Tone;
use crate::tui::pane::{Offer, Pane};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};

use super::Shell;

pub(super) fn draw(shell: &mut Shell, pen: &mut Pen) {
    draw_top(shell, pen);
    draw_message(shell, pen);
    draw_hints(shell, pen);
    let sides = shell
        .layout
        .sides
        .filter(|_| shell.panes.are_side_by_side(&shell.layout));
    if let Some(sides) = sides {
        let line = &mut pen.on(sides.line);
        for y in 0..line.height() {
            line.text(0, y, "│", Ink::Faint);
        }
    }
}

/// Whose book on the left, the pane's title in the middle, its status on the right. Where they do not fit, the left goes
/// first.
fn draw_top(shell: &mut Shell, pen: &mut Pen) {
    let is_split = shell.panes.are_side_by_side(&shell.layout);
    let sides = shell.layout.sides.filter(|_| is_split);
    let area = sides.map_or(shell.layout.top, |sides| sides.top);
    let whose = whose(shell);
    let (title, status) = if is_split {
        let sight = shell.around.sight(area, true);
        (
            shell.panes.list.title(&sight),
            shell.panes.list.status(&sight),
        )
    } else {
        let standing = shell.panes.focused(&shell.layout);
        let sight = shell.around.sight(area, true);
        (standing.pane.title(&sight), standing.pane.status(&sight))
    };
    let top = &mut pen.on(area);
    let width = top.width();
    let right = width.saturating_sub(columns(&status) + 1);
    top.text_before(
        width.saturating_sub(1),
        0,
        width.saturating_sub(1),
        &status,
        Ink::Plain,
    );
    let title_width = columns(&title);
    let middle = (width.saturating_sub(title_width) / 2).min(right.saturating_sub(title_width + 2));
    let room = middle.saturating_sub(3);
    let is_room = room >= 8;
    let title_x = if is_room { middle } else { 1 };
    if is_room {
        let end = top.text_in(1, 0, room, &whose, Ink::Faint);
        debug_assert!(end <= middle);
    }
    top.text_in(
        title_x,
        0,
        right.saturating_sub(title_x + 1),
        &title,
        Ink::Strong,
    );
}

fn whose(shell: &Shell) -> String {
    let around = &shell.around;
    let mut parts = vec![around.words.text(around.cloud.facts().name)];
    parts.push(
        around
            .partner
            .name
            .clone()
            .unwrap_or_else(|| around.book.clone()),
    );
    if around.rights.is_read_only() {
        parts.push(around.words.text("top-read-only"));
    }
    if around.is_clock_frozen {
        parts.push(around.words.text("top-clock-stands"));
    }
    parts.join("  ")
}

fn draw_message(shell: &mut Shell, pen: &mut Pen) {
    let standing = shell.panes.focused(&shell.layout);
    let sight = shell.around.sight(standing.area, true);
    let remark = standing.pane.remark(&sight);
    let line = &mut pen.on(shell.layout.message);
    let mut x = 1;
    if let Some(remark) = remark {
        x = line.text(
            x,
            0,
            &shell.around.words.say(&remark.message),
            ink(remark.tone),
        );
        if shell.around.line.shown().is_some() {
            x = line.text(x, 0, " · ", Ink::Faint);
        }
    }
    if let Some(said) = shell.around.line.shown() {
        line.text(x, 0, &shell.around.words.say(&said.message), ink(said.tone));
    }
}

const fn ink(tone: Tone) -> Ink {
    match tone {
        Tone::Note => Ink::Plain,
        Tone::Wrong => Ink::Danger,
    }
}

/// A key and what it does.
struct Hint {
    key: String,
    words: String,
}

impl Hint {
    fn width(&self) -> u16 {
        columns(&self.key) + 1 + columns(&self.words)
    }
}

/// The most useful hints that fit; the last place is kept for help.
fn draw_hints(shell: &mut Shell, pen: &mut Pen) {
    let area = shell.layout.hints;
    let hints = hints(shell, area);
    let line = &mut pen.on(area);
    let help = hints
        .last()
        .filter(|_| hints.len() > 1)
        .map_or(0, |hint| hint.width() + 2);
    let mut x = 1;
    let last = hints.len().saturating_sub(1);
    for (place, hint) in hints.iter().enumerate() {
        let kept = if place == last { 0 } else { help };
        if x + hint.width() + kept > line.width() {
            continue;
        }
        x = line.text(x, 0, &hint.key, Ink::Key) + 1;
        x = line.text(x, 0, &hint.words, Ink::Faint) + 2;
    }
}

/// The hints of the place in front, the most useful first, help last.
fn hints(shell: &mut Shell, area: Rect) -> Vec<Hint> {
    let around = &shell.around;
    let sight = around.sight(area, true);
    let pane: &dyn Pane = match &shell.overlay {
        Some(overlay) => overlay.as_ref(),
        None => shell.panes.focused(&shell.layout).pane,
    };
    let place = pane.place();
    let is_here = |places: &[Place]| {
        places.contains(&place)
            || places.contains(&Place::Everywhere) && !place.is_modal() && !pane.is_typing()
    };
    let mut rows: Vec<_> = TABLE
        .iter()
        .filter(|row| row.hint > 0 && is_here(row.places))
        .filter(|row| pane.offers(row.action, &sight) == Offer::Yes)
        .collect();
    rows.sort_by_key(|row| (row.action == Action::Help, row.hint));
    let mut named = HashSet::new();
    rows.retain(|row| named.insert(row.action));
    let hint = |action| {
        Some(Hint {
            key: sight.keymap.key(place, action)?.label(),
            words: sight.words.text(&Action::words(action)),
        })
    };
    rows.iter().filter_map(|row| hint(row.action)).collect()
}
