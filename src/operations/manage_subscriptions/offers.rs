//! Which offers of the catalogue a customer may buy, and why not the others: the conditions of a purchase, each told with
//! what clears it.

use crate::account::agreement;
use crate::account::catalogue::{self, Offer};
use crate::account::cloud;
use crate::account::problem::{Code, Message, Problem};
use crate::account::qualification::has_approved;
use crate::account::record::{CustomerId, Kind, Stored};
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::account::task::Task;
use crate::operations::{Desk, Failure, rights};
use crate::say;

use super::held::Held;

/// An offer of the catalogue, as one customer may buy it.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The offer.
    pub offer: &'static Offer,
    /// Why it would be refused, whatever is typed.
    pub refused: Option<Message>,
    /// The customer's active bases that it goes with, as ID and name; none for what is no add-on.
    pub bases: Vec<(String, String)>,
}

/// Every offer that the operator may sell in this cloud, those that the customer can buy first; with a base the add-ons
/// that go with it.
///
/// # Errors
/// When there is no such customer or base, or the book can't be read.
pub fn offered(
    desk: &Desk,
    customer: &CustomerId,
    base: Option<&str>,
) -> Result<Vec<Offered>, Failure> {
    let held = Held::read(desk, customer)?;
    let base = base.map(|base| held.one(base)).transpose()?;
    let mut all = Vec::new();
    for offer in catalogue::offers() {
        let goes = base.is_none_or(|base| goes_with(base, offer));
        if !goes || refuse_by_right(desk, offer).is_err() {
            continue;
        }
        let bases = held.all.iter().filter(|one| fits(one, offer));
        let bases: Vec<&Stored> = bases
            .filter(|one| base.is_none_or(|base| base.key == one.key))
            .collect();
        let mut refused = refusals(desk, &held, offer)?;
        if offer.is_add_on && bases.is_empty() {
            refused.push(no_base(offer));
        }
        let named = |one: &&Stored| (one.key.id.clone(), super::name(one).to_owned());
        all.push(Offered {
            offer,
            refused: refused.into_iter().next().map(|problem| problem.message),
            bases: bases.iter().map(named).collect(),
        });
    }
    all.sort_by_key(|one| one.refused.is_some());
    Ok(all)
}

/// Whether the catalogue has an add-on for a subscription.
pub(super) fn has_add_ons(base: &Stored) -> bool {
    catalogue::offers()
        .iter()
        .any(|offer| goes_with(base, offer))
}

fn goes_with(base: &Stored, offer: &Offer) -> bool {
    offer.prerequisite_offers.iter().any(|one| is_of(base, one))
}

/// What keeps a customer from an offer, whatever the quantity and the base.
pub(super) fn refusals(desk: &Desk, held: &Held, offer: &Offer) -> Result<Vec<Problem>, Failure> {
    let mut refused = Vec::new();
    refused.extend(no_agreement(desk, held)?);
    refused.extend(not_sold(offer));
    refused.extend(not_qualified(desk, held, offer)?);
    refused.extend(has_it_already(held, offer));
    Ok(refused)
}

/// Marketplace offers and Azure have lines of their own in the tables: a cloud without Azure has none to buy.
pub(super) fn refuse_by_right(desk: &Desk, offer: &Offer) -> Result<(), Failure> {
    if offer.is_marketplace() {
        desk.may(Task::ManageMarketplace)?;
    }
    if offer.is_azure() {
        rights::by_cloud(desk.cloud(), Task::CancelAzure)?;
    }
    Ok(())
}

pub(super) fn refusal(code: Code, found: &str, message: Message, remedy: Message) -> Problem {
    Problem::new(code, message).found(found).remedy(remedy)
}

/// Nothing is bought before the customer accepted the agreement, in clouds that have one (13605).
fn no_agreement(desk: &Desk, held: &Held) -> Result<Option<Problem>, Failure> {
    if matches!(
        desk.cloud().offers(Task::ConfirmAgreement),
        cloud::Offer::No(_)
    ) {
        return Ok(None);
    }
    let customer = &held.customer.key.customer;
    let agreements = desk.store().list(customer, Kind::Agreement)?;
    let agreements = agreements.iter().map(|stored| &stored.resource);
    Ok(agreement::refusal_to_buy(agreements, customer.as_str()))
}

fn not_sold(offer: &Offer) -> Option<Problem> {
    (!offer.is_available_for_purchase).then(|| {
        refusal(
            Code::Service(2091),
            &offer.id,
            say!("subs-no-longer-sold", offer = &offer.name),
            say!("subs-no-longer-sold-remedy"),
        )
    })
}

/// Education and government offers are for customers whose qualification is approved (800086).
fn not_qualified(desk: &Desk, held: &Held, offer: &Offer) -> Result<Option<Problem>, Failure> {
    let Some(needed) = &offer.qualification else {
        return Ok(None);
    };
    let customer = &held.customer.key.customer;
    let qualifications = desk.store().list(customer, Kind::Qualification)?;
    let held = qualifications.iter().map(|stored| &stored.resource);
    let has = has_approved(held, needed);
    Ok((!has).then(|| {
        refusal(
            Code::Service(800_086),
            &offer.id,
            say!("subs-not-qualified", offer = &offer.name, needed = needed),
            say!("subs-not-qualified-remedy"),
        )
    }))
}

/// One a customer, whatever state but deleted it is in (800066).
fn has_it_already(held: &Held, offer: &Offer) -> Option<Problem> {
    let one = held.all.iter().find(|stored| {
        offer.is_one_per_customer
            && is_of(stored, &offer.id)
            && Subscription(&stored.resource).state() != State::Deleted
    })?;
    Some(refusal(
        Code::Service(800_066),
        one.resource.text_or_empty("id"),
        say!("subs-has-it-already", offer = &offer.name),
        say!("subs-has-it-already-remedy"),
    ))
}

/// An active base of one of the offers that an add-on goes with.
pub(super) fn fits(stored: &Stored, add_on: &Offer) -> bool {
    let mut bases = add_on.prerequisite_offers.iter();
    Subscription(&stored.resource).state() == State::Active && bases.any(|base| is_of(stored, base))
}

fn is_of(stored: &Stored, offer: &str) -> bool {
    let its = stored.resource.text_or_empty("offerId");
    its.eq_ignore_ascii_case(offer)
}

pub(super) fn no_base(offer: &Offer) -> Problem {
    let bases: Vec<&str> = offer
        .prerequisite_offers
        .iter()
        .filter_map(|id| catalogue::offer(id))
        .map(|base| base.name.as_str())
        .collect();
    refusal(
        Code::Precondition,
        &offer.id,
        say!("subs-no-base", offer = &offer.name),
        say!("subs-no-base-remedy", bases = bases),
    )
}
