//! Attest that a customer accepted the customer agreement (operations.md section 8, way 1), and see how the customer stands
//! to it. An attestation is told to the service and can't be taken back: a wrong one is followed by a right one.

use crate::account::agreement::attestation::{Attestation, newest, repeats};
use crate::account::agreement::{Agreement, Standing, Text, must_be_attested, templates};
use crate::account::billing::{COUNTRY, CULTURE};
use crate::account::cloud::Offer;
use crate::account::country::{Country, countries};
use crate::account::customer::CustomerView;
use crate::account::entry::{Summary, Undo};
use crate::account::problem::{Arg, Code, Message, Problem};
use crate::account::reading::name_by_content;
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::say;

use super::{Desk, Failure, Item, Operation, Outcome, Plan};

/// Attests that a customer accepted the agreement.
#[derive(Debug, Clone)]
pub struct ConfirmAgreement {
    /// Whose.
    pub customer: CustomerId,
    /// Who accepted, and when.
    pub attestation: Attestation,
}

impl Operation for ConfirmAgreement {
    fn task(&self) -> Task {
        Task::ConfirmAgreement
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let customer = desk.customer(&self.customer)?;
        let country = countries().find(customer.resource.text_or_empty(COUNTRY));
        let problems = self.attestation.check(country, desk.now());
        if !problems.is_empty() {
            return Err(Failure::Problems(problems));
        }
        let held = desk.agreements(&self.customer)?;
        let record = self.attestation.record(country);
        let name = CustomerView(&customer.resource).name();
        let mut plan = Plan::new("confirm_agreement", name);
        plan.customer = Some(self.customer.clone());
        plan.undo = Undo::Not("agreement-stays".to_owned());
        plan.blockers.extend(no_relationship(&customer));
        plan.blockers
            .extend(self.repeated(&record, &held.agreements));
        plan.steps.push(step(&record));
        let culture = customer.resource.text_or_empty(CULTURE);
        plan.consequences.push(text(country, culture));
        plan.consequences.push(match held.standing {
            standing if standing.allows_buying() => say!("agreement-buys-already"),
            _ => say!("agreement-allows-buying"),
        });
        if held.standing == Standing::Signed {
            let message = say!("agreement-signed-already");
            plan.warnings.push(Problem::new(Code::Notice, message));
        }
        if plan.blockers.is_empty() {
            plan.summary.added = 1;
            let (item, change) = added(&self.customer, record);
            plan.items.push(item);
            plan.changes.push(change);
        } else {
            plan.summary = Summary {
                refused: plan.blockers.len() as u64,
                ..Summary::default()
            };
        }
        Ok(plan)
    }
}

impl ConfirmAgreement {
    /// The same person in the same words as the newest one, or the very same record once more.
    fn repeated(&self, record: &Resource, held: &[Stored]) -> Option<Problem> {
        let told = held.iter().map(|one| (&one.resource, one.version));
        let same = |one: &&Stored| one.key.id == name_by_content(record);
        let before = newest(told).into_iter();
        let mut before = before.chain(held.iter().find(same).map(|one| &one.resource));
        before.find_map(|before| repeats(record, before, self.customer.as_str()))
    }
}

/// What the plan of an attestation says it does; shared with a new customer whose agreement is attested at once.
pub(super) fn step(record: &Resource) -> Message {
    let agreement = Agreement(record);
    let day = agreement.agreed();
    say!(
        "agreement-step",
        who = agreement.signer(),
        email = record.text_or_empty("primaryContact.email"),
        day = day.map_or(String::new(), |at| at.strftime("%Y-%m-%d").to_string()),
    )
}

/// Which text the customer accepted.
pub(super) fn text(country: Option<&Country>, culture: &str) -> Message {
    let text = Text::of(country, culture);
    say!(
        "agreement-text",
        country = Arg::Country(text.country),
        language = text.language,
    )
}

/// What an attestation adds to a book.
pub(super) fn added(customer: &CustomerId, record: Resource) -> (Item, Change) {
    let key = RecordKey::new(customer, Kind::Agreement, &name_by_content(&record));
    let item = Item {
        line: None,
        id: Some(key.id.clone()),
        outcome: Outcome::Added,
        problems: Vec::new(),
    };
    let change = Change {
        key,
        expect: Expect::Absent,
        after: Some(record),
    };
    (item, change)
}

/// What must be there for anything that is done for a customer: the relationship (20002).
pub(super) fn no_relationship(customer: &Stored) -> Option<Problem> {
    let relationship = customer.resource.text_or_empty("relationshipToPartner");
    relationship.eq_ignore_ascii_case("none").then(|| {
        Problem::new(Code::Service(20_002), say!("agreement-no-relationship"))
            .found(customer.key.customer.as_str())
            .remedy(say!("subs-no-relationship-remedy"))
    })
}

/// What a book has of a customer's agreement.
#[derive(Debug, Clone)]
pub struct Agreements {
    /// Attestations and the customer's own signature, the newest first.
    pub agreements: Vec<Stored>,
    /// What they come to.
    pub standing: Standing,
    /// Whether the customer's own signing fails, so that only the partner's attestation counts.
    pub must_be_attested: bool,
    /// Where it is kept instead, in a cloud that has no such agreement.
    pub instead: Option<Message>,
}

impl Agreements {
    /// Whether the customer can buy.
    pub fn allow_buying(&self) -> bool {
        self.instead.is_some() || self.standing.allows_buying()
    }

    /// What they come to, in a sentence, with what is to be done next.
    pub fn comes_to(&self) -> Message {
        match (&self.instead, self.standing) {
            (Some(instead), _) => instead.clone(),
            (None, standing) if standing.allows_buying() => say!("agreement-customer-may-buy"),
            (None, _) if self.must_be_attested => say!("agreement-must-be-attested"),
            (None, Standing::OnlyOlder) => say!(
                "agreement-only-older-yet",
                link = templates().signing_link.as_str()
            ),
            (None, _) => say!(
                "agreement-customer-may-sign",
                link = templates().signing_link.as_str()
            ),
        }
    }
}

impl Desk {
    /// A customer's agreements and what they come to.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn agreements(&self, customer: &CustomerId) -> Result<Agreements, Failure> {
        self.may(Task::SeeCustomers)?;
        let mut agreements = self.store().list(customer, Kind::Agreement)?;
        agreements.sort_by_key(|one| std::cmp::Reverse(Agreement(&one.resource).agreed()));
        let subscriptions = self.store().list(customer, Kind::Subscription)?;
        let bought = self.store().list(customer, Kind::Entitlement)?;
        let standing = Standing::of(agreements.iter().map(|one| &one.resource));
        let must_be_attested = must_be_attested(
            agreements.iter().map(|one| &one.resource),
            subscriptions.iter().map(|one| &one.resource),
            bought.iter().map(|one| &one.resource),
        );
        let instead = match self.cloud().offers(Task::ConfirmAgreement) {
            Offer::No(elsewhere) => Some(elsewhere.message()),
            Offer::Yes | Offer::Noted(_) => None,
        };
        Ok(Agreements {
            instead,
            agreements,
            standing,
            must_be_attested,
        })
    }
}
