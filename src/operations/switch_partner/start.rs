//! Start a transfer: everything that is against it is told at once. What comes to be is a draft of our own; nothing was
//! asked or sent yet.

use serde_json::{Value, json};

use crate::account::customer::CustomerView;
use crate::account::partner::Partner;
use crate::account::problem::{Code, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;
use crate::account::task::Task;
use crate::account::text::nfc;
use crate::account::transfer::MOST_ITEMS;
use crate::account::transfer::machine::{Party, State, Way};
use crate::operations::{Desk, Failure, Item, Operation, Outcome, Plan};
use crate::say;

use super::fit::{Held, Named, entitlement_stays, nothing_named};
use super::partners::{
    check_country, check_future, check_other, check_relationship, check_reseller,
};
use super::{Deed, ended, means, note_of_cloud, refusal, second};

/// Starts a transfer with another partner. We are the side that starts: the current partner of a signed form and of a
/// legacy transfer, the future partner of a transfer request.
#[derive(Debug, Clone)]
pub struct StartTransfer {
    /// Whose subscriptions.
    pub customer: CustomerId,
    /// Which way.
    pub way: Way,
    /// The other partner: its Microsoft ID; for a request its domain too.
    pub partner: String,
    /// Its company name.
    pub partner_name: Option<String>,
    /// What is to go, by ID or name; needed for paper and legacy, for a request the current partner chooses.
    pub subscriptions: Vec<String>,
    /// What the form, the e-mails and the tracker need besides.
    pub details: Details,
}

/// What the form, the e-mails and the tracker need besides; nothing of it is needed to start.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// Our own contact: name, e-mail, phone.
    pub contact: Option<String>,
    /// The other partner's.
    pub partner_contact: Option<String>,
    /// The other partner's country; customer and new partner must share it on paper.
    pub partner_country: Option<String>,
    /// Where the customer gets its e-mail about a request; without one the address of the account.
    pub customer_email: Option<String>,
    /// The MPN ID of the indirect reseller: a provider must name it.
    pub mpn_id: Option<String>,
}

impl Operation for StartTransfer {
    fn task(&self) -> Task {
        self.way.task()
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let customer = desk.customer(&self.customer)?;
        let us = desk.partner()?;
        let held = Held::read(desk, &self.customer)?;
        let mut plan = Plan::new(
            Deed::Start.word(self.way),
            CustomerView(&customer.resource).name(),
        );
        plan.customer = Some(customer.key.customer.clone());
        plan.undo = Deed::Start.undo(self.way);
        note_of_cloud(&mut plan, desk, self.way);
        check_other(&mut plan, self, &us);
        check_relationship(&mut plan, &customer);
        let chosen = self.chosen(&mut plan, &held)?;
        match self.way {
            Way::Paper => check_country(
                &mut plan,
                &customer,
                self.details.partner_country.as_deref(),
            ),
            Way::Request => {
                let what = asked_for(&chosen, &held);
                check_future(&mut plan, desk, (&customer, &held.subscriptions), what)?;
            }
            Way::Legacy => {}
        }
        if self.way != Way::Paper {
            check_reseller(&mut plan, desk, self.details.mpn_id.as_deref())?;
        }
        self.warn_of_what_is_missing(&mut plan, &us);
        self.say_what_happens(&mut plan, &chosen);
        self.write(&mut plan, desk, (&customer, &us), (&chosen, &held));
        Ok(ended(plan))
    }
}

