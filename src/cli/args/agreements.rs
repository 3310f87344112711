//! `agreements`: that a customer accepted the customer agreement.

use clap::{Args as Group, Subcommand};

#[derive(Debug, Subcommand)]
pub enum AgreementsVerb {
    List {
        #[arg(value_name = "C")]
        customer: String,
    },
    Confirm(Attested),
}

/// Who accepted, and when.
#[derive(Debug, Group)]
pub struct Attested {
    #[arg(value_name = "C")]
    pub customer: String,
    #[arg(long, value_name = "N")]
    pub first_name: String,
    #[arg(long, value_name = "N")]
    pub last_name: String,
    #[arg(long, value_name = "E")]
    pub email: String,
    #[arg(long, value_name = "P", default_value = "")]
    pub phone: String,
    #[arg(long, value_name = "D")]
    pub date: String,
}
