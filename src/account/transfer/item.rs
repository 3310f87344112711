//! One item of a transfer, as the service writes it in `lineItems`.

use serde_json::{Map, Value};

/// A view of one item; nothing is copied.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a>(pub &'a Map<String, Value>);

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nothing yet.
    Open,
    /// It went.
    Went,
    /// It did not.
    Failed,
}

impl<'a> Item<'a> {
    /// The subscription's ID as it came.
    pub fn subscription(self) -> &'a str {
        self.text("subscriptionId")
    }

    /// Its name, else its offer.
    pub fn name(self) -> &'a str {
        match self.text("friendlyName") {
            "" => self.text("offerId"),
            name => name,
        }
    }

    /// What became of it.
    pub fn fate(self) -> Fate {
        let status = self.text("status").to_ascii_lowercase();
        match status.as_str() {
            "complete" | "completed" => Fate::Went,
            "failed" => Fate::Failed,
            _ => Fate::Open,
        }
    }

    /// Why it did not go, as the service said it; empty when nobody said.
    pub fn error(self) -> &'a str {
        self.text("transferError")
    }

    /// How many add-ons travel with it.
    pub fn add_ons(self) -> usize {
        let add_ons = self.0.get("addonItems").and_then(Value::as_array);
        add_ons.map_or(0, Vec::len)
    }

    fn text(self, member: &str) -> &'a str {
        self.0.get(member).and_then(Value::as_str).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::resource::Resource;
    use crate::account::transfer::Transfer;

    #[test]
    fn each_item_of_a_partial_transfer_tells_its_fate() {
        let list = include_str!("../../../tests/data/samples/transfers-list.response.json");
        let list: Vec<Resource> = serde_json::from_str(list).unwrap();
        let partial = list
            .iter()
            .find(|one| one.text("status") == Some("PartiallyComplete"))
            .unwrap();
        let items: Vec<Item<'_>> = Transfer(partial).items().collect();
        assert!(items.iter().any(|item| item.fate() == Fate::Went));
        for item in items.iter().filter(|item| item.fate() == Fate::Failed) {
            assert!(!item.error().is_empty() && !item.name().is_empty());
        }
    }
}
