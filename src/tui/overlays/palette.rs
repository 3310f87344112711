//! Every action by its words, the best match first. What can't be done now is shown with the reason.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::account::problem::Message;
use crate::account::text::fold;
use crate::say;
use crate::search::{begins, stands_in};
use crate::tui::action::{Action, Place};
use crate::tui::keymap::key_sheet;
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Refusal, Sight, offer};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::scroll::Cursor;
use crate::tui::widgets::text::{Edited, TextLine};
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Number, Outcome};
use crate::words::Words;

/// The palette.
pub struct Palette {
    entries: Vec<Entry>,
    line: TextLine,
    /// The entries that match, the best first.
    shown: Vec<usize>,
    cursor: Cursor,
}

/// One action with its words and its key.
struct Entry {
    action: Action,
    words: String,
    /// What it is found by: its words, the same in the other languages, words that mean the same.
    found_by: Vec<String>,
    keys: String,
    why_not: Option<Refusal>,
}

impl Entry {
    /// How well words are found in a text of it; more is better.
    fn found_by_words(&self, typed: &str) -> Option<u32> {
        let texts = self.found_by.iter().map(|text| fold(text));
        let having =
            texts.filter(|text| typed.split_whitespace().all(|word| stands_in(word, text)));
        having.map(|text| u32::from(begins(typed, &text))).max()
    }
}

/// What an action is found by, a text for each language and for each other name of a term.
fn names_of(action: Action, words: &Words) -> Vec<String> {
    let id = action.id();
    // The words of the hints are those that people remember.
    let said = |words: &Words| {
        let (short, whole) = (words.text(&action.words()), words.text(&action.help()));
        format!("{short} {whole} {id}")
    };
    let own = said(words);
    let alike = words.alike(&own);
    let others = words.others().map(said);
    std::iter::once(own.clone())
        .chain(alike)
        .chain(others)
        .collect()
}

impl Palette {
    /// Every action, those of this place first; the others can't be done here and say where they can.
    pub fn new(front: &dyn Pane, cx: &Cx) -> Self {
        let here = front.place();
        let mut entries: Vec<Entry> = Vec::new();
        let sheet = key_sheet(cx.sight.keymap);
        let (near, far): (Vec<_>, Vec<_>) = sheet
            .into_iter()
            .partition(|line| line.place == here || line.place == Place::Everywhere);
        for line in near.iter().chain(&far) {
            if entries.iter().any(|entry| entry.action == line.action) {
                continue;
            }
            let is_near = line.place == here || line.place == Place::Everywhere;
            let offered = if is_near {
                offer(front, line.action, &cx.sight)
            } else {
                let place = Message::new(line.place.words());
                Offer::No(say!("palette-elsewhere", place = place).into())
            };
            let why_not = match offered {
                Offer::Yes => None,
                Offer::No(why) => Some(why),
                Offer::Absent => Some(say!("palette-not-now").into()),
            };
            entries.push(Entry {
                action: line.action,
                words: cx.sight.words.text(&line.action.help()),
                found_by: names_of(line.action, cx.sight.words),
                keys: cx.sight.key(line.place, line.action),
                why_not,
            });
        }
        entries.sort_by_key(|entry| entry.why_not.is_some());
        Self {
            shown: (0..entries.len()).collect(),
            entries,
            line: TextLine::new(""),
            cursor: Cursor::default(),
        }
    }

    /// Orders the entries by how well they match; of equals, what can be done comes first.
    fn choose(&mut self) {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(self.line.text(), CaseMatching::Ignore, Normalization::Smart);
        let typed = fold(self.line.text());
        let mut letters = Vec::new();
        let mut scored: Vec<(u32, bool, usize)> = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            let texts = entry.found_by.iter();
            let by_letters = texts
                .filter_map(|text| pattern.score(Utf32Str::new(text, &mut letters), &mut matcher));
            // The matcher knows letters; consonants that stand for syllables are looked for as they stand.
            let by_initials = || entry.found_by_words(&typed);
            if let Some(score) = by_letters.max().or_else(by_initials) {
                scored.push((u32::MAX - score, entry.why_not.is_some(), place));
            }
        }
        scored.sort_unstable();
        self.shown = scored.into_iter().map(|(_, _, place)| place).collect();
        self.cursor = Cursor::default();
    }

    fn accept(&self) -> Reaction {
        let chosen = self.shown.get(self.cursor.at);
        let Some(entry) = chosen.and_then(|place| self.entries.get(*place)) else {
            return Reaction::Nothing;
        };
        match &entry.why_not {
            None => Reaction::Perform(entry.action),
            Some(refusal) => Reaction::Refused(refusal.clone()),
        }
    }
}

/// Lines of the box besides the entries: its frame and the line that is typed into.
const AROUND: u16 = 3;

impl Pane for Palette {
    fn place(&self) -> Place {
        Place::Palette
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.text("palette-title")
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn offers(&self, _action: Action, _sight: &Sight) -> Offer {
        Offer::Yes
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Back => Reaction::Close,
            Action::Accept => self.accept(),
            _ => {
                let page = usize::from(cx.sight.area.height.saturating_sub(AROUND));
                match self.cursor.moved(action, self.shown.len(), page) {
                    Some(cursor) => {
                        self.cursor = cursor;
                        Reaction::Redraw
                    }
                    None => Reaction::Nothing,
                }
            }
        }
    }

    fn typed(&mut self, typed: &Typed, _cx: &mut Cx) -> Reaction {
        match typed.into_line(&mut self.line) {
            Edited::Not => Reaction::Nothing,
            Edited::Moved => Reaction::Redraw,
            Edited::Changed | Edited::Refused(_) => {
                self.choose();
                Reaction::Redraw
            }
        }
    }

    fn take(&mut self, _number: Number, _outcome: Outcome, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        let width = pen.width().min(96);
        let height = u16::try_from(self.entries.len()).unwrap_or(u16::MAX);
        let title = self.title(sight);
        let inside = &mut pen.boxed(width, height.saturating_add(AROUND), &title);
        let x = inside.text(1, 0, ":", Ink::Here) + 1;
        inside.line(x, 0, inside.width().saturating_sub(x), &self.line, true);
        let page = usize::from(inside.height().saturating_sub(1));
        self.cursor = self.cursor.following(self.shown.len(), page);
        let window = self.shown.iter().enumerate();
        let window = window.skip(self.cursor.top).take(page);
        for (y, (row, place)) in (1..).zip(window) {
            if let Some(entry) = self.entries.get(*place) {
                draw_entry(inside, y, entry, row == self.cursor.at, sight);
            }
        }
        if self.shown.is_empty() {
            inside.text(3, 1, &sight.words.text("palette-nothing"), Ink::Faint);
        }
    }
}

fn draw_entry(pen: &mut Pen, y: u16, entry: &Entry, is_here: bool, sight: &Sight) {
    let ink = match (&entry.why_not, is_here) {
        (_, true) => Ink::Here,
        (None, false) => Ink::Plain,
        (Some(_), false) => Ink::Faint,
    };
    if is_here {
        pen.text(1, y, ">", ink);
    }
    let keys = columns(&entry.keys).max(6);
    let edge = pen.width().saturating_sub(1);
    let room = edge.saturating_sub(keys + 4);
    let end = pen.text_in(3, y, room, &entry.words, ink);
    if let Some(why) = &entry.why_not {
        let why = format!("- {}", sight.words.say(&why.why));
        pen.text_in(end + 1, y, room.saturating_sub(end), &why, Ink::Faint);
    }
    pen.text_before(edge, y, keys, &entry.keys, Ink::Key);
}
