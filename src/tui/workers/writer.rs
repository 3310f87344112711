//! Plans and applies, one after the other, in the order they were asked for.

use std::io;
use std::sync::Arc;

use crossbeam_channel::Sender;

use crate::operations::passwords::{PasswordFile, hand_over};
use crate::operations::{Desk, Failure};
use crate::tui::turn::Event;

use super::{Errand, Outcome, Write, answer, worker};

pub(super) fn start(desk: Arc<Desk>, inbox: Sender<Event>) -> io::Result<Sender<Errand<Write>>> {
    worker("writer", move |errand, _| {
        answer(&inbox, errand, |write| done(&desk, write));
    })
}

fn done(desk: &Desk, write: Write) -> Outcome {
    match write {
        Write::Plan(operation) => Outcome::Planned(desk.plan(operation.as_ref()).map(Box::new)),
        Write::Apply(plan) => Outcome::Done(desk.apply(*plan).map(Box::new)),
        Write::Do(operation) => {
            let report = desk
                .plan(operation.as_ref())
                .and_then(|plan| desk.apply(plan));
            Outcome::Done(report.map(Box::new))
        }
        Write::Unlock(passphrase) => {
            let unlocked = desk.store().unlock_seal(&passphrase);
            Outcome::Unlocked(unlocked.map_err(Failure::from))
        }
        Write::HandOver { what, path } => {
            let file = PasswordFile::create(&path);
            let report = file.and_then(|file| hand_over(desk, &what, file));
            Outcome::Done(report.map(Box::new))
        }
    }
}
