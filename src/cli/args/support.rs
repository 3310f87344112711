//! `support`: contacts of subscriptions, service requests.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum SupportVerb {
    Show {
        #[arg(value_name = "C")]
        customer: String,
    },
    Set {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
        #[arg(long, value_name = "ID")]
        contact: String,
    },
    Requests {
        #[arg(value_name = "C")]
        customer: String,
    },
    Request {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "REQUEST")]
        request: String,
    },
    Note {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "REQUEST")]
        request: String,
        #[arg(value_name = "TEXT")]
        text: String,
    },
}
