//! What can be typed after `partnerdeck`: nouns, verbs, options. Only their shape stands here; the words of the help come
//! from the locale files by the path of the command (see [`super::help`]). Verbs that do not work yet are not here. Each
//! noun with several verbs has its own file.

mod activity;
mod agreements;
mod book;
mod customers;
mod licenses;
mod qualification;
mod subscriptions;
mod support;
mod transfers;
mod users;
mod values;

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::account::cloud::Cloud;
use crate::account::entry::EntryId;
use crate::account::role::Role;
use crate::words::Language;
use values::{clouds, entry, languages, roles};

pub use activity::{ActivityVerb, ActivityWanted};
pub use agreements::{AgreementsVerb, Attested};
pub use book::{BookVerb, PartnerWords};
pub use customers::{CustomersVerb, CustomersWanted, Invitation, Removal};
pub use licenses::{LicensesToAssign, LicensesVerb};
pub use qualification::{QualificationAsked, QualificationVerb};
pub use subscriptions::{SubscriptionsNamed, SubscriptionsVerb};
pub use support::SupportVerb;
pub use transfers::{TransferStarted, TransfersVerb};
pub use users::{OneUser, UsersImport, UsersVerb};

/// One command line.
#[derive(Debug, Parser)]
#[command(name = "partnerdeck", version = env!("PARTNERDECK_VERSION"))]
pub struct Args {
    #[command(flatten)]
    pub globals: Globals,
    #[command(subcommand)]
    pub noun: Option<Noun>,
}

/// Options that stand anywhere.
#[derive(Debug, Clone, Default, Group)]
pub struct Globals {
    #[arg(long, global = true, value_name = "P")]
    pub store: Option<PathBuf>,
    #[arg(long, global = true)]
    pub demo: bool,
    #[arg(long, global = true, value_name = "NAME", conflicts_with_all = ["store", "demo"])]
    pub profile: Option<String>,
    #[arg(long, global = true, value_name = "CLOUD", value_parser = clouds())]
    pub cloud: Option<Cloud>,
    #[arg(long = "role", global = true, value_name = "R[,R]", value_delimiter = ',', value_parser = roles())]
    pub roles: Vec<Role>,
    #[arg(long, global = true, value_name = "LANG", value_parser = languages())]
    pub lang: Option<Language>,
    #[arg(long, global = true, value_name = "FORMAT", value_enum)]
    pub format: Option<Format>,
    #[arg(long, global = true)]
    pub dry_run: bool,
    #[arg(long, global = true)]
    pub yes: bool,
    #[arg(long, global = true)]
    pub read_only: bool,
    #[arg(long, global = true)]
    pub quiet: bool,
    #[arg(long, global = true)]
    pub no_color: bool,
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,
    #[arg(long, global = true, value_name = "F")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "F")]
    pub passphrase_file: Option<PathBuf>,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// One JSON document.
    Json,
    /// One JSON document a line.
    Ndjson,
    /// For spreadsheets.
    Csv,
}

#[derive(Debug, Subcommand)]
pub enum Noun {
    #[command(subcommand)]
    Book(BookVerb),
    #[command(subcommand)]
    Customers(CustomersVerb),
    #[command(subcommand)]
    Users(UsersVerb),
    #[command(subcommand)]
    Subscriptions(SubscriptionsVerb),
    #[command(subcommand)]
    Licenses(LicensesVerb),
    #[command(subcommand)]
    Agreements(AgreementsVerb),
    #[command(subcommand)]
    Qualification(QualificationVerb),
    #[command(subcommand)]
    Transfers(TransfersVerb),
    #[command(subcommand)]
    Support(SupportVerb),
    #[command(subcommand)]
    Activity(ActivityVerb),
    Undo {
        #[arg(value_name = "ENTRY", value_parser = entry)]
        entry: Option<EntryId>,
    },
    #[command(subcommand)]
    Store(StoreVerb),
    Keys,
    Why {
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    Completions {
        #[arg(value_name = "SHELL", value_enum)]
        shell: Shell,
    },
    Man {
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
}

#[derive(Debug, Clone, Subcommand)]
pub enum StoreVerb {
    Check,
    Stats,
    Backup {
        #[arg(value_name = "F")]
        file: PathBuf,
    },
    Restore {
        #[arg(value_name = "F")]
        file: PathBuf,
    },
    Rescue {
        #[arg(value_name = "F")]
        file: PathBuf,
    },
    Compact,
    Seal(SealAsked),
}

/// Where the key of the seal is to be kept; without it, where it is.
#[derive(Debug, Clone, Group)]
pub struct SealAsked {
    #[arg(long, value_name = "KEY", value_enum)]
    pub key: Option<KeyKept>,
    #[arg(long, value_name = "F", requires = "key")]
    pub new_passphrase_file: Option<PathBuf>,
}

/// Where the key of the seal is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KeyKept {
    /// In a file.
    File,
    /// Under a passphrase.
    Passphrase,
}

/// A shell that completions can be made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash.
    Bash,
    /// zsh.
    Zsh,
    /// fish.
    Fish,
}
