//! How many users look: the head that says how a file was read, the table of what is wrong, the bar of a run, its end.

use ratatui::layout::Rect;

use crate::account::problem::{Arg, Message};
use crate::operations::add_users::FoundBy;
use crate::operations::add_users::columns::HeaderLanguage;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::overlays::jobs::draw_progress;
use crate::tui::pane::Sight;
use crate::tui::panes::telling::paragraph;
use crate::tui::theme::Ink;
use crate::tui::widgets::Focus;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::workers::UsersBasis;

use super::places::Places;
use super::running::Done;
use super::sheet::SheetView;
use super::{At, BulkUsersPane, Running, Stage, table};

pub(super) fn draw(pane: &BulkUsersPane, pen: &mut Pen, sight: &Sight) {
    if let Some(why) = &pane.without {
        paragraph(pen, 2, 0, why, Ink::Plain, sight);
        return;
    }
    let Some(basis) = &pane.basis else {
        pen.text(3, 0, &sight.words.text("form-opening"), Ink::Faint);
        return;
    };
    let places = pane.places(pen.height());
    match &pane.stage {
        Stage::NoFile => {
            draw_path(pane, &places, pen, sight);
            draw_location(pane, &places, pen, sight);
            let y = places.location.unwrap_or_default() + 2;
            draw_waiting(pane, basis, y, pen, sight);
        }
        Stage::Sheet(view) => draw_sheet(pane, view, &places, pen, sight),
        Stage::Running(running) => draw_running(pane, running, pen, sight),
        Stage::Done(done) => draw_done(pane, done, pen, sight),
    }
    draw_lists(pane, &places, pen, sight);
}

/// What waits for the operator from before, and how it goes on; else how a file must look.
fn draw_waiting(pane: &BulkUsersPane, basis: &UsersBasis, y: u16, pen: &mut Pen, sight: &Sight) {
    let mut y = y;
    let ink = if pane.at == At::Table {
        Ink::Here
    } else {
        Ink::Plain
    };
    for run in &basis.unfinished {
        let text = say!(
            "many-users-unfinished",
            file = &run.file,
            done = run.done,
            total = run.done + run.failed + run.left,
            key = sight.key(Place::ManyUsers, Action::Resume)
        );
        y = paragraph(pen, 2, y, &text, ink, sight);
    }
    if basis.sealed > 0 {
        let key = sight.key(Place::ManyUsers, Action::SavePasswords);
        let text = say!("many-users-sealed", n = basis.sealed, key = key);
        y = paragraph(pen, 2, y, &text, ink, sight);
    }
    if pane.at == At::Table {
        let key = sight.key(Place::ManyUsers, Action::NextField);
        let text = say!("many-users-to-the-file", key = key);
        paragraph(pen, 2, y + 1, &text, Ink::Faint, sight);
    } else if pane.path.typed_path().is_empty() {
        paragraph(pen, 2, y, &say!("many-users-how"), Ink::Faint, sight);
    }
}

/// What lies over the pane while one types: the folder under a path, the countries, the name of a new file.
fn draw_lists(pane: &BulkUsersPane, places: &Places, pen: &mut Pen, sight: &Sight) {
    if let Some(asks) = &pane.asks {
        let lines = asks.field.input.lines() + 2;
        let y = pen.height().saturating_sub(lines.min(pen.height()));
        let mut box_ = pen.part(Rect::new(0, y, pen.width(), lines));
        box_.clear();
        let end = box_.text(2, 1, &sight.words.text("passwords-save-to"), Ink::Here) + 2;
        let room = box_.width().saturating_sub(end);
        asks.field.input.draw(&mut box_, end, 1, room, Focus::Here);
        let list = Rect::new(end.saturating_sub(2), 2, room + 2, lines - 2);
        asks.field.input.draw_list(&mut box_.part(list));
        return;
    }
    let x = label_columns(sight) + 2;
    if pane.at == At::Path && pane.is_fillable() {
        let lines = pane.path.input.lines();
        let mut list = pen.part(Rect::new(
            0,
            places.path.unwrap_or_default() + 1,
            pen.width(),
            lines,
        ));
        list.clear();
        let inside = Rect::new(x, 0, list.width().saturating_sub(x), lines);
        pane.path.input.draw_list(&mut list.part(inside));
    } else if pane.location.is_open() {
        let lines = pane.location.lines();
        let mut list = pen.part(Rect::new(
            0,
            places.location.unwrap_or_default() + 1,
            pen.width(),
            lines,
        ));
        list.clear();
        let inside = Rect::new(x, 0, pane.location.width(), lines);
        let nothing = sight.words.text("form-nothing-fits");
        pane.location.draw_list(&mut list.part(inside), &nothing);
    }
}

fn label_columns(sight: &Sight) -> u16 {
    let labels =
        ["many-users-file", "many-users-location"].map(|label| columns(&sight.words.text(label)));
    labels[0].max(labels[1]) + 1
}

fn draw_label(pen: &mut Pen, y: u16, label: &str, is_here: bool, sight: &Sight) -> u16 {
    let ink = if is_here { Ink::Here } else { Ink::Faint };
    pen.text(0, y, if is_here { ">" } else { " " }, ink);
    pen.text(2, y, &sight.words.text(label), ink);
    label_columns(sight) + 4
}

fn draw_path(pane: &BulkUsersPane, places: &Places, pen: &mut Pen, sight: &Sight) {
    let Some(y) = places.path else {
        return;
    };
    let is_here = pane.at == At::Path && pane.asks.is_none();
    let x = draw_label(pen, y, "many-users-file", is_here, sight);
    let room = pen.width().saturating_sub(x);
    pane.path.input.draw(pen, x, y, room, focus(is_here));
}

