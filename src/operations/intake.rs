//! How an import takes records in, whatever file they stand in: each is laid over what the book has, in steps of some
//! hundred under one history entry. A dry run goes the same way and commits nothing.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::mem;

use secrecy::SecretString;

use crate::account::entry::{EntryId, Summary};
use crate::account::problem::{Code, Place, Problem};
use crate::account::reading::{Password, Read};
use crate::account::record::{Change, Expect, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::say;
use crate::store::{Commit, Secret, StoreError};

use super::{Desk, Failure, Item, Outcome, Plan, Report, Ticket};

/// Records of one step: enough that syncing does not cost, few enough that somebody's save passes between two.
const STEP: usize = 500;

/// Files of up to so many records are told record by record; of larger ones only what did not go well.
pub(super) const TOLD_ONE_BY_ONE: u64 = 10_000;

/// So many warnings are told one by one, and so many problems.
const TOLD: usize = 1_000;

/// How often a step is planned anew because somebody saved one of its records meanwhile.
const TRIES: usize = 5;

/// Whether the book changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Only told.
    Dry,
    /// Done.
    Real,
}

/// One record of a file as it came in.
pub(super) struct Incoming {
    /// The physical line where it starts.
    pub(super) line: u64,
    /// The record, or why it can't be taken.
    pub(super) what: Result<Box<dyn Record>, Vec<Problem>>,
    /// What is odd about it and does not hinder.
    pub(super) notes: Vec<Problem>,
}

/// A record of a file, whatever kind of file it is.
pub(super) trait Record {
    /// Which record of the book it is about.
    fn key(&self) -> &RecordKey;

    /// What the book says once it is laid over what is there. [`Failure::Problems`] refuses this record alone.
    fn lay(&self, desk: &Desk, there: Option<&Resource>) -> Result<Laid, Failure>;

    /// Passwords that came with it.
    fn passwords(&self) -> &[Password] {
        &[]
    }
}

/// What the book says once a record is laid over it.
pub(super) struct Laid {
    pub(super) after: Resource,
    /// What is doubtful and allowed.
    pub(super) warnings: Vec<Problem>,
}

/// A resource of the service replaces the members that it has.
impl Record for Read {
    fn key(&self) -> &RecordKey {
        &self.key
    }

    fn lay(&self, _: &Desk, there: Option<&Resource>) -> Result<Laid, Failure> {
        let after = match there {
            None => self.resource.clone(),
            Some(there) => {
                let mut merged = there.clone();
                merged.merge(&self.resource);
                merged
            }
        };
        Ok(Laid {
            after,
            warnings: Vec::new(),
        })
    }

    fn passwords(&self) -> &[Password] {
        &self.passwords
    }
}

/// What became of one record.
struct Fate {
    outcome: Outcome,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Fate {
    fn refused(problems: Vec<Problem>) -> Self {
        Self {
            outcome: Outcome::Refused,
            problems,
            warnings: Vec::new(),
        }
    }
}

/// What a first look at the whole file found.
#[derive(Default)]
pub(super) struct Survey {
    records: u64,
    seen: HashSet<u64>,
    repeated: HashSet<u64>,
}

impl Survey {
    /// Notes one record, by its name when it has one.
    pub(super) fn note(&mut self, key: Option<&RecordKey>) {
        self.records += 1;
        if let Some(key) = key
            && !self.seen.insert(short(key))
        {
            self.repeated.insert(short(key));
        }
    }

    /// How many records there are.
    pub(super) fn records(&self) -> u64 {
        self.records
    }
}

/// A million names must fit: one that only seems to come again costs nothing but a little memory.
pub(super) fn short(key: &RecordKey) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// An import on its way.
pub(super) struct Intake<'a> {
    desk: &'a Desk,
    ticket: &'a Ticket,
    mode: Mode,
    plan: Plan,
    entry: Option<EntryId>,
    waiting: Vec<Incoming>,
    tells_all: bool,
    problems: Vec<Problem>,
    untold_warnings: u64,
    /// What a dry run would have written and will meet again.
    written: HashMap<RecordKey, Resource>,
    repeated: HashSet<u64>,
}

impl<'a> Intake<'a> {
    pub(super) fn new(
        desk: &'a Desk,
        ticket: &'a Ticket,
        mode: Mode,
        plan: Plan,
        survey: Survey,
    ) -> Self {
        ticket.expect(survey.records);
        Self {
            desk,
            ticket,
            mode,
            plan,
            entry: None,
            waiting: Vec::new(),
            tells_all: survey.records <= TOLD_ONE_BY_ONE,
            problems: Vec::new(),
            untold_warnings: 0,
            written: HashMap::new(),
            repeated: survey.repeated,
        }
    }

    /// Says something about the import as a whole.
    pub(super) fn warn(&mut self, warning: Problem) {
        if self.plan.warnings.len() < TOLD {
            self.plan.warnings.push(warning);
        } else {
            self.untold_warnings += 1;
        }
    }

