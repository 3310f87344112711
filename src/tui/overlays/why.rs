//! Why something is wrong: each problem with its code, what the code means, what to do, and where it comes from. Support
//! asks for the code.

use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::wrap::wrapped;
use crate::tui::wonder::Wonder;
use crate::tui::workers::{Number, Outcome};

/// No wider than people like to read.
const WIDEST: u16 = 96;

/// What is wrong, to read.
pub struct WhyBox {
    paragraphs: Vec<Paragraph>,
    scroll: Scroll,
}

/// A name and what stands behind it; without a name a heading, empty a gap.
struct Paragraph {
    name: String,
    text: String,
}

impl WhyBox {
    /// What is wrong where the operator is; where nothing is, what was last said to be wrong.
    pub fn new(pane: &dyn Pane, cx: &Cx) -> Self {
        let here = pane.wonders();
        let wonders = match here.is_empty() {
            true => cx.line.last_wrong().to_vec(),
            false => here,
        };
        let sight = &cx.sight;
        let mut paragraphs = Vec::new();
        for wonder in &wonders {
            if !paragraphs.is_empty() {
                paragraphs.push(Paragraph::head(String::new()));
            }
            told(wonder, sight, &mut paragraphs);
        }
        if paragraphs.is_empty() {
            paragraphs.push(Paragraph::head(sight.words.text("why-nothing")));
        }
        Self {
            paragraphs,
            scroll: Scroll::default(),
        }
    }

    /// The lines at a width: name, words, and how they are written.
    fn lines(&self, width: u16) -> Vec<(&str, String, Ink)> {
        let before = self.before(width);
        let mut lines = Vec::new();
        for Paragraph { name, text } in &self.paragraphs {
            let (room, ink) = match name.is_empty() {
                true => (width, Ink::Strong),
                false => (width.saturating_sub(before + 2), Ink::Plain),
            };
            let mut name = name.as_str();
            let parts = wrapped(text, room.max(1));
            if parts.is_empty() {
                lines.push(("", String::new(), Ink::Plain));
            }
            for part in parts {
                lines.push((std::mem::take(&mut name), part, ink));
            }
        }
        lines
    }

    /// How wide the names are.
    fn before(&self, width: u16) -> u16 {
        let names = self.paragraphs.iter().map(|one| columns(&one.name));
        names.max().unwrap_or(0).min(width / 3)
    }
}

impl Paragraph {
    fn head(text: String) -> Self {
        Self {
            name: String::new(),
            text,
        }
    }
}

fn told(wonder: &Wonder, sight: &Sight, into: &mut Vec<Paragraph>) {
    let words = sight.words;
    into.push(Paragraph::head(words.say(&wonder.message)));
    let mut add = |name: &'static str, text: String| {
        if !text.is_empty() {
            let name = words.text(name);
            into.push(Paragraph { name, text });
        }
    };
    add("why-found", wonder.found.clone().unwrap_or_default());
    let remedy = wonder.remedy.as_ref();
    add(
        "why-remedy",
        remedy.map_or_else(String::new, |remedy| words.say(remedy)),
    );
    let Some(meaning) = wonder.meaning() else {
        add("why-code", wonder.code.clone());
        return;
    };
    let from = words.text(meaning.from.words());
    let code = say!("why-code-from", code = &wonder.code, from = from);
    add("why-code", words.say(&code));
    add("why-description", words.say(&meaning.description()));
    add("why-tell", words.say(&meaning.tell()));
    let topics: Vec<String> = meaning.topics().map(|topic| words.say(&topic)).collect();
    add("why-topics", topics.join("; "));
}

impl Pane for WhyBox {
    fn place(&self) -> Place {
        Place::Reading
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.text("why-title")
    }

    fn offers(&self, _action: Action, _sight: &Sight) -> Offer {
        Offer::Yes
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if matches!(action, Action::Back | Action::Why) {
            return Reaction::Close;
        }
        let area = cx.sight.area;
        let lines = self.lines(inner_width(area.width)).len();
        let page = usize::from(area.height.saturating_sub(2));
        match self.scroll.go(action, lines, page) {
            true => Reaction::Redraw,
            false => Reaction::Nothing,
        }
    }

    fn take(&mut self, _number: Number, _outcome: Outcome, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        let width = inner_width(pen.width());
        let before = self.before(width);
        let lines = self.lines(width);
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let inside = &mut pen.boxed(
            pen.width().min(WIDEST),
            height.saturating_add(2),
            &self.title(sight),
        );
        let page = usize::from(inside.height());
        let top = self.scroll.top(lines.len(), page);
        for (y, (name, text, ink)) in (0..).zip(lines.iter().skip(top).take(page)) {
            let x = if *ink == Ink::Strong { 1 } else { before + 3 };
            inside.text_in(1, y, before, name, Ink::Key);
            inside.text(x, y, text, *ink);
        }
        if top + page < lines.len() {
            let more = say!("reading-more", n = lines.len() - top - page);
            let (end, y) = (inside.width(), inside.height().saturating_sub(1));
            inside.text_before(end, y, end, &sight.words.say(&more), Ink::Faint);
        }
    }
}

/// How much fits between the borders of the box.
fn inner_width(area: u16) -> u16 {
    area.min(WIDEST).saturating_sub(4)
}
