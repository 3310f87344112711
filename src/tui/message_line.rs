//! The only place where the program speaks: one line, the last word counts. What was said stays until the next key, but
//! long enough to be read; everything said is kept for the log.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::account::problem::Message;
use crate::operations::Failure;

use super::wonder::Wonder;

/// A key pressed sooner than this does not wipe what was just said.
const TO_BE_READ: Duration = Duration::from_secs(3);
/// So many sentences are kept for the log.
const KEPT: usize = 500;

/// How something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done, or is just so.
    Note,
    /// Something is wrong.
    Wrong,
}

impl Tone {
    /// The sentence with the sign that says that something is wrong, also where there is no colour.
    pub fn marked(self, words: String) -> String {
        match self {
            Tone::Note => words,
            Tone::Wrong => format!("! {words}"),
        }
    }
}

/// One sentence that was said.
#[derive(Debug, Clone)]
pub struct Said {
    /// How.
    pub tone: Tone,
    /// What.
    pub message: Message,
    /// When.
    pub at: Timestamp,
    /// What can be asked about it; empty for what is not wrong.
    pub wonders: Vec<Wonder>,
}

/// What was said, the newest last.
#[derive(Debug, Default)]
pub struct MessageLine {
    said: VecDeque<Said>,
    /// Since when the newest stands in the line; `None` when the line is empty.
    shown: Option<Instant>,
    /// Said during this call, not yet given its time.
    fresh: bool,
}

impl MessageLine {
    /// Says that something was done or is so.
    pub fn note(&mut self, message: Message) {
        self.say(Tone::Note, message, Vec::new());
    }

    /// Says what nobody asked for. What is wrong and was not read yet stays in the line; this stands in the log.
    pub fn aside(&mut self, message: Message) {
        let is_covering = self.shown().is_some_and(|said| said.tone == Tone::Wrong);
        self.note(message);
        let last = self.said.len().saturating_sub(1);
        if is_covering && last > 0 {
            self.said.swap(last - 1, last);
        }
    }

    /// Says that something is wrong.
    pub fn wrong(&mut self, message: Message) {
        let wonders = vec![Wonder::said(&message)];
        self.say(Tone::Wrong, message, wonders);
    }

    /// Says that an operation was not done, and why.
    pub fn refused(&mut self, failure: &Failure) {
        let wonders = Wonder::of_failure(failure);
        self.say(Tone::Wrong, failure.in_one_line(), wonders);
    }

    /// What was last said to be wrong, also when it has been read since.
    pub fn last_wrong(&self) -> &[Wonder] {
        let last = self.log().find(|said| said.tone == Tone::Wrong);
        last.map_or(&[], |said| &said.wonders)
    }

    fn say(&mut self, tone: Tone, message: Message, wonders: Vec<Wonder>) {
        if self.said.len() == KEPT {
            self.said.pop_front();
        }
        self.said.push_back(Said {
            tone,
            message,
            at: Timestamp::UNIX_EPOCH,
            wonders,
        });
        self.fresh = true;
    }

    /// Gives what was said in this call its time; tells whether something was.
    pub fn settle(&mut self, now: Timestamp, instant: Instant) -> bool {
        if !std::mem::take(&mut self.fresh) {
            return false;
        }
        let untimed = self.said.iter_mut().rev();
        for said in untimed.filter(|said| said.at == Timestamp::UNIX_EPOCH) {
            said.at = now;
        }
        self.shown = Some(instant);
        true
    }

    /// A key was pressed: what has been read goes. Tells whether the line changed.
    pub fn read(&mut self, instant: Instant) -> bool {
        let is_read = self
            .shown
            .is_some_and(|since| instant.saturating_duration_since(since) >= TO_BE_READ);
        if is_read {
            self.shown = None;
        }
        is_read
    }

    /// What stands in the line.
    pub fn shown(&self) -> Option<&Said> {
        self.shown.and(self.said.back())
    }

    /// Everything that was said, the newest first.
    pub fn log(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().rev()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    #[test]
    fn what_nobody_asked_for_does_not_cover_what_is_wrong() {
        let start = Instant::now();
        let mut line = MessageLine::default();
        line.wrong(say!("theme-no-colour"));
        line.settle(Timestamp::UNIX_EPOCH, start);
        line.aside(say!("app-name"));
        assert!(line.settle(Timestamp::MAX, start));
        assert_eq!(line.shown().unwrap().tone, Tone::Wrong);
        assert!(line.log().all(|said| said.at == Timestamp::MAX));
        line.read(start + Duration::from_secs(4));
        line.aside(say!("app-name"));
        line.settle(Timestamp::MAX, start);
        assert_eq!(line.shown().unwrap().tone, Tone::Note);
        assert_eq!(line.log().count(), 3);
    }

    #[test]
    fn a_word_stays_until_it_could_be_read() {
        let start = Instant::now();
        let mut line = MessageLine::default();
        line.note(say!("app-name"));
        assert!(line.settle(Timestamp::UNIX_EPOCH, start));
        assert!(!line.read(start + Duration::from_secs(1)));
        assert!(line.shown().is_some());
        assert!(line.read(start + Duration::from_secs(4)));
        assert!(line.shown().is_none());
        assert_eq!(line.log().count(), 1);
    }
}
