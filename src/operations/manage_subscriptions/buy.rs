//! Buy a subscription from the catalogue: every condition is told at once. A purchase is an order to the service, so it is
//! cancelled, not undone.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::json;

use crate::account::agreement;
use crate::account::catalogue::{self, Offer};
use crate::account::cloud;
use crate::account::entry::Undo;
use crate::account::problem::{Code, Message, Problem};
use crate::account::qualification::has_approved;
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::{Commerce, State};
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Item, Operation, Outcome, Plan, rights};
use crate::say;

use super::held::Held;
use super::quantity::bounds;
use super::{day, ended, note_of_cloud, rename};

/// The end of what goes on without one, as the service writes it.
const NO_END: &str = "9999-12-31T00:00:00Z";

/// Buys one subscription.
#[derive(Debug, Clone)]
pub struct BuySubscription {
    /// For whom.
    pub customer: CustomerId,
    /// The offer's ID, in any case.
    pub offer: String,
    /// Seats; 1 for what is sold by use.
    pub quantity: u64,
    /// Its name; without one the offer's.
    pub name: Option<String>,
    /// The active base of an add-on, by ID or name; needed only when several would do.
    pub base: Option<String>,
}

impl Operation for BuySubscription {
    fn task(&self) -> Task {
        Task::BuySubscriptions
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let offer = self.offer()?;
        refuse_by_right(desk, offer)?;
        let name = match &self.name {
            Some(name) => rename::checked(name)?,
            None => offer.name.clone(),
        };
        let held = Held::read(desk, &self.customer)?;
        let mut plan = held.plan("add_subscription");
        plan.undo = Undo::Not("subs-purchase-stays".to_owned());
        note_of_cloud(&mut plan, desk, self.task());
        plan.blockers.extend(no_agreement(desk, &held)?);
        plan.blockers.extend(not_sold(offer));
        plan.blockers.extend(not_qualified(desk, &held, offer)?);
        plan.blockers.extend(has_it_already(&held, offer));
        plan.blockers.extend(
            bounds(
                Commerce::of_offer(&offer.id, offer.product_type.as_deref().unwrap_or_default()),
                (offer.minimum_quantity, offer.maximum_quantity),
                self.quantity,
            )
            .map(|problem| problem.found(offer.id.as_str())),
        );
        let base = match self.base_for(&held, offer)? {
            Ok(base) => base,
            Err(problem) => {
                plan.blockers.push(problem);
                None
            }
        };
        self.buy(&mut plan, desk, (offer, name, base));
        Ok(ended(plan))
    }
}

