//! What stands in the way of a removal, in the order of the documents, each with the step that clears it.

use jiff::Timestamp;

use crate::account::customer::CustomerView;
use crate::account::entitlement::{Bought, Entitlement, SOFTWARE_DAYS};
use crate::account::problem::{Code, Message, Problem};
use crate::account::record::{Kind, Stored};
use crate::account::relationship::Relationship;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::{Commerce, State};
use crate::account::subscription::time::Cancelling;
use crate::operations::manage_subscriptions::{Held, azure_first, day, moment, name};
use crate::operations::{Desk, Failure};
use crate::say;

use super::{Clearing, Named, is_legacy_in};

/// What sort of thing stands in the way; in this order it is cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// The relationship is of another sort, and not ours to remove.
    Relationship,
    /// Azure reservations and savings plans.
    Reservation,
    /// Software that was bought.
    Software,
    /// Active legacy subscriptions.
    Legacy,
    /// New-commerce subscriptions that are not cancelled.
    NewCommerce,
    /// An Azure plan, and what runs under it.
    AzurePlan,
    /// Marketplace subscriptions.
    Marketplace,
}

impl Sort {
    /// What is looked at for every reseller relationship, in order.
    pub const LOOKED_AT: [Sort; 6] = [
        Sort::Reservation,
        Sort::Software,
        Sort::Legacy,
        Sort::NewCommerce,
        Sort::AzurePlan,
        Sort::Marketplace,
    ];

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Sort::Relationship => "removal-sort-relationship",
            Sort::Reservation => "removal-sort-reservation",
            Sort::Software => "removal-sort-software",
            Sort::Legacy => "removal-sort-legacy",
            Sort::NewCommerce => "removal-sort-new-commerce",
            Sort::AzurePlan => "removal-sort-azure-plan",
            Sort::Marketplace => "removal-sort-marketplace",
        }
    }
}

/// One thing that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// What sort of thing.
    pub sort: Sort,
    /// What is wrong and what to do; `found` is the ID of the subscription or the order.
    pub problem: Problem,
    /// The step that clears it.
    pub clearing: Clearing,
}

/// A relationship of another sort is none that a reseller removes.
pub(super) fn of_relationship(customer: &Stored) -> Option<Blocker> {
    let word = CustomerView(&customer.resource).relationship();
    let is_ours = word.is_empty() || Relationship::of_wire(word) == Some(Relationship::Reseller);
    (!is_ours).then(|| Blocker {
        sort: Sort::Relationship,
        problem: Problem::new(
            Code::Precondition,
            say!("removal-other-relationship", relationship = word),
        )
        .found(customer.key.customer.as_str())
        .remedy(say!("removal-other-relationship-remedy")),
        clearing: Clearing::Wait,
    })
}

/// The active legacy subscriptions; what runs under an Azure plan ends with that.
pub(super) fn active_legacy(held: &Held) -> impl Iterator<Item = &Stored> {
    held.all
        .iter()
        .filter(|stored| is_legacy_in(stored, State::Active) && !is_under_plan(held, stored))
}

/// Everything that stands in the way; what is suspended along does not.
pub(super) fn all(
    desk: &Desk,
    held: &Held,
    suspending: &[String],
    cancelled: &[String],
) -> Result<Vec<Blocker>, Failure> {
    let mut blockers = bought_once(desk, held, cancelled)?;
    if suspending.is_empty() {
        // One step suspends them all: a base and its add-ons in turn would be asked about twice.
        let all = Clearing::Suspend(active_legacy(held).map(Named::of).collect());
        blockers.extend(active_legacy(held).map(|stored| legacy(stored, &all)));
    }
    for stored in &held.all {
        let subscription = Subscription(&stored.resource);
        if subscription.is_marketplace() {
            blockers.extend(marketplace(stored, desk.now()));
        } else if subscription.is_azure_plan() {
            blockers.extend(azure_plan(desk, held, stored)?);
        } else if subscription.is_new_commerce() && !is_under_plan(held, stored) {
            blockers.extend(new_commerce(held, stored, desk.now()));
        }
    }
    // Within a sort they stand as the book has them.
    blockers.sort_by_key(|one| one.sort);
    Ok(blockers)
}

