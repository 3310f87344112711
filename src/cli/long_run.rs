//! Waits for long work: Ctrl-C asks it to stop after the whole step it is in, and a person at the terminal sees how far it
//! is. A second Ctrl-C ends the process at once, which the book survives.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::operations::{Failure, Ticket};
use crate::say;
use crate::words::Words;

use super::context::Context;
use super::exit::Exit;

/// Between two looks at the progress.
const PAUSE: Duration = Duration::from_millis(250);

impl Context<'_> {
    /// Does the work with a ticket that signals cancel.
    pub(super) fn with_ticket<T>(
        &self,
        work: impl FnOnce(&Ticket) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let ticket = Ticket::new();
        // Without signals the work is done all the same; then Ctrl-C ends the process between two steps.
        let signals = Signals::new([SIGINT, SIGTERM]).ok();
        let handle = signals.as_ref().map(Signals::handle);
        let shows = self.can_ask && !self.globals.quiet;
        let (over, waits) = channel::<()>();
        thread::scope(|scope| {
            if let Some(mut signals) = signals {
                let ticket = ticket.clone();
                scope.spawn(move || listen(&mut signals, &ticket));
            }
            if shows {
                let (ticket, words) = (ticket.clone(), self.console.words);
                scope.spawn(move || show(&waits, &ticket, words));
            }
            let done = work(&ticket);
            drop(over);
            if let Some(handle) = handle {
                handle.close();
            }
            done
        })
    }
}

fn listen(signals: &mut Signals, ticket: &Ticket) {
    for _ in signals.forever() {
        if ticket.is_cancelled() {
            std::process::exit(Exit::Interrupted as i32);
        }
        ticket.cancel();
    }
}

/// One line that is written over; gone when the work is over.
fn show(over: &Receiver<()>, ticket: &Ticket, words: &Words) {
    let mut shown = false;
    while over.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        let progress = ticket.progress();
        let line = words.say(&say!(
            "progress",
            done = progress.done + progress.failed,
            total = progress.total
        ));
        let _ = write!(io::stderr(), "\r\u{1b}[K{line}");
        shown = true;
    }
    if shown {
        let _ = write!(io::stderr(), "\r\u{1b}[K");
    }
}
