//! The boxes while they are touched: what becomes of each, where the cursor stands, what would be done.

use crate::account::license::{Held, SkuView};
use crate::account::license_box::{Choice, PlanBox, ProductBox, ProductWish};
use crate::tui::action::Action;
use crate::tui::panes::sheet::ahead::Ahead;
use crate::tui::widgets::scroll::{Cursor, Scroll};
use crate::tui::workers::{LicensesBasis, Number, Outcome};

/// The boxes.
pub(super) struct Choosing {
    pub(super) basis: LicensesBasis,
    /// What becomes of them, in the order of the boxes.
    touched: Vec<Touched>,
    pub(super) cursor: Cursor,
    /// The remedy in focus, below the boxes.
    pub(super) at_remedy: Option<usize>,
    pub(super) ahead: Ahead,
    /// Of the plan, which may be longer than its room.
    pub(super) scroll: Scroll,
    asked: Option<Vec<ProductWish>>,
    asking: Option<Number>,
    /// It is to be done as soon as the plan is here.
    pub(super) wants: bool,
}

/// What becomes of one product's box and of those of its service plans.
#[derive(Default)]
pub(super) struct Touched {
    pub(super) choice: Choice,
    pub(super) plans: Vec<Choice>,
    pub(super) is_open: bool,
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// A product, by its place.
    Product(usize),
    /// A service plan of a product.
    Plan(usize, usize),
    /// That nobody of the chosen has the product, or that these do.
    Holders(usize),
    /// One of those who have the product.
    Holder(usize, usize),
}

impl Choosing {
    pub(super) fn new(basis: LicensesBasis) -> Self {
        let touched = basis.boxes.iter().map(fresh).collect();
        Self {
            basis,
            touched,
            cursor: Cursor::default(),
            at_remedy: None,
            ahead: Ahead::Nothing,
            scroll: Scroll::default(),
            asked: None,
            asking: None,
            wants: false,
        }
    }

    /// The boxes as the book has them now; what was touched stays with its product.
    pub(super) fn follow_book(&mut self, basis: LicensesBasis) {
        let touched = basis.boxes.iter().map(|one| {
            let same = |(old, _): &(&ProductBox, _)| {
                SkuView(&old.product).id() == SkuView(&one.product).id()
            };
            let mut before = self.basis.boxes.iter().zip(&mut self.touched);
            match before.find(same) {
                Some((_, kept)) if kept.plans.len() == one.plans.len() => std::mem::take(kept),
                _ => fresh(one),
            }
        });
        self.touched = touched.collect();
        self.basis = basis;
        self.asked = None;
    }

    /// The boxes with what becomes of them.
    pub(super) fn boxes(&self) -> impl Iterator<Item = (&ProductBox, &Touched)> {
        self.basis.boxes.iter().zip(&self.touched)
    }

    /// One of them.
    pub(super) fn boxed(&self, place: usize) -> Option<(&ProductBox, &Touched)> {
        Some((self.basis.boxes.get(place)?, self.touched.get(place)?))
    }

    pub(super) fn is_touched(&self) -> bool {
        !self.wishes().is_empty()
    }

    /// What becomes of the boxes that were touched.
    pub(super) fn wishes(&self) -> Vec<ProductWish> {
        self.boxes()
            .filter_map(|(one, touched)| wish(one, touched))
            .collect()
    }

    /// Seats that are taken and freed.
    pub(super) fn seats(&self) -> (u64, u64) {
        let each = self.boxes();
        let each =
            each.map(|(one, touched)| (one.needs(touched.choice), one.frees(touched.choice)));
        each.fold((0, 0), |(needs, frees), one| (needs + one.0, frees + one.1))
    }

    /// What each line is about, in order.
    pub(super) fn lines(&self) -> Vec<At> {
        let mut lines = Vec::new();
        for (place, (one, touched)) in self.boxes().enumerate() {
            lines.push(At::Product(place));
            if touched.is_open {
                lines.extend((0..one.plans.len()).map(|plan| At::Plan(place, plan)));
                lines.push(At::Holders(place));
                lines.extend((0..one.assigned.len()).map(|who| At::Holder(place, who)));
            }
        }
        lines
    }

    pub(super) fn here(&self) -> Option<At> {
        self.lines().get(self.cursor.at).copied()
    }

    fn place_here(&self) -> Option<usize> {
        match self.here()? {
            At::Product(place) | At::Plan(place, _) | At::Holders(place) | At::Holder(place, _) => {
                Some(place)
            }
        }
    }

    /// The ID of the product under the cursor.
    pub(super) fn product_here(&self) -> Option<String> {
        let (one, _) = self.boxed(self.place_here()?)?;
        Some(SkuView(&one.product).id().to_owned())
    }

