//! What is refused before anything changes (operations.md section 10): too few seats, users without a location, products
//! that need or exclude one another. Each names what it is about and what to do.

use std::collections::BTreeMap;

use crate::account::country::countries;
use crate::account::license::SkuView;
use crate::account::problem::{Code, Problem};
use crate::account::record::{RecordKey, Stored};
use crate::account::service_plan::{Clash, PlanView, clashes, plans_of};
use crate::account::user::UserView;
use crate::say;

use super::standing::Standing;
use super::wishes::Wish;
use super::{Seats, few};

/// The service's number for «out of licenses».
const OUT_OF_LICENSES: Code = Code::Service(60012);

/// Everything that is refused: as a whole, and to whom.
pub(super) struct Refusals {
    pub(super) all: Vec<Problem>,
    of_users: Vec<(RecordKey, Problem)>,
}

impl Refusals {
    /// What is refused to one user in particular.
    pub(super) fn of_user(&self, user: &Stored) -> Vec<Problem> {
        let own = self.of_users.iter().filter(|(key, _)| *key == user.key);
        own.map(|(_, problem)| problem.clone()).collect()
    }
}

pub(super) fn of(
    standings: &[Standing<'_>],
    wishes: &[Wish],
    seats: &Seats,
    location_comes: bool,
) -> Refusals {
    let mut refusals = Refusals {
        all: Vec::new(),
        of_users: Vec::new(),
    };
    for standing in standings.iter().filter(|one| one.gains_any()) {
        if let Some(problem) = no_place(standing, location_comes) {
            refusals.all.push(problem.clone());
            refusals.of_users.push((standing.user.key.clone(), problem));
        }
    }
    for wish in wishes {
        let view = SkuView(&wish.product);
        let needed = standings.iter().filter(|one| one.gains(view.id())).count() as u64;
        if needed > view.available() {
            refusals.all.push(out_of_licenses(view, needed));
        }
    }
    for (clash, users) in new_clashes(standings) {
        let problem = of_clash(&clash, &users, seats);
        let keys = users.iter().map(|user| user.key.clone());
        refusals
            .of_users
            .extend(keys.map(|key| (key, problem.clone())));
        refusals.all.push(problem);
    }
    refusals
}

fn no_place(standing: &Standing<'_>, location_comes: bool) -> Option<Problem> {
    let user = UserView(&standing.user.resource);
    let (name, location) = (user.sign_in_name(), user.location());
    let (code, message) = match location {
        "" if location_comes => return None,
        "" => (Code::NoLocation, say!("licenses-no-location", user = name)),
        code if countries().get(code).is_some() => return None,
        _ => (
            Code::UnknownCountry,
            say!("licenses-bad-location", user = name, location = location),
        ),
    };
    Some(
        Problem::of_field("usageLocation", code, message)
            .found(standing.user.key.id.as_str())
            .remedy(say!("licenses-no-location-remedy")),
    )
}

fn out_of_licenses(product: SkuView<'_>, needed: u64) -> Problem {
    let message = say!(
        "licenses-out",
        product = product.name(),
        missing = needed - product.available(),
        needed = needed,
        available = product.available()
    );
    Problem::new(OUT_OF_LICENSES, message)
        .found(product.id())
        .remedy(say!("licenses-out-remedy"))
}

/// What can't be in the end and was not so before: who has it already has it from the service, which judged.
fn new_clashes<'a>(standings: &[Standing<'a>]) -> BTreeMap<Clash, Vec<&'a Stored>> {
    let mut found: BTreeMap<Clash, Vec<&Stored>> = BTreeMap::new();
    for standing in standings.iter().filter(|one| one.is_touched()) {
        let before = clashes(&standing.before);
        for clash in clashes(&standing.after) {
            if !before.contains(&clash) {
                found.entry(clash).or_default().push(standing.user);
            }
        }
    }
    found
}

fn of_clash(clash: &Clash, users: &[&Stored], seats: &Seats) -> Problem {
    let (named, more) = few(users);
    match clash {
        Clash::Conflict {
            product,
            other,
            service,
            other_service,
        } => {
            let message = say!(
                "licenses-conflict",
                product = product,
                other = other,
                users = named,
                more = more,
            );
            let remedy = say!(
                "licenses-conflict-remedy",
                product = product,
                other = other,
                plan = plan_name(service, seats),
                otherplan = plan_name(other_service, seats),
            );
            problem_of(product, message, seats).remedy(remedy)
        }
        Clash::Needs {
            product,
            service,
            one_of,
        } => {
            let other = product_with(one_of, seats);
            let message = say!(
                "licenses-depends",
                product = product,
                other = &other,
                users = named,
                more = more,
            );
            let remedy = say!(
                "licenses-depends-remedy",
                other = other,
                plan = plan_name(service, seats),
            );
            problem_of(product, message, seats).remedy(remedy)
        }
    }
}

fn problem_of(product: &str, message: crate::account::problem::Message, seats: &Seats) -> Problem {
    let problem = Problem::new(Code::Precondition, message);
    match seats.product(product) {
        Ok(product) => problem.found(SkuView(product).id()),
        Err(_) => problem.found(product),
    }
}

/// A product of the customer that has one of the services; else the services themselves.
fn product_with(one_of: &[&str], seats: &Seats) -> String {
    let has = |product: &&crate::account::resource::Resource| {
        plans_of(product).any(|plan| one_of.contains(&PlanView(plan).service()))
    };
    match seats.products().find(has) {
        Some(product) => SkuView(product).name().to_owned(),
        None => one_of.join(" / "),
    }
}

/// The name of a service's plan as one of the customer's products has it.
fn plan_name(service: &str, seats: &Seats) -> String {
    let mut plans = seats.products().flat_map(plans_of).map(PlanView);
    let plan = plans.find(|plan| plan.service() == service);
    plan.map_or(service, |plan| plan.name()).to_owned()
}
