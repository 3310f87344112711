//! What panes need of the disk: what a folder holds, a users file read and checked, rows written. One thread; of checks
//! that wait only the newest is done, and so it is with folders.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};

use crate::account::record::CustomerId;
use crate::exchange::new_file::NewFile;
use crate::exchange::regular;
use crate::operations::add_users::{
    AddUsers, BadRows, CheckOptions, Checked, ReadOptions, Results, RunPlan, Tenant, UsersFile,
};
use crate::operations::switch_partner::TransferKey;
use crate::operations::{Desk, Failure};
use crate::tui::turn::Event;
use crate::tui::widgets::path_input::Entry;
use crate::words::{Language, Words};

use super::{Errand, Outcome, answer, worker};

/// More names than this help nobody to choose.
const MOST_ENTRIES: usize = 5_000;

/// What can be asked of the disk.
pub enum OnDisk {
    /// What a folder holds; `typed` is the folder as it was typed and comes back with the answer.
    Folder {
        /// As it was typed.
        typed: String,
        /// Where it is.
        path: PathBuf,
    },
    /// Reads a users file and checks it.
    Check(Check),
    /// Checks a file again that was read before, with one cell mended.
    Recheck(Recheck),
    /// Says what adding the users of a checked file would do, bad rows left out.
    Plan(Planning),
    /// Writes rows of a users file with what became of them into a new file.
    Rows(Rows),
    /// Writes the form of a switch by three signatures into a new file.
    Form(FormFile),
}

/// A form to be written.
pub struct FormFile {
    /// Of which transfer.
    pub transfer: TransferKey,
    /// The new file.
    pub path: PathBuf,
    /// The language it is written in.
    pub language: Language,
}

/// A users file to be read and checked.
pub struct Check {
    /// Whose users they will be.
    pub customer: CustomerId,
    /// The file.
    pub path: PathBuf,
    /// The country of all of them, when one is chosen.
    pub location: Option<String>,
}

/// A file to be checked again.
pub struct Recheck {
    /// The file and what the book said of the customer.
    pub sheet: Sheet,
    /// The country of all of them, when one is chosen.
    pub location: Option<String>,
    /// Cells to be mended first: line, column, text.
    pub mends: Vec<(u64, u32, String)>,
}

/// A checked file to be planned.
pub struct Planning {
    /// The file and what was found.
    pub sheet: Sheet,
    /// The country of all of them, when one is chosen.
    pub location: Option<String>,
}

/// Rows to be written.
pub struct Rows {
    /// Which.
    pub which: Which,
    /// The new file.
    pub path: PathBuf,
    /// The language in which the reasons are written.
    pub language: Language,
}

/// Which rows.
pub enum Which {
    /// Those that a check refused.
    Refused(Sheet),
    /// All of a run: whose, and its name.
    OfRun(CustomerId, String),
}

/// A users file in memory, with what is known of it. Cloning shares it.
#[derive(Clone)]
pub struct Sheet {
    /// The rows.
    pub file: Arc<UsersFile>,
    /// What the book said of the customer.
    pub tenant: Arc<Tenant>,
    /// What the last check found.
    pub checked: Arc<Checked>,
}

pub(super) fn start(desk: Arc<Desk>, inbox: Sender<Event>) -> io::Result<Sender<Errand<OnDisk>>> {
    worker("files", move |errand, waiting| {
        for errand in newest_only(errand, waiting, &inbox) {
            answer(&inbox, errand, |what| done(&desk, what));
        }
    })
}

/// All that waits, without folders and files that a newer request of the same asker made needless. A mended cell is
/// never needless.
fn newest_only(
    first: Errand<OnDisk>,
    waiting: &Receiver<Errand<OnDisk>>,
    inbox: &Sender<Event>,
) -> Vec<Errand<OnDisk>> {
    let mut kept = vec![first];
    for errand in waiting.try_iter() {
        let is_older = |old: &Errand<OnDisk>| {
            old.asker == errand.asker
                && matches!(
                    (&old.what, &errand.what),
                    (OnDisk::Folder { .. }, OnDisk::Folder { .. })
                        | (OnDisk::Check(_), OnDisk::Check(_))
                )
        };
        if let Some(place) = kept.iter().position(is_older) {
            answer(inbox, kept.remove(place), |_| Outcome::Superseded);
        }
        kept.push(errand);
    }
    kept
}

