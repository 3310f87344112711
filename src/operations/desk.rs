//! A desk: a book opened for an operator, with the clock and the chance that operations use, and the one door to a change.

use std::sync::Arc;

use jiff::Timestamp;

use crate::account::cloud::Cloud;
use crate::account::entry::Operator;
use crate::account::partner::Partner;
use crate::account::problem::{Code, Problem};
use crate::account::record::Expect;
use crate::account::task::Task;
use crate::say;
use crate::search::{Ask, FirstRows, Hits, Index, UserHits, Users};
use crate::store::{Commit, Receipt, Store, StoreError};

use super::listing::Listing;
use super::{Conflict, Failure, Operation, Plan, Report, rights};

/// Tells the time. Passed in, so that a test can stand on any day.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still, for rehearsal and tests.
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// Random bytes for IDs and passwords. Passed in, so that a test can repeat itself.
pub trait Chance: Send + Sync {
    /// Fills the bytes with random ones, good enough for passwords.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's own randomness.
pub struct OsChance;

impl Chance for OsChance {
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes);
    }
}

/// A book opened for an operator. Shared between threads behind an `Arc`; every method blocks.
pub struct Desk {
    store: Arc<dyn Store>,
    operator: Operator,
    clock: Box<dyn Clock>,
    chance: Arc<dyn Chance>,
    read_only: bool,
    listing: Arc<Listing>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.keep();
    }
}

impl Desk {
    /// Opens a desk on a book.
    pub fn new(
        store: Box<dyn Store>,
        operator: Operator,
        clock: Box<dyn Clock>,
        chance: Box<dyn Chance>,
        read_only: bool,
    ) -> Self {
        Self {
            store: Arc::from(store),
            operator,
            clock,
            chance: Arc::from(chance),
            read_only,
            listing: Arc::default(),
        }
    }

    /// The same book as somebody else had it before him at another time: for replaying what was done.
    pub(super) fn as_of(&self, operator: Operator, at: Timestamp) -> Self {
        Self {
            store: Arc::clone(&self.store),
            operator,
            clock: Box::new(FixedClock(at)),
            chance: Arc::clone(&self.chance),
            read_only: false,
            listing: Arc::clone(&self.listing),
        }
    }

    /// The book.
    pub fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    /// Who works.
    pub fn operator(&self) -> &Operator {
        &self.operator
    }

    /// The cloud of the book.
    pub fn cloud(&self) -> Cloud {
        self.store.book().cloud
    }

    /// Whether every change is refused.
    pub fn is_read_only(&self) -> bool {
        self.must_be_changeable().is_err()
    }

    /// Refuses every change of a book that was opened read-only, and of one that is damaged and answers from a backup.
    ///
    /// # Errors
    /// The refusal.
    pub fn must_be_changeable(&self) -> Result<(), Failure> {
        if let Some(stand_in) = self.store.stands_in() {
            return Err(Failure::Store(StoreError::StandsIn {
                what: stand_in.what,
                backup: stand_in.backup.display().to_string(),
            }));
        }
        match self.read_only {
            true => Err(Failure::ReadOnly),
            false => Ok(()),
        }
    }

    /// Now, in UTC.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Random bytes.
    pub fn fill_random(&self, bytes: &mut [u8]) {
        self.chance.fill(bytes);
    }

