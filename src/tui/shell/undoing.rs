//! Taking back the last change: looked at first, then asked about when it touches more than one record, then done as a
//! run, because an import may take a while to go.

use crate::account::entry::Summary;
use crate::account::problem::Message;
use crate::operations::history::operation_words;
use crate::operations::undo::UndoEntry;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Question, Reaction};
use crate::tui::workers::{Number, Outcome, Read, Run, UndoAhead};

/// An undo on its way.
#[derive(Default)]
pub(super) struct Undoing {
    looking: Option<Number>,
    ahead: Option<UndoAhead>,
    running: Option<(Number, Message)>,
}

impl Undoing {
    /// `u` was pressed: what would be taken back?
    pub(super) fn begin(&mut self, cx: &mut Cx) -> Reaction {
        if let Some(why) = self.already_running() {
            cx.line.wrong(why);
            return Reaction::Redraw;
        }
        self.looking = Some(cx.out.read(Read::Undo));
        Reaction::Nothing
    }

    /// Takes the outcome when it is one of its own.
    pub(super) fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        match outcome {
            Outcome::UndoAhead(ahead) if self.looking == Some(number) => match ahead {
                Ok(ahead) => self.ask_or_do(*ahead, cx),
                Err(failure) => {
                    cx.line.refused(&failure);
                    Reaction::Redraw
                }
            },
            Outcome::Done(done) => {
                let Some((_, what)) = self.running.take_if(|(running, _)| *running == number)
                else {
                    return Reaction::Nothing;
                };
                match done {
                    Ok(_) => cx.line.note(what),
                    Err(failure) => cx.line.refused(&failure),
                }
                Reaction::Redraw
            }
            _ => Reaction::Nothing,
        }
    }

    /// The question was answered with yes.
    pub(super) fn confirmed(&mut self, cx: &mut Cx) -> Reaction {
        if let Some(ahead) = self.ahead.take() {
            self.run(&ahead, cx);
        }
        Reaction::Redraw
    }

    fn already_running(&self) -> Option<Message> {
        self.running.as_ref().map(|_| say!("undo-runs"))
    }

    fn ask_or_do(&mut self, ahead: UndoAhead, cx: &mut Cx) -> Reaction {
        let summary = ahead.report.plan.summary;
        if summary.added + summary.changed + summary.removed <= 1 {
            self.run(&ahead, cx);
            return Reaction::Nothing;
        }
        let question = Question {
            ask: with_names(say!("undo-ask"), &ahead),
            consequences: in_numbers(&summary),
            action: Action::Undo,
        };
        self.ahead = Some(ahead);
        Reaction::Ask(question)
    }

    fn run(&mut self, ahead: &UndoAhead, cx: &mut Cx) {
        let operation = UndoEntry {
            entry: Some(ahead.entry.id),
        };
        let title = with_names(say!("undo-running"), ahead);
        let number = cx.out.run(Run::new(title, move |desk, ticket| {
            Outcome::Done(operation.run(desk, ticket).map(Box::new))
        }));
        let key = cx.sight.key(Place::Everywhere, Action::Undo);
        let done = with_names(say!("undo-done", key = key), ahead);
        self.running = Some((number, done));
    }
}

fn with_names(message: Message, ahead: &UndoAhead) -> Message {
    let draft = &ahead.entry.draft;
    message
        .with("what", Message::new(operation_words(&draft.operation)))
        .with("subject", &draft.subject)
}

/// What will happen to how many records.
fn in_numbers(summary: &Summary) -> Vec<Message> {
    let lines = [
        (summary.removed, "undo-removes"),
        (summary.changed, "undo-puts-back"),
        (summary.added, "undo-brings-back"),
    ];
    let counted = lines.into_iter().filter(|(count, _)| *count > 0);
    counted
        .map(|(count, id)| Message::new(id).with("n", count))
        .collect()
}
