//! What an operator can do: one file each. Every operation is planned (reads only), shown, applied through the one door
//! [`Desk::apply`], recorded in the history, and taken back. The screen and the command line
//! call the same operations; no rule of the business is written in either of them.

pub mod add_customer;
pub mod add_users;
pub mod assign_licenses;
mod book_trouble;
pub mod confirm_agreement;
mod conflict;
pub mod demo;
mod desk;
pub mod export_book;
pub mod export_customers;
mod failure;
pub mod history;
pub mod import_book;
pub mod import_customers;
mod in_order;
mod intake;
mod listing;
pub mod look_after;
pub mod manage_subscriptions;
pub mod manage_users;
pub mod passwords;
mod past;
mod plan;
pub mod remove_relationship;
pub mod request_relationship;
mod resellers;
pub mod rights;
mod see_account;
mod see_customers;
pub mod set_qualification;
pub mod support;
pub mod switch_partner;
mod ticket;
pub mod undo;
pub mod update_account;
mod which_customer;
pub mod whose_book;

pub use conflict::Conflict;
pub use desk::{Chance, Clock, Desk, FixedClock, OsChance, SystemClock};
pub use export_customers::{Exported, ListFormat};
pub use failure::Failure;
pub use plan::{Item, Operation, Outcome, Plan, Report};
pub use resellers::KnownReseller;
pub use see_account::Users;
pub use see_customers::{Found, Look, Suspended, Unfolded};
pub use ticket::{Progress, Ticket};
