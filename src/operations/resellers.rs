//! The indirect resellers of a provider: who they are, whom they look after (operations.md section 12).

use std::ops::ControlFlow;

use crate::account::record::Kind;
use crate::account::reseller::{Gathered, Reseller};
use crate::account::task::Task;
use crate::search::Removed;

use super::{Desk, Failure};

/// An indirect reseller and how many customers it looks after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownReseller {
    /// Who it is.
    pub reseller: Reseller,
    /// Customers that name it, or have a subscription that does; removed ones are not counted.
    pub customers: u64,
}

impl Desk {
    /// The indirect resellers that the book knows, by name: from the service's list of partnerships, from support contacts,
    /// and from customers. Reads the index and two small kinds of records, no customer.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn resellers(&self) -> Result<Vec<KnownReseller>, Failure> {
        self.may(Task::SeeCustomers)?;
        let named = self.index()?.resellers(Removed::Hidden);
        let mut gathered = Gathered::default();
        self.store().scan(Kind::Reseller, &mut |stored| {
            gathered.partnership(&stored.resource);
            ControlFlow::Continue(())
        })?;
        self.store().scan(Kind::SupportContact, &mut |stored| {
            gathered.support_contact(&stored.resource);
            ControlFlow::Continue(())
        })?;
        for word in named.iter().flat_map(|(words, _)| words) {
            gathered.of_customer(word);
        }
        let own = self.partner()?.tenant_id.unwrap_or_default();
        let resellers = gathered.finish().into_iter();
        // A provider is the support contact of its own customers until a reseller is named.
        let others = resellers.filter(|reseller| !reseller.id.eq_ignore_ascii_case(&own));
        let counted = others.map(|reseller| KnownReseller {
            customers: named
                .iter()
                .filter(|(words, _)| words.iter().any(|word| reseller.answers_to(word)))
                .map(|(_, count)| count)
                .sum(),
            reseller,
        });
        Ok(counted.collect())
    }
}
