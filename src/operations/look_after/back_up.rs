//! A backup of an open book into a file of the operator's choice. It is written aside, brought to the disk, read back, and
//! only then gets its name.

use std::io::{BufWriter, IntoInnerError, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::account::customer::CustomerView;
use crate::account::entry::Undo;
use crate::account::problem::{Code, Problem};
use crate::account::record::{CustomerId, RecordKey};
use crate::account::task::Task;
use crate::account::user::UserView;
use crate::exchange::new_file::NewFile;
use crate::operations::passwords::must_be_a_place_for_secrets;
use crate::operations::{Desk, Failure, Plan, Report, Ticket};
use crate::say;
use crate::store::{Backup, BackupNote, Care};

/// Names of users in one sentence; more help nobody.
const NAMES: usize = 10;

/// A backup into a file.
#[derive(Debug, Clone)]
pub struct BackUp {
    /// The file.
    pub path: PathBuf,
    /// Whether it may take the place of one that is there.
    pub replace: bool,
}

impl BackUp {
    /// Says what would be backed up.
    ///
    /// # Errors
    /// When the operator may not, the book can't be read, or others may write where the file is to stand.
    pub fn check(&self, desk: &Desk) -> Result<Report, Failure> {
        desk.may(Task::KeepBook)?;
        must_be_a_place_for_secrets(&self.path)?;
        let plan = self.plan(desk, desk.store().book().version.0)?;
        Ok(Report::dry(plan))
    }

    /// Makes the backup. Nobody waits for it: it is the book as it was when it began.
    ///
    /// # Errors
    /// [`Failure::FileExists`] when a file is in the way, [`Failure::File`] when it can't be written, a failure of the
    /// store when the book can't be read or what was written does not read back, [`Failure::Interrupted`] when the ticket
    /// was cancelled. No file is left then.
    pub fn run(&self, desk: &Desk, care: &dyn Care, ticket: &Ticket) -> Result<Report, Failure> {
        desk.may(Task::KeepBook)?;
        must_be_a_place_for_secrets(&self.path)?;
        if !self.replace && self.path.symlink_metadata().is_ok() {
            return Err(Failure::FileExists(self.name()));
        }
        let failed = |error| Failure::of_new_file(&self.path, error);
        let mut file = NewFile::replacing(&self.path).map_err(failed)?;
        let made = write(desk, &mut file, &self.path, ticket)?;
        file.sync().map_err(failed)?;
        let bytes = std::fs::metadata(file.path()).map_err(failed)?.len();
        let read = care.read_backup(file.path(), &mut |_, _| go_on(ticket))?;
        read.ok_or(Failure::Interrupted)?;
        file.finish().map_err(failed)?;
        let mut plan = self.plan(desk, made.version)?;
        plan.summary.added = 1;
        plan.steps.push(say!(
            "backup-made",
            n = made.records(),
            bytes = bytes,
            file = self.name()
        ));
        Ok(Report::of_nothing(plan))
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn plan(&self, desk: &Desk, version: u64) -> Result<Plan, Failure> {
        let mut plan = Plan::new("back_up_book", self.name());
        plan.undo = Undo::Not("undo-nothing-changed".to_owned());
        plan.steps = vec![say!("step-back-up", n = version, file = self.name())];
        plan.warnings = sealed(desk)?;
        Ok(plan)
    }
}

fn write(desk: &Desk, file: &mut NewFile, path: &Path, ticket: &Ticket) -> Result<Backup, Failure> {
    let mut out = BufWriter::with_capacity(1 << 17, file);
    let note = note(desk)?;
    let made = desk
        .store()
        .back_up(&note, (&mut out, path), &mut watch(ticket))?;
    let made = made.ok_or(Failure::Interrupted)?;
    let flushed = out.into_inner().map_err(IntoInnerError::into_error);
    flushed
        .and_then(Write::flush)
        .map_err(|error| Failure::of_new_file(path, error))?;
    Ok(made)
}

/// What a backup says at its head.
pub(super) fn note(desk: &Desk) -> Result<BackupNote, Failure> {
    Ok(BackupNote {
        at: desk.now(),
        partner: desk.partner()?.name,
    })
}

/// Tells a ticket how far it is, and stops when the ticket is cancelled.
pub(super) fn watch(ticket: &Ticket) -> impl FnMut(u64, u64) -> ControlFlow<()> + '_ {
    let mut before = 0;
    move |done, total| {
        ticket.expect(total);
        ticket.advance(done.saturating_sub(before), 0);
        before = done;
        go_on(ticket)
    }
}

pub(super) fn go_on(ticket: &Ticket) -> ControlFlow<()> {
    match ticket.is_cancelled() {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    }
}

/// First passwords that nobody has handed over are in no backup: whose they are is said, customer by customer.
fn sealed(desk: &Desk) -> Result<Vec<Problem>, Failure> {
    let sealed = desk.store().sealed()?;
    let each = sealed.into_iter().map(|(customer, n)| {
        let names = names_of(desk, &customer)?;
        let message = say!(
            "backup-without-passwords",
            n = n,
            customer = name_of(desk, &customer)?,
            names = names,
        );
        let remedy = say!("backup-hand-over", customer = customer.as_str());
        Ok(Problem::new(Code::Notice, message).remedy(remedy))
    });
    each.collect()
}

fn name_of(desk: &Desk, customer: &CustomerId) -> Result<String, Failure> {
    let stored = desk.store().get(&RecordKey::customer(customer))?;
    let name = stored.map(|customer| CustomerView(&customer.resource).name().to_owned());
    let known = name.filter(|name| !name.is_empty());
    Ok(known.unwrap_or_else(|| customer.as_str().to_owned()))
}

fn names_of(desk: &Desk, customer: &CustomerId) -> Result<Vec<String>, Failure> {
    let keys = desk.store().sealed_of(customer)?;
    let name = |key: &RecordKey| {
        let stored = desk.store().get(key)?;
        let name = stored
            .as_ref()
            .map(|user| UserView(&user.resource).sign_in_name().to_owned());
        Ok(name
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| key.id.clone()))
    };
    keys.iter().take(NAMES).map(name).collect()
}
