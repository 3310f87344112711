//! Who can be named support contact: the provider itself, which is the default, and those of its resellers that have a
//! relationship with the customer.

use std::ops::ControlFlow;

use crate::account::partner::Partner;
use crate::account::problem::Message;
use crate::account::record::Kind;
use crate::account::reseller::{Gathered, Reseller};
use crate::account::text::fold;
use crate::operations::manage_subscriptions::Held;
use crate::operations::{Desk, Failure};
use crate::say;

/// Somebody who could be named, and what stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its tenant ID.
    pub id: String,
    /// Its name; its ID where the book has no other.
    pub name: String,
    /// The MPN ID of its location; empty when nobody said.
    pub mpn_id: String,
    /// It is the partner itself.
    pub is_provider: bool,
    /// Why it can't be named.
    pub refused: Option<Why>,
}

/// Why somebody can't be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has no relationship with the customer.
    NoRelationship,
    /// The partnership with it does not hold.
    NoPartnership,
}

impl Candidate {
    /// Why it can't be named, in a sentence, and what to do first.
    pub fn problem(&self, customer: &str) -> Option<(Message, Message)> {
        Some(match self.refused? {
            Why::NoRelationship => (
                say!(
                    "support-no-relationship",
                    name = &self.name,
                    customer = customer
                ),
                say!("support-no-relationship-remedy", name = &self.name),
            ),
            Why::NoPartnership => (
                say!("support-no-partnership", name = &self.name),
                say!("support-no-partnership-remedy"),
            ),
        })
    }

    /// Whether a text means it: its tenant ID, its MPN ID, or its name.
    pub(super) fn answers_to(&self, text: &str) -> bool {
        let text = text.trim();
        let is_mpn = !self.mpn_id.is_empty() && self.mpn_id == text;
        is_mpn || self.id.eq_ignore_ascii_case(text) || fold(&self.name) == fold(text)
    }
}

/// Everybody who could be named for a customer: the partner itself first, then those that can be, then the others.
pub(super) fn read(desk: &Desk, held: &Held) -> Result<Vec<Candidate>, Failure> {
    let partner = desk.partner()?;
    let works_for = working_for(desk, held)?;
    let own = partner.tenant_id.as_deref().unwrap_or_default().to_owned();
    let mut all: Vec<Candidate> = provider(&partner).into_iter().collect();
    let others = known(desk, held)?.into_iter();
    let others = others.filter(|reseller| !reseller.id.eq_ignore_ascii_case(&own));
    all.extend(others.map(|reseller| candidate(reseller, &works_for, held)));
    all.sort_by_key(|one| (!one.is_provider, one.refused.is_some()));
    Ok(all)
}

fn provider(partner: &Partner) -> Option<Candidate> {
    let id = partner.tenant_id.clone()?;
    Some(Candidate {
        name: partner.name.clone().unwrap_or_else(|| id.clone()),
        id: id.to_ascii_lowercase(),
        mpn_id: String::new(),
        is_provider: true,
        refused: None,
    })
}

fn candidate(reseller: Reseller, works_for: &[Reseller], held: &Held) -> Candidate {
    let is_related = works_for.iter().any(|one| one.id == reseller.id)
        || words(held).any(|word| reseller.answers_to(word));
    let refused = match (reseller.takes_customers(), is_related) {
        (false, _) => Some(Why::NoPartnership),
        (true, false) => Some(Why::NoRelationship),
        (true, true) => None,
    };
    Candidate {
        name: if reseller.name.is_empty() {
            reseller.id.clone()
        } else {
            reseller.name
        },
        id: reseller.id,
        mpn_id: reseller.mpn_id,
        is_provider: false,
        refused,
    }
}

/// All resellers that the book names, and those that only this customer names. The index is not asked: it would be built
/// for this alone.
fn known(desk: &Desk, held: &Held) -> Result<Vec<Reseller>, Failure> {
    let mut gathered = Gathered::default();
    desk.store().scan(Kind::Reseller, &mut |stored| {
        gathered.partnership(&stored.resource);
        ControlFlow::Continue(())
    })?;
    desk.store().scan(Kind::SupportContact, &mut |stored| {
        gathered.support_contact(&stored.resource);
        ControlFlow::Continue(())
    })?;
    for word in words(held) {
        gathered.of_customer(word);
    }
    Ok(gathered.finish())
}

/// Those that the service lists for this customer, and those that it took as support contacts before.
fn working_for(desk: &Desk, held: &Held) -> Result<Vec<Reseller>, Failure> {
    let customer = &held.customer.key.customer;
    let mut gathered = Gathered::default();
    for stored in desk.store().list(customer, Kind::Reseller)? {
        gathered.partnership(&stored.resource);
    }
    for stored in desk.store().list(customer, Kind::SupportContact)? {
        gathered.support_contact(&stored.resource);
    }
    Ok(gathered.finish())
}

/// How customer and subscriptions name the resellers they belong to: by tenant or by MPN ID.
fn words(held: &Held) -> impl Iterator<Item = &str> {
    let of_customer = held.customer.resource.text("associatedPartnerId");
    let subscriptions = held
        .all
        .iter()
        .filter_map(|stored| stored.resource.text("partnerId"));
    of_customer
        .into_iter()
        .chain(subscriptions)
        .filter(|word| !word.is_empty())
}
