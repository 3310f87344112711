//! Text to read over the panes: the help of this place, the log of what was said, and where something is done that this
//! cloud does not have.

use std::borrow::Cow;

use crate::say;
use crate::tui::action::{Action, Place, TABLE};
use crate::tui::key::Key;
use crate::tui::message_line::Tone;
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Refusal, Sight, offer};
use crate::tui::rights::need;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::wrap::wrapped;
use crate::tui::workers::{Number, Outcome};
use crate::words::Words;

/// The widest box that is still read with ease.
const WIDEST: u16 = 96;

/// Lines to read, each with what stands before it.
pub struct Reading {
    title: &'static str,
    lines: Vec<Line>,
    scroll: Scroll,
}

/// One line: a key or a time, and words, which may need several lines of the screen.
struct Line {
    before: String,
    words: String,
    ink: Ink,
    /// What it tells belongs to the line above.
    is_below: bool,
}

impl Line {
    fn new(before: String, words: String, ink: Ink) -> Self {
        Self {
            before,
            words,
            ink,
            is_below: false,
        }
    }

    fn alone(words: String, ink: Ink) -> Self {
        Self::new(String::new(), words, ink)
    }

    fn below(words: String) -> Self {
        Self {
            is_below: true,
            ..Self::alone(words, Ink::Faint)
        }
    }

    fn blank() -> Self {
        Self::alone(String::new(), Ink::Plain)
    }
}

impl Reading {
    fn of(title: &'static str, lines: Vec<Line>) -> Self {
        Self {
            title,
            lines,
            scroll: Scroll::default(),
        }
    }

    /// Every key: those of this place first, then those that act everywhere, then the others. What can't be done here is
    /// grey and says why.
    pub fn help(front: &dyn Pane, cx: &Cx) -> Self {
        let here = front.place();
        let others = Place::LISTED.into_iter().filter(|place| *place != here);
        let mut lines = keys_of(here, front, &cx.sight);
        for place in others {
            lines.push(Line::blank());
            lines.extend(keys_of(place, front, &cx.sight));
        }
        Self::of("help-title", lines)
    }

    /// Everything that was said, the newest first.
    pub fn log(cx: &Cx) -> Self {
        let sight = &cx.sight;
        let said = cx.line.log().map(|said| {
            let ink = match said.tone {
                Tone::Note => Ink::Plain,
                Tone::Wrong => Ink::Danger,
            };
            let at = sight.words.date_and_time(said.at, sight.zone);
            Line::new(at, said.tone.marked(sight.words.say(&said.message)), ink)
        });
        let mut lines: Vec<Line> = said.collect();
        if lines.is_empty() {
            lines.push(Line::alone(sight.words.text("log-empty"), Ink::Plain));
        }
        Self::of("log-title", lines)
    }

    /// Where something is done that this cloud does not have; the address stands on a line of its own.
    pub fn elsewhere(refusal: &Refusal, words: &Words) -> Self {
        let mut lines = vec![Line::alone(words.say(&refusal.why), Ink::Plain)];
        if let Some(address) = refusal.address {
            lines.push(Line::blank());
            lines.push(Line::alone(address.to_owned(), Ink::Key));
            lines.push(Line::alone(words.text("elsewhere-copied"), Ink::Faint));
        }
        Self::of("elsewhere-title", lines)
    }

    /// The lines as they stand in so many columns: what stands before, the words, and whether they begin at the left.
    fn laid_out(&self, width: u16) -> Vec<(Cow<'_, str>, String, Ink, bool)> {
        let before = self.before(width);
        let mut laid = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let is_left = line.before.is_empty() && !line.is_below;
            let room = match is_left {
                true => width.saturating_sub(2),
                false => width.saturating_sub(before + 4),
            };
            let mut parts = wrapped(&line.words, room);
            if parts.is_empty() {
                parts.push(String::new());
            }
            let mut first = Cow::Borrowed(line.before.as_str());
            for part in parts {
                laid.push((std::mem::take(&mut first), part, line.ink, is_left));
            }
        }
        laid
    }

    /// Columns for what stands before the words.
    fn before(&self, width: u16) -> u16 {
        let widest = self.lines.iter().map(|line| columns(&line.before)).max();
        widest.unwrap_or(0).min(width / 3)
    }
}

fn keys_of(place: Place, front: &dyn Pane, sight: &Sight) -> Vec<Line> {
    let mut lines = vec![Line::alone(sight.words.text(place.words()), Ink::Strong)];
    let is_near = place == front.place() || place == Place::Everywhere;
    let mut seen = Vec::new();
    for binding in TABLE.iter().filter(|row| row.places.contains(&place)) {
        let action = binding.action;
        if seen.contains(&action) {
            continue;
        }
        seen.push(action);
        let keys = sight.keymap.keys(place, action);
        let labels: Vec<String> = keys.map(|key: Key| sight.label(key)).collect();
        if labels.is_empty() {
            continue;
        }
        // Of another place only the right is known: its pane is not in front.
        let offered = match (is_near, need(action)) {
            (true, _) => offer(front, action, sight),
            (false, Some(need)) => sight.rights.meet(need),
            (false, None) => Offer::Yes,
        };
        let (labels, words) = (labels.join("  "), sight.words.text(&action.help()));
        match offered {
            Offer::No(refusal) => {
                lines.push(Line::new(labels, words, Ink::Faint));
                lines.push(Line::below(sight.words.say(&refusal.why)));
            }
            Offer::Yes | Offer::Absent => lines.push(Line::new(labels, words, Ink::Plain)),
        }
    }
    if place == Place::Everywhere {
        lines.push(Line::below(sight.words.text("help-korean-keys")));
    }
    lines
}

impl Pane for Reading {
    fn place(&self) -> Place {
        Place::Reading
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.text(self.title)
    }

    fn offers(&self, _action: Action, _sight: &Sight) -> Offer {
        Offer::Yes
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if action == Action::Back {
            return Reaction::Close;
        }
        let width = cx.sight.area.width.min(WIDEST).saturating_sub(2);
        let page = usize::from(cx.sight.area.height.saturating_sub(2));
        let lines = self.laid_out(width).len();
        if self.scroll.go(action, lines, page) {
            Reaction::Redraw
        } else {
            Reaction::Nothing
        }
    }

    fn take(&mut self, _number: Number, _outcome: Outcome, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        let width = pen.width().min(WIDEST);
        let inner = width.saturating_sub(2);
        let before = self.before(inner);
        let lines = self.laid_out(inner);
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let inside = &mut pen.boxed(width, height.saturating_add(2), &self.title(sight));
        let page = usize::from(inside.height());
        let top = self.scroll.top(lines.len(), page);
        for (y, (keys, words, ink, is_left)) in (0..).zip(lines.iter().skip(top).take(page)) {
            inside.text_in(1, y, before, keys, Ink::Key);
            let x = if *is_left { 1 } else { before + 3 };
            inside.text(x, y, words, *ink);
        }
        if top + page < lines.len() {
            let more = sight
                .words
                .say(&say!("reading-more", n = lines.len() - top - page));
            let (end, y) = (inside.width(), inside.height().saturating_sub(1));
            inside.text_before(end, y, end, &more, Ink::Faint);
        }
    }
}
