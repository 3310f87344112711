//! `licenses`: seats of users.

use clap::{Args as Group, Subcommand};

#[derive(Debug, Subcommand)]
pub enum LicensesVerb {
    List {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(long, value_name = "U")]
        user: Option<String>,
    },
    Assign(LicensesToAssign),
    Revoke {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(long, value_name = "SKU", required = true)]
        sku: Vec<String>,
        #[arg(value_name = "U", required = true)]
        users: Vec<String>,
    },
}

/// Products that users get, and what goes with it: all in one change.
#[derive(Debug, Group)]
pub struct LicensesToAssign {
    #[arg(value_name = "C")]
    pub customer: String,
    #[arg(long, value_name = "SKU", required = true)]
    pub sku: Vec<String>,
    #[arg(long, value_name = "SKU")]
    pub revoke: Vec<String>,
    #[arg(long, value_name = "PLAN")]
    pub exclude: Vec<String>,
    #[arg(long, value_name = "PLAN")]
    pub include: Vec<String>,
    #[arg(long, value_name = "CC")]
    pub location: Option<String>,
    #[arg(value_name = "U", required = true)]
    pub users: Vec<String>,
}
