//! How an import takes records in, whatever file they stand in: each is laid over what the book has, in steps of some
//! hundred under one history entry. A dry run goes the same way and commits nothing. Of a large file the next step is laid
//! while the one before is committed ([`ahead`]).

mod ahead;
mod record;
mod step;
mod survey;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::mem;

use crate::account::check::Context;
use crate::account::country::countries;
use crate::account::entry::EntryId;
use crate::account::partner::Partner;
use crate::account::problem::{Code, Problem};
use crate::account::record::{Change, RecordKey};
use crate::account::resource::Resource;
use crate::say;
use crate::store::{Commit, Secret};

use super::{Desk, Failure, Item, Outcome, Plan, Report, Ticket};
pub(super) use record::{Laid, Record};
use step::{Fate, Step};
pub(super) use survey::{Survey, short};
use telling::{at_line, count, sealed, total};

/// Records of one step: enough that syncing does not cost, few enough that somebody's save passes between two.
/// Few in tests, so that small files have several.
const STEP: usize = if cfg!(test) { 4 } else { 1_000 };

/// Bytes of the file in one step: a step of large records has fewer of them, because it is held in memory.
const STEP_BYTES: u64 = 4 << 20;

/// Files of up to so many records are told record by record; of larger ones only what did not go well.
/// Few in tests, so that small files go the way of large ones.
const TOLD_ONE_BY_ONE: u64 = if cfg!(test) { 20 } else { 10_000 };

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
    /// How many bytes of the file it takes.
    pub(super) length: u64,
}

/// Records that wait until they are a step.
#[derive(Default)]
struct Waiting {
    records: Vec<Incoming>,
    bytes: u64,
}

impl Waiting {
    /// Takes one more; hands all out once they are a step.
    fn push(&mut self, incoming: Incoming) -> Option<Vec<Incoming>> {
        self.bytes += incoming.length;
        self.records.push(incoming);
        let is_a_step = self.records.len() >= STEP || self.bytes >= STEP_BYTES;
        is_a_step.then(|| self.take())
    }

    fn take(&mut self) -> Vec<Incoming> {
        mem::take(self).records
    }
}

/// Takes one record.
pub(super) type Take<'a> = &'a mut dyn FnMut(Incoming) -> Result<(), Failure>;

/// An import on its way.
pub(super) struct Intake<'a> {
    desk: &'a Desk,
    ticket: &'a Ticket,
    mode: Mode,
    plan: Plan,
    entry: Option<EntryId>,
    waiting: Waiting,
    tells_all: bool,
    problems: Vec<Problem>,
    untold_warnings: u64,
    flagged: u64,
    partner: Partner,
    /// What a dry run would have written and will meet again.
    written: HashMap<RecordKey, Resource>,
    repeated: HashSet<u64>,
    /// The history does not know yet how many records stayed as they were since the last change.
    behind: bool,
}

impl<'a> Intake<'a> {
    pub(super) fn new(
        desk: &'a Desk,
        ticket: &'a Ticket,
        mode: Mode,
        plan: Plan,
        survey: Survey,
    ) -> Result<Self, Failure> {
        ticket.expect(survey.records);
        Ok(Self {
            desk,
            ticket,
            mode,
            plan,
            entry: None,
            waiting: Waiting::default(),
            tells_all: survey.records <= TOLD_ONE_BY_ONE,
            problems: Vec::new(),
            untold_warnings: 0,
            flagged: 0,
            partner: desk.partner()?,
            written: HashMap::new(),
            repeated: survey.repeated,
            behind: false,
        })
    }

    /// Says something about the import as a whole.
    pub(super) fn warn(&mut self, warning: Problem) {
        if self.plan.warnings.len() < TOLD {
            self.plan.warnings.push(warning);
        } else {
            self.untold_warnings += 1;
        }
    }

    fn warn_at(&mut self, line: u64, mut warnings: Vec<Problem>) {
        let room = TOLD.saturating_sub(self.plan.warnings.len());
        self.untold_warnings += warnings.len().saturating_sub(room) as u64;
        warnings.truncate(room);
        self.plan.warnings.extend(at_line(line, warnings));
    }

