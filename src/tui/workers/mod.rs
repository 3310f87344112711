//! The threads that may wait. The screen sends a numbered [`Request`] and goes on; a numbered [`Outcome`] comes back into
//! its inbox. Three threads: [`search`] (the newest search stops the older), [`reader`] (accounts, files), [`writer`]
//! (plans and applies, in order). A panic in one of them ends that piece of work, not the desk.

mod forms;
mod reader;
mod search;
mod writer;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender};

use crate::account::partner::Partner;
use crate::account::record::CustomerId;
use crate::operations::{Desk, Failure, Found, Operation, Plan, Report, Unfolded};

use super::turn::Event;

pub use forms::FormBasis;
pub use reader::Account;
pub use search::{Finding, Search};

/// The number of a request; a newer request has a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(u64);

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
    /// What lies over the panes.
    Overlay,
}

/// What is to be done off the screen's thread.
pub enum Request {
    /// Rows for the list. The newest stops the older.
    Search(Search),
    /// Something of the book or of a file.
    Read(Read),
    /// A plan or a change.
    Write(Write),
}

/// What the reader can be asked for.
pub enum Read {
    /// Everything that the detail shows of one account. The newest stops the older.
    Account(CustomerId),
    /// What a row shows when it is folded open.
    Unfolded(CustomerId),
    /// The IDs of all rows that were found, in order.
    Ids(Found),
    /// Whose book it is.
    Partner,
    /// What a form of an account begins with; without a customer that of a new one.
    Form(Option<CustomerId>),
}

/// What the writer can be asked for.
pub enum Write {
    /// Says what an operation would do.
    Plan(Box<dyn Operation + Send>),
    /// Does what a plan says.
    Apply(Box<Plan>),
    /// Plans and does it at once, for what needs no question.
    Do(Box<dyn Operation + Send>),
}

/// What came of a request.
pub enum Outcome {
    /// Rows for the list.
    Found(Result<Box<Finding>, Failure>),
    /// An account; `None`: the book has it no more.
    Account(Result<Option<Box<Account>>, Failure>),
    /// What a row shows when it is folded open.
    Unfolded(Result<Unfolded, Failure>),
    /// The IDs of all rows that were found, in order.
    Ids(Vec<CustomerId>),
    /// Whose book it is.
    Partner(Result<Partner, Failure>),
    /// What a form of an account begins with.
    Form(Result<Box<FormBasis>, Failure>),
    /// A plan; nothing was changed.
    Planned(Result<Box<Plan>, Failure>),
    /// A change that was made.
    Done(Result<Box<Report>, Failure>),
    /// A newer request of the kind made it needless.
    Superseded,
    /// A fault of ours ended it; the log knows more.
    Broke,
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

/// The outgoing requests of one asker during one call. What is pushed here leaves at once.
pub struct Outbox {
    workers: Workers,
    next: u64,
    open: Vec<Number>,
    asker: Asker,
}

impl Outbox {
    /// An outbox to these workers.
    pub fn new(workers: Workers) -> Self {
        Self {
            workers,
            next: 1,
            open: Vec::new(),
            asker: Asker::Shell,
        }
    }

    /// Whose requests the next ones are.
    pub fn of(&mut self, asker: Asker) -> &mut Self {
        self.asker = asker;
        self
    }

    /// Sends a search; the one before stops.
    pub fn search(&mut self, search: Search) -> Number {
        self.send(Request::Search(search))
    }

    /// Asks the reader.
    pub fn read(&mut self, read: Read) -> Number {
        self.send(Request::Read(read))
    }

    /// Asks the writer.
    pub fn write(&mut self, write: Write) -> Number {
        self.send(Request::Write(write))
    }

    /// Notes that an outcome came back.
    pub fn close(&mut self, number: Number) {
        self.open.retain(|open| *open != number);
    }

    /// Whether every request was answered.
    pub fn is_settled(&self) -> bool {
        self.open.is_empty()
    }

    fn send(&mut self, request: Request) -> Number {
        let number = Number(self.next);
        self.next += 1;
        self.open.push(number);
        self.workers.send(number, self.asker, request);
        number
    }
}

/// The threads, by their post-boxes. They end when this is dropped and their work in hand is done.
pub struct Workers {
    search: search::PostBox,
    reader: Sender<Errand<Read>>,
    writer: Sender<Errand<Write>>,
}

impl Workers {
    /// Starts the threads; what comes of their work goes into `inbox`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(desk: Arc<Desk>, inbox: Sender<Event>) -> io::Result<Self> {
        Ok(Self {
            search: search::start(Arc::clone(&desk), inbox.clone())?,
            reader: reader::start(Arc::clone(&desk), inbox.clone())?,
            writer: writer::start(desk, inbox)?,
        })
    }

    fn send(&mut self, number: Number, asker: Asker, request: Request) {
        // A thread that is gone took its post-box with it: only while the desk closes.
        let _ = match request {
            Request::Search(what) => self.search.put(Errand {
                number,
                asker,
                what,
            }),
            Request::Read(what) => self
                .reader
                .send(Errand {
                    number,
                    asker,
                    what,
                })
                .is_ok(),
            Request::Write(what) => self
                .writer
                .send(Errand {
                    number,
                    asker,
                    what,
                })
                .is_ok(),
        };
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
