//! Adding the users, batch by batch. Each batch is one commit: its users, its rows' fates and the run's numbers, so that a
//! kill between two batches loses nothing and a resumed run adds nobody twice. Passwords are sealed before the commit.

use crate::account::entry::EntryId;
use crate::account::record::{CustomerId, Expect, Version};
use crate::operations::{Desk, Failure, Item, Outcome, Plan, Report, Ticket};
use crate::say;
use crate::store::StoreError;

use super::columns::Column;
use super::fault::Fault;
use super::plan::{RunPlan, problem_of, undo_of};
use super::record::{self, Batch, CellFault, Fate, Run, RunRow};
use super::step::{Step, summary_of};
use super::tenant::Tenant;

/// What a run did, and how far it came.
pub struct Ran {
    /// What happened to each row that was tried or refused; the numbers are those of the whole run.
    pub report: Report,
    /// The run as the book has it.
    pub run: Run,
    /// Why it stopped before its end: [`Failure::Interrupted`] when it was cancelled. It can be resumed.
    pub stopped: Option<Failure>,
}

/// Adds the users of a plan. A row whose user was added by somebody else meanwhile fails, the others go on. Cancelled, it
/// stops after a whole batch.
///
/// # Errors
/// [`Failure::Blocked`] by the plan's blockers, or whatever stopped it before the first batch was done; nobody was added
/// then. Later the report says how far it came, and [`Ran::stopped`] why it did not come further.
pub fn run(desk: &Desk, plan: RunPlan, ticket: &Ticket) -> Result<Ran, Failure> {
    if !plan.plan.blockers.is_empty() {
        return Err(Failure::Blocked(plan.plan.blockers));
    }
    let mut run = plan.run;
    run.started = desk.now();
    run.batches = u32::try_from(plan.batches.len()).unwrap_or(u32::MAX);
    let batches = plan.batches.into_iter().zip(0..);
    let batches = batches.map(|(rows, batch)| Kept {
        what: Batch {
            run: run.id.clone(),
            batch,
            rows,
        },
        expect: Expect::Absent,
    });
    Running {
        desk,
        tenant: plan.tenant,
        batches: batches.collect(),
        run: Kept {
            what: run,
            expect: Expect::Absent,
        },
    }
    .go(plan.plan, ticket)
}

/// Goes on with a run that was cancelled or killed: the rows that were not tried yet. A run that is done stays as it is.
///
/// # Errors
/// A refusal, no such run, what must be done first, or whatever stopped it before its next batch was done.
pub fn resume(
    desk: &Desk,
    customer: &CustomerId,
    named: &str,
    ticket: &Ticket,
) -> Result<Ran, Failure> {
    let tenant = Tenant::look(desk, customer)?;
    if !tenant.blockers.is_empty() {
        return Err(Failure::Blocked(tenant.blockers));
    }
    let (run, stored) = record::find_stored(desk, customer, named)?;
    let mut batches = Vec::new();
    for number in 0..run.batches {
        let (what, stored) = record::batch(desk, customer, &run, number)?;
        let expect = Expect::Version(stored.version);
        batches.push(Kept { what, expect });
    }
    let plan = plan_of_rest(&tenant, &run);
    Running {
        desk,
        tenant,
        batches,
        run: Kept {
            expect: Expect::Version(stored.version),
            what: run,
        },
    }
    .go(plan, ticket)
}

/// What [`resume`] would do.
///
/// # Errors
/// A refusal, no such run, or a book that can't be read.
pub fn would_resume(desk: &Desk, customer: &CustomerId, named: &str) -> Result<Report, Failure> {
    let tenant = Tenant::look(desk, customer)?;
    let run = record::find(desk, customer, named)?;
    let mut plan = plan_of_rest(&tenant, &run);
    plan.blockers = tenant.blockers;
    plan.summary.added = run.left;
    let mut report = Report::dry(plan);
    report.run = Some(run.id);
    Ok(report)
}

fn plan_of_rest(tenant: &Tenant, run: &Run) -> Plan {
    let mut plan = Plan::new("add_users", tenant.name.clone());
    plan.customer = Some(tenant.customer.clone());
    plan.steps = vec![say!("users-step-resume", n = run.left)];
    plan.undo = undo_of(run.passwords.as_deref());
    plan
}

/// A record of the run and what the book must have for it to be written.
pub(super) struct Kept<T> {
    pub(super) what: T,
    pub(super) expect: Expect,
}

/// A run on its way.
pub(super) struct Running<'a> {
    pub(super) desk: &'a Desk,
    pub(super) tenant: Tenant,
    pub(super) run: Kept<Run>,
    pub(super) batches: Vec<Kept<Batch>>,
}

