//! What the forms need of the book.

use crate::account::partner::Partner;
use crate::account::record::{CustomerId, RecordKey, Stored};
use crate::operations::{Desk, Failure};

/// What a form of an account begins with.
pub struct FormBasis {
    /// The customer's own record; `None` for a new one, or when the book has it no more.
    pub customer: Option<Stored>,
    /// Whose book it is, for the rules.
    pub partner: Partner,
}

pub(super) fn basis(desk: &Desk, id: Option<&CustomerId>) -> Result<FormBasis, Failure> {
    let customer = match id {
        Some(id) => desk.store().get(&RecordKey::customer(id))?,
        None => None,
    };
    Ok(FormBasis {
        customer,
        partner: desk.partner()?,
    })
}
