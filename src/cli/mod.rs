//! The headless twin: every operation from the command line. A verb is thin: words to an operation, its report to stdout,
//! its end to an exit code. What stands in the output and the exit codes is a promise to scripts. Start with `args` (what
//! can be typed) and [`run`].

mod about;
mod activity;
mod agreements;
mod args;
mod beforehand;
mod book;
mod context;
mod customers;
mod exit;
mod help;
mod input;
mod keys;
mod licenses;
mod long_run;
mod look_after;
mod opening;
mod out_file;
mod output;
mod passphrase;
mod qualification;
mod rights;
mod screen;
mod seal;
mod store;
mod subscriptions;
mod support;
mod surroundings;
mod themes;
mod transfers;
mod undo;
mod usage;
mod users;
mod why;

use std::ffi::OsString;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::ErrorKind;
use clap::{Command, FromArgMatches};

use crate::diagnostics;
use crate::operations::Failure;
use crate::store::Care;
use crate::words::Words;

use args::{Args, Globals, Noun};
use beforehand::Beforehand;
use context::Context;
use exit::Exit;
use output::{Console, Halt};

pub use keys::{KeyLine, KeySheet};
pub use opening::{Access, CloudOf, OpenStore, Settings, Wanted};
pub use screen::{KeyFile, Left, OpenScreen, Opened};
pub use surroundings::{Homes, Surroundings, Terminal};
pub use themes::ThemeText;

/// What only `main` can open, because imports point one way.
pub struct Doors<'a> {
    /// A store.
    pub store: &'a OpenStore,
    /// What can be done for a book that is not open.
    pub care: &'a dyn Care,
    /// The cloud of a book that is not opened yet.
    pub cloud_of: &'a CloudOf,
    /// The screen, on an open desk; comes back when the operator leaves it.
    pub screen: &'a OpenScreen,
    /// The key sheet of the screen.
    pub keys: &'a KeySheet,
}

/// Runs one command line and says how it ended.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    around: &Surroundings,
    doors: &Doors<'_>,
) -> ExitCode {
    let state = around.homes.as_ref().map(|homes| homes.state.as_path());
    if let Some(state) = state {
        diagnostics::log_to(state);
    }
    diagnostics::report_panics_to(state);
    let line = Line::new(arguments, around);
    // The hook has written a report; here is only said that there is one.
    match catch_unwind(AssertUnwindSafe(|| line.run(around, doors))) {
        Ok(exit) => exit.into(),
        Err(_) => {
            let report = diagnostics::crash_report()
                .map_or(String::new(), |path| path.display().to_string());
            line.console(&Globals::default(), around)
                .fail(&Failure::Fault(report));
            Exit::Fault.into()
        }
    }
}

/// A command line before it is understood: language and format must be known to say what is wrong with it.
struct Line {
    arguments: Vec<OsString>,
    beforehand: Beforehand,
    words: Words,
    command: Command,
}

impl Line {
    fn new(arguments: impl IntoIterator<Item = OsString>, around: &Surroundings) -> Self {
        let arguments: Vec<OsString> = arguments.into_iter().collect();
        let beforehand = Beforehand::look(&arguments, around);
        let words = Words::load(beforehand.language(around));
        let command = help::command(&words);
        Self {
            arguments,
            beforehand,
            words,
            command,
        }
    }

    fn run(&self, around: &Surroundings, doors: &Doors<'_>) -> Exit {
        let args = match self.parse() {
            Ok(args) => args,
            Err(error) => return self.not_understood(&error, around),
        };
        let console = self.console(&args.globals, around);
        match self.serve(&args, around, doors) {
            Ok(exit) => exit,
            Err(Halt::PipeClosed) => Exit::Done,
            Err(Halt::Failure(failure)) => {
                console.fail(&failure);
                Exit::from(&failure)
            }
        }
    }

    fn parse(&self) -> Result<Args, clap::Error> {
        let matches = self.command.clone().try_get_matches_from(&self.arguments)?;
        Args::from_arg_matches(&matches)
    }

    /// Help and version are asked for and go to stdout; anything else is wrong usage.
    fn not_understood(&self, error: &clap::Error, around: &Surroundings) -> Exit {
        let typed = &self.beforehand.typed;
        match error.kind() {
            ErrorKind::DisplayHelp => return self.show(&help::page(&self.command, typed), around),
            ErrorKind::DisplayVersion => return self.show(&error.render(), around),
            _ => {}
        }
        let failure = usage::failure(error, &self.command, typed);
        self.console(&self.beforehand.globals(), around)
            .fail(&failure);
        Exit::from(&failure)
    }

    /// Help on stdout; that nobody reads it to its end is no fault.
    fn show(&self, text: &StyledStr, around: &Surroundings) -> Exit {
        let plain = around.colorless
            || self
                .beforehand
                .typed
                .iter()
                .any(|word| word == "--no-color");
        let text = if plain || !around.stdout_is_terminal {
            text.to_string()
        } else {
            text.ansi().to_string()
        };
        let _ = std::io::stdout().write_all(text.as_bytes());
        Exit::Done
    }

    fn serve(&self, args: &Args, around: &Surroundings, doors: &Doors<'_>) -> Result<Exit, Halt> {
        let (config, problems) = self.beforehand.config()?;
        let context = Context {
            console: self.console(&args.globals, around),
            settings: Settings::gather(&args.globals, config, around)?,
            globals: &args.globals,
            open: doors.store,
            care: doors.care,
            need: args
                .noun
                .as_ref()
                .map_or(rights::Need::Nothing, rights::need),
            can_ask: around.stdin_is_terminal && around.stderr_is_terminal,
        };
        if args.noun.is_some() {
            context.console.warn(problems);
        }
        rights::ask(context.need, &context.settings, doors.cloud_of)?;
        match &args.noun {
            None if around.stdout_is_terminal => {
                screen::run(context, around, (config, problems), doors.screen)
            }
            None => Err(usage::nothing_to_do().into()),
            Some(Noun::Book(verb)) => book::run(verb, &context),
            Some(Noun::Users(verb)) => users::run(verb, &context),
            Some(Noun::Subscriptions(verb)) => subscriptions::run(verb, &context),
            Some(Noun::Licenses(verb)) => licenses::run(verb, &context),
            Some(Noun::Agreements(verb)) => agreements::run(verb, &context),
            Some(Noun::Qualification(verb)) => qualification::run(verb, &context),
            Some(Noun::Transfers(verb)) => transfers::run(verb, &context),
            Some(Noun::Customers(verb)) => customers::run(verb, &context),
            Some(Noun::Support(verb)) => support::run(verb, &context),
            Some(Noun::Activity(verb)) => activity::run(verb, &context),
            Some(Noun::Undo { entry }) => undo::run(*entry, &context),
            Some(Noun::Store(verb)) => store::run(verb, &context),
            Some(Noun::Completions { shell }) => about::completions(*shell, &self.command),
            Some(Noun::Man { out }) => about::man(out.as_deref(), &self.command),
            Some(Noun::Why { code }) => why::run(code.as_deref(), &context),
            Some(Noun::Keys) => keys::run(screen::key_file(around).as_ref(), doors.keys, &context),
        }
    }

    fn console(&self, globals: &Globals, around: &Surroundings) -> Console<'_> {
        Console::new(&self.words, globals, around)
    }
}
