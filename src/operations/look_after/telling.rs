//! What is wrong with a book, in sentences.

use crate::account::problem::{Code, Message, Problem};
use crate::operations::Desk;
use crate::say;
use crate::store::{Flaw, FlawKind, StandIn};

/// What is wrong with a journal at one place. Numbers of entries are names, written without separators.
pub fn flaw(flaw: &Flaw) -> Message {
    let message = match flaw.kind {
        FlawKind::Unreadable => say!("flaw-unreadable"),
        FlawKind::Missing => say!("flaw-missing"),
        FlawKind::Changed => say!("flaw-changed"),
        FlawKind::OutOfOrder => say!("flaw-out-of-order"),
        FlawKind::CutOff => say!("flaw-cut-off"),
        FlawKind::Head => say!("flaw-head"),
        FlawKind::NoBookJson => say!("flaw-no-book-json"),
    };
    message
        .with("entries", entries(flaw.first, flaw.last))
        .with("file", flaw.file.display().to_string())
        .with("offset", flaw.offset.to_string())
}

fn entries(first: u64, last: u64) -> Message {
    match first == last {
        true => say!("entry-one", entry = first.to_string()),
        false => say!(
            "entry-several",
            first = first.to_string(),
            last = last.to_string()
        ),
    }
}

/// What was put right when the book was opened, in sentences; waits until it is open as a whole.
pub fn put_right(desk: &Desk) -> Vec<Problem> {
    let found = desk.store().put_right().into_iter();
    let told = found.map(|found| Message::new(found.message).with("subject", found.subject));
    told.map(|message| Problem::new(Code::Notice, message))
        .collect()
}

/// That a damaged book answers from a backup: what whoever reads must know, and what to do.
pub fn stand_in(stand_in: &StandIn) -> Problem {
    let message = say!(
        "stands-in",
        what = &stand_in.what,
        at = minute(stand_in.at),
        n = stand_in.newer,
    );
    let remedy = say!(
        "stands-in-remedy",
        backup = stand_in.backup.display().to_string()
    );
    Problem::new(Code::Notice, message).remedy(remedy)
}

/// A moment as it is written in a sentence about a backup, in UTC.
pub(super) fn minute(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
