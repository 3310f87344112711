//! Buy a subscription from the catalogue: every condition is told at once. A purchase is an order to the service, so it is
//! cancelled, not undone.

use crate::account::catalogue::{self, Offer};
use crate::account::entry::Undo;
use crate::account::problem::{Code, Problem};
use crate::account::purchase::{Order, no_base, out_of_bounds};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Item, Operation, Outcome, Plan};
use crate::say;

use super::held::Held;
use super::offers::{fits, refusal, refusals, refuse_by_right};
use super::seats::{self, Seats};
use super::{day, ended, note_of_cloud, rename};

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
        plan.blockers.extend(out_of_bounds(offer, self.quantity));
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
        let id = desk.new_id();
        let order = Order {
            offer,
            quantity: self.quantity,
            name: &name,
            now: desk.now(),
        };
        say_what_is_bought(plan, &order);
        let end = order.end();
        plan.consequences
            .extend(end.map(|end| say!("subs-bought-until", day = day(end))));
        plan.steps
            .extend(base.map(|base| say!("subs-step-buy-with", base = super::name(base))));
        let base = base.map(|base| base.resource.text_or_empty("id"));
        let resource = order.subscription(&id, &desk.new_id(), base);
        plan.summary.added = 1;
        let about = (&self.customer, &resource);
        seats::follow(plan, desk, about, Seats::Bought(self.quantity))?;
        let (item, change) = added(&self.customer, &id, resource);
        plan.items.push(item);
        plan.changes.push(change);
        Ok(())
    }
}

/// The step of a purchase.
pub(in crate::operations) fn say_what_is_bought(plan: &mut Plan, order: &Order<'_>) {
    plan.steps.push(say!(
        "subs-step-buy",
        n = order.quantity,
        offer = &order.offer.name,
        name = order.name,
    ));
}

/// What a purchase adds to a book.
pub(in crate::operations) fn added(
    customer: &CustomerId,
    id: &str,
    resource: Resource,
) -> (Item, Change) {
    let item = Item {
        line: None,
        id: Some(id.to_owned()),
        outcome: Outcome::Added,
        problems: Vec::new(),
    };
    let change = Change {
        key: RecordKey::new(customer, Kind::Subscription, id),
        expect: Expect::Absent,
        after: Some(resource),
    };
    (item, change)
}
