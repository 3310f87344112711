//! Licenses and their seats (operations.md section 10): a subscribed SKU counts the seats of one product, a license gives
//! one of them to a user.

use serde_json::json;

use super::resource::Resource;
use super::service_plan::{PlanView, keep_plans};

/// A subscribed SKU, read.
#[derive(Debug, Clone, Copy)]
pub struct SkuView<'a>(pub &'a Resource);

impl<'a> SkuView<'a> {
    /// The product's ID, as it came.
    pub fn id(&self) -> &'a str {
        self.0.text_or_empty("productSku.id")
    }

    /// The product's name; its part number where it has none.
    pub fn name(&self) -> &'a str {
        match self.0.text_or_empty("productSku.name") {
            "" => self.0.text_or_empty("productSku.skuPartNumber"),
            name => name,
        }
    }

    /// Seats that nobody has.
    pub fn available(&self) -> u64 {
        let counted = || self.number("activeUnits").saturating_sub(self.consumed());
        self.0.number("availableUnits").unwrap_or_else(counted)
    }

    /// Seats that somebody has.
    pub fn consumed(&self) -> u64 {
        self.number("consumedUnits")
    }

    /// Whether a text names the product: its ID, part number or name, in any case.
    pub fn answers_to(&self, named: &str) -> bool {
        let wanted = named.trim().to_lowercase();
        let part = self.0.text_or_empty("productSku.skuPartNumber");
        let names = [self.id(), part, self.name()];
        !wanted.is_empty() && names.iter().any(|name| name.to_lowercase() == wanted)
    }

    /// The license that a user gets: the product, and those of the services in it that are a user's and not excluded.
    pub fn license(&self, keeps: impl Fn(PlanView<'_>) -> bool) -> Resource {
        let mut license = Resource::new();
        keep_plans(&mut license, self.0, keeps);
        for member in ["id", "name", "skuPartNumber", "licenseGroupId"] {
            let path = format!("productSku.{member}");
            if let Some(value) = self.0.get(&path) {
                license.set(&path, value.clone());
            }
        }
        license.set("attributes", json!({"objectType": "License"}));
        license
    }

    fn number(&self, path: &str) -> u64 {
        self.0.number(path).unwrap_or_default()
    }
}

/// Takes one seat. `false`, and nothing is changed, when none is available.
pub fn take_seat(sku: &mut Resource) -> bool {
    let view = SkuView(sku);
    let (available, consumed) = (view.available(), view.consumed());
    if available == 0 {
        return false;
    }
    sku.set("availableUnits", available - 1);
    sku.set("consumedUnits", consumed + 1);
    true
}

/// Gives one seat back. Of a product with more users than seats none becomes available by it until they are as many.
pub fn give_seat(sku: &mut Resource) {
    let view = SkuView(sku);
    let consumed = view.consumed().saturating_sub(1);
    // In the days after a subscription's end its seats stay usable: the service counts them as warning units.
    let usable = view.number("activeUnits") + view.number("warningUnits");
    let most = view.available().max(usable.saturating_sub(consumed));
    let available = most.min(view.available() + 1);
    sku.set("availableUnits", available);
    sku.set("consumedUnits", consumed);
}

/// How many of the chosen users have a product: the three states of its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// None of them.
    ByNone,
    /// Some of them.
    BySome,
    /// All of them.
    ByAll,
}

impl Held {
    /// The state of the box when so many of so many have it.
    pub const fn by(having: usize, chosen: usize) -> Self {
        match having {
            0 => Held::ByNone,
            having if having < chosen => Held::BySome,
            _ => Held::ByAll,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sku(available: u64, consumed: u64, active: u64) -> Resource {
        let text = format!(
            r#"{{"availableUnits":{available},"activeUnits":{active},"consumedUnits":{consumed}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_seat_is_taken_only_when_one_is_available() {
        let mut product = sku(1, 4, 5);
        assert!(take_seat(&mut product));
        assert_eq!(product, sku(0, 5, 5));
        assert!(!take_seat(&mut product));
        assert_eq!(product, sku(0, 5, 5));
    }

    #[test]
    fn a_seat_too_many_is_not_available_when_it_comes_back() {
        let mut product = sku(0, 7, 5);
        give_seat(&mut product);
        assert_eq!(product, sku(0, 6, 5));
        give_seat(&mut product);
        give_seat(&mut product);
        assert_eq!(product, sku(1, 4, 5));
    }

    #[test]
    fn the_box_is_filled_partial_or_empty() {
        for (having, held) in [(0, Held::ByNone), (1, Held::BySome), (3, Held::ByAll)] {
            assert_eq!(Held::by(having, 3), held);
        }
    }
}
