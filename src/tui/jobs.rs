//! Running work as the screen sees it: how far it is, how fast, how long it will take. Looked at ten times a second at
//! the most, and only while something runs.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::operations::{Progress, Ticket};

use super::workers::Number;

/// Between two looks at what runs.
const LOOK: Duration = Duration::from_millis(100);
/// The rate is that of about the last seconds.
const LOOKS_KEPT: usize = 50;

/// One piece of running work.
#[derive(Debug)]
pub struct Job {
    /// The request it answers.
    pub number: Number,
    /// What it does.
    pub title: Message,
    /// Whose account it works for, when it is one account's.
    pub about: Option<CustomerId>,
    ticket: Ticket,
    begun: Instant,
    seen: Progress,
    looks: VecDeque<(Instant, u64)>,
}

impl Job {
    /// Work that begins now.
    pub fn new(number: Number, title: Message, ticket: Ticket, now: Instant) -> Self {
        Self {
            number,
            title,
            about: None,
            ticket,
            begun: now,
            seen: Progress::default(),
            looks: VecDeque::new(),
        }
    }

    /// How far it was at the last look.
    pub fn progress(&self) -> Progress {
        self.seen
    }

    /// Whether it was asked to stop.
    pub fn is_stopping(&self) -> bool {
        self.ticket.is_cancelled()
    }

    /// For how long it has been running.
    pub fn age(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.begun)
    }

    /// How many a second, lately; `None` while there is too little to tell.
    pub fn rate(&self) -> Option<f64> {
        let (first, done_first) = self.looks.front()?;
        let (last, done_last) = self.looks.back()?;
        let seconds = last.saturating_duration_since(*first).as_secs_f64();
        let done = done_last.saturating_sub(*done_first);
        (seconds >= 0.5 && done > 0).then(|| done as f64 / seconds)
    }

    /// How long the rest will take at this rate.
    pub fn time_left(&self) -> Option<Duration> {
        let left = self.seen.left();
        let rate = self.rate().filter(|_| left > 0)?;
        Duration::try_from_secs_f64(left as f64 / rate).ok()
    }

    fn look(&mut self, now: Instant) -> bool {
        let progress = self.ticket.progress();
        if self.looks.len() == LOOKS_KEPT {
            self.looks.pop_front();
        }
        self.looks.push_back((now, progress.done + progress.failed));
        std::mem::replace(&mut self.seen, progress) != progress
    }
}

/// All running work, the oldest first.
#[derive(Debug, Default)]
pub struct Jobs {
    running: Vec<Job>,
    looked: Option<Instant>,
}

impl Jobs {
    /// Something runs now.
    pub fn add(&mut self, job: Job) {
        self.running.push(job);
    }

    /// Something has come to its end. Numbers of other requests do nothing.
    pub fn end(&mut self, number: Number) {
        self.running.retain(|job| job.number != number);
    }

    /// What runs.
    pub fn running(&self) -> &[Job] {
        &self.running
    }

    /// One of them.
    pub fn of(&self, number: Number) -> Option<&Job> {
        self.running.iter().find(|job| job.number == number)
    }

    /// Asks one to stop after the step it is in.
    pub fn cancel(&self, number: Number) {
        if let Some(job) = self.of(number) {
            job.ticket.cancel();
        }
    }

    /// Asks all to stop.
    pub fn cancel_all(&self) {
        for job in &self.running {
            job.ticket.cancel();
        }
    }

    /// When they are to be looked at next.
    pub fn deadline(&self) -> Option<Instant> {
        let looked = self.looked.filter(|_| !self.running.is_empty());
        let begun = self.running.first().map(|job| job.begun);
        looked.or(begun).map(|last| last + LOOK)
    }

    /// Looks, when it is time; tells whether something moved.
    pub fn look(&mut self, now: Instant) -> bool {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return false;
        }
        self.looked = Some(now);
        let mut moved = false;
        for job in &mut self.running {
            moved |= job.look(now);
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    #[test]
    fn what_runs_is_looked_at_ten_times_a_second_and_nothing_else_is() {
        let start = Instant::now();
        let mut jobs = Jobs::default();
        assert_eq!(jobs.deadline(), None);
        let ticket = Ticket::new();
        jobs.add(Job::new(
            Number::for_test(1),
            say!("app-name"),
            ticket.clone(),
            start,
        ));
        assert_eq!(jobs.deadline(), Some(start + LOOK));
        ticket.expect(100);
        assert!(!jobs.look(start + LOOK / 2));
        assert!(jobs.look(start + LOOK));
        assert!(!jobs.look(start + LOOK * 2));
        jobs.end(Number::for_test(1));
        assert_eq!(jobs.deadline(), None);
    }

    #[test]
    fn the_time_left_comes_from_the_rate() {
        let start = Instant::now();
        let mut jobs = Jobs::default();
        let ticket = Ticket::new();
        jobs.add(Job::new(
            Number::for_test(1),
            say!("app-name"),
            ticket.clone(),
            start,
        ));
        ticket.expect(100);
        for second in 1..=5 {
            ticket.advance(9, 1);
            jobs.look(start + Duration::from_secs(second));
        }
        let job = &jobs.running()[0];
        assert_eq!(job.rate(), Some(10.0));
        assert_eq!(job.time_left(), Some(Duration::from_secs(5)));
    }
}
