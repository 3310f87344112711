//! What every verb works with: the console, the way to the desk, the answers to questions; and what most verbs do at their
//! end.

use std::path::Path;

use crate::account::problem::Message;
use crate::operations::{Desk, Failure, Operation, Plan, Report};
use crate::say;

use super::args::{Format, Globals};
use super::exit::Exit;
use super::opening::{Access, OpenStore, Settings};
use super::out_file::OutFile;
use super::output::{Console, Halt};
use super::usage;

/// What a verb works with.
pub(super) struct Context<'a> {
    pub(super) console: Console<'a>,
    pub(super) settings: Settings,
    pub(super) globals: &'a Globals,
    pub(super) open: &'a OpenStore,
    /// Whether somebody sits there to answer.
    pub(super) can_ask: bool,
}

impl Context<'_> {
    pub(super) fn desk(&self, access: Access) -> Result<Desk, Failure> {
        self.settings.open(access, self.open)
    }

    /// Plans an operation, does it unless only a dry run was asked for, and writes its report.
    pub(super) fn carry_out(&self, desk: &Desk, operation: &dyn Operation) -> Result<Exit, Halt> {
        let plan = desk.plan(operation)?;
        if self.globals.dry_run {
            return self.tell_plan(plan);
        }
        self.console.report(&desk.apply(plan)?)?;
        Ok(Exit::Done)
    }

    /// The report of a plan that is not applied; it ends as the real run would.
    pub(super) fn tell_plan(&self, plan: Plan) -> Result<Exit, Halt> {
        let is_blocked = !plan.blockers.is_empty();
        self.console.report(&Report::dry(plan))?;
        Ok(if is_blocked {
            Exit::Refused
        } else {
            Exit::Done
        })
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
