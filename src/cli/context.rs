//! What every verb works with: the console, the way to the desk, the answers to questions; and what most verbs do at their
//! end.

use std::path::Path;

use crate::account::problem::Message;
use crate::operations::look_after;
use crate::operations::{Desk, Failure, Operation, Plan, Report};
use crate::say;
use crate::store::Care;

use super::args::{Format, Globals};
use super::exit::Exit;
use super::opening::{Access, OpenStore, Settings};
use super::out_file::OutFile;
use super::output::{Console, Halt};
use super::rights::Need;
use super::usage;

/// What a verb works with.
pub(super) struct Context<'a> {
    pub(super) console: Console<'a>,
    pub(super) settings: Settings,
    pub(super) globals: &'a Globals,
    pub(super) open: &'a OpenStore,
    pub(super) care: &'a dyn Care,
    /// The right that the verb needs; asked again as soon as the book says its cloud and its partner.
    pub(super) need: Need,
    /// Whether somebody sits there to answer.
    pub(super) can_ask: bool,
}

impl Context<'_> {
    /// The desk that the verb works at, for somebody who may do it.
    pub(super) fn desk(&self, access: Access) -> Result<Desk, Failure> {
        let desk = self.settings.open(access, self.open)?;
        if let Some(stand_in) = desk.store().stands_in() {
            self.console.warn(&[look_after::stand_in(&stand_in)]);
        }
        self.need.ask(|task| desk.may(task))?;
        self.console.warn(&look_after::put_right(&desk));
        self.unlock(&desk)?;
        Ok(desk)
    }

    /// Plans an operation, does it unless only a dry run was asked for, and writes its report.
    pub(super) fn carry_out(&self, desk: &Desk, operation: &dyn Operation) -> Result<Exit, Halt> {
        let plan = desk.plan(operation)?;
        let report = if self.globals.dry_run {
            Report::dry(plan)
        } else {
            desk.apply(plan)?
        };
        self.tell(&report)
    }

    /// The same for a dangerous operation: what will happen is said and asked about first, unless nothing would.
    pub(super) fn carry_out_asking(
        &self,
        desk: &Desk,
        operation: &dyn Operation,
        question: impl FnOnce(&Plan) -> Message,
    ) -> Result<Exit, Halt> {
        let plan = desk.plan(operation)?;
        if self.globals.dry_run {
            return self.tell(&Report::dry(plan));
        }
        let is_harmless = plan.changes.is_empty() || !plan.blockers.is_empty();
        if !is_harmless {
            self.ask_about(&plan, &question(&plan))?;
        }
        self.tell(&desk.apply(plan)?)
    }

    pub(super) fn ask_about(&self, plan: &Plan, question: &Message) -> Result<(), Failure> {
        if self.can_ask && !self.globals.yes {
            for said in plan.steps.iter().chain(&plan.consequences) {
                self.console.note(said);
            }
        }
        match self.agrees(question) {
            true => Ok(()),
            false => Err(Failure::NeedsConfirmation(question.clone())),
        }
    }

    /// Writes the report of a change. The exit code says whether all of it was done, or for a dry run would be.
    pub(super) fn tell(&self, report: &Report) -> Result<Exit, Halt> {
        self.console.report(report)?;
        Ok(ending(report))
    }

    /// Whether the operator says yes to a question: by `--yes`, or at the terminal.
    pub(super) fn agrees(&self, question: &Message) -> bool {
        self.globals.yes || (self.can_ask && self.console.ask(question))
    }

    /// The format of an export: asked for, else told by the ending of the file, else the usual one.
    pub(super) fn export_format(&self, out: Option<&Path>) -> Result<Format, Failure> {
        let file = out.filter(|path| path.as_os_str() != "-");
        let (Some(path), None) = (file, self.globals.format) else {
            return Ok(self.console.format);
        };
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        match ending.to_str() {
            Some("csv") => Ok(Format::Csv),
            Some("json") => Ok(Format::Json),
            Some("ndjson" | "jsonl") => Ok(Format::Ndjson),
            _ => Err(usage::unknown_ending(path)),
        }
    }

    /// The same, for a verb that exports: no table for people, but the one for spreadsheets.
    pub(super) fn as_export(&self) -> Self {
        let mut console = self.console;
        if console.format == Format::Table {
            console.format = Format::Csv;
        }
        Self {
            console,
            settings: self.settings.clone(),
            ..*self
        }
    }

    /// Ends an export and says how much went out.
    pub(super) fn finish_export(&self, file: OutFile, rows: u64) -> Result<Exit, Halt> {
        let name = file.is_file().then(|| file.name());
        let is_dry = matches!(file, OutFile::Nowhere(_));
        file.finish()?;
        self.console.note(&match name {
            Some(name) if is_dry => say!("export-would-go", n = rows, file = name),
            Some(name) => say!("export-went-to", n = rows, file = name),
            None => say!("export-went", n = rows),
        });
        Ok(Exit::Done)
    }
}

/// How a change ends whose report can be written.
pub(super) fn ending(report: &Report) -> Exit {
    let summary = report.plan.summary;
    if !report.plan.blockers.is_empty() {
        Exit::Refused
    } else if summary.refused + summary.failed > 0 {
        Exit::Partly
    } else {
        Exit::Done
    }
}
