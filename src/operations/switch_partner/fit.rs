//! Which way is for what, and what keeps a single subscription from going (operations.md section 4, the table of ways and
//! the errors about items).

use crate::account::entitlement::{Bought, Entitlement};
use crate::account::problem::{Code, Message, Problem};
use crate::account::record::{CustomerId, Kind, Stored};
use crate::account::subscription::Subscription;
use crate::account::subscription::state::{Commerce, State};
use crate::account::transfer::item::Item;
use crate::account::transfer::machine::Way;
use crate::account::transfer::{LEGACY_AZURE, Transfer};
use crate::operations::manage_subscriptions::one_subscription;
use crate::operations::{Desk, Failure};
use crate::say;

use super::refusal;
use super::see::Standing;

/// A subscription, the way that is for it, and what keeps it from going.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The subscription.
    pub stored: Stored,
    /// Its way; `None` for what no way is for.
    pub way: Option<Way>,
    /// Why it can't go now.
    pub refused: Option<Problem>,
}

/// What a customer has that could go, and the transfers that are on.
pub(super) struct Held {
    pub(super) subscriptions: Vec<Stored>,
    entitlements: Vec<Stored>,
    open: Vec<Standing>,
}

/// What a text names.
pub(super) enum Named<'a> {
    Subscription(&'a Stored),
    Entitlement(&'a Stored),
    Nothing,
}

impl Desk {
    /// Every subscription of a customer with the way that is for it, for choosing.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn ways_to_transfer(&self, customer: &CustomerId) -> Result<Vec<Fit>, Failure> {
        let held = Held::read(self, customer)?;
        let fit = |stored: &Stored| {
            let way = held.way_of(stored);
            Fit {
                stored: stored.clone(),
                way,
                refused: way.and_then(|way| held.refuses(way, stored)),
            }
        };
        let bases = held.subscriptions.iter().filter(|one| !held.is_add_on(one));
        Ok(bases.map(fit).collect())
    }
}

impl Held {
    pub(super) fn read(desk: &Desk, customer: &CustomerId) -> Result<Self, Failure> {
        let mut open = desk.transfers(Some(customer))?;
        open.retain(|one| one.turn.is_some());
        Ok(Self {
            subscriptions: desk.subscriptions(customer)?,
            entitlements: desk.store().list(customer, Kind::Entitlement)?,
            open,
        })
    }

