//! Text to read over the panes: the help of this place, and the log of what was said.

use crate::say;
use crate::tui::action::{Action, Place, TABLE};
use crate::tui::key::Key;
use crate::tui::message_line::Tone;
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::scroll::Scroll;
use crate::tui::workers::{Number, Outcome};

/// Lines to read, each with what stands before it.
pub struct Reading {
    title: &'static str,
    lines: Vec<Line>,
    scroll: Scroll,
}

/// One line: a key or a time, and words.
struct Line {
    before: String,
    words: String,
    ink: Ink,
}

impl Line {
    fn head(words: String) -> Self {
        Self {
            before: String::new(),
            words,
            ink: Ink::Strong,
        }
    }

    fn blank() -> Self {
        Self::head(String::new())
    }
}

impl Reading {
    /// Every key: those of this place first, then those that act everywhere, then the others.
    pub fn help(front: &dyn Pane, cx: &Cx) -> Self {
        let here = front.place();
        let others = Place::LISTED.into_iter().filter(|place| *place != here);
        let mut lines = keys_of(here, &cx.sight);
        for place in others {
            lines.push(Line::blank());
            lines.extend(keys_of(place, &cx.sight));
        }
        Self {
            title: "help-title",
            lines,
            scroll: Scroll::default(),
        }
    }

    /// Everything that was said, the newest first.
    pub fn log(cx: &Cx) -> Self {
        let sight = &cx.sight;
        let said = cx.line.log().map(|said| Line {
            before: sight.words.date_and_time(said.at, sight.zone),
            words: sight.words.say(&said.message),
            ink: match said.tone {
                Tone::Note => Ink::Plain,
                Tone::Wrong => Ink::Danger,
            },
        });
        let mut lines: Vec<Line> = said.collect();
        if lines.is_empty() {
            lines.push(Line {
                before: String::new(),
                words: sight.words.text("log-empty"),
                ink: Ink::Plain,
            });
        }
        Self {
            title: "log-title",
            lines,
            scroll: Scroll::default(),
        }
    }
}

fn keys_of(place: Place, sight: &Sight) -> Vec<Line> {
    let mut lines = vec![Line::head(sight.words.text(place.words()))];
    let mut seen = Vec::new();
    for binding in TABLE.iter().filter(|row| row.places.contains(&place)) {
        if seen.contains(&binding.action) {
            continue;
        }
        seen.push(binding.action);
        let keys = sight.keymap.keys(place, binding.action);
        let labels: Vec<String> = keys.map(|key: Key| key.label()).collect();
        if labels.is_empty() {
            continue;
        }
        lines.push(Line {
            before: labels.join("  "),
            words: sight.words.text(&binding.action.help()),
            ink: Ink::Plain,
        });
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
        let page = usize::from(cx.sight.area.height.saturating_sub(2));
        if self.scroll.go(action, self.lines.len(), page) {
            Reaction::Redraw
        } else {
            Reaction::Nothing
        }
    }

    fn take(&mut self, _number: Number, _outcome: Outcome, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        let before = self.lines.iter().map(|line| columns(&line.before)).max();
        let before = before.unwrap_or(0).min(pen.width() / 3);
        let width = pen.width().min(96);
        let height = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let inside = &mut pen.boxed(width, height.saturating_add(2), &self.title(sight));
        let page = usize::from(inside.height());
        let top = self.scroll.top(self.lines.len(), page);
        for (y, line) in (0..).zip(self.lines.iter().skip(top).take(page)) {
            let is_head = line.before.is_empty();
            inside.text_in(1, y, before, &line.before, Ink::Key);
            let x = if is_head { 1 } else { before + 3 };
            inside.text(x, y, &line.words, line.ink);
        }
        if top + page < self.lines.len() {
            let more = sight
                .words
                .say(&say!("reading-more", n = self.lines.len() - top - page));
            let (end, y) = (inside.width(), inside.height().saturating_sub(1));
            inside.text_before(end, y, end, &more, Ink::Faint);
        }
    }
}
