//! `users`: the people in a customer's tenant.

mod import;
mod one;
mod rights;

use std::io::{self, Write};
use std::path::Path;

use jiff::tz::TimeZone;
use serde_json::json;

use crate::account::record::Stored;
use crate::account::user::UserView;
use crate::operations::add_users::{self, Run};
use crate::operations::manage_users::Membership;
use crate::operations::passwords::{HandOver, PasswordFile, Which, hand_over, hand_over_to};
use crate::operations::{Report, Users};
use crate::words::{Language, Words};

use super::args::UsersVerb;
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::out_file;
use super::output::{Column, Halt, Listing, Row, Shape};

/// The file to fill in, as the portal hands it out.
const TEMPLATE_EN: &[u8] = include_bytes!("../../../assets/templates/bulk-users.en.csv");
const TEMPLATE_KO: &[u8] = include_bytes!("../../../assets/templates/bulk-users.ko.csv");

pub(super) fn run(verb: &UsersVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        UsersVerb::Template => template(context.console.words.language()),
        UsersVerb::List { customer, deleted } => {
            let which = if *deleted {
                Users::Deleted
            } else {
                Users::Active
            };
            list(customer, which, context)
        }
        UsersVerb::Find { query } => one::find(query, context),
        UsersVerb::Add(wanted) => one::add(wanted, context),
        UsersVerb::Update {
            customer,
            user,
            set,
        } => one::update(customer, user, set, context),
        UsersVerb::Delete { customer, users } => one::delete(customer, users, context),
        UsersVerb::Restore { customer, users } => one::restore(customer, users, context),
        UsersVerb::ResetPassword {
            customer,
            user,
            passwords,
        } => rights::reset(customer, user, passwords.as_deref(), context),
        UsersVerb::Roles {
            customer,
            user,
            add,
            remove,
            permissions,
        } => match (add, remove) {
            _ if !permissions.is_empty() => {
                rights::set_permissions((customer, user), permissions, context)
            }
            (Some(role), _) => rights::change((customer, user), role, Membership::Add, context),
            (None, Some(role)) => {
                rights::change((customer, user), role, Membership::Remove, context)
            }
            (None, None) => rights::list(customer, user, context),
        },
        UsersVerb::Import(wanted) => import::import(wanted, context),
        UsersVerb::Runs { customer } => runs(customer, context),
        UsersVerb::Resume { customer, run } => import::resume(customer, run, context),
        UsersVerb::Passwords { customer, out } => passwords(customer, out, context),
    }
}

fn template(language: Language) -> Result<Exit, Halt> {
    let text = match language {
        Language::English => TEMPLATE_EN,
        Language::Korean => TEMPLATE_KO,
    };
    io::stdout().write_all(text)?;
    Ok(Exit::Done)
}

fn runs(customer: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let runs = add_users::runs(&desk, &desk.resolve(customer)?)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Run", words.text("cli-column-run")).whole(),
        Column::left("File", words.text("cli-column-file")),
        Column::left("Location", words.text("cli-column-location")).whole(),
        Column::left("Started", words.text("cli-column-started"))
            .whole()
            .less(3),
        Column::right("Done", words.text("cli-column-run-done")),
        Column::right("Left", words.text("cli-column-run-left")),
        Column::right("Failed", words.text("cli-column-run-failed")),
        Column::left("State", words.text("cli-column-state"))
            .whole()
            .less(1),
    ];
    let shape = context.console.shape();
    let rows = runs.iter().map(|run| run_row(run, shape, words));
    context
        .console
        .list(Listing::whole(columns, rows.collect()))?;
    Ok(Exit::Done)
}

fn run_row(run: &Run, shape: Shape, words: &Words) -> Row {
    let count = |number: u64| match shape {
        Shape::Words => words.number(number),
        Shape::Cells | Shape::Values => number.to_string(),
    };
    let state = run.state.as_str();
    if shape == Shape::Values {
        return Row::Value(json!({
            "run": run.id,
            "file": run.file,
            "location": run.location,
            "started": run.started.to_string(),
            "done": run.done,
            "left": run.left,
            "failed": run.failed,
            "state": state,
        }));
    }
    Row::Cells(vec![
        run.id.clone(),
        run.file.clone(),
        run.location.clone(),
        match shape {
            Shape::Words => words.date_and_time(run.started, &TimeZone::UTC),
            Shape::Cells | Shape::Values => run.started.to_string(),
        },
        count(run.done),
        count(run.left),
        count(run.failed),
        match shape {
            Shape::Words => words.text(&format!("run-{state}")),
            Shape::Cells | Shape::Values => state.to_owned(),
        },
    ])
}

/// Hands over what is sealed. On standard output the passwords are the data, and the report has no place.
fn passwords(customer: &str, out: &Path, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let wanted = HandOver {
        customer: desk.resolve(customer)?,
        which: Which::All,
    };
    if context.globals.dry_run {
        let plan = wanted.plan(&desk)?;
        out_file::must_be_free(out)?;
        return context.tell(&Report::dry(plan));
    }
    if out.as_os_str() == "-" {
        hand_over_to(&desk, &wanted, &mut io::stdout().lock())?;
        return Ok(Exit::Done);
    }
    // Looked at first: a customer without passwords must not leave an empty file for a moment.
    wanted.plan(&desk)?;
    context.tell(&hand_over(&desk, &wanted, PasswordFile::create(out)?)?)
}

fn list(customer: &str, which: Users, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let users = desk.users(&desk.resolve(customer)?, which)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Display name", words.text("cli-column-display-name")),
        Column::left("User name", words.text("cli-column-user-name")),
        Column::left("Location", words.text("cli-column-location")).whole(),
        Column::left("State", words.text("cli-column-state"))
            .whole()
            .less(1),
        Column::left("User ID", words.text("cli-column-user-id"))
            .whole()
            .less(2),
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