    /// Takes all records that a source gives to its argument.
    pub(super) fn feed<T: Send>(
        &mut self,
        source: impl FnOnce(Take<'_>) -> Result<T, Failure> + Send,
    ) -> Result<T, Failure> {
        let fed = match self.mode == Mode::Real && !self.tells_all {
            true => ahead::feed(self, source),
            false => source(&mut |incoming| self.take(incoming)),
        };
        fed.map_err(|failure| self.how_far(failure))
    }

    /// Whoever stops an import is told what is in the book by then.
    fn how_far(&self, failure: Failure) -> Failure {
        if !matches!(failure, Failure::Interrupted) || self.mode == Mode::Dry {
            return failure;
        }
        let summary = self.plan.summary;
        let taken = summary.added + summary.changed + summary.unchanged;
        Failure::ImportStopped(taken, self.ticket.progress().total)
    }

    /// Takes one record; every some hundred are done at once.
    fn take(&mut self, incoming: Incoming) -> Result<(), Failure> {
        match self.waiting.push(incoming) {
            Some(step) => self.step(step),
            None => Ok(()),
        }
    }

    /// Does what waits and tells what happened.
    pub(super) fn finish(mut self) -> Result<Report, Failure> {
        let rest = self.waiting.take();
        self.step(rest).map_err(|failure| self.how_far(failure))?;
        self.sum_up()?;
        self.prepare_list()?;
        let summary = self.plan.summary;
        let nothing_went_in = summary.added + summary.changed + summary.unchanged == 0;
        if summary.refused > 0 && nothing_went_in {
            return Err(Failure::Problems(self.problems));
        }
        if self.flagged > 0 {
            let message = say!("import-flagged", n = self.flagged);
            let flagged = Problem::new(Code::Flagged, message);
            let remedy = say!("import-flagged-remedy");
            self.plan.warnings.push(flagged.remedy(remedy));
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

    /// After a large import the list would be slow to come for the first time.
    fn prepare_list(&self) -> Result<(), Failure> {
        if self.mode == Mode::Real && !self.tells_all && self.entry.is_some() {
            self.desk.index()?;
            self.desk.keep();
        }
        Ok(())
    }

    fn step(&mut self, waiting: Vec<Incoming>) -> Result<(), Failure> {
        if self.ticket.is_cancelled() {
            return Err(Failure::Interrupted);
        }
        if waiting.is_empty() {
            return Ok(());
        }
        let fates = self.do_step(&waiting)?;
        self.tell_all(waiting, fates);
        Ok(())
    }

    fn tell_all(&mut self, waiting: Vec<Incoming>, fates: Vec<Fate>) {
        let before = self.plan.summary;
        for (incoming, fate) in waiting.into_iter().zip(fates) {
            self.tell(incoming, fate);
        }
        let refused = self.plan.summary.refused - before.refused;
        let done = total(&self.plan.summary) - total(&before) - refused;
        self.ticket.advance(done, refused);
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
        let rules = Context {
            countries: countries(),
            cloud: self.desk.cloud(),
            partner: &self.partner,
            is_new: false,
        };
        // Judging a million accounts would take longer than taking them in; the list shows what is odd about each.
        let rules = self.tells_all.then_some(rules);
        let step = Step::new(self.desk, rules, &self.written);
        let step = prepare(step, waiting)?;
        match self.mode {
            Mode::Real => self.commit(step.changes, &step.secrets, &step.fates)?,
            Mode::Dry => self.remember(step.changes),
        }
        Ok(step.fates)
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
        // A step that changes nothing leaves no trace in the history of its own.
        self.behind = commit.changes.is_empty();
        let entry = self.desk.with_secrets(secrets, || match self.behind {
            true => Ok(None),
            false => self.desk.commit(&commit).map(|receipt| Some(receipt.entry)),
        })?;
        self.entry = entry.or(self.entry);
        Ok(())
    }

    /// Brings the numbers in the history to those of the whole file.
    fn sum_up(&mut self) -> Result<(), Failure> {
        if !self.behind || self.entry.is_none() || self.mode == Mode::Dry {
            return Ok(());
        }
        let commit = Commit {
            draft: self.plan.draft(self.desk),
            continues: self.entry,
            changes: Vec::new(),
            guards: Vec::new(),
        };
        self.desk.commit(&commit)?;
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
        for note in incoming.notes {
            self.warn(note);
        }
        self.warn_at(line, fate.warnings);
        self.flagged += u64::from(fate.flagged);
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

/// A step that only has to be committed.
struct Prepared {
    fates: Vec<Fate>,
    changes: Vec<Change>,
    secrets: Vec<Secret>,
}

/// Lays the records of a step, and says what each does and what is to be written.
fn prepare(mut step: Step<'_>, waiting: &[Incoming]) -> Result<Prepared, Failure> {
    let mut fates = Vec::with_capacity(waiting.len());
    for incoming in waiting {
        fates.push(match &incoming.what {
            Ok(record) => step.lay(record.as_ref())?,
            Err(problems) => Fate::refused(problems.clone()),
        });
    }
    let (changes, secrets) = step.finish();
    Ok(Prepared {
        fates,
        changes,
        secrets,
    })
}
