//! `store`: looking after the book.

use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use crate::account::entry::Undo;
use crate::account::record::Kind;
use crate::account::task::Task;
use crate::operations::{self, Failure, Plan, Report};
use crate::say;

use super::args::StoreVerb;
use super::context::Context;
use super::exit::Exit;
use super::look_after;
use super::opening::Access;
use super::output::{Column, Halt, Listing, Row, Shape};
use super::seal;

pub(super) fn run(verb: &StoreVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        StoreVerb::Check => check(context),
        StoreVerb::Stats => stats(context),
        StoreVerb::Backup { file } => look_after::back_up(file, context),
        StoreVerb::Restore { file } => look_after::restore(file, context),
        StoreVerb::Rescue { file } => look_after::rescue(file, context),
        StoreVerb::Compact => compact(context),
        StoreVerb::Seal(asked) => seal::run(asked, context),
    }
}

/// Lists what is not as it must be; 6 when there is anything.
pub(super) fn check(context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let found = operations::look_after::check(&desk)?;
    let words = context.console.words;
    let is_sound = found.is_empty();
    let rows = found.into_iter().map(|found| {
        let message = words.say(&found.message);
        match context.console.shape() {
            Shape::Values => Row::Value(json!({"subject": found.subject, "message": message})),
            Shape::Cells | Shape::Words => Row::Cells(vec![found.subject, message]),
        }
    });
    let columns = vec![
        Column::left("Subject", words.text("cli-column-place-found")),
        Column::left("Finding", words.text("cli-column-finding")),
    ];
    let mut listing = Listing::whole(columns, rows.collect());
    listing.if_empty = say!("store-sound");
    context.console.list(listing)?;
    Ok(if is_sound { Exit::Done } else { Exit::Book })
}

fn stats(context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    desk.may(Task::SeeCustomers)?;
    let words = context.console.words;
    let (book, bytes) = (desk.store().book(), desk.store().bytes());
    let mut records = Map::new();
    let mut lines = vec![
        (
            words.text("stats-cloud"),
            words.text(book.cloud.facts().name),
        ),
        (words.text("stats-version"), words.number(book.version.0)),
    ];
    if let Some(bytes) = bytes {
        lines.push((words.text("stats-bytes"), words.number(bytes)));
    }
    let backup = desk.newest_backup()?;
    lines.push((
        words.text("stats-backup"),
        match backup {
            Some(backup) => words.say(&say!(
                "stats-backup-made",
                at = words.date_and_time(backup.at, &TimeZone::UTC),
                n = backup.changes_since
            )),
            None => words.text("stats-backup-none"),
        },
    ));
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_exported()) {
        let count = desk.store().count(kind)?;
        records.insert(kind.as_str().to_owned(), count.into());
        if count > 0 {
            lines.push((
                words.text(&format!("kind-{}", kind.as_str())),
                words.number(count),
            ));
        }
    }
    let mut members = Map::new();
    members.insert("cloud".to_owned(), book.cloud.facts().word.into());
    members.insert("version".to_owned(), book.version.0.into());
    if let Some(bytes) = bytes {
        members.insert("bytes".to_owned(), bytes.into());
    }
    members.insert(
        "backup".to_owned(),
        backup.map_or(
            Value::Null,
            |backup| json!({"at": backup.at, "changesSince": backup.changes_since}),
        ),
    );
    members.insert("records".to_owned(), Value::Object(records));
    context.console.facts(&Value::Object(members), lines)?;
    Ok(Exit::Done)
}

/// Gives disk back. A dry run says how large the book is.
fn compact(context: &Context<'_>) -> Result<Exit, Halt> {
    if context.globals.read_only {
        return Err(Failure::ReadOnly.into());
    }
    let desk = context.desk(Access::Look)?;
    desk.may(Task::KeepBook)?;
    let before = desk.store().bytes().unwrap_or_default();
    let mut plan = Plan::new("compact_store", "");
    plan.undo = Undo::Not("undo-nothing-changed".to_owned());
    plan.steps = vec![say!("store-compact-before", n = before)];
    if context.globals.dry_run {
        context.console.report(&Report::dry(plan))?;
        return Ok(Exit::Done);
    }
    desk.store().compact()?;
    let after = desk.store().bytes().unwrap_or_default();
    plan.steps.push(say!("store-compact-after", n = after));
    context.console.report(&Report {
        dry_run: false,
        ..Report::dry(plan)
    })?;
    Ok(Exit::Done)
}
