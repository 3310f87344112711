//! What came of a request goes to whoever asked for it.

use crate::account::problem::Problem;
use crate::say;
use crate::tui::pane::{Offer, Reaction};
use crate::tui::turn::After;
use crate::tui::workers::{Answer, Asker, Number, Outcome, Read};

use super::Shell;

impl Shell {
    /// What the shell itself wants to know.
    pub(super) fn ask_at_the_start(&mut self) {
        self.with_shell(|_, cx| cx.out.read(Read::Partner));
        self.with_shell(|_, cx| cx.out.read(Read::SealKey));
        // Where nothing can be changed, a form that was begun leads nowhere.
        if self.around.rights.may_change_something() == Offer::Yes {
            self.with_shell(|_, cx| cx.out.read(Read::Begun));
        }
        self.with_shell(|_, cx| cx.out.read(Read::PutRight));
    }

    /// Whether rows were asked for of which nothing is there yet.
    pub fn is_searching(&self) -> bool {
        self.around.out.is_searching()
    }

    /// An outcome goes to whoever asked; when nobody is left to take it, what matters of it is still said.
    pub(super) fn answer(&mut self, answer: Answer) -> After {
        let Answer {
            number,
            asker,
            outcome,
        } = answer;
        self.around.out.hear(number);
        if !outcome.is_followed() {
            self.around.out.close(number);
            self.around.jobs.end(number);
        }
        if matches!(outcome, Outcome::Broke) {
            self.around.line.wrong(say!("worker-broke"));
        }
        let is_book_changed = outcome.changed_the_book();
        let met_the_seal = outcome.met_the_seal();
        let mut reaction = self.deliver(number, asker, outcome);
        if is_book_changed {
            self.refresh();
        }
        if matches!(reaction, Reaction::Ask(_)) && number <= self.before_last_key {
            // Whoever types on must not answer a question that he has not seen.
            self.around.line.wrong(say!("question-late"));
            reaction = Reaction::Redraw;
        }
        let after = self.react(reaction);
        if met_the_seal {
            self.ask_for_passphrase(number);
        }
        after
    }

    fn tell_put_right(&mut self, found: Vec<Problem>) -> Reaction {
        if found.is_empty() {
            return Reaction::Nothing;
        }
        for problem in found {
            self.around.line.wrong(problem.message);
        }
        Reaction::Redraw
    }

    fn deliver(&mut self, number: Number, asker: Asker, outcome: Outcome) -> Reaction {
        if asker == Asker::Shell {
            return self.take(number, outcome);
        }
        if let Some(standing) = self.panes.of(asker, &self.layout) {
            let mut cx = self.around.cx(asker, standing.area);
            return standing.pane.take(number, outcome, &mut cx);
        }
        outcome.say_to_nobody(&mut self.around.line);
        Reaction::Redraw
    }

    fn take(&mut self, number: Number, outcome: Outcome) -> Reaction {
        match outcome {
            Outcome::Partner(Ok(partner)) => {
                self.around.partner = partner;
                Reaction::Redraw
            }
            Outcome::SealKey(key) => self.take_seal_key(number, key),
            unlocked @ Outcome::Unlocked(_) => self.take_unlocked(number, unlocked),
            Outcome::Begun(begun) => self.offer(number, begun),
            Outcome::PutRight(found) => self.tell_put_right(found),
            other => self.with_shell(|own, cx| own.take(number, other, cx)),
        }
    }
}
