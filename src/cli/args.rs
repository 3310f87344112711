//! What can be typed after `partnerdeck`: nouns, verbs, options. Only their shape stands here; the words of the help come
//! from the locale files by the path of the command (see [`super::help`]). Verbs that do not work yet are not here.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::account::cloud::Cloud;
use crate::account::entry::EntryId;
use crate::account::partner::PartnerKind;
use crate::account::record::Kind;
use crate::account::role::Role;
use crate::exchange::encoding::Asked;
use crate::operations::manage_subscriptions::{Cycle, Renewal};
use crate::words::Language;

/// One command line.
#[derive(Debug, Parser)]
#[command(name = "partnerdeck", version)]
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
    #[arg(long, global = true, value_name = "F")]
    pub config: Option<PathBuf>,
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
    Activity(ActivityVerb),
    Undo {
        #[arg(value_name = "ENTRY", value_parser = entry)]
        entry: Option<EntryId>,
    },
    #[command(subcommand)]
    Store(StoreVerb),
    Keys,
    Completions {
        #[arg(value_name = "SHELL", value_enum)]
        shell: Shell,
    },
    Man {
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum BookVerb {
    Import {
        #[arg(value_name = "F")]
        file: PathBuf,
        #[arg(long, value_name = "C")]
        customer: Option<String>,
        #[arg(long, value_name = "K", value_parser = kinds())]
        kind: Option<Kind>,
    },
    Export {
        #[arg(long, value_name = "C")]
        customer: Option<String>,
        #[arg(long, value_name = "F")]
        out: Option<PathBuf>,
    },
    Partner(PartnerWords),
}

/// What `book partner` sets; none of it: it shows.
#[derive(Debug, Group)]
pub struct PartnerWords {
    #[arg(long, value_name = "N")]
    pub name: Option<String>,
    #[arg(long, value_name = "ID")]
    pub tenant: Option<String>,
    #[arg(long, value_name = "CC")]
    pub country: Option<String>,
    #[arg(long, value_name = "D")]
    pub domain: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = partner_kinds())]
    pub kind: Option<PartnerKind>,
}

#[derive(Debug, Subcommand)]
pub enum CustomersVerb {
    List(CustomersWanted),
    Show {
        #[arg(value_name = "C")]
        customer: String,
    },
    Add {
        #[arg(long, value_name = "F")]
        file: PathBuf,
        #[arg(long, value_name = "F")]
        credentials: Option<PathBuf>,
    },
    Update {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(
            long,
            value_name = "FIELD=VALUE",
            required_unless_present = "file",
            conflicts_with = "file"
        )]
        set: Vec<String>,
        #[arg(long, value_name = "F")]
        file: Option<PathBuf>,
        #[arg(long, value_name = "VERSION")]
        if_match: Option<u64>,
    },
    Import {
        #[arg(value_name = "F")]
        file: PathBuf,
    },
    Export {
        #[arg(long, value_name = "Q", allow_hyphen_values = true)]
        filter: Option<String>,
        #[arg(long, value_name = "F")]
        out: Option<PathBuf>,
    },
}

/// Which customers a list shows.
#[derive(Debug, Group)]
pub struct CustomersWanted {
    #[arg(long, value_name = "Q", allow_hyphen_values = true)]
    pub filter: Option<String>,
    #[arg(long, value_name = "FIELD[:desc]")]
    pub sort: Option<String>,
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
    #[arg(long, value_name = "CURSOR")]
    pub after: Option<String>,
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Subcommand)]
pub enum UsersVerb {
    Template,
    List {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(long)]
        deleted: bool,
    },
    Find {
        #[arg(value_name = "Q", allow_hyphen_values = true)]
        query: String,
    },
    Add(OneUser),
    Update {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "U")]
        user: String,
        #[arg(long, value_name = "FIELD=VALUE", required = true)]
        set: Vec<String>,
    },
    Delete {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "U", required = true)]
        users: Vec<String>,
    },
    Restore {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "U", required = true)]
        users: Vec<String>,
    },
    ResetPassword {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "U")]
        user: String,
        #[arg(long, value_name = "F")]
        passwords: Option<PathBuf>,
    },
    Roles {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "U")]
        user: String,
        #[arg(long, value_name = "R")]
        add: Option<String>,
        #[arg(long, value_name = "R", conflicts_with = "add")]
        remove: Option<String>,
    },
    Import(UsersImport),
    Runs {
        #[arg(value_name = "C")]
        customer: String,
    },
    Resume {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "RUN")]
        run: String,
    },
    Passwords {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(long, value_name = "F")]
        out: PathBuf,
    },
}

/// A user to add.
#[derive(Debug, Group)]
pub struct OneUser {
    #[arg(value_name = "C")]
    pub customer: String,
    #[arg(long, value_name = "N")]
    pub display_name: String,
    #[arg(long, value_name = "U")]
    pub email: String,
    // Not required here: a missing one is the problem `no_location`, told with all the others.
    #[arg(long, value_name = "CC")]
    pub location: Option<String>,
    #[arg(long, value_name = "N", default_value = "")]
    pub first_name: String,
    #[arg(long, value_name = "N", default_value = "")]
    pub last_name: String,
}

