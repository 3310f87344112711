//! `customers`: the list, one account, changes of it.

mod add;
mod invite;
mod remove;
mod resellers;

use std::ops::Range;
use std::path::Path;

use crate::account::customer::Ours;
use crate::account::problem::Problem;
use crate::account::record::{Stored, Version};
use crate::account::resource::Resource;
use crate::exchange::json::Form;
use crate::operations::import_customers::ImportCustomers;
use crate::operations::update_account::{Edit, UpdateAccount};
use crate::operations::{Desk, Failure, Found, ListFormat, Look, Ticket};
use crate::say;
use crate::search::{self, Cancel, Query, Sort};
use crate::words::Words;

use crate::cli::args::{CustomersVerb, CustomersWanted, Format};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::opening::Access;
use crate::cli::out_file::OutFile;
use crate::cli::output::{Column, Halt, Listing, Row};
use crate::cli::{input, usage};

pub(super) fn run(verb: &CustomersVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        CustomersVerb::List(wanted) => list(wanted, context),
        CustomersVerb::Show { customer } => show(customer, context),
        CustomersVerb::Update {
            customer,
            set,
            file,
            if_match,
        } => {
            let wishes = Wishes {
                set,
                file: file.as_deref(),
                if_match: if_match.map(Version),
            };
            update(customer, &wishes, context)
        }
        CustomersVerb::Export { filter, out } => export(filter.as_deref(), out.as_deref(), context),
        CustomersVerb::Add { file, credentials } => add::run(file, credentials.as_deref(), context),
        CustomersVerb::Remove(removal) => remove::run(removal, context),
        CustomersVerb::Resellers => resellers::list(context),
        CustomersVerb::Invite(invitation) => invite::run(invitation, context),
        CustomersVerb::Invitations { close, draft } => match (close, draft) {
            (Some(id), _) => invite::close(id, context),
            (None, Some(id)) => invite::draft_again(id, context),
            (None, None) => invite::list(context),
        },
        CustomersVerb::Import { file } => import(file, context),
    }
}

fn list(wanted: &CustomersWanted, context: &Context<'_>) -> Result<Exit, Halt> {
    let look = look(wanted.filter.as_deref(), wanted.sort.as_deref(), wanted.all)?;
    let desk = context.desk(Access::Look)?;
    let found = find(&desk, &look)?;
    let from = match &wanted.after {
        Some(cursor) => found.after(cursor)?,
        None => 0,
    };
    let count = wanted.limit.map_or(usize::MAX, |limit| {
        usize::try_from(limit).unwrap_or(usize::MAX)
    });
    let part = from..from.saturating_add(count);
    let console = &context.console;
    match list_format(console.format) {
        Some(format) => {
            let mut out = console.stdout();
            let exported =
                desk.export_customers(&found, part, format, (&mut out, "-"), &Ticket::new())?;
            console.tell_replaced(exported.replaced);
        }
        None => console.list(Listing {
            total: found.total,
            columns: columns(console.words),
            rows: Box::new(
                rows(
                    &found,
                    from..from.saturating_add(count),
                    &desk,
                    console.words,
                )
                .map(Ok),
            ),
            after: None,
            is_limited: wanted.limit.is_some(),
            if_empty: say!("cli-list-empty"),
        })?,
    }
    Ok(Exit::Done)
}

fn look(filter: Option<&str>, sort: Option<&str>, all: bool) -> Result<Look, Failure> {
    Ok(Look {
        query: Query::parse(filter.unwrap_or_default())
            .map_err(|problems| usage::in_value("--filter", problems))?,
        sort: sort
            .map_or(Ok(Sort::default()), Sort::parse)
            .map_err(|problems| usage::in_value("--sort", problems))?,
        all,
    })
}

/// Nobody cancels a search of the command line but the signal that ends the process.
fn find(desk: &Desk, look: &Look) -> Result<Found, Failure> {
    desk.look(look, &Cancel::new())?.ok_or(Failure::Interrupted)
}

fn list_format(format: Format) -> Option<ListFormat> {
    match format {
        Format::Json => Some(ListFormat::Json(Form::Pretty)),
        Format::Ndjson => Some(ListFormat::Ndjson),
        Format::Csv => Some(ListFormat::Csv),
        Format::Table => None,
    }
}

fn columns(words: &Words) -> Vec<Column> {
    vec![
        Column::left("Company name", words.text("cli-column-name")),
        Column::left("Primary domain name", words.text("cli-column-domain")),
        Column::left("Relationship", words.text("cli-column-relationship"))
            .whole()
            .less(2),
        Column::left("Country", words.text("cli-column-country"))
            .whole()
            .less(1),
        Column::right("Seats", words.text("cli-column-seats")),
        Column::left("Tags", words.text("cli-column-tags")).less(3),
        Column::left("Microsoft ID", words.text("cli-column-id")).whole(),
    ]
}

