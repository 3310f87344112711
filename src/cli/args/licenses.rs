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
