//! An invitation to a relationship: who, where it goes, and whether it asks for admin rights. The draft goes to the
//! clipboard.

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::account::record::CustomerId;
use crate::account::resource::Resource;
use crate::operations::request_relationship::RequestRelationship;
use crate::operations::{Desk, Failure, Operation, Report};
use crate::say;
use crate::tui::sheets::{Entry, KeptSheet, Sheet, Values};

const TO: &str = "to";
const EMAIL: &str = "email";
const COUNTRY: &str = "country";
const ADMIN_RIGHTS: &str = "adminRights";

/// Invites one company.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct InviteSheet {
    /// The customer that is invited again; a company that the book does not know otherwise.
    customer: Option<CustomerId>,
    /// What is known of a company that was about to be added.
    known: Option<RequestRelationship>,
}

impl InviteSheet {
    /// For a customer whose relationship was removed: its name and address stand there already.
    pub fn again(customer: CustomerId) -> Self {
        Self {
            customer: Some(customer),
            known: None,
        }
    }

    /// For a company that was about to be added and seems to have a tenant already: what was typed stands there.
    pub fn instead(account: &Resource) -> Self {
        Self {
            customer: None,
            known: Some(RequestRelationship::again(account)),
        }
    }
}

impl Sheet for InviteSheet {
    fn about(&self) -> &str {
        ""
    }

    fn title(&self) -> Message {
        say!("sheet-invite-title")
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let known = match &self.customer {
            Some(id) => RequestRelationship::again(&desk.customer(id)?.resource),
            None => self.known.clone().unwrap_or_default(),
        };
        Ok(vec![
            Entry::text(TO, "sheet-invite-to")
                .value(known.to)
                .required(),
            Entry::text(EMAIL, "sheet-invite-email").value(known.email.unwrap_or_default()),
            Entry::text(COUNTRY, "sheet-invite-country").why("sheet-invite-country-why"),
            Entry::flag(ADMIN_RIGHTS, "sheet-invite-admin-rights", true)
                .why("sheet-invite-admin-rights-why"),
        ])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(RequestRelationship {
            to: values.text(TO).to_owned(),
            email: values.given(EMAIL),
            country: values.given(COUNTRY),
            without_admin_rights: !values.flag(ADMIN_RIGHTS),
        }))
    }

    fn done(&self, report: &Report) -> Message {
        say!("invitation-done", to = &report.plan.subject)
    }
}
