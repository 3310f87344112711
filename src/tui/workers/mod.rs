//! The threads that may wait. The screen sends a numbered request and goes on; a numbered [`Outcome`] comes back into its
//! inbox. `search` (the newest search stops the older), `reader` (accounts), `writer` (plans and applies, in order)
//! and `files` (the disk) have one thread each; every long run (`runs`) has its own. A panic in one of them ends that piece of work, not
//! the desk.

pub mod files;
mod forms;
mod reader;
mod runs;
mod search;
mod writer;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender};
use serde_json::Value;

use crate::account::partner::Partner;
use crate::account::problem::{Message, Problem};
use crate::account::record::CustomerId;
use crate::operations::add_users::{Ran, RunPlan};
use crate::operations::history::{Activity, operation_words};
use crate::operations::passwords::HandOver;
use crate::operations::{
    Desk, Exported, Failure, Found, Operation, Plan, Report, Ticket, Unfolded,
};
use crate::say;

use super::drafts::Drafts;
use super::jobs::Job;
use super::message_line::MessageLine;
use super::turn::Event;
use super::widgets::path_input::Entry;

pub use files::{OnDisk, Sheet};
pub use forms::{FormBasis, UsersBasis};
pub use reader::{Account, People, Person, UndoAhead};
pub use runs::Run;
pub use search::{Finding, Search};

/// The number of a request; a newer request has a higher one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(u64);

#[cfg(test)]
impl Number {
    pub(crate) const fn for_test(number: u64) -> Self {
        Self(number)
    }
}

/// Who asked, and gets the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// The shell itself.
    Shell,
    /// The list.
    List,
    /// The account beside or over it.
    Detail,
    /// A pane above those, by its own number.
    Above(u64),
}

/// What the reader can be asked for.
pub enum Read {
    /// What the detail shows of one account at once. The newest stops the older, as with users and history.
    Account(CustomerId),
    /// The users of an account.
    Users(CustomerId),
    /// The newest history of an account.
    Activity(CustomerId),
    /// What a row shows when it is folded open.
    Unfolded(CustomerId),
    /// The IDs of all rows that were found, in order.
    Ids(Found),
    /// Whose book it is.
    Partner,
    /// Whether an account in the book has a domain.
    Domain(String),
    /// What the book says of a customer to whom users are added.
    ManyUsers(CustomerId),
    /// What a form of an account begins with; without a customer that of a new one.
    Form(Option<CustomerId>),
    /// What an undo would take back.
    Undo,
    /// The unsaved words that were kept under a name.
    Draft(String),
    /// The unsaved words of a name are not needed any more.
    ForgetDraft(String),
}

impl Read {
    /// Whether a newer request makes this one needless: whoever runs through the list wants the last account only.
    fn is_replaced_by(&self, newer: &Read) -> bool {
        use Read::{Account, Activity, Users};
        matches!(
            (self, newer),
            (Account(_), Account(_)) | (Users(_), Users(_)) | (Activity(_), Activity(_))
        )
    }
}

/// What the writer can be asked for.
pub enum Write {
    /// Says what an operation would do.
    Plan(Box<dyn Operation + Send>),
    /// Does what a plan says.
    Apply(Box<Plan>),
    /// Plans and does it at once, for what needs no question.
    Do(Box<dyn Operation + Send>),
    /// Hands first passwords over into a new file.
    HandOver {
        /// Whose.
        what: HandOver,
        /// The new file.
        path: PathBuf,
    },
}

/// What came of a request.
pub enum Outcome {
    /// Rows for the list.
    Found(Result<Box<Finding>, Failure>),
    /// An account.
    Account(Result<Box<Account>, Failure>),
    /// The users of an account.
    Users(Result<People, Failure>),
    /// The newest history of an account, newest first.
    Activity(Result<Vec<Activity>, Failure>),
    /// What a row shows when it is folded open.
    Unfolded(Result<Unfolded, Failure>),
    /// The IDs of all rows that were found, in order.
    Ids(Vec<CustomerId>),
    /// Whose book it is.
    Partner(Result<Partner, Failure>),
    /// Who is in the way of a domain; nobody when it is free.
    Domain(Result<Option<Box<Problem>>, Failure>),
    /// What a folder holds; `typed` is the folder as it was typed.
    Folder {
        /// As it was typed.
        typed: String,
        /// What it holds; nothing when it can't be read.
        entries: Vec<Entry>,
    },
    /// What the book says of a customer to whom users are added.
    ManyUsers(Result<Box<UsersBasis>, Failure>),
    /// What adding the users of a file would do; nothing was changed.
    UsersPlanned(Result<Box<RunPlan>, Failure>),
    /// Users were added, all or as far as it came.
    Ran(Result<Box<Ran>, Failure>),
    /// A users file, checked.
    Checked(Result<Box<Sheet>, Failure>),
    /// Rows were written: where, and how many.
    Written(Result<(PathBuf, usize), Failure>),
    /// What a form of an account begins with.
    Form(Result<Box<FormBasis>, Failure>),
    /// The unsaved words that were kept; `None`: there are none (any more).
    Draft(Option<Value>),
    /// What an undo would take back.
    UndoAhead(Result<Box<UndoAhead>, Failure>),
    /// A plan; nothing was changed.
    Planned(Result<Box<Plan>, Failure>),
    /// A change that was made.
    Done(Result<Box<Report>, Failure>),
    /// Customers that were written to a file.
    Exported(Result<Exported, Failure>),
    /// A newer request of the kind made it needless.
    Superseded,
    /// A fault of ours ended it; the log knows more.
    Broke,
}