    /// Takes one record; every some hundred are done at once.
    pub(super) fn take(&mut self, incoming: Incoming) -> Result<(), Failure> {
        self.waiting.push(incoming);
        if self.waiting.len() < STEP {
            return Ok(());
        }
        self.step()
    }

    /// Does what waits and tells what happened.
    pub(super) fn finish(mut self) -> Result<Report, Failure> {
        self.step()?;
        let summary = self.plan.summary;
        let nothing_went_in = summary.added + summary.changed + summary.unchanged == 0;
        if summary.refused > 0 && nothing_went_in {
            return Err(Failure::Problems(self.problems));
        }
        if self.untold_warnings > 0 {
            let more = say!("import-more-warnings", n = self.untold_warnings);
            self.plan.warnings.push(Problem::new(Code::Dropped, more));
        }
        if !self.tells_all {
            let message = say!("import-items-left-out", limit = TOLD_ONE_BY_ONE);
            self.plan
                .warnings
                .push(Problem::new(Code::Dropped, message));
        }
        let mut report = Report::dry(self.plan);
        report.dry_run = self.mode == Mode::Dry;
        report.history = self.entry;
        Ok(report)
    }

    fn step(&mut self) -> Result<(), Failure> {
        if self.ticket.is_cancelled() {
            return Err(Failure::Interrupted);
        }
        let waiting = mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let fates = self.do_step(&waiting)?;
        let before = self.plan.summary;
        for (incoming, fate) in waiting.into_iter().zip(fates) {
            self.tell(incoming, fate);
        }
        let refused = self.plan.summary.refused - before.refused;
        let done = total(&self.plan.summary) - total(&before) - refused;
        self.ticket.advance(done, refused);
        Ok(())
    }

    /// Plans the step and commits it; anew when somebody saved one of its records in between.
    fn do_step(&mut self, waiting: &[Incoming]) -> Result<Vec<Fate>, Failure> {
        for _ in 1..TRIES {
            match self.try_step(waiting) {
                Err(Failure::Conflict(_)) => {}
                other => return other,
            }
        }
        self.try_step(waiting)
    }

    fn try_step(&mut self, waiting: &[Incoming]) -> Result<Vec<Fate>, Failure> {
        let mut step = Step::new(self.desk, &self.written);
        let mut fates = Vec::with_capacity(waiting.len());
        for incoming in waiting {
            fates.push(match &incoming.what {
                Ok(record) => step.lay(record.as_ref())?,
                Err(problems) => Fate::refused(problems.clone()),
            });
        }
        let (changes, secrets) = step.finish();
        match self.mode {
            Mode::Real => self.commit(changes, &secrets, &fates)?,
            Mode::Dry => self.remember(changes),
        }
        Ok(fates)
    }

    fn commit(
        &mut self,
        changes: Vec<Change>,
        secrets: &[Secret],
        fates: &[Fate],
    ) -> Result<(), Failure> {
        let mut draft = self.plan.draft(self.desk);
        for fate in fates {
            count(&mut draft.summary, fate.outcome);
        }
        let commit = Commit {
            draft,
            continues: self.entry,
            changes,
            guards: Vec::new(),
        };
        self.entry = self.desk.with_secrets(secrets, || {
            // A step that changes nothing leaves no trace in the history.
            if commit.changes.is_empty() && commit.continues.is_none() {
                return Ok(None);
            }
            self.desk.commit(&commit).map(|receipt| Some(receipt.entry))
        })?;
        Ok(())
    }

    fn remember(&mut self, changes: Vec<Change>) {
        for change in changes {
            if let Some(after) = change.after
                && self.repeated.contains(&short(&change.key))
            {
                self.written.insert(change.key, after);
            }
        }
    }

    fn tell(&mut self, incoming: Incoming, fate: Fate) {
        let line = incoming.line;
        count(&mut self.plan.summary, fate.outcome);
        for note in incoming
            .notes
            .into_iter()
            .chain(at_line(line, fate.warnings))
        {
            self.warn(note);
        }
        let record = incoming.what.ok();
        for password in record.iter().flat_map(|record| record.passwords()) {
            self.warn(sealed(line, password.path));
        }
        let problems = at_line(line, fate.problems);
        let room = TOLD.saturating_sub(self.problems.len());
        self.problems.extend(problems.iter().take(room).cloned());
        let went_well = !matches!(fate.outcome, Outcome::Refused | Outcome::Failed);
        if self.tells_all || (!went_well && self.plan.items.len() < TOLD_ONE_BY_ONE as usize) {
            self.plan.items.push(Item {
                line: Some(line),
                id: record.map(|record| record.key().id.clone()),
                outcome: fate.outcome,
                problems,
            });
        }
    }
}

/// The changes of one step, each record once, however often it stands in the file.
struct Step<'a> {
    desk: &'a Desk,
    written: &'a HashMap<RecordKey, Resource>,
    drafts: Vec<DraftChange>,
    by_key: HashMap<RecordKey, usize>,
    secrets: Vec<Secret>,
}

