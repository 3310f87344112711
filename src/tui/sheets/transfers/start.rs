//! Begin a transfer: the way is chosen by what is to go.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::account::problem::{Code, Message, Problem};
use crate::account::record::CustomerId;
use crate::account::subscription::Subscription;
use crate::account::transfer::machine::Way;
use crate::operations::switch_partner::{Details, Fit, StartTransfer};
use crate::operations::{Desk, Failure, Operation, Plan};
use crate::say;
use crate::tui::sheets::subscriptions::{BuySheet, ReactivateSheet, SeveralSubscriptions};
use crate::tui::sheets::{Alternative, Entry, KeptSheet, Remedy, Sheet, Values};

const WAY: &str = "way";
const CURRENT: &str = "sourcePartnerTenantId";
const FUTURE: &str = "targetPartnerTenantId";
const NAME: &str = "partnerName";
const COUNTRY: &str = "partnerdeck.partnerCountry";
const CONTACT: &str = "contact";
const THEIR_CONTACT: &str = "partnerContact";
const EMAIL: &str = "customerEmailId";
const MPN_ID: &str = "partnerOnRecord";

/// What is to go, one field a way: only what that way is for can be asked for.
const ITEMS: [(Way, &str); 3] = [
    (Way::Paper, "lineItems"),
    (Way::Request, "lineItems.request"),
    (Way::Legacy, "lineItems.legacy"),
];

/// Begins a transfer of one customer's subscriptions.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StartTransferSheet {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
}

impl Sheet for StartTransferSheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        say!("sheet-transfer-title")
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let fits = desk.ways_to_transfer(&self.customer)?;
        let ways: Vec<Alternative> = Way::ALL.map(|way| alternative(desk, way, &fits)).into();
        let chosen = likely(desk, &fits).map_or("", Way::as_str);
        let mut fields = vec![
            Entry::choice(WAY, "sheet-transfer-way", ways)
                .value(chosen)
                .required()
                .why("sheet-transfer-way-why"),
            Entry::text(FUTURE, "sheet-transfer-future").required(),
            Entry::text(CURRENT, "sheet-transfer-current").required(),
            Entry::text(NAME, "sheet-transfer-name"),
        ];
        for (way, path) in ITEMS {
            let items = Entry::lines(path, "sheet-transfer-items").value(going(way, &fits));
            fields.push(items.why("sheet-transfer-items-why"));
        }
        fields.extend([
            Entry::text(COUNTRY, "sheet-transfer-country").why("sheet-transfer-country-why"),
            Entry::text(CONTACT, "sheet-transfer-contact").why("sheet-transfer-contact-why"),
            Entry::text(THEIR_CONTACT, "sheet-transfer-their-contact"),
            Entry::text(EMAIL, "sheet-transfer-email").why("sheet-transfer-email-why"),
        ]);
        if desk.names_a_reseller()? {
            let mpn_id = Entry::text(MPN_ID, "sheet-transfer-mpn").required();
            fields.push(mpn_id.why("sheet-transfer-mpn-why"));
        }
        Ok(fields)
    }

    fn asks_for(&self, field: &str, values: &Values) -> bool {
        let way = way(values);
        match field {
            CURRENT => way == Some(Way::Request),
            FUTURE => way != Some(Way::Request),
            COUNTRY => way == Some(Way::Paper),
            EMAIL => way == Some(Way::Request),
            MPN_ID => way.is_some_and(|way| way != Way::Paper),
            _ => match ITEMS.iter().find(|(_, path)| *path == field) {
                Some((of, _)) => way == Some(*of),
                None => true,
            },
        }
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        let way = way(values).unwrap_or(Way::Paper);
        let partner = match way {
            Way::Request => values.text(CURRENT),
            Way::Paper | Way::Legacy => values.text(FUTURE),
        };
        let items = ITEMS.iter().find(|(of, _)| *of == way);
        let items = items.map_or("", |(_, path)| values.text(path));
        Ok(Box::new(StartTransfer {
            customer: self.customer.clone(),
            way,
            partner: partner.to_owned(),
            partner_name: values.given(NAME),
            subscriptions: listed(items),
            details: Details {
                contact: values.given(CONTACT),
                partner_contact: values.given(THEIR_CONTACT),
                partner_country: values.given(COUNTRY),
                customer_email: values.given(EMAIL),
                mpn_id: values.given(MPN_ID),
            },
        }))
    }

    fn remedy(&self, blocker: &Problem, _plan: &Plan) -> Option<Remedy> {
        let id = blocker.found.clone()?;
        Some(match blocker.code {
            // Suspended Azure, and an Azure plan that is not active.
            Code::Service(900_105 | 900_132) => Remedy {
                words: say!("chore-reactivate"),
                sheet: Arc::new(ReactivateSheet {
                    of: SeveralSubscriptions {
                        customer: self.customer.clone(),
                        about: self.about.clone(),
                        subscriptions: vec![id.clone()],
                        names: vec![id],
                    },
                    base: None,
                }),
            },
            // No Azure plan at all.
            Code::Service(900_133) => Remedy {
                words: say!("chore-buy"),
                sheet: Arc::new(BuySheet {
                    customer: self.customer.clone(),
                    about: self.about.clone(),
                    base: None,
                }),
            },
            _ => return None,
        })
    }
}

