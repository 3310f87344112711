//! Where requests leave the screen's thread: each gets a number and is remembered until it is answered.

use std::time::Instant;

use crate::operations::Ticket;
use crate::tui::jobs::Job;

use super::{Asker, Errand, Number, OnDisk, Read, Run, Search, UsersSearch, Workers, Write};

/// The outgoing requests, on behalf of one asker during one call. What is put here leaves at once.
pub struct Outbox {
    workers: Workers,
    /// Runs that began, until the shell puts them among its jobs.
    begun: Vec<Job>,
    next: u64,
    open: Vec<(Number, Weight)>,
    /// The newest search, until anything of it was heard.
    searching: Option<Number>,
    asker: Asker,
    now: Instant,
}

/// Whether the desk may close before the outcome is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// Only looks.
    Light,
    /// Changes the book or writes a file.
    Heavy,
}

impl Outbox {
    /// An outbox to these workers.
    pub fn new(workers: Workers) -> Self {
        Self {
            workers,
            begun: Vec::new(),
            next: 1,
            open: Vec::new(),
            searching: None,
            asker: Asker::Shell,
            now: Instant::now(),
        }
    }

    /// Whose requests the next ones are, and when.
    pub fn of(&mut self, asker: Asker, now: Instant) -> &mut Self {
        self.asker = asker;
        self.now = now;
        self
    }

    /// Sends a search; the one before stops.
    pub fn search(&mut self, search: Search) -> Number {
        let errand = self.errand(search, Weight::Light);
        let number = errand.number;
        self.searching = Some(number);
        self.workers.search.put(errand);
        number
    }

    /// Sends a search for users; the one before stops.
    pub fn search_users(&mut self, search: UsersSearch) -> Number {
        let errand = self.errand(search, Weight::Light);
        let number = errand.number;
        self.searching = Some(number);
        self.workers.everybody.put(errand);
        number
    }

    /// Asks the reader.
    pub fn read(&mut self, read: Read) -> Number {
        let weight = match read {
            Read::KeepDraft(_) | Read::ForgetDraft(_) => Weight::Heavy,
            _ => Weight::Light,
        };
        let errand = self.errand(read, weight);
        let number = errand.number;
        // The thread is gone only while the desk closes.
        let _ = self.workers.reader.send(errand);
        number
    }

    /// Asks the writer.
    pub fn write(&mut self, write: Write) -> Number {
        let errand = self.errand(write, Weight::Heavy);
        let number = errand.number;
        let _ = self.workers.writer.send(errand);
        number
    }

    /// Asks for something of the disk.
    pub fn on_disk(&mut self, what: OnDisk) -> Number {
        let weight = match what {
            OnDisk::Rows(_) | OnDisk::Form(_) => Weight::Heavy,
            OnDisk::Folder { .. } | OnDisk::Check(_) | OnDisk::Recheck(_) | OnDisk::Plan(_) => {
                Weight::Light
            }
        };
        let errand = self.errand(what, weight);
        let number = errand.number;
        let _ = self.workers.files.send(errand);
        number
    }

    /// Begins a long run; how far it is stands in [`Sight::jobs`](crate::tui::Sight::jobs).
    pub fn run(&mut self, run: Run) -> Number {
        let ticket = Ticket::new();
        let (title, about) = (run.title.clone(), run.about.clone());
        let errand = self.errand((run, ticket.clone()), Weight::Heavy);
        let number = errand.number;
        let mut job = Job::new(number, title, ticket, self.now);
        job.about = about;
        self.begun.push(job);
        self.workers.run(errand);
        number
    }

    /// The runs that began since this was asked last.
    pub fn take_begun(&mut self) -> Vec<Job> {
        std::mem::take(&mut self.begun)
    }

    /// The number of the last request.
    pub fn last(&self) -> Number {
        Number(self.next - 1)
    }

    /// Notes that something of an outcome is there, the whole of it or its beginning.
    pub fn hear(&mut self, number: Number) {
        self.searching.take_if(|searching| *searching == number);
    }

    /// Whether a search has gone out of which nothing was heard yet.
    pub fn is_searching(&self) -> bool {
        self.searching.is_some()
    }

    /// Notes that an outcome came back.
    pub fn close(&mut self, number: Number) {
        self.open.retain(|(open, _)| *open != number);
    }

    /// Whether every request was answered.
    pub fn is_settled(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether nothing is being changed or written.
    pub fn may_close(&self) -> bool {
        self.open.iter().all(|(_, weight)| *weight == Weight::Light)
    }

    fn errand<T>(&mut self, what: T, weight: Weight) -> Errand<T> {
        let number = Number(self.next);
        self.next += 1;
        self.open.push((number, weight));
        Errand {
            number,
            asker: self.asker,
            what,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::account::cloud::Cloud;
    use crate::account::entry::Operator;
    use crate::account::role::Role;
    use crate::operations::{Desk, OsChance, SystemClock};
    use crate::say;
    use crate::store::memory::MemoryStore;
    use crate::tui::drafts::Drafts;
    use crate::tui::turn::Event;
    use crate::tui::workers::Outcome;

    fn desk() -> Arc<Desk> {
        let operator = Operator {
            name: "tester".to_owned(),
            roles: vec![Role::GlobalAdmin],
        };
        let store = Box::new(MemoryStore::new(Cloud::Global));
        let (clock, chance) = (Box::new(SystemClock), Box::new(OsChance));
        Arc::new(Desk::new(store, operator, clock, chance, false))
    }

    #[test]
    fn a_fault_in_a_run_ends_the_run_and_nothing_else() {
        let (post, inbox) = crossbeam_channel::unbounded();
        let mut out = Outbox::new(Workers::start(desk(), Drafts::default(), post).unwrap());
        let broken = out.run(Run::new(say!("app-name"), |_, _| panic!("on purpose")));
        let whole = out.read(Read::Partner);
        assert!(!out.may_close());
        for _ in 0..2 {
            let Ok(Event::Answer(answer)) = inbox.recv() else {
                panic!("no answer")
            };
            out.close(answer.number);
            let is_broken = matches!(answer.outcome, Outcome::Broke);
            assert_eq!(is_broken, answer.number == broken);
            assert_eq!(!is_broken, answer.number == whole);
        }
        assert!(out.is_settled());
    }
}
