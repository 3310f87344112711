//! `customers`: the list, and one account of it.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};

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
    Remove(Removal),
    Resellers,
    Invite(Invitation),
    Invitations {
        #[arg(long, value_name = "ID", conflicts_with = "draft")]
        close: Option<String>,
        #[arg(long, value_name = "ID")]
        draft: Option<String>,
    },
}

/// Who is invited, and to what.
#[derive(Debug, Group)]
pub struct Invitation {
    #[arg(long, value_name = "NAME")]
    pub to: String,
    #[arg(long, value_name = "E")]
    pub email: Option<String>,
    #[arg(long, value_name = "CC")]
    pub country: Option<String>,
    #[arg(long)]
    pub no_admin_rights: bool,
}

/// The end of a relationship.
#[derive(Debug, Group)]
pub struct Removal {
    #[arg(value_name = "C")]
    pub customer: String,
    // Not required here: without it the answer says which name is meant, and a dry run needs none.
    #[arg(long, value_name = "COMPANY NAME")]
    pub confirm: Option<String>,
    #[arg(long)]
    pub suspend_active: bool,
    #[arg(long, value_name = "ORDER")]
    pub cancelled: Vec<String>,
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
