//! Unsaved words of a form that were kept when the desk was left: asked for when the same form is opened again, offered
//! with a question, forgotten once they are saved or given up.

use serde_json::Value;

use crate::account::problem::Message;
use crate::say;
use crate::tui::action::Action;
use crate::tui::pane::{Cx, Question, Reaction};
use crate::tui::workers::{Number, Outcome, Read};

/// The words that were kept under the name of a form.
#[derive(Debug, Default)]
pub struct KeptWords {
    asked: Option<Number>,
    words: Option<Value>,
    /// The operator has said already that he goes on with them.
    is_wanted: bool,
}

impl KeptWords {
    /// The action that takes them back: the question of [`KeptWords::take`] is confirmed with it.
    pub const TAKE_BACK: Action = Action::TakeMine;

    /// Where the words tell which sheet they are of.
    pub const SHEET: &str = "sheet";

    /// The operator goes on with them: they are put back without a question.
    pub fn go_on(&mut self) {
        self.is_wanted = true;
    }

    /// Asks whether there are any.
    pub fn ask(&mut self, name: String, cx: &mut Cx) {
        self.asked = Some(cx.out.read(Read::Draft(name)));
    }

    /// Forgets what was kept.
    pub fn forget(name: String, cx: &mut Cx) {
        cx.out.read(Read::ForgetDraft(name));
    }

    /// Takes the answer, when it is one to this question: words that were kept are offered.
    pub fn take(
        &mut self,
        number: Number,
        outcome: &mut Outcome,
        subject: &str,
    ) -> Option<Reaction> {
        if self.asked != Some(number) {
            return None;
        }
        self.asked = None;
        let Outcome::Draft(words) = outcome else {
            return Some(Reaction::Nothing);
        };
        self.words = words.take();
        let Some(words) = &self.words else {
            return Some(Reaction::Nothing);
        };
        if std::mem::take(&mut self.is_wanted) {
            return Some(Reaction::Confirmed(Self::TAKE_BACK));
        }
        Some(Reaction::Ask(Question {
            ask: say!("kept-ask", subject = subject),
            consequences: vec![consequence(words)],
            action: Self::TAKE_BACK,
        }))
    }

    /// The words, once they were asked for with yes.
    pub fn words(&mut self) -> Option<Value> {
        self.words.take()
    }
}

fn consequence(words: &Value) -> Message {
    let fields = words.get("fields").and_then(Value::as_object);
    say!("kept-fields", n = fields.map_or(0, |fields| fields.len()))
}
