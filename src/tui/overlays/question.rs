//! A question with the default no. The key that opened it never answers it with yes.

use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Pane, Question, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::workers::{Number, Outcome};

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
        let ask = sight.words.say(&self.question.ask);
        let consequences = self.question.consequences.iter();
        let lines: Vec<String> = consequences.map(|line| sight.words.say(line)).collect();
        let widest = lines.iter().chain([&ask]).map(|line| columns(line)).max();
        let height = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(4);
        let title = sight.words.text("question-title");
        let inside = &mut pen.boxed(widest.unwrap_or(0).saturating_add(6), height, &title);
        inside.text(1, 0, &ask, Ink::Strong);
        for (y, line) in (2..).zip(&lines) {
            inside.text(1, y, line, Ink::Plain);
        }
    }
}
