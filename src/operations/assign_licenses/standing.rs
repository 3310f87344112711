//! What one user has before the wishes and in the end.

use crate::account::license::SkuView;
use crate::account::license_box::Choice;
use crate::account::record::Stored;
use crate::account::resource::Resource;
use crate::account::service_plan::{Granted, PlanView, has_plan, keep_plans, plans_of};
use crate::account::user::UserView;

use super::Seats;
use super::wishes::Wish;

/// A user, and what becomes of its licenses.
pub(super) struct Standing<'a> {
    pub(super) user: &'a Stored,
    moves: Vec<Move>,
    /// What it has before and in the end, for the rules of service plans.
    pub(super) before: Vec<Granted>,
    pub(super) after: Vec<Granted>,
}

/// What becomes of one license.
enum Move {
    Gain {
        product: String,
        license: Resource,
    },
    Lose {
        product: String,
        license: Stored,
    },
    Plans {
        product: String,
        license: Stored,
        after: Resource,
    },
}

impl Move {
    fn product(&self) -> &str {
        match self {
            Move::Gain { product, .. }
            | Move::Lose { product, .. }
            | Move::Plans { product, .. } => product,
        }
    }
}

impl<'a> Standing<'a> {
    pub(super) fn of(user: &'a Stored, wishes: &[Wish], seats: &Seats) -> Self {
        let moves: Vec<Move> = wishes
            .iter()
            .filter_map(|wish| moved(user, wish, seats))
            .collect();
        let own: Vec<&Resource> = seats
            .of_user(user)
            .into_iter()
            .map(|one| &one.resource)
            .collect();
        let before = own.iter().map(|license| granted(license, seats)).collect();
        Self {
            user,
            after: after(&own, &moves, seats),
            before,
            moves,
        }
    }

    /// Whether anything of it changes.
    pub(super) fn is_touched(&self) -> bool {
        !self.moves.is_empty()
    }

    /// Whether it gets the product.
    pub(super) fn gains(&self, product: &str) -> bool {
        let mut moves = self.moves.iter();
        moves.any(|one| matches!(one, Move::Gain { .. }) && one.product() == product)
    }

    /// Whether it loses the product.
    pub(super) fn loses(&self, product: &str) -> bool {
        let mut moves = self.moves.iter();
        moves.any(|one| matches!(one, Move::Lose { .. }) && one.product() == product)
    }

    /// Whether it keeps the product with other service plans.
    pub(super) fn changes_plans_of(&self, product: &str) -> bool {
        let mut moves = self.moves.iter();
        moves.any(|one| matches!(one, Move::Plans { .. }) && one.product() == product)
    }

    /// Whether it gets any license.
    pub(super) fn gains_any(&self) -> bool {
        self.moves
            .iter()
            .any(|one| matches!(one, Move::Gain { .. }))
    }

    /// Whether it would get a license and nobody said where it works.
    pub(super) fn lacks_location(&self) -> bool {
        self.gains_any() && UserView(&self.user.resource).location().is_empty()
    }

    /// Does it: seats are freed before others are taken.
    pub(super) fn settle(self, seats: &mut Seats) {
        for one in self.moves {
            match one {
                Move::Gain { license, .. } => drop(seats.assign(self.user, license)),
                Move::Lose { license, .. } => seats.revoke(&license),
                Move::Plans { license, after, .. } => seats.rewrite(&license, after),
            }
        }
    }
}

fn moved(user: &Stored, wish: &Wish, seats: &Seats) -> Option<Move> {
    let view = SkuView(&wish.product);
    let product = view.id().to_owned();
    match (seats.held(user, view.id()), wish.choice) {
        (Some(license), Choice::Revoke) => Some(Move::Lose {
            product,
            license: license.clone(),
        }),
        (Some(license), _) if wish.touches_plans() => {
            let before = &license.resource;
            let is_same = |plan| wish.keeps(plan, Some(before)) == has_plan(before, plan);
            if plans_of(&wish.product).map(PlanView).all(is_same) {
                return None;
            }
            let mut after = before.clone();
            keep_plans(&mut after, &wish.product, |plan| {
                wish.keeps(plan, Some(before))
            });
            Some(Move::Plans {
                product,
                license: license.clone(),
                after,
            })
        }
        (None, Choice::Assign) => Some(Move::Gain {
            product,
            license: view.license(|plan| wish.keeps(plan, None)),
        }),
        _ => None,
    }
}

/// What the user has once the moves are made.
fn after(own: &[&Resource], moves: &[Move], seats: &Seats) -> Vec<Granted> {
    let is_moved = |license: &&&Resource| {
        let id = SkuView(license).id();
        moves
            .iter()
            .any(|one| one.product().eq_ignore_ascii_case(id))
    };
    let kept = own.iter().filter(|license| !is_moved(license)).copied();
    let moved = moves.iter().filter_map(|one| match one {
        Move::Gain { license, .. } => Some(license),
        Move::Plans { after, .. } => Some(after),
        Move::Lose { .. } => None,
    });
    kept.chain(moved)
        .map(|license| granted(license, seats))
        .collect()
}

/// What a license gives. One without a word of its plans gives all of its product.
fn granted(license: &Resource, seats: &Seats) -> Granted {
    let view = SkuView(license);
    let product = seats.product(view.id()).ok();
    let services = match product {
        Some(product) if license.get("servicePlans").is_none() => services(product, |_| true),
        _ => services(license, |plan| has_plan(license, plan)),
    };
    let name = product.map_or(view.name(), |product| SkuView(product).name());
    Granted {
        product: name.to_owned(),
        services,
    }
}

fn services(of: &Resource, has: impl Fn(PlanView<'_>) -> bool) -> Vec<String> {
    let plans = plans_of(of).map(PlanView).filter(|plan| has(*plan));
    plans.map(|plan| plan.service().to_owned()).collect()
}