impl Running<'_> {
    fn go(mut self, plan: Plan, ticket: &Ticket) -> Result<Ran, Failure> {
        let before = self.run.what.tried();
        ticket.expect(self.run.what.left);
        match self.add_all(ticket) {
            Err(failure) if self.run.what.tried() == before => Err(failure),
            done => Ok(self.tell(plan, done.err())),
        }
    }

    fn add_all(&mut self, ticket: &Ticket) -> Result<(), Failure> {
        for number in 0..self.batches.len() {
            if !self.batches[number].what.has_waiting() {
                continue;
            }
            if ticket.is_cancelled() {
                return Err(Failure::Interrupted);
            }
            let before = (self.run.what.done, self.run.what.failed);
            self.add_batch(number)?;
            let after = &self.run.what;
            ticket.advance(after.done - before.0, after.failed - before.1);
        }
        Ok(())
    }

    fn add_batch(&mut self, number: usize) -> Result<(), Failure> {
        let mut batch = self.batches[number].what.clone();
        loop {
            let step = self.step(number, batch.clone())?;
            let done = self
                .desk
                .with_secrets(&step.secrets, || self.desk.commit(&step.commit));
            match done {
                Ok(receipt) => {
                    self.accept(number, step, receipt.entry, receipt.version);
                    return Ok(());
                }
                Err(Failure::Store(StoreError::Taken(guard))) => {
                    // Every pass takes rows out, so that it ends.
                    if self.fail_taken(&mut batch)? == 0 {
                        return Err(Failure::Store(StoreError::Taken(guard)));
                    }
                }
                Err(failure) => return Err(failure),
            }
        }
    }

    /// Somebody else added users of these names since the check: their rows fail.
    fn fail_taken(&self, batch: &mut Batch) -> Result<usize, Failure> {
        let run = &self.run.what;
        let column = column_of(run, Column::Email);
        let mut failed = 0;
        for row in batch.rows.iter_mut().filter(|row| row.is_waiting()) {
            let name = run.cell(row, Column::Email);
            let free = self.tenant.purged(name);
            let mut holders = self
                .desk
                .store()
                .users_signing_in_as(&self.tenant.customer, name)?
                .into_iter();
            if holders.any(|holder| !free.contains(&holder)) {
                let fault = Fault::AlreadyExists;
                row.fate = Fate::Failed(CellFault { column, fault });
                failed += 1;
            }
        }
        Ok(failed)
    }

    /// Whether no batch is in the book yet.
    pub(super) fn is_first(&self) -> bool {
        self.run.what.entry.is_none()
    }

    fn accept(&mut self, number: usize, step: Step, entry: EntryId, version: Version) {
        if self.is_first() {
            for kept in &mut self.batches {
                kept.expect = Expect::Version(version);
            }
        }
        self.run.what = step.run;
        self.run.what.entry = Some(entry);
        self.run.expect = Expect::Version(version);
        self.batches[number].what = step.batch;
        self.batches[number].expect = Expect::Version(version);
    }

    fn tell(self, mut plan: Plan, stopped: Option<Failure>) -> Ran {
        let run = self.run.what;
        plan.summary = summary_of(&run);
        let rows = self.batches.iter().flat_map(|batch| &batch.what.rows);
        plan.items = rows.filter_map(|row| item_of(&run, row)).collect();
        let report = Report {
            plan,
            dry_run: false,
            history: run.entry,
            run: Some(run.id.clone()),
            encoding: Some(run.encoding.clone()),
        };
        Ran {
            report,
            run,
            stopped,
        }
    }
}

/// What a report says of a row; nothing of one that still waits.
fn item_of(run: &Run, row: &RunRow) -> Option<Item> {
    let problems = |faults: &[CellFault]| {
        let faults = faults.iter();
        faults.map(|fault| problem_of(run, row, fault)).collect()
    };
    let (outcome, id, problems) = match &row.fate {
        Fate::Waiting => return None,
        Fate::Added(id) => (Outcome::Added, Some(id.clone()), Vec::new()),
        Fate::Skipped => (Outcome::Unchanged, None, Vec::new()),
        Fate::Refused(faults) => (Outcome::Refused, None, problems(faults)),
        Fate::Failed(fault) => (Outcome::Failed, None, problems(std::slice::from_ref(fault))),
    };
    Some(Item {
        line: Some(row.line),
        id,
        outcome,
        problems,
    })
}

fn column_of(run: &Run, column: Column) -> u32 {
    let place = run.places[column.place()].unwrap_or_default();
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}
