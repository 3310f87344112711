//! `users`: one, many from a file, and their first passwords.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};

use super::values::encodings;
use crate::exchange::encoding::Asked;

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
        #[arg(long, value_name = "P[,P]", value_delimiter = ',', conflicts_with_all = ["add", "remove"])]
        permissions: Vec<String>,
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
