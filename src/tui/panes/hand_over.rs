//! First passwords that came to be are shown once, and can be saved into a file. What is not saved stays sealed in the
//! book. Used wherever an operation makes one: a new customer's first administrator, a new user, a password reset.

use secrecy::ExposeSecret;

use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::operations::Report;
use crate::operations::passwords::{HandOver, Which};
use crate::say;
use crate::store::Secret;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Opening, Question, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::Focus;
use crate::tui::widgets::pen::{Pen, columns};
use crate::tui::widgets::text::Edited;
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Number, Outcome, Write};

use super::path_field::{PathField, PathReaction};
use super::telling::paragraph;

/// First passwords on the screen.
pub struct FirstPasswords {
    /// Whose users they are.
    pub customer: CustomerId,
    /// The customer's name.
    pub name: String,
    secrets: Vec<Secret>,
    which: Which,
    place: Kept,
    /// Where they are to be saved, while that is asked.
    asks: Option<PathField>,
    /// The customer is new: its ID is worth showing, and one can go on to it.
    is_new_customer: bool,
}

/// Where the passwords are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    /// Under seal in the book.
    Sealed,
    /// In a file of the operator's.
    In(String),
}

impl FirstPasswords {
    /// What a report says of users that are new or can sign in anew; `None` when it made no password. `which` are
    /// they among the sealed ones of the customer.
    pub fn of(report: Report, which: Which) -> Option<Self> {
        let plan = report.plan;
        if plan.secrets.is_empty() {
            return None;
        }
        Some(Self {
            customer: plan.customer?,
            name: plan.subject,
            secrets: plan.secrets,
            which,
            place: Kept::Sealed,
            asks: None,
            is_new_customer: false,
        })
    }

    /// The same for a customer that was just added.
    pub fn of_new_customer(report: Report) -> Option<Self> {
        let passwords = Self::of(report, Which::All)?;
        Some(Self {
            is_new_customer: true,
            ..passwords
        })
    }

    /// Which keys act now.
    pub fn place(&self) -> Place {
        match self.asks {
            Some(_) => Place::Path,
            None => Place::HandOver,
        }
    }

    /// Whether a path is being typed.
    pub fn is_typing(&self) -> bool {
        self.asks.is_some()
    }

    /// Whether an action can be done now.
    pub fn offers(&self, action: Action) -> Offer {
        match action {
            Action::SavePasswords if self.place != Kept::Sealed => Offer::Absent,
            Action::Open | Action::CopyId if !self.is_new_customer => Offer::Absent,
            Action::CopyPassword if self.secrets.len() != 1 => Offer::Absent,
            Action::Undo => Offer::Absent,
            _ => Offer::Yes,
        }
    }

