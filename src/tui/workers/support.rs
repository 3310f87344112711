//! What the support section of an account shows, and the log: read by the reader's thread.

use crate::account::entry::EntryId;
use crate::account::record::{CustomerId, Stored};
use crate::operations::history::{Activity, Filter, Page};
use crate::operations::support::Contact;
use crate::operations::{Desk, Failure};

/// Entries of the log that are read at once.
pub const LOG_PAGE: usize = 200;

/// Support of one account.
pub struct Support {
    /// Whom customers ask, subscription by subscription.
    pub contacts: Vec<Contact>,
    /// The service requests, what waits for the partner first.
    pub requests: Vec<Stored>,
}

pub(super) fn support(desk: &Desk, customer: &CustomerId) -> Result<Support, Failure> {
    Ok(Support {
        contacts: desk.support_contacts(customer)?,
        requests: desk.service_requests(customer)?,
    })
}

/// A page of the whole book's log, of companies with these letters in their names.
pub(super) fn log(
    desk: &Desk,
    company: String,
    before: Option<EntryId>,
) -> Result<Vec<Activity>, Failure> {
    let filter = Filter {
        company: (!company.trim().is_empty()).then_some(company),
        ..Filter::default()
    };
    let page = Page {
        before,
        limit: LOG_PAGE,
    };
    desk.activity(&filter, page)
}
