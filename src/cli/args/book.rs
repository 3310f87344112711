//! `book`: the whole book in and out, and whose it is.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};

use super::values::{kinds, partner_kinds};
use crate::account::partner::PartnerKind;
use crate::account::record::Kind;

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
