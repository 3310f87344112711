//! Adds one user (operations.md section 10). The rules of names are those of a users file; the first password goes under
//! seal. In the history it is the addition of many, of which there is one.

use crate::account::cloud::Offer;
use crate::account::problem::{Arg, Message, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::text::nfc;
use crate::operations::add_users::check::location;
use crate::operations::add_users::{Column, Fault, Tenant};
use crate::operations::passwords::generate;
use crate::operations::{Desk, Failure, Operation, Outcome, Plan};
use crate::say;
use crate::store::{Guard, Secret};

use super::people::item;

/// The wish to add one user.
#[derive(Debug, Clone, Default)]
pub struct AddUser {
    /// Whose user.
    pub customer: CustomerId,
    /// The name shown in the service.
    pub display_name: String,
    /// The name to sign in with, on a domain of the customer.
    pub email: String,
    /// The country where the user works with the service, ISO 3166 alpha-2.
    pub location: Option<String>,
    /// First name; may be empty.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
}

impl Operation for AddUser {
    fn task(&self) -> Task {
        Task::AddUsers
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let tenant = Tenant::for_one(desk, &self.customer)?;
        let wish = self.typed();
        let location = wish.checked(&tenant)?;
        let key = RecordKey::new(&self.customer, Kind::User, &desk.new_id());
        let mut plan = Plan::new("add_users", tenant.name.clone());
        plan.customer = Some(self.customer.clone());
        plan.blockers = tenant.blockers.clone();
        plan.steps = vec![say!(
            "user-step-add",
            name = &wish.display_name,
            email = &wish.email,
            country = Arg::Country(location)
        )];
        plan.consequences = consequences(desk);
        plan.summary.added = 1;
        plan.items = vec![item(&key, Outcome::Added)];
        plan.guards = vec![Guard::SignInNameFree {
            customer: self.customer.clone(),
            name: wish.email.clone(),
            except: tenant.purged(&wish.email),
        }];
        plan.secrets = vec![Secret {
            key: key.clone(),
            display_name: wish.display_name.clone(),
            password: generate(desk, &wish.email),
            sign_in_name: wish.email.clone(),
            since: desk.now(),
        }];
        plan.changes = vec![Change {
            after: Some(wish.resource(&key.id, location)),
            key,
            expect: Expect::Absent,
        }];
        Ok(plan)
    }
}

impl AddUser {
    fn typed(&self) -> Self {
        let typed = |text: &str| nfc(text.trim()).into_owned();
        Self {
            display_name: typed(&self.display_name),
            email: typed(&self.email),
            first_name: typed(&self.first_name),
            last_name: typed(&self.last_name),
            ..self.clone()
        }
    }

    /// The code of the location, or everything that is wrong.
    fn checked(&self, tenant: &Tenant) -> Result<&'static str, Failure> {
        let mut problems: Vec<Problem> = [
            ("firstName", &self.first_name, Column::FirstName),
            ("lastName", &self.last_name, Column::LastName),
            ("displayName", &self.display_name, Column::DisplayName),
        ]
        .into_iter()
        .filter_map(|(path, name, column)| name_problem(path, name, column))
        .collect();
        let of_email = Fault::of_letters(&self.email).or_else(|| tenant.sign_in_fault(&self.email));
        let path = "userPrincipalName";
        problems.extend(of_email.map(|fault| fault.problem_of_field(path, &self.email)));
        match location(self.location.as_deref()) {
            Ok(code) if problems.is_empty() => return Ok(code),
            Ok(_) => {}
            Err(problem) => problems.push(*problem),
        }
        Err(Failure::Problems(problems))
    }

    /// The user as the service's answer to a creation would be, without the password.
    fn resource(&self, id: &str, location: &str) -> Resource {
        let mut user = Resource::new();
        user.set("usageLocation", location);
        user.set("id", id);
        user.set("userPrincipalName", self.email.as_str());
        for (member, name) in [
            ("firstName", &self.first_name),
            ("lastName", &self.last_name),
        ] {
            if !name.is_empty() {
                user.set(member, name.as_str());
            }
        }
        user.set("displayName", self.display_name.as_str());
        user.set("userDomainType", "none");
        user.set("state", "active");
        user.set("attributes.objectType", "CustomerUser");
        user
    }
}

/// What is wrong with a name of a person: its letters or its length.
pub(super) fn name_problem(path: &str, name: &str, column: Column) -> Option<Problem> {
    let fault = Fault::of_letters(name).or_else(|| Fault::of_name(name, column))?;
    Some(fault.problem_of_field(path, name))
}

fn consequences(desk: &Desk) -> Vec<Message> {
    let mut consequences = vec![
        say!("users-consequence-passwords"),
        say!("users-consequence-roles"),
    ];
    consequences.extend(cloud_note(desk, Task::AddUsers));
    consequences
}

/// What the cloud says of a task that it has only in part.
pub(super) fn cloud_note(desk: &Desk, task: Task) -> Option<Message> {
    match desk.cloud().offers(task) {
        Offer::Noted(note) => Some(Message::new(note)),
        Offer::Yes | Offer::No(_) => None,
    }
}