fn way(values: &Values) -> Option<Way> {
    Way::parse(values.text(WAY))
}

/// The way that is likely meant: allowed, and something could go it now; else the request, which is for what another
/// partner has.
fn likely(desk: &Desk, fits: &[Fit]) -> Option<Way> {
    let is_allowed = |way: &Way| desk.may(way.task()).is_ok();
    let allowed: Vec<Way> = Way::ALL.into_iter().filter(is_allowed).collect();
    let can_go = |way: &&Way| !going(**way, fits).is_empty();
    let likely = allowed.iter().find(can_go);
    let request = || allowed.iter().find(|way| **way == Way::Request);
    likely.or_else(request).or(allowed.first()).copied()
}

/// A way with the names of what it is for here.
fn alternative(desk: &Desk, way: Way, fits: &[Fit]) -> Alternative {
    let of_way = fits.iter().filter(|fit| fit.way == Some(way));
    let names: Vec<&str> = of_way
        .map(|fit| Subscription(&fit.stored.resource).name())
        .collect();
    let words = Message::new(way.words());
    let words = match names.as_slice() {
        // What goes by it is the other partner's still.
        _ if way == Way::Request => say!("sheet-transfer-way-request"),
        [] => say!("sheet-transfer-way-none", way = words),
        names => say!(
            "sheet-transfer-way-for",
            way = words,
            names = names.to_vec()
        ),
    };
    let refusal = desk.may(way.task()).err();
    Alternative::new(way.as_str(), words).refused(refusal.map(|failure| failure.message()))
}

/// What can go a way now, a line each: by its name where only one has it, else by its ID. Of a request the current
/// partner chooses, and that is not us: nothing is named.
fn going(way: Way, fits: &[Fit]) -> String {
    if way == Way::Request {
        return String::new();
    }
    let name = |fit: &Fit| Subscription(&fit.stored.resource).name().to_owned();
    let can_go = |fit: &&Fit| fit.way == Some(way) && fit.refused.is_none();
    let lines = fits.iter().filter(can_go).map(|fit| {
        let its = name(fit);
        let is_only = fits.iter().filter(|other| name(other) == its).count() == 1;
        match is_only && !its.contains(',') {
            true => its,
            false => fit.stored.resource.text_or_empty("id").to_owned(),
        }
    });
    lines.collect::<Vec<String>>().join("\n")
}

/// One a line; commas between do as well.
fn listed(text: &str) -> Vec<String> {
    let parts = text.split(['\n', ',']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
