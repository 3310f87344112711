//! A menu over a pane. Letters filter it, arrows choose. The whole reason why the line under the cursor can't be done
//! stands below the lines.

use crate::account::problem::Code;
use crate::account::text::fold;
use crate::search::{begins, stands_in};
use crate::tui::action::{Action, Place};
use crate::tui::menus::{Chore, Lead, Menu};
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Refusal, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::scroll::Cursor;
use crate::tui::widgets::text::{Edited, TextLine};
use crate::tui::widgets::typed::Typed;
use crate::tui::widgets::wrap::wrapped;
use crate::tui::wonder::Wonder;
use crate::tui::workers::{Number, Outcome};

/// A menu on the screen.
pub struct MenuBox {
    title: String,
    lines: Vec<Line>,
    typed: TextLine,
    /// The lines that have what is typed, in their order.
    shown: Vec<usize>,
    cursor: Cursor,
}

struct Line {
    words: String,
    /// Its words, the same in the other languages, words that mean the same: folded, a line each.
    found_by: Vec<String>,
    key: String,
    why_not: Option<Refusal>,
    lead: Lead,
}

/// Below this height a frame would leave no room for the lines.
const LOW: u16 = 5;
/// Lines of the box besides those of the menu: its frame and the line that is typed into.
const AROUND: u16 = 3;

/// What a line is found by: its words in every language, and with the other names of its terms.
fn names_of(chore: &Chore, sight: &Sight) -> Vec<String> {
    let own = chore.words(sight);
    let alike = sight.words.alike(&own);
    let others = sight.words.others();
    let others = others.map(|words| chore.words(&Sight { words, ..*sight }));
    let names = alike.into_iter().chain(others).chain([own]);
    names.map(|name| fold(&name)).collect()
}

impl MenuBox {
    /// A menu over the pane in front; what has no sense there is left out.
    pub fn new(menu: Menu, below: &dyn Pane, cx: &Cx) -> Self {
        let mut lines = Vec::with_capacity(menu.chores.len());
        for chore in &menu.chores {
            let why_not = match chore.offer(below, &cx.sight) {
                Offer::Yes => None,
                Offer::No(refusal) => Some(refusal),
                Offer::Absent => continue,
            };
            let key = match chore.lead() {
                Lead::Does(action) => cx.sight.key(below.place(), *action),
                Lead::Opens(_) | Lead::Copies { .. } => String::new(),
            };
            lines.push(Line {
                words: chore.words(&cx.sight),
                found_by: names_of(chore, &cx.sight),
                key,
                why_not,
                lead: chore.lead().clone(),
            });
        }
        Self {
            title: menu.title,
            shown: (0..lines.len()).collect(),
            lines,
            typed: TextLine::default(),
            cursor: Cursor::default(),
        }
    }

    fn current(&self) -> Option<&Line> {
        self.lines.get(*self.shown.get(self.cursor.at)?)
    }

    fn accept(&self, cx: &mut Cx) -> Reaction {
        let Some(line) = self.current() else {
            return Reaction::Nothing;
        };
        if let Some(refusal) = &line.why_not {
            return Reaction::Refused(refusal.clone());
        }
        match &line.lead {
            Lead::Opens(opening) => Reaction::Open(opening.clone()),
            Lead::Does(action) => Reaction::Perform(*action),
            Lead::Copies { text, said } => {
                cx.line.note(said.clone());
                Reaction::Copy(text.clone())
            }
        }
    }

    /// Every word that is typed must be found; what begins with it comes first.
    fn choose(&mut self) {
        let typed = fold(self.typed.text().trim());
        let found = |line: &Line| {
            let has_all = |words: &&String| {
                let mut parts = typed.split_whitespace();
                parts.all(|part| stands_in(part, words))
            };
            let having = line.found_by.iter().filter(has_all);
            having.map(|words| !begins(&typed, words)).min()
        };
        let lines = self.lines.iter().enumerate();
        let mut hits: Vec<(bool, usize)> = lines
            .filter_map(|(place, line)| Some((found(line)?, place)))
            .collect();
        hits.sort_unstable();
        self.shown = hits.into_iter().map(|(_, place)| place).collect();
        self.cursor = Cursor::default();
    }

