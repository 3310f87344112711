//! What can be done with a row or a whole account, to choose from: every task that makes sense there, one a line. What the
//! role, the cloud or the partner's kind lacks, or the state forbids, stays in the menu with the reason.

mod account;
pub mod user;

use std::sync::Arc;

use crate::account::problem::Message;
use crate::account::task::Task;

use super::action::Action;
use super::pane::{Offer, Opening, Pane, Sight, offer};
use super::sheets::Sheet;

pub use account::{Whole, account};
pub use user::user;

/// A menu.
#[derive(Debug, Clone)]
pub struct Menu {
    /// What it is about: the name of a customer, of a subscription.
    pub title: String,
    /// What can be done, the most usual first.
    pub chores: Vec<Chore>,
}

/// One line of a menu.
#[derive(Debug, Clone)]
pub struct Chore {
    /// What it does; an action that has words of its own needs none.
    words: Option<Message>,
    /// What the operator must be allowed to do.
    tasks: Vec<Task>,
    /// Why the state forbids it.
    refused: Option<Message>,
    lead: Lead,
}

/// What a line of a menu leads to.
#[derive(Debug, Clone)]
pub enum Lead {
    /// A pane or sheet over this one.
    Opens(Opening),
    /// An action of the pane below, offered as the pane offers it.
    Does(Action),
    /// A text goes to the clipboard.
    Copies {
        /// The text.
        text: String,
        /// What the message line says of it.
        said: Message,
    },
}

impl Chore {
    /// Opens a sheet; `words` say what it does, `task` what it needs.
    pub fn sheet(words: Message, task: Task, sheet: impl Sheet + 'static) -> Self {
        Self::opens(words, task, Opening::Sheet(Arc::new(sheet)))
    }

    /// Opens a pane.
    pub fn opens(words: Message, task: Task, opening: Opening) -> Self {
        Self {
            words: Some(words),
            tasks: vec![task],
            refused: None,
            lead: Lead::Opens(opening),
        }
    }

    /// Copies a text; `said` is what the message line says then.
    pub fn copies(words: Message, text: &str, said: Message) -> Self {
        Self {
            words: Some(words),
            tasks: Vec::new(),
            refused: None,
            lead: Lead::Copies {
                text: text.to_owned(),
                said,
            },
        }
    }

    /// Does an action of the pane below, under its own words and with its key beside it.
    pub fn does(action: Action) -> Self {
        Self {
            words: None,
            tasks: Vec::new(),
            refused: None,
            lead: Lead::Does(action),
        }
    }

    /// The same, with another task that it needs besides.
    #[must_use]
    pub fn and_needs(mut self, task: Option<Task>) -> Self {
        self.tasks.extend(task);
        self
    }

    /// The same, with the reason why the state forbids it, if it does.
    #[must_use]
    pub fn refused(mut self, why: Option<Message>) -> Self {
        self.refused = why;
        self
    }

    /// What it does, in words.
    pub fn words(&self, sight: &Sight) -> String {
        match (&self.words, &self.lead) {
            (Some(words), _) => sight.words.say(words),
            (None, Lead::Does(action)) => sight.words.text(&action.help()),
            (None, Lead::Opens(_) | Lead::Copies { .. }) => String::new(),
        }
    }

    /// What it leads to.
    pub fn lead(&self) -> &Lead {
        &self.lead
    }

    /// Whether it can be done now, with this pane below: the rights first, then the state.
    pub fn offer(&self, below: &dyn Pane, sight: &Sight) -> Offer {
        if let Lead::Does(action) = self.lead {
            return offer(below, action, sight);
        }
        let rights = self.tasks.iter().map(|task| sight.rights.may_change(*task));
        let mut refused = rights.filter(|offer| *offer != Offer::Yes);
        match (refused.next(), &self.refused) {
            (Some(refusal), _) => refusal,
            (None, Some(why)) => Offer::No(why.clone().into()),
            (None, None) => Offer::Yes,
        }
    }
}
