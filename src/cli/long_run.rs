//! Waits for long work: Ctrl-C asks it to stop after the whole step it is in, and a person at the terminal sees how far it
//! is. A second Ctrl-C ends the process at once, which the book survives.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::account::problem::Message;
use crate::operations::{Failure, Progress, Ticket};
use crate::say;
use crate::words::Words;

use super::context::Context;
use super::exit::Exit;

/// The first moments tell nothing of the rate.
const SETTLED: Duration = Duration::from_secs(2);

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
    let begun = Instant::now();
    while over.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        let line = words.say(&told(ticket.progress(), begun.elapsed()));
        let _ = write!(io::stderr(), "\r\u{1b}[K{line}");
        shown = true;
    }
    if shown {
        let _ = write!(io::stderr(), "\r\u{1b}[K");
    }
}

/// How far it is, and once that can be told how quick it is and how long the rest takes.
fn told(progress: Progress, since: Duration) -> Message {
    let (done, total) = (progress.done + progress.failed, progress.total);
    let rate = done as f64 / since.as_secs_f64();
    if rate < 1.0 || since < SETTLED {
        return say!("progress", done = done, total = total);
    }
    let left = (progress.left() as f64 / rate).ceil() as u64;
    let time = match left {
        0..=99 => say!("time-seconds", n = left),
        100..=5999 => say!("time-minutes", n = left / 60),
        _ => say!("time-hours", n = left / 3600),
    };
    say!(
        "progress-rate",
        done = done,
        total = total,
        n = rate as u64,
        time = time
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn progress_tells_its_rate_and_the_time_that_is_left() {
        let words = Words::load(Language::English);
        let progress = Progress {
            done: 240_000,
            failed: 0,
            total: 1_000_000,
        };
        let after = |seconds| words.say(&told(progress, Duration::from_secs(seconds)));
        assert_eq!(after(1), "240,000 of 1,000,000");
        assert_eq!(
            after(12),
            "240,000 of 1,000,000, 20,000 a second, 38 s left"
        );
    }
}
