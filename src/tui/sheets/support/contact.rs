//! The support contact of a subscription.

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::account::record::CustomerId;
use crate::operations::support::{Candidate, SetSupportContact};
use crate::operations::{Desk, Failure, Operation};
use crate::say;

use super::super::{Alternative, Entry, KeptSheet, Sheet, Values};

const CONTACT: &str = "supportTenantId";

/// Names the support contact of one subscription.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ContactSheet {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
    /// The subscription's ID.
    pub subscription: String,
    /// Its name.
    pub name: String,
    /// Who it is now: the tenant ID.
    pub now: String,
}

impl Sheet for ContactSheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        say!("sheet-contact-title", name = &self.name)
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let candidates = desk.support_candidates(&self.customer)?;
        let offered = candidates.iter().map(|one| self.offered(one)).collect();
        let now = candidates
            .iter()
            .find(|one| one.id.eq_ignore_ascii_case(&self.now));
        let contact = Entry::choice(CONTACT, "sheet-contact-who", offered);
        let contact = contact.value(now.map_or("", |one| &one.id));
        Ok(vec![contact.required().why("sheet-contact-why")])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(SetSupportContact {
            customer: self.customer.clone(),
            subscription: self.subscription.clone(),
            contact: values.text(CONTACT).to_owned(),
        }))
    }
}

impl ContactSheet {
    fn offered(&self, one: &Candidate) -> Alternative {
        let words = match one.is_provider {
            true => say!("support-default", name = &one.name),
            false => say!("plain", text = &one.name),
        };
        let refused = one.problem(&self.about).map(|(message, _)| message);
        Alternative::new(&one.id, words)
            .also(format!("{} {}", one.mpn_id, one.id))
            .refused(refused)
    }
}
