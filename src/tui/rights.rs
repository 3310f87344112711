//! What the operator may do in this book, and which action needs which right: a table beside the one of actions. The shell
//! asks it before an action reaches a pane, so that a refused one says why and opens nothing; hints, help and palette ask
//! it too.

use crate::account::problem::Message;
use crate::account::role::Role;
use crate::account::task::Task;
use crate::operations::{Desk, Failure};

use super::action::Action;
use super::pane::Offer;

/// Why something can't be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The whole reason: who may do it, or where it is done instead. The command line says the same.
    pub why: Message,
    /// Where in a browser it is done instead; goes to the clipboard.
    pub address: Option<&'static str>,
    /// The cloud does not have it: there is another place for it, which deserves a look of its own.
    pub is_elsewhere: bool,
}

impl From<Message> for Refusal {
    fn from(why: Message) -> Self {
        Self {
            why,
            address: None,
            is_elsewhere: false,
        }
    }
}

impl From<&Failure> for Refusal {
    fn from(failure: &Failure) -> Self {
        Self {
            why: failure.message(),
            address: failure.address(),
            is_elsewhere: matches!(failure, Failure::RefusedByCloud(..)),
        }
    }
}

/// What an action needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The right to look at something.
    Look(Task),
    /// The right to change something, in a book that can be changed.
    Change(Task),
    /// One of several rights; which is decided later.
    ChangeOneOf(&'static [Task]),
    /// A book that can be changed; the right depends on what is changed.
    Changeable,
}

/// What an action needs, wherever it is offered; nothing for those that move, choose and read what is shown anyway.
pub const fn need(action: Action) -> Option<Need> {
    match action {
        Action::Undo => Some(Need::Changeable),
        Action::Edit => Some(Need::Change(Task::UpdateAccount)),
        Action::Add => Some(Need::Change(Task::AddCustomer)),
        Action::Invite => Some(Need::Change(Task::RequestRelationship)),
        Action::RemoveRelationship => Some(Need::Change(Task::RemoveRelationship)),
        Action::ManyUsers => Some(Need::Change(Task::AddManyUsers)),
        Action::Transfer => Some(Need::ChangeOneOf(&[
            Task::SwitchByPaper,
            Task::TransferElectronically,
        ])),
        Action::BackUp => Some(Need::Change(Task::KeepBook)),
        Action::Export => Some(Need::Look(Task::ExportCustomers)),
        Action::AllUsers => Some(Need::Look(Task::SeeUsers)),
        Action::BookActivity => Some(Need::Look(Task::SeeActivity)),
        _ => None,
    }
}

/// What the operator may do in this book, looked up once: role, cloud, the partner's kind, and whether the book is
/// read-only.
pub struct Rights {
    refusals: Vec<(Task, Refusal)>,
    roles: Vec<Role>,
    /// Why nothing can be changed here, when that is so.
    unchangeable: Option<Refusal>,
}

impl Rights {
    /// Looks every task up in the tables of roles, clouds and kinds.
    pub fn of(desk: &Desk) -> Self {
        let refused = |task: Task| {
            let failure = desk.may(task).err()?;
            Some((task, Refusal::from(&failure)))
        };
        Self {
            refusals: Task::ALL.into_iter().filter_map(refused).collect(),
            roles: desk.operator().roles.clone(),
            unchangeable: desk.must_be_changeable().err().as_ref().map(Refusal::from),
        }
    }

    /// The roles of whoever works.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Whether every change is refused.
    pub fn is_read_only(&self) -> bool {
        self.unchangeable.is_some()
    }

    /// Whether what an action needs is there.
    pub fn meet(&self, need: Need) -> Offer {
        match need {
            Need::Look(task) => self.may(task),
            Need::Change(task) => self.may_change(task),
            Need::ChangeOneOf(tasks) => {
                let offers = tasks.iter().map(|task| self.may_change(*task));
                let mut offers: Vec<Offer> = offers.collect();
                match offers.iter().position(|offer| *offer == Offer::Yes) {
                    Some(_) => Offer::Yes,
                    None => offers.pop().unwrap_or(Offer::Yes),
                }
            }
            Need::Changeable => self.may_change_something(),
        }
    }

    /// Whether anything at all can be changed here.
    pub fn may_change_something(&self) -> Offer {
        match &self.unchangeable {
            Some(refusal) => Offer::No(refusal.clone()),
            None => Offer::Yes,
        }
    }

    /// Whether a task that changes something is allowed here. Role and cloud are asked first: a book that can be changed
    /// would not help who may not.
    pub fn may_change(&self, task: Task) -> Offer {
        match self.may(task) {
            Offer::Yes => self.may_change_something(),
            refused => refused,
        }
    }

    /// Whether a task that only reads is allowed here.
    pub fn may(&self, task: Task) -> Offer {
        let refusal = self.refusals.iter().find(|(refused, _)| *refused == task);
        refusal.map_or(Offer::Yes, |(_, refusal)| Offer::No(refusal.clone()))
    }
}
