//! Bringing a book back from a backup, into an empty folder or in the place of what stands there, which is moved aside and
//! never deleted. From a damaged book the later changes that its journal still has are taken over too.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::back_up::watch;
use super::telling::minute;
use crate::account::entry::Undo;
use crate::account::problem::{Code, Message, Problem};
use crate::exchange::regular;
use crate::operations::{Failure, Plan, Report, Ticket};
use crate::say;
use crate::store::{Care, Restore, Restored, StoreError};

/// A book that is brought back.
#[derive(Debug, Clone)]
pub struct RestoreBook {
    /// The backup.
    pub backup: PathBuf,
    /// Where the book is to stand.
    pub folder: PathBuf,
    /// Now: what stands in the folder is moved to a name that says when.
    pub at: Timestamp,
}

impl RestoreBook {
    /// Says what a restore would do; nothing is written.
    ///
    /// # Errors
    /// As [`RestoreBook::run`].
    pub fn check(&self, care: &dyn Care, ticket: &Ticket) -> Result<Report, Failure> {
        self.must_be_readable()?;
        let aside = self.aside(care)?;
        let restored = self.go(care, aside.clone(), true, ticket)?;
        Ok(Report::dry(self.plan(&restored, aside.as_deref())))
    }

    /// What is asked before: nothing when nothing stands in the folder.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn question(&self, care: &dyn Care) -> Result<Option<Message>, Failure> {
        let aside = self.aside(care)?;
        Ok(aside.map(|aside| {
            say!(
                "ask-restore",
                folder = self.folder.display().to_string(),
                file = self.backup.display().to_string(),
                aside = aside.display().to_string()
            )
        }))
    }

    /// Brings the book back. Asked before: see [`RestoreBook::question`].
    ///
    /// # Errors
    /// [`Failure::Usage`] and failures of the store when the file is no good backup or the folder can't be written,
    /// [`Failure::Interrupted`] when the ticket was cancelled. What stands in the folder is as it was then.
    pub fn run(&self, care: &dyn Care, ticket: &Ticket) -> Result<Report, Failure> {
        self.must_be_readable()?;
        let aside = self.aside(care)?;
        let restored = self.go(care, aside.clone(), false, ticket)?;
        let mut plan = self.plan(&restored, aside.as_deref());
        plan.summary.added = restored.records;
        Ok(Report::of_nothing(plan))
    }

    /// What is no file of a disk is refused as everywhere, before anything waits for it.
    fn must_be_readable(&self) -> Result<(), Failure> {
        let opened = regular::open(&self.backup).map(drop);
        opened.map_err(|error| Failure::File(self.backup.display().to_string(), error))
    }

    fn go(
        &self,
        care: &dyn Care,
        aside: Option<PathBuf>,
        dry_run: bool,
        ticket: &Ticket,
    ) -> Result<Restored, Failure> {
        let asked = Restore {
            backup: self.backup.clone(),
            folder: self.folder.clone(),
            aside,
            dry_run,
        };
        let restored = care.restore(&asked, &mut watch(ticket));
        restored
            .map_err(|error| self.failure(error))?
            .ok_or(Failure::Interrupted)
    }

    /// A file that was named and is not there is a slip in the command, no trouble of the book.
    fn failure(&self, error: StoreError) -> Failure {
        match error {
            StoreError::Io { what, source } if Path::new(&what) == self.backup => {
                Failure::File(what, source)
            }
            other => Failure::Store(other),
        }
    }

    /// Where to move what stands in the folder: beside it, to a name that nothing has.
    fn aside(&self, care: &dyn Care) -> Result<Option<PathBuf>, Failure> {
        if !care.is_filled(&self.folder)? {
            return Ok(None);
        }
        let mut name = self.folder.file_name().unwrap_or_default().to_owned();
        name.push(format!(".before-{}", self.at.strftime("%Y%m%dT%H%M%SZ")));
        let first = self.folder.with_file_name(&name);
        let mut others = (2..).map(|number| {
            let mut name = name.clone();
            name.push(format!("-{number}"));
            self.folder.with_file_name(name)
        });
        let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
        Ok(match is_free(&first) {
            true => Some(first),
            false => others.find(is_free),
        })
    }

    fn plan(&self, restored: &Restored, aside: Option<&Path>) -> Plan {
        let mut plan = Plan::new("restore_book", self.folder.display().to_string());
        plan.undo = Undo::Not("undo-restore".to_owned());
        plan.steps = vec![say!(
            "step-restore",
            n = restored.backup.version,
            records = restored.backup.records(),
            at = minute(restored.backup.note.at),
            folder = self.folder.display().to_string()
        )];
        if restored.recovered > 0 {
            plan.steps
                .push(say!("step-restore-later", n = restored.recovered));
        }
        if let Some(aside) = aside {
            plan.steps.push(say!(
                "step-restore-aside",
                aside = aside.display().to_string()
            ));
        }
        if restored.seals > 0 {
            plan.steps.push(say!("step-restore-seals"));
        }
        plan.warnings = doubts(restored);
        plan
    }
}

/// Changes that are not in the book that comes back.
fn doubts(restored: &Restored) -> Vec<Problem> {
    let from = restored.backup.version + restored.recovered + 1;
    let lost = say!("restore-lost", n = restored.lost, entry = from.to_string());
    let left = say!(
        "restore-left-behind",
        n = restored.left_behind,
        entry = from.to_string()
    );
    [(restored.lost, lost), (restored.left_behind, left)]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(_, message)| Problem::new(Code::Notice, message))
        .collect()
}
