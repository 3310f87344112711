//! `qualification`: whether a customer is a school, a government body, owned by a state.

use clap::{Args as Group, Subcommand};

use super::values::{qualifications, segments};
use crate::account::qualification::{Qualification, Segment};

#[derive(Debug, Subcommand)]
pub enum QualificationVerb {
    Show {
        #[arg(value_name = "C")]
        customer: String,
    },
    Set(QualificationAsked),
}

/// What is asked of the service.
#[derive(Debug, Group)]
pub struct QualificationAsked {
    #[arg(value_name = "C")]
    pub customer: String,
    #[arg(
        value_name = "education|government-community-cloud|state-owned-entity",
        value_parser = qualifications()
    )]
    pub qualification: Qualification,
    #[arg(long, value_name = "k12|higher-education", value_parser = segments())]
    pub segment: Option<Segment>,
    #[arg(long, value_name = "X")]
    pub code: Option<String>,
    #[arg(long, value_name = "W")]
    pub website: Option<String>,
}
