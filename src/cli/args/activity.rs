//! `activity`: the history.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};

#[derive(Debug, Subcommand)]
pub enum ActivityVerb {
    List {
        #[arg(value_name = "C")]
        customer: Option<String>,
        #[command(flatten)]
        wanted: ActivityWanted,
    },
    Export {
        #[arg(value_name = "C")]
        customer: Option<String>,
        #[command(flatten)]
        wanted: ActivityWanted,
        #[arg(long, value_name = "F")]
        out: Option<PathBuf>,
    },
    Verify,
}

/// Which part of the history.
#[derive(Debug, Group)]
pub struct ActivityWanted {
    #[arg(long, value_name = "D")]
    pub since: Option<String>,
    #[arg(long, value_name = "D")]
    pub until: Option<String>,
    #[arg(long, value_name = "N")]
    pub company: Option<String>,
    #[arg(long, value_name = "T")]
    pub resource_type: Option<String>,
}
