//! What adding the users of a file would do, in words and row by row; nothing is changed by it. [`super::run`](mod@super::run) does it.

use std::path::{Path, PathBuf};

use crate::account::cloud::Offer;
use crate::account::entry::{Summary, Undo};
use crate::account::problem::{Arg, Message, Place, Problem};
use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Item, Outcome, Plan, Report};
use crate::say;

use super::BATCH;
use super::check::{CheckOptions, Checked};
use super::columns::Column;
use super::file::UsersFile;
use super::record::{CellFault, Fate, Run, RunRow, RunState};
use super::tenant::Tenant;

/// The wish to add the users of a file.
#[derive(Debug, Clone)]
pub struct AddUsers {
    /// Whose users they will be.
    pub customer: CustomerId,
    /// The country of all of them, ISO 3166 alpha-2.
    pub location: Option<String>,
    /// What happens when rows are wrong.
    pub bad_rows: BadRows,
    /// How strictly to look.
    pub options: CheckOptions,
    /// Where the passwords are to be handed over at the end: kept with the run, so that a resumed one does it too.
    pub passwords: Option<PathBuf>,
    /// Where the results are to be written at the end; kept with the run.
    pub results: Option<PathBuf>,
}

/// What happens when rows are wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BadRows {
    /// Nobody is added.
    #[default]
    RefuseFile,
    /// The others are added.
    LeaveOut,
}

/// What would be done.
#[derive(Clone)]
pub struct RunPlan {
    /// For people and reports. Its changes are made batch by batch when it runs.
    pub plan: Plan,
    pub(super) tenant: Tenant,
    pub(super) run: Run,
    pub(super) batches: Vec<Vec<RunRow>>,
}

impl AddUsers {
    /// Adds all users of a file, or none.
    pub fn new(customer: &CustomerId, location: Option<&str>) -> Self {
        Self {
            customer: customer.clone(),
            location: location.map(str::to_owned),
            bad_rows: BadRows::default(),
            options: CheckOptions::default(),
            passwords: None,
            results: None,
        }
    }

    /// Reads the book, checks the file, and says what would be done. A plan may have blockers: it can be shown, not run.
    ///
    /// # Errors
    /// A refusal; no such customer; [`Failure::Problems`] with every problem of the file, unless bad rows are left out
    /// and what is wrong concerns only them.
    pub fn plan(&self, desk: &Desk, file: &UsersFile) -> Result<RunPlan, Failure> {
        let tenant = Tenant::look(desk, &self.customer)?;
        let checked = tenant.check(file, self.location.as_deref(), &self.options);
        self.plan_checked(desk, tenant, file, checked)
    }

    /// The same for a file that was checked already, as the screen has it.
    ///
    /// # Errors
    /// As [`AddUsers::plan`].
    pub fn plan_checked(
        &self,
        desk: &Desk,
        tenant: Tenant,
        file: &UsersFile,
        checked: Checked,
    ) -> Result<RunPlan, Failure> {
        let leave_out = self.bad_rows == BadRows::LeaveOut && checked.could_leave_bad_rows_out();
        let (Some(location), true) = (checked.location, checked.problems.is_empty() || leave_out)
        else {
            let mut all = checked.blockers;
            all.extend(checked.problems);
            return Err(Failure::Problems(all));
        };
        let run = self.run_of(desk, file, location, &checked);
        let items = items_of(file, &checked);
        let batches = batches_of(file, &checked);
        let mut plan = Plan::new("add_users", tenant.name.clone());
        plan.customer = Some(self.customer.clone());
        plan.steps = steps(&checked, location);
        plan.consequences = consequences(desk);
        plan.blockers = checked.blockers;
        plan.warnings = checked.warnings;
        plan.warnings
            .extend(header_problems(&checked.problems, &items));
        plan.undo = undo_of(self.passwords.as_deref());
        plan.summary = Summary {
            added: checked.ready.len() as u64,
            unchanged: checked.skipped.len() as u64,
            refused: checked.refused.len() as u64,
            ..Summary::default()
        };
        plan.items = items;
        Ok(RunPlan {
            plan,
            tenant,
            run,
            batches,
        })
    }

    fn run_of(&self, desk: &Desk, file: &UsersFile, location: &str, checked: &Checked) -> Run {
        Run {
            id: desk.new_id(),
            file: file.name().to_owned(),
            file_hash: file.hash().to_owned(),
            encoding: file.recognised().encoding.name().to_owned(),
            location: location.to_owned(),
            started: desk.now(),
            done: 0,
            left: checked.ready.len() as u64,
            failed: 0,
            refused: checked.refused.len() as u64,
            skipped: checked.skipped.len() as u64,
            state: RunState::Unfinished,
            entry: None,
            passwords: self.passwords.clone(),
            results: self.results.clone(),
            batches: 0,
            header: file.header().map(|header| header.cells.clone()),
            places: Column::ALL.map(|column| file.layout().place(column)),
        }
    }
}

