//! What the steps behind the account info ask for, and what a request says of it: for whom a provider adds the customer,
//! what is bought, that the agreement was accepted, a special qualification.

use crate::account::agreement::attestation;
use crate::account::billing;
use crate::account::catalogue;
use crate::account::cloud;
use crate::account::problem::Message;
use crate::account::purchase::{Buyer, refusals};
use crate::account::qualification::{Qualification, Segment};
use crate::account::reseller::Reseller;
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::operations::add_customer::{AGREEMENT, RESELLER, SUBSCRIPTIONS};
use crate::say;
use crate::tui::pane::{Offer, Sight};
use crate::tui::sheets::{Alternative, Entry, Values};

/// A step of the wizard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The account info.
    Account,
    /// For whom a provider adds the customer.
    Reseller,
    /// What is bought.
    Subscriptions,
    /// The agreement, and the special qualification.
    Agreement,
    /// All of it in words.
    Review,
}

impl Stop {
    /// The ID of its name.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Stop::Account => "add-step-account",
            Stop::Reseller => "add-stop-reseller",
            Stop::Subscriptions => "add-step-subscriptions",
            Stop::Agreement => "add-step-agreement",
            Stop::Review => "add-step-review",
        }
    }

    /// Whether a problem of the request is one of its fields.
    pub(super) fn owns(self, path: &str) -> bool {
        let of = |stop: Stop| match stop {
            Stop::Reseller => path == RESELLER,
            Stop::Subscriptions => path.starts_with(SUBSCRIPTIONS),
            Stop::Agreement => path.starts_with(AGREEMENT) || path.starts_with("qualification"),
            Stop::Account | Stop::Review => false,
        };
        match self {
            Stop::Account => ![Stop::Reseller, Stop::Subscriptions, Stop::Agreement]
                .into_iter()
                .any(of),
            other => of(other),
        }
    }
}

/// The customer is the provider's own.
pub(super) const OWN: &str = "-";

macro_rules! line_paths {
    ($place:literal) => {
        [
            concat!("subscriptions[", $place, "].offerId"),
            concat!("subscriptions[", $place, "].quantity"),
            concat!("subscriptions[", $place, "].friendlyName"),
        ]
    };
}

/// Fields of so many purchases; the next ones show when the ones before are filled in.
pub(super) const LINES: [[&str; 3]; 8] = [
    line_paths!(0),
    line_paths!(1),
    line_paths!(2),
    line_paths!(3),
    line_paths!(4),
    line_paths!(5),
    line_paths!(6),
    line_paths!(7),
];

pub(super) const ACCEPTED: &str = "agreement";
const FIRST_NAME: &str = "agreement.primaryContact.firstName";
const LAST_NAME: &str = "agreement.primaryContact.lastName";
const EMAIL: &str = "agreement.primaryContact.email";
const PHONE: &str = "agreement.primaryContact.phoneNumber";
pub(super) const DATE: &str = "agreement.dateAgreed";
pub(super) const QUALIFICATION: &str = "qualification.qualification";
pub(super) const SEGMENT: &str = "qualification.educationSegment";
pub(super) const WEBSITE: &str = "qualification.website";
pub(super) const CODE: &str = "qualification.validationCode";

/// The fields of the attestation and where they begin: the member of the account, and that of the attestation.
pub(super) const CONTACT: [(&str, &str, &str); 4] = [
    (FIRST_NAME, billing::FIRST_NAME, attestation::FIRST_NAME),
    (LAST_NAME, billing::LAST_NAME, attestation::LAST_NAME),
    (EMAIL, billing::EMAIL, attestation::EMAIL),
    (PHONE, billing::PHONE, attestation::PHONE),
];

/// Why the operator can't do a part of a step, in sentences; empty when all of it can be done.
pub(super) fn refused(stop: Stop, sight: &Sight) -> Vec<Message> {
    let tasks: &[Task] = match stop {
        Stop::Subscriptions => &[Task::BuySubscriptions],
        Stop::Agreement => &[Task::ConfirmAgreement, Task::SetQualification],
        Stop::Account | Stop::Reseller | Stop::Review => &[],
    };
    let refusals = tasks.iter().filter_map(|task| refusal(*task, sight));
    refusals.collect()
}

