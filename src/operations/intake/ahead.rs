//! The steps of a large import on two threads: one reads the file and lays the next step over what the book has, the other
//! commits the one before. Only a step whose records stand in the file more than once waits for those before it; one whose
//! records somebody else changed meanwhile is refused by their versions, and laid anew.

use std::collections::{HashMap, HashSet};
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use crate::operations::{Desk, Failure};

use super::step::Step;
use super::{Incoming, Intake, Prepared, Take, Waiting, prepare, short};

/// Steps that wait to be committed: one is enough to keep both threads at work.
const WAITING: usize = 1;

/// A step on its way.
enum Ahead {
    /// It only has to be committed.
    Prepared(Vec<Incoming>, Prepared),
    /// It hangs on the steps before it.
    Waiting(Vec<Incoming>),
}

/// Takes all records that a source gives.
pub(super) fn feed<T>(
    intake: &mut Intake<'_>,
    source: impl FnOnce(Take<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let desk = intake.desk;
    let repeated = intake.repeated.clone();
    let (send, receive) = sync_channel(WAITING);
    thread::scope(|scope| {
        let committing = scope.spawn(move || commit_all(intake, &receive));
        let mut waiting = Waiting::default();
        // Whoever commits is gone only when that failed, which is told below.
        let pass_on = |waiting| {
            send.send(lay(desk, waiting, &repeated)?)
                .map_err(|_| Failure::Interrupted)
        };
        let read = source(&mut |incoming| match waiting.push(incoming) {
            Some(step) => pass_on(step),
            None => Ok(()),
        });
        let read = read.and_then(|read| pass_on(waiting.take()).map(|()| read));
        drop(send);
        committing
            .join()
            .unwrap_or_else(|panic| resume_unwind(panic))?;
        read
    })
}

fn lay(desk: &Desk, waiting: Vec<Incoming>, repeated: &HashSet<u64>) -> Result<Ahead, Failure> {
    let comes_again = |incoming: &Incoming| match &incoming.what {
        Ok(record) => repeated.contains(&short(record.key())),
        Err(_) => false,
    };
    if !repeated.is_empty() && waiting.iter().any(comes_again) {
        return Ok(Ahead::Waiting(waiting));
    }
    let nothing = HashMap::new();
    let step = prepare(Step::new(desk, None, &nothing), &waiting)?;
    Ok(Ahead::Prepared(waiting, step))
}

fn commit_all(intake: &mut Intake<'_>, steps: &Receiver<Ahead>) -> Result<(), Failure> {
    for step in steps {
        if intake.ticket.is_cancelled() {
            return Err(Failure::Interrupted);
        }
        let (waiting, fates) = match step {
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
