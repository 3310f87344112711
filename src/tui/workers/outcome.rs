//! What came of a request, on its way back to who asked.

use std::path::PathBuf;

use serde_json::Value;

use crate::account::partner::Partner;
use crate::account::problem::{Message, Problem};
use crate::account::record::CustomerId;
use crate::operations::add_users::{Ran, RunPlan};
use crate::operations::history::{Activity, Details, operation_words};
use crate::operations::switch_partner::Standing;
use crate::operations::{Exported, Failure, Plan, Report, Unfolded};
use crate::say;
use crate::store;
use crate::tui::message_line::MessageLine;
use crate::tui::sheets::Entry;
use crate::tui::widgets::path_input::Entry as PathEntry;

use super::everybody::{UsersFinding, Window};
use super::files::Sheet;
use super::forms::{FormBasis, UsersBasis};
use super::licenses::LicensesBasis;
use super::people::People;
use super::reader::{Accepted, Account, UndoAhead};
use super::search::Finding;
use super::support::Support;
use super::{Asker, Begun, Number};

/// What came of a request.
pub enum Outcome {
    /// The first rows for the list; all of them follow as [`Outcome::Found`].
    FirstFound(Box<Finding>),
    /// Rows for the list.
    Found(Result<Box<Finding>, Failure>),
    /// Users are read before they can be searched: so many of so many. What was asked for follows.
    UsersRead(u64, u64),
    /// The first users that were found; all of them follow as [`Outcome::UsersFound`].
    FirstUsers(Box<UsersFinding>),
    /// Users that were found.
    UsersFound(Result<Box<UsersFinding>, Failure>),
    /// What some of them are.
    Seen(Result<Window, Failure>),
    /// An account.
    Account(Result<Box<Account>, Failure>),
    /// The users of an account.
    Users(Result<People, Failure>),
    /// Transfers, of an account or those that wait for us.
    Transfers(Result<Vec<Standing>, Failure>),
    /// A form was written: where.
    FormWritten(Result<PathBuf, Failure>),
    /// The newest history of an account, newest first.
    Activity(Result<Vec<Activity>, Failure>),
    /// What an account accepted, and its special qualification.
    Accepted(Result<Accepted, Failure>),
    /// Support contacts and service requests of an account.
    Support(Result<Box<Support>, Failure>),
    /// One entry of the log whole.
    Entry(Result<Box<Details>, Failure>),
    /// What a row shows when it is folded open.
    Unfolded(Result<Unfolded, Failure>),
    /// The IDs of all rows that were found, in order.
    Ids(Vec<CustomerId>),
    /// What was put right when the book was opened.
    PutRight(Vec<Problem>),
    /// Whose book it is.
    Partner(Result<Partner, Failure>),
    /// Who is in the way of a domain; nobody when it is free.
    Domain(Result<Option<Box<Problem>>, Failure>),
    /// What a folder holds; `typed` is the folder as it was typed.
    Folder {
        /// As it was typed.
        typed: String,
        /// What it holds; nothing when it can't be read.
        entries: Vec<PathEntry>,
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
    /// License boxes.
    Licenses(Result<Box<LicensesBasis>, Failure>),
    /// The fields of a sheet.
    Sheet(Result<Vec<Entry>, Failure>),
    /// The unsaved words that were kept; `None`: there are none (any more).
    Draft(Option<Value>),
    /// Whether unsaved words are on the disk now.
    WordsKept(bool),
    /// Where the key of the sealed passwords is.
    SealKey(store::SealKey),
    /// Whether the passphrase opened it.
    Unlocked(Result<(), Failure>),
    /// The forms that were begun.
    Begun(Vec<Begun>),
    /// What an undo would take back.
    UndoAhead(Result<Box<UndoAhead>, Failure>),
    /// A plan; nothing was changed.
    Planned(Result<Box<Plan>, Failure>),
    /// A change that was made.
    Done(Result<Box<Report>, Failure>),
    /// Whether a backup is due.
    BackupDue(Result<bool, Failure>),
    /// A backup beside the book.
    BackedUp(Result<store::Rolling, Failure>),
    /// Customers that were written to a file.
    Exported(Result<Exported, Failure>),
    /// A newer request of the kind made it needless.
    Superseded,
    /// A fault of ours ended it; the log knows more.
    Broke,
}

impl Outcome {
    /// Whether another one of the same request follows.
    pub fn is_followed(&self) -> bool {
        matches!(
            self,
            Outcome::FirstFound(_) | Outcome::UsersRead(..) | Outcome::FirstUsers(_)
        )
    }

    /// Whether the book may say something else now, so that what is shown is to be asked for again.
    pub fn changed_the_book(&self) -> bool {
        matches!(self, Outcome::Done(_) | Outcome::Ran(_) | Outcome::Broke)
    }

    /// Whether it came to nothing because the passphrase of the sealed passwords was not given yet.
    pub fn met_the_seal(&self) -> bool {
        let failure = match self {
            Outcome::Done(Err(failure)) | Outcome::Ran(Err(failure)) => failure,
            Outcome::Planned(Err(failure)) | Outcome::Written(Err(failure)) => failure,
            _ => return false,
        };
        matches!(failure, Failure::Store(store::StoreError::SealLocked))
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
                line.refused(failure);
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
