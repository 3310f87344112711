//! The steps of a large import on several threads: one reads the file, some lay steps over what the book has, one commits
//! them in the order of the file. Only a step whose records stand in the file more than once waits for those before it; one
//! whose records somebody else changed meanwhile is refused by their versions, and laid anew.

use std::collections::{HashMap, HashSet};
use std::mem;

use crate::account::record::Kind;
use crate::operations::in_order::{Give, Gone, in_order};
use crate::operations::{Desk, Failure};
use crate::store::StoreError;

use super::step::Step;
use super::{Incoming, Intake, Prepared, Take, Waiting, prepare, short};

/// A step on its way.
enum Ahead {
    /// It only has to be committed.
    Prepared(Vec<Incoming>, Prepared),
    /// It hangs on the steps before it.
    Waiting(Vec<Incoming>),
}

/// Takes all records that a source gives.
pub(super) fn feed<T: Send>(
    intake: &mut Intake<'_>,
    source: impl FnOnce(Take<'_>) -> Result<T, Failure> + Send,
) -> Result<T, Failure> {
    let laying = Laying {
        desk: intake.desk,
        repeated: mem::take(&mut intake.repeated),
        new: kinds_without_records(intake.desk)?,
    };
    let (read, committed) = in_order(
        |give| read_all(source, give),
        |waiting| laying.lay(waiting),
        |steps| commit_all(intake, steps),
    );
    // Why nobody takes what is read any more matters more than that he does not.
    committed?;
    read
}

fn kinds_without_records(desk: &Desk) -> Result<Vec<Kind>, StoreError> {
    let mut none = Vec::new();
    for kind in Kind::ALL {
        if desk.store().count(kind)? == 0 {
            none.push(kind);
        }
    }
    Ok(none)
}

fn read_all<T>(
    source: impl FnOnce(Take<'_>) -> Result<T, Failure>,
    give: Give<'_, Vec<Incoming>>,
) -> Result<T, Failure> {
    let mut pass_on = |waiting| give(waiting).map_err(|Gone| Failure::Interrupted);
    let mut waiting = Waiting::default();
    let read = source(&mut |incoming| match waiting.push(incoming) {
        Some(step) => pass_on(step),
        None => Ok(()),
    })?;
    pass_on(waiting.take())?;
    Ok(read)
}

/// What is known of a file and of the book before the first step.
struct Laying<'a> {
    desk: &'a Desk,
    /// Records that stand in the file more than once, in short.
    repeated: HashSet<u64>,
    /// Kinds of which the book had no record: none has to be looked for. Should somebody else add one meanwhile, the step
    /// is refused and laid anew.
    new: Vec<Kind>,
}

impl Laying<'_> {
    fn lay(&self, waiting: Vec<Incoming>) -> Result<Ahead, Failure> {
        if !self.repeated.is_empty() && waiting.iter().any(|incoming| self.comes_again(incoming)) {
            return Ok(Ahead::Waiting(waiting));
        }
        let nothing = HashMap::new();
        let step = Step::new(self.desk, None, &nothing).without(&self.new);
        let step = prepare(step, &waiting)?;
        Ok(Ahead::Prepared(waiting, step))
    }

    fn comes_again(&self, incoming: &Incoming) -> bool {
        let record = incoming.what.as_ref();
        record.is_ok_and(|record| self.repeated.contains(&short(record.key())))
    }
}

fn commit_all(
    intake: &mut Intake<'_>,
    steps: &mut dyn Iterator<Item = Result<Ahead, Failure>>,
) -> Result<(), Failure> {
    for step in steps {
        if intake.ticket.is_cancelled() {
            return Err(Failure::Interrupted);
        }
        let (waiting, fates) = match step? {
            Ahead::Prepared(waiting, step) => {
                let fates = match intake.commit(step.changes, &step.secrets, &step.fates) {
                    Ok(()) => step.fates,
                    Err(Failure::Conflict(_)) => intake.do_step(&waiting)?,
                    Err(other) => return Err(other),
                };
                (waiting, fates)
            }
            Ahead::Waiting(waiting) => {
                let fates = intake.do_step(&waiting)?;
                (waiting, fates)
            }
        };
        intake.tell_all(waiting, fates);
    }
    Ok(())
}
