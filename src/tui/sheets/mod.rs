//! Operations as the screen asks for them: one file each, with the title, the fields, how their values become the
//! operation, and how dangerous that is. The pane that shows them ([`super::panes::sheet`]) does the rest: it judges what
//! is typed, shows the plan as it would be done now, asks where it must, does it, and hands first passwords over.

pub mod agreement;
mod entry;
mod kept;
pub mod licenses;
pub mod relationships;
pub mod subscriptions;
pub mod support;
pub mod transfers;
pub mod users;
mod values;

use std::fmt::Debug;
use std::sync::Arc;

use crate::account::problem::{Message, Problem};
use crate::operations::history::operation_words;
use crate::operations::passwords::Which;
use crate::operations::{Desk, Failure, Operation, Plan, Report};
use crate::say;

pub use entry::{Alternative, Entry, Kind};
pub use kept::KeptSheet;
pub use values::Values;

/// One operation on the screen.
pub trait Sheet: Debug + Send + Sync {
    /// Whose account it is about, for the top line.
    fn about(&self) -> &str;

    /// What it does, for the top line and the question: `Rename Desks`.
    fn title(&self) -> Message;

    /// What of it is kept beside unsaved words, so that the next start can open it again. Every sheet with fields says.
    fn kept(&self) -> Option<KeptSheet> {
        None
    }

    /// Its fields, filled in as the book has it. Called by the reader's thread, so it may read; without fields the sheet
    /// shows the plan alone.
    ///
    /// # Errors
    /// When the book can't be read, or has not what the sheet is about.
    fn fields(&self, _desk: &Desk) -> Result<Vec<Entry>, Failure> {
        Ok(Vec::new())
    }

    /// Whether a field is asked for, as the others are filled in now.
    fn asks_for(&self, _field: &str, _values: &Values) -> bool {
        true
    }

    /// The operation that the values mean. Called only with values that are of their kind, required ones filled in.
    ///
    /// # Errors
    /// What is wrong with them, each by the path of its field.
    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>>;

    /// What is asked before it is done.
    fn confirm(&self) -> Confirm {
        Confirm::WhereDoubtful
    }

    /// The question before it is done, where there is one.
    fn ask(&self, _plan: &Plan) -> Message {
        say!("sheet-ask", what = self.title())
    }

    /// What clears a blocker, to be done from here: the sheet that it names lies over this one, and when it is done this
    /// one's plan is made again.
    fn remedy(&self, _blocker: &Problem, _plan: &Plan) -> Option<Remedy> {
        None
    }

    /// What the message line says once it is done.
    fn done(&self, report: &Report) -> Message {
        let what = Message::new(operation_words(report.plan.operation));
        say!("sheet-done", what = what, subject = &report.plan.subject)
    }

    /// What is offered once it is done: a sheet that takes the place of this one.
    fn next(&self, _report: &Report) -> Option<Arc<dyn Sheet>> {
        None
    }

    /// Which of the customer's sealed passwords are the ones that came to be, for the file they are saved into.
    fn passwords(&self, report: &Report) -> Which {
        let keys = report.plan.secrets.iter();
        Which::Of(keys.map(|secret| secret.key.clone()).collect())
    }
}

/// What is asked before an operation is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirm {
    /// Nothing, unless it can't be taken back, or follows what nobody has seen yet.
    WhereDoubtful,
    /// Always a yes.
    Asks,
    /// A name that must be typed, letter for letter; that is the yes.
    Types(String),
}

/// What clears a blocker.
#[derive(Debug, Clone)]
pub struct Remedy {
    /// What it does, in a few words: `suspend both`.
    pub words: Message,
    /// The sheet that does it.
    pub sheet: Arc<dyn Sheet>,
}
