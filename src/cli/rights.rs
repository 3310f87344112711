//! Which right a verb needs: one table, asked before a book is opened or a file is read, so that who may not hears it
//! first. The verb's operation asks again at the desk; what depends on the input (an Azure subscription to cancel, tags to
//! set) it asks then.

use crate::account::task::Task;
use crate::account::transfer::machine::{Event, Way};
use crate::operations::Failure;

use super::args::{
    ActivityVerb, AgreementsVerb, BookVerb, CustomersVerb, LicensesVerb, Noun, PartnerWords,
    QualificationVerb, StoreVerb, SubscriptionsVerb, SupportVerb, TransfersVerb, UsersVerb,
};
use super::opening::{CloudOf, Settings};

/// What a verb needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing: it opens no book.
    Nothing,
    /// The right to a task.
    Task(Task),
    /// One of these rights at least; which, the book says.
    OneOf(&'static [Task]),
}

impl Need {
    /// Asks for it: one right, or one of several, is enough.
    ///
    /// # Errors
    /// The refusal, of several the last.
    pub(super) fn ask(self, may: impl Fn(Task) -> Result<(), Failure>) -> Result<(), Failure> {
        match self {
            Need::Nothing => Ok(()),
            Need::Task(task) => may(task),
            Need::OneOf(tasks) => {
                let asked = tasks.iter().map(|task| may(*task));
                asked.reduce(Result::or).unwrap_or(Ok(()))
            }
        }
    }

    /// Whether it may be this task that the verb does.
    pub(super) fn includes(self, wanted: impl Fn(Task) -> bool) -> bool {
        match self {
            Need::Nothing => false,
            Need::Task(task) => wanted(task),
            Need::OneOf(tasks) => tasks.iter().any(|task| wanted(*task)),
        }
    }
}

/// The ways of a transfer that something can be recorded of.
const WAYS: &[Task] = &[Task::SwitchByPaper, Task::TransferElectronically];

/// Refuses by what is known before the book is opened: the roles, and the cloud.
///
/// # Errors
/// The refusal.
pub(super) fn ask(need: Need, settings: &Settings, cloud_of: &CloudOf) -> Result<(), Failure> {
    need.ask(|task| settings.may(task, cloud_of))
}

/// What a verb needs.
pub(super) fn need(noun: &Noun) -> Need {
    match noun {
        Noun::Transfers(TransfersVerb::Record { event, .. }) => recording(event),
        // The way decides, and that stands in the book.
        Noun::Transfers(TransfersVerb::Cancel { .. }) => Need::OneOf(WAYS),
        _ => task(noun).map_or(Need::Nothing, Need::Task),
    }
}

/// Most events happen on one of the ways only; which of them it is that a transfer goes stands in the book.
fn recording(event: &str) -> Need {
    let word = event.split('=').next().unwrap_or_default().trim();
    let tasks = Event::parse(word).map(Event::tasks).unwrap_or_default();
    match tasks.as_slice() {
        [only] => Need::Task(*only),
        _ => Need::OneOf(WAYS),
    }
}

fn task(noun: &Noun) -> Option<Task> {
    match noun {
        Noun::Book(verb) => Some(book(verb)),
        Noun::Customers(verb) => Some(customers(verb)),
        Noun::Users(verb) => users(verb),
        Noun::Subscriptions(verb) => Some(subscriptions(verb)),
        Noun::Licenses(verb) => Some(licenses(verb)),
        Noun::Agreements(verb) => Some(agreements(verb)),
        Noun::Qualification(verb) => Some(qualification(verb)),
        Noun::Transfers(verb) => Some(transfers(verb)),
        Noun::Support(verb) => Some(support(verb)),
        Noun::Activity(verb) => Some(activity(verb)),
        // What it takes back decides, and that stands in the book; every role may take something back.
        Noun::Undo { .. } => Some(Task::SeeActivity),
        Noun::Store(verb) => Some(store(verb)),
        Noun::Keys | Noun::Why { .. } | Noun::Completions { .. } | Noun::Man { .. } => None,
    }
}

fn book(verb: &BookVerb) -> Task {
    match verb {
        BookVerb::Import { .. } => Task::KeepBook,
        BookVerb::Export { .. } => Task::SeeCustomers,
        BookVerb::Partner(words) if shows_only(words) => Task::SeeCustomers,
        BookVerb::Partner(_) => Task::KeepBook,
    }
}

fn shows_only(words: &PartnerWords) -> bool {
    let said = [&words.name, &words.tenant, &words.country, &words.domain];
    said.iter().all(|word| word.is_none()) && words.kind.is_none()
}