fn blocker(sort: Sort, stored: &Stored, said: (Message, Message), clearing: Clearing) -> Blocker {
    let problem = Problem::new(Code::Precondition, said.0).remedy(said.1);
    Blocker {
        sort,
        problem: problem.found(id(stored)),
        clearing,
    }
}

fn id(stored: &Stored) -> &str {
    stored.resource.text_or_empty("id")
}

fn is_under_plan(held: &Held, stored: &Stored) -> bool {
    let base = held.base_of(stored);
    base.is_some_and(|base| Subscription(&base.resource).is_azure_plan())
}

fn bought_once(desk: &Desk, held: &Held, cancelled: &[String]) -> Result<Vec<Blocker>, Failure> {
    let mut blockers = Vec::new();
    let customer = &held.customer.key.customer;
    for stored in desk.store().list(customer, Kind::Entitlement)? {
        let entitlement = Entitlement(&stored.resource);
        let is_said_cancelled = cancelled.iter().any(|order| order == entitlement.name());
        if is_said_cancelled || !entitlement.holds(desk.now()) {
            continue;
        }
        let facts = desk.cloud().facts();
        let portal = facts.azure_portal;
        let orders = facts.partner_portal.unwrap_or(portal);
        let what = say!(
            "removal-bought",
            n = entitlement.quantity(),
            product = entitlement.product(),
            order = entitlement.name(),
        );
        let (sort, message, remedy, place) = match entitlement.bought() {
            Bought::Reservation => (
                Sort::Reservation,
                say!("removal-reservation", what = what),
                say!("removal-reservation-remedy", portal = portal),
                portal,
            ),
            Bought::SavingsPlan => (
                Sort::Reservation,
                say!("removal-savings-plan", what = what),
                say!("removal-reservation-remedy", portal = portal),
                portal,
            ),
            Bought::Software => (
                Sort::Software,
                say!("removal-software", what = what),
                say!(
                    "removal-software-remedy",
                    days = SOFTWARE_DAYS,
                    portal = orders
                ),
                orders,
            ),
            Bought::AzureSubscription | Bought::Other => continue,
        };
        blockers.push(Blocker {
            sort,
            problem: Problem::new(Code::Precondition, message)
                .found(entitlement.name())
                .remedy(remedy),
            clearing: Clearing::Elsewhere(place),
        });
    }
    Ok(blockers)
}

/// What the service writes for a term without an end lies behind this day.
const NEVER: Timestamp = Timestamp::constant(250_000_000_000, 0);

fn legacy(stored: &Stored, all: &Clearing) -> Blocker {
    let said = (
        say!("removal-legacy-active", name = name(stored)),
        say!("removal-legacy-active-remedy"),
    );
    blocker(Sort::Legacy, stored, said, all.clone())
}

/// States in which nothing is left to cancel.
fn is_over(state: State) -> bool {
    matches!(
        state,
        State::Deleted | State::Expired | State::Disabled | State::None
    )
}

fn new_commerce(held: &Held, stored: &Stored, now: Timestamp) -> Option<Blocker> {
    let subscription = Subscription(&stored.resource);
    let state = subscription.state();
    if is_over(state) {
        return None;
    }
    let own = |said, clearing| Some(blocker(Sort::NewCommerce, stored, said, clearing));
    let (message, cancelling) = (
        say!(
            "removal-new-commerce",
            name = name(stored),
            state = subscription.state_said()
        ),
        subscription.cancelling(now),
    );
    if let Cancelling::TooLate(_) = cancelling {
        let (said, clearing) = until_term_end(stored, now);
        return own(said, clearing);
    }
    let until = match cancelling {
        Cancelling::AtOnce {
            refunded_until: Some(until),
        } => say!("removal-cancel-until", until = moment(until)),
        _ => say!("removal-cancel-now"),
    };
    match state {
        State::Active => {
            let base = held.base_of(stored).filter(|base| is_cancelled_first(base));
            let (remedy, which) = match base {
                Some(base) => (say!("removal-cancel-base", base = name(base)), base),
                None => (until, stored),
            };
            own((message, remedy), Clearing::Cancel(Named::of(which)))
        }
        State::Suspended => own(
            (message, say!("removal-reactivate-first", until = until)),
            Clearing::Reactivate(Named::of(stored)),
        ),
        _ => own((message, say!("removal-not-ready")), Clearing::Wait),
    }
}

