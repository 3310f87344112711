//! What the book says of a customer's people: who is active, who was deleted and can come back, and what must be done
//! before anybody of them can be changed.

use jiff::Timestamp;
use serde_json::Value;

use crate::account::customer::CustomerView;
use crate::account::problem::Problem;
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::user::{Life, UserView};
use crate::operations::add_users::tenant::blockers_of;
use crate::operations::{Desk, Failure, Item, Outcome, Plan};

/// A customer and its users.
pub(in crate::operations) struct People {
    customer: CustomerId,
    name: String,
    blockers: Vec<Problem>,
    users: Vec<Stored>,
    now: Timestamp,
}

impl People {
    pub(in crate::operations) fn look(desk: &Desk, customer: &CustomerId) -> Result<Self, Failure> {
        let record = desk.store().get(&RecordKey::customer(customer))?;
        let account = record
            .ok_or_else(|| Failure::NotFound("thing-customer", customer.to_string()))?
            .resource;
        Ok(Self {
            customer: customer.clone(),
            name: CustomerView(&account).name().to_owned(),
            blockers: blockers_of(&account),
            users: desk.store().list(customer, Kind::User)?,
            now: desk.now(),
        })
    }

    /// A plan about this customer, with what must be done first.
    pub(in crate::operations) fn plan(&self, operation: &'static str) -> Plan {
        let mut plan = Plan::new(operation, self.name.clone());
        plan.customer = Some(self.customer.clone());
        plan.blockers = self.blockers.clone();
        plan
    }

    /// The active user that a text names: the sign-in name or the ID, in any case.
    pub(in crate::operations) fn active(&self, named: &str) -> Result<&Stored, Failure> {
        self.named(named, |life| life == Life::Active)
    }

    /// The active users that texts name, each once, in the order they were named.
    pub(in crate::operations) fn all_active(
        &self,
        named: &[String],
    ) -> Result<Vec<&Stored>, Failure> {
        each_once(named.iter().map(|named| self.active(named)))
    }

    /// The deleted users that texts name, while they can be restored.
    pub(super) fn all_deleted(&self, named: &[String]) -> Result<Vec<&Stored>, Failure> {
        let is_deleted = |life| matches!(life, Life::Deleted(_));
        each_once(named.iter().map(|named| self.named(named, is_deleted)))
    }

    /// The deleted and purged users of a name: they are not in the way of a user that is restored.
    pub(super) fn gone(&self, name: &str) -> Vec<RecordKey> {
        let is_gone = |user: &&Stored| {
            let view = UserView(&user.resource);
            let is_same = view.sign_in_name().to_lowercase() == name.to_lowercase();
            is_same && view.life(self.now) != Life::Active
        };
        let gone = self.users.iter().filter(is_gone);
        gone.map(|user| user.key.clone()).collect()
    }

    fn named(&self, named: &str, fits: impl Fn(Life) -> bool) -> Result<&Stored, Failure> {
        let wanted = named.trim().to_lowercase();
        let is_meant = |user: &&Stored| {
            let view = UserView(&user.resource);
            let answers = view.sign_in_name().to_lowercase() == wanted || user.key.id == wanted;
            answers && fits(view.life(self.now))
        };
        let mut meant = self.users.iter().filter(is_meant);
        let first = meant
            .next()
            .ok_or_else(|| Failure::NotFound("thing-user", named.to_owned()))?;
        match meant.next() {
            None => Ok(first),
            Some(second) => {
                let who = [first, second].map(told);
                Err(Failure::Ambiguous(named.to_owned(), who.to_vec()))
            }
        }
    }
}

impl Desk {
    /// One active user of a customer, by its sign-in name or ID.
    ///
    /// # Errors
    /// When the operator may not see users, there is no such user, or the book can't be read.
    pub fn user(&self, customer: &CustomerId, user: &str) -> Result<Stored, Failure> {
        self.may(Task::SeeUsers)?;
        People::look(self, customer)?.active(user).cloned()
    }
}

fn each_once<'a>(
    users: impl Iterator<Item = Result<&'a Stored, Failure>>,
) -> Result<Vec<&'a Stored>, Failure> {
    let mut once: Vec<&Stored> = Vec::new();
    for user in users {
        let user = user?;
        if once.iter().all(|known| known.key != user.key) {
            once.push(user);
        }
    }
    Ok(once)
}

fn told(user: &Stored) -> String {
    let name = UserView(&user.resource).display_name();
    format!("{name} ({})", user.key.id)
}

/// What a plan says of one user.
pub(in crate::operations) fn item(user: &RecordKey, outcome: Outcome) -> Item {
    Item {
        line: None,
        id: Some(user.id.clone()),
        outcome,
        problems: Vec::new(),
    }
}

/// Takes our own member of a user away when nothing stands in it.
pub(in crate::operations) fn drop_ours_if_empty(user: &mut Resource) {
    let ours = user.get("partnerdeck").and_then(Value::as_object);
    if ours.is_some_and(|ours| ours.is_empty()) {
        user.remove("partnerdeck");
    }
}

/// The change of a record that is there.
pub(in crate::operations) fn change(stored: &Stored, after: Resource) -> Change {
    Change {
        key: stored.key.clone(),
        expect: Expect::Version(stored.version),
        after: Some(after),
    }
}
