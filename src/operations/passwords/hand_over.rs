//! Handing over: the sealed passwords of a customer into a file that only the operator can read, then out of the book.
//! They are destroyed only once the file is on the disk; killed in between, they can be handed over again.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use secrecy::ExposeSecret;

use crate::account::customer::CustomerView;
use crate::account::entry::{EntryId, Summary, Undo};
use crate::account::problem::{Code, Problem};
use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::account::task::Task;
use crate::account::user::{Life, UserView};
use crate::exchange::csv::{Format, FormulaGuard, Writer};
use crate::exchange::new_file::NewFile;
use crate::operations::{Desk, Failure, Item, Outcome, Plan, Report};
use crate::say;
use crate::store::private::refuse_place_open_to_others;
use crate::store::{Commit, Secret, StoreError};

const HEADER: [&str; 4] = ["Display name", "User name", "Temporary password", "Status"];

/// Comma, LF, no mark; no guard either: an apostrophe would be typed with the password.
const FORMAT: Format = Format {
    formula_guard: FormulaGuard::Off,
    ..Format::EXPORT
};

/// Which of a customer's sealed passwords.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// All that wait.
    All,
    /// Those of these users, as far as they wait, in this order.
    Of(Vec<RecordKey>),
    /// The one that was just reset: whoever may reset it may know it.
    Reset(RecordKey),
}

impl Which {
    const fn needs(&self) -> Task {
        match self {
            Which::All | Which::Of(_) => Task::HandOverPasswords,
            Which::Reset(_) => Task::ResetPassword,
        }
    }
}

/// A password file that was made and is still empty: its name is taken before anybody is added, so that no run ends with
/// passwords and no place for them. It vanishes unless passwords are handed over into it.
#[derive(Debug)]
pub struct PasswordFile(NewFile);

impl PasswordFile {
    /// Makes the file, mode 0600.
    ///
    /// # Errors
    /// [`Failure::FileExists`] when something stands there, [`Failure::File`] when it can't be made, and
    /// [`StoreError::OpenToOthers`] where others may write.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        must_be_a_place_for_secrets(path)?;
        let made = NewFile::create(path);
        made.map(Self)
            .map_err(|error| Failure::of_new_file(path, error))
    }

    /// Makes the file, or takes the empty one that a killed run left there.
    ///
    /// # Errors
    /// As [`PasswordFile::create`].
    pub fn create_or_take_empty(path: &Path) -> Result<Self, Failure> {
        must_be_a_place_for_secrets(path)?;
        let made = NewFile::create_or_take_empty(path);
        made.map(Self)
            .map_err(|error| Failure::of_new_file(path, error))
    }
}

/// Refuses a place for a new file where others may write. What is wrong with the place otherwise is told as it is met.
///
/// # Errors
/// [`StoreError::OpenToOthers`].
pub fn must_be_a_place_for_secrets(path: &Path) -> Result<(), Failure> {
    match refuse_place_open_to_others(path) {
        Err(error @ StoreError::OpenToOthers { .. }) => Err(error.into()),
        _ => Ok(()),
    }
}

/// What is to be handed over.
#[derive(Debug, Clone)]
pub struct HandOver {
    /// Whose users.
    pub customer: CustomerId,
    /// Which of them.
    pub which: Which,
}

impl HandOver {
    /// What would be handed over, and that it can't be taken back; opens no seal.
    ///
    /// # Errors
    /// A refusal; [`Failure::NotFound`] when no password of the customer waits.
    pub fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        desk.may(self.which.needs())?;
        let record = desk.store().get(&RecordKey::customer(&self.customer))?;
        let record = record.ok_or_else(|| {
            Failure::NotFound("thing-customer", self.customer.as_str().to_owned())
        })?;
        let name = CustomerView(&record.resource).name().to_owned();
        let waiting = desk.store().sealed()?;
        let waiting = waiting.iter().find(|(id, _)| *id == self.customer);
        let waiting = waiting.map_or(0, |(_, count)| *count);
        let count = match &self.which {
            Which::All => waiting,
            Which::Of(users) => waiting.min(users.len() as u64),
            Which::Reset(_) => waiting.min(1),
        };
        if count == 0 {
            return Err(Failure::NotFound("thing-password", name));
        }
        let mut plan = Plan::new("hand_over_passwords", name);
        plan.customer = Some(self.customer.clone());
        plan.steps = vec![say!("passwords-step", n = count)];
        plan.consequences = vec![say!("passwords-consequence")];
        plan.undo = Undo::Not("passwords-no-undo".to_owned());
        plan.summary = Summary {
            changed: count,
            ..Summary::default()
        };
        Ok(plan)
    }
}

