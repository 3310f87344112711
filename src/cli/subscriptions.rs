//! `subscriptions`: what a customer has, to look at and to change.

use crate::account::record::{CustomerId, Stored};
use crate::account::subscription::Subscription;

use crate::operations::Operation;
use crate::operations::manage_subscriptions::{
    BuySubscription, CancelSubscription, ReactivateSubscriptions, RenameSubscription, SetAutoRenew,
    SetBillingCycle, SetQuantity, SuspendSubscriptions,
};
use crate::say;

use super::args::{SubscriptionsNamed, SubscriptionsVerb};
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(verb: &SubscriptionsVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    use SubscriptionsVerb as Verb;
    match verb {
        Verb::List { customer } => list(customer, context),
        Verb::Export { customer } => list(customer, &context.as_export()),
        Verb::Show {
            customer,
            subscription,
        } => {
            let desk = context.desk(Access::Look)?;
            let stored = desk.subscription(&desk.resolve(customer)?, subscription)?;
            context.console.resource(&stored.resource)?;
            Ok(Exit::Done)
        }
        Verb::Suspend(named) => suspend(named, context),
        Verb::Cancel {
            customer,
            subscription,
        } => cancel(customer, subscription, context),
        Verb::Reactivate(named) => change(&named.customer, context, |customer| {
            ReactivateSubscriptions {
                customer,
                subscriptions: named.subscriptions.clone(),
            }
        }),
        Verb::Add {
            customer,
            offer,
            quantity,
            name,
            base,
        } => change(customer, context, |customer| BuySubscription {
            customer,
            offer: offer.clone(),
            quantity: *quantity,
            name: name.clone(),
            base: base.clone(),
        }),
        Verb::Quantity {
            customer,
            subscription,
            quantity,
        } => change(customer, context, |customer| SetQuantity {
            customer,
            subscription: subscription.clone(),
            quantity: *quantity,
        }),
        Verb::Rename {
            customer,
            subscription,
            name,
        } => change(customer, context, |customer| RenameSubscription {
            customer,
            subscription: subscription.clone(),
            name: name.clone(),
        }),
        Verb::AutoRenew {
            customer,
            subscription,
            renewal,
        } => change(customer, context, |customer| SetAutoRenew {
            customer,
            subscription: subscription.clone(),
            renewal: *renewal,
        }),
        Verb::BillingCycle {
            customer,
            subscription,
            cycle,
        } => change(customer, context, |customer| SetBillingCycle {
            customer,
            subscription: subscription.clone(),
            cycle: *cycle,
        }),
    }
}

/// Does what an operation about one customer says.
fn change<O: Operation>(
    customer: &str,
    context: &Context<'_>,
    operation: impl FnOnce(CustomerId) -> O,
) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let operation = operation(desk.resolve(customer)?);
    context.carry_out(&desk, &operation)
}

fn suspend(named: &SubscriptionsNamed, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let operation = SuspendSubscriptions {
        customer: desk.resolve(&named.customer)?,
        subscriptions: named.subscriptions.clone(),
    };
    context.carry_out_asking(&desk, &operation, |plan| {
        let customer = &plan.subject;
        say!("ask-suspend", n = plan.summary.changed, customer = customer)
    })
}

fn cancel(customer: &str, subscription: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let operation = CancelSubscription {
        customer: desk.resolve(customer)?,
        subscription: subscription.to_owned(),
    };
    context.carry_out_asking(&desk, &operation, |plan| {
        let customer = &plan.subject;
        say!("ask-cancel", n = plan.summary.changed, customer = customer)
    })
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
