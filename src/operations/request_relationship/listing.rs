//! Our own list of invitations, and what became of each: the service has none. Accepted is what the book shows: the company
//! is a customer with a reseller relationship, found by its name or by the domain of the address.

use std::ops::ControlFlow;

use jiff::Timestamp;

use crate::account::email::domain_of;
use crate::account::invitation::{Invitation, Progress, Standing};
use crate::account::record::{CustomerId, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::operations::{Desk, Failure};

/// One company that was invited.
#[derive(Debug, Clone, PartialEq)]
pub struct Invited {
    /// The record's ID.
    pub id: String,
    /// The company.
    pub to: String,
    /// Where the message went; empty when nobody said.
    pub email: String,
    /// When.
    pub sent: Option<Timestamp>,
    /// By whom.
    pub by: String,
    /// Whether admin rights were asked for.
    pub with_admin_rights: bool,
    /// Where it stands.
    pub progress: Progress,
    /// The customer that came of it.
    pub customer: Option<CustomerId>,
    /// Our record as the book has it.
    pub record: Resource,
}

/// Domains at which anybody has an address: they name no company. Kept short: a domain that is missing here only names a
/// customer that has it.
const FREE_MAIL: [&str; 8] = [
    "gmail.com",
    "outlook.com",
    "hotmail.com",
    "yahoo.com",
    "icloud.com",
    "naver.com",
    "daum.net",
    "gmx.de",
];

impl Desk {
    /// Everyone who was invited, those still open first, the newest first among them.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn invitations(&self) -> Result<Vec<Invited>, Failure> {
        self.may(Task::SeeCustomers)?;
        let mut records = Vec::new();
        self.store().scan(Kind::Invitation, &mut |stored| {
            records.push(stored);
            ControlFlow::Continue(())
        })?;
        let invited: Result<Vec<Invited>, Failure> =
            records.iter().map(|stored| self.invited(stored)).collect();
        let mut invited = invited?;
        invited.sort_by_key(|one| (one.progress != Progress::Open, std::cmp::Reverse(one.sent)));
        Ok(invited)
    }

    fn invited(&self, stored: &Stored) -> Result<Invited, Failure> {
        let view = Invitation(&stored.resource);
        let customer = self.invited_customer(view.to(), view.email())?;
        let of_it = customer.filter(|customer| Standing::of(&customer.resource) != Standing::None);
        Ok(Invited {
            id: stored.resource.text_or_empty("id").to_owned(),
            to: view.to().to_owned(),
            email: view.email().to_owned(),
            sent: view.sent(),
            by: view.by().to_owned(),
            with_admin_rights: view.with_admin_rights(),
            progress: view.progress(of_it.as_ref().map(|customer| &customer.resource)),
            customer: of_it.map(|customer| customer.key.customer),
            record: stored.resource.clone(),
        })
    }

    /// The customer that an invitation meant: the only one of that name, else the only one on the domain of the address. One
    /// with a relationship is preferred: a removed one of the same name hides nobody.
    pub(super) fn invited_customer(
        &self,
        to: &str,
        email: &str,
    ) -> Result<Option<Stored>, Failure> {
        let mut meant = self.named(to)?;
        if meant.is_empty()
            && let Some(domain) = domain_of(email)
            && !FREE_MAIL.contains(&domain.to_ascii_lowercase().as_str())
        {
            meant.extend(self.store().customers_on_domain(domain)?);
        }
        let mut customers = Vec::new();
        for id in meant {
            customers.extend(self.store().get(&RecordKey::customer(&id))?);
        }
        let is_bound = |one: &Stored| Standing::of(&one.resource) != Standing::None;
        if customers.iter().any(is_bound) {
            customers.retain(is_bound);
        }
        let only = customers.len() == 1;
        Ok(customers.pop().filter(|_| only))
    }
}
