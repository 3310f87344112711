//! `licenses`: the products of a customer with their seats, and who gets one.

use crate::account::license::SkuView;
use crate::account::license_box::{Choice, ProductWish};
use crate::account::resource::Resource;
use crate::operations::assign_licenses::AssignLicenses;

use super::args::{LicensesToAssign, LicensesVerb};
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(verb: &LicensesVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        LicensesVerb::List { customer, user } => list(customer, user.as_deref(), context),
        LicensesVerb::Assign(wanted) => assign(wanted, context),
        LicensesVerb::Revoke {
            customer,
            sku,
            users,
        } => revoke(customer, sku, users, context),
    }
}

fn assign(wanted: &LicensesToAssign, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let customer = desk.resolve(&wanted.customer)?;
    let plans = [
        (&wanted.include, Choice::Assign),
        (&wanted.exclude, Choice::Revoke),
    ];
    let plans = plans
        .into_iter()
        .flat_map(|(named, choice)| named.iter().map(move |plan| (plan.clone(), choice)));
    let products = desk.wishes_of_plans(&customer, &wanted.sku, &plans.collect::<Vec<_>>())?;
    let revoked = wanted.revoke.iter();
    let operation = AssignLicenses {
        products: products
            .into_iter()
            .chain(revoked.map(|sku| ProductWish::new(sku, Choice::Revoke)))
            .collect(),
        customer,
        users: wanted.users.clone(),
        location: wanted.location.clone(),
    };
    context.carry_out(&desk, &operation)
}

fn revoke(
    customer: &str,
    products: &[String],
    users: &[String],
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let operation = AssignLicenses {
        customer: desk.resolve(customer)?,
        users: users.to_vec(),
        products: products
            .iter()
            .map(|sku| ProductWish::new(sku, Choice::Revoke))
            .collect(),
        location: None,
    };
    context.carry_out(&desk, &operation)
}

/// The subscribed SKUs; with a user, the licenses of that one.
fn list(customer: &str, user: Option<&str>, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let customer = desk.resolve(customer)?;
    let words = context.console.words;
    let mut columns = vec![
        Column::left("Product", words.text("cli-column-product")),
        Column::left("Part number", words.text("cli-column-part-number")).whole(),
    ];
    let (found, counts): (Vec<Resource>, &[&str]) = match user {
        Some(user) => (desk.licenses(&customer, user)?, &[]),
        None => {
            columns.push(Column::right(
                "Available",
                words.text("cli-column-available"),
            ));
            columns.push(Column::right("Assigned", words.text("cli-column-assigned")));
            (
                desk.products(&customer)?,
                &["availableUnits", "consumedUnits"],
            )
        }
    };
    columns.push(
        Column::left("Product ID", words.text("cli-column-product-id"))
            .whole()
            .less(1),
    );
    let rows = found.into_iter().map(|one| row(one, counts, context));
    context
        .console
        .list(Listing::whole(columns, rows.collect()))?;
    Ok(Exit::Done)
}

fn row(resource: Resource, counts: &[&str], context: &Context<'_>) -> Row {
    let shape = context.console.shape();
    if shape == Shape::Values {
        return Row::Value(resource.into_value());
    }
    let view = SkuView(&resource);
    let mut cells = vec![
        view.name().to_owned(),
        resource
            .text_or_empty("productSku.skuPartNumber")
            .to_owned(),
    ];
    cells.extend(
        counts
            .iter()
            .map(|path| match (resource.number(path), shape) {
                (Some(number), Shape::Words) => context.console.words.number(number),
                (Some(number), _) => number.to_string(),
                (None, _) => String::new(),
            }),
    );
    cells.push(view.id().to_owned());
    Row::Cells(cells)
}