impl StartTransfer {
    /// What is to go, each once; everything that keeps a part of it from going stands in the plan.
    fn chosen<'a>(&self, plan: &mut Plan, held: &'a Held) -> Result<Vec<&'a Stored>, Failure> {
        let mut chosen: Vec<&Stored> = Vec::new();
        for text in &self.subscriptions {
            match held.named(text)? {
                Named::Nothing => plan.blockers.push(nothing_named(text)),
                Named::Entitlement(stored) => plan.blockers.push(entitlement_stays(stored, text)),
                Named::Subscription(stored) if chosen.iter().any(|one| one.key == stored.key) => {}
                Named::Subscription(stored) => {
                    plan.blockers.extend(held.refuses(self.way, stored));
                    chosen.push(stored);
                }
            }
        }
        if self.subscriptions.is_empty() && self.way != Way::Request {
            let missing = say!("transfers-nothing-chosen");
            plan.blockers.push(
                Problem::of_field("lineItems", Code::Missing, missing)
                    .remedy(say!("transfers-nothing-chosen-remedy")),
            );
        }
        plan.blockers.extend(too_many(self.way, chosen.len()));
        Ok(chosen)
    }

    fn warn_of_what_is_missing(&self, plan: &mut Plan, us: &Partner) {
        if us.tenant_id.is_none() {
            plan.warnings.push(
                Problem::new(Code::Notice, say!("transfers-us-unknown"))
                    .remedy(say!("transfers-us-unknown-remedy")),
            );
        }
        if self.way == Way::Request && given(self.partner_name.as_ref()).is_none() {
            plan.warnings.push(
                Problem::new(Code::Notice, say!("transfers-name-missing"))
                    .remedy(say!("transfers-name-missing-remedy")),
            );
        }
        if self.way == Way::Paper {
            plan.warnings.push(
                Problem::new(Code::Notice, say!("transfers-contract-unchecked"))
                    .remedy(say!("transfers-contract-unchecked-remedy")),
            );
        }
    }

    fn say_what_happens(&self, plan: &mut Plan, chosen: &[&Stored]) {
        let partner = given(self.partner_name.as_ref());
        let partner = partner.unwrap_or_else(|| self.partner.trim().to_owned());
        plan.steps.push(match self.way {
            Way::Paper => say!("transfers-step-paper", partner = partner),
            Way::Request => say!("transfers-step-request", partner = partner),
            Way::Legacy => say!("transfers-step-legacy", partner = partner),
        });
        for one in chosen {
            let name = Subscription(&one.resource).name();
            let id = one.resource.text_or_empty("id");
            plan.steps
                .push(say!("transfers-step-item", name = name, id = id));
        }
        plan.steps.push(match self.way {
            Way::Paper => say!("transfers-next-asked"),
            Way::Request => say!("transfers-next-sent"),
            Way::Legacy => say!("transfers-next-eligible"),
        });
        plan.consequences.extend(means::of_way(self.way));
    }

    fn write(
        &self,
        plan: &mut Plan,
        desk: &Desk,
        (customer, us): (&Stored, &Partner),
        (chosen, held): (&[&Stored], &Held),
    ) {
        let id = desk.new_id();
        let mut record = Resource::new();
        let now = second(desk.now());
        record.set("id", id.as_str());
        record.set("status", self.way.status(State::Draft));
        record.set("createdTime", now.as_str());
        record.set("lastModifiedTime", now);
        record.set("customerTenantId", customer.resource.text_or_empty("id"));
        self.write_partners(&mut record, us);
        if self.way == Way::Request {
            self.write_request(&mut record, customer, asked_for(chosen, held));
        }
        let items = chosen.iter().enumerate();
        let items = items.map(|(place, one)| line_item(place, one, held, self.mpn_id()));
        record.set("lineItems", items.collect::<Vec<Value>>());
        record.set("attributes", json!({"objectType": "TransferEntity"}));
        self.write_ours(&mut record);
        plan.summary.added = 1;
        plan.items.push(Item {
            line: None,
            id: Some(id.clone()),
            outcome: Outcome::Added,
            problems: Vec::new(),
        });
        plan.changes.push(Change {
            key: RecordKey::new(&self.customer, Kind::Transfer, &id),
            expect: Expect::Absent,
            after: Some(record),
        });
    }

    fn write_partners(&self, record: &mut Resource, us: &Partner) {
        let ours = (us.name.clone(), us.tenant_id.clone());
        let theirs = (
            given(self.partner_name.as_ref()),
            Some(self.partner.trim().to_owned()),
        );
        let (source, target) = match self.way.starter() {
            Party::Future => (theirs, ours),
            _ => (ours, theirs),
        };
        for (side, (name, id)) in [("source", source), ("target", target)] {
            for (member, value) in [("Name", name), ("TenantId", id)] {
                if let Some(value) = value {
                    record.set(&format!("{side}Partner{member}"), value);
                }
            }
        }
    }

    /// What only a request has, as the service's create call takes it.
    fn write_request(&self, record: &mut Resource, customer: &Stored, what: (bool, bool)) {
        let given = given(self.details.customer_email.as_ref());
        let email = given.unwrap_or_else(|| {
            let paths = ["billingProfile.email", "companyProfile.email"];
            let mut known = paths
                .iter()
                .map(|path| customer.resource.text_or_empty(path));
            known
                .find(|email| !email.is_empty())
                .unwrap_or("")
                .to_owned()
        });
        if !email.is_empty() {
            record.set("customerEmailId", email);
        }
        record.set("transferType", 3);
        if what.0 {
            record.set("targetProductTypes", json!(["AzureSubscription"]));
        }
        if let Some(mpn_id) = self.mpn_id() {
            record.set("partnerOnRecord", mpn_id);
        }
    }

    fn write_ours(&self, record: &mut Resource) {
        record.set("partnerdeck.way", self.way.as_str());
        record.set("partnerdeck.events", json!([]));
        let (ours, theirs) = match self.way.starter() {
            Party::Future => ("futureContact", "currentContact"),
            _ => ("currentContact", "futureContact"),
        };
        let details = &self.details;
        for (member, value) in [
            (ours, &details.contact),
            (theirs, &details.partner_contact),
            ("partnerCountry", &details.partner_country),
        ] {
            if let Some(value) = given(value.as_ref()) {
                record.set(&format!("partnerdeck.{member}"), value);
            }
        }
    }

    fn mpn_id(&self) -> Option<String> {
        given(self.details.mpn_id.as_ref())
    }
}

