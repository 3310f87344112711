//! Takes back what an entry of the history did. An undo is an entry itself; undoing it does the thing again. Records are
//! put back as they were before, and only while they still are what the entry made of them.

use crate::account::entry::{EntryId, Summary};
use crate::account::problem::Message;
use crate::account::record::{Change, Expect, Kind};
use crate::account::task::Task;
use crate::say;
use crate::store::Commit;

use super::history::operation_words;
use super::{Desk, Failure, Operation, Plan, Report, Ticket};

mod choice;
mod taking;

pub use choice::is_undone;
use taking::{Taking, Wave};

/// The word of an undo in the history.
pub const UNDO: &str = "undo";

/// Takes an entry back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UndoEntry {
    /// Which; the last one that can be taken back and was not, when none is named. Undos are passed over then, so that
    /// asking again goes further back.
    pub entry: Option<EntryId>,
}

impl Operation for UndoEntry {
    /// Whoever may read the history may ask; what is undone is checked against its own right.
    fn task(&self) -> Task {
        Task::SeeActivity
    }

    /// The whole undo in one plan. [`UndoEntry::run`] takes large entries back in steps.
    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let taking = Taking::begin(desk, self.entry)?;
        let mut plan = plan_of(&taking);
        taking.each(desk, &mut |wave| {
            add(&mut plan.summary, &wave.changes);
            plan.changes.extend(wave.changes);
            plan.guards.extend(wave.guards);
            plan.secrets.extend(wave.secrets);
            plan.destroys.extend(wave.destroys);
            Ok(())
        })?;
        Ok(plan)
    }
}

impl UndoEntry {
    /// Says what an undo would do, without holding all of it.
    ///
    /// # Errors
    /// As [`UndoEntry::run`].
    pub fn check(&self, desk: &Desk) -> Result<Report, Failure> {
        desk.may(Task::SeeActivity)?;
        let taking = Taking::begin(desk, self.entry)?;
        look_through(desk, &taking).map(|(plan, _)| Report::dry(plan))
    }

    /// Takes the entry back: small ones in one step, large ones in steps under one entry. All of it is looked at first, so
    /// that one changed record changes nothing.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when there is no such entry or nothing to take back, [`Failure::Blocked`] with the reason
    /// when it can't be, [`Failure::Conflict`] with the record that was changed later. After [`Failure::Interrupted`]
    /// the same undo goes on where it stopped.
    pub fn run(&self, desk: &Desk, ticket: &Ticket) -> Result<Report, Failure> {
        desk.may(Task::SeeActivity)?;
        let taking = Taking::begin(desk, self.entry)?;
        let (plan, waves) = look_through(desk, &taking)?;
        ticket.expect(total(&plan.summary));
        if waves <= 1 {
            let report = desk.apply(self.plan(desk)?)?;
            ticket.advance(total(&report.plan.summary), 0);
            return Ok(report);
        }
        Run {
            desk,
            ticket,
            plan,
            entry: None,
            done: Summary::default(),
            waiting: None,
        }
        .go(&taking)
    }
}

fn plan_of(taking: &Taking) -> Plan {
    let draft = &taking.entry.draft;
    let mut plan = Plan::new(UNDO, draft.subject.clone());
    plan.customer = draft.customer.clone();
    plan.undoes = Some(taking.entry.id);
    plan.steps = vec![step(taking)];
    plan
}

fn step(taking: &Taking) -> Message {
    let draft = &taking.entry.draft;
    let what = Message::new(operation_words(&taking.root.draft.operation));
    let number = taking.entry.id.to_string();
    match taking.does_again {
        true => say!(
            "step-redo",
            what = what,
            subject = &draft.subject,
            number = number
        ),
        false => say!(
            "step-undo",
            what = what,
            subject = &draft.subject,
            number = number
        ),
    }
}

/// The plan without its changes, and in how many waves they come.
fn look_through(desk: &Desk, taking: &Taking) -> Result<(Plan, usize), Failure> {
    let mut plan = plan_of(taking);
    let mut waves = 0;
    taking.each(desk, &mut |wave| {
        add(&mut plan.summary, &wave.changes);
        waves += 1_usize;
        Ok(())
    })?;
    Ok((plan, waves))
}

/// A large undo on its way.
struct Run<'a> {
    desk: &'a Desk,
    ticket: &'a Ticket,
    plan: Plan,
    entry: Option<EntryId>,
    done: Summary,
    /// The wave that was planned last: only the one behind it tells whether it is the last.
    waiting: Option<Wave>,
}

impl Run<'_> {
    fn go(mut self, taking: &Taking) -> Result<Report, Failure> {
        taking.each(self.desk, &mut |wave| match self.waiting.replace(wave) {
            Some(before) => self.commit(before, None),
            None => Ok(()),
        })?;
        if let Some(last) = self.waiting.take() {
            // Named as undone only now: an undo that was cut short can be asked for again.
            self.commit(last, Some(taking.entry.id))?;
        }
        let mut report = Report::dry(self.plan);
        report.dry_run = false;
        report.history = self.entry;
        Ok(report)
    }

    fn commit(&mut self, wave: Wave, undoes: Option<EntryId>) -> Result<(), Failure> {
        if self.ticket.is_cancelled() {
            return Err(Failure::Interrupted);
        }
        add(&mut self.done, &wave.changes);
        let mut draft = self.plan.draft(self.desk);
        draft.summary = self.done;
        draft.undoes = undoes;
        let count = wave.changes.len() as u64;
        let commit = Commit {
            draft,
            continues: self.entry,
            changes: wave.changes,
            guards: wave.guards,
        };
        let receipt = self
            .desk
            .with_secrets(&wave.secrets, || self.desk.commit(&commit))?;
        self.entry = Some(receipt.entry);
        self.desk.store().destroy(&wave.destroys)?;
        self.ticket.advance(count, 0);
        Ok(())
    }
}

/// How far a run of many users went is no account and not counted.
fn add(summary: &mut Summary, changes: &[Change]) {
    for change in changes.iter().filter(|change| change.key.kind != Kind::Run) {
        match (&change.after, change.expect) {
            (None, _) => summary.removed += 1,
            (Some(_), Expect::Absent) => summary.added += 1,
            (Some(_), Expect::Version(_)) => summary.changed += 1,
        }
    }
}

fn total(summary: &Summary) -> u64 {
    summary.added + summary.changed + summary.removed
}
