//! What the forms need of the book.

use crate::account::customer::CustomerView;
use crate::account::partner::Partner;
use crate::account::record::{CustomerId, RecordKey, Stored};
use crate::account::reseller::Reseller;
use crate::operations::add_users::{Run, RunState, runs};
use crate::operations::{Desk, Failure};

/// What a form of an account begins with.
pub struct FormBasis {
    /// The customer's own record; `None` for a new one, or when the book has it no more.
    pub customer: Option<Stored>,
    /// Whose book it is, for the rules.
    pub partner: Partner,
    /// The indirect resellers that a new customer may be added for.
    pub resellers: Vec<Reseller>,
}

pub(super) fn basis(desk: &Desk, id: Option<&CustomerId>) -> Result<FormBasis, Failure> {
    let customer = match id {
        Some(id) => desk.store().get(&RecordKey::customer(id))?,
        None => None,
    };
    let resellers = match id {
        Some(_) => Vec::new(),
        None => desk.resellers()?,
    };
    Ok(FormBasis {
        customer,
        partner: desk.partner()?,
        resellers: resellers.into_iter().map(|one| one.reseller).collect(),
    })
}

/// What the book says of a customer to whom users are added.
pub struct UsersBasis {
    /// Its name.
    pub name: String,
    /// Its country as it came: what most of its users are in.
    pub country: String,
    /// Runs that were stopped or killed, the newest first.
    pub unfinished: Vec<Run>,
    /// First passwords that nobody has handed over yet.
    pub sealed: u64,
}

pub(super) fn users_basis(desk: &Desk, id: &CustomerId) -> Result<UsersBasis, Failure> {
    let stored = desk.store().get(&RecordKey::customer(id))?;
    let account = stored.ok_or_else(|| Failure::NotFound("thing-customer", id.to_string()))?;
    let view = CustomerView(&account.resource);
    let mut unfinished = runs(desk, id)?;
    unfinished.retain(|run| run.state == RunState::Unfinished);
    let sealed = desk.store().sealed()?;
    let sealed = sealed.iter().find(|(whose, _)| whose == id);
    Ok(UsersBasis {
        name: view.name().to_owned(),
        country: view.country().to_owned(),
        unfinished,
        sealed: sealed.map_or(0, |(_, many)| *many),
    })
}
