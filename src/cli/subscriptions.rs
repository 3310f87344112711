//! `subscriptions`: what a customer has, to look at.

use crate::account::record::Stored;
use crate::account::subscription::Subscription;

use super::args::SubscriptionsVerb;
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(verb: &SubscriptionsVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        SubscriptionsVerb::List { customer } => list(customer, context),
        SubscriptionsVerb::Export { customer } => list(customer, &context.as_export()),
        SubscriptionsVerb::Show {
            customer,
            subscription,
        } => {
            let desk = context.desk(Access::Look)?;
            let stored = desk.subscription(&desk.resolve(customer)?, subscription)?;
            context.console.resource(&stored.resource)?;
            Ok(Exit::Done)
        }
    }
}

/// The columns are those of the service's own export (operations.md section 1), for people without the reseller.
fn list(customer: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let subscriptions = desk.subscriptions(&desk.resolve(customer)?)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Subscription ID", words.text("cli-column-subscription-id")).whole(),
        Column::left("Subscription", words.text("cli-column-subscription")),
        Column::right("Quantity", words.text("cli-column-quantity")),
        Column::left("Status", words.text("cli-column-status")).whole(),
        Column::left("Reseller", words.text("cli-column-reseller"))
            .whole()
            .less(1),
    ];
    let rows = subscriptions.into_iter().map(|stored| row(stored, context));
    context
        .console
        .list(Listing::whole(columns, rows.collect()))?;
    Ok(Exit::Done)
}

fn row(stored: Stored, context: &Context<'_>) -> Row {
    let resource = &stored.resource;
    let quantity = resource.number("quantity");
    let quantity = match context.console.shape() {
        Shape::Values => return Row::Value(stored.resource.into_value()),
        Shape::Cells => quantity.map(|number| number.to_string()),
        Shape::Words => quantity.map(|number| context.console.words.number(number)),
    };
    let subscription = Subscription(resource);
    Row::Cells(vec![
        resource.text_or_empty("id").to_owned(),
        subscription.name().to_owned(),
        quantity.unwrap_or_default(),
        subscription.status().to_owned(),
        resource.text_or_empty("partnerId").to_owned(),
    ])
}
