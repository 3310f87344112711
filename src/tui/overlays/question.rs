//! A question with the default no. The key that opened it never answers it with yes.

use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Pane, Question, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::wrap::wrapped;
use crate::tui::workers::{Number, Outcome};

/// Below this height a frame would leave no room for the question.
const LOW: u16 = 5;

/// A question on the screen.
pub struct QuestionBox {
    question: Question,
}

impl QuestionBox {
    /// Asks.
    pub fn new(question: Question) -> Self {
        Self { question }
    }
}

impl Pane for QuestionBox {
    fn place(&self) -> Place {
        Place::Question
    }

    fn title(&self, _sight: &Sight) -> String {
        String::new()
    }

    fn offers(&self, _action: Action, _sight: &Sight) -> Offer {
        Offer::Yes
    }

    fn act(&mut self, action: Action, _cx: &mut Cx) -> Reaction {
        match action {
            Action::Yes => Reaction::Confirmed(self.question.action),
            Action::No => Reaction::Close,
            _ => Reaction::Nothing,
        }
    }

    fn take(&mut self, _number: Number, _outcome: Outcome, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        let room = pen.width().saturating_sub(6);
        let ask = wrapped(&sight.words.say(&self.question.ask), room);
        let consequences = self.question.consequences.iter();
        let lines = consequences.flat_map(|line| hanging(&sight.words.say(line), room));
        let lines: Vec<String> = lines.collect();
        let widest = lines.iter().chain(&ask).map(|line| columns(line)).max();
        let height = u16::try_from(ask.len() + lines.len()).unwrap_or(u16::MAX);
        if pen.height() < LOW {
            // No room for a frame: the question itself is what must be seen.
            pen.clear();
            for (y, line) in (0..).zip(ask.iter().chain(&lines)) {
                pen.text(1, y, line, Ink::Strong);
            }
            return;
        }
        let title = sight.words.text("question-title");
        let width = widest.unwrap_or(0).saturating_add(6);
        let inside = &mut pen.boxed(width, height.saturating_add(3), &title);
        for (y, line) in (0..).zip(&ask) {
            inside.text(1, y, line, Ink::Strong);
        }
        for (y, line) in (ask.len() + 1..).zip(&lines) {
            inside.text(1, u16::try_from(y).unwrap_or(u16::MAX), line, Ink::Plain);
        }
    }
}

/// A sentence over several lines, all but the first set in: one sees where the next sentence begins.
fn hanging(sentence: &str, room: u16) -> Vec<String> {
    let lines = wrapped(sentence, room.saturating_sub(2)).into_iter();
    let set_in = lines.enumerate().map(|(place, line)| match place {
        0 => line,
        _ => format!("  {line}"),
    });
    set_in.collect()
}