impl BuySubscription {
    fn offer(&self) -> Result<&'static Offer, Failure> {
        catalogue::offer(&self.offer)
            .ok_or_else(|| Failure::NotFound("noun-offer", self.offer.trim().to_owned()))
    }

    /// The active base that an add-on goes with; `None` for what is none.
    fn base_for<'a>(
        &self,
        held: &'a Held,
        offer: &Offer,
    ) -> Result<Result<Option<&'a Stored>, Problem>, Failure> {
        if !offer.is_add_on {
            return Ok(match &self.base {
                Some(base) => Err(refusal(
                    Code::Precondition,
                    base,
                    say!("subs-no-add-on", offer = &offer.name),
                    say!("subs-no-add-on-remedy"),
                )),
                None => Ok(None),
            });
        }
        let bases: Vec<&Stored> = held.all.iter().filter(|one| fits(one, offer)).collect();
        if let Some(named) = &self.base {
            let base = held.one(named)?;
            return Ok(match bases.iter().any(|one| one.key == base.key) {
                true => Ok(Some(base)),
                false => Err(no_base(offer)),
            });
        }
        match bases.as_slice() {
            [] => Ok(Err(no_base(offer))),
            [only] => Ok(Ok(Some(only))),
            several => {
                let told = several
                    .iter()
                    .map(|one| format!("{} ({})", super::name(one), one.key.id));
                Err(Failure::Ambiguous("--base".to_owned(), told.collect()))
            }
        }
    }

    fn buy(&self, plan: &mut Plan, desk: &Desk, what: (&Offer, String, Option<&Stored>)) {
        let (offer, name, base) = what;
        let now = desk.now();
        let id = desk.new_id();
        let end = end_of_term(offer, now);
        plan.steps.push(say!(
            "subs-step-buy",
            n = self.quantity,
            offer = &offer.name,
            name = &name,
        ));
        plan.steps
            .extend(base.map(|base| say!("subs-step-buy-with", base = super::name(base))));
        plan.consequences
            .extend(end.map(|end| say!("subs-bought-until", day = day(end))));
        let mut resource = self.record(offer, (&id, &name), (now, end));
        resource.set("orderId", desk.new_id());
        if let Some(base) = base {
            let parent = base.resource.text_or_empty("id");
            resource.set("parentSubscriptionId", parent);
        }
        resource.set("attributes", json!({"objectType": "Subscription"}));
        plan.summary.added = 1;
        plan.items.push(Item {
            line: None,
            id: Some(id.clone()),
            outcome: Outcome::Added,
            problems: Vec::new(),
        });
        plan.changes.push(Change {
            key: RecordKey::new(&self.customer, Kind::Subscription, &id),
            expect: Expect::Absent,
            after: Some(resource),
        });
    }

    /// As the service answers an order, without links and etag.
    fn record(
        &self,
        offer: &Offer,
        (id, name): (&str, &str),
        (now, end): (Timestamp, Option<Timestamp>),
    ) -> Resource {
        let mut resource = Resource::new();
        let began = now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let ends = end.map_or(NO_END.to_owned(), |end| {
            end.strftime("%Y-%m-%dT00:00:00Z").to_string()
        });
        resource.set("id", id);
        resource.set("offerId", offer.id.as_str());
        resource.set("offerName", offer.name.as_str());
        resource.set("friendlyName", name);
        resource.set("quantity", self.quantity);
        resource.set("unitType", offer.unit_type.as_str());
        resource.set("creationDate", began.as_str());
        resource.set("effectiveStartDate", began);
        resource.set("commitmentEndDate", ends);
        resource.set("status", State::Active.as_str());
        resource.set("autoRenewEnabled", end.is_some() && !offer.is_trial);
        resource.set("billingType", offer.billing.as_str());
        resource.set("billingCycle", offer.billing_cycles.first().cloned());
        if let Some(product) = &offer.product_type {
            resource.set("isTrial", offer.is_trial);
            resource.set("termDuration", offer.term_duration.clone());
            resource.set("isMicrosoftProduct", !offer.is_marketplace());
            resource.set(
                "productType",
                json!({"id": product, "displayName": product}),
            );
        }
        if let Some(publisher) = &offer.publisher_name {
            resource.set("publisherName", publisher.as_str());
        }
        resource.set("contractType", "subscription");
        resource
    }
}

fn end_of_term(offer: &Offer, now: Timestamp) -> Option<Timestamp> {
    let term: Span = offer.term_duration.as_ref()?.parse().ok()?;
    let end = now.to_zoned(TimeZone::UTC).checked_add(term).ok()?;
    Some(end.timestamp())
}

/// Marketplace offers and Azure have lines of their own in the tables: a cloud without Azure has none to buy.
fn refuse_by_right(desk: &Desk, offer: &Offer) -> Result<(), Failure> {
    if offer.is_marketplace() {
        desk.may(Task::ManageMarketplace)?;
    }
    if offer.is_azure() {
        rights::by_cloud(desk.cloud(), Task::CancelAzure)?;
    }
    Ok(())
}

fn refusal(code: Code, found: &str, message: Message, remedy: Message) -> Problem {
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
fn fits(stored: &Stored, add_on: &Offer) -> bool {
    let mut bases = add_on.prerequisite_offers.iter();
    Subscription(&stored.resource).state() == State::Active && bases.any(|base| is_of(stored, base))
}

fn is_of(stored: &Stored, offer: &str) -> bool {
    let its = stored.resource.text_or_empty("offerId");
    its.eq_ignore_ascii_case(offer)
}

fn no_base(offer: &Offer) -> Problem {
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