/// A file of users and what to do with it.
#[derive(Debug, Group)]
pub struct UsersImport {
    #[arg(value_name = "C")]
    pub customer: String,
    #[arg(value_name = "F")]
    pub file: PathBuf,
    // Not required here: a missing one is a problem of the file's run (`no_location`), told with all the others.
    #[arg(long, value_name = "CC")]
    pub location: Option<String>,
    #[arg(long)]
    pub portal_rules: bool,
    #[arg(long)]
    pub skip_bad: bool,
    #[arg(long)]
    pub split: bool,
    #[arg(long, value_name = "FOLDER", requires = "split")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "E", value_parser = encodings(), ignore_case = true)]
    pub encoding: Option<Asked>,
    #[arg(long, value_name = "F")]
    pub passwords: Option<PathBuf>,
    #[arg(long, value_name = "F")]
    pub results: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum SubscriptionsVerb {
    List {
        #[arg(value_name = "C")]
        customer: String,
    },
    Show {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
    },
    Export {
        #[arg(value_name = "C")]
        customer: String,
    },
    Add {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(long, value_name = "ID")]
        offer: String,
        #[arg(long, value_name = "N")]
        quantity: u64,
        #[arg(long, value_name = "N")]
        name: Option<String>,
        #[arg(long, value_name = "S")]
        base: Option<String>,
    },
    Suspend(SubscriptionsNamed),
    Reactivate(SubscriptionsNamed),
    Cancel {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
    },
    Quantity {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
        #[arg(value_name = "N")]
        quantity: u64,
    },
    Rename {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
        #[arg(value_name = "NAME")]
        name: String,
    },
    AutoRenew {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
        #[arg(value_name = "on|off", value_parser = renewals())]
        renewal: Renewal,
    },
    BillingCycle {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
        #[arg(value_name = "monthly|annual", value_parser = cycles())]
        cycle: Cycle,
    },
}

/// Several subscriptions of one customer.
#[derive(Debug, Group)]
pub struct SubscriptionsNamed {
    #[arg(value_name = "C")]
    pub customer: String,
    #[arg(value_name = "S", required = true)]
    pub subscriptions: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum LicensesVerb {
    List {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(long, value_name = "U")]
        user: Option<String>,
    },
    Assign(LicenseWish),
    Revoke(LicenseWish),
}

/// A product and the users that it is about.
#[derive(Debug, Group)]
pub struct LicenseWish {
    #[arg(value_name = "C")]
    pub customer: String,
    #[arg(long, value_name = "SKU")]
    pub sku: String,
    #[arg(value_name = "U", required = true)]
    pub users: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum ActivityVerb {
    List {
        #[arg(value_name = "C")]
        customer: Option<String>,
        #[arg(long, value_name = "D")]
        since: Option<String>,
        #[arg(long, value_name = "D")]
        until: Option<String>,
    },
    Export {
        #[arg(value_name = "C")]
        customer: Option<String>,
        #[arg(long, value_name = "F")]
        out: Option<PathBuf>,
    },
    Verify,
}

#[derive(Debug, Clone, Copy, Subcommand)]
pub enum StoreVerb {
    Check,
    Stats,
    Compact,
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

fn clouds() -> ValueParser {
    one_of(Cloud::ALL.map(|cloud| cloud.facts().word), Cloud::parse)
}

fn roles() -> ValueParser {
    one_of(Role::ALL.map(Role::as_str), Role::parse)
}

fn kinds() -> ValueParser {
    let exported = Kind::ALL.into_iter().filter(|kind| kind.is_exported());
    one_of(exported.map(Kind::as_str), Kind::parse)
}

fn partner_kinds() -> ValueParser {
    one_of(PartnerKind::ALL.map(PartnerKind::as_str), |text| {
        PartnerKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
    })
}

fn renewals() -> ValueParser {
    one_of(Renewal::ALL.map(Renewal::as_str), Renewal::parse)
}

fn cycles() -> ValueParser {
    one_of(Cycle::ALL.map(Cycle::as_str), Cycle::parse)
}

fn encodings() -> ValueParser {
    one_of(Asked::WORDS, Asked::parse)
}

fn languages() -> ValueParser {
    one_of(Language::ALL.map(Language::code), |text| {
        Language::ALL
            .into_iter()
            .find(|language| language.code() == text)
    })
}

/// A value that is one of a few words; clap keeps the words for completions and for the sentence about a wrong one.
fn one_of<T: Clone + Send + Sync + 'static>(
    words: impl IntoIterator<Item = &'static str>,
    parse: fn(&str) -> Option<T>,
) -> ValueParser {
    PossibleValuesParser::new(words)
        .try_map(move |word| parse(&word).ok_or(""))
        .into()
}

fn entry(text: &str) -> Result<EntryId, std::num::ParseIntError> {
    text.parse().map(EntryId)
}
