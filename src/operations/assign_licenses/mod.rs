//! Assigns and revokes licenses of one or many users (operations.md section 10): a box of three states for each product
//! ([`license_box`](crate::account::license_box)), all of them in one plan. What the wishes mean stands in `wishes`, what
//! each user has in the end and whether that can be in `standing`, the seats are counted in `seats`. All is refused before
//! anything changes. Products of several license groups go in one change here; the service takes a request for each.

mod boxes;
mod refusals;
mod seats;
mod standing;
mod wishes;

use crate::account::license::SkuView;
use crate::account::license_box::ProductWish;
use crate::account::problem::{Arg, Message};
use crate::account::record::{CustomerId, Stored};
use crate::account::task::Task;
use crate::account::user::UserView;
use crate::say;

use super::add_users::check::location;
use super::manage_users::{People, change};
use super::{Desk, Failure, Item, Operation, Outcome, Plan};

use standing::Standing;
use wishes::Wish;

pub use boxes::OwnLicense;
pub(super) use seats::Seats;

/// The wish about the licenses of some users.
#[derive(Debug, Clone)]
pub struct AssignLicenses {
    /// Whose users.
    pub customer: CustomerId,
    /// Sign-in names or IDs, in any case.
    pub users: Vec<String>,
    /// What becomes of the boxes. Of several wishes about one product the last counts.
    pub products: Vec<ProductWish>,
    /// Where those users work who get a license and have no location yet: it is set in the same change.
    pub location: Option<String>,
}

impl Operation for AssignLicenses {
    fn task(&self) -> Task {
        Task::AssignLicenses
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let people = People::look(desk, &self.customer)?;
        let users = people.all_active(&self.users)?;
        let mut seats = Seats::look(desk, &self.customer)?;
        let wishes = wishes::read(&self.products, &seats)?;
        let country = self.country(desk)?;
        let mut plan = people.plan("assign_licenses");
        let standings: Vec<Standing<'_>> = users
            .iter()
            .map(|user| Standing::of(user, &wishes, &seats))
            .collect();
        let refused = refusals::of(&standings, &wishes, &seats, country.is_some());
        for wish in &wishes {
            plan.steps.extend(steps(wish, &standings));
        }
        if let Some(code) = country {
            place(code, &standings, &mut plan);
        }
        plan.consequences = vec![say!("licenses-consequence-roles")];
        plan.items = standings.iter().map(|one| item(one, &refused)).collect();
        let count = |outcome| {
            plan.items
                .iter()
                .filter(|item| item.outcome == outcome)
                .count() as u64
        };
        plan.summary.changed = count(Outcome::Changed);
        plan.summary.unchanged = count(Outcome::Unchanged);
        plan.summary.refused = count(Outcome::Refused);
        plan.blockers.extend(refused.all);
        if plan.blockers.is_empty() {
            for standing in standings {
                standing.settle(&mut seats);
            }
            plan.changes.extend(seats.into_changes());
        }
        Ok(plan)
    }
}

impl AssignLicenses {
    /// The code of the location to set. Who may not edit users may not set it either.
    fn country(&self, desk: &Desk) -> Result<Option<&'static str>, Failure> {
        let Some(asked) = &self.location else {
            return Ok(None);
        };
        desk.may(Task::EditUsers)?;
        match location(Some(asked)) {
            Ok(code) => Ok(Some(code)),
            Err(problem) => Err(Failure::Problems(vec![*problem])),
        }
    }
}

/// Gives a location to those who need one.
fn place(code: &'static str, standings: &[Standing<'_>], plan: &mut Plan) {
    for standing in standings.iter().filter(|one| one.lacks_location()) {
        plan.steps.push(say!(
            "licenses-step-location",
            user = UserView(&standing.user.resource).sign_in_name(),
            country = Arg::Country(code)
        ));
        let mut after = standing.user.resource.clone();
        after.set("usageLocation", code);
        plan.changes.push(change(standing.user, after));
    }
}

/// What is done with one product, in words: to how many users.
fn steps(wish: &Wish, standings: &[Standing<'_>]) -> Vec<Message> {
    let product = SkuView(&wish.product);
    let id = product.id();
    let count =
        |is_so: &dyn Fn(&Standing<'_>) -> bool| standings.iter().filter(|one| is_so(one)).count();
    let lose = count(&|one| one.loses(id));
    let gain = count(&|one| one.gains(id));
    let change = count(&|one| one.changes_plans_of(id));
    let name = product.name();
    let mut steps = Vec::new();
    if lose > 0 {
        steps.push(say!("licenses-step-revoke", product = name, n = lose));
    }
    if gain > 0 {
        steps.push(say!("licenses-step-assign", product = name, n = gain));
    }
    if change > 0 {
        steps.push(say!("licenses-step-plans", product = name, n = change));
    }
    if gain + change > 0 {
        let (on, off) = wish.plan_names();
        if !off.is_empty() {
            steps.push(say!("licenses-step-without", product = name, plans = off));
        }
        if !on.is_empty() && change > 0 {
            steps.push(say!("licenses-step-with", product = name, plans = on));
        }
    }
    steps
}

fn item(standing: &Standing<'_>, refused: &refusals::Refusals) -> Item {
    let problems = refused.of_user(standing.user);
    let outcome = match (problems.is_empty(), standing.is_touched()) {
        (false, _) => Outcome::Refused,
        (true, true) => Outcome::Changed,
        (true, false) => Outcome::Unchanged,
    };
    Item {
        line: None,
        id: Some(standing.user.key.id.clone()),
        outcome,
        problems,
    }
}

/// The names of a few of several users, for a sentence; how many there are besides.
fn few(users: &[&Stored]) -> (Vec<String>, usize) {
    const FEW: usize = 3;
    let name = |user: &&Stored| UserView(&user.resource).sign_in_name().to_owned();
    let named = users.iter().take(FEW).map(name).collect();
    (named, users.len().saturating_sub(FEW))
}
