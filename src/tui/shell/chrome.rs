//! The three fixed places around the panes: where one is (top), what the program says (above the bottom), what one can do
//! here (bottom).

use std::collections::HashSet;

use ratatui::layout::Rect;

use crate::account::problem::Message;
use crate::say;
use crate::tui::action::{Action, Place, TABLE};
use crate::tui::message_line::{Said, Tone};
use crate::tui::pane::{Offer, Pane, Sight, offer};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::wrap::wrapped;
use crate::tui::wonder::Wonder;

use super::{Shell, top};

pub(super) fn draw(shell: &mut Shell, pen: &mut Pen) {
    top::draw(shell, pen);
    draw_message(shell, pen);
    draw_hints(shell, pen);
    let sides = shell
        .layout
        .sides
        .filter(|_| shell.panes.are_side_by_side(&shell.layout));
    if let Some(sides) = sides {
        let line = &mut pen.on(sides.line);
        for y in 0..line.height() {
            line.sign(0, y, "│", Ink::Faint);
        }
    }
}

/// What is so, then what was said last; running work at the right end. What was said and does not fit into the line
/// takes more lines, upward, until it has been read.
fn draw_message(shell: &mut Shell, pen: &mut Pen) {
    let standing = shell.panes.focused(&shell.layout);
    let sight = shell.around.sight(standing.area, true);
    let remark = standing.pane.remark(&sight);
    let place = shell.layout.message;
    let end = draw_running(&mut pen.on(place), &sight);
    let mut parts: Vec<(String, Ink)> = Vec::new();
    if let Some(remark) = remark {
        parts.push((told(&remark.message, remark.tone, &sight), ink(remark.tone)));
    }
    let said = shell.around.line.shown();
    if let Some(said) = said {
        if !parts.is_empty() {
            parts.push((sight.words.signs().joint().to_owned(), Ink::Faint));
        }
        parts.push((told(&said.message, said.tone, &sight), ink(said.tone)));
    }
    let why = said.and_then(|said| why_key(said, &sight));
    let needed: u16 = parts.iter().map(|(text, _)| columns(text)).sum();
    // Under a text that is being read, which may be the same one, it takes no more lines.
    let overlay = shell.overlay.as_ref();
    let is_reading = overlay.is_some_and(|overlay| overlay.place() == Place::Reading);
    match said {
        Some(said) if needed + 1 > end && !is_reading => {
            let mut text = told(&said.message, said.tone, &sight);
            if let Some(why) = why {
                text.push(' ');
                text.push_str(&why);
            }
            draw_tall(&mut pen.on(tall(shell, place)), &text, ink(said.tone));
        }
        _ => {
            let line = &mut pen.on(place);
            let mut x = 1;
            for (text, ink) in &parts {
                x = line.text_in(x, 0, end.saturating_sub(x), text, *ink);
            }
            let why = why.filter(|why| x + 2 + columns(why) < end);
            line.text(x + 2, 0, &why.unwrap_or_default(), Ink::Key);
        }
    }
}

/// The key that tells more of what was said to be wrong.
fn why_key(said: &Said, sight: &Sight) -> Option<String> {
    let is_explained = |wonder: &Wonder| wonder.meaning().is_some();
    let key = sight.keymap.key(Place::Everywhere, Action::Why)?;
    let why = said.wonders.iter().any(is_explained);
    why.then(|| sight.words.say(&say!("why-key", key = sight.label(key))))
}

/// The message line with what it may take of the lines above: a third of the pane, three lines at the most.
fn tall(shell: &Shell, place: Rect) -> Rect {
    let more = (shell.layout.body.height / 3).min(2);
    Rect {
        y: place.y - more,
        height: place.height + more,
        ..place
    }
}

/// Writes a sentence into the last lines of an area, as many as it needs.
fn draw_tall(pen: &mut Pen, text: &str, ink: Ink) {
    let lines = wrapped(text, pen.width().saturating_sub(2));
    let room = usize::from(pen.height());
    let shown = lines.len().min(room);
    let top = u16::try_from(room - shown).unwrap_or(0);
    let (width, height) = (pen.width(), pen.height());
    let pen = &mut pen.part(Rect::new(0, top, width, height - top));
    pen.clear();
    for (y, line) in (0..).zip(lines.iter().take(shown)) {
        let is_cut = usize::from(y) + 1 == shown && lines.len() > shown;
        let cut = if is_cut {
            format!("{line} {}", pen.signs().cut())
        } else {
            line.clone()
        };
        pen.text(1, y, &cut, ink);
    }
}

/// What runs, and by which key more of it is seen; gives the column where it begins.
fn draw_running(line: &mut Pen, sight: &Sight) -> u16 {
    let width = line.width();
    let Some(job) = sight.jobs.running().first() else {
        return width;
    };
    let progress = job.progress();
    let so_far = progress.done + progress.failed;
    let text = sight.words.say(&match progress.total {
        0 => say!("running", title = job.title.clone(), done = so_far),
        total => say!(
            "running-of",
            title = job.title.clone(),
            done = so_far,
            total = total
        ),
    });
    let key = sight.key(Place::Everywhere, Action::Jobs);
    let text = sight.words.joined(&[text, key]);
    let columns = columns(&text).min(width / 2);
    line.text_before(width.saturating_sub(1), 0, columns, &text, Ink::Here);
    width.saturating_sub(columns + 1)
}

fn told(message: &Message, tone: Tone, sight: &Sight) -> String {
    tone.marked(sight.words.say(message))
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
        .filter(|row| offer(pane, row.action, &sight) == Offer::Yes)
        .collect();
    rows.sort_by_key(|row| (row.action == Action::Help, row.hint));
    let mut named = HashSet::new();
    rows.retain(|row| named.insert(row.action));
    let hint = |action| {
        Some(Hint {
            key: sight.label(sight.keymap.key(place, action)?),
            words: sight.words.text(&Action::words(action)),
        })
    };
    rows.iter().filter_map(|row| hint(row.action)).collect()
}