    /// A new random ID (version 4), as the service writes them.
    pub fn new_id(&self) -> String {
        let mut bytes = [0; 16];
        self.chance.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes)
            .into_uuid()
            .to_string()
    }

    /// Whose book it is; empty when nobody said.
    ///
    /// # Errors
    /// When the book can't be read.
    pub fn partner(&self) -> Result<Partner, Failure> {
        Ok(self.listing.partner.get(self.store())?)
    }

    /// Whether the operator may do a task here: role first, then cloud, then the kind of partner whose book it
    /// is. Asked before anything else is read.
    ///
    /// # Errors
    /// The refusal.
    pub fn may(&self, task: Task) -> Result<(), Failure> {
        rights::by_role(&self.operator.roles, task)?;
        rights::by_cloud(self.cloud(), task)?;
        rights::by_kind(self.partner()?.kind, task)
    }

    /// Says what an operation would do.
    ///
    /// # Errors
    /// A refusal by role or cloud before anything is read, else what the operation finds wrong.
    pub fn plan(&self, operation: &dyn Operation) -> Result<Plan, Failure> {
        self.may(operation.task())?;
        operation.plan(self)
    }

    /// Does what a plan says: the one door to a change. Done means durable. A plan that changes nothing leaves no trace in
    /// the history.
    ///
    /// # Errors
    /// [`Failure::Blocked`] when the plan has blockers, [`Failure::Conflict`] when a record moved since it was planned;
    /// nothing was changed then.
    pub fn apply(&self, plan: Plan) -> Result<Report, Failure> {
        if !plan.blockers.is_empty() {
            return Err(Failure::Blocked(plan.blockers));
        }
        if plan.changes.is_empty() && plan.secrets.is_empty() {
            return Ok(Report::of_nothing(plan));
        }
        let commit = Commit {
            draft: plan.draft(self),
            continues: None,
            changes: plan.changes.clone(),
            guards: plan.guards.clone(),
        };
        let receipt = self.with_secrets(&plan.secrets, || self.commit(&commit))?;
        let destroyed = self.store.destroy(&plan.destroys);
        let mut report = Report::of(plan, receipt.entry);
        if destroyed.is_err() {
            // It is done all the same: what is left to say is that passwords of nobody still lie under seal.
            let warning = Problem::new(Code::Notice, say!("passwords-of-nobody-sealed"));
            report.plan.warnings.push(warning);
        }
        Ok(report)
    }

    /// Seals first passwords, then does what makes them needed; should that fail they are destroyed again, and who had one
    /// before has it still.
    ///
    /// # Errors
    /// As the work, or when the seal can't be written.
    pub fn with_secrets<T>(
        &self,
        secrets: &[crate::store::Secret],
        work: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        if secrets.is_empty() {
            return work();
        }
        self.must_be_changeable()?;
        let sealed = self.store.seal_ahead(secrets)?;
        let done = work();
        if let Err(error) = self.store.settle_sealed(sealed, done.is_ok()) {
            // What the work came to matters more, and the next opening of the book settles them.
            tracing::warn!(%error, "what was sealed for a change could not be settled");
        }
        done
    }

    /// Commits one step of a change. Long runs call it once a step; everything else goes through [`Desk::apply`].
    ///
    /// # Errors
    /// As [`Store::commit`], with a moved record told as a conflict of three sides.
    pub fn commit(&self, commit: &Commit) -> Result<Receipt, Failure> {
        self.must_be_changeable()?;
        let write = || self.store.commit(commit);
        self.listing
            .follow(self.store(), &commit.changes, write)
            .map_err(|error| self.conflict_of(commit, error))
    }

    /// The search index of the book as it is now; reads the whole book when it is first asked for.
    pub(super) fn index(&self) -> Result<Arc<Index>, Failure> {
        Ok(self.listing.index(self.store())?)
    }

    /// The users of all customers, ready to be searched; reads every user when they are first asked for, and tells how
    /// many of how many it has read.
    pub(super) fn users_of_all(&self, tell: &dyn Fn(u64, u64)) -> Result<Arc<Users>, Failure> {
        Ok(self.listing.users.get(self.store(), tell)?)
    }

    /// Who was found last among the users of all customers, for a look that narrows it.
    pub(super) fn last_user_hits(&self) -> Option<UserHits> {
        self.listing.users.last()
    }

    /// Keeps who was found for the next look.
    pub(super) fn remember_user_hits(&self, hits: &UserHits) {
        self.listing.users.remember(hits);
    }

    /// The first rows of the list, as long as the index is not there; `None` where they can't be had before it.
    pub(super) fn first_rows(&self) -> Option<FirstRows> {
        self.listing.first_rows(self.store())
    }

    /// Writes beside the book what makes the next opening quick, where that is missing or far behind. Called before a desk
    /// is left; the book itself needs nothing of it.
    pub fn keep(&self) {
        self.listing.keep(self.store());
    }

    /// The search index if it is built; never waits.
    pub(super) fn index_if_ready(&self) -> Option<Arc<Index>> {
        self.listing.ready()
    }

    /// What an earlier look found that this one narrows: the least.
    pub(super) fn last_hits(&self, index: &Arc<Index>, ask: Ask<'_>) -> Option<Hits> {
        self.listing.recent.narrowed(index, ask)
    }

    /// Keeps what a look found for the next one.
    pub(super) fn remember_hits(&self, hits: &Hits) {
        self.listing.recent.remember(hits);
    }

    fn conflict_of(&self, commit: &Commit, error: StoreError) -> Failure {
        let StoreError::Moved { key, theirs } = error else {
            return Failure::Store(error);
        };
        let change = commit.changes.iter().find(|change| change.key == key);
        let base = match change.map(|change| change.expect) {
            // That the history can't be read matters less than the conflict: it is told without its root then.
            Some(Expect::Version(version)) => self.as_it_was(&key, version).ok().flatten(),
            _ => None,
        };
        let mine = change.and_then(|change| change.after.clone());
        let theirs = theirs.map(|stored| (stored.resource, stored.version));
        Failure::Conflict(Box::new(Conflict {
            key,
            base,
            mine,
            theirs,
        }))
    }
}
