//! The box of three states of a product for some users (operations.md section 10): how it looks, what a touch makes of it,
//! how many seats it would take. Pure data: the screen draws it, the operation does what it says.

use super::license::{Held, SkuView};
use super::resource::Resource;

/// What becomes of a product's box, or of the box of a service plan in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Choice {
    /// Left as it is: nothing changes, a partial box included.
    #[default]
    Untouched,
    /// Checked: assigned to those who lack it.
    Assign,
    /// Cleared: revoked from those who have it.
    Revoke,
}

impl Choice {
    /// How the box looks that so many hold.
    pub const fn looks(self, held: Held) -> Held {
        match self {
            Choice::Untouched => held,
            Choice::Assign => Held::ByAll,
            Choice::Revoke => Held::ByNone,
        }
    }

    /// The next touch: a full box is cleared, an empty one checked, a partial one checked, then cleared; then it is as it
    /// was.
    pub const fn touched(self, held: Held) -> Choice {
        match (self, held) {
            (Choice::Untouched, Held::ByNone | Held::BySome) => Choice::Assign,
            (Choice::Untouched, Held::ByAll) | (Choice::Assign, Held::BySome) => Choice::Revoke,
            (Choice::Assign, Held::ByNone | Held::ByAll) | (Choice::Revoke, _) => Choice::Untouched,
        }
    }
}

/// The wish about one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductWish {
    /// The product by ID, part number or name.
    pub product: String,
    /// What becomes of its box.
    pub choice: Choice,
    /// Service plans in it by ID, service or name, and what becomes of their boxes, for those who have the product in the
    /// end. Whoever gets the product has every plan that is not named.
    pub plans: Vec<(String, Choice)>,
}

impl ProductWish {
    /// A wish about the product as a whole.
    pub fn new(product: impl Into<String>, choice: Choice) -> Self {
        Self {
            product: product.into(),
            choice,
            plans: Vec::new(),
        }
    }
}

/// A product and what the chosen users have of it.
#[derive(Debug, Clone)]
pub struct ProductBox {
    /// The subscribed SKU.
    pub product: Resource,
    /// How many users were chosen.
    pub chosen: usize,
    /// How many of them have it.
    pub held: Held,
    /// The sign-in names of those who do.
    pub assigned: Vec<String>,
    /// The service plans in it that are a user's.
    pub plans: Vec<PlanBox>,
}

/// A service plan of a product and how many of those who have the product have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanBox {
    /// Its ID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many have it.
    pub having: usize,
}

impl ProductBox {
    /// Seats that it takes when its box becomes so.
    pub fn needs(&self, choice: Choice) -> u64 {
        match choice {
            Choice::Assign => (self.chosen - self.assigned.len()) as u64,
            Choice::Untouched | Choice::Revoke => 0,
        }
    }

    /// Seats that it frees.
    pub fn frees(&self, choice: Choice) -> u64 {
        match choice {
            Choice::Revoke => self.assigned.len() as u64,
            Choice::Untouched | Choice::Assign => 0,
        }
    }

    /// Seats that are too few.
    pub fn missing(&self, choice: Choice) -> u64 {
        let available = SkuView(&self.product).available();
        self.needs(choice).saturating_sub(available)
    }

    /// How many of the chosen have the product in the end.
    pub fn holders(&self, choice: Choice) -> usize {
        match choice {
            Choice::Untouched => self.assigned.len(),
            Choice::Assign => self.chosen,
            Choice::Revoke => 0,
        }
    }

    /// How the box of a service plan looks before it is touched, when the product's box becomes so: whoever gets the
    /// product gets its plans. `None` when nobody has the product in the end.
    pub fn plan_held(&self, plan: &PlanBox, choice: Choice) -> Option<Held> {
        let holders = self.holders(choice);
        let fresh = holders.saturating_sub(self.assigned.len());
        (holders > 0).then(|| Held::by(plan.having + fresh, holders))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Choice::{Assign, Revoke, Untouched};
    use Held::{ByAll, ByNone, BySome};

    fn boxed(chosen: usize, having: usize, available: u64) -> ProductBox {
        let product = format!(r#"{{"availableUnits":{available}}}"#);
        ProductBox {
            product: serde_json::from_str(&product).unwrap(),
            chosen,
            held: Held::by(having, chosen),
            assigned: (0..having).map(|who| who.to_string()).collect(),
            plans: Vec::new(),
        }
    }

    #[test]
    fn touches_go_round_and_end_where_nothing_changes() {
        for (held, round) in [
            (ByNone, vec![Assign, Untouched]),
            (ByAll, vec![Revoke, Untouched]),
            (BySome, vec![Assign, Revoke, Untouched]),
        ] {
            let mut choice = Untouched;
            for next in round {
                choice = choice.touched(held);
                assert_eq!(choice, next, "{held:?}");
            }
        }
    }

    #[test]
    fn a_box_looks_as_it_will_be() {
        for (choice, held, looks) in [
            (Untouched, BySome, BySome),
            (Assign, BySome, ByAll),
            (Revoke, BySome, ByNone),
            (Untouched, ByAll, ByAll),
        ] {
            assert_eq!(choice.looks(held), looks);
        }
    }

    #[test]
    fn seats_are_counted_for_those_who_lack_it_only() {
        let some = boxed(5, 2, 1);
        let of = |choice| (some.needs(choice), some.missing(choice), some.frees(choice));
        assert_eq!(of(Untouched), (0, 0, 0));
        assert_eq!(of(Assign), (3, 2, 0));
        assert_eq!(of(Revoke), (0, 0, 2));
    }

    #[test]
    fn whoever_gets_a_product_gets_its_plans() {
        let some = boxed(5, 2, 9);
        let off = PlanBox {
            id: "p".to_owned(),
            name: "P".to_owned(),
            having: 0,
        };
        assert_eq!(some.plan_held(&off, Untouched), Some(ByNone));
        assert_eq!(some.plan_held(&off, Assign), Some(BySome));
        assert_eq!(some.plan_held(&off, Revoke), None);
        assert_eq!(boxed(5, 0, 9).plan_held(&off, Assign), Some(ByAll));
        assert_eq!(boxed(5, 0, 9).plan_held(&off, Untouched), None);
    }
}