/// Writes the passwords into the file, and when it is on the disk notes it in the history and destroys them in the book.
///
/// # Errors
/// As [`HandOver::plan`], or when file or book can't be written: the file is gone then and the passwords are still
/// sealed.
pub fn hand_over(desk: &Desk, what: &HandOver, mut file: PasswordFile) -> Result<Report, Failure> {
    let handing = Handing::begin(desk, what)?;
    let path = file.0.path().to_owned();
    handing
        .write(&mut file.0)
        .and_then(|()| file.0.sync())
        .map_err(|error| Failure::of_new_file(&path, error))?;
    let entry = handing.note(desk)?;
    file.0.keep();
    Ok(handing.destroy(desk, entry))
}

/// The same into any output, for standard output and tests.
///
/// # Errors
/// As [`hand_over`]; what was written before an error can't be taken back.
pub fn hand_over_to(
    desk: &Desk,
    what: &HandOver,
    output: &mut dyn Write,
) -> Result<Report, Failure> {
    let handing = Handing::begin(desk, what)?;
    handing
        .write(output)
        .map_err(|error| Failure::File("-".to_owned(), error))?;
    let entry = handing.note(desk)?;
    Ok(handing.destroy(desk, entry))
}

/// A hand-over on its way: the seal is open.
struct Handing {
    plan: Plan,
    rows: Vec<(Secret, &'static str)>,
}

impl Handing {
    fn begin(desk: &Desk, what: &HandOver) -> Result<Self, Failure> {
        desk.must_be_changeable()?;
        let mut plan = what.plan(desk)?;
        let secrets = chosen(desk.store().unseal(Some(&what.customer))?, &what.which);
        if secrets.is_empty() {
            return Err(Failure::NotFound("thing-password", plan.subject));
        }
        plan.summary.changed = secrets.len() as u64;
        let mut rows = Vec::with_capacity(secrets.len());
        for secret in secrets {
            let status = status_of(desk, &secret)?;
            rows.push((secret, status));
        }
        Ok(Self { plan, rows })
    }

    fn write(&self, output: &mut dyn Write) -> io::Result<()> {
        let mut table = Writer::new(output, FORMAT)?;
        table.row(HEADER)?;
        for (secret, status) in &self.rows {
            table.row([
                secret.display_name.as_str(),
                secret.sign_in_name.as_str(),
                secret.password.expose_secret(),
                status,
            ])?;
        }
        table.finish().map(drop)
    }

    fn note(&self, desk: &Desk) -> Result<EntryId, Failure> {
        let commit = Commit {
            draft: self.plan.draft(desk),
            continues: None,
            changes: Vec::new(),
            guards: Vec::new(),
        };
        Ok(desk.commit(&commit)?.entry)
    }

    fn destroy(self, desk: &Desk, entry: EntryId) -> Report {
        let keys: Vec<RecordKey> = self.rows.iter().map(|(one, _)| one.key.clone()).collect();
        let mut report = Report::of(self.plan, entry);
        if desk.store().destroy(&keys).is_err() {
            // The operator has them: what is left to say is that the book still has them too.
            let warning = Problem::new(Code::Notice, say!("passwords-still-sealed"));
            report.plan.warnings.push(warning);
        }
        let item = |key: RecordKey| Item {
            line: None,
            id: Some(key.id),
            outcome: Outcome::Changed,
            problems: Vec::new(),
        };
        report.plan.items = keys.into_iter().map(item).collect();
        report
    }
}

fn chosen(mut waiting: Vec<Secret>, which: &Which) -> Vec<Secret> {
    match which {
        Which::All => {
            waiting.sort_by(|a, b| (a.since, &a.sign_in_name).cmp(&(b.since, &b.sign_in_name)));
            waiting
        }
        Which::Reset(user) => {
            waiting.retain(|secret| secret.key == *user);
            waiting
        }
        Which::Of(users) => {
            let mut by_key: HashMap<RecordKey, Secret> = waiting
                .into_iter()
                .map(|secret| (secret.key.clone(), secret))
                .collect();
            users.iter().filter_map(|key| by_key.remove(key)).collect()
        }
    }
}

/// The word of the status column: what became of the user meanwhile.
fn status_of(desk: &Desk, secret: &Secret) -> Result<&'static str, Failure> {
    if secret.key.kind != Kind::User {
        return Ok("active");
    }
    let user = desk.store().get(&secret.key)?;
    let life = user.map_or(Life::Purged, |user| {
        UserView(&user.resource).life(desk.now())
    });
    Ok(match life {
        Life::Active => "active",
        Life::Deleted(_) | Life::Purged => "deleted",
    })
}
