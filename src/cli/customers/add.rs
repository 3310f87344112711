//! `customers add`: a new account, and its administrator's first password handed over once.

use std::io;
use std::path::Path;

use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};

use crate::account::record::CustomerId;
use crate::operations::add_customer::AddCustomer;
use crate::operations::passwords::{HandOver, PasswordFile, Which, hand_over, hand_over_to};
use crate::operations::{Desk, Report};
use crate::say;
use crate::store::Secret;

use crate::cli::args::Format;
use crate::cli::context::{Context, ending};
use crate::cli::exit::Exit;
use crate::cli::opening::Access;
use crate::cli::output::Halt;
use crate::cli::{input, out_file};

pub(super) fn run(
    file: &Path,
    credentials: Option<&Path>,
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let (account, notes) = input::one_resource(file)?;
    context.console.warn(&notes);
    let desk = context.desk(Access::Fill)?;
    let plan = desk.plan(&AddCustomer { account })?;
    if context.globals.dry_run {
        credentials.map(out_file::must_be_free).transpose()?;
        return context.tell(&Report::dry(plan));
    }
    // Made before anything else, so that no account comes to be whose password has no place to go.
    let file = credentials.map(PasswordFile::create).transpose()?;
    let secrets = plan.secrets.clone();
    let report = desk.apply(plan)?;
    match file {
        Some(file) => {
            hand_over(&desk, &first_password(&report), file)?;
            context.console.report(&report)?;
        }
        None => show_once(&desk, &report, &secrets, context)?,
    }
    Ok(ending(&report))
}

/// In the report for a script that reads JSON, on the terminal for a person; whoever else reads finds it sealed in the
/// book. Shown first and destroyed then: an end in between loses nothing.
fn show_once(
    desk: &Desk,
    report: &Report,
    secrets: &[Secret],
    context: &Context<'_>,
) -> Result<(), Halt> {
    let console = &context.console;
    let is_json = matches!(console.format, Format::Json | Format::Ndjson);
    let more = match secrets.first().filter(|_| is_json) {
        Some(secret) => of_the_service(secret),
        None => Map::new(),
    };
    console.report_with(report, more)?;
    if !is_json && console.is_terminal {
        for secret in secrets {
            console.line(&console.words.say(&say!(
                "first-password",
                name = &secret.sign_in_name,
                password = secret.password.expose_secret()
            )))?;
        }
    }
    if is_json || console.is_terminal {
        hand_over_to(desk, &first_password(report), &mut io::sink())?;
    } else {
        console.note(&say!("first-password-sealed"));
    }
    Ok(())
}

/// As the service answers a new customer.
fn of_the_service(secret: &Secret) -> Map<String, Value> {
    let credentials = json!({
        "userName": secret.sign_in_name,
        "password": secret.password.expose_secret(),
    });
    Map::from_iter([("userCredentials".to_owned(), credentials)])
}

fn first_password(report: &Report) -> HandOver {
    HandOver {
        customer: report
            .plan
            .customer
            .clone()
            .unwrap_or_else(CustomerId::nobody),
        which: Which::All,
    }
}
