//! What a customer bought once, or by the year, outside of its subscriptions: reservations, savings plans, software, and the
//! Azure subscriptions under an Azure plan, which the service lists alike. Rules: operations.md section 3.

use jiff::Timestamp;
use serde_json::Value;

use super::resource::Resource;
use super::subscription::Subscription;
use super::subscription::state::State;

/// What sort of thing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bought {
    /// Capacity of Azure, paid ahead.
    Reservation,
    /// A spending on Azure, promised ahead.
    SavingsPlan,
    /// Software, for good or for a term.
    Software,
    /// An Azure subscription under an Azure plan: nothing that was bought alone.
    AzureSubscription,
    /// A word that the documents do not know.
    Other,
}

/// A view of an entitlement; nothing is copied.
#[derive(Debug, Clone, Copy)]
pub struct Entitlement<'a>(pub &'a Resource);

/// Days after the purchase in which perpetual software can be given back (operations.md section 7).
pub const SOFTWARE_DAYS: u64 = 30;

/// Words of the service for a reservation that was cancelled or never came to be.
const ENDED: [&str; 5] = ["cancelled", "canceled", "expired", "failed", "returned"];

impl<'a> Entitlement<'a> {
    /// What sort of thing it is.
    pub fn bought(self) -> Bought {
        let word = self.word().to_ascii_lowercase().replace(['_', ' '], "");
        if word.contains("savingsplan") {
            Bought::SavingsPlan
        } else if word.contains("reserv") {
            Bought::Reservation
        } else if word.contains("software") {
            Bought::Software
        } else if word.is_empty() && self.plan().is_some() {
            Bought::AzureSubscription
        } else {
            Bought::Other
        }
    }