    /// How a plan's box looks before it is touched; `None`: nobody has the product in the end.
    pub(super) fn plan_held(one: &ProductBox, touched: &Touched, plan: &PlanBox) -> Option<Held> {
        one.plan_held(plan, touched.choice)
    }

    /// Touches the box under the cursor; tells whether there is one.
    pub(super) fn touch(&mut self) -> bool {
        let Some(here) = self.here().filter(|_| self.at_remedy.is_none()) else {
            return false;
        };
        let (place, plan) = match here {
            At::Product(place) => (place, None),
            At::Plan(place, plan) => (place, Some(plan)),
            At::Holders(_) | At::Holder(..) => return false,
        };
        let (Some(one), Some(touched)) = (self.basis.boxes.get(place), self.touched.get_mut(place))
        else {
            return false;
        };
        match plan {
            None => touched.choice = touched.choice.touched(one.held),
            Some(at) => {
                let held = one
                    .plans
                    .get(at)
                    .and_then(|plan| Self::plan_held(one, touched, plan));
                let (Some(held), Some(choice)) = (held, touched.plans.get_mut(at)) else {
                    return false;
                };
                *choice = choice.touched(held);
            }
        }
        true
    }

    /// Folds the product under the cursor open, or shut.
    pub(super) fn fold(&mut self) {
        let Some(place) = self.place_here() else {
            return;
        };
        if let Some(touched) = self.touched.get_mut(place) {
            touched.is_open = !touched.is_open;
        }
        // The cursor stays on the product.
        let at = self
            .lines()
            .iter()
            .position(|line| *line == At::Product(place));
        self.cursor.at = at.unwrap_or(0);
    }

    /// Moves the cursor; tells whether it did.
    pub(super) fn go(&mut self, action: Action, page: usize) -> bool {
        let lines = self.lines().len();
        match self.cursor.moved(action, lines, page) {
            Some(cursor) => {
                self.at_remedy = None;
                self.cursor = cursor;
                true
            }
            None => false,
        }
    }

    /// From the boxes to the remedies and round again.
    pub(super) fn step(&mut self, is_on: bool, remedies: usize) -> bool {
        if remedies == 0 {
            return false;
        }
        self.at_remedy = match (self.at_remedy, is_on) {
            (None, true) => Some(0),
            (None, false) => Some(remedies - 1),
            (Some(at), true) => (at + 1 < remedies).then_some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        true
    }

    /// Whether the writer is to be asked about these wishes. Untouched boxes need no plan.
    pub(super) fn must_ask(&mut self, wishes: &[ProductWish]) -> bool {
        if wishes.is_empty() {
            self.ahead = Ahead::Nothing;
            self.asked = None;
            self.at_remedy = None;
            return false;
        }
        self.asking.is_none() && self.asked.as_deref() != Some(wishes)
    }

    pub(super) fn asked(&mut self, number: Number, wishes: Vec<ProductWish>) {
        self.scroll = Scroll::default();
        self.asking = Some(number);
        self.asked = Some(wishes);
    }

    /// Whether what is shown is the plan for what is touched.
    pub(super) fn is_current(&self, wishes: &[ProductWish]) -> bool {
        self.asking.is_none() && (wishes.is_empty() || self.asked.as_deref() == Some(wishes))
    }

    /// Takes a plan that was asked for; `false`: it is none of its own.
    pub(super) fn takes(&mut self, number: Number, outcome: Outcome) -> bool {
        if self.asking != Some(number) {
            return false;
        }
        self.asking = None;
        let is_current = self.asked.as_deref() == Some(&self.wishes());
        let Outcome::Planned(plan) = outcome else {
            return true;
        };
        if is_current {
            self.ahead = match plan {
                Ok(plan) => Ahead::Plan(plan),
                Err(failure) => Ahead::of_failure(&failure),
            };
            let is_clear = self
                .ahead
                .plan()
                .is_some_and(|plan| plan.blockers.is_empty());
            self.at_remedy = self.at_remedy.filter(|_| !is_clear);
        }
        true
    }
}

fn fresh(one: &ProductBox) -> Touched {
    Touched {
        plans: vec![Choice::Untouched; one.plans.len()],
        ..Touched::default()
    }
}

fn wish(one: &ProductBox, touched: &Touched) -> Option<ProductWish> {
    let plans = one.plans.iter().zip(&touched.plans);
    let plans = plans.filter(|(_, choice)| **choice != Choice::Untouched);
    let wish = ProductWish {
        plans: plans
            .map(|(plan, choice)| (plan.id.clone(), *choice))
            .collect(),
        ..ProductWish::new(SkuView(&one.product).id(), touched.choice)
    };
    let is_wish = wish.choice != Choice::Untouched || !wish.plans.is_empty();
    is_wish.then_some(wish)
}