/// Whether a base is there to be cancelled, which takes its add-ons along.
fn is_cancelled_first(base: &Stored) -> bool {
    let subscription = Subscription(&base.resource);
    subscription.commerce() == Commerce::New && subscription.state() == State::Active
}

/// Older than its days: it stays until its term ends, and does no harm when it does not renew.
fn until_term_end(stored: &Stored, now: Timestamp) -> ((Message, Message), Clearing) {
    let subscription = Subscription(&stored.resource);
    let message = match subscription.present_term_end(now) {
        Some(end) if end < NEVER => say!(
            "removal-until-term-end",
            name = name(stored),
            day = day(end)
        ),
        _ => say!("removal-until-term-end-open", name = name(stored)),
    };
    match subscription.0.flag("autoRenewEnabled") {
        Some(true) => (
            (message, say!("removal-stop-renewal")),
            Clearing::StopRenewal(Named::of(stored)),
        ),
        _ => ((message, say!("removal-leave-it")), Clearing::Wait),
    }
}

/// A plan is suspended, and that only after the Azure subscriptions under it are inactive.
fn azure_plan(desk: &Desk, held: &Held, stored: &Stored) -> Result<Option<Blocker>, Failure> {
    if Subscription(&stored.resource).state() != State::Active {
        return Ok(None);
    }
    let listed: Vec<&Stored> = held
        .all
        .iter()
        .filter(|one| {
            let one = Subscription(&one.resource);
            one.is_add_on_of(&stored.key.id) && one.state() == State::Active
        })
        .collect();
    let elsewhere = held.azure_under(desk, stored, &listed)?;
    let under = held.azure_under(desk, stored, &[])?;
    // What is listed here is suspended together with the plan; the rest has another place.
    let clearing = match elsewhere.is_empty() {
        true => {
            let all = listed.into_iter().chain([stored]);
            Clearing::Suspend(all.map(Named::of).collect())
        }
        false => Clearing::Elsewhere(desk.cloud().facts().azure_portal),
    };
    if let Some(problem) = azure_first(stored, under) {
        return Ok(Some(Blocker {
            sort: Sort::AzurePlan,
            problem,
            clearing,
        }));
    }
    let said = (
        say!("removal-azure-plan", name = name(stored)),
        say!("removal-azure-plan-remedy"),
    );
    Ok(Some(blocker(Sort::AzurePlan, stored, said, clearing)))
}

fn marketplace(stored: &Stored, now: Timestamp) -> Option<Blocker> {
    let subscription = Subscription(&stored.resource);
    let state = subscription.state();
    if is_over(state) {
        return None;
    }
    let own = |said, clearing| Some(blocker(Sort::Marketplace, stored, said, clearing));
    let message = say!(
        "removal-marketplace",
        name = name(stored),
        state = subscription.state_said()
    );
    match (state, subscription.cancelling(now)) {
        (State::Active, Cancelling::AtRenewal(end)) => {
            let end = end.map_or_else(
                || say!("removal-its-renewal"),
                |end| say!("removal-on-day", day = day(end)),
            );
            match subscription.0.flag("autoRenewEnabled") {
                Some(false) => own(
                    (message, say!("removal-marketplace-ends", end = end)),
                    Clearing::Wait,
                ),
                _ => own(
                    (message, say!("removal-marketplace-renews", end = end)),
                    Clearing::Cancel(Named::of(stored)),
                ),
            }
        }
        (State::Active, Cancelling::AtOnce { refunded_until }) => {
            let remedy = refunded_until.map_or_else(
                || say!("removal-cancel-now"),
                |until| say!("removal-marketplace-credited", until = moment(until)),
            );
            own((message, remedy), Clearing::Cancel(Named::of(stored)))
        }
        (State::Suspended, _) => own(
            (
                message,
                say!(
                    "removal-reactivate-first",
                    until = say!("removal-cancel-now")
                ),
            ),
            Clearing::Reactivate(Named::of(stored)),
        ),
        _ => own((message, say!("removal-not-ready")), Clearing::Wait),
    }
}
