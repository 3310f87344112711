//! Remove a reseller relationship: what stands in the way, in the order of the documents and with the step that clears each;
//! what follows, with dates; and the removal itself, which only a new invitation takes back (operations.md section 3).
//!
//! The removal and the suspension that `suspend_active` asks for are one entry of the history, and one that can't be taken
//! back: without the relationship nothing could be reactivated, so a suspension that is undone alone would be a lie.

mod blockers;
mod clearing;
mod consequences;

use crate::account::customer::CustomerView;
use crate::account::entry::Undo;
use crate::account::problem::{Code, Message, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, Stored};
use crate::account::relationship::Relationship;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::account::task::Task;
use crate::account::text::nfc;
use crate::say;

use super::manage_subscriptions::{Held, SuspendSubscriptions, note_of_cloud};
use super::{Desk, Failure, Item, Operation, Outcome, Plan};

pub use blockers::{Blocker, Sort};
pub use clearing::{Clearing, Named};

/// The service's number for a relationship that is not there any more.
const NO_RELATIONSHIP: u32 = 3000;

/// Removes the relationship with one customer.
#[derive(Debug, Clone)]
pub struct RemoveRelationship {
    /// Whose.
    pub customer: CustomerId,
    /// Suspends all active legacy subscriptions in the same step; else they stand in the way.
    pub suspend_active: bool,
    /// Orders of reservations, savings plans and software that the operator says were cancelled where that is done: the book
    /// does not hear of it, since no import takes away what a customer bought.
    pub cancelled: Vec<String>,
    /// The customer's name as the operator typed it. Without it nothing is changed: the plan is there to be looked at.
    pub typed: Option<String>,
}

/// What a removal would meet and do.
#[derive(Clone)]
pub struct Preflight {
    /// The name that must be typed: the one that the list shows, else the domain, else the Microsoft ID.
    pub name: String,
    /// Whether there is nothing left to remove.
    pub is_removed: bool,
    /// What stands in the way, in the order in which it must be cleared.
    pub blockers: Vec<Blocker>,
    /// What would be done, and what follows; its blockers are those above.
    pub plan: Plan,
}

impl Preflight {
    /// Whether a typed name is this customer's: letter for letter, after NFC and without blanks around it.
    pub fn is_named(&self, typed: &str) -> bool {
        nfc(typed.trim()) == nfc(self.name.trim())
    }
}

impl Operation for RemoveRelationship {
    fn task(&self) -> Task {
        Task::RemoveRelationship
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let preflight = self.look(desk)?;
        let is_free = preflight.plan.blockers.is_empty() && !preflight.is_removed;
        match &self.typed {
            Some(typed) if is_free && !preflight.is_named(typed) => {
                Err(Failure::NeedsConfirmation(say!(
                    "removal-other-name",
                    typed = typed,
                    name = &preflight.name,
                )))
            }
            Some(_) => Ok(preflight.plan),
            None => Ok(Plan {
                changes: Vec::new(),
                ..preflight.plan
            }),
        }
    }
}

impl RemoveRelationship {
    /// Looks at all that stands in the way and all that follows; changes nothing. The typed name plays no part in it.
    ///
    /// # Errors
    /// When the operator may not remove a relationship, there is no such customer, or the book can't be read.
    pub fn look(&self, desk: &Desk) -> Result<Preflight, Failure> {
        desk.may(self.task())?;
        let held = Held::read(desk, &self.customer)?;
        let mut plan = held.plan("remove_relationship");
        plan.undo = Undo::Not("removal-stays".to_owned());
        note_of_cloud(&mut plan, desk, self.task());
        let name = name_of(&held.customer);
        if held.is_removed() {
            return Ok(gone(plan, name, &held.customer));
        }
        let suspending = self.suspending(desk, &held)?;
        let mut blockers: Vec<Blocker> = blockers::of_relationship(&held.customer)
            .into_iter()
            .collect();
        blockers.extend(blockers::all(desk, &held, &suspending, &self.cancelled)?);
        plan.blockers = blockers.iter().map(|one| one.problem.clone()).collect();
        plan.clearings = blockers.iter().map(|one| one.clearing.clone()).collect();
        plan.passed.extend(passed(&blockers));
        if plan.blockers.is_empty() {
            if !suspending.is_empty() {
                self.suspend(desk, suspending, &mut plan)?;
            }
            remove(desk, &held.customer, &mut plan)?;
        } else {
            plan.summary.refused = plan.blockers.len() as u64;
        }
        consequences::tell(desk, &held, &mut plan)?;
        for order in &self.cancelled {
            let said = Problem::new(Code::Notice, say!("removal-said-cancelled", order = order));
            plan.warnings.push(said.found(order));
        }
        if self.suspend_active {
            plan.consequences.push(say!("removal-one-step"));
        }
        Ok(Preflight {
            name,
            is_removed: false,
            blockers,
            plan,
        })
    }

