//! What is read of products, licenses and their boxes.

use std::collections::HashMap;

use crate::account::license::{Held, SkuView};
use crate::account::license_box::{Choice, PlanBox, ProductBox, ProductWish};
use crate::account::record::{CustomerId, Kind, Stored};
use crate::account::resource::Resource;
use crate::account::service_plan::{PlanView, has_plan, plans_of};
use crate::account::task::Task;
use crate::account::user::UserView;
use crate::operations::manage_users::People;
use crate::operations::{Desk, Failure};

use super::{Seats, seats};

/// A license as it is told beside its user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnLicense {
    /// The product's name.
    pub product: String,
    /// The names of the service plans that the user does not have of it.
    pub without: Vec<String>,
    /// The customer has no seats of it in this book: it was sold by another partner.
    pub is_from_elsewhere: bool,
}

impl Desk {
    /// The licenses of every user of a customer, by the user's ID; of deleted ones those that wait for them.
    ///
    /// # Errors
    /// When the operator may not see users, or the book can't be read.
    pub fn licenses_by_user(
        &self,
        customer: &CustomerId,
    ) -> Result<HashMap<String, Vec<OwnLicense>>, Failure> {
        self.may(Task::SeeUsers)?;
        let seats = Seats::look(self, customer)?;
        let by_owner = seats.by_owner();
        let mut all = HashMap::new();
        for user in self.store().list(customer, Kind::User)? {
            let name = UserView(&user.resource).sign_in_name().to_lowercase();
            let own = [name.as_str(), user.key.id.as_str()];
            let own = own.iter().filter_map(|owner| by_owner.get(owner)).flatten();
            let mut licenses: Vec<OwnLicense> = own.map(|license| told(license, &seats)).collect();
            licenses.extend(
                seats::kept(&user.resource)
                    .iter()
                    .map(|one| told(one, &seats)),
            );
            if !licenses.is_empty() {
                all.insert(user.key.id, licenses);
            }
        }
        Ok(all)
    }

    /// A box for each product of a customer: whether all, some or none of these users have it, who, and which of its
    /// service plans.
    ///
    /// # Errors
    /// When the operator may not see licenses here, somebody is not there, or the book can't be read.
    pub fn license_boxes(
        &self,
        customer: &CustomerId,
        users: &[String],
    ) -> Result<Vec<ProductBox>, Failure> {
        self.may(Task::SeeLicenses)?;
        let people = People::look(self, customer)?;
        let users = people.all_active(users)?;
        let seats = Seats::look(self, customer)?;
        let boxes = seats
            .products()
            .map(|product| boxed(product, &users, &seats));
        Ok(boxes.collect())
    }

    /// Wishes to assign products, each with those of the named service plans that are in it.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a product that the customer does not have, or a plan that is in none of these.
    pub fn wishes_of_plans(
        &self,
        customer: &CustomerId,
        products: &[String],
        plans: &[(String, Choice)],
    ) -> Result<Vec<ProductWish>, Failure> {
        self.may(Task::AssignLicenses)?;
        let seats = Seats::look(self, customer)?;
        let mut wishes = Vec::with_capacity(products.len());
        let mut unknown: Vec<&str> = plans.iter().map(|(plan, _)| plan.as_str()).collect();
        for named in products {
            let product = seats.product(named)?;
            let is_in =
                |named: &str| plans_of(product).any(|plan| PlanView(plan).answers_to(named));
            let mut wish = ProductWish::new(named, Choice::Assign);
            wish.plans = plans
                .iter()
                .filter(|(plan, _)| is_in(plan))
                .cloned()
                .collect();
            unknown.retain(|plan| !is_in(plan));
            wishes.push(wish);
        }
        match unknown.first() {
            None => Ok(wishes),
            Some(plan) => Err(Failure::NotFound("thing-service-plan", (*plan).to_owned())),
        }
    }

    /// The products of a customer with their seats, as the service's subscribed SKUs.
    ///
    /// # Errors
    /// When the operator may not see licenses here, there is no such customer, or the book can't be read.
    pub fn products(&self, customer: &CustomerId) -> Result<Vec<Resource>, Failure> {
        self.may(Task::SeeLicenses)?;
        Ok(Seats::look(self, customer)?.products().cloned().collect())
    }

    /// The licenses of one user, those from other partners included.
    ///
    /// # Errors
    /// As [`Desk::products`], or when there is no such user.
    pub fn licenses(&self, customer: &CustomerId, user: &str) -> Result<Vec<Resource>, Failure> {
        self.may(Task::SeeLicenses)?;
        let people = People::look(self, customer)?;
        let seats = Seats::look(self, customer)?;
        let own = seats.of_user(people.active(user)?).into_iter();
        Ok(own.map(|license| license.resource.clone()).collect())
    }
}

fn told(license: &Resource, seats: &Seats) -> OwnLicense {
    let view = SkuView(license);
    let product = seats.product(view.id()).ok();
    let lacks = |plan: &PlanView<'_>| !has_plan(license, *plan);
    let plans = product.into_iter().flat_map(plans_of).map(PlanView);
    OwnLicense {
        product: product
            .map_or(view.name(), |product| SkuView(product).name())
            .to_owned(),
        without: plans
            .filter(lacks)
            .map(|plan| plan.name().to_owned())
            .collect(),
        is_from_elsewhere: product.is_none(),
    }
}

fn boxed(product: &Resource, users: &[&Stored], seats: &Seats) -> ProductBox {
    let id = SkuView(product).id();
    let having = users
        .iter()
        .filter_map(|user| Some((*user, seats.held(user, id)?)));
    let having: Vec<(&Stored, &Stored)> = having.collect();
    let name = |(user, _): &(&Stored, _)| UserView(&user.resource).sign_in_name().to_owned();
    let plan = |plan: PlanView<'_>| PlanBox {
        id: plan.id().to_owned(),
        name: plan.name().to_owned(),
        having: having
            .iter()
            .filter(|(_, license)| has_plan(&license.resource, plan))
            .count(),
    };
    ProductBox {
        product: product.clone(),
        chosen: users.len(),
        held: Held::by(having.len(), users.len()),
        assigned: having.iter().map(name).collect(),
        plans: plans_of(product).map(PlanView).map(plan).collect(),
    }
}
