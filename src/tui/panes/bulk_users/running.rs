//! Adding the users of a checked file: what the run is told to do, and what is kept of it when it is over.

use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::operations::add_users::{Ran, RunPlan, resume, run};
use crate::operations::{Failure, Outcome as Fate};
use crate::say;
use crate::tui::workers::{Outcome, Run};

/// What a run did.
pub(super) struct Done {
    /// The run's name, by which it is resumed and its results are read.
    pub(super) run: String,
    pub(super) file: String,
    pub(super) added: u64,
    pub(super) failed: u64,
    /// Rows that were left out because a rule refused them.
    pub(super) refused: u64,
    /// Rows that were not tried.
    pub(super) left: u64,
    /// Why it stopped before its end.
    pub(super) stopped: Option<Message>,
    /// What did not work: the line, and why.
    pub(super) failures: Vec<(u64, Message)>,
    /// Where the results were written.
    pub(super) results: Option<String>,
}

impl Done {
    pub(super) fn of(ran: Ran) -> Self {
        let failed = ran.report.plan.items.iter();
        let failed = failed.filter(|item| item.outcome == Fate::Failed);
        let failures = failed.filter_map(|item| {
            let why = item.problems.first()?.message.clone();
            Some((item.line.unwrap_or_default(), why))
        });
        Self {
            failures: failures.collect(),
            run: ran.run.id,
            file: ran.run.file,
            added: ran.run.done,
            failed: ran.run.failed,
            refused: ran.run.refused,
            left: ran.run.left,
            stopped: ran.stopped.map(|failure| match failure {
                Failure::Interrupted => say!("many-users-stopped"),
                other => other.message(),
            }),
            results: None,
        }
    }
}

/// Runs a plan.
pub(super) fn of_plan(customer: &CustomerId, plan: RunPlan) -> Run {
    let title = say!("many-users-running", name = &plan.plan.subject);
    let work = Run::new(title, move |desk, ticket| {
        Outcome::Ran(run(desk, plan, ticket).map(Box::new))
    });
    work.about(customer)
}

/// Goes on with a run.
pub(super) fn resumed(customer: &CustomerId, name: &str, named: String) -> Run {
    let title = say!("many-users-running", name = name);
    let whose = customer.clone();
    let work = Run::new(title, move |desk, ticket| {
        Outcome::Ran(resume(desk, &whose, &named, ticket).map(Box::new))
    });
    work.about(customer)
}
