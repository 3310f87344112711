//! Attests that a customer accepted the agreement. The person of the bill stands there to begin with; the day is typed.

use serde::{Deserialize, Serialize};

use crate::account::agreement::attestation::{
    Attestation, DATE, EMAIL, FIRST_NAME, LAST_NAME, PHONE,
};
use crate::account::billing;
use crate::account::problem::{Message, Problem};
use crate::account::record::CustomerId;
use crate::operations::confirm_agreement::ConfirmAgreement;
use crate::operations::{Desk, Failure, Operation};
use crate::say;
use crate::tui::sheets::{Entry, KeptSheet, Sheet, Values};

/// Attests the agreement of one customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConfirmSheet {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
}

impl Sheet for ConfirmSheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        say!("sheet-confirm-title")
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let customer = desk.customer(&self.customer)?.resource;
        let text = |path: &str| customer.text_or_empty(path).to_owned();
        Ok(vec![
            Entry::text(FIRST_NAME, "field-first-name")
                .value(text(billing::FIRST_NAME))
                .required(),
            Entry::text(LAST_NAME, "field-last-name")
                .value(text(billing::LAST_NAME))
                .required(),
            Entry::text(EMAIL, "field-email")
                .value(text(billing::EMAIL))
                .required(),
            Entry::text(PHONE, "field-phone").value(text(billing::PHONE)),
            Entry::date(DATE, "sheet-confirm-date")
                .required()
                .why("sheet-confirm-date-why"),
        ])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        let text = |path: &str| values.text(path).to_owned();
        Ok(Box::new(ConfirmAgreement {
            customer: self.customer.clone(),
            attestation: Attestation {
                first_name: text(FIRST_NAME),
                last_name: text(LAST_NAME),
                email: text(EMAIL),
                phone: text(PHONE),
                date: text(DATE),
            },
        }))
    }
}
