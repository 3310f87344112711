//! What an operation would do, shown before it is done, and what it did, told afterwards.

use crate::account::entry::{EntryId, Operator, Summary, Undo};
use crate::account::problem::{Message, Problem};
use crate::account::record::{Change, CustomerId, RecordKey};
use crate::account::task::Task;
use crate::store::{Guard, Secret};

use super::remove_relationship::Clearing;
use super::request_relationship::Draft;
use super::{Desk, Failure};

/// What an operator can do in one step. A long run (many users, imports) has its own file and its own steps, and
/// commits through the same desk.
pub trait Operation {
    /// What the operator must be allowed to do: looked up in the tables of roles and clouds before anything is read.
    fn task(&self) -> Task;

    /// Reads, and says what would be done. Refuses with every problem at once.
    ///
    /// # Errors
    /// [`Failure::Problems`] with what is wrong in the input, or what the book says.
    fn plan(&self, desk: &Desk) -> Result<Plan, Failure>;
}

/// What an operation would do.
#[derive(Clone)]
pub struct Plan {
    /// The operation's stable word: `update_account`.
    pub operation: &'static str,
    /// Whose account.
    pub customer: Option<CustomerId>,
    /// That customer's name, or the file's.
    pub subject: String,
    /// What will be done, in words, in order.
    pub steps: Vec<Message>,
    /// What must be done first. A plan with blockers can't be applied.
    pub blockers: Vec<Problem>,
    /// What clears each blocker from here, in their order; empty where the operation knows no such steps.
    pub clearings: Vec<Clearing>,
    /// What was looked at and does not stand in the way.
    pub passed: Vec<Message>,
    /// What follows from it.
    pub consequences: Vec<Message>,
    /// What is doubtful and allowed.
    pub warnings: Vec<Problem>,
    /// The records it writes.
    pub changes: Vec<Change>,
    /// What must hold besides.
    pub guards: Vec<Guard>,
    /// First passwords that come to be.
    pub secrets: Vec<Secret>,
    /// Whose first passwords are destroyed once it is done.
    pub destroys: Vec<RecordKey>,
    /// What happens to each.
    pub items: Vec<Item>,
    /// The numbers of it.
    pub summary: Summary,
    /// Whether it can be taken back.
    pub undo: Undo,
    /// The entry that this takes back.
    pub undoes: Option<EntryId>,
    /// A message that goes with it, for the operator's own mail program.
    pub draft: Option<Draft>,
}

impl Plan {
    /// A plan that does nothing yet and can be taken back.
    pub fn new(operation: &'static str, subject: impl Into<String>) -> Self {
        Self {
            operation,
            customer: None,
            subject: subject.into(),
            steps: Vec::new(),
            blockers: Vec::new(),
            clearings: Vec::new(),
            passed: Vec::new(),
            consequences: Vec::new(),
            warnings: Vec::new(),
            changes: Vec::new(),
            guards: Vec::new(),
            secrets: Vec::new(),
            destroys: Vec::new(),
            items: Vec::new(),
            summary: Summary::default(),
            undo: Undo::Possible,
            undoes: None,
            draft: None,
        }
    }
}

/// What happens to one row or record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The physical line of the file it came from.
    pub line: Option<u64>,
    /// The record's ID.
    pub id: Option<String>,
    /// What happened.
    pub outcome: Outcome,
    /// Why, when it did not go well.
    pub problems: Vec<Problem>,
}

/// What happened to one row or record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// New.
    Added,
    /// Says something else now.
    Changed,
    /// Was right already.
    Unchanged,
    /// Gone.
    Removed,
    /// A rule refused it.
    Refused,
    /// Tried, did not work.
    Failed,
}

impl Outcome {
    /// The word that scripts read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Added => "added",
            Outcome::Changed => "changed",
            Outcome::Unchanged => "unchanged",
            Outcome::Removed => "removed",
            Outcome::Refused => "refused",
            Outcome::Failed => "failed",
        }
    }
}

/// What an operation did, or with `dry_run` would do.
#[derive(Clone)]
pub struct Report {
    /// The plan it was done by, without its changes.
    pub plan: Plan,
    /// Nothing was changed; this is only the plan.
    pub dry_run: bool,
    /// Where it stands in the history.
    pub history: Option<EntryId>,
    /// The run, for many users.
    pub run: Option<String>,
    /// How the file was encoded, for files.
    pub encoding: Option<String>,
}

impl Report {
    /// The report of a plan that was not applied.
    pub fn dry(plan: Plan) -> Self {
        Self {
            plan,
            dry_run: true,
            history: None,
            run: None,
            encoding: None,
        }
    }

    /// The report of a plan that had nothing to change.
    pub fn of_nothing(plan: Plan) -> Self {
        Self {
            dry_run: false,
            ..Self::dry(plan)
        }
    }

    /// Who did what, for the history.
    pub fn of(plan: Plan, history: EntryId) -> Self {
        Self {
            plan,
            dry_run: false,
            history: Some(history),
            run: None,
            encoding: None,
        }
    }
}

impl Plan {
    /// What the history will say of it.
    pub fn draft(&self, desk: &Desk) -> crate::account::entry::Draft {
        crate::account::entry::Draft {
            at: desk.now(),
            who: Operator::clone(desk.operator()),
            operation: self.operation.to_owned(),
            customer: self.customer.clone(),
            subject: self.subject.clone(),
            summary: self.summary,
            undo: self.undo.clone(),
            undoes: self.undoes,
        }
    }
}
