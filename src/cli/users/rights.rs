//! `users`: passwords that are reset, and directory roles.

use std::path::Path;

use crate::account::permission::Permissions;
use crate::account::problem::{Code, Problem};
use crate::account::resource::Resource;
use crate::operations::manage_users::{ChangeRole, Membership, ResetPassword, SetPermissions};
use crate::operations::passwords::{HandOver, PasswordFile, Which, hand_over};
use crate::operations::{Failure, Report};
use crate::say;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::opening::Access;
use crate::cli::out_file;
use crate::cli::output::{Column, Halt, Listing, Row, Shape};

/// Into the file when one is named; else the password stays sealed.
pub(super) fn reset(
    customer: &str,
    user: &str,
    passwords: Option<&Path>,
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let customer = desk.resolve(customer)?;
    let plan = desk.plan(&ResetPassword {
        customer: customer.clone(),
        user: user.to_owned(),
    })?;
    if context.globals.dry_run {
        passwords.map(out_file::must_be_free).transpose()?;
        return context.tell(&Report::dry(plan));
    }
    // Made first, so that no password is reset that has no place to go.
    let file = passwords.map(PasswordFile::create).transpose()?;
    let reset = plan.secrets.first().map(|secret| secret.key.clone());
    let report = desk.apply(plan)?;
    match (file, reset) {
        (Some(file), Some(key)) => {
            let which = Which::Reset(key);
            hand_over(&desk, &HandOver { customer, which }, file)?;
        }
        _ => context.console.note(&say!("user-reset-sealed")),
    }
    context.tell(&report)
}

pub(super) fn change(
    (customer, user): (&str, &str),
    role: &str,
    membership: Membership,
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let operation = ChangeRole {
        customer: desk.resolve(customer)?,
        user: user.to_owned(),
        role: role.to_owned(),
        membership,
    };
    context.carry_out(&desk, &operation)
}

/// The permissions as a whole, as the service's page offers them.
pub(super) fn set_permissions(
    (customer, user): (&str, &str),
    words: &[String],
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let permissions = Permissions::parse(words.iter().map(String::as_str));
    let permissions = permissions.ok_or_else(|| unknown_permissions(words))?;
    let desk = context.desk(Access::Change)?;
    let operation = SetPermissions {
        customer: desk.resolve(customer)?,
        user: user.to_owned(),
        permissions,
    };
    context.carry_out(&desk, &operation)
}

fn unknown_permissions(words: &[String]) -> Failure {
    let problem = Problem::new(Code::NotInList, say!("user-unknown-permissions"))
        .found(words.join(","))
        .remedy(say!(
            "user-unknown-permissions-remedy",
            words = Permissions::words()
        ));
    Failure::Usage(vec![problem])
}

pub(super) fn list(customer: &str, user: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let roles = desk.directory_roles(&desk.resolve(customer)?, user)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Role", words.text("cli-column-directory-role")),
        Column::left("Role ID", words.text("cli-column-directory-role-id")).whole(),
    ];
    let shape = context.console.shape();
    let row = |role: Resource| match shape {
        Shape::Values => Row::Value(role.into_value()),
        Shape::Cells | Shape::Words => {
            let said = |path: &str| role.text_or_empty(path).to_owned();
            Row::Cells(vec![said("name"), said("id")])
        }
    };
    let rows = roles.into_iter().map(row).collect();
    context.console.list(Listing::whole(columns, rows))?;
    Ok(Exit::Done)
}
