//! What was begun and not saved: go on with it, give it up, or leave it for another time. It is offered at the start and
//! keeps nobody from anything: a key that is none of its own puts it aside and does what it does on the list.

use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Pane, Question, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::scroll::Cursor;
use crate::tui::workers::{Begun, Number, Outcome, Read};

use super::question::QuestionBox;

/// What was begun.
pub struct BegunBox {
    begun: Vec<Begun>,
    cursor: Cursor,
    /// Asked before the words under the cursor are given up.
    question: Option<QuestionBox>,
}

impl BegunBox {
    /// An offer of all of these.
    pub fn new(begun: Vec<Begun>) -> Self {
        Self {
            begun,
            cursor: Cursor::default(),
            question: None,
        }
    }

    fn ask(&mut self) -> Reaction {
        if let Some(begun) = self.begun.get(self.cursor.at) {
            self.question = Some(QuestionBox::new(Question {
                ask: say!("begun-drop-ask", what = begun.what.clone()),
                consequences: vec![say!("begun-drop-lost")],
                action: Action::DropWords,
            }));
        }
        Reaction::Redraw
    }

    fn answered(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Yes => {
                let dropped = self.begun.remove(self.cursor.at);
                cx.out.read(Read::ForgetDraft(dropped.name));
                cx.line.note(say!("begun-dropped", what = dropped.what));
                let last = self.begun.len().saturating_sub(1);
                self.cursor.at = self.cursor.at.min(last);
            }
            Action::No => {}
            _ => return Reaction::Nothing,
        }
        self.question = None;
        match self.begun.is_empty() {
            true => Reaction::Close,
            false => Reaction::Redraw,
        }
    }
}

impl Pane for BegunBox {
    fn place(&self) -> Place {
        match self.question {
            Some(_) => Place::Question,
            None => Place::Begun,
        }
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.text("begun-title")
    }

    fn offers(&self, _action: Action, _sight: &Sight) -> Offer {
        Offer::Yes
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if self.question.is_some() {
            return self.answered(action, cx);
        }
        match action {
            Action::GoOn => match self.begun.get(self.cursor.at) {
                Some(begun) => Reaction::GoOn(begun.opening.clone()),
                None => Reaction::Close,
            },
            Action::DropWords => self.ask(),
            Action::Later => {
                let key = cx.sight.key(Place::Everywhere, Action::Begun);
                cx.line.note(say!("begun-later", key = key));
                Reaction::Close
            }
            _ => {
                let lines = self.begun.len();
                match self.cursor.moved(action, lines, lines) {
                    Some(cursor) => {
                        self.cursor = cursor;
                        Reaction::Redraw
                    }
                    None => Reaction::Nothing,
                }
            }
        }
    }

    fn take(&mut self, _number: Number, _outcome: Outcome, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        if let Some(question) = &mut self.question {
            return question.draw(pen, sight);
        }
        let told = self.begun.iter().map(|begun| sight.words.say(&begun.what));
        let told: Vec<String> = told.collect();
        let title = self.title(sight);
        let widest = told.iter().chain([&title]).map(|line| columns(line)).max();
        let lines = u16::try_from(told.len()).unwrap_or(u16::MAX);
        let width = widest.unwrap_or(0).saturating_add(7).min(pen.width());
        let inside = &mut pen.boxed(width, lines.saturating_add(2), &title);
        let page = usize::from(inside.height()).max(1);
        self.cursor = self.cursor.following(told.len(), page);
        let window = told.iter().enumerate().skip(self.cursor.top).take(page);
        for (y, (row, line)) in (0..).zip(window) {
            let is_here = row == self.cursor.at;
            let ink = if is_here { Ink::Here } else { Ink::Plain };
            if is_here {
                inside.text(1, y, ">", ink);
            }
            let room = inside.width().saturating_sub(4);
            inside.text_in(3, y, room, line, ink);
        }
    }
}
