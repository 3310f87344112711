//! `activity`: who did what and when.

use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::account::problem::{Code, Problem};
use crate::operations::history::{self, Activity, Filter, Page, operation_words};
use crate::operations::{Desk, Failure};
use crate::say;
use crate::words::Words;

use super::args::{ActivityVerb, ActivityWanted, Format};
use super::context::Context;
use super::exit::Exit;
use super::look_after;
use super::opening::Access;
use super::out_file::OutFile;
use super::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(verb: &ActivityVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        ActivityVerb::List { customer, wanted } => {
            let filter = filter(wanted)?;
            let desk = context.desk(Access::Look)?;
            let filter = of_customer(&desk, customer.as_deref(), filter)?;
            list(&desk, &filter, context)
        }
        ActivityVerb::Export {
            customer,
            wanted,
            out,
        } => {
            let filter = filter(wanted)?;
            let format = context.export_format(out.as_deref())?;
            let desk = context.desk(Access::Look)?;
            let filter = of_customer(&desk, customer.as_deref(), filter)?;
            export(&desk, &filter, format, out.as_deref(), context)
        }
        ActivityVerb::Verify => look_after::verify(context),
    }
}

/// What was asked for besides the customer, whom only the book knows.
fn filter(wanted: &ActivityWanted) -> Result<Filter, Failure> {
    let time = |option, text: &Option<String>, parse| {
        let text = text.as_deref();
        text.map(|text| read(option, text, parse)).transpose()
    };
    Ok(Filter {
        customer: None,
        since: time("--since", &wanted.since, history::since)?,
        until: time("--until", &wanted.until, history::until)?,
        company: wanted.company.clone(),
        resource_type: wanted.resource_type.clone(),
    })
}

fn of_customer(desk: &Desk, named: Option<&str>, filter: Filter) -> Result<Filter, Failure> {
    Ok(Filter {
        customer: named.map(|text| desk.resolve(text)).transpose()?,
        ..filter
    })
}

fn read(
    option: &str,
    text: &str,
    parse: fn(&str) -> Option<Timestamp>,
) -> Result<Timestamp, Failure> {
    parse(text).ok_or_else(|| {
        let message = say!("usage-bad-time", option = option, found = text);
        let problem = Problem::of_field(option, Code::BadFormat, message);
        Failure::Usage(vec![problem.found(text)])
    })
}

fn list(desk: &Desk, filter: &Filter, context: &Context<'_>) -> Result<Exit, Halt> {
    let activities = desk.activity(filter, Page::ALL)?;
    let shape = context.console.shape();
    context
        .console
        .list(listing(desk, activities, shape, context))?;
    Ok(Exit::Done)
}

fn listing<'a>(
    desk: &'a Desk,
    activities: Vec<Activity>,
    shape: Shape,
    context: &'a Context<'_>,
) -> Listing<'a> {
    let words = context.console.words;
    Listing {
        total: activities.len() as u64,
        columns: vec![
            Column::right("Entry", words.text("cli-column-entry")),
            Column::left("Date-Time", words.text("cli-column-when")).whole(),
            Column::left("Partner user", words.text("cli-column-who")).less(1),
            Column::left("Action", words.text("cli-column-done")),
            Column::left("Affected customer", words.text("cli-column-subject")),
            Column::left("State", words.text("cli-column-state"))
                .whole()
                .less(2),
        ],
        rows: Box::new(
            activities
                .into_iter()
                .map(move |activity| row(desk, &activity, shape, words)),
        ),
        after: None,
        is_limited: false,
        if_empty: say!("cli-list-empty"),
    }
}

fn row(desk: &Desk, activity: &Activity, shape: Shape, words: &Words) -> Result<Row, Failure> {
    if shape == Shape::Values {
        return Ok(Row::Value(desk.audit_record(activity)?.into_value()));
    }
    let draft = &activity.entry.draft;
    let [when, whose, operation, who] = activity.table_cells();
    let (when, action) = match shape {
        Shape::Words => (
            words.date_and_time(draft.at, &TimeZone::UTC),
            words.text(&operation_words(&draft.operation)),
        ),
        Shape::Cells | Shape::Values => (when, operation),
    };
    let state = if activity.undone {
        words.text("cli-activity-undone")
    } else {
        String::new()
    };
    Ok(Row::Cells(vec![
        activity.entry.id.to_string(),
        when,
        who,
        action,
        whose,
        state,
    ]))
}

/// As CSV the table that the service exports; else its audit records.
fn export(
    desk: &Desk,
    filter: &Filter,
    format: Format,
    out: Option<&Path>,
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let mut file = OutFile::open(out, context)?;
    let name = file.name();
    if matches!(format, Format::Csv | Format::Table) {
        let rows = context
            .with_ticket(|ticket| desk.export_activity(filter, (&mut file, &name), ticket))?;
        return context.finish_export(file, rows);
    }
    let activities = desk.activity(filter, Page::ALL)?;
    let rows = activities.len() as u64;
    listing(desk, activities, Shape::Values, context).write(&mut file, format)?;
    context.finish_export(file, rows)
}
