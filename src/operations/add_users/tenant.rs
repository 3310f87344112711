//! What the book says about the customer that users are added to: its domains, the names that are taken, and what must be
//! done first. Read once, then a file can be checked against it as often as a cell is mended.

use std::collections::HashMap;

use crate::account::customer::CustomerView;
use crate::account::problem::{Code, Problem};
use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::user::{Life, UserView};
use crate::operations::{Desk, Failure};
use crate::say;

use super::columns::Column;
use super::fault::Fault;
use super::record;
use super::sign_in_name::{Address, folded_domain};

/// A customer, as far as adding users goes.
#[derive(Debug, Clone)]
pub struct Tenant {
    /// Its Microsoft ID.
    pub customer: CustomerId,
    /// Its name, for the plan and the history.
    pub name: String,
    /// Its domains, primary and custom, each once, as they came.
    pub domains: Vec<String>,
    /// What must be done before any user can be added.
    pub blockers: Vec<Problem>,
    names: HashMap<String, Fault>,
    purged: HashMap<String, Vec<RecordKey>>,
}

impl Tenant {
    /// Reads what the book says, for many users.
    ///
    /// # Errors
    /// A refusal by role or cloud, no such customer, or a book that can't be read.
    pub fn look(desk: &Desk, customer: &CustomerId) -> Result<Self, Failure> {
        desk.may(Task::AddManyUsers)?;
        Self::for_one(desk, customer)
    }

    /// Reads what the book says, for one user: more roles may add one than many.
    ///
    /// # Errors
    /// As [`Tenant::look`].
    pub fn for_one(desk: &Desk, customer: &CustomerId) -> Result<Self, Failure> {
        desk.may(Task::AddUsers)?;
        let record = desk.store().get(&RecordKey::customer(customer))?;
        let account = record
            .ok_or_else(|| Failure::NotFound("thing-customer", customer.as_str().to_owned()))?
            .resource;
        let mut tenant = Self {
            customer: customer.clone(),
            name: CustomerView(&account).name().to_owned(),
            domains: domains_of(&account),
            blockers: blockers_of(&account),
            names: HashMap::new(),
            purged: HashMap::new(),
        };
        tenant.learn_names(desk)?;
        Ok(tenant)
    }

    fn learn_names(&mut self, desk: &Desk) -> Result<(), Failure> {
        let now = desk.now();
        for user in desk.store().list(&self.customer, Kind::User)? {
            let view = UserView(&user.resource);
            let name = view.sign_in_name().to_lowercase();
            match view.life(now) {
                Life::Active => {
                    self.names.insert(name, Fault::AlreadyExists);
                }
                // Of two users with one name, the active one is in the way first.
                Life::Deleted(on) => {
                    self.names
                        .entry(name)
                        .or_insert(Fault::RecentlyDeleted { on });
                }
                Life::Purged => self.purged.entry(name).or_default().push(user.key),
            }
        }
        for (run, name) in record::added_by_unfinished_runs(desk, &self.customer)? {
            let present = self.names.get_mut(&name.to_lowercase());
            if let Some(fault) = present.filter(|fault| fault.is_presence()) {
                let customer = self.customer.clone();
                *fault = Fault::AddedByRun { customer, run };
            }
        }
        Ok(())
    }

    /// What is wrong with a name to sign in with, as far as one user goes.
    pub(in crate::operations) fn sign_in_fault(&self, name: &str) -> Option<Fault> {
        if name.is_empty() {
            let column = Column::Email;
            return Some(Fault::Missing { column });
        }
        let Some(address) = Address::of(name) else {
            return Some(Fault::BadEmail);
        };
        match self.has_domain(address.domain) {
            true => self.taken(name).cloned(),
            false if !address.has_full_domain() => Some(Fault::BadEmail),
            false => Some(Fault::ForeignDomain {
                domain: address.domain.to_owned(),
                domains: self.domains.clone(),
            }),
        }
    }

    /// Who is in the way of a name, whatever its case.
    pub(super) fn taken(&self, name: &str) -> Option<&Fault> {
        self.names.get(&name.to_lowercase())
    }

    /// Users that had the name and are gone for good: they are not in the way.
    pub(in crate::operations) fn purged(&self, name: &str) -> Vec<RecordKey> {
        let users = self.purged.get(&name.to_lowercase());
        users.cloned().unwrap_or_default()
    }

    /// Whether a domain is one of the customer's; case does not count.
    pub(super) fn has_domain(&self, domain: &str) -> bool {
        let domain = folded_domain(domain);
        self.domains.iter().any(|own| folded_domain(own) == domain)
    }
}

fn domains_of(account: &Resource) -> Vec<String> {
    let custom = account.list("customDomains").iter();
    let all = [CustomerView(account).domain()]
        .into_iter()
        .chain(custom.filter_map(|domain| domain.as_str()));
    let mut domains: Vec<String> = Vec::new();
    for domain in all.filter(|domain| !domain.is_empty()) {
        if !domains
            .iter()
            .any(|known| folded_domain(known) == folded_domain(domain))
        {
            domains.push(domain.to_owned());
        }
    }
    domains
}

/// operations.md section 6, preconditions. A row of a list does not say whether there is an admin right: the service
/// will.
pub(in crate::operations) fn blockers_of(account: &Resource) -> Vec<Problem> {
    let mut blockers = Vec::new();
    let id = account.text_or_empty("id");
    if CustomerView(account)
        .relationship()
        .eq_ignore_ascii_case("none")
    {
        blockers.push(
            Problem::new(Code::Service(20_002), say!("users-no-relationship"))
                .remedy(say!("users-no-relationship-remedy"))
                .found(id),
        );
    }
    if account.flag("allowDelegatedAccess") == Some(false) {
        blockers.push(
            Problem::new(Code::Precondition, say!("users-no-admin-right"))
                .remedy(say!("users-no-admin-right-remedy"))
                .found(id),
        );
    }
    blockers
}
