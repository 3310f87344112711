//! Buy a subscription from the catalogue: every condition is told at once. A purchase is an order to the service, so it is
//! cancelled, not undone.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::json;

use crate::account::catalogue::{self, Offer};
use crate::account::entry::Undo;
use crate::account::problem::{Code, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::state::{Commerce, State};
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Item, Operation, Outcome, Plan};
use crate::say;

use super::held::Held;
use super::offers::{fits, no_base, refusal, refusals, refuse_by_right};
use super::quantity::bounds;
use super::seats::{self, Seats};
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
        plan.blockers.extend(refusals(desk, &held, offer)?);
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
        self.buy(&mut plan, desk, (offer, name, base))?;
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

    fn buy(
        &self,
        plan: &mut Plan,
        desk: &Desk,
        what: (&Offer, String, Option<&Stored>),
    ) -> Result<(), Failure> {
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
        let about = (&self.customer, &resource);
        seats::follow(plan, desk, about, Seats::Bought(self.quantity))?;
        plan.changes.push(Change {
            key: RecordKey::new(&self.customer, Kind::Subscription, &id),
            expect: Expect::Absent,
            after: Some(resource),
        });
        Ok(())
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