/// More than the service takes in one request.
pub(super) fn too_many(way: Way, count: usize) -> Option<Problem> {
    (way == Way::Request && count > MOST_ITEMS).then(|| {
        refusal(
            Code::Precondition,
            &count.to_string(),
            say!("transfers-too-many", n = count, most = MOST_ITEMS),
            say!("transfers-too-many-remedy", most = MOST_ITEMS),
        )
    })
}

/// Whether Azure is among what is asked for, and whether nothing else is. A request that names nothing asks for Azure.
fn asked_for(chosen: &[&Stored], held: &Held) -> (bool, bool) {
    let is_azure = |one: &&&Stored| {
        let subscription = Subscription(&one.resource);
        subscription.is_azure() || held.is_under_plan(one)
    };
    let azure = chosen.iter().filter(is_azure).count();
    (chosen.is_empty() || azure > 0, azure == chosen.len())
}

/// An item as the service writes it; what travels with a base stands inside of it.
pub(super) fn line_item(
    place: usize,
    stored: &Stored,
    held: &Held,
    mpn_id: Option<String>,
) -> Value {
    let mut item = item_of(place, stored, mpn_id.as_deref());
    let add_ons = held.add_ons(stored).enumerate();
    let add_ons = add_ons.map(|(place, one)| item_of(place, one, None).into_value());
    item.set("addonItems", add_ons.collect::<Vec<Value>>());
    item.into_value()
}

fn item_of(place: usize, stored: &Stored, mpn_id: Option<&str>) -> Resource {
    let resource = &stored.resource;
    let mut item = Resource::new();
    item.set("id", place);
    item.set("subscriptionId", resource.text_or_empty("id"));
    for member in ["offerId", "billingCycle"] {
        if let Some(value) = resource.text(member) {
            item.set(member, value);
        }
    }
    item.set("friendlyName", Subscription(resource).name());
    item.set("quantity", resource.number("quantity").unwrap_or(1));
    if let Some(mpn_id) = mpn_id.or(resource.text("partnerId")) {
        item.set("partnerIdOnRecord", mpn_id);
    }
    item
}

/// What was typed, composed and without blanks around it; nothing when nothing is left.
fn given(text: Option<&String>) -> Option<String> {
    let text = nfc(text?.trim()).into_owned();
    (!text.is_empty()).then_some(text)
}