    /// What a text names: a subscription by ID or name, or a reservation or software by an ID of its order.
    pub(super) fn named(&self, text: &str) -> Result<Named<'_>, Failure> {
        match one_subscription(&self.subscriptions, text) {
            Ok(stored) => return Ok(Named::Subscription(stored)),
            Err(Failure::NotFound(..)) => {}
            Err(other) => return Err(other),
        }
        let is_meant = |stored: &&Stored| {
            let ids = ["id", "referenceOrder.id", "referenceOrder.alternateId"];
            let mut ids = ids.iter().map(|path| stored.resource.text_or_empty(path));
            ids.any(|id| id.eq_ignore_ascii_case(text.trim()))
        };
        let meant = self.entitlements.iter().find(is_meant);
        Ok(match meant {
            // The service lists what runs under an Azure plan among the entitlements.
            Some(stored) if is_azure_under_plan(stored) => Named::Subscription(stored),
            Some(stored) => Named::Entitlement(stored),
            None => Named::Nothing,
        })
    }

    /// The way that is for a subscription. What runs under an Azure plan goes with the plan's way.
    pub(super) fn way_of(&self, stored: &Stored) -> Option<Way> {
        let subscription = Subscription(&stored.resource);
        if is_legacy_azure(stored) {
            return Some(Way::Paper);
        }
        if self.is_under_plan(stored) || subscription.commerce() == Commerce::New {
            return Some(Way::Request);
        }
        (!subscription.is_azure()).then_some(Way::Legacy)
    }

    /// Why a subscription can't go a way now.
    pub(super) fn refuses(&self, way: Way, stored: &Stored) -> Option<Problem> {
        let subscription = Subscription(&stored.resource);
        let id = stored.resource.text_or_empty("id");
        let name = subscription.name();
        let no = |code, message: Message, remedy: Message| Some(refusal(code, id, message, remedy));
        if let Some(problem) = self.wrong_way(way, stored) {
            return Some(problem);
        }
        let state = subscription.state();
        if subscription.is_marketplace() {
            return no(
                Code::Service(900_146),
                say!("transfers-marketplace", name = name),
                say!("transfers-marketplace-remedy"),
            );
        }
        let is_azure = subscription.is_azure() || self.is_under_plan(stored);
        if state == State::Suspended && is_azure {
            return no(
                Code::Service(900_105),
                say!("transfers-suspended-azure", name = name),
                say!("transfers-suspended-remedy"),
            );
        }
        if state != State::Active {
            return no(
                Code::Precondition,
                say!(
                    "transfers-not-active",
                    name = name,
                    state = subscription.state_said()
                ),
                say!("transfers-not-active-remedy"),
            );
        }
        if self.is_add_on(stored) {
            let base = self
                .base_of(stored)
                .map_or("", |base| Subscription(&base.resource).name());
            return no(
                Code::Precondition,
                say!("transfers-add-on", name = name),
                say!("transfers-add-on-remedy", base = base),
            );
        }
        let other = self.part_of(&stored.key.id)?;
        let code = match way {
            Way::Request => Code::Service(900_104),
            Way::Paper | Way::Legacy => Code::Precondition,
        };
        no(
            code,
            say!(
                "transfers-in-another",
                name = name,
                id = other.stored.resource.text_or_empty("id")
            ),
            say!("transfers-in-another-remedy"),
        )
    }

    fn wrong_way(&self, way: Way, stored: &Stored) -> Option<Problem> {
        let right = self.way_of(stored);
        // A legacy Azure subscription becomes one of the Azure plan on the way.
        let becomes = way == Way::Request && right == Some(Way::Paper);
        if right == Some(way) || becomes {
            return None;
        }
        let name = Subscription(&stored.resource).name();
        let message = say!(
            "transfers-wrong-way",
            name = name,
            way = Message::new(way.words())
        );
        let remedy = match right {
            Some(right) => say!(
                "transfers-wrong-way-remedy",
                way = Message::new(right.words()),
                word = right.as_str()
            ),
            None => say!("transfers-no-way-remedy"),
        };
        let id = stored.resource.text_or_empty("id");
        Some(refusal(Code::Precondition, id, message, remedy))
    }

    /// The transfer that is on and has a subscription among its items.
    fn part_of(&self, id: &str) -> Option<&Standing> {
        let is_item = |item: Item<'_>| item.subscription().eq_ignore_ascii_case(id);
        self.open
            .iter()
            .find(|one| Transfer(&one.stored.resource).items().any(is_item))
    }

    /// The add-ons that travel with a base.
    pub(super) fn add_ons<'a>(&'a self, base: &'a Stored) -> impl Iterator<Item = &'a Stored> {
        self.subscriptions.iter().filter(|one| {
            self.is_add_on(one) && Subscription(&one.resource).is_add_on_of(&base.key.id)
        })
    }

    /// Whether it runs under an Azure plan.
    pub(super) fn is_under_plan(&self, stored: &Stored) -> bool {
        if is_azure_under_plan(stored) {
            return true;
        }
        let base = self.base_of(stored);
        base.is_some_and(|base| Subscription(&base.resource).is_azure_plan())
    }

    fn is_add_on(&self, stored: &Stored) -> bool {
        let base = self.base_of(stored);
        base.is_some_and(|base| !Subscription(&base.resource).is_azure_plan())
    }

    fn base_of(&self, stored: &Stored) -> Option<&Stored> {
        let parent = Subscription(&stored.resource)
            .parent()?
            .to_ascii_lowercase();
        self.subscriptions.iter().find(|one| one.key.id == parent)
    }

    /// The same, without the items of one transfer: for going on with it.
    pub(super) fn without(mut self, id: &str) -> Self {
        self.open.retain(|one| one.stored.key.id != id);
        self
    }
}

/// An Azure subscription that the book has as an entitlement of its plan.
fn is_azure_under_plan(stored: &Stored) -> bool {
    stored.key.kind == Kind::Entitlement
        && Entitlement(&stored.resource).bought() == Bought::AzureSubscription
}

/// The only subscriptions that the signed form is for; what the product type says wins over the form of the offer.
pub(super) fn is_legacy_azure(stored: &Stored) -> bool {
    let offer = stored.resource.text_or_empty("offerId");
    offer.eq_ignore_ascii_case(LEGACY_AZURE) && !Subscription(&stored.resource).is_azure_plan()
}

/// Reservations (900145) and software stay where they are.
pub(super) fn entitlement_stays(stored: &Stored, text: &str) -> Problem {
    match Entitlement(&stored.resource).bought() {
        Bought::Reservation | Bought::SavingsPlan => refusal(
            Code::Service(900_145),
            text,
            say!("transfers-reservation", found = text),
            say!("transfers-reservation-remedy"),
        ),
        Bought::Software | Bought::AzureSubscription | Bought::Other => refusal(
            Code::Precondition,
            text,
            say!("transfers-software", found = text),
            say!("transfers-software-remedy"),
        ),
    }
}

/// A text that names nothing the customer has (800078).
pub(super) fn nothing_named(text: &str) -> Problem {
    refusal(
        Code::Service(800_078),
        text,
        say!("transfers-unknown-subscription", found = text),
        say!("transfers-unknown-subscription-remedy"),
    )
}
