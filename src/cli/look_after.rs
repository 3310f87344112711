//! `store backup`, `restore` and `rescue`, and `activity verify`: looking after a book as a whole, also after one that does
//! not open.

use std::ops::ControlFlow;
use std::path::Path;

use serde_json::json;

use crate::account::entry::Undo;
use crate::account::problem::{Code, Message, Problem};
use crate::operations::look_after::{self, BackUp, RestoreBook};
use crate::operations::{Failure, Plan, Report};
use crate::say;
use crate::store::{Flaw, StoreError};

use super::context::{Context, ending};
use super::exit::Exit;
use super::opening::Access;
use super::out_file::OutFile;
use super::output::{Column, Halt, Listing, Row, Shape};
use super::{store, usage};

/// Backs the book up into a file.
pub(super) fn back_up(file: &Path, context: &Context<'_>) -> Result<Exit, Halt> {
    usage::must_be_a_file(file)?;
    let is_there = file.symlink_metadata().is_ok();
    let question = say!("ask-overwrite", name = file.display().to_string());
    if is_there && !context.agrees(&question) {
        return Err(Failure::NeedsConfirmation(question).into());
    }
    let desk = context.desk(Access::Look)?;
    let backup = BackUp {
        path: file.to_owned(),
        replace: is_there,
    };
    let report = context.with_ticket(|ticket| match context.globals.dry_run {
        true => backup.check(&desk),
        false => backup.run(&desk, context.care, ticket),
    })?;
    context.tell(&report)
}

/// Brings the book back from a backup.
pub(super) fn restore(file: &Path, context: &Context<'_>) -> Result<Exit, Halt> {
    usage::must_be_a_file(file)?;
    if context.globals.read_only {
        return Err(Failure::ReadOnly.into());
    }
    let restore = RestoreBook {
        backup: file.to_owned(),
        folder: folder(context)?.to_owned(),
        at: context.settings.now(),
    };
    let care = context.care;
    let checked = context.with_ticket(|ticket| restore.check(care, ticket))?;
    if context.globals.dry_run {
        return context.tell(&checked);
    }
    if let Some(question) = restore.question(care)? {
        context.ask_about(&checked.plan, &question)?;
    }
    let report = context.with_ticket(|ticket| restore.run(care, ticket))?;
    context.tell(&report)
}

/// Writes what can still be read. With the lines on standard output what is told goes to stderr.
pub(super) fn rescue(file: &Path, context: &Context<'_>) -> Result<Exit, Halt> {
    let folder = folder(context)?;
    let mut out = OutFile::open(Some(file), context)?;
    let name = out.name();
    let rescued = context.with_ticket(|ticket| {
        look_after::rescue(context.care, folder, (&mut out, &name), ticket)
    })?;
    let is_file = out.is_file();
    let is_dry = matches!(out, OutFile::Nowhere(_));
    out.finish()?;
    let journal = &rescued.salvaged.journal;
    let mut plan = Plan::new("rescue_book", folder.display().to_string());
    plan.undo = Undo::Not("undo-nothing-changed".to_owned());
    plan.steps = vec![say!(
        "step-rescue",
        n = rescued.lines,
        entries = journal.entries
    )];
    if rescued.salvaged.of_state > 0 {
        plan.steps
            .push(say!("step-rescue-of-state", n = rescued.salvaged.of_state));
    }
    plan.summary.added = rescued.lines;
    plan.summary.failed = journal.flaws.len() as u64;
    plan.warnings = journal.flaws.iter().map(problem).collect();
    let report = Report {
        dry_run: is_dry,
        ..Report::dry(plan)
    };
    match is_file {
        true => return context.tell(&report),
        false => {
            for step in &report.plan.steps {
                context.console.note(step);
            }
            context.console.warn(&report.plan.warnings);
        }
    }
    Ok(ending(&report))
}

/// Walks the chain of the journal; 6 when an entry was taken out, changed, moved or cut off.
pub(super) fn verify(context: &Context<'_>) -> Result<Exit, Halt> {
    let Some(folder) = context.settings.folder() else {
        // A demo has no journal: its history is checked with the rest of it.
        return store::check(context);
    };
    let walked = context.with_ticket(|ticket| {
        let mut watch = |done, total| {
            ticket.expect(total);
            ticket.advance(1, 0);
            match ticket.is_cancelled() && done < total {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        let walked = context.care.verify(folder, &mut watch)?;
        walked.ok_or(Failure::Interrupted)
    })?;
    let words = context.console.words;
    let rows = walked.flaws.iter().map(|flaw| {
        let message = words.say(&look_after::flaw(flaw));
        let file = flaw.file.display().to_string();
        match context.console.shape() {
            Shape::Values => Row::Value(json!({
                "entry": flaw.first,
                "lastEntry": flaw.last,
                "file": file,
                "offset": flaw.offset,
                "message": message,
            })),
            Shape::Cells | Shape::Words => Row::Cells(vec![flaw.first.to_string(), file, message]),
        }
    });
    let columns = vec![
        Column::right("Entry", words.text("cli-column-entry")),
        Column::left("File", words.text("cli-column-place-found")).less(1),
        Column::left("Finding", words.text("cli-column-finding")),
    ];
    let mut listing = Listing::whole(columns, rows.collect());
    listing.if_empty = sound(walked.entries);
    let is_sound = walked.flaws.is_empty();
    if is_sound {
        context.console.note(&sound(walked.entries));
    }
    context.console.list(listing)?;
    Ok(if is_sound { Exit::Done } else { Exit::Book })
}

fn sound(entries: u64) -> Message {
    say!("activity-sound", n = entries)
}

fn problem(flaw: &Flaw) -> Problem {
    let mut problem = Problem::new(Code::Notice, look_after::flaw(flaw));
    problem.found = Some(flaw.file.display().to_string());
    problem
}

/// The folder of the book that is meant; a demo has none.
fn folder<'a>(context: &'a Context<'_>) -> Result<&'a Path, Failure> {
    let folder = context.settings.folder();
    folder.ok_or(Failure::Store(StoreError::NotOnDisk))
}
