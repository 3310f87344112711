//! `users import`, `users resume`: many users from a file, and what goes with a run: its results, its passwords, the files
//! of a split.

use std::path::{Path, PathBuf, absolute};

use serde_json::{Map, Value, json};

use crate::account::entry::{Summary, Undo};
use crate::account::record::CustomerId;
use crate::cli::args::UsersImport;
use crate::cli::context::{Context, ending};
use crate::cli::exit::Exit;
use crate::cli::opening::Access;
use crate::cli::out_file::{self, OutFile};
use crate::cli::output::Halt;
use crate::cli::{input, usage};
use crate::operations::add_users::{
    self, AddUsers, BadRows, CheckOptions, Checked, Ran, ReadOptions, Results, Run, UsersFile,
    check, split,
};
use crate::operations::passwords::{
    HandOver, PasswordFile, Which, hand_over, must_be_a_place_for_secrets,
};
use crate::operations::{Desk, Failure, Plan, Report};
use crate::say;
use crate::words::Words;

pub(super) fn import(wanted: &UsersImport, context: &Context<'_>) -> Result<Exit, Halt> {
    for path in [&wanted.passwords, &wanted.results].into_iter().flatten() {
        usage::must_be_a_file(path)?;
    }
    let file = read(wanted)?;
    let access = if wanted.split {
        Access::Look
    } else {
        Access::Change
    };
    let desk = context.desk(access)?;
    let customer = desk.resolve(&wanted.customer)?;
    if wanted.split {
        return split_up(&desk, &customer, wanted, &file, context);
    }
    let mut add = AddUsers::new(&customer, wanted.location.as_deref());
    add.options.portal_rules = wanted.portal_rules;
    if wanted.skip_bad {
        add.bad_rows = BadRows::LeaveOut;
    }
    add.passwords = wanted.passwords.as_deref().map(whole).transpose()?;
    add.results = wanted.results.as_deref().map(whole).transpose()?;
    let plan = add.plan(&desk, &file)?;
    if context.globals.dry_run {
        let passwords = add.passwords.as_deref();
        passwords.map(out_file::must_be_free).transpose()?;
        let results = add.results.as_deref();
        results
            .map(|path| OutFile::open(Some(path), context))
            .transpose()?;
        return context.tell(&plan.dry_report());
    }
    let (files, ran) = context.with_ticket(|ticket| {
        // Within the ticket: a Ctrl-C right behind the new file must not leave it behind.
        let files = Files::make(add.passwords.as_deref(), add.results.as_deref(), context)?;
        Ok((files, add_users::run(&desk, plan, ticket)?))
    })?;
    finish(&desk, &customer, ran, files, context)
}

pub(super) fn resume(customer: &str, run: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let customer = desk.resolve(customer)?;
    let known = add_users::find(&desk, &customer, run)?;
    if context.globals.dry_run {
        let report = add_users::would_resume(&desk, &customer, &known.id)?;
        return context.tell(&report);
    }
    let (files, ran) = context.with_ticket(|ticket| {
        let files = Files::take_again(&known, context)?;
        Ok((
            files,
            add_users::resume(&desk, &customer, &known.id, ticket)?,
        ))
    })?;
    finish(&desk, &customer, ran, files, context)
}

fn read(wanted: &UsersImport) -> Result<UsersFile, Failure> {
    let source = input::source(&wanted.file)?;
    let bytes = source
        .whole(UsersFile::LONGEST)
        .map_err(|error| Failure::File(wanted.file.display().to_string(), error))?;
    let options = ReadOptions {
        encoding: wanted.encoding,
    };
    Ok(UsersFile::read(&source.name(), &bytes, &options))
}

/// The path wherever the operator stands when the run is resumed.
fn whole(path: &Path) -> Result<PathBuf, Failure> {
    absolute(path).map_err(|error| Failure::File(path.display().to_string(), error))
}

/// What a run writes besides the book. Made before anybody is added, so that nothing comes to be that has no place to go.
struct Files {
    passwords: Option<PasswordFile>,
    results: Option<OutFile>,
}

impl Files {
    fn make(
        passwords: Option<&Path>,
        results: Option<&Path>,
        context: &Context<'_>,
    ) -> Result<Self, Failure> {
        results.map(must_be_a_place_for_secrets).transpose()?;
        Ok(Self {
            passwords: passwords.map(PasswordFile::create).transpose()?,
            results: results
                .map(|path| OutFile::open(Some(path), context))
                .transpose()?,
        })
    }

    /// The files of a run that was stopped; empty ones that a kill left there are its own.
    fn take_again(run: &Run, context: &Context<'_>) -> Result<Self, Failure> {
        let passwords = run.passwords.as_deref();
        let results = run.results.as_deref();
        Ok(Self {
            passwords: passwords
                .map(PasswordFile::create_or_take_empty)
                .transpose()?,
            results: results
                .map(|path| OutFile::open_again(path, context))
                .transpose()?,
        })
    }

