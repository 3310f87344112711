//! How a sheet looks: the fields, below them what would be done.

use ratatui::layout::Rect;

use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::Sight;
use crate::tui::panes::telling::paragraph;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;

use super::ahead::Line;
use super::open::Open;
use super::{SheetPane, Stage};

/// Below this height there is no room for fields and plan together.
const LOW: u16 = 5;

/// Where fields and plan stand in so many columns and lines.
pub(super) struct Rooms {
    pub(super) form: u16,
    pub(super) plan: u16,
}

impl Rooms {
    /// The fields get what they need, but leave the plan a half; an open list gets everything.
    pub(super) fn of(open: &Open, lines: usize, width: u16, height: u16) -> Self {
        let form = match open.filling.is_empty() {
            true => 0,
            false => open.filling.form.lines(width),
        };
        if open.filling.form.is_choosing() {
            return Self {
                form: height,
                plan: 0,
            };
        }
        if height < LOW {
            // No room for both: what has the focus is what must be seen.
            let is_below = open.at_remedy.is_some() || open.filling.is_empty();
            let form = if is_below { 0 } else { height };
            return Self {
                form,
                plan: height - form,
            };
        }
        let lines = u16::try_from(lines).unwrap_or(u16::MAX);
        let most = height.saturating_sub(lines).max(height.div_ceil(2));
        let form = form.min(most);
        Self {
            form,
            plan: height - form,
        }
    }
}

/// The lines below the fields: the first is blank where there is room for one.
pub(super) fn lines(open: &Open, pane: &SheetPane, sight: &Sight) -> Vec<Line> {
    let said: Vec<_> = open.filling.said_of_none().collect();
    let width = sight.area.width;
    let mut lines = open.ahead.lines(&pane.sheet, &said, width, sight);
    if !open.filling.is_empty() && sight.area.height >= 8 && !lines.is_empty() {
        lines.insert(0, Line::blank());
    }
    lines
}

pub(super) fn draw(pane: &SheetPane, pen: &mut Pen, sight: &Sight) {
    match &pane.stage {
        Stage::Opening => {
            pen.text(3, 0, &sight.words.text("form-opening"), Ink::Faint);
        }
        Stage::Without(why) => {
            paragraph(pen, 2, 0, why, Ink::Plain, sight);
        }
        Stage::Filling(open) => draw_open(open, pane, pen, sight),
        Stage::Done(passwords) => passwords.draw(pen, sight),
        Stage::Written(written) => written.draw(pen, sight),
    }
}

fn draw_open(open: &Open, pane: &SheetPane, pen: &mut Pen, sight: &Sight) {
    let (width, height) = (pen.width(), pen.height());
    let lines = lines(open, pane, sight);
    let rooms = Rooms::of(open, lines.len(), width, height);
    if rooms.plan > 0 {
        let room = Rect::new(0, rooms.form, width, rooms.plan);
        draw_plan(&lines, open, &mut pen.part(room), sight);
    }
    if rooms.form > 0 {
        let nothing = sight.words.text("form-nothing-fits");
        let room = Rect::new(0, 0, width, rooms.form);
        open.filling.form.draw(&mut pen.part(room), &nothing);
    }
}

fn draw_plan(lines: &[Line], open: &Open, pen: &mut Pen, sight: &Sight) {
    let page = usize::from(pen.height());
    let here = |line: &Line| line.remedy.is_some() && line.remedy == open.at_remedy;
    let mut top = open.scroll.top(lines.len(), page);
    // A remedy in focus is seen, wherever one has scrolled.
    if let Some(place) = lines.iter().position(here) {
        top = top.clamp((place + 1).saturating_sub(page), place);
    }
    for (y, line) in (0..).zip(lines.iter().skip(top).take(page)) {
        let ink = if here(line) { Ink::Here } else { line.ink };
        if here(line) {
            pen.text(0, y, ">", Ink::Here);
        }
        if !line.sign.is_empty() {
            pen.sign(line.indent - 2, y, line.sign, line.ink);
        }
        pen.text(line.indent, y, &line.text, ink);
    }
    let left = lines.len().saturating_sub(top + page);
    if left > 0 {
        let key = sight.key(Place::Edit, Action::PageDown);
        let more = say!("sheet-more", n = left, key = key);
        let more = format!(" {}", sight.words.say(&more));
        let (end, y) = (pen.width(), pen.height().saturating_sub(1));
        pen.text_before(end, y, end, &more, Ink::Faint);
    }
}
