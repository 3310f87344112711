//! `transfers`: subscriptions on their way to a different partner.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};

use super::values::ways;
use crate::account::transfer::machine::Way;

#[derive(Debug, Subcommand)]
pub enum TransfersVerb {
    List {
        #[arg(value_name = "C")]
        customer: Option<String>,
    },
    Show {
        #[arg(value_name = "T")]
        transfer: String,
    },
    Start(TransferStarted),
    Record {
        #[arg(value_name = "T")]
        transfer: String,
        #[arg(value_name = "EVENT[=VALUE]")]
        event: String,
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        #[arg(long, value_name = "N", allow_hyphen_values = true)]
        note: Option<String>,
    },
    Cancel {
        #[arg(value_name = "T")]
        transfer: String,
    },
    Form {
        #[arg(value_name = "T")]
        transfer: String,
        #[arg(long, value_name = "F")]
        out: Option<PathBuf>,
    },
}

/// A transfer to begin.
#[derive(Debug, Group)]
pub struct TransferStarted {
    #[arg(value_name = "C")]
    pub customer: String,
    #[arg(long, value_name = "WAY", value_parser = ways())]
    pub way: Way,
    #[arg(long, value_name = "ID")]
    pub partner: String,
    #[arg(long, value_name = "N")]
    pub partner_name: Option<String>,
    // Not required here: what is missing for a way is a problem of the plan, told with all the others.
    #[arg(long, value_name = "S,…", value_delimiter = ',')]
    pub subscriptions: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub partner_contact: Option<String>,
    #[arg(long, value_name = "CC")]
    pub partner_country: Option<String>,
    #[arg(long, value_name = "E")]
    pub customer_email: Option<String>,
    #[arg(long, value_name = "N")]
    pub mpn_id: Option<String>,
}
