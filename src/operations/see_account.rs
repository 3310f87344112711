//! See one account: the customer whole, its users, its subscriptions (operations.md sections 0, 7 and 10).

use crate::account::check::Context;
use crate::account::country::countries;
use crate::account::customer::CustomerView;
use crate::account::partner::Partner;
use crate::account::problem::Problem;
use crate::account::record::{CustomerId, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::user::{Life, UserView};

use super::manage_subscriptions::one_subscription;
use super::{Desk, Failure};

/// Which users of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Users {
    /// Those who can sign in.
    Active,
    /// Those who were deleted and can still be restored.
    Deleted,
}

impl Desk {
    /// The customer's own record.
    ///
    /// # Errors
    /// When the operator may not see customers, there is no such customer, or the book can't be read.
    pub fn customer(&self, id: &CustomerId) -> Result<Stored, Failure> {
        self.may(Task::SeeCustomers)?;
        let stored = self.store().get(&RecordKey::customer(id))?;
        stored.ok_or_else(|| Failure::NotFound("noun-customer", id.to_string()))
    }

    /// What our rules would have refused, had somebody typed it; derived, never stored.
    ///
    /// # Errors
    /// When the book can't be read.
    pub fn flags(&self, customer: &Resource) -> Result<Vec<Problem>, Failure> {
        let partner = self.partner()?;
        let context = self.context(&partner, false);
        Ok(CustomerView(customer).flags(&context))
    }

    /// What the rules of an account must know here: for a form that checks each field as it is left.
    pub fn context<'a>(&self, partner: &'a Partner, is_new: bool) -> Context<'a> {
        Context {
            countries: countries(),
            cloud: self.cloud(),
            partner,
            is_new,
        }
    }

    /// A customer's users, by sign-in name.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn users(&self, customer: &CustomerId, which: Users) -> Result<Vec<Stored>, Failure> {
        self.may(Task::SeeCustomers)?;
        let mut users = self.store().list(customer, Kind::User)?;
        let now = self.now();
        users.retain(|user| match UserView(&user.resource).life(now) {
            Life::Active => which == Users::Active,
            Life::Deleted(_) => which == Users::Deleted,
            Life::Purged => false,
        });
        users.sort_by_cached_key(|user| UserView(&user.resource).sign_in_name().to_lowercase());
        Ok(users)
    }

    /// A customer's subscriptions in any state, in the order of their IDs.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn subscriptions(&self, customer: &CustomerId) -> Result<Vec<Stored>, Failure> {
        self.may(Task::SeeCustomers)?;
        Ok(self.store().list(customer, Kind::Subscription)?)
    }

    /// What a customer bought once: reservations, savings plans, software, and what runs under its Azure plans.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn entitlements(&self, customer: &CustomerId) -> Result<Vec<Stored>, Failure> {
        self.may(Task::SeeCustomers)?;
        Ok(self.store().list(customer, Kind::Entitlement)?)
    }

    /// One subscription by its ID, whatever the case of letters, or by a name that only one has.
    ///
    /// # Errors
    /// When the operator may not see customers, there is no such subscription, several have the name, or the book can't be
    /// read.
    pub fn subscription(&self, customer: &CustomerId, text: &str) -> Result<Stored, Failure> {
        one_subscription(&self.subscriptions(customer)?, text).cloned()
    }
}
