//! Which offers of the catalogue a customer may buy, and why not the others: the conditions of a purchase, each told with
//! what clears it.

use crate::account::billing::COUNTRY;
use crate::account::catalogue::{self, Offer};
use crate::account::cloud::{self, Cloud};
use crate::account::problem::{Code, Message, Problem};
use crate::account::purchase::{self, Buyer, held_offers, no_base};
use crate::account::record::{CustomerId, Kind, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::account::task::Task;
use crate::operations::{Desk, Failure, rights};

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
    let customer = &held.customer.key.customer;
    let agreements = desk.store().list(customer, Kind::Agreement)?;
    let qualifications = desk.store().list(customer, Kind::Qualification)?;
    let buyer = Buyer {
        found: customer.as_str(),
        country: held.customer.resource.text_or_empty(COUNTRY),
        agreements: has_agreement(desk.cloud()).then(|| resources(&agreements)),
        qualifications: resources(&qualifications),
        offers: held_offers(held.all.iter().map(|one| &one.resource)),
    };
    Ok(purchase::refusals(offer, &buyer))
}

fn resources(stored: &[Stored]) -> Vec<&Resource> {
    stored.iter().map(|one| &one.resource).collect()
}

/// Whether a cloud has the customer agreement, without which nothing is bought.
pub(in crate::operations) fn has_agreement(cloud: Cloud) -> bool {
    !matches!(cloud.offers(Task::ConfirmAgreement), cloud::Offer::No(_))
}

/// Marketplace offers and Azure have lines of their own in the tables: a cloud without Azure has none to buy.
pub(in crate::operations) fn refuse_by_right(desk: &Desk, offer: &Offer) -> Result<(), Failure> {
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

/// An active base of one of the offers that an add-on goes with.
pub(super) fn fits(stored: &Stored, add_on: &Offer) -> bool {
    let mut bases = add_on.prerequisite_offers.iter();
    Subscription(&stored.resource).state() == State::Active && bases.any(|base| is_of(stored, base))
}

fn is_of(stored: &Stored, offer: &str) -> bool {
    let its = stored.resource.text_or_empty("offerId");
    its.eq_ignore_ascii_case(offer)
}
