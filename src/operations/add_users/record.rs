//! What the book keeps of a run, so that it can go on without the file: one record with its numbers, and one for each
//! batch with the rows and what became of them. Batches apart, because every commit writes only what it changed. No
//! password stands here, and the rows are other people's data: they go to no log.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::account::entry::EntryId;
use crate::account::record::{CustomerId, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::operations::{Desk, Failure};
use crate::store::StoreError;

use super::columns::Column;
use super::fault::Fault;

/// A run of many users as the book has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// Its name, a random ID.
    pub id: String,
    /// The file's name.
    pub file: String,
    /// BLAKE3 of the file.
    pub file_hash: String,
    /// How the file was written.
    pub encoding: String,
    /// The country of all its users, ISO 3166 alpha-2.
    pub location: String,
    /// When its first batch was done.
    pub started: Timestamp,
    /// Users that were added.
    pub done: u64,
    /// Rows that are still to be tried.
    pub left: u64,
    /// Rows that were tried and did not work.
    pub failed: u64,
    /// Rows that a rule refused before.
    pub refused: u64,
    /// Rows whose status said that they were added before.
    pub skipped: u64,
    /// Whether anything is left.
    pub state: RunState,
    /// The history entry; `None` only before the first batch. The record that this batch writes does not have it yet, for
    /// the entry is named after that very commit.
    pub entry: Option<EntryId>,
    /// Where its passwords are to be handed over at the end.
    pub passwords: Option<PathBuf>,
    /// Where its results are to be written at the end.
    pub results: Option<PathBuf>,
    /// How many batches it has.
    pub batches: u32,
    /// The header of the file, when it has one.
    pub(super) header: Option<Vec<String>>,
    /// Where the columns stand in the file, in the portal's order.
    pub(super) places: [Option<usize>; 5],
}

/// Whether a run is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RunState {
    /// Running now, cancelled, or killed: it can be resumed.
    Unfinished,
    /// Every row was tried.
    Done,
}

impl RunState {
    /// The word that scripts read.
    pub const fn as_str(self) -> &'static str {
        match self {
            RunState::Unfinished => "unfinished",
            RunState::Done => "done",
        }
    }
}

/// The rows of one batch: up to 100 to be added, and what was refused or skipped between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Batch {
    pub(super) run: String,
    pub(super) batch: u32,
    pub(super) rows: Vec<RunRow>,
}

/// A row of the file on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunRow {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
    pub(super) fate: Fate,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Fate {
    /// Still to be tried.
    Waiting,
    /// Added under this ID.
    Added(String),
    /// Its status said that it was added before.
    Skipped,
    /// A rule refused it before anything was tried.
    Refused(Vec<CellFault>),
    /// Tried, did not work.
    Failed(CellFault),
}

/// A fault and its column, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CellFault {
    pub(super) column: u32,
    pub(super) fault: Fault,
}

impl CellFault {
    /// The place of its cell in the row, counted from 0.
    pub(super) fn place(&self) -> usize {
        (self.column as usize).saturating_sub(1)
    }
}

impl RunRow {
    pub(super) fn is_waiting(&self) -> bool {
        self.fate == Fate::Waiting
    }
}

impl Run {
    /// Rows that were tried so far.
    pub(super) fn tried(&self) -> u64 {
        self.done + self.failed
    }

    /// What a row says in a column.
    pub(super) fn cell<'a>(&self, row: &'a RunRow, column: Column) -> &'a str {
        let cell = self.places[column.place()].and_then(|at| row.cells.get(at));
        cell.map_or("", String::as_str)
    }

    pub(super) fn key(&self, customer: &CustomerId) -> RecordKey {
        RecordKey::new(customer, Kind::Run, &self.id)
    }

    fn batch_key(&self, customer: &CustomerId, batch: u32) -> RecordKey {
        RecordKey::new(customer, Kind::Run, &format!("{}.{batch:06}", self.id))
    }
}

impl Batch {
    pub(super) fn has_waiting(&self) -> bool {
        self.rows.iter().any(RunRow::is_waiting)
    }

    pub(super) fn key(&self, customer: &CustomerId, run: &Run) -> RecordKey {
        run.batch_key(customer, self.batch)
    }
}

