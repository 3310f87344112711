//! Assigns and revokes licenses of one or many users (operations.md section 10): a box of three states for each product.
//! All is refused before anything changes, seats are counted in `seats`. Products of several license groups go in one
//! change here; the service takes a request for each.

mod seats;

use crate::account::license::{Held, SkuView};
use crate::account::problem::{Code, Problem};
use crate::account::record::{CustomerId, Stored};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::user::UserView;
use crate::say;

use super::manage_users::People;
use super::{Desk, Failure, Item, Operation, Outcome, Plan};

pub(super) use seats::Seats;

/// The service's number for «out of licenses».
const OUT_OF_LICENSES: Code = Code::Service(60012);

/// What becomes of a product's box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Left as it is: nothing changes, a partial box included.
    Untouched,
    /// Checked: assigned to those who lack it.
    Assign,
    /// Cleared: revoked from those who have it.
    Revoke,
}

/// The wish about the licenses of some users.
#[derive(Debug, Clone)]
pub struct AssignLicenses {
    /// Whose users.
    pub customer: CustomerId,
    /// Sign-in names or IDs, in any case.
    pub users: Vec<String>,
    /// Products by ID, part number or name, and what becomes of them.
    pub products: Vec<(String, Choice)>,
}

/// The box of one product for some users.
#[derive(Debug, Clone)]
pub struct ProductBox {
    /// The subscribed SKU.
    pub product: Resource,
    /// How many of them have it.
    pub held: Held,
    /// The sign-in names of those who do.
    pub assigned: Vec<String>,
}

impl Operation for AssignLicenses {
    fn task(&self) -> Task {
        Task::AssignLicenses
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let people = People::look(desk, &self.customer)?;
        let users = people.all_active(&self.users)?;
        let mut seats = Seats::look(desk, &self.customer)?;
        let mut plan = people.plan("assign_licenses");
        let mut touched = vec![false; users.len()];
        for (named, choice) in &self.products {
            let product = seats.product(named)?.clone();
            match choice {
                Choice::Untouched => {}
                Choice::Assign => assign(&product, &users, &mut seats, &mut plan, &mut touched),
                Choice::Revoke => revoke(&product, &users, &mut seats, &mut plan, &mut touched),
            }
        }
        plan.consequences = vec![say!("licenses-consequence-roles")];
        plan.items = items(&users, &touched);
        plan.summary.changed = touched.iter().filter(|touched| **touched).count() as u64;
        plan.summary.unchanged = users.len() as u64 - plan.summary.changed;
        plan.changes = seats.into_changes();
        Ok(plan)
    }
}

fn assign(
    product: &Resource,
    users: &[&Stored],
    seats: &mut Seats,
    plan: &mut Plan,
    touched: &mut [bool],
) {
    let view = SkuView(product);
    let lacks = |place: &usize| seats.held(users[*place], view.id()).is_none();
    let lacking: Vec<usize> = (0..users.len()).filter(lacks).collect();
    if lacking.is_empty() {
        return;
    }
    let needed = lacking.len() as u64;
    let unplaced = lacking.iter().filter(|place| {
        let user = UserView(&users[**place].resource);
        user.location().is_empty()
    });
    plan.blockers
        .extend(unplaced.map(|place| no_location(users[*place])));
    if needed > view.available() {
        plan.blockers.push(out_of_licenses(view, needed));
        return;
    }
    plan.steps.push(say!(
        "licenses-step-assign",
        product = view.name(),
        n = needed
    ));
    for place in lacking {
        seats.assign(users[place], view.license());
        touched[place] = true;
    }
}

fn revoke(
    product: &Resource,
    users: &[&Stored],
    seats: &mut Seats,
    plan: &mut Plan,
    touched: &mut [bool],
) {
    let view = SkuView(product);
    let mut count = 0_u64;
    for (user, touched) in users.iter().zip(touched) {
        let Some(license) = seats.held(user, view.id()).cloned() else {
            continue;
        };
        seats.revoke(&license);
        *touched = true;
        count += 1;
    }
    if count > 0 {
        plan.steps.push(say!(
            "licenses-step-revoke",
            product = view.name(),
            n = count
        ));
    }
}

fn no_location(user: &Stored) -> Problem {
    let name = UserView(&user.resource).sign_in_name();
    let message = say!("licenses-no-location", user = name);
    Problem::of_field("usageLocation", Code::NoLocation, message)
        .found(user.key.id.as_str())
        .remedy(say!("licenses-no-location-remedy"))
}

fn out_of_licenses(product: SkuView<'_>, needed: u64) -> Problem {
    let missing = needed - product.available();
    let message = say!(
        "licenses-out",
        product = product.name(),
        missing = missing,
        needed = needed,
        available = product.available()
    );
    Problem::new(OUT_OF_LICENSES, message)
        .found(product.id())
        .remedy(say!("licenses-out-remedy"))
}

fn items(users: &[&Stored], touched: &[bool]) -> Vec<Item> {
    let outcome = |touched: &bool| match touched {
        true => Outcome::Changed,
        false => Outcome::Unchanged,
    };
    let item = |(user, touched): (&&Stored, &bool)| Item {
        line: None,
        id: Some(user.key.id.clone()),
        outcome: outcome(touched),
        problems: Vec::new(),
    };
    users.iter().zip(touched).map(item).collect()
}

impl Desk {
    /// A box for each product of a customer: whether all, some or none of these users have it, and who.
    ///
    /// # Errors
    /// When the operator may not see users, somebody is not there, or the book can't be read.
    pub fn license_boxes(
        &self,
        customer: &CustomerId,
        users: &[String],
    ) -> Result<Vec<ProductBox>, Failure> {
        self.may(Task::SeeUsers)?;
        let people = People::look(self, customer)?;
        let users = people.all_active(users)?;
        let seats = Seats::look(self, customer)?;
        let of = |product: &Resource| {
            let has = |user: &&&Stored| seats.held(user, SkuView(product).id()).is_some();
            let name = |user: &&Stored| UserView(&user.resource).sign_in_name().to_owned();
            let assigned: Vec<String> = users.iter().filter(has).map(name).collect();
            ProductBox {
                product: product.clone(),
                held: Held::by(assigned.len(), users.len()),
                assigned,
            }
        };
        Ok(seats.products().map(of).collect())
    }

    /// The products of a customer with their seats, as the service's subscribed SKUs.
    ///
    /// # Errors
    /// When the operator may not see users, there is no such customer, or the book can't be read.
    pub fn products(&self, customer: &CustomerId) -> Result<Vec<Resource>, Failure> {
        self.may(Task::SeeUsers)?;
        Ok(Seats::look(self, customer)?.products().cloned().collect())
    }

    /// The licenses of one user.
    ///
    /// # Errors
    /// As [`Desk::products`], or when there is no such user.
    pub fn licenses(&self, customer: &CustomerId, user: &str) -> Result<Vec<Resource>, Failure> {
        self.may(Task::SeeUsers)?;
        let people = People::look(self, customer)?;
        let seats = Seats::look(self, customer)?;
        let own = seats.of_user(people.active(user)?).into_iter();
        Ok(own.map(|license| license.resource.clone()).collect())
    }
}
