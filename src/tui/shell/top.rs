//! The top line: in which cloud and whose book one is, what holds for all of it (read-only, a clock that stands still), where
//! one is in it, and a count or state at the right end. The cloud stands there at every size, in its colour and by its name;
//! of the rest the least needed goes first.

use ratatui::layout::Rect;

use crate::tui::pane::Pane;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};

use super::Shell;

/// Below this width names and remarks are short.
const NARROW: u16 = 60;
/// Below this width remarks are signs of a few letters.
const TINY: u16 = 30;
/// A title is not cut shorter than this for a status or a partner's name.
const TITLE: u16 = 12;
/// Between two things.
const GAP: u16 = 2;

pub(super) fn draw(shell: &mut Shell, pen: &mut Pen) {
    let is_split = shell.panes.are_side_by_side(&shell.layout);
    let sides = shell.layout.sides.filter(|_| is_split);
    let area = sides.map_or(shell.layout.top, |sides| sides.top);
    let (title, status) = said(shell, is_split, area);
    let top = &mut pen.on(area);
    let width = top.width().saturating_sub(1);
    let gap = if width < TINY { 1 } else { GAP };
    let x = draw_book(shell, top, gap);
    // What is left for the title, the status and the partner's name.
    let room = width.saturating_sub(x);
    let wanted = columns(&title);
    let least = wanted.min(TITLE);
    let status_width = columns(&status);
    let has_status = status_width > 0 && least + gap + status_width <= room;
    let end = match has_status {
        true => {
            top.text_before(width, 0, status_width, &status, Ink::Plain);
            width - status_width - gap
        }
        false => width,
    };
    let partner = partner(shell);
    let after_partner = x + columns(&partner) + gap;
    let has_partner = after_partner + wanted <= end;
    let begin = match has_partner {
        true => {
            top.text(x, 0, &partner, Ink::Faint);
            after_partner
        }
        false => x,
    };
    let last = end.saturating_sub(wanted).max(begin);
    let centred = (top.width().saturating_sub(wanted) / 2).clamp(begin, last);
    top.text_in(centred, 0, end.saturating_sub(centred), &title, Ink::Strong);
}

/// What the pane in front, or the list beside an account, says of itself.
fn said(shell: &mut Shell, is_split: bool, area: ratatui::layout::Rect) -> (String, String) {
    if is_split {
        let sight = shell.around.sight(area, true);
        let list = &shell.panes.list;
        return (list.title(&sight), list.status(&sight));
    }
    let standing = shell.panes.focused(&shell.layout);
    let sight = shell.around.sight(area, true);
    (standing.pane.title(&sight), standing.pane.status(&sight))
}

/// The cloud and what holds for the whole book; gives the column behind it.
fn draw_book(shell: &Shell, top: &mut Pen, gap: u16) -> u16 {
    let around = &shell.around;
    let words = &around.words;
    let facts = around.cloud.facts();
    let width = top.width();
    let is_damaged = around.is_damaged;
    let damaged = match width < NARROW {
        true => "top-damaged-tiny",
        false => "top-damaged",
    };
    let (name, read_only, clock) = if width < TINY {
        (facts.short, "top-read-only-tiny", "top-clock-stands-tiny")
    } else if width < NARROW {
        (facts.short, "top-read-only", "top-clock-stands-short")
    } else {
        (facts.name, "top-read-only", "top-clock-stands")
    };
    let end = top.text(1, 0, &words.text(name), Ink::Cloud(facts.hue));
    // Where the theme has a plate for it, the name does not stand at its very edge.
    top.paint(Rect::new(0, 0, 1, 1), Ink::Cloud(facts.hue));
    top.paint(Rect::new(end, 0, 1, 1), Ink::Cloud(facts.hue));
    let mut x = end + gap;
    let is_read_only = around.rights.is_read_only() && !is_damaged;
    for (is_so, id, ink) in [
        (is_damaged, damaged, Ink::Danger),
        (is_read_only, read_only, Ink::Strong),
        (around.is_clock_frozen, clock, Ink::Strong),
    ] {
        if is_so {
            x = top.text(x, 0, &words.text(id), ink) + gap;
        }
    }
    x
}

/// Whose book it is, else what the book is called.
fn partner(shell: &Shell) -> String {
    let around = &shell.around;
    let name = around.partner.name.clone();
    name.unwrap_or_else(|| around.book.clone())
}
