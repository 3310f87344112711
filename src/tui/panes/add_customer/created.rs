//! The customer is there: what its first administrator signs in with is shown once, and can be saved into a file. What is
//! not saved stays sealed in the book.

use secrecy::SecretString;

use crate::account::record::CustomerId;
use crate::operations::Report;
use crate::operations::passwords::{HandOver, Which};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Opening, Question, Reaction};
use crate::tui::widgets::text::Edited;
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Number, Outcome, Write};

use super::super::path_field::{PathField, PathReaction};

/// A customer that was added.
pub(super) struct Created {
    pub(super) customer: CustomerId,
    pub(super) name: String,
    pub(super) sign_in_name: String,
    pub(super) password: SecretString,
    pub(super) place: Kept,
    /// Where the password is to be saved, while that is asked.
    pub(super) asks: Option<PathField>,
}

/// Where the password is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kept {
    /// Under seal in the book.
    Sealed,
    /// In a file of the operator's.
    In(String),
}

impl Created {
    /// What a report says of a new customer; `None` when it made no password.
    pub(super) fn of(report: Report) -> Option<Self> {
        let mut plan = report.plan;
        let secret = plan.secrets.pop()?;
        Some(Self {
            customer: plan.customer?,
            name: plan.subject,
            sign_in_name: secret.sign_in_name,
            password: secret.password,
            place: Kept::Sealed,
            asks: None,
        })
    }

    pub(super) fn place(&self) -> Place {
        match self.asks {
            Some(_) => Place::Path,
            None => Place::HandOver,
        }
    }

    pub(super) fn is_typing(&self) -> bool {
        self.asks.is_some()
    }

    pub(super) fn offers(&self, action: Action) -> Offer {
        match action {
            Action::SavePasswords if self.place != Kept::Sealed => Offer::Absent,
            Action::Undo => Offer::Absent,
            _ => Offer::Yes,
        }
    }

    /// The change that saves the password, when the file was named.
    pub(super) fn wants_to_save(&mut self, action: Action, cx: &mut Cx) -> Option<Write> {
        let asks = self.asks.as_mut()?;
        let PathReaction::Given = asks.act(action, cx) else {
            return None;
        };
        Some(Write::HandOver {
            what: HandOver {
                customer: self.customer.clone(),
                which: Which::All,
            },
            path: asks.path(cx.sight.folders),
        })
    }

    pub(super) fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Back => self.asks = None,
            Action::Open => return self.leave_by(Action::Open),
            Action::SavePasswords if self.place == Kept::Sealed => {
                let domain = self.sign_in_name.split('@').nth(1).unwrap_or_default();
                let prefix = domain.split('.').next().unwrap_or_default();
                self.asks = Some(PathField::new(&format!("{prefix}-password.csv"), cx));
            }
            Action::CopyId => {
                let id = self.customer.as_str().to_owned();
                cx.line
                    .note(say!("list-copied", id = &id, name = &self.name));
                return Reaction::Copy(id);
            }
            _ => return Reaction::Redraw,
        }
        Reaction::Redraw
    }

    pub(super) fn typed(&mut self, typed: &Typed, cx: &mut Cx) -> Edited {
        match &mut self.asks {
            Some(asks) => asks.typed(typed, cx),
            None => Edited::Not,
        }
    }

    pub(super) fn take(&mut self, number: Number, outcome: Outcome) -> Reaction {
        match &mut self.asks {
            Some(asks) => asks.take(number, outcome),
            None => Reaction::Nothing,
        }
    }

    /// The file is written.
    pub(super) fn saved(&mut self, cx: &mut Cx) {
        if let Some(asks) = self.asks.take() {
            let path = asks.typed_path().to_owned();
            cx.line
                .note(say!("passwords-saved", n = 1_u64, path = &path));
            self.place = Kept::In(path);
        }
    }

    /// Leaves for the list or for the new account. With a password that only the seal has, asks first.
    pub(super) fn leave_by(&self, action: Action) -> Reaction {
        if self.place != Kept::Sealed {
            return self.left_by(action);
        }
        Reaction::Ask(Question {
            ask: say!("add-ask-unsaved", name = &self.sign_in_name),
            consequences: vec![say!("add-stays-sealed")],
            action,
        })
    }

    /// The operator is sure.
    pub(super) fn left_by(&self, action: Action) -> Reaction {
        match action {
            Action::Open => Reaction::Open(Opening::Detail(self.customer.clone())),
            _ => Reaction::Close,
        }
    }
}
