//! How the boxes look: products with their seats, below them what would be done.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::Sight;
use crate::tui::panes::sheet::ahead::Line;
use crate::tui::panes::telling::paragraph;
use crate::tui::sheets::Sheet;
use crate::tui::sheets::licenses::LicensesSheet;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;

use super::choosing::Choosing;
use super::{LicensesPane, Stage, lines};

/// Below this height the heads and the plan have no room.
const LOW: u16 = 6;

/// Lines of the heads, the boxes and the plan.
struct Rooms {
    heads: u16,
    boxes: u16,
    plan: u16,
}

fn rooms(choosing: &Choosing, plan: usize, height: u16) -> Rooms {
    if height < LOW {
        // What has the focus is what must be seen.
        let boxes = if choosing.at_remedy.is_some() {
            0
        } else {
            height
        };
        return Rooms {
            heads: 0,
            boxes,
            plan: height - boxes,
        };
    }
    let room = height - 1;
    let wanted = u16::try_from(choosing.lines().len()).unwrap_or(u16::MAX);
    let plan = u16::try_from(plan).unwrap_or(u16::MAX);
    let boxes = wanted.min(room.saturating_sub(plan).max(room.div_ceil(2)));
    Rooms {
        heads: 1,
        boxes,
        plan: room - boxes,
    }
}

fn plan_lines(choosing: &Choosing, sheet: &LicensesSheet, sight: &Sight) -> Vec<Line> {
    let sheet: Arc<dyn Sheet> = Arc::new(sheet.clone());
    let mut lines = choosing.ahead.lines(&sheet, &[], sight.area.width, sight);
    if !lines.is_empty() {
        lines.insert(0, Line::blank());
    }
    lines
}

/// Lines of boxes on a screen.
pub(super) fn page(choosing: &Choosing, sheet: &LicensesSheet, sight: &Sight) -> usize {
    let plan = plan_lines(choosing, sheet, sight).len();
    usize::from(rooms(choosing, plan, sight.area.height).boxes)
}

/// Lines of the plan, and how many of them are on a screen.
pub(super) fn plan_page(
    choosing: &Choosing,
    sheet: &LicensesSheet,
    sight: &Sight,
) -> (usize, usize) {
    let plan = plan_lines(choosing, sheet, sight).len();
    let room = rooms(choosing, plan, sight.area.height).plan;
    (plan, usize::from(room))
}

pub(super) fn draw(pane: &mut LicensesPane, pen: &mut Pen, sight: &Sight) {
    match &mut pane.stage {
        Stage::Opening => {
            pen.text(3, 0, &sight.words.text("form-opening"), Ink::Faint);
        }
        Stage::Without(why) => {
            paragraph(pen, 2, 0, why, Ink::Plain, sight);
        }
        Stage::Choosing(choosing) if choosing.basis.boxes.is_empty() => {
            paragraph(pen, 2, 0, &say!("licenses-no-products"), Ink::Plain, sight);
        }
        Stage::Choosing(choosing) => draw_choosing(choosing, &pane.sheet, pen, sight),
        Stage::Done(told) => told.draw(pen, sight),
    }
}

fn draw_choosing(choosing: &mut Choosing, sheet: &LicensesSheet, pen: &mut Pen, sight: &Sight) {
    let plan = plan_lines(choosing, sheet, sight);
    let rooms = rooms(choosing, plan.len(), pen.height());
    let width = pen.width();
    if rooms.heads > 0 {
        lines::draw_heads(pen, sight);
    }
    let all = choosing.lines();
    let page = usize::from(rooms.boxes);
    choosing.cursor = choosing.cursor.following(all.len(), page);
    let boxes = Rect::new(0, rooms.heads, width, rooms.boxes);
    let inside = &mut pen.part(boxes);
    let window = all.iter().enumerate().skip(choosing.cursor.top).take(page);
    for (y, (at, line)) in (0..).zip(window) {
        let is_here = at == choosing.cursor.at && choosing.at_remedy.is_none();
        if is_here {
            inside.text(0, y, ">", Ink::Here);
        }
        lines::draw(
            choosing,
            *line,
            y,
            is_here.then_some(Ink::Here),
            inside,
            sight,
        );
    }
    let below = Rect::new(0, rooms.heads + rooms.boxes, width, rooms.plan);
    draw_plan(&plan, choosing, &mut pen.part(below), sight);
}

/// The remedy in focus is seen, wherever it stands.
fn draw_plan(lines: &[Line], choosing: &Choosing, pen: &mut Pen, sight: &Sight) {
    let at_remedy = choosing.at_remedy;
    let page = usize::from(pen.height());
    let here = |line: &Line| line.remedy.is_some() && line.remedy == at_remedy;
    let place = lines.iter().position(here);
    let mut top = choosing.scroll.top(lines.len(), page);
    if let Some(place) = place {
        top = top.clamp((place + 1).saturating_sub(page), place);
    }
    for (y, line) in (0..).zip(lines.iter().skip(top).take(page)) {
        let ink = if here(line) { Ink::Here } else { line.ink };
        if here(line) {
            pen.text(0, y, ">", Ink::Here);
        }
        if !line.sign.is_empty() {
            pen.text(line.indent - 2, y, line.sign, line.ink);
        }
        pen.text(line.indent, y, &line.text, ink);
    }
    let left = lines.len().saturating_sub(top + page);
    if left > 0 && page > 0 {
        let key = sight.key(Place::Licenses, Action::PageDown);
        let more = say!("sheet-more", n = left, key = key);
        let more = format!(" {}", sight.words.say(&more));
        let (end, y) = (pen.width(), pen.height().saturating_sub(1));
        pen.text_before(end, y, end, &more, Ink::Faint);
    }
}