/// The runs of a customer, the newest first.
///
/// # Errors
/// When the book can't be read.
pub fn runs(desk: &Desk, customer: &CustomerId) -> Result<Vec<Run>, Failure> {
    let mut runs: Vec<Run> = Vec::new();
    for stored in desk.store().list(customer, Kind::Run)? {
        if is_run(&stored) {
            runs.push(read_run(stored)?);
        }
    }
    runs.sort_by_key(|run| std::cmp::Reverse(run.started));
    Ok(runs)
}

fn is_run(stored: &Stored) -> bool {
    stored.resource.get("batch").is_none()
}

/// A run by its name or the beginning of it.
///
/// # Errors
/// No such run, several, or a book that can't be read.
pub fn find(desk: &Desk, customer: &CustomerId, named: &str) -> Result<Run, Failure> {
    Ok(find_stored(desk, customer, named)?.0)
}

/// The same with the record it stands in.
pub(super) fn find_stored(
    desk: &Desk,
    customer: &CustomerId,
    named: &str,
) -> Result<(Run, Stored), Failure> {
    let wanted = named.trim().to_lowercase();
    let records = desk.store().list(customer, Kind::Run)?;
    let mut matching: Vec<Stored> = records
        .into_iter()
        .filter(|stored| is_run(stored) && stored.key.id.starts_with(&wanted))
        .collect();
    match matching.len() {
        1 if !wanted.is_empty() => {
            let stored = matching.remove(0);
            Ok((read_run(stored.clone())?, stored))
        }
        0 | 1 => Err(Failure::NotFound("thing-run", named.to_owned())),
        _ => {
            let names = matching.into_iter().map(|stored| stored.key.id).collect();
            Err(Failure::Ambiguous(named.to_owned(), names))
        }
    }
}

/// The users that a run added so far, in the order of its file.
///
/// # Errors
/// When the book can't be read.
pub fn added_by(desk: &Desk, customer: &CustomerId, run: &Run) -> Result<Vec<RecordKey>, Failure> {
    let mut users = Vec::new();
    for number in 0..run.batches {
        let (batch, _) = batch(desk, customer, run, number)?;
        let added = batch.rows.into_iter().filter_map(|row| match row.fate {
            Fate::Added(id) => Some(RecordKey::new(customer, Kind::User, &id)),
            _ => None,
        });
        users.extend(added);
    }
    Ok(users)
}

/// One batch of a run, with the record it stands in.
pub(super) fn batch(
    desk: &Desk,
    customer: &CustomerId,
    run: &Run,
    batch: u32,
) -> Result<(Batch, Stored), Failure> {
    let key = run.batch_key(customer, batch);
    let stored = desk.store().get(&key)?;
    let stored = stored.ok_or_else(|| damaged(&key.id))?;
    Ok((read(stored.clone())?, stored))
}

/// The sign-in names that unfinished runs of a customer added, with the run.
pub(super) fn added_by_unfinished_runs(
    desk: &Desk,
    customer: &CustomerId,
) -> Result<Vec<(String, String)>, Failure> {
    let mut added = Vec::new();
    let unfinished = |run: &Run| run.state == RunState::Unfinished;
    for run in runs(desk, customer)?.into_iter().filter(unfinished) {
        for number in 0..run.batches {
            let rows = batch(desk, customer, &run, number)?.0.rows;
            let done = rows.iter().filter(|row| matches!(row.fate, Fate::Added(_)));
            added.extend(done.map(|row| (run.id.clone(), run.cell(row, Column::Email).to_owned())));
        }
    }
    Ok(added)
}

pub(super) fn write<T: Serialize>(record: &T) -> Result<Resource, Failure> {
    match serde_json::to_value(record) {
        Ok(Value::Object(members)) => Ok(Resource::from(members)),
        _ => Err(damaged("run")),
    }
}

fn read_run(stored: Stored) -> Result<Run, Failure> {
    let first_commit = EntryId(stored.version.0);
    let mut run: Run = read(stored)?;
    run.entry.get_or_insert(first_commit);
    Ok(run)
}

fn read<T: DeserializeOwned>(stored: Stored) -> Result<T, Failure> {
    let id = stored.key.id;
    serde_json::from_value(stored.resource.into_value()).map_err(|_| damaged(&id))
}

fn damaged(id: &str) -> Failure {
    Failure::Store(StoreError::Damaged {
        what: format!("run {id}"),
    })
}
