//! The threads that may wait. The screen sends a numbered request and goes on; a numbered [`Outcome`] comes back into its
//! inbox. `search` and `everybody` (the newest search stops the older), `reader` (accounts), `writer` (plans and applies, in order) and
//! `files` (the disk) have one thread each; every long run (`runs`) has its own. A panic in one of them ends that piece of
//! work, not the desk.

mod begun;
mod everybody;
pub mod files;
mod forms;
mod licenses;
mod outbox;
mod outcome;
mod people;
mod reader;
mod runs;
mod search;
mod support;
mod writer;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender};
use secrecy::SecretString;

use crate::account::entry::EntryId;
use crate::account::record::CustomerId;
use crate::operations::look_after::Rolling;
use crate::operations::manage_users::FoundUsers;
use crate::operations::passwords::HandOver;
use crate::operations::{Desk, Found, Operation, Plan, Ticket};

use super::drafts::{Draft, Drafts};
use super::turn::Event;

pub use begun::Begun;
pub use everybody::{Seen, UsersFinding, UsersSearch, Window};
pub use files::{FormFile, OnDisk, Sheet};
pub use forms::{FormBasis, UsersBasis};
pub use licenses::{Chosen, LicensesBasis};
pub use outbox::Outbox;
pub use outcome::{Answer, Outcome};
pub use people::{People, Person};
pub use reader::{Accepted, Account, UndoAhead};
pub use runs::Run;
pub use search::{Finding, Search};
pub use support::{LOG_PAGE, Support};

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
    /// The transfers of an account.
    Transfers(CustomerId),
    /// What transfers wait for us, in the whole book.
    WaitingTransfers,
    /// The newest history of an account.
    Activity(CustomerId),
    /// What an account accepted, and its special qualification.
    Accepted(CustomerId),
    /// Support contacts and service requests of an account.
    Support(CustomerId),
    /// A page of the whole book's log: of companies with these letters, older than this entry.
    Log(String, Option<EntryId>),
    /// One entry of the log; with a customer only what it did to that one.
    Entry(EntryId, Option<CustomerId>),
    /// What a row shows when it is folded open.
    Unfolded(CustomerId),
    /// What users who were found are: so many from a place on.
    Seen(FoundUsers, usize, usize),
    /// The IDs of all rows that were found, in order.
    Ids(Found),
    /// What was put right when the book was opened.
    PutRight,
    /// Whose book it is.
    Partner,
    /// Whether an account in the book has a domain.
    Domain(String),
    /// What the book says of a customer to whom users are added.
    ManyUsers(CustomerId),
    /// What a form of an account begins with; without a customer that of a new one.
    Form(Option<CustomerId>),
    /// The license boxes of some users of a customer.
    Licenses(CustomerId, Vec<String>),
    /// The fields of a sheet, filled in as the book has them.
    Sheet(Arc<dyn crate::tui::sheets::Sheet>),
    /// Whether a backup is due.
    BackupDue(Rolling),
    /// What an undo would take back.
    Undo,
    /// The unsaved words that were kept under a name.
    Draft(String),
    /// The unsaved words of a name are not needed any more.
    ForgetDraft(String),
    /// Where the key of the sealed passwords is.
    SealKey,
    /// Which forms were begun and have words that were kept.
    Begun,
    /// Unsaved words are to be kept: their form may go at any moment, or has gone.
    KeepDraft(Draft),
}

impl Read {
    /// Whether a newer request makes this one needless: whoever runs through the list wants the last account only.
    fn is_replaced_by(&self, newer: &Read) -> bool {
        use Read::{Accepted, Account, Activity, Log, Seen, Support, Transfers, Users};
        matches!(
            (self, newer),
            (Account(_), Account(_))
                | (Users(_), Users(_))
                | (Transfers(_), Transfers(_))
                | (Activity(_), Activity(_))
                | (Accepted(_), Accepted(_))
                | (Support(_), Support(_))
                | (Log(..), Log(..))
                | (Seen(..), Seen(..))
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
    /// Opens the key of the sealed passwords with the passphrase that keeps it.
    Unlock(SecretString),
    /// Hands first passwords over into a new file.
    HandOver {
        /// Whose.
        what: HandOver,
        /// The new file.
        path: PathBuf,
    },
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

/// The threads, by their post-boxes. They end when this is dropped and their work in hand is done.
pub struct Workers {
    search: search::PostBox<Search>,
    everybody: search::PostBox<UsersSearch>,
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
            everybody: everybody::start(Arc::clone(&desk), inbox.clone())?,
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
