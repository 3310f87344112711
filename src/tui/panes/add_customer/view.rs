//! How a new customer looks on its way: the steps with the one in sight, its fields or the review, and what is shown once
//! the customer is there.

use ratatui::layout::Rect;

use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::Sight;
use crate::tui::panes::telling::paragraph;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};

use super::stops::{self, Stop};
use super::wizard::Wizard;
use super::{AddCustomerPane, Stage};

/// Below this height the steps have no line of their own.
const LOW: u16 = 6;
/// From this height on a blank line stands below them.
const ROOMY: u16 = 24;

pub(super) fn draw(pane: &AddCustomerPane, pen: &mut Pen, sight: &Sight) {
    match &pane.stage {
        Stage::Opening => {
            pen.text(3, 0, &sight.words.text("form-opening"), Ink::Faint);
        }
        Stage::Without(why) => {
            paragraph(pen, 2, 0, why, Ink::Plain, sight);
        }
        Stage::Filling(wizard) => draw_wizard(wizard, pen, sight),
        Stage::Created(created) => created.draw(pen, sight),
    }
}

/// Lines above the step in sight.
pub(super) fn above(height: u16) -> u16 {
    match height {
        0..LOW => 0,
        LOW..ROOMY => 1,
        _ => 2,
    }
}

fn draw_wizard(wizard: &Wizard, pen: &mut Pen, sight: &Sight) {
    let (width, height) = (pen.width(), pen.height());
    let top = above(height);
    if top > 0 {
        draw_steps(wizard, pen, sight);
    }
    let room = Rect::new(0, top, width, height - top);
    let mut part = pen.part(room);
    let nothing = sight.words.text("form-nothing-fits");
    match wizard.stop() {
        Stop::Account => wizard.account.form.draw(&mut part, &nothing),
        Stop::Review => draw_review(wizard, &mut part, sight),
        stop => {
            let mut y = 0;
            for why in stops::refused(stop, sight) {
                y = paragraph(&mut part, 3, y, &why, Ink::Faint, sight) + 1;
            }
            if let Some(filling) = wizard.filling().filter(|filling| !filling.is_empty()) {
                let left = Rect::new(0, y, width, part.height().saturating_sub(y));
                filling.form.draw(&mut part.part(left), &nothing);
            }
        }
    }
}

/// `1 Account  2 Subscriptions  3 Agreement  4 Review`, and how one goes on.
fn draw_steps(wizard: &Wizard, pen: &mut Pen, sight: &Sight) {
    let key = |action| sight.key(Place::Edit, action);
    let (next, back) = (key(Action::Save), key(Action::Back));
    let how = match wizard.stop() {
        Stop::Account => say!("add-how-first", next = next),
        Stop::Review => say!("add-how-review", next = next, back = back),
        _ => say!("add-how", next = next, back = back),
    };
    let how = sight.words.say(&how);
    let end = pen.width().saturating_sub(1);
    let room = end.saturating_sub(columns(&how) + 2);
    let whole: Vec<String> = names(wizard, sight, &|_| true);
    let is_whole_seen = width_of(&whole) <= room;
    let shown = match is_whole_seen {
        true => whole,
        false => names(wizard, sight, &|place| place == wizard.at),
    };
    let mut x = 1;
    for (place, text) in shown.iter().enumerate() {
        let ink = match place == wizard.at {
            true => Ink::Strong,
            false => Ink::Faint,
        };
        pen.text(x, 0, text, ink);
        x += columns(text) + 2;
    }
    if x + columns(&how) <= end {
        pen.text_before(end, 0, end, &how, Ink::Key);
    }
}

/// The steps with their numbers; those that are named have their names too.
fn names(wizard: &Wizard, sight: &Sight, is_named: &dyn Fn(usize) -> bool) -> Vec<String> {
    let stops = wizard.stops.iter().enumerate();
    let name = |(place, stop): (usize, &Stop)| match is_named(place) {
        true => format!("{} {}", place + 1, sight.words.text(stop.words())),
        false => format!("{}", place + 1),
    };
    stops.map(name).collect()
}

fn width_of(texts: &[String]) -> u16 {
    texts.iter().map(|text| columns(text) + 2).sum::<u16>() + 1
}

fn draw_review(wizard: &Wizard, pen: &mut Pen, sight: &Sight) {
    let lines = wizard.review(pen.width(), sight);
    let page = usize::from(pen.height());
    let top = wizard.scroll.top(lines.len(), page);
    for (y, line) in (0..).zip(lines.iter().skip(top).take(page)) {
        if !line.sign.is_empty() {
            pen.text(line.indent - 2, y, line.sign, line.ink);
        }
        pen.text(line.indent, y, &line.text, line.ink);
    }
    let left = lines.len().saturating_sub(top + page);
    if left > 0 {
        let key = sight.key(Place::Edit, Action::PageDown);
        let more = format!(
            " {}",
            sight.words.say(&say!("sheet-more", n = left, key = key))
        );
        let (end, y) = (pen.width(), pen.height().saturating_sub(1));
        pen.text_before(end, y, end, &more, Ink::Faint);
    }
}
