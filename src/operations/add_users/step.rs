//! One batch of a run as one commit: the users, their sealed passwords, what became of their rows, the run's numbers.

use crate::account::entry::{Draft, Summary, Undo};
use crate::account::record::{Change, Expect, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::operations::Failure;
use crate::operations::passwords::generate;
use crate::store::{Commit, Guard, Secret};

use super::columns::Column;
use super::record::{self, Batch, Fate, Run, RunRow, RunState};
use super::run::Running;

/// A batch ready to be committed, and what the run's records say after it.
pub(super) struct Step {
    pub(super) run: Run,
    pub(super) batch: Batch,
    pub(super) commit: Commit,
    pub(super) secrets: Vec<Secret>,
}

impl Running<'_> {
    /// Adds every row of a batch that waits.
    pub(super) fn step(&self, number: usize, mut batch: Batch) -> Result<Step, Failure> {
        let mut changes = Vec::new();
        let mut guards = Vec::new();
        let mut secrets = Vec::new();
        for row in batch.rows.iter_mut().filter(|row| row.is_waiting()) {
            let user = self.user(row);
            guards.push(Guard::SignInNameFree {
                customer: self.tenant.customer.clone(),
                name: user.sign_in_name.clone(),
                except: self.tenant.purged(&user.sign_in_name),
            });
            changes.push(Change {
                key: user.key.clone(),
                expect: Expect::Absent,
                after: Some(self.resource(row, &user.key.id)),
            });
            row.fate = Fate::Added(user.key.id.clone());
            secrets.push(user);
        }
        let mut run = self.run.what.clone();
        count(&mut run, &self.batches[number].what, &batch);
        changes.extend(self.records(number, &run, &batch)?);
        let commit = Commit {
            draft: self.draft(&run),
            continues: run.entry,
            changes,
            guards,
        };
        Ok(Step {
            run,
            batch,
            commit,
            secrets,
        })
    }

    /// The run's own records that a batch changes: at first all of them, so that the rest can be resumed.
    fn records(&self, number: usize, run: &Run, batch: &Batch) -> Result<Vec<Change>, Failure> {
        let customer = &self.tenant.customer;
        let mut changes = vec![Change {
            key: run.key(customer),
            expect: self.run.expect,
            after: Some(record::write(run)?),
        }];
        for (place, kept) in self.batches.iter().enumerate() {
            let what = match place == number {
                true => batch,
                false if self.is_first() => &kept.what,
                false => continue,
            };
            changes.push(Change {
                key: what.key(customer, run),
                expect: kept.expect,
                after: Some(record::write(what)?),
            });
        }
        Ok(changes)
    }

    /// A new user's name and first password.
    fn user(&self, row: &RunRow) -> Secret {
        let run = &self.run.what;
        let sign_in_name = run.cell(row, Column::Email).to_owned();
        Secret {
            key: RecordKey::new(&self.tenant.customer, Kind::User, &self.desk.new_id()),
            display_name: run.cell(row, Column::DisplayName).to_owned(),
            password: generate(self.desk, &sign_in_name),
            sign_in_name,
            since: self.desk.now(),
        }
    }

    /// The user as the service's answer to a creation would be, without the password.
    fn resource(&self, row: &RunRow, id: &str) -> Resource {
        let run = &self.run.what;
        let mut user = Resource::new();
        user.set("usageLocation", run.location.as_str());
        user.set("id", id);
        user.set("userPrincipalName", run.cell(row, Column::Email));
        for (member, column) in [
            ("firstName", Column::FirstName),
            ("lastName", Column::LastName),
        ] {
            let name = run.cell(row, column);
            if !name.is_empty() {
                user.set(member, name);
            }
        }
        user.set("displayName", run.cell(row, Column::DisplayName));
        user.set("userDomainType", "none");
        user.set("state", "active");
        user.set("attributes.objectType", "CustomerUser");
        user
    }

    fn draft(&self, run: &Run) -> Draft {
        Draft {
            at: self.desk.now(),
            who: self.desk.operator().clone(),
            operation: "add_users".to_owned(),
            customer: Some(self.tenant.customer.clone()),
            subject: self.tenant.name.clone(),
            summary: summary_of(run),
            undo: Undo::Possible,
            undoes: None,
        }
    }
}

/// Brings the run's numbers from what they were before a batch to what they are after it.
fn count(run: &mut Run, before: &Batch, after: &Batch) {
    for (before, after) in before.rows.iter().zip(&after.rows) {
        if !before.is_waiting() {
            continue;
        }
        match after.fate {
            Fate::Added(_) => run.done += 1,
            Fate::Failed(_) => run.failed += 1,
            Fate::Waiting | Fate::Skipped | Fate::Refused(_) => continue,
        }
        run.left = run.left.saturating_sub(1);
    }
    if run.left == 0 {
        run.state = RunState::Done;
    }
}

/// What the history and the report count.
pub(super) fn summary_of(run: &Run) -> Summary {
    Summary {
        added: run.done,
        unchanged: run.skipped,
        refused: run.refused,
        failed: run.failed,
        ..Summary::default()
    }
}
