//! The form of the signed way, filled in with what the book knows, and how the ticket is to be filled (operations.md
//! section 4a, steps 2 to 5).

use crate::account::country::countries;
use crate::account::customer::CustomerView;
use crate::account::partner::Partner;
use crate::account::problem::{Code, Message};
use crate::account::record::Stored;
use crate::account::transfer::Transfer;
use crate::account::transfer::machine::{Event, Party, Way};
use crate::operations::{Desk, Failure};
use crate::say;

use super::refusal;
use super::see::{Standing, TransferKey};

/// The form as text: blocks of lines, with an empty line between two blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Each block, line by line.
    pub blocks: Vec<Vec<Message>>,
}

impl Form {
    /// The text of the form; `say` puts a sentence into words.
    pub fn text(&self, mut say: impl FnMut(&Message) -> String) -> String {
        let blocks = self.blocks.iter().map(|block| {
            let lines: Vec<String> = block.iter().map(&mut say).collect();
            lines.join("\n")
        });
        let mut text = blocks.collect::<Vec<String>>().join("\n\n");
        text.push('\n');
        text
    }
}

impl Desk {
    /// The form of a transfer of the signed way.
    ///
    /// # Errors
    /// When the operator may not use that way, there is no such transfer, or it goes another way and has no form.
    pub fn transfer_form(&self, key: &TransferKey) -> Result<Form, Failure> {
        self.may(Way::Paper.task())?;
        let standing = self.transfer_at(key)?;
        if standing.way != Way::Paper {
            let id = standing.stored.resource.text_or_empty("id");
            let way = Message::new(standing.way.words());
            return Err(Failure::Blocked(vec![refusal(
                Code::Precondition,
                id,
                say!("transfers-no-form", way = way),
                say!("transfers-no-form-remedy"),
            )]));
        }
        let customer = self.customer(&key.customer)?;
        let us = self.partner()?;
        let transfer = Transfer(&standing.stored.resource);
        let mut blocks = vec![
            vec![
                say!("transfers-form-title"),
                say!("transfers-form-number", id = transfer.id()),
            ],
            partner_block(Party::Current, &standing, &us),
            customer_block(&customer),
            partner_block(Party::Future, &standing, &us),
            subscriptions(transfer),
            signatures(transfer),
            ticket(transfer),
        ];
        blocks.extend((!transfer.both_ids().is_empty()).then(|| both_ids(transfer)));
        Ok(Form { blocks })
    }
}

fn partner_block(side: Party, standing: &Standing, us: &Partner) -> Vec<Message> {
    let transfer = Transfer(&standing.stored.resource);
    let is_us = standing.side == side;
    let (name, id) = match side {
        Party::Future => transfer.future(),
        _ => transfer.current(),
    };
    let ours = |said: &Option<String>| said.clone().filter(|_| is_us).unwrap_or_default();
    let or = |text: &str, other: String| match text {
        "" => other,
        text => text.to_owned(),
    };
    let named = match is_us {
        true => ours(&us.country),
        false => transfer
            .0
            .text_or_empty("partnerdeck.partnerCountry")
            .to_owned(),
    };
    vec![
        match side {
            Party::Future => say!("transfers-form-future"),
            _ => say!("transfers-form-current"),
        },
        line(
            say!("transfers-form-organisation"),
            &or(name, ours(&us.name)),
        ),
        line(
            say!("transfers-form-microsoft-id"),
            &or(id, ours(&us.tenant_id)),
        ),
        line(say!("transfers-form-address"), ""),
        country_line(&named),
        line(say!("transfers-form-contact"), transfer.contact(side)),
    ]
}

fn customer_block(customer: &Stored) -> Vec<Message> {
    let resource = &customer.resource;
    let view = CustomerView(resource);
    let part = |member: &str| {
        let own = resource.text_or_empty(&format!("billingProfile.defaultAddress.{member}"));
        match own {
            "" => resource.text_or_empty(&format!("companyProfile.address.{member}")),
            own => own,
        }
    };
    let address: Vec<&str> = [
        "addressLine1",
        "addressLine2",
        "city",
        "state",
        "postalCode",
    ]
    .into_iter()
    .map(part)
    .filter(|part| !part.is_empty())
    .collect();
    let contact: Vec<&str> = ["firstName", "lastName", "email"]
        .into_iter()
        .map(|member| resource.text_or_empty(&format!("billingProfile.{member}")))
        .filter(|part| !part.is_empty())
        .collect();
    vec![
        say!("transfers-form-customer"),
        line(say!("transfers-form-organisation"), view.name()),
        line(
            say!("transfers-form-microsoft-id"),
            resource.text_or_empty("id"),
        ),
        line(say!("transfers-form-domain"), view.domain()),
        line(say!("transfers-form-address"), &address.join(", ")),
        country_line(view.country()),
        line(say!("transfers-form-contact"), &contact.join(" ")),
    ]
}

fn subscriptions(transfer: Transfer<'_>) -> Vec<Message> {
    let mut block = vec![say!("transfers-form-subscriptions")];
    block.extend(transfer.items().map(|item| {
        say!(
            "transfers-form-subscription",
            id = item.subscription(),
            name = item.name()
        )
    }));
    block
}

/// Three lines to sign on; what was signed says when and by whom.
fn signatures(transfer: Transfer<'_>) -> Vec<Message> {
    let mut block = vec![say!("transfers-form-signatures")];
    for (event, who) in [
        (Event::SignedByCurrent, Party::Current),
        (Event::SignedByCustomer, Party::Customer),
        (Event::SignedByNew, Party::Future),
    ] {
        let who = Message::new(who.words());
        block.push(match transfer.recorded(event) {
            None => say!("transfers-form-sign-here", who = who),
            Some(signed) if signed.value.is_empty() => {
                say!("transfers-form-signed", who = who, on = signed.on)
            }
            Some(signed) => say!(
                "transfers-form-signed-by",
                who = who,
                on = signed.on,
                name = signed.value
            ),
        });
    }
    block
}

/// How the ticket is filled, as the portal asks for it.
fn ticket(transfer: Transfer<'_>) -> Vec<Message> {
    let number = transfer.recorded(Event::Ticket).map_or("", |one| one.value);
    let ids: Vec<&str> = transfer.items().map(|item| item.subscription()).collect();
    vec![
        say!("transfers-form-ticket"),
        line(say!("transfers-form-ticket-number"), number),
        say!("transfers-form-ticket-where"),
        say!("transfers-form-ticket-type"),
        line(say!("transfers-form-ticket-subscription"), &ids.join(", ")),
        say!("transfers-form-ticket-plan"),
        say!("transfers-form-ticket-severity"),
        say!("transfers-form-ticket-problem"),
        say!("transfers-form-ticket-upload"),
    ]
}

fn both_ids(transfer: Transfer<'_>) -> Vec<Message> {
    let mut block = vec![say!("transfers-form-both-ids")];
    for both in transfer.both_ids() {
        block.push(say!("transfers-form-azure-id", id = both.azure));
        block.push(say!("transfers-form-service-id", id = both.service));
    }
    block
}

/// A label and what is known; a line to write on where nothing is.
fn line(label: Message, value: &str) -> Message {
    match value.trim() {
        "" => say!("transfers-form-blank", label = label),
        value => say!("transfers-form-line", label = label, value = value),
    }
}

fn country_line(code: &str) -> Message {
    let label = say!("transfers-form-country");
    match countries().find(code) {
        Some(country) => say!("transfers-form-line", label = label, value = country.arg()),
        None => line(label, code),
    }
}
