//! What a customer holds: its subscriptions together, and which of them a text means.

use crate::account::customer::CustomerView;
use crate::account::problem::Code;
use crate::account::record::{CustomerId, Kind, Stored};
use crate::account::relationship::Relationship;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::account::text::fold;
use crate::operations::{Desk, Failure, Plan};
use crate::say;

use super::blocker;

/// The service's number for a customer without a relationship.
const NO_RELATIONSHIP: u32 = 20_002;

/// A customer's subscriptions in any state.
pub(in crate::operations) struct Held {
    pub(in crate::operations) customer: Stored,
    pub(in crate::operations) all: Vec<Stored>,
}

impl Held {
    pub(in crate::operations) fn read(desk: &Desk, customer: &CustomerId) -> Result<Self, Failure> {
        Ok(Self {
            customer: desk.customer(customer)?,
            all: desk.subscriptions(customer)?,
        })
    }

    /// An empty plan about this customer; without a relationship the service answers every change with 20002.
    pub(in crate::operations) fn plan(&self, operation: &'static str) -> Plan {
        let mut plan = Plan::new(operation, CustomerView(&self.customer.resource).name());
        plan.customer = Some(self.customer.key.customer.clone());
        if self.is_removed() {
            plan.blockers.push(blocker(
                Code::Service(NO_RELATIONSHIP),
                &self.customer,
                say!("subs-no-relationship"),
                say!("subs-no-relationship-remedy"),
            ));
        }
        plan
    }

    /// Whether the relationship was removed.
    pub(in crate::operations) fn is_removed(&self) -> bool {
        let word = CustomerView(&self.customer.resource).relationship();
        Relationship::of_wire(word) == Some(Relationship::None)
    }

    /// The one that a text means: its ID in any case, else its name or its offer's, accents and case folded.
    pub(in crate::operations) fn one(&self, text: &str) -> Result<&Stored, Failure> {
        one_subscription(&self.all, text)
    }

    /// Those that several texts mean, each once, in the order they were named.
    pub(in crate::operations) fn several(&self, texts: &[String]) -> Result<Vec<&Stored>, Failure> {
        let mut found: Vec<&Stored> = Vec::new();
        for text in texts {
            let one = self.one(text)?;
            if !found.iter().any(|other| other.key == one.key) {
                found.push(one);
            }
        }
        Ok(found)
    }

    /// The add-ons of a base. What stands under an Azure plan is no add-on.
    pub(in crate::operations) fn add_ons<'a>(&'a self, base: &'a Stored) -> Vec<&'a Stored> {
        if Subscription(&base.resource).is_azure_plan() {
            return Vec::new();
        }
        self.under(base).collect()
    }

    /// The base of an add-on, when the book has it.
    pub(in crate::operations) fn base_of(&self, add_on: &Stored) -> Option<&Stored> {
        let parent = Subscription(&add_on.resource).parent()?;
        let id = parent.to_ascii_lowercase();
        self.all.iter().find(|stored| stored.key.id == id)
    }

    /// The names of what is active under an Azure plan and is not among those set aside: Azure subscriptions that the book
    /// has as subscriptions or as entitlements of the plan.
    pub(in crate::operations) fn azure_under(
        &self,
        desk: &Desk,
        plan: &Stored,
        aside: &[&Stored],
    ) -> Result<Vec<String>, Failure> {
        if !Subscription(&plan.resource).is_azure_plan() {
            return Ok(Vec::new());
        }
        let is_aside = |one: &Stored| aside.iter().any(|other| other.key.id == one.key.id);
        let children = self
            .under(plan)
            .filter(|one| is_active(one) && !is_aside(one));
        let mut names: Vec<String> = children.map(|one| super::name(one).to_owned()).collect();
        let customer = &self.customer.key.customer;
        for entitlement in desk.store().list(customer, Kind::Entitlement)? {
            let resource = &entitlement.resource;
            let of_plan = resource.text_or_empty("subscriptionId");
            let is_under = of_plan.eq_ignore_ascii_case(&plan.key.id);
            if is_under && is_active(&entitlement) && !is_aside(&entitlement) {
                names.push(resource.text_or_empty("friendlyName").to_owned());
            }
        }
        Ok(names)
    }

    fn under<'a>(&'a self, base: &'a Stored) -> impl Iterator<Item = &'a Stored> {
        self.all
            .iter()
            .filter(|stored| Subscription(&stored.resource).is_add_on_of(&base.key.id))
    }
}

fn is_active(stored: &Stored) -> bool {
    Subscription(&stored.resource).state() == State::Active
}

/// The one of several that a text means.
///
/// # Errors
/// [`Failure::NotFound`] when none answers to it, [`Failure::Ambiguous`] with names and IDs when several do.
pub(in crate::operations) fn one_subscription<'a>(
    all: &'a [Stored],
    text: &str,
) -> Result<&'a Stored, Failure> {
    let text = text.trim();
    let id = text.to_ascii_lowercase();
    if let Some(stored) = all.iter().find(|stored| stored.key.id == id) {
        return Ok(stored);
    }
    let folded = fold(text);
    let answers = |stored: &&Stored| {
        let offer = stored.resource.text_or_empty("offerName");
        !folded.is_empty() && (fold(super::name(stored)) == folded || fold(offer) == folded)
    };
    let meant: Vec<&Stored> = all.iter().filter(answers).collect();
    match meant.as_slice() {
        [] => Err(Failure::NotFound("noun-subscription", text.to_owned())),
        [only] => Ok(only),
        several => {
            let told = several
                .iter()
                .map(|one| format!("{} ({})", super::name(one), one.key.id));
            Err(Failure::Ambiguous(text.to_owned(), told.collect()))
        }
    }
}