fn customers(verb: &CustomersVerb) -> Task {
    match verb {
        CustomersVerb::List(_) | CustomersVerb::Show { .. } => Task::SeeCustomers,
        CustomersVerb::Export { .. } => Task::ExportCustomers,
        CustomersVerb::Add { .. } => Task::AddCustomer,
        CustomersVerb::Remove(_) => Task::RemoveRelationship,
        CustomersVerb::Resellers | CustomersVerb::Invitations { close: None, .. } => {
            Task::SeeCustomers
        }
        CustomersVerb::Invite(_) | CustomersVerb::Invitations { .. } => Task::RequestRelationship,
        CustomersVerb::Update { .. } | CustomersVerb::Import { .. } => Task::UpdateAccount,
    }
}

fn users(verb: &UsersVerb) -> Option<Task> {
    Some(match verb {
        UsersVerb::Template => return None,
        UsersVerb::List { .. } | UsersVerb::Find { .. } => Task::SeeUsers,
        UsersVerb::Add(_) => Task::AddUsers,
        UsersVerb::Update { .. } => Task::EditUsers,
        UsersVerb::Delete { .. } => Task::DeleteUsers,
        UsersVerb::Restore { .. } => Task::RestoreUsers,
        UsersVerb::ResetPassword { .. } => Task::ResetPassword,
        UsersVerb::Roles {
            add: None,
            remove: None,
            permissions,
            ..
        } if permissions.is_empty() => Task::SeeUsers,
        UsersVerb::Roles { .. } => Task::AssignDirectoryRoles,
        UsersVerb::Import(_) | UsersVerb::Runs { .. } | UsersVerb::Resume { .. } => {
            Task::AddManyUsers
        }
        UsersVerb::Passwords { .. } => Task::HandOverPasswords,
    })
}

fn subscriptions(verb: &SubscriptionsVerb) -> Task {
    use SubscriptionsVerb as Verb;
    match verb {
        Verb::List { .. } | Verb::Show { .. } | Verb::Export { .. } => Task::SeeCustomers,
        Verb::Add { .. } => Task::BuySubscriptions,
        Verb::Cancel { .. } => Task::CancelSubscriptions,
        Verb::Suspend(_)
        | Verb::Reactivate(_)
        | Verb::Quantity { .. }
        | Verb::Rename { .. }
        | Verb::AutoRenew { .. }
        | Verb::BillingCycle { .. } => Task::ManageSubscriptions,
    }
}

fn licenses(verb: &LicensesVerb) -> Task {
    match verb {
        LicensesVerb::List { .. } => Task::SeeLicenses,
        LicensesVerb::Assign(_) | LicensesVerb::Revoke { .. } => Task::AssignLicenses,
    }
}

fn agreements(verb: &AgreementsVerb) -> Task {
    match verb {
        AgreementsVerb::List { .. } => Task::SeeCustomers,
        AgreementsVerb::Confirm(_) => Task::ConfirmAgreement,
    }
}

fn qualification(verb: &QualificationVerb) -> Task {
    match verb {
        QualificationVerb::Show { .. } => Task::SeeCustomers,
        QualificationVerb::Set(asked) => asked.qualification.task(),
    }
}

fn transfers(verb: &TransfersVerb) -> Task {
    match verb {
        TransfersVerb::List { .. } | TransfersVerb::Show { .. } => Task::SeeCustomers,
        TransfersVerb::Form { .. } => Way::Paper.task(),
        TransfersVerb::Start(wish) => wish.way.task(),
        TransfersVerb::Record { .. } | TransfersVerb::Cancel { .. } => Task::SeeCustomers,
    }
}

fn support(verb: &SupportVerb) -> Task {
    match verb {
        SupportVerb::Show { .. } | SupportVerb::Set { .. } => Task::SetSupportContact,
        SupportVerb::Requests { .. } | SupportVerb::Request { .. } | SupportVerb::Note { .. } => {
            Task::SeeServiceRequests
        }
    }
}

fn activity(verb: &ActivityVerb) -> Task {
    match verb {
        ActivityVerb::List { .. } | ActivityVerb::Export { .. } => Task::SeeActivity,
        ActivityVerb::Verify => Task::KeepBook,
    }
}

fn store(verb: &StoreVerb) -> Task {
    match verb {
        StoreVerb::Check
        | StoreVerb::Compact
        | StoreVerb::Seal(_)
        | StoreVerb::Backup { .. }
        | StoreVerb::Restore { .. }
        | StoreVerb::Rescue { .. } => Task::KeepBook,
        StoreVerb::Stats => Task::SeeCustomers,
    }
}