    /// As many lines as there is room for, from a line of the pen on.
    fn draw_window(&mut self, pen: &mut Pen, top: u16, page: usize, sight: &Sight) {
        self.cursor = self.cursor.following(self.shown.len(), page);
        let window = self.shown.iter().enumerate().skip(self.cursor.top);
        for (y, (row, place)) in (top..).zip(window.take(page)) {
            if let Some(line) = self.lines.get(*place) {
                self.draw_line(pen, y, row, line, sight);
            }
        }
        if self.shown.is_empty() {
            pen.text(3, top, &sight.words.text("menu-nothing"), Ink::Faint);
        }
    }

    fn draw_line(&self, pen: &mut Pen, y: u16, row: usize, line: &Line, sight: &Sight) {
        let is_here = row == self.cursor.at;
        let ink = match (&line.why_not, is_here) {
            (_, true) => Ink::Here,
            (None, false) => Ink::Plain,
            (Some(_), false) => Ink::Faint,
        };
        let sign = if is_here { ">" } else { " " };
        pen.text(1, y, sign, ink);
        let edge = pen.width().saturating_sub(1);
        let keys = columns(&line.key);
        let room = edge.saturating_sub(keys + 4);
        let end = pen.text_in(3, y, room, &line.words, ink);
        if let Some(why) = &line.why_not {
            let why = format!("- {}", sight.words.say(&why.why));
            pen.text_in(end + 1, y, room.saturating_sub(end), &why, Ink::Faint);
        }
        pen.text_before(edge, y, keys, &line.key, Ink::Key);
    }
}

impl Pane for MenuBox {
    fn place(&self) -> Place {
        Place::Palette
    }

    fn title(&self, _sight: &Sight) -> String {
        self.title.clone()
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
            Action::Accept => self.accept(cx),
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

    /// Why the line under the cursor can't be done; what the state forbids wants something done first.
    fn wonders(&self) -> Vec<Wonder> {
        let refusal = self.current().and_then(|line| line.why_not.as_ref());
        let told = refusal.map(|refusal| Wonder::said(&refusal.why));
        let told = told.map(|wonder| match wonder.code.is_empty() {
            true => Wonder {
                code: Code::Precondition.text().into_owned(),
                ..wonder
            },
            false => wonder,
        });
        told.into_iter().collect()
    }

    fn typed(&mut self, typed: &Typed, _cx: &mut Cx) -> Reaction {
        match typed.into_line(&mut self.typed) {
            Edited::Not => return Reaction::Nothing,
            Edited::Moved => {}
            Edited::Changed | Edited::Refused(_) => self.choose(),
        }
        Reaction::Redraw
    }

    fn take(&mut self, _number: Number, _outcome: Outcome, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        if pen.height() < LOW {
            pen.clear();
            let page = usize::from(pen.height());
            self.draw_window(pen, 0, page, sight);
            return;
        }
        let width = pen.width().min(72);
        let room = width.saturating_sub(6);
        let why = |line: &Line| match &line.why_not {
            Some(refusal) => wrapped(&sight.words.say(&refusal.why), room),
            None => Vec::new(),
        };
        // The box is as high as the longest reason needs, so that nothing jumps when the cursor moves.
        let reason = self.lines.iter().map(|line| why(line).len()).max();
        let reason = u16::try_from(reason.unwrap_or(0)).unwrap_or(u16::MAX);
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let height = lines.saturating_add(reason).saturating_add(AROUND);
        let inside = &mut pen.boxed(width, height, &self.title);
        let x = inside.text(1, 0, "/", Ink::Faint) + 1;
        inside.line(x, 0, inside.width().saturating_sub(x), &self.typed, true);
        let told = self.current().map(why).unwrap_or_default();
        let free = inside.height().saturating_sub(1);
        // On a low screen the line under the cursor comes before its reason.
        let below = u16::try_from(told.len())
            .unwrap_or(free)
            .min(free.saturating_sub(1));
        let page = usize::from(free - below);
        self.draw_window(inside, 1, page, sight);
        let first = inside.height() - below;
        for (y, text) in (first..).zip(&told) {
            inside.text(3, y, text, Ink::Strong);
        }
    }
}
