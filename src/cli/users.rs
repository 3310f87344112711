//! `users`: the people in a customer's tenant.

use crate::account::record::Stored;
use crate::account::user::UserView;
use crate::operations::Users;

use super::args::UsersVerb;
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(verb: &UsersVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        UsersVerb::List { customer, deleted } => {
            let which = if *deleted {
                Users::Deleted
            } else {
                Users::Active
            };
            list(customer, which, context)
        }
        _ => Ok(Exit::Usage),
    }
}

fn list(customer: &str, which: Users, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let users = desk.users(&desk.resolve(customer)?, which)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Display name", words.text("column-display-name")),
        Column::left("User name", words.text("column-user-name")),
        Column::left("Location", words.text("column-location")),
        Column::left("State", words.text("column-state")),
        Column::left("User ID", words.text("column-user-id")),
    ];
    let rows = users.into_iter().map(|stored| row(stored, context));
    context
        .console
        .list(Listing::whole(columns, rows.collect()))?;
    Ok(Exit::Done)
}

fn row(stored: Stored, context: &Context<'_>) -> Row {
    if context.console.shape() == Shape::Values {
        return Row::Value(stored.resource.into_value());
    }
    let user = UserView(&stored.resource);
    let said = |path: &str| stored.resource.text_or_empty(path).to_owned();
    Row::Cells(vec![
        user.display_name().to_owned(),
        user.sign_in_name().to_owned(),
        said("usageLocation"),
        said("state"),
        said("id"),
    ])
}