struct DraftChange {
    key: RecordKey,
    expect: Expect,
    before: Option<Resource>,
    after: Option<Resource>,
}

impl<'a> Step<'a> {
    fn new(desk: &'a Desk, written: &'a HashMap<RecordKey, Resource>) -> Self {
        Self {
            desk,
            written,
            drafts: Vec::new(),
            by_key: HashMap::new(),
            secrets: Vec::new(),
        }
    }

    /// Lays one record over what is there and says what that does.
    fn lay(&mut self, record: &dyn Record) -> Result<Fate, Failure> {
        let at = self.draft_of(record.key())?;
        let there = self.drafts[at].after.as_ref();
        let laid = match record.lay(self.desk, there) {
            Err(Failure::Problems(problems)) => return Ok(Fate::refused(problems)),
            other => other?,
        };
        let outcome = match there {
            None => Outcome::Added,
            Some(there) if *there == laid.after => Outcome::Unchanged,
            Some(_) => Outcome::Changed,
        };
        for password in record.passwords() {
            let secret = secret(self.desk, record.key(), &laid.after, &password.text);
            self.secrets.push(secret);
        }
        self.drafts[at].after = Some(laid.after);
        Ok(Fate {
            outcome,
            problems: Vec::new(),
            warnings: laid.warnings,
        })
    }

    fn draft_of(&mut self, key: &RecordKey) -> Result<usize, StoreError> {
        if let Some(at) = self.by_key.get(key) {
            return Ok(*at);
        }
        let stored = self.desk.store().get(key)?;
        let expect = stored
            .as_ref()
            .map_or(Expect::Absent, |stored| Expect::Version(stored.version));
        let before = match self.written.get(key) {
            Some(resource) => Some(resource.clone()),
            None => stored.map(|stored| stored.resource),
        };
        let at = self.drafts.len();
        self.by_key.insert(key.clone(), at);
        self.drafts.push(DraftChange {
            key: key.clone(),
            expect,
            after: before.clone(),
            before,
        });
        Ok(at)
    }

    /// What is to be written: nothing where all stays as it is.
    fn finish(self) -> (Vec<Change>, Vec<Secret>) {
        let changed = self
            .drafts
            .into_iter()
            .filter(|draft| draft.before != draft.after);
        let changes = changed.map(|draft| Change {
            key: draft.key,
            expect: draft.expect,
            after: draft.after,
        });
        (changes.collect(), self.secrets)
    }
}

/// A password on its way to the seal: of a user, or of a customer's first administrator.
fn secret(desk: &Desk, key: &RecordKey, resource: &Resource, password: &str) -> Secret {
    let (display_name, sign_in_name) = match key.kind {
        Kind::Customer => (
            resource
                .text_or_empty("userCredentials.userName")
                .to_owned(),
            administrator(
                resource.text_or_empty("userCredentials.userName"),
                resource.text_or_empty("companyProfile.domain"),
            ),
        ),
        _ => (
            resource.text_or_empty("displayName").to_owned(),
            resource.text_or_empty("userPrincipalName").to_owned(),
        ),
    };
    Secret {
        key: key.clone(),
        display_name,
        sign_in_name,
        password: SecretString::from(password),
        since: desk.now(),
    }
}

/// The sign-in name of a first administrator: the service gives it without the domain.
fn administrator(name: &str, domain: &str) -> String {
    if name.contains('@') || domain.is_empty() {
        return name.to_owned();
    }
    format!("{name}@{domain}")
}

fn sealed(line: u64, path: &str) -> Problem {
    let message = say!("import-password-sealed", line = line, path = path);
    Problem::new(Code::PasswordSealed, message)
        .at(at(line, path))
        .remedy(say!("import-password-sealed-remedy"))
}

/// A problem of a file is found by its line; the field stands where a table has its header.
fn at_line(line: u64, problems: Vec<Problem>) -> Vec<Problem> {
    let mend = |problem: Problem| match problem.place.clone() {
        Place::Field(path) => problem.at(at(line, &path)),
        Place::Nowhere => problem.at(Place::Cell {
            line,
            column: None,
            header: None,
        }),
        Place::Cell { .. } => problem,
    };
    problems.into_iter().map(mend).collect()
}

fn at(line: u64, path: &str) -> Place {
    Place::Cell {
        line,
        column: None,
        header: Some(path.to_owned()),
    }
}

fn count(summary: &mut Summary, outcome: Outcome) {
    let number = match outcome {
        Outcome::Added => &mut summary.added,
        Outcome::Changed => &mut summary.changed,
        Outcome::Unchanged => &mut summary.unchanged,
        Outcome::Removed => &mut summary.removed,
        Outcome::Refused => &mut summary.refused,
        Outcome::Failed => &mut summary.failed,
    };
    *number += 1;
}

fn total(summary: &Summary) -> u64 {
    summary.added
        + summary.changed
        + summary.unchanged
        + summary.removed
        + summary.refused
        + summary.failed
}