impl RunPlan {
    /// The report of a dry run.
    pub fn dry_report(&self) -> Report {
        let mut report = Report::dry(self.plan.clone());
        report.encoding = Some(self.run.encoding.clone());
        report
    }
}

/// What the plan says of an undo. The history does not say it: a run that is stopped before its end has handed nothing
/// over.
pub(super) fn undo_of(passwords: Option<&Path>) -> Undo {
    match passwords {
        Some(_) => Undo::Not("users-undo-not-with-passwords".to_owned()),
        None => Undo::Possible,
    }
}

/// «129 users in 2 batches of 100 + 29», their country, their passwords.
fn steps(checked: &Checked, location: &'static str) -> Vec<Message> {
    let sizes = checked.batches();
    let users = checked.ready.len();
    let mut steps = vec![match sizes.as_slice() {
        [_] => say!("users-step-add", n = users),
        // A long row of hundreds says no more than their number.
        several if several.len() > 5 => {
            say!("users-step-add-many", n = users, batches = several.len())
        }
        several => {
            let sizes: Vec<String> = several.iter().map(ToString::to_string).collect();
            say!(
                "users-step-add-batches",
                n = users,
                batches = several.len(),
                sizes = sizes.join(" + ")
            )
        }
    }];
    let country = Arg::Country(location);
    steps.push(say!("users-step-location", country = country));
    if !checked.refused.is_empty() {
        steps.push(say!("users-step-leave-out", n = checked.refused.len()));
    }
    steps
}

fn consequences(desk: &Desk) -> Vec<Message> {
    let mut consequences = vec![
        say!("users-consequence-passwords"),
        say!("users-consequence-roles"),
    ];
    if let Offer::Noted(note) = desk.cloud().offers(Task::AddManyUsers) {
        consequences.push(Message::new(note));
    }
    consequences
}

fn items_of(file: &UsersFile, checked: &Checked) -> Vec<Item> {
    let mut problems = checked.problems.iter().peekable();
    let mut items = Vec::with_capacity(file.rows().len());
    for (place, row) in file.rows().iter().enumerate() {
        let mut own = Vec::new();
        // Both are in the order of the file.
        while let Some(problem) = problems.next_if(|problem| line_of(problem) <= row.line) {
            if line_of(problem) == row.line {
                own.push(problem.clone());
            }
        }
        let outcome = match own.is_empty() {
            false => Outcome::Refused,
            true if checked.skipped.binary_search(&place).is_ok() => Outcome::Unchanged,
            true => Outcome::Added,
        };
        items.push(Item {
            line: Some(row.line),
            id: None,
            outcome,
            problems: own,
        });
    }
    items
}

/// Problems of the header, when rows go on without it being mended: they belong to no row.
fn header_problems(problems: &[Problem], items: &[Item]) -> Vec<Problem> {
    let first_row = items.first().and_then(|item| item.line).unwrap_or(u64::MAX);
    let above = problems
        .iter()
        .filter(|problem| line_of(problem) < first_row);
    above.cloned().collect()
}

fn line_of(problem: &Problem) -> u64 {
    match &problem.place {
        Place::Cell { line, .. } => *line,
        _ => 0,
    }
}

/// The rows in the order of the file, cut after every hundredth that is to be added.
fn batches_of(file: &UsersFile, checked: &Checked) -> Vec<Vec<RunRow>> {
    let mut batches = vec![Vec::new()];
    let mut waiting = 0;
    for (place, row) in file.rows().iter().enumerate() {
        let fate = match checked.refused.get(&place) {
            Some(faults) => Fate::Refused(Vec::<CellFault>::clone(faults)),
            None if checked.skipped.binary_search(&place).is_ok() => Fate::Skipped,
            None => Fate::Waiting,
        };
        if fate == Fate::Waiting {
            if waiting == BATCH {
                batches.push(Vec::new());
                waiting = 0;
            }
            waiting += 1;
        }
        if let Some(batch) = batches.last_mut() {
            batch.push(RunRow {
                line: row.line,
                cells: row.cells.clone(),
                fate,
            });
        }
    }
    batches
}

/// How a report names a fault of a row of a run.
pub(super) fn problem_of(run: &Run, row: &RunRow, fault: &CellFault) -> Problem {
    let place = fault.place();
    let header = run.header.as_ref().and_then(|names| names.get(place));
    let cell = row.cells.get(place).map_or("", String::as_str);
    fault
        .fault
        .problem(row.line, fault.column, header.map(String::as_str), cell)
}
