//! What a line of the customer list shows and what filters ask for.

use jiff::Timestamp;
use serde_json::Value;

use crate::account::record::{CustomerId, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;

/// The relationship of a customer that was removed and stays in the book.
pub const REMOVED: &str = "none";

/// One customer, as the list knows it. Texts are as they came: sanitise before showing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Microsoft ID in lower case.
    pub id: CustomerId,
    /// The billing profile's company name, else the company profile's.
    pub name: String,
    /// The company profile's name where it is another one.
    pub company_name: Option<String>,
    /// Primary domain, whole.
    pub domain: String,
    /// The other domains.
    pub custom_domains: Vec<String>,
    /// As on the wire: `reseller`, `advisor`, `none`.
    pub relationship: String,
    /// As on the wire, the billing profile's, else the company profile's.
    pub country: String,
    /// Our tags.
    pub tags: Vec<String>,
    /// Our own name for it.
    pub alias: String,
    /// Seats of all active license-based subscriptions; `None` when it has none such.
    pub seats: Option<u64>,
    /// How many subscriptions it has, in any state.
    pub subscriptions: u64,
    /// The states its subscriptions are in, each once, sorted.
    pub states: Vec<String>,
    /// The indirect resellers that it or its subscriptions belong to, each once, sorted.
    pub resellers: Vec<String>,
    /// Our last change of it, or its import.
    pub changed: Option<Timestamp>,
}

/// What the subscriptions of a customer add up to in its row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Seats of the active license-based ones; `None` when there is none such.
    pub seats: Option<u64>,
    /// How many there are.
    pub count: u64,
    /// Their states, each once, sorted.
    pub states: Vec<String>,
    /// Their resellers, each once, sorted.
    pub resellers: Vec<String>,
}

impl Tally {
    /// Counts one subscription more.
    pub fn add(&mut self, resource: &Resource) {
        let subscription = Subscription(resource);
        self.count += 1;
        if let Some(seats) = subscription.active_seats() {
            self.seats = Some(self.seats.unwrap_or(0).saturating_add(seats));
        }
        insert_sorted(&mut self.states, subscription.status());
        insert_sorted(&mut self.resellers, resource.text_or_empty("partnerId"));
    }
}

impl Row {
    /// The row of a customer's record and of what its subscriptions add up to.
    pub fn of(customer: &Stored, tally: &Tally) -> Self {
        let resource = &customer.resource;
        let company = resource.text_or_empty("companyProfile.companyName");
        let billing = resource.text_or_empty("billingProfile.companyName");
        let name = if billing.is_empty() { company } else { billing };
        let domain = resource.text_or_empty("companyProfile.domain");
        let mut resellers = tally.resellers.clone();
        insert_sorted(
            &mut resellers,
            resource.text_or_empty("associatedPartnerId"),
        );
        Self {
            id: customer.key.customer.clone(),
            name: name.to_owned(),
            company_name: (company != name && !company.is_empty()).then(|| company.to_owned()),
            domain: domain.to_owned(),
            custom_domains: other_domains(resource, domain),
            relationship: resource.text_or_empty("relationshipToPartner").to_owned(),
            country: country_of(resource).to_owned(),
            tags: texts(resource.list("partnerdeck.tags")),
            alias: resource.text_or_empty("partnerdeck.alias").to_owned(),
            seats: tally.seats,
            subscriptions: tally.count,
            states: tally.states.clone(),
            resellers,
            changed: Some(customer.changed),
        }
    }

    /// Whether the relationship was removed: such rows show only when asked for.
    pub fn is_removed(&self) -> bool {
        self.relationship.eq_ignore_ascii_case(REMOVED)
    }
}

fn country_of(resource: &Resource) -> &str {
    let billing = resource.text_or_empty("billingProfile.defaultAddress.country");
    if billing.is_empty() {
        resource.text_or_empty("companyProfile.address.country")
    } else {
        billing
    }
}

fn other_domains(resource: &Resource, primary: &str) -> Vec<String> {
    let mut domains = texts(resource.list("customDomains"));
    domains.retain(|domain| !domain.eq_ignore_ascii_case(primary));
    domains
}

fn texts(values: &[Value]) -> Vec<String> {
    let texts = values.iter().filter_map(Value::as_str);
    texts
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect()
}

fn insert_sorted(list: &mut Vec<String>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Err(place) = list.binary_search_by(|known| known.as_str().cmp(text)) {
        list.insert(place, text.to_owned());
    }
}
