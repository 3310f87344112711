//! The support contact of a subscription: one of the partner's resellers that has a relationship with the customer; the
//! provider until another is named.

use crate::account::problem::{Code, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;
use crate::account::task::Task;
use crate::operations::manage_subscriptions::{Held, note_of_cloud};
use crate::operations::{Desk, Failure, Item, Operation, Outcome, Plan};
use crate::say;

use super::candidates::{self, Candidate};

/// Names the support contact of one subscription.
#[derive(Debug, Clone)]
pub struct SetSupportContact {
    /// Whose.
    pub customer: CustomerId,
    /// Of which subscription: ID or name.
    pub subscription: String,
    /// Who: tenant ID, MPN ID, or name.
    pub contact: String,
}

/// Whom customers of a subscription ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The subscription.
    pub subscription: Stored,
    /// The contact's tenant ID; empty when nobody said whose book it is.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The MPN ID of its location.
    pub mpn_id: String,
    /// Nobody was named: it is the provider.
    pub is_default: bool,
    /// What the book has of it, as the service writes it; made up where nobody was named.
    pub resource: Resource,
}

impl Operation for SetSupportContact {
    fn task(&self) -> Task {
        Task::SetSupportContact
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let held = Held::read(desk, &self.customer)?;
        let subscription = held.one(&self.subscription)?;
        let mut plan = held.plan("set_support_contact");
        note_of_cloud(&mut plan, desk, self.task());
        let candidates = candidates::read(desk, &held)?;
        let chosen = match self.meant(&candidates)? {
            Some(chosen) => chosen,
            None => {
                plan.blockers.push(self.not_in_the_list(&plan.subject));
                return Ok(plan);
            }
        };
        if let Some((message, remedy)) = chosen.problem(&plan.subject) {
            let problem = Problem::new(Code::Precondition, message);
            plan.blockers.push(problem.found(&chosen.id).remedy(remedy));
        }
        if plan.blockers.is_empty() {
            write(&mut plan, desk, subscription, chosen)?;
        }
        Ok(plan)
    }
}

impl SetSupportContact {
    /// The one of the candidates that is meant. A name that several have means none of them.
    fn meant<'a>(&self, candidates: &'a [Candidate]) -> Result<Option<&'a Candidate>, Failure> {
        let answers = candidates
            .iter()
            .filter(|one| one.answers_to(&self.contact));
        match answers.collect::<Vec<_>>().as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only)),
            several => {
                let told = several
                    .iter()
                    .map(|one| format!("{} ({})", one.name, one.id));
                Err(Failure::Ambiguous(self.contact.clone(), told.collect()))
            }
        }
    }

    fn not_in_the_list(&self, customer: &str) -> Problem {
        let message = say!("support-not-in-list", who = &self.contact);
        let remedy = say!("support-not-in-list-remedy", customer = customer);
        let problem = Problem::new(Code::Precondition, message);
        problem.found(&self.contact).remedy(remedy)
    }
}

fn write(
    plan: &mut Plan,
    desk: &Desk,
    subscription: &Stored,
    chosen: &Candidate,
) -> Result<(), Failure> {
    let key = key_of(subscription);
    let before = desk.store().get(&key)?;
    let is_there = match &before {
        Some(stored) => names(&stored.resource, &chosen.id),
        None => chosen.is_provider,
    };
    let mut item = Item {
        line: None,
        id: Some(subscription.resource.text_or_empty("id").to_owned()),
        outcome: Outcome::Unchanged,
        problems: Vec::new(),
    };
    if is_there {
        plan.summary.unchanged += 1;
        plan.items.push(item);
        return Ok(());
    }
    let name = Subscription(&subscription.resource).name();
    plan.steps
        .push(say!("support-step", who = &chosen.name, name = name));
    plan.consequences
        .push(say!("support-consequence", who = &chosen.name));
    let mut after = match &before {
        Some(stored) => stored.resource.clone(),
        None => blank(subscription),
    };
    after.set("supportTenantId", chosen.id.as_str());
    after.set("supportMpnId", chosen.mpn_id.as_str());
    after.set("name", chosen.name.as_str());
    match &before {
        Some(_) => plan.summary.changed += 1,
        None => plan.summary.added += 1,
    }
    item.outcome = Outcome::Changed;
    plan.items.push(item);
    plan.changes.push(Change {
        key,
        expect: before.map_or(Expect::Absent, |stored| Expect::Version(stored.version)),
        after: Some(after),
    });
    Ok(())
}

fn names(contact: &Resource, id: &str) -> bool {
    contact
        .text_or_empty("supportTenantId")
        .eq_ignore_ascii_case(id)
}

fn key_of(subscription: &Stored) -> RecordKey {
    let key = &subscription.key;
    RecordKey::new(&key.customer, Kind::SupportContact, &key.id)
}

/// A contact as the service writes it, of nobody yet: its link names the subscription.
fn blank(subscription: &Stored) -> Resource {
    let mut contact = Resource::new();
    for member in ["supportTenantId", "supportMpnId", "name"] {
        contact.set(member, "");
    }
    let id = subscription
        .resource
        .text("id")
        .unwrap_or(&subscription.key.id);
    let customer = &subscription.key.customer;
    let uri = format!("/customers/{customer}/subscriptions/{id}/supportcontact");
    contact.set("links.self.uri", uri);
    contact.set("links.self.method", "GET");
    contact.set("attributes.objectType", "SupportContact");
    contact
}

impl Desk {
    /// Whom customers ask, subscription by subscription.
    ///
    /// # Errors
    /// When the operator may not see support contacts, there is no such customer, or the book can't be read.
    pub fn support_contacts(&self, customer: &CustomerId) -> Result<Vec<Contact>, Failure> {
        self.may(Task::SetSupportContact)?;
        let held = Held::read(self, customer)?;
        let partner = self.partner()?;
        let mut contacts = Vec::with_capacity(held.all.len());
        for subscription in held.all {
            let named = self.store().get(&key_of(&subscription))?;
            let is_default = named.is_none();
            let resource = named.map_or_else(
                || {
                    let mut contact = blank(&subscription);
                    let own = |said: &Option<String>| said.clone().unwrap_or_default();
                    contact.set("supportTenantId", own(&partner.tenant_id));
                    contact.set("name", own(&partner.name));
                    contact
                },
                |stored| stored.resource,
            );
            let said = |path: &str| resource.text_or_empty(path).to_owned();
            contacts.push(Contact {
                id: said("supportTenantId"),
                name: said("name"),
                mpn_id: said("supportMpnId"),
                is_default,
                subscription,
                resource,
            });
        }
        Ok(contacts)
    }

    /// Everybody who could be named support contact for a customer, the partner itself first; those that can't be say why.
    ///
    /// # Errors
    /// As [`Desk::support_contacts`].
    pub fn support_candidates(&self, customer: &CustomerId) -> Result<Vec<Candidate>, Failure> {
        self.may(Task::SetSupportContact)?;
        candidates::read(self, &Held::read(self, customer)?)
    }
}
