//! One account: what is known of it, in sections. It is read by the reader worker and shown as the book had it then.

mod view;

use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Sight};
use crate::tui::widgets::pen::Pen;
use crate::tui::workers::{Account, Number, Outcome, Read};

/// One account.
#[derive(Default)]
pub struct DetailPane {
    shown: Option<CustomerId>,
    account: Option<Account>,
    asked: Option<Number>,
}

impl DetailPane {
    /// Shows an account; nothing happens when it is shown already.
    pub fn show(&mut self, id: Option<CustomerId>, cx: &mut Cx) {
        if self.shown == id {
            return;
        }
        self.shown = id;
        self.ask(cx);
    }

    fn ask(&mut self, cx: &mut Cx) {
        let asked = self.shown.clone().map(|id| cx.out.read(Read::Account(id)));
        if asked.is_none() {
            self.account = None;
        }
        self.asked = asked;
    }
}

impl Pane for DetailPane {
    fn place(&self) -> Place {
        Place::Detail
    }

    fn title(&self, _sight: &Sight) -> String {
        view::name(self)
    }

    fn offers(&self, action: Action, sight: &Sight) -> Offer {
        match action {
            Action::Edit => sight.rights.may_change(Task::UpdateAccount),
            Action::ManyUsers => sight.rights.may_change(Task::AddUsers),
            _ => Offer::Yes,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Back => Reaction::Close,
            Action::CopyId => {
                let Some(id) = &self.shown else {
                    return Reaction::Nothing;
                };
                let name = view::name(self);
                cx.line
                    .note(say!("list-copied", id = id.as_str(), name = name));
                Reaction::Copy(id.as_str().to_owned())
            }
            Action::Refresh => {
                self.refresh(cx);
                Reaction::Redraw
            }
            _ => Reaction::Nothing,
        }
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        if self.asked != Some(number) {
            return Reaction::Nothing;
        }
        self.asked = None;
        match outcome {
            Outcome::Account(Ok(account)) => self.account = account.map(|account| *account),
            Outcome::Account(Err(failure)) => cx.line.wrong(failure.message()),
            _ => {}
        }
        Reaction::Redraw
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.ask(cx);
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        view::draw(self, pen, sight);
    }
}