    /// The service's word for what it is, as it came.
    pub fn word(self) -> &'a str {
        let word = self.0.text("entitlementType").or(self.0.text("type"));
        word.unwrap_or("")
    }

    /// The order it was bought with; support and the service name it by this. Empty when nobody said.
    pub fn order(self) -> &'a str {
        self.0.text_or_empty("referenceOrder.id")
    }

    /// What names it for the operator: the order, else the reservation, else its own ID.
    pub fn name(self) -> &'a str {
        let reservation = self.reservations().iter().find_map(|one| {
            let id = one.get("reservationId")?;
            id.as_str()
        });
        let own = [
            Some(self.order()),
            reservation,
            Some(self.0.text_or_empty("friendlyName")),
            Some(self.0.text_or_empty("id")),
        ];
        let mut known = own.into_iter().flatten().filter(|name| !name.is_empty());
        known.next().unwrap_or("")
    }

    /// The product: `DZH318Z0BQ3W:007J`.
    pub fn product(self) -> String {
        let product = self.0.text_or_empty("productId");
        match self.0.text_or_empty("skuId") {
            "" => product.to_owned(),
            sku => format!("{product}:{sku}"),
        }
    }

    /// How many.
    pub fn quantity(self) -> u64 {
        self.0.number("quantity").unwrap_or_else(|| {
            let several = self.reservations().iter();
            let counts = several.filter_map(|one| one.get("quantity")?.as_u64());
            counts.sum::<u64>().max(1)
        })
    }

    /// When it ends; `None` when it never does or nobody said.
    pub fn ends(self) -> Option<Timestamp> {
        let own = Subscription(self.0).date("expiryDate");
        let each = self.reservations().iter().filter_map(|one| {
            let resource = Resource::from(one.as_object()?.clone());
            Subscription(&resource).date("expiryDateTime")
        });
        own.or_else(|| each.max())
    }

    /// The Azure plan that it stands under.
    pub fn plan(self) -> Option<&'a str> {
        self.0.text("subscriptionId").filter(|id| !id.is_empty())
    }

    /// Whether it still holds: not over, and not taken back where the service says so.
    pub fn holds(self, now: Timestamp) -> bool {
        if self.bought() == Bought::AzureSubscription {
            return Subscription(self.0).state() == State::Active;
        }
        let has_ended = |word: &str| ENDED.iter().any(|ended| ended.eq_ignore_ascii_case(word));
        let several = self.reservations();
        let states: Vec<&str> = several
            .iter()
            .filter_map(|one| one.get("provisioningState")?.as_str())
            .collect();
        let all_ended = !several.is_empty()
            && states.len() == several.len()
            && states.iter().all(|word| has_ended(word));
        let is_over = self.ends().is_some_and(|end| end <= now);
        !is_over && !all_ended && !has_ended(self.0.text_or_empty("state"))
    }

    fn reservations(self) -> &'a [Value] {
        self.0.list("virtualMachineReservations")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    fn sample(text: &str) -> Vec<Resource> {
        let whole = resource(text);
        let items = whole.list("items");
        let each = items
            .iter()
            .map(|item| Resource::from(item.as_object().unwrap().clone()));
        each.collect()
    }

    fn now() -> Timestamp {
        "2026-11-22T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn the_samples_of_the_service_are_told_apart() {
        let mixed = sample(include_str!(
            "../../tests/data/samples/entitlements.response.json"
        ));
        let told: Vec<(Bought, &str, String)> = mixed
            .iter()
            .map(|one| {
                let one = Entitlement(one);
                (one.bought(), one.name(), one.product())
            })
            .collect();
        assert_eq!(
            told,
            [
                (
                    Bought::Reservation,
                    "KaJ8XvkKc_GoNZOUyjVaRJalTBN5MWdV1",
                    "DZH318Z0BQ3W:007J".to_owned()
                ),
                (
                    Bought::Software,
                    "NUXMSvmS20EQ4kFsZmzkSqb747fqKmNk1",
                    "DG7GMGF0DWTK:0002".to_owned()
                ),
            ]
        );
        let azure = sample(include_str!(
            "../../tests/data/samples/azure-entitlements.response.json"
        ));
        assert_eq!(Entitlement(&azure[0]).bought(), Bought::AzureSubscription);
        assert!(Entitlement(&azure[0]).holds(now()));
    }

    #[test]
    fn what_is_over_or_was_taken_back_does_not_hold() {
        let machines = include_str!("../../tests/data/samples/entitlements.response.3.json");
        let table = [
            (machines.to_owned(), false),
            (machines.replace("2019-02-23", "2027-02-23"), true),
            (
                machines
                    .replace("2019-02-23", "2027-02-23")
                    .replace("Created", "Cancelled"),
                false,
            ),
            (r#"{"entitlementType":"software"}"#.to_owned(), true),
            (
                r#"{"entitlementType":"software","expiryDate":"2026-11-22T09:00:00Z"}"#.to_owned(),
                false,
            ),
            (
                r#"{"entitlementType":"software","expiryDate":"2026-11-22T09:00:01Z"}"#.to_owned(),
                true,
            ),
            (
                r#"{"entitlementType":"savingsPlan","state":"Expired"}"#.to_owned(),
                false,
            ),
        ];
        for (json, holds) in table {
            let one = resource(&json);
            assert_eq!(Entitlement(&one).holds(now()), holds, "{json}");
        }
    }

    #[test]
    fn words_of_later_texts_are_understood() {
        let table = [
            (r#"{"entitlementType":"Savings_Plan"}"#, Bought::SavingsPlan),
            (
                r#"{"type":"virtual_machine_reserved_instance"}"#,
                Bought::Reservation,
            ),
            (
                r#"{"entitlementType":"perpetualSoftware"}"#,
                Bought::Software,
            ),
            (r#"{"entitlementType":"novelty"}"#, Bought::Other),
            (r#"{}"#, Bought::Other),
        ];
        for (json, bought) in table {
            assert_eq!(Entitlement(&resource(json)).bought(), bought, "{json}");
        }
    }
}
