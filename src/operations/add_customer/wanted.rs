//! What a request for a new customer asks for besides the account: for whom it is added, what is bought, that the agreement
//! was accepted, a special qualification. These members are ours; they are taken out of the request before the customer's
//! record is made of it.

use serde_json::{Map, Value};

use crate::account::agreement::attestation::Attestation;
use crate::account::catalogue::{self, Offer};
use crate::account::problem::{Code, Place, Problem};
use crate::account::qualification::{Asked, QUALIFICATION};
use crate::account::resource::Resource;
use crate::say;

/// The tenant ID of the reseller for whom a provider adds the customer.
pub const RESELLER: &str = "associatedPartnerId";
/// What is bought: a list of `{offerId, quantity, friendlyName}`.
pub const SUBSCRIPTIONS: &str = "subscriptions";
/// Who accepted the agreement, and when: `{primaryContact, dateAgreed}`.
pub const AGREEMENT: &str = "agreement";

/// What is asked for besides the account.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub(super) lines: Vec<Line>,
    pub(super) attestation: Option<Attestation>,
    pub(super) asked: Option<Asked>,
    /// What can't be understood of it.
    pub(super) problems: Vec<Problem>,
}

/// One subscription that is bought.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) offer: &'static Offer,
    pub(super) quantity: u64,
    /// Empty for the offer's own name.
    pub(super) name: String,
}

impl Wanted {
    /// Reads a request.
    pub(super) fn of(request: &Resource) -> Self {
        let mut wanted = Self {
            asked: Asked::in_request(request),
            ..Self::default()
        };
        wanted.agreement(request);
        wanted.subscriptions(request);
        wanted.qualification(request);
        wanted
    }

    /// Takes what was read out of the request.
    pub(super) fn take_out(request: &mut Resource) {
        for member in [SUBSCRIPTIONS, AGREEMENT, QUALIFICATION] {
            request.remove(member);
        }
    }

    fn agreement(&mut self, request: &Resource) {
        match request.get(AGREEMENT) {
            None | Some(Value::Null) => {}
            Some(Value::Object(members)) if members.is_empty() => {}
            Some(Value::Object(members)) => {
                let agreement = Resource::from(members.clone());
                self.attestation = Some(Attestation::of(&agreement));
            }
            Some(other) => self.no_object(AGREEMENT, other),
        }
    }

    fn subscriptions(&mut self, request: &Resource) {
        match request.get(SUBSCRIPTIONS) {
            None | Some(Value::Null) => {}
            Some(Value::Array(lines)) => {
                for (place, line) in lines.iter().enumerate() {
                    let path = format!("{SUBSCRIPTIONS}[{place}]");
                    match line {
                        Value::Object(members) => self.line(&path, members),
                        other => self.no_object(&path, other),
                    }
                }
            }
            Some(other) => {
                let message = say!("add-no-list");
                let problem = Problem::of_field(SUBSCRIPTIONS, Code::BadFormat, message);
                self.problems.push(problem.found(other.to_string()));
            }
        }
    }

    fn line(&mut self, path: &str, members: &Map<String, Value>) {
        let line = Resource::from(members.clone());
        let id = line.text_or_empty("offerId").trim();
        let offer = catalogue::offer(id);
        let at = |member: &str| format!("{path}.{member}");
        if id.is_empty() {
            let message = say!("problem-missing");
            self.problems
                .push(Problem::of_field(&at("offerId"), Code::Missing, message));
        } else if offer.is_none() {
            let message = say!("add-unknown-offer");
            let problem = Problem::of_field(&at("offerId"), Code::NotInList, message);
            self.problems.push(problem.found(id));
        }
        let quantity = match line.get("quantity") {
            None | Some(Value::Null) => Some(1),
            Some(said) => said.as_u64(),
        };
        if quantity.is_none() {
            let found = line.get("quantity").map_or(String::new(), Value::to_string);
            let message = say!("add-no-quantity");
            let problem = Problem::of_field(&at("quantity"), Code::BadFormat, message);
            self.problems.push(problem.found(found));
        }
        if let (Some(offer), Some(quantity)) = (offer, quantity) {
            let name = line.text_or_empty("friendlyName").trim().to_owned();
            self.lines.push(Line {
                offer,
                quantity,
                name,
            });
        }
    }

    fn qualification(&mut self, request: &Resource) {
        if let Some(other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_))) =
            request.get(QUALIFICATION)
        {
            self.no_object(QUALIFICATION, &other.clone());
        }
    }

    fn no_object(&mut self, path: &str, found: &Value) {
        let message = say!("add-no-object");
        let problem = Problem::of_field(path, Code::BadFormat, message);
        self.problems.push(problem.found(found.to_string()));
    }
}

/// The problems of a part of the request, with the part's name before their fields.
pub(super) fn within(part: &str, problems: Vec<Problem>) -> impl Iterator<Item = Problem> {
    problems.into_iter().map(move |problem| {
        let field = problem.field().map(|field| format!("{part}.{field}"));
        match field {
            Some(field) => problem.at(Place::Field(field)),
            None => problem,
        }
    })
}