fn refusal(task: Task, sight: &Sight) -> Option<Message> {
    match sight.rights.may_change(task) {
        Offer::No(refusal) => Some(refusal.why),
        Offer::Yes | Offer::Absent => None,
    }
}

/// The fields of a step, filled in with what was typed there before.
pub(super) fn entries(
    stop: Stop,
    typed: &Values,
    (account, resellers): (&Resource, &[Reseller]),
    sight: &Sight,
) -> Vec<Entry> {
    match stop {
        Stop::Account | Stop::Review => Vec::new(),
        Stop::Reseller => vec![reseller(resellers, typed)],
        Stop::Subscriptions if refusal(Task::BuySubscriptions, sight).is_some() => Vec::new(),
        Stop::Subscriptions => lines(account, typed, sight),
        Stop::Agreement => {
            let mut entries = Vec::new();
            if refusal(Task::ConfirmAgreement, sight).is_none() {
                entries.extend(agreement(account, typed));
            }
            if refusal(Task::SetQualification, sight).is_none() {
                entries.extend(qualification(typed, sight));
            }
            entries
        }
    }
}

fn reseller(known: &[Reseller], typed: &Values) -> Entry {
    if known.is_empty() {
        let entry = Entry::text(RESELLER, "field-reseller").value(typed.text(RESELLER));
        return entry.why("why-field-reseller");
    }
    let mut from = vec![Alternative::new(OWN, say!("add-own-customer"))];
    from.extend(known.iter().map(|one| {
        let name = if one.name.is_empty() {
            &one.id
        } else {
            &one.name
        };
        let inactive = say!("problem-reseller-inactive", name = name);
        Alternative::named(&one.id, name)
            .also(format!("{}\n{}", one.id, one.mpn_id))
            .refused((!one.takes_customers()).then_some(inactive))
    }));
    let value = match typed.text(RESELLER) {
        "" => OWN,
        chosen => chosen,
    };
    let entry = Entry::choice(RESELLER, "field-reseller", from).value(value);
    entry.why("why-field-reseller")
}

fn lines(account: &Resource, typed: &Values, sight: &Sight) -> Vec<Entry> {
    // What the country forbids and what needs a qualification; the agreement is the next step.
    let buyer = Buyer {
        country: account.text_or_empty(billing::COUNTRY),
        ..Buyer::default()
    };
    let sold = catalogue::offers().iter();
    let sold = sold.filter(|offer| is_sold_here(offer, sight));
    let from: Vec<Alternative> = sold
        .map(|offer| {
            let refused = refusals(offer, &buyer).into_iter().next();
            let words = match offer.product_type {
                Some(_) => say!("sheet-offer-new-commerce", name = &offer.name),
                None => say!("sheet-offer-legacy", name = &offer.name),
            };
            Alternative::new(&offer.id, words)
                .also(&offer.id)
                .refused(refused.map(|problem| problem.message))
        })
        .collect();
    let fields = LINES.iter().flat_map(|[offer, quantity, name]| {
        let seats = match typed.text(quantity) {
            "" => "1",
            typed => typed,
        };
        [
            Entry::choice(offer, "sheet-offer", from.clone())
                .value(typed.text(offer))
                .why("sheet-offer-why"),
            Entry::number(quantity, "sheet-seats")
                .value(seats)
                .required(),
            Entry::text(name, "sheet-name")
                .value(typed.text(name))
                .why("sheet-buy-name-why"),
        ]
    });
    fields.collect()
}

/// Marketplace offers and Azure have lines of their own in the tables of rights.
fn is_sold_here(offer: &catalogue::Offer, sight: &Sight) -> bool {
    let needed = match (offer.is_marketplace(), offer.is_azure()) {
        (true, _) => Some(Task::ManageMarketplace),
        (false, true) => Some(Task::CancelAzure),
        (false, false) => None,
    };
    needed.is_none_or(|task| match sight.cloud.offers(task) {
        cloud::Offer::No(_) => false,
        cloud::Offer::Yes | cloud::Offer::Noted(_) => true,
    })
}

