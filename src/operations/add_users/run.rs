//! Adding the users, batch by batch. Each batch is one commit: its users, its rows' fates and the run's numbers, so that a
//! kill between two batches loses nothing and a resumed run adds nobody twice. Passwords are sealed before the commit.

use crate::account::entry::{Draft, EntryId, Summary, Undo};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Version};
use crate::account::resource::Resource;
use crate::operations::passwords::generate;
use crate::operations::{Desk, Failure, Item, Outcome, Plan, Report, Ticket};
use crate::say;
use crate::store::{Commit, Guard, Secret, StoreError};

use super::columns::Column;
use super::fault::Fault;
use super::plan::{RunPlan, problem_of};
use super::record::{self, Batch, CellFault, Fate, Run, RunRow, RunState};
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
    plan
}

/// A record of the run and what the book must have for it to be written.
struct Kept<T> {
    what: T,
    expect: Expect,
}

/// A run on its way.
struct Running<'a> {
    desk: &'a Desk,
    tenant: Tenant,
    run: Kept<Run>,
    batches: Vec<Kept<Batch>>,
}

/// One batch as a commit, and what the run's records say after it.
struct Step {
    run: Run,
    batch: Batch,
    commit: Commit,
    secrets: Vec<Secret>,
}

impl Running<'_> {
    fn go(mut self, plan: Plan, ticket: &Ticket) -> Result<Ran, Failure> {
        ticket.expect(self.run.what.left);
        let mut did_any = false;
        let mut stopped = None;
        for number in 0..self.batches.len() {
            if !self.batches[number]
                .what
                .rows
                .iter()
                .any(RunRow::is_waiting)
            {
                continue;
            }
            let before = (self.run.what.done, self.run.what.failed);
            let done = match ticket.is_cancelled() {
                true => Err(Failure::Interrupted),
                false => self.add_batch(number),
            };
            if let Err(failure) = done {
                stopped = Some(failure);
                break;
            }
            did_any = true;
            let now = &self.run.what;
            ticket.advance(now.done - before.0, now.failed - before.1);
        }
        match stopped {
            Some(failure) if !did_any => Err(failure),
            stopped => Ok(self.tell(plan, stopped)),
        }
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
                let fault = Fault::AlreadyExists { run: None };
                row.fate = Fate::Failed(CellFault { column, fault });
                failed += 1;
            }
        }
        Ok(failed)
    }

    fn step(&self, number: usize, mut batch: Batch) -> Result<Step, Failure> {
        let mut run = self.run.what.clone();
        let mut secrets = Vec::new();
        let mut commit = Commit {
            draft: self.draft(&run),
            continues: run.entry,
            changes: Vec::new(),
            guards: Vec::new(),
        };
        for row in batch.rows.iter_mut().filter(|row| row.is_waiting()) {
            let user = self.user(row);
            commit.guards.push(Guard::SignInNameFree {
                customer: self.tenant.customer.clone(),
                name: user.sign_in_name.clone(),
                except: self.tenant.purged(&user.sign_in_name),
            });
            row.fate = Fate::Added(user.key.id.clone());
            commit.changes.push(Change {
                key: user.key.clone(),
                expect: Expect::Absent,
                after: Some(self.resource(row, &user.key.id)),
            });
            secrets.push(user);
        }
        count(&mut run, &self.batches[number].what, &batch);
        commit.draft = self.draft(&run);
        commit.changes.extend(self.records(number, &run, &batch)?);
        Ok(Step {
            run,
            batch,
            commit,
            secrets,
        })
    }

    /// The run's own records that a batch changes: at first all of them, so that the rest can be resumed.
    fn records(&self, number: usize, run: &Run, batch: &Batch) -> Result<Vec<Change>, Failure> {
        let customer = &self.tenant.customer;
        let mut changes = vec![Change {
            key: run.key(customer),
            expect: self.run.expect,
            after: Some(record::write(run)?),
        }];
        for (place, kept) in self.batches.iter().enumerate() {
            let what = match place == number {
                true => batch,
                false if self.is_first() => &kept.what,
                false => continue,
            };
            changes.push(Change {
                key: what.key(customer, run),
                expect: kept.expect,
                after: Some(record::write(what)?),
            });
        }
        Ok(changes)
    }

    /// Whether no batch is in the book yet.
    fn is_first(&self) -> bool {
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

    /// A new user's name and first password.
    fn user(&self, row: &RunRow) -> Secret {
        let run = &self.run.what;
        let sign_in_name = run.cell(row, Column::Email).to_owned();
        Secret {
            key: RecordKey::new(&self.tenant.customer, Kind::User, &self.desk.new_id()),
            display_name: run.cell(row, Column::DisplayName).to_owned(),
            password: generate(self.desk, &sign_in_name),
            sign_in_name,
            since: self.desk.now(),
        }
    }

    /// The user as the service's answer to a creation would be, without the password.
    fn resource(&self, row: &RunRow, id: &str) -> Resource {
        let run = &self.run.what;
        let mut user = Resource::new();
        user.set("usageLocation", run.location.as_str());
        user.set("id", id);
        user.set("userPrincipalName", run.cell(row, Column::Email));
        for (member, column) in [
            ("firstName", Column::FirstName),
            ("lastName", Column::LastName),
        ] {
            let name = run.cell(row, column);
            if !name.is_empty() {
                user.set(member, name);
            }
        }
        user.set("displayName", run.cell(row, Column::DisplayName));
        user.set("userDomainType", "none");
        user.set("state", "active");
        user.set("attributes.objectType", "CustomerUser");
        user
    }

    fn draft(&self, run: &Run) -> Draft {
        Draft {
            at: self.desk.now(),
            who: self.desk.operator().clone(),
            operation: "add_users".to_owned(),
            customer: Some(self.tenant.customer.clone()),
            subject: self.tenant.name.clone(),
            summary: summary_of(run),
            undo: Undo::Possible,
            undoes: None,
        }
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

/// Brings the run's numbers from what they were before a batch to what they are after it.
fn count(run: &mut Run, before: &Batch, after: &Batch) {
    for (before, after) in before.rows.iter().zip(&after.rows) {
        if !before.is_waiting() {
            continue;
        }
        match after.fate {
            Fate::Added(_) => run.done += 1,
            Fate::Failed(_) => run.failed += 1,
            Fate::Waiting | Fate::Skipped | Fate::Refused(_) => continue,
        }
        run.left = run.left.saturating_sub(1);
    }
    if run.left == 0 {
        run.state = RunState::Done;
    }
}

fn summary_of(run: &Run) -> Summary {
    Summary {
        added: run.done,
        unchanged: run.skipped,
        refused: run.refused,
        failed: run.failed,
        ..Summary::default()
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