fn done(desk: &Desk, what: OnDisk) -> Outcome {
    match what {
        OnDisk::Folder { typed, path } => Outcome::Folder {
            typed,
            entries: entries(&path),
        },
        OnDisk::Check(check) => Outcome::Checked(checked(desk, &check).map(Box::new)),
        OnDisk::Recheck(recheck) => Outcome::Checked(Ok(Box::new(rechecked(recheck)))),
        OnDisk::Plan(planning) => Outcome::UsersPlanned(planned(desk, planning).map(Box::new)),
        OnDisk::Rows(rows) => Outcome::Written(written(desk, &rows)),
        OnDisk::Form(form) => Outcome::FormWritten(form_written(desk, form)),
    }
}

/// Never over another file.
fn form_written(desk: &Desk, form: FormFile) -> Result<PathBuf, Failure> {
    let words = Words::load(form.language);
    let text = desk
        .transfer_form(&form.transfer)?
        .text(|message| words.say(message));
    let name = form.path.display().to_string();
    let failed = |error: io::Error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::FileExists(name.clone()),
        _ => Failure::File(name.clone(), error),
    };
    let mut file = NewFile::create(&form.path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.finish().map_err(failed)?;
    Ok(form.path)
}

/// What a folder holds; nothing when it can't be read. Names that are no Unicode can't be typed and are left out.
fn entries(folder: &Path) -> Vec<Entry> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let Ok(found) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let entry = |found: io::Result<fs::DirEntry>| {
        let found = found.ok()?;
        Some(Entry {
            name: found.file_name().into_string().ok()?,
            // Through a link too: it is opened like a folder.
            is_folder: found.path().is_dir(),
        })
    };
    found.filter_map(entry).take(MOST_ENTRIES).collect()
}

fn checked(desk: &Desk, check: &Check) -> Result<Sheet, Failure> {
    let tenant = Tenant::look(desk, &check.customer)?;
    let name = check.path.display().to_string();
    let bytes = regular::read(&check.path, UsersFile::LONGEST)
        .map_err(|error| Failure::File(name.clone(), error))?;
    let name = check
        .path
        .file_name()
        .map_or(name, |name| name.to_string_lossy().into_owned());
    let file = UsersFile::read(&name, &bytes, &ReadOptions::default());
    let checked = tenant.check(&file, check.location.as_deref(), &CheckOptions::default());
    Ok(Sheet {
        file: Arc::new(file),
        tenant: Arc::new(tenant),
        checked: Arc::new(checked),
    })
}

fn rechecked(recheck: Recheck) -> Sheet {
    let mut sheet = recheck.sheet;
    for (line, column, text) in recheck.mends {
        Arc::make_mut(&mut sheet.file).set_cell(line, column, &text);
    }
    let location = recheck.location.as_deref();
    let checked = sheet
        .tenant
        .check(&sheet.file, location, &CheckOptions::default());
    sheet.checked = Arc::new(checked);
    sheet
}

fn planned(desk: &Desk, planning: Planning) -> Result<RunPlan, Failure> {
    let sheet = planning.sheet;
    let wish = AddUsers {
        bad_rows: BadRows::LeaveOut,
        ..AddUsers::new(&sheet.tenant.customer, planning.location.as_deref())
    };
    let tenant = Tenant::clone(&sheet.tenant);
    let plan = wish.plan_checked(desk, tenant, &sheet.file, Checked::clone(&sheet.checked))?;
    if plan.plan.blockers.is_empty() {
        Ok(plan)
    } else {
        Err(Failure::Blocked(plan.plan.blockers))
    }
}

fn written(desk: &Desk, rows: &Rows) -> Result<(PathBuf, usize), Failure> {
    let results = match &rows.which {
        Which::Refused(sheet) => Results::of_check(&sheet.file, &sheet.checked).only_bad(),
        Which::OfRun(customer, run) => Results::of_run(desk, customer, run)?,
    };
    let told = |error: io::Error| {
        let name = rows.path.display().to_string();
        match error.kind() {
            ErrorKind::AlreadyExists => Failure::FileExists(name),
            _ => Failure::File(name, error),
        }
    };
    let mut file = NewFile::create(&rows.path).map_err(told)?;
    results
        .write(&mut file, &Words::load(rows.language))
        .map_err(told)?;
    file.sync().map_err(told)?;
    file.keep();
    Ok((rows.path.clone(), results.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_holds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(entries(&folder.path().join("none")), []);
        fs::write(folder.path().join("a.csv"), "").unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        let mut found = entries(folder.path());
        found.sort_by(|one, other| one.name.cmp(&other.name));
        let names: Vec<(&str, bool)> = found
            .iter()
            .map(|e| (e.name.as_str(), e.is_folder))
            .collect();
        assert_eq!(names, [("a.csv", false), ("b", true)]);
    }
}
