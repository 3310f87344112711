//! A ticket for a long run: how far it is, and the wish to stop it. The run holds one end, whoever waits for it another;
//! neither waits for the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Shared between the thread that runs and those that look; clones are the same ticket.
#[derive(Debug, Clone, Default)]
pub struct Ticket(Arc<State>);

#[derive(Debug, Default)]
struct State {
    done: AtomicU64,
    failed: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

/// How far a run is. The rate is the reader's to compute, from two looks and the time between them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// What went well.
    pub done: u64,
    /// What was tried and did not work.
    pub failed: u64,
    /// How many there are; 0 while nobody knows, and in a run that reads a stream never less than done and failed.
    pub total: u64,
}

impl Progress {
    /// How many are still to come, as far as known.
    pub fn left(self) -> u64 {
        self.total.saturating_sub(self.done + self.failed)
    }
}

impl Ticket {
    /// A ticket on which nothing has happened.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks the run to stop after the step it is in. What was done stays done.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop. A run looks at it between two steps.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Says how many there are; may be said again when more are found.
    pub fn expect(&self, total: u64) {
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// Says what a step did, on top of the steps before.
    pub fn advance(&self, done: u64, failed: u64) {
        self.0.done.fetch_add(done, Ordering::Relaxed);
        self.0.failed.fetch_add(failed, Ordering::Relaxed);
    }

    /// How far it is. Cheap: may be asked for every frame.
    pub fn progress(&self) -> Progress {
        let done = self.0.done.load(Ordering::Relaxed);
        let failed = self.0.failed.load(Ordering::Relaxed);
        Progress {
            done,
            failed,
            total: self.0.total.load(Ordering::Relaxed).max(done + failed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_see_the_same_ticket() {
        let run = Ticket::new();
        let look = run.clone();
        run.expect(137);
        run.advance(99, 1);
        assert_eq!(
            look.progress(),
            Progress {
                done: 99,
                failed: 1,
                total: 137
            }
        );
        assert_eq!(look.progress().left(), 37);
        look.cancel();
        assert!(run.is_cancelled());
    }

    #[test]
    fn without_a_total_nothing_is_left() {
        let ticket = Ticket::new();
        ticket.advance(5, 0);
        assert_eq!(ticket.progress().left(), 0);
    }
}