impl Outcome {
    /// Whether the book may say something else now, so that what is shown is to be asked for again.
    pub fn changed_the_book(&self) -> bool {
        matches!(self, Outcome::Done(_) | Outcome::Ran(_) | Outcome::Broke)
    }

    /// Who asked is gone: says what the operator must still be told.
    pub fn say_to_nobody(&self, line: &mut MessageLine) {
        match self {
            Outcome::Done(Ok(report)) => line.note(say!(
                "done-behind",
                what = Message::new(operation_words(report.plan.operation)),
                subject = &report.plan.subject
            )),
            Outcome::Ran(Ok(ran)) => line.note(say!(
                "many-users-added-behind",
                n = ran.run.done,
                name = &ran.report.plan.subject
            )),
            Outcome::Done(Err(failure)) | Outcome::Ran(Err(failure)) => {
                line.wrong(failure.message());
            }
            _ => {}
        }
    }
}

/// An outcome on its way to who asked.
pub struct Answer {
    /// Which request.
    pub number: Number,
    /// Who asked.
    pub asker: Asker,
    /// What came of it.
    pub outcome: Outcome,
}

/// A request on its way.
struct Errand<T> {
    number: Number,
    asker: Asker,
    what: T,
}

impl<T> Errand<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Errand<U> {
        Errand {
            number: self.number,
            asker: self.asker,
            what: change(self.what),
        }
    }
}

/// The outgoing requests, on behalf of one asker during one call. What is put here leaves at once.
pub struct Outbox {
    workers: Workers,
    /// Runs that began, until the shell puts them among its jobs.
    begun: Vec<Job>,
    next: u64,
    open: Vec<(Number, Weight)>,
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
        self.workers.search.put(errand);
        number
    }

    /// Asks the reader.
    pub fn read(&mut self, read: Read) -> Number {
        let errand = self.errand(read, Weight::Light);
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
            OnDisk::Rows(_) => Weight::Heavy,
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

/// The threads, by their post-boxes. They end when this is dropped and their work in hand is done.
pub struct Workers {
    search: search::PostBox,
    reader: Sender<Errand<Read>>,
    writer: Sender<Errand<Write>>,
    files: Sender<Errand<OnDisk>>,
    desk: Arc<Desk>,
    inbox: Sender<Event>,
}

impl Workers {
    /// Starts the threads; what comes of their work goes into `inbox`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(desk: Arc<Desk>, drafts: Drafts, inbox: Sender<Event>) -> io::Result<Self> {
        Ok(Self {
            search: search::start(Arc::clone(&desk), inbox.clone())?,
            reader: reader::start(Arc::clone(&desk), drafts, inbox.clone())?,
            writer: writer::start(Arc::clone(&desk), inbox.clone())?,
            files: files::start(Arc::clone(&desk), inbox.clone())?,
            desk,
            inbox,
        })
    }

    fn run(&self, errand: Errand<(Run, Ticket)>) {
        runs::begin(&self.desk, &self.inbox, errand);
    }
}

/// Does a piece of work and sends what came of it; a panic in it is an outcome too.
fn answer<T>(inbox: &Sender<Event>, errand: Errand<T>, work: impl FnOnce(T) -> Outcome) {
    let Errand {
        number,
        asker,
        what,
    } = errand;
    let outcome = catch_unwind(AssertUnwindSafe(|| work(what))).unwrap_or(Outcome::Broke);
    // Nobody listens any more: the desk is closing.
    let _ = inbox.send(Event::Answer(Answer {
        number,
        asker,
        outcome,
    }));
}

/// A thread that takes errands one by one until nobody can send any more.
fn worker<T: Send + 'static>(
    name: &str,
    mut each: impl FnMut(Errand<T>, &Receiver<Errand<T>>) + Send + 'static,
) -> io::Result<Sender<Errand<T>>> {
    let (post, box_) = crossbeam_channel::unbounded();
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            while let Ok(errand) = box_.recv() {
                each(errand, &box_);
            }
        })?;
    Ok(post)
}
