//! What can be bought: a small catalogue without prices, from `assets/catalogue.json`. Offers that are not in it are known
//! by the subscriptions that came from the service, and can't be bought here; the service judges in the end.

use std::sync::LazyLock;

use serde::Deserialize;

const TABLE: &str = include_str!("../../assets/catalogue.json");

static OFFERS: LazyLock<Vec<Offer>> =
    LazyLock::new(|| serde_json::from_str(TABLE).unwrap_or_default());

/// Something that can be bought.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Offer {
    /// A GUID for legacy, three parts with colons for new commerce, `MS-AZR-…` for legacy Azure.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The fewest seats.
    pub minimum_quantity: u64,
    /// The most seats of one subscription.
    pub maximum_quantity: u64,
    /// What is counted.
    pub unit_type: String,
    /// `license` or `usage`.
    pub billing: String,
    /// How it can be paid; the first is the usual one.
    pub billing_cycles: Vec<String>,
    /// How long a term is (ISO 8601); none for what goes on without end.
    pub term_duration: Option<String>,
    /// The service's product type, for new commerce.
    pub product_type: Option<String>,
    /// Whose it is, when it is not Microsoft's own: a marketplace offer.
    pub publisher_name: Option<String>,
    /// Only with an active base of one of `prerequisite_offers`.
    #[serde(default)]
    pub is_add_on: bool,
    /// The bases that an add-on goes with.
    #[serde(default)]
    pub prerequisite_offers: Vec<String>,
    /// A customer may have it once.
    #[serde(default)]
    pub is_one_per_customer: bool,
    /// For trying.
    #[serde(default)]
    pub is_trial: bool,
    /// Where it is sold, by ISO 3166 alpha-2 codes; everywhere when nothing is said.
    #[serde(default)]
    pub countries: Option<Vec<String>>,
    /// The qualification that a customer must have for it.
    pub qualification: Option<String>,
    /// Still sold.
    #[serde(default = "yes")]
    pub is_available_for_purchase: bool,
}

fn yes() -> bool {
    true
}

impl Offer {
    /// Sold on the marketplace.
    pub fn is_marketplace(&self) -> bool {
        self.publisher_name.is_some()
    }

    /// Azure of either generation.
    pub fn is_azure(&self) -> bool {
        self.product_type.as_deref() == Some("AzurePlan") || self.id.starts_with("MS-AZR-")
    }
}

/// Every offer.
pub fn offers() -> &'static [Offer] {
    &OFFERS
}

/// The offer of an ID, whatever the case of letters.
pub fn offer(id: &str) -> Option<&'static Offer> {
    let id = id.trim();
    OFFERS
        .iter()
        .find(|offer| offer.id.eq_ignore_ascii_case(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_parses_and_says_nothing_that_can_not_be() {
        assert!(!offers().is_empty());
        for one in offers() {
            assert!(one.minimum_quantity >= 1 && one.minimum_quantity <= one.maximum_quantity);
            assert!(!one.billing_cycles.is_empty(), "{}", one.id);
            assert_eq!(one.is_add_on, !one.prerequisite_offers.is_empty());
            for base in &one.prerequisite_offers {
                assert!(offer(base).is_some_and(|base| !base.is_add_on), "{base}");
            }
        }
    }

    #[test]
    fn an_id_names_one_offer_whatever_its_case() {
        for one in offers() {
            assert_eq!(offer(&one.id.to_lowercase()).unwrap().name, one.name);
        }
    }
}
