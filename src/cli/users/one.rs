//! `users` one by one: found, added, changed, deleted, restored.

use serde_json::Value;

use crate::account::user::UserView;
use crate::operations::manage_users::{
    AddUser, DeleteUsers, FoundUser, RestoreUsers, UpdateUser, UserEdit,
};
use crate::operations::{Failure, Report};
use crate::say;
use crate::search::{Cancel, UsersQuery};

use crate::cli::args::OneUser;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::opening::Access;
use crate::cli::output::{Column, Halt, Listing, Row, Shape};

/// Keys of users that are taken at a time.
const PAGE: usize = 4_096;

pub(super) fn find(query: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let query = UsersQuery::parse(query).map_err(Failure::Usage)?;
    let desk = context.desk(Access::Look)?;
    let found = desk.find_users(&query, &Cancel::new(), &|_, _| {})?;
    let found = found.ok_or(Failure::Interrupted)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Display name", words.text("cli-column-display-name")),
        Column::left("User name", words.text("cli-column-user-name")),
        Column::left("Company name", words.text("column-company")).less(2),
        Column::left("State", words.text("cli-column-state")).whole(),
        Column::left("Microsoft ID", words.text("column-id"))
            .whole()
            .less(1),
    ];
    let shape = context.console.shape();
    let pages = (0..found.total as usize).step_by(PAGE);
    let keys = pages.flat_map(|from| found.page(from, PAGE));
    let users = keys
        .map(|key| desk.found_user(&key))
        .filter_map(Result::transpose);
    context.console.list(Listing {
        total: found.total,
        rows: Box::new(users.map(|user| Ok(row(user?, shape)))),
        ..Listing::whole(columns, Vec::new())
    })?;
    Ok(Exit::Done)
}

/// The user as the service has it, for scripts with the customer beside it.
fn row(found: FoundUser, shape: Shape) -> Row {
    let FoundUser { user, company } = found;
    let customer = user.key.customer.to_string();
    if shape == Shape::Values {
        let mut value = user.resource.into_value();
        if let Value::Object(members) = &mut value {
            members.insert("customerId".to_owned(), customer.into());
        }
        return Row::Value(value);
    }
    let view = UserView(&user.resource);
    Row::Cells(vec![
        view.display_name().to_owned(),
        view.sign_in_name().to_owned(),
        company,
        user.resource.text_or_empty("state").to_owned(),
        customer,
    ])
}

pub(super) fn add(wanted: &OneUser, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let operation = AddUser {
        customer: desk.resolve(&wanted.customer)?,
        display_name: wanted.display_name.clone(),
        email: wanted.email.clone(),
        location: wanted.location.clone(),
        first_name: wanted.first_name.clone(),
        last_name: wanted.last_name.clone(),
    };
    context.carry_out(&desk, &operation)
}

pub(super) fn update(
    customer: &str,
    user: &str,
    set: &[String],
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let set: Result<Vec<UserEdit>, Failure> =
        set.iter().map(|text| UserEdit::parse(text)).collect();
    let set = set?;
    let desk = context.desk(Access::Change)?;
    let operation = UpdateUser {
        customer: desk.resolve(customer)?,
        user: user.to_owned(),
        set,
    };
    context.carry_out(&desk, &operation)
}

/// Deleting asks first.
pub(super) fn delete(
    customer: &str,
    users: &[String],
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let plan = desk.plan(&DeleteUsers {
        customer: desk.resolve(customer)?,
        users: users.to_vec(),
    })?;
    if context.globals.dry_run {
        return context.tell(&Report::dry(plan));
    }
    let question = say!(
        "users-ask-delete",
        n = plan.summary.removed,
        customer = &plan.subject
    );
    if plan.blockers.is_empty() && !context.agrees(&question) {
        return Err(Failure::NeedsConfirmation(question).into());
    }
    context.tell(&desk.apply(plan)?)
}

pub(super) fn restore(
    customer: &str,
    users: &[String],
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let operation = RestoreUsers {
        customer: desk.resolve(customer)?,
        users: users.to_vec(),
    };
    context.carry_out(&desk, &operation)
}