    /// The legacy subscriptions that would be suspended along.
    fn suspending(&self, desk: &Desk, held: &Held) -> Result<Vec<String>, Failure> {
        if !self.suspend_active {
            return Ok(Vec::new());
        }
        desk.may(Task::ManageSubscriptions)?;
        let active = blockers::active_legacy(held);
        Ok(active
            .map(|stored| stored.resource.text_or_empty("id").to_owned())
            .collect())
    }

    fn suspend(
        &self,
        desk: &Desk,
        subscriptions: Vec<String>,
        plan: &mut Plan,
    ) -> Result<(), Failure> {
        let suspension = SuspendSubscriptions {
            customer: self.customer.clone(),
            subscriptions,
        }
        .plan(desk)?;
        plan.steps.extend(suspension.steps);
        plan.blockers.extend(suspension.blockers);
        plan.changes.extend(suspension.changes);
        plan.items.extend(suspension.items);
        plan.summary.changed += suspension.summary.changed;
        Ok(())
    }
}

fn name_of(customer: &Stored) -> String {
    let view = CustomerView(&customer.resource);
    name_to_type(view.name(), view.domain(), &customer.key.customer)
}

/// What an operator types to say that he means this customer: the name that the list shows, else the domain, else the
/// Microsoft ID.
pub fn name_to_type(name: &str, domain: &str, id: &CustomerId) -> String {
    let known = [name, domain, id.as_str()];
    let mut known = known.into_iter().map(str::trim);
    known
        .find(|name| !name.is_empty())
        .unwrap_or_default()
        .to_owned()
}

/// The sorts of which nothing stands in the way, in one sentence.
fn passed(blockers: &[Blocker]) -> Option<Message> {
    let is_free = |sort: &Sort| !blockers.iter().any(|one| one.sort == *sort);
    let free = Sort::LOOKED_AT.into_iter().filter(is_free);
    let words: Vec<Message> = free.map(|sort| Message::new(sort.words())).collect();
    (!words.is_empty()).then(|| say!("removal-passed", sorts = words))
}

/// A relationship that is gone already: the row is out of the list, nothing is left to do.
fn gone(mut plan: Plan, name: String, customer: &Stored) -> Preflight {
    let told = Problem::new(
        Code::Service(NO_RELATIONSHIP),
        say!("removal-is-removed", name = &name),
    );
    plan.warnings.push(
        told.found(customer.key.customer.as_str())
            .remedy(say!("removal-is-removed-remedy")),
    );
    plan.consequences.clear();
    plan.blockers.clear();
    plan.summary.unchanged = 1;
    Preflight {
        name,
        is_removed: true,
        blockers: Vec::new(),
        plan,
    }
}

/// The customer stays in the book, without relationship and admin rights; that we are the support contact of its
/// subscriptions is not true any more, and that record goes.
fn remove(desk: &Desk, customer: &Stored, plan: &mut Plan) -> Result<(), Failure> {
    let mut after = customer.resource.clone();
    after.set("relationshipToPartner", Relationship::None.wire());
    if after.flag("allowDelegatedAccess").is_some() {
        after.set("allowDelegatedAccess", false);
    }
    plan.steps.push(say!(
        "removal-step",
        name = CustomerView(&customer.resource).name()
    ));
    plan.summary.changed += 1;
    plan.items.push(Item {
        line: None,
        id: Some(customer.resource.text_or_empty("id").to_owned()),
        outcome: Outcome::Changed,
        problems: Vec::new(),
    });
    plan.changes.push(Change {
        key: customer.key.clone(),
        expect: Expect::Version(customer.version),
        after: Some(after),
    });
    for contact in own_contacts(desk, &customer.key.customer)? {
        plan.summary.removed += 1;
        plan.changes.push(Change {
            key: contact.key,
            expect: Expect::Version(contact.version),
            after: None,
        });
    }
    Ok(())
}

/// The support contacts of a customer that name ourselves.
fn own_contacts(desk: &Desk, customer: &CustomerId) -> Result<Vec<Stored>, Failure> {
    let Some(own) = desk.partner()?.tenant_id else {
        return Ok(Vec::new());
    };
    let mut contacts = desk.store().list(customer, Kind::SupportContact)?;
    contacts.retain(|contact| {
        let named = contact.resource.text_or_empty("supportTenantId");
        named.eq_ignore_ascii_case(&own)
    });
    Ok(contacts)
}

/// Whether a legacy subscription is in the state named.
fn is_legacy_in(stored: &Stored, state: State) -> bool {
    let subscription = Subscription(&stored.resource);
    !subscription.is_new_commerce()
        && !subscription.is_marketplace()
        && subscription.state() == state
}
