//! A new subscription, or an add-on for one that is there.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::account::problem::{Code, Message, Problem};
use crate::account::record::CustomerId;
use crate::operations::manage_subscriptions::{BuySubscription, Offered, offered};
use crate::operations::{Desk, Failure, Operation, Plan};
use crate::say;
use crate::tui::sheets::agreement::{ConfirmSheet, QualifySheet};
use crate::tui::sheets::{Alternative, Entry, KeptSheet, Remedy, Sheet, Values};

/// The service's number for a customer that has not accepted the agreement.
const NO_AGREEMENT: u32 = 13_605;
/// And for one without the qualification that an offer asks for.
const NOT_QUALIFIED: u32 = 800_086;

const OFFER: &str = "offerId";
const QUANTITY: &str = "quantity";
const NAME: &str = "friendlyName";
const BASE: &str = "parentSubscriptionId";

/// Buys from the catalogue.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BuySheet {
    /// For whom.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
    /// The base that an add-on is bought for, by ID and name; without one anything is.
    pub base: Option<(String, String)>,
}

impl Sheet for BuySheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        match &self.base {
            Some((_, name)) => say!("sheet-add-on-title", base = name),
            None => say!("sheet-buy-title"),
        }
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let base = self.base.as_ref().map(|(id, _)| id.as_str());
        let offered = offered(desk, &self.customer, base)?;
        let offers = offered.iter().map(alternative).collect();
        let mut fields = vec![
            Entry::choice(OFFER, "sheet-offer", offers)
                .required()
                .why("sheet-offer-why"),
            Entry::number(QUANTITY, "sheet-seats").value("1").required(),
            Entry::text(NAME, "sheet-name").why("sheet-buy-name-why"),
        ];
        let bases = bases(&offered);
        if self.base.is_none() && !bases.is_empty() {
            let only = match bases.as_slice() {
                [only] => only.value.clone(),
                _ => String::new(),
            };
            let base = Entry::choice(BASE, "sheet-base", bases).value(only);
            fields.insert(1, base.required().why("sheet-base-why"));
        }
        Ok(fields)
    }

    fn asks_for(&self, field: &str, values: &Values) -> bool {
        let offer = crate::account::catalogue::offer(values.text(OFFER));
        match field {
            BASE => offer.is_some_and(|offer| offer.is_add_on),
            QUANTITY => offer.is_none_or(|offer| offer.maximum_quantity > 1),
            _ => true,
        }
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        let base = self.base.as_ref().map(|(id, _)| id.clone());
        Ok(Box::new(BuySubscription {
            customer: self.customer.clone(),
            offer: values.text(OFFER).to_owned(),
            quantity: values.number(QUANTITY).unwrap_or(1),
            name: values.given(NAME),
            base: base.or_else(|| values.given(BASE)),
        }))
    }

    /// What a purchase waits for is attested or set from here.
    fn remedy(&self, blocker: &Problem, _plan: &Plan) -> Option<Remedy> {
        let (customer, about) = (self.customer.clone(), self.about.clone());
        match blocker.code {
            Code::Service(NO_AGREEMENT) => Some(Remedy {
                words: say!("remedy-confirm"),
                sheet: Arc::new(ConfirmSheet { customer, about }),
            }),
            Code::Service(NOT_QUALIFIED) => Some(Remedy {
                words: say!("remedy-qualify"),
                sheet: Arc::new(QualifySheet { customer, about }),
            }),
            _ => None,
        }
    }
}

/// Found by its ID too.
fn alternative(one: &Offered) -> Alternative {
    let name = &one.offer.name;
    let words = match one.offer.product_type {
        Some(_) => say!("sheet-offer-new-commerce", name = name),
        None => say!("sheet-offer-legacy", name = name),
    };
    Alternative::new(&one.offer.id, words)
        .also(&one.offer.id)
        .refused(one.refused.clone())
}

/// Every base that some add-on goes with; which one goes with the chosen add-on the plan says.
fn bases(offered: &[Offered]) -> Vec<Alternative> {
    let mut bases: Vec<(String, String)> = Vec::new();
    for base in offered.iter().flat_map(|one| &one.bases) {
        if !bases.contains(base) {
            bases.push(base.clone());
        }
    }
    bases.sort_by(|one, other| one.1.cmp(&other.1));
    let named = bases.into_iter();
    named
        .map(|(id, name)| Alternative::named(id, &name))
        .collect()
}