    /// Writes what is to be written once every row was tried; says whether passwords were handed over.
    fn write(
        self,
        desk: &Desk,
        customer: &CustomerId,
        run: &Run,
        words: &Words,
    ) -> Result<bool, Failure> {
        if let Some(mut file) = self.results {
            let name = file.name();
            let results = Results::of_run(desk, customer, &run.id)?;
            results
                .write(&mut file, words)
                .map_err(|error| Failure::File(name, error))?;
            file.finish()?;
        }
        let Some(file) = self.passwords else {
            return Ok(false);
        };
        let users = add_users::added_by(desk, customer, run)?;
        if users.is_empty() {
            return Ok(false);
        }
        let wanted = HandOver {
            customer: customer.clone(),
            which: Which::Of(users),
        };
        hand_over(desk, &wanted, file).map(|_| true)
    }
}

/// Ends a run: its files first, because the report may have no reader any more.
fn finish(
    desk: &Desk,
    customer: &CustomerId,
    ran: Ran,
    files: Files,
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let mut ran = ran;
    let stays_sealed = files.passwords.is_none() && ran.report.plan.summary.added > 0;
    let written = match &ran.stopped {
        // A stopped run writes them when it is resumed.
        Some(_) => Ok(false),
        None => files.write(desk, customer, &ran.run, context.console.words),
    };
    if matches!(written, Ok(true)) {
        // Whoever was told a password may be at work: the users are not taken back any more.
        ran.report.plan.undo = Undo::Not("undo-passwords-handed-over".to_owned());
    }
    context.console.report(&ran.report)?;
    if stays_sealed {
        context.console.note(&say!(
            "users-stay-sealed",
            n = ran.report.plan.summary.added,
            customer = customer.as_str()
        ));
    }
    if let Some(stopped) = ran.stopped {
        context.console.note(&say!(
            "users-can-resume",
            n = ran.run.left,
            customer = customer.as_str(),
            run = &ran.run.id
        ));
        return Err(stopped.into());
    }
    written?;
    Ok(ending(&ran.report))
}

/// Checks as a run would, and writes files for the portal instead.
fn split_up(
    desk: &Desk,
    customer: &CustomerId,
    wanted: &UsersImport,
    file: &UsersFile,
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let options = CheckOptions {
        portal_rules: wanted.portal_rules,
    };
    let checked = check(desk, customer, file, wanted.location.as_deref(), &options)?;
    if !checked.blockers.is_empty() {
        return Err(Failure::Blocked(checked.blockers).into());
    }
    let goes_on = wanted.skip_bad && checked.could_leave_bad_rows_out();
    if !checked.problems.is_empty() && !goes_on {
        return Err(Failure::Problems(checked.problems).into());
    }
    let parts = parts(wanted, file, &checked, context)?;
    let mut report = Report::dry(plan_of_split(customer, file, &checked, &parts));
    report.dry_run = context.globals.dry_run;
    report.encoding = Some(file.recognised().encoding.name().to_owned());
    let files: Value = parts
        .iter()
        .map(|(path, rows)| json!({"path": path.display().to_string(), "rows": rows}))
        .collect();
    let more = Map::from_iter([("files".to_owned(), files)]);
    context.console.report_with(&report, more)?;
    Ok(ending(&report))
}

/// The files with their rows; a dry run only says which.
fn parts(
    wanted: &UsersImport,
    file: &UsersFile,
    checked: &Checked,
    context: &Context<'_>,
) -> Result<Vec<(PathBuf, usize)>, Failure> {
    let beside = wanted.file.parent().unwrap_or(Path::new(""));
    let folder = wanted.out.as_deref().unwrap_or(beside);
    let is_stdin = wanted.file.as_os_str() == "-";
    let stem = wanted.file.file_stem().filter(|_| !is_stdin);
    let stem = stem.map_or("users".into(), |stem| stem.to_string_lossy());
    if context.globals.dry_run {
        let sizes = checked.batches().into_iter().zip(1..);
        let would_be = |(rows, number): (usize, usize)| {
            let path = folder.join(format!("{stem}-{number}.csv"));
            out_file::must_be_free(&path).map(|()| (path, rows))
        };
        return sizes.map(would_be).collect();
    }
    if let Some(folder) = &wanted.out {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::File(folder.display().to_string(), error))?;
    }
    let written = split(file, checked, folder, &stem)?;
    Ok(written
        .into_iter()
        .map(|part| (part.path, part.rows))
        .collect())
}

fn plan_of_split(
    customer: &CustomerId,
    file: &UsersFile,
    checked: &Checked,
    parts: &[(PathBuf, usize)],
) -> Plan {
    let mut plan = Plan::new("split_users", file.name());
    plan.customer = Some(customer.clone());
    let step = |(path, rows): &(PathBuf, usize)| {
        say!(
            "users-split-step",
            n = *rows,
            file = path.display().to_string()
        )
    };
    plan.steps = parts.iter().map(step).collect();
    plan.warnings.clone_from(&checked.warnings);
    plan.undo = Undo::Not("undo-nothing-changed".to_owned());
    plan.summary = Summary {
        refused: checked.refused_rows() as u64,
        ..Summary::default()
    };
    plan
}
