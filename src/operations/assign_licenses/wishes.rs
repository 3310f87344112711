//! What the wishes about products and their service plans mean: names become products of the customer and plans in them.

use serde_json::Value;

use crate::account::license::SkuView;
use crate::account::license_box::{Choice, ProductWish};
use crate::account::problem::Arg;
use crate::account::resource::Resource;
use crate::account::service_plan::{PlanView, has_plan, plans_of};
use crate::operations::Failure;

use super::Seats;

/// A wish about a product of the customer.
pub(super) struct Wish {
    pub(super) product: Resource,
    pub(super) choice: Choice,
    /// Plans of the product whose box was touched.
    plans: Vec<(Value, Choice)>,
}

/// Reads the wishes, one for each product, in the order in which they were made.
pub(super) fn read(wanted: &[ProductWish], seats: &Seats) -> Result<Vec<Wish>, Failure> {
    let mut wishes: Vec<Wish> = Vec::new();
    for wanted in wanted {
        let product = seats.product(&wanted.product)?.clone();
        let wish = Wish {
            choice: wanted.choice,
            plans: plans(wanted, &product)?,
            product,
        };
        let id = SkuView(&wish.product).id();
        wishes.retain(|earlier| SkuView(&earlier.product).id() != id);
        wishes.push(wish);
    }
    Ok(wishes)
}

fn plans(wanted: &ProductWish, product: &Resource) -> Result<Vec<(Value, Choice)>, Failure> {
    let mut plans: Vec<(Value, Choice)> = Vec::new();
    for (named, choice) in &wanted.plans {
        let plan = plans_of(product)
            .find(|plan| PlanView(plan).answers_to(named))
            .ok_or_else(|| Failure::NotFound("thing-service-plan", named.clone()))?;
        plans.retain(|(earlier, _)| earlier != plan);
        if *choice != Choice::Untouched {
            plans.push((plan.clone(), *choice));
        }
    }
    Ok(plans)
}

impl Wish {
    /// Whether a user with this license, or without one so far, has a plan in the end.
    pub(super) fn keeps(&self, plan: PlanView<'_>, before: Option<&Resource>) -> bool {
        let touched = self
            .plans
            .iter()
            .find(|(one, _)| PlanView(one).id() == plan.id());
        match touched {
            Some((_, choice)) => *choice == Choice::Assign,
            None => before.is_none_or(|license| has_plan(license, plan)),
        }
    }

    /// Whether any plan's box was touched.
    pub(super) fn touches_plans(&self) -> bool {
        !self.plans.is_empty()
    }

    /// The names of the plans that are given and of those that are excluded.
    pub(super) fn plan_names(&self) -> (Vec<Arg>, Vec<Arg>) {
        let named = |wanted: Choice| {
            let plans = self.plans.iter().filter(|(_, choice)| *choice == wanted);
            plans
                .map(|(plan, _)| Arg::from(PlanView(plan).name()))
                .collect()
        };
        (named(Choice::Assign), named(Choice::Revoke))
    }
}