    /// The change that saves them, when the file was named.
    pub fn wants_to_save(&mut self, action: Action, cx: &mut Cx) -> Option<Write> {
        let asks = self.asks.as_mut()?;
        let PathReaction::Given = asks.act(action, cx) else {
            return None;
        };
        Some(Write::HandOver {
            what: HandOver {
                customer: self.customer.clone(),
                which: self.which.clone(),
            },
            path: asks.path(cx.sight.folders),
        })
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Back => self.asks = None,
            Action::Open if self.is_new_customer => return self.leave_by(Action::Open),
            Action::SavePasswords if self.place == Kept::Sealed => {
                let path = self.usual_file();
                self.asks = Some(PathField::new(&path, cx));
            }
            Action::CopyId if self.is_new_customer => {
                let id = self.customer.as_str().to_owned();
                cx.line
                    .note(say!("list-copied", id = &id, name = &self.name));
                return Reaction::Copy(id);
            }
            Action::CopyPassword => {
                if let [only] = self.secrets.as_slice() {
                    return Reaction::CopySecret(only.password.clone());
                }
            }
            _ => return Reaction::Redraw,
        }
        Reaction::Redraw
    }

    /// Takes letters of the path.
    pub fn typed(&mut self, typed: &Typed, cx: &mut Cx) -> Edited {
        match &mut self.asks {
            Some(asks) => asks.typed(typed, cx),
            None => Edited::Not,
        }
    }

    /// Takes what a folder holds.
    pub fn take(&mut self, number: Number, outcome: Outcome) -> Reaction {
        match &mut self.asks {
            Some(asks) => asks.take(number, outcome),
            None => Reaction::Nothing,
        }
    }

    /// The file is written.
    pub fn saved(&mut self, cx: &mut Cx) {
        if let Some(asks) = self.asks.take() {
            let path = asks.typed_path().to_owned();
            let many = self.secrets.len();
            cx.line
                .note(say!("passwords-saved", n = many, path = &path));
            self.place = Kept::In(path);
        }
    }

    /// Leaves. With a password that only the seal has, asks first.
    pub fn leave_by(&self, action: Action) -> Reaction {
        if self.place != Kept::Sealed {
            return self.left_by(action);
        }
        let name = self.secrets.first().map(|one| one.sign_in_name.as_str());
        Reaction::Ask(Question {
            ask: say!("add-ask-unsaved", name = name.unwrap_or_default()),
            consequences: vec![say!("add-stays-sealed")],
            action,
        })
    }

    /// The operator is sure.
    pub fn left_by(&self, action: Action) -> Reaction {
        match action {
            Action::Open => Reaction::Open(Opening::Detail(self.customer.clone())),
            _ => Reaction::Close,
        }
    }

    fn usual_file(&self) -> String {
        let name = self.secrets.first().map(|one| one.sign_in_name.as_str());
        let (user, domain) = name
            .and_then(|name| name.split_once('@'))
            .unwrap_or(("", ""));
        let prefix = domain.split('.').next().unwrap_or_default();
        match (self.is_new_customer, self.secrets.len()) {
            (false, 1) => format!("{prefix}-{user}-password.csv"),
            _ => format!("{prefix}-password.csv"),
        }
    }

    /// Draws them, and where they are.
    pub fn draw(&self, pen: &mut Pen, sight: &Sight) {
        let words = |id: &str| sight.words.text(id);
        let mut facts: Vec<(String, &str)> = Vec::new();
        if self.is_new_customer {
            facts.push((words("field-company-name"), &self.name));
            facts.push((words("column-id"), self.customer.as_str()));
        }
        for secret in &self.secrets {
            facts.push((words("add-sign-in-name"), &secret.sign_in_name));
            facts.push((words("add-first-password"), secret.password.expose_secret()));
        }
        let labels = facts.iter().map(|(label, _)| columns(label)).max();
        let labels = labels.unwrap_or(0).min(pen.width() / 2);
        // On a low screen what is shown only once is what must be seen.
        let skipped = facts.len().saturating_sub(pen.height().into());
        let mut y = 0;
        for (label, value) in facts.iter().skip(skipped) {
            pen.text_in(2, y, labels, label, Ink::Faint);
            pen.text(2 + labels + 2, y, value, Ink::Strong);
            y += 1;
        }
        let y = paragraph(pen, 2, y + 1, &self.told(sight), Ink::Plain, sight);
        if let Some(asks) = &self.asks {
            let end = pen.text(2, y + 1, &words("passwords-save-to"), Ink::Here);
            let room = pen.width().saturating_sub(end + 2);
            asks.input.draw(pen, end + 2, y + 1, room, Focus::Here);
            let list = ratatui::layout::Rect::new(end, y + 2, room + 2, asks.input.lines());
            asks.input.draw_list(&mut pen.part(list));
        }
    }

    fn told(&self, sight: &Sight) -> Message {
        match &self.place {
            Kept::In(path) => say!("add-password-kept", path = path),
            Kept::Sealed => {
                let key = sight.key(Place::HandOver, Action::SavePasswords);
                say!("add-password-once", key = key)
            }
        }
    }
}
