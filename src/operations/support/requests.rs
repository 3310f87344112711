//! Service requests of a customer: to look at, with notes of our own. New ones are opened in a portal.

use crate::account::cloud::Cloud;
use crate::account::customer::CustomerView;
use crate::account::problem::{Code, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, Stored};
use crate::account::role::Role;
use crate::account::service_request::ServiceRequest;
use crate::account::task::Task;
use crate::account::text::nfc;
use crate::operations::{Desk, Failure, Item, Operation, Outcome, Plan};
use crate::say;

/// As long as the service takes them.
const LONGEST_NOTE: usize = 4000;

/// Puts a note of ours on a service request. It stands in this book only: support does not read it.
#[derive(Debug, Clone)]
pub struct AddNote {
    /// Whose.
    pub customer: CustomerId,
    /// On which request: its ID.
    pub request: String,
    /// What it says.
    pub text: String,
}

impl Operation for AddNote {
    fn task(&self) -> Task {
        Task::SeeServiceRequests
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let customer = desk.customer(&self.customer)?;
        let stored = desk.service_request(&self.customer, &self.request)?;
        let text = checked(&self.text)?;
        let mut plan = Plan::new("add_note", CustomerView(&customer.resource).name());
        plan.customer = Some(self.customer.clone());
        let request = ServiceRequest(&stored.resource);
        plan.steps
            .push(say!("request-step-note", title = request.title()));
        plan.consequences.push(say!("request-note-is-ours"));
        let who = desk.operator().name.clone();
        plan.summary.changed = 1;
        plan.items.push(Item {
            line: None,
            id: Some(stored.key.id.clone()),
            outcome: Outcome::Changed,
            problems: Vec::new(),
        });
        plan.changes.push(Change {
            after: Some(request.with_note(&text, &who, desk.now())),
            expect: Expect::Version(stored.version),
            key: stored.key,
        });
        Ok(plan)
    }
}

/// A note as it is kept: composed, without blanks around it; line breaks stay.
fn checked(typed: &str) -> Result<String, Failure> {
    let text = nfc(typed.trim()).into_owned();
    let count = text.chars().count();
    let is_control = |letter: char| letter.is_control() && letter != '\n';
    let (code, message) = if text.is_empty() {
        (Code::Missing, say!("request-note-missing"))
    } else if count > LONGEST_NOTE {
        let message = say!("problem-too-long", count = count, limit = LONGEST_NOTE);
        (Code::TooLong, message)
    } else if text.chars().any(is_control) {
        (Code::BadCharacter, say!("request-note-control"))
    } else {
        return Ok(text);
    };
    Err(Failure::Problems(vec![
        Problem::of_field("text", code, message).found(typed),
    ]))
}

/// A place where a new request is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenAt {
    /// The ID of the place's name in the locale files.
    pub words: &'static str,
    /// Its address.
    pub address: &'static str,
    /// Whether somebody with only these roles can open one there: helpdesk agents can't open Azure requests.
    pub may: bool,
}

/// Where new requests are opened in a cloud: Azure's in its portal, the others in the admin center.
pub fn places_for_new_requests(cloud: Cloud, roles: &[Role]) -> [OpenAt; 2] {
    let facts = cloud.facts();
    let only_helps = roles.iter().all(|role| !role.opens_azure_requests());
    [
        OpenAt {
            words: "request-place-azure",
            address: facts.azure_portal,
            may: !only_helps,
        },
        OpenAt {
            words: "request-place-office",
            address: facts.office_portal,
            may: true,
        },
    ]
}

impl Desk {
    /// A customer's service requests: those that wait for the partner first, then the open ones, the newest first.
    ///
    /// # Errors
    /// When the operator may not see them, or the book can't be read.
    pub fn service_requests(&self, customer: &CustomerId) -> Result<Vec<Stored>, Failure> {
        self.may(Task::SeeServiceRequests)?;
        let mut requests = self.store().list(customer, Kind::ServiceRequest)?;
        requests.sort_by_cached_key(|stored| {
            let request = ServiceRequest(&stored.resource);
            (
                request.status().map(|status| status.urgency()),
                std::cmp::Reverse(request.created()),
            )
        });
        Ok(requests)
    }

    /// One service request, by its ID.
    ///
    /// # Errors
    /// As [`Desk::service_requests`], or when there is no such request.
    pub fn service_request(&self, customer: &CustomerId, id: &str) -> Result<Stored, Failure> {
        let wanted = id.trim().to_ascii_lowercase();
        let mut all = self.service_requests(customer)?.into_iter();
        let found = all.find(|stored| stored.key.id == wanted);
        found.ok_or_else(|| Failure::NotFound("noun-service-request", id.to_owned()))
    }
}
