//! `customers resellers`: the indirect resellers that the book knows, and how many customers each looks after.

use serde_json::json;

use crate::account::reseller::Partnership;
use crate::operations::KnownReseller;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::opening::Access;
use crate::cli::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn list(context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Reseller", words.text("cli-column-reseller")),
        Column::left("MPN ID", words.text("cli-column-mpn")).whole(),
        Column::left("Location", words.text("cli-column-location")).whole(),
        Column::left("State", words.text("cli-column-state")).whole(),
        Column::right("Customers", words.text("cli-column-customers")),
        Column::left("Microsoft ID", words.text("cli-column-id")).whole(),
    ];
    let known = desk.resellers()?.into_iter();
    let rows = known.map(|one| row(one, context));
    context
        .console
        .list(Listing::whole(columns, rows.collect()))?;
    Ok(Exit::Done)
}

fn row(one: KnownReseller, context: &Context<'_>) -> Row {
    let reseller = one.reseller;
    let state = match &reseller.partnership {
        Partnership::Active => "active",
        Partnership::Other(word) => word.as_str(),
        Partnership::Unsaid => "",
    };
    let customers = match context.console.shape() {
        Shape::Values => {
            return Row::Value(json!({
                "id": reseller.id,
                "name": reseller.name,
                "mpnId": reseller.mpn_id,
                "location": reseller.location,
                "state": state,
                "customers": one.customers,
            }));
        }
        Shape::Cells => one.customers.to_string(),
        Shape::Words => context.console.words.number(one.customers),
    };
    Row::Cells(vec![
        reseller.name,
        reseller.mpn_id,
        reseller.location,
        state.to_owned(),
        customers,
        reseller.id,
    ])
}