/// Gives the column after it.
fn draw_location(pane: &BulkUsersPane, places: &Places, pen: &mut Pen, sight: &Sight) -> u16 {
    let Some(y) = places.location else {
        return 0;
    };
    let is_here = pane.at == At::Location;
    let x = draw_label(pen, y, "many-users-location", is_here, sight);
    let room = pen.width().saturating_sub(x).min(32);
    pane.location.draw(pen, x, y, room, focus(is_here));
    x + room.min(columns(pane.location.words()) + 2)
}

const fn focus(is_here: bool) -> Focus {
    if is_here {
        Focus::Here
    } else {
        Focus::Elsewhere
    }
}

fn draw_sheet(
    pane: &BulkUsersPane,
    view: &SheetView,
    places: &Places,
    pen: &mut Pen,
    sight: &Sight,
) {
    draw_path(pane, places, pen, sight);
    if let Some(y) = places.facts {
        let x = label_columns(sight) + 4;
        let room = pen.width().saturating_sub(x);
        pen.text_in(x, y, room, &how_it_was_read(view, sight), Ink::Faint);
    }
    let end = draw_location(pane, places, pen, sight);
    if let Some(y) = places.counts {
        let x = if end > 0 { end + 4 } else { 2 };
        let ready = say!("many-users-ready", n = view.sheet.checked.ready.len());
        let end = pen.text(x, y, &sight.words.say(&ready), Ink::Strong);
        if view.wrong() > 0 {
            let problems = sight.words.say(&say!("form-problems", n = view.wrong()));
            pen.text(end + 3, y, &problems, Ink::Danger);
        }
    }
    table::draw(view, places, pen, sight);
}

/// `CP949 · comma · Korean header · 137 rows · runs as 100 + 37`
fn how_it_was_read(view: &SheetView, sight: &Sight) -> String {
    let words = sight.words;
    let file = &view.sheet.file;
    let recognised = file.recognised();
    let encoding = match recognised.is_guess {
        true => words.say(&say!(
            "many-users-head-guess",
            encoding = recognised.encoding.name()
        )),
        false => recognised.encoding.name().to_owned(),
    };
    let header = match file.layout().found_by {
        FoundBy::Names(HeaderLanguage::English) => "many-users-head-english",
        FoundBy::Names(HeaderLanguage::Korean) => "many-users-head-korean",
        FoundBy::Position => "many-users-head-position",
        FoundBy::NoHeader => "many-users-head-none",
    };
    let mut parts = vec![
        encoding,
        words.text(file.separator().words()),
        words.text(header),
        words.say(&say!("many-users-head-rows", n = file.rows().len())),
    ];
    let batches = view.sheet.checked.batches();
    if batches.len() > 5 {
        parts.push(words.say(&say!("many-users-head-batches", n = batches.len())));
    } else if batches.len() > 1 {
        let sizes: Vec<String> = batches.iter().map(ToString::to_string).collect();
        parts.push(words.say(&say!("many-users-head-sizes", sizes = sizes.join(" + "))));
    }
    words.joined(&parts)
}

fn draw_running(pane: &BulkUsersPane, running: &Running, pen: &mut Pen, sight: &Sight) {
    let is_low = pen.height() < 5;
    let mut y = 0;
    if !is_low {
        let title = say!("many-users-running", name = pane.name());
        y = paragraph(pen, 2, 0, &title, Ink::Strong, sight) + 1;
    }
    if let Some(job) = sight.jobs.of(running.number) {
        draw_progress(pen, 2, y, job, sight);
    }
    if !is_low {
        let behind = say!("many-users-running-behind");
        paragraph(pen, 2, y + 2, &behind, Ink::Faint, sight);
    }
}

fn draw_done(pane: &BulkUsersPane, done: &Done, pen: &mut Pen, sight: &Sight) {
    let mut y = paragraph(pen, 2, 0, &in_numbers(done), Ink::Strong, sight);
    if let Some(why) = &done.stopped {
        pen.text(0, y, "!", Ink::Danger);
        y = paragraph(pen, 2, y, why, Ink::Danger, sight);
    }
    y += 1;
    let sealed = pane.sealed();
    if sealed > 0 {
        let key = sight.key(Place::ManyUsers, Action::SavePasswords);
        y = paragraph(
            pen,
            2,
            y,
            &say!("many-users-sealed", n = sealed, key = key),
            Ink::Strong,
            sight,
        );
    } else if done.added > 0 {
        y = paragraph(
            pen,
            2,
            y,
            &say!("many-users-none-sealed"),
            Ink::Plain,
            sight,
        );
    }
    let results = match &done.results {
        Some(path) => say!("many-users-results-written", path = path),
        None => say!(
            "many-users-results-offered",
            key = sight.key(Place::ManyUsers, Action::WriteResults)
        ),
    };
    y = paragraph(pen, 2, y, &results, Ink::Plain, sight);
    y += 1;
    for (line, why) in &done.failures {
        if y >= pen.height() {
            return;
        }
        let text = say!(
            "many-users-failed-line",
            line = line.to_string(),
            why = why.clone()
        );
        pen.text(0, y, "!", Ink::Danger);
        y = paragraph(pen, 2, y, &text, Ink::Danger, sight);
    }
}

fn in_numbers(done: &Done) -> Message {
    let mut parts: Vec<Arg> = vec![say!("many-users-number-added", n = done.added).into()];
    let others = [
        (done.failed, "many-users-number-failed"),
        (done.refused, "many-users-number-left-out"),
        (done.left, "many-users-number-left"),
    ];
    for (number, id) in others {
        if number > 0 {
            parts.push(Message::new(id).with("n", number).into());
        }
    }
    say!("many-users-in-numbers", file = &done.file, numbers = parts)
}