/// A domain stands without the suffix that most have, as on the screen.
fn cells(row: &search::Row, suffix: &str, words: &Words) -> Row {
    Row::Cells(vec![
        row.name.clone(),
        row.domain
            .strip_suffix(suffix)
            .unwrap_or(&row.domain)
            .to_owned(),
        row.relationship.clone(),
        row.country.clone(),
        row.seats.map_or(String::new(), |seats| words.number(seats)),
        row.tags.join(", "),
        row.id.to_string(),
    ])
}

/// Page by page, so that a table that is cut never makes a million rows.
fn rows<'a>(
    found: &'a Found,
    part: Range<usize>,
    desk: &Desk,
    words: &'a Words,
) -> impl Iterator<Item = Row> + use<'a> {
    const PAGE: usize = 200;
    let suffix = desk.cloud().facts().domain_suffix;
    let end = part
        .end
        .min(usize::try_from(found.total).unwrap_or(usize::MAX));
    let starts = (part.start..end).step_by(PAGE);
    starts
        .flat_map(move |start| found.page(start, PAGE.min(end - start)))
        .map(move |row| cells(&row, suffix, words))
}

fn export(filter: Option<&str>, out: Option<&Path>, context: &Context<'_>) -> Result<Exit, Halt> {
    let look = look(filter, None, true)?;
    let format = list_format(context.export_format(out)?).unwrap_or(ListFormat::Csv);
    let desk = context.desk(Access::Look)?;
    let found = find(&desk, &look)?;
    let mut file = OutFile::open(out, context)?;
    let name = file.name();
    let exported = context.with_ticket(|ticket| {
        desk.export_customers(&found, 0..usize::MAX, format, (&mut file, &name), ticket)
    })?;
    context.console.tell_replaced(exported.replaced);
    context.finish_export(file, exported.rows)
}

fn import(file: &Path, context: &Context<'_>) -> Result<Exit, Halt> {
    let import = ImportCustomers {
        source: input::source_that_opens(file)?,
    };
    let desk = context.desk(Access::Fill)?;
    let report = context.with_ticket(|ticket| match context.globals.dry_run {
        true => import.check(&desk, ticket),
        false => import.run(&desk, ticket),
    })?;
    context.tell(&report)
}

/// The account whole, with what only `show` has: its version, for `--if-match`, and what our rules would say of it.
fn show(customer: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let stored = desk.customer(&desk.resolve(customer)?)?;
    let shown = with_derived(&stored, &desk.flags(&stored.resource)?);
    context.console.resource(&shown)?;
    Ok(Exit::Done)
}

fn with_derived(stored: &Stored, flags: &[Problem]) -> Resource {
    let mut shown = stored.resource.clone();
    let ours = Ours::of(&shown);
    shown.set("partnerdeck.tags", ours.tags);
    shown.set("partnerdeck.notes", ours.notes);
    shown.set("partnerdeck.alias", ours.alias);
    let flags: Vec<String> = flags.iter().map(flag).collect();
    shown.set("partnerdeck.flags", flags);
    shown.set("partnerdeck.version", stored.version.0);
    shown
}

/// `bad_format companyProfile.domain`
fn flag(problem: &Problem) -> String {
    let code = problem.code.text();
    match problem.field() {
        Some(field) => format!("{code} {field}"),
        None => code.into_owned(),
    }
}

/// What `customers update` was given.
struct Wishes<'a> {
    set: &'a [String],
    file: Option<&'a Path>,
    if_match: Option<Version>,
}

fn update(customer: &str, wishes: &Wishes<'_>, context: &Context<'_>) -> Result<Exit, Halt> {
    // Read before the book is opened: standard input may take its time.
    let file = wishes.file.map(input::one_resource).transpose()?;
    let edits = Edit::parse_all(wishes.set)?;
    let desk = context.desk(Access::Change)?;
    let id = desk.resolve(customer)?;
    let mut operation = match &file {
        Some((resource, notes)) => {
            context.console.warn(notes);
            UpdateAccount::from_resource(&id, resource, &desk.customer(&id)?.resource)?
        }
        None => UpdateAccount {
            customer: id,
            set: edits,
            if_match: None,
        },
    };
    operation.if_match = wishes.if_match.or(operation.if_match);
    context.carry_out(&desk, &operation)
}
