//! `subscriptions`: what a customer has.

use clap::{Args as Group, Subcommand};

use super::values::{cycles, renewals};
use crate::operations::manage_subscriptions::{Cycle, Renewal};

#[derive(Debug, Subcommand)]
pub enum SubscriptionsVerb {
    List {
        #[arg(value_name = "C")]
        customer: String,
    },
    Show {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
    },
    Export {
        #[arg(value_name = "C")]
        customer: String,
    },
    Add {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(long, value_name = "ID")]
        offer: String,
        #[arg(long, value_name = "N")]
        quantity: u64,
        #[arg(long, value_name = "N")]
        name: Option<String>,
        #[arg(long, value_name = "S")]
        base: Option<String>,
    },
    Suspend(SubscriptionsNamed),
    Reactivate(SubscriptionsNamed),
    Cancel {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
    },
    Quantity {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
        #[arg(value_name = "N")]
        quantity: u64,
    },
    Rename {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
        #[arg(value_name = "NAME")]
        name: String,
    },
    AutoRenew {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
        #[arg(value_name = "on|off", value_parser = renewals())]
        renewal: Renewal,
    },
    BillingCycle {
        #[arg(value_name = "C")]
        customer: String,
        #[arg(value_name = "S")]
        subscription: String,
        #[arg(value_name = "monthly|annual", value_parser = cycles())]
        cycle: Cycle,
    },
}

/// Several subscriptions of one customer.
#[derive(Debug, Group)]
pub struct SubscriptionsNamed {
    #[arg(value_name = "C")]
    pub customer: String,
    #[arg(value_name = "S", required = true)]
    pub subscriptions: Vec<String>,
}
