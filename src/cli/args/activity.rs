//! `activity`: the history.

use std::path::PathBuf;

use clap::Subcommand;

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