fn agreement(account: &Resource, typed: &Values) -> Vec<Entry> {
    let labels = [
        "field-first-name",
        "field-last-name",
        "field-email",
        "field-phone",
    ];
    let mut entries =
        vec![Entry::flag(ACCEPTED, "add-accepted", typed.flag(ACCEPTED)).why("add-accepted-why")];
    for ((path, member, _), label) in CONTACT.iter().zip(labels) {
        let value = match typed.text(path) {
            "" => account.text_or_empty(member),
            typed => typed,
        };
        let entry = Entry::text(path, label).value(value);
        entries.push(match *path {
            PHONE => entry,
            _ => entry.required(),
        });
    }
    entries.push(
        Entry::date(DATE, "sheet-confirm-date")
            .value(typed.text(DATE))
            .required()
            .why("sheet-confirm-date-why"),
    );
    entries
}

fn qualification(typed: &Values, sight: &Sight) -> Vec<Entry> {
    let none = Qualification::None;
    let mut from = vec![Alternative::new(none.wire(), Message::new(none.words()))];
    from.extend(Qualification::SET.map(|one| {
        Alternative::new(one.wire(), Message::new(one.words()))
            .also(one.as_str())
            .refused(refusal(one.task(), sight))
    }));
    let segments = Segment::ALL.map(|one| Alternative::new(one.wire(), Message::new(one.words())));
    let chosen = match typed.text(QUALIFICATION) {
        "" => none.wire(),
        chosen => chosen,
    };
    vec![
        Entry::choice(QUALIFICATION, "field-qualification", from)
            .value(chosen)
            .why("why-field-qualification"),
        Entry::choice(SEGMENT, "field-segment", segments.to_vec()).value(typed.text(SEGMENT)),
        Entry::text(WEBSITE, "field-website").value(typed.text(WEBSITE)),
        Entry::text(CODE, "field-validation-code")
            .value(typed.text(CODE))
            .required()
            .why("why-field-validation-code"),
    ]
}

/// Whether a field is asked for, as the others of its step are filled in.
pub(super) fn asks_for(path: &str, values: &Values) -> bool {
    let which = Qualification::parse(values.text(QUALIFICATION));
    match path {
        FIRST_NAME | LAST_NAME | EMAIL | PHONE | DATE => values.flag(ACCEPTED),
        SEGMENT | WEBSITE => which.is_some_and(Qualification::has_segment),
        CODE => which.is_some_and(Qualification::needs_code),
        _ => asks_for_line(path, values),
    }
}

/// An offer is asked for when the one before is chosen; how many of it and its name, when it is.
fn asks_for_line(path: &str, values: &Values) -> bool {
    let has = |place: usize| !values.text(LINES[place][0]).trim().is_empty();
    let found = LINES.iter().position(|paths| paths.contains(&path));
    match found {
        Some(place) if path == LINES[place][0] => place == 0 || has(place) || has(place - 1),
        Some(place) => has(place),
        None => true,
    }
}

/// Whether anything was typed or chosen that would be lost.
pub(super) fn has_typed(values: &Values) -> bool {
    let chosen = |path: &str, usual: &str| {
        let text = values.text(path);
        !text.is_empty() && text != usual
    };
    LINES.iter().any(|[offer, ..]| chosen(offer, ""))
        || chosen(RESELLER, OWN)
        || values.flag(ACCEPTED)
        || chosen(QUALIFICATION, Qualification::None.wire())
}

/// Every field of the steps, for keeping what was typed.
pub(super) fn paths() -> impl Iterator<Item = &'static str> {
    let contact = CONTACT.iter().map(|(path, ..)| *path);
    let others = [
        RESELLER,
        ACCEPTED,
        DATE,
        QUALIFICATION,
        SEGMENT,
        WEBSITE,
        CODE,
    ];
    LINES.iter().flatten().copied().chain(contact).chain(others)
}
