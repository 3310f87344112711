//! What a customer may buy, and what is then kept (operations.md sections 2, 7, 8, 11 and 14): the same rules for a
//! customer of the book and for one that is only being added.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::json;

use super::agreement::refusal_to_buy;
use super::catalogue::{self, Offer};
use super::country::countries;
use super::problem::{Arg, Code, Message, Problem};
use super::qualification::has_approved;
use super::resource::Resource;
use super::subscription::Subscription;
use super::subscription::state::{Commerce, State};
use crate::say;

/// The end of what goes on without one, as the service writes it.
const NO_END: &str = "9999-12-31T00:00:00Z";

/// Who buys.
#[derive(Debug, Clone, Default)]
pub struct Buyer<'a> {
    /// The customer's name for scripts: its ID, for a new one its domain.
    pub found: &'a str,
    /// ISO 3166 alpha-2 code of its country; empty when it is not known.
    pub country: &'a str,
    /// What it accepted; `None` in a cloud that has no customer agreement.
    pub agreements: Option<Vec<&'a Resource>>,
    /// Its special qualifications.
    pub qualifications: Vec<&'a Resource>,
    /// What it has: the offer's ID and the subscription's, for every subscription that is not deleted.
    pub offers: Vec<(&'a str, &'a str)>,
}

/// Every reason why a buyer can't have an offer, whatever the quantity, in the order in which the service would find them.
/// Whether an add-on has its base is asked apart: see [`bases_of`].
pub fn refusals(offer: &Offer, buyer: &Buyer<'_>) -> Vec<Problem> {
    let agreements = buyer.agreements.as_ref();
    let agreement = agreements.and_then(|held| refusal_to_buy(held.iter().copied(), buyer.found));
    let reasons = [
        agreement,
        not_sold(offer),
        not_in_country(offer, buyer.country),
        not_qualified(offer, &buyer.qualifications),
        has_it_already(offer, &buyer.offers),
    ];
    reasons.into_iter().flatten().collect()
}

/// What is wrong with a quantity of an offer.
pub fn out_of_bounds(offer: &Offer, quantity: u64) -> Option<Problem> {
    let product = offer.product_type.as_deref().unwrap_or_default();
    let commerce = Commerce::of_offer(&offer.id, product);
    let allowed = (offer.minimum_quantity, offer.maximum_quantity);
    bounds(commerce, allowed, quantity).map(|problem| problem.found(offer.id.as_str()))
}

fn refusal(code: Code, offer: &Offer, message: Message, remedy: Message) -> Problem {
    let problem = Problem::new(code, message);
    problem.found(offer.id.as_str()).remedy(remedy)
}

fn not_sold(offer: &Offer) -> Option<Problem> {
    (!offer.is_available_for_purchase).then(|| {
        refusal(
            Code::Service(2091),
            offer,
            say!("subs-no-longer-sold", offer = &offer.name),
            say!("subs-no-longer-sold-remedy"),
        )
    })
}

/// Some offers are sold in a few countries only (800070).
fn not_in_country(offer: &Offer, country: &str) -> Option<Problem> {
    let sold = offer.countries.as_ref()?;
    let is_sold = sold.iter().any(|code| code.eq_ignore_ascii_case(country));
    (!is_sold && !country.is_empty()).then(|| {
        let known = countries().get(country);
        let name = known.map_or(Arg::from(country), |country| country.arg());
        refusal(
            Code::Service(800_070),
            offer,
            say!("subs-not-in-country", offer = &offer.name, country = name),
            say!("subs-no-longer-sold-remedy"),
        )
    })
}

/// Education and government offers are for customers whose qualification is approved (800086).
fn not_qualified(offer: &Offer, held: &[&Resource]) -> Option<Problem> {
    let needed = offer.qualification.as_ref()?;
    let has = has_approved(held.iter().copied(), needed);
    (!has).then(|| {
        refusal(
            Code::Service(800_086),
            offer,
            say!("subs-not-qualified", offer = &offer.name, needed = needed),
            say!("subs-not-qualified-remedy"),
        )
    })
}

/// One a customer, whatever state but deleted it is in (800066).
fn has_it_already(offer: &Offer, held: &[(&str, &str)]) -> Option<Problem> {
    let is_same = |one: &&(&str, &str)| one.0.eq_ignore_ascii_case(&offer.id);
    let held = held.iter().filter(|_| offer.is_one_per_customer);
    let (_, id) = held.clone().find(is_same)?;
    let problem = refusal(
        Code::Service(800_066),
        offer,
        say!("subs-has-it-already", offer = &offer.name),
        say!("subs-has-it-already-remedy"),
    );
    Some(problem.found(*id))
}

/// The number that the service says for legacy or for new commerce.
pub const fn of_commerce(commerce: Commerce, legacy: u32, new: u32) -> Code {
    match commerce {
        Commerce::Legacy => Code::Service(legacy),
        Commerce::New => Code::Service(new),
    }
}

/// What is wrong with a quantity outside of an offer's bounds (2002, in new commerce 800067).
pub fn bounds(commerce: Commerce, (least, most): (u64, u64), quantity: u64) -> Option<Problem> {
    if (least..=most).contains(&quantity) {
        return None;
    }
    let message = match most {
        u64::MAX => say!("subs-quantity-least", quantity = quantity, least = least),
        _ => say!(
            "subs-quantity-bounds",
            quantity = quantity,
            least = least,
            most = most,
        ),
    };
    let problem = Problem::new(of_commerce(commerce, 2002, 800_067), message);
    Some(problem.remedy(say!("subs-quantity-bounds-remedy")))
}

/// The refusal of an add-on without an active base.
pub fn no_base(offer: &Offer) -> Problem {
    let bases: Vec<&str> = bases_of(offer)
        .iter()
        .map(|base| base.name.as_str())
        .collect();
    refusal(
        Code::Precondition,
        offer,
        say!("subs-no-base", offer = &offer.name),
        say!("subs-no-base-remedy", bases = bases),
    )
}

/// The offers on one of which an add-on stands.
pub fn bases_of(offer: &Offer) -> Vec<&'static Offer> {
    let bases = offer.prerequisite_offers.iter();
    bases.filter_map(|id| catalogue::offer(id)).collect()
}

/// Offer and ID of the subscriptions that are not deleted: what [`Buyer::offers`] wants.
pub fn held_offers<'a>(
    subscriptions: impl IntoIterator<Item = &'a Resource>,
) -> Vec<(&'a str, &'a str)> {
    let is_there = |one: &&Resource| Subscription(one).state() != State::Deleted;
    let there = subscriptions.into_iter().filter(is_there);
    there
        .map(|one| (one.text_or_empty("offerId"), one.text_or_empty("id")))
        .collect()
}

/// What is bought.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// Of what.
    pub offer: &'a Offer,
    /// How many.
    pub quantity: u64,
    /// What it is called.
    pub name: &'a str,
    /// When.
    pub now: Timestamp,
}

impl Order<'_> {
    /// When the term ends; `None` for what goes on without end.
    pub fn end(&self) -> Option<Timestamp> {
        let term: Span = self.offer.term_duration.as_ref()?.parse().ok()?;
        let end = self.now.to_zoned(TimeZone::UTC).checked_add(term).ok()?;
        Some(end.timestamp())
    }

    /// The subscription as the service answers an order, without links and etag. `base` is the subscription that an add-on
    /// stands on.
    pub fn subscription(&self, id: &str, order: &str, base: Option<&str>) -> Resource {
        let (offer, end) = (self.offer, self.end());
        let mut resource = Resource::new();
        let began = self.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let ends = end.map_or(NO_END.to_owned(), |end| {
            end.strftime("%Y-%m-%dT00:00:00Z").to_string()
        });
        resource.set("id", id);
        resource.set("offerId", offer.id.as_str());
        resource.set("offerName", offer.name.as_str());
        resource.set("friendlyName", self.name);
        resource.set("quantity", self.quantity);
        resource.set("unitType", offer.unit_type.as_str());
        resource.set("creationDate", began.as_str());
        resource.set("effectiveStartDate", began);
        resource.set("commitmentEndDate", ends);
        resource.set("status", State::Active.as_str());
        resource.set("autoRenewEnabled", end.is_some() && !offer.is_trial);
        resource.set("billingType", offer.billing.as_str());
        resource.set("billingCycle", offer.billing_cycles.first().cloned());
        if let Some(product) = &offer.product_type {
            resource.set("isTrial", offer.is_trial);
            resource.set("termDuration", offer.term_duration.clone());
            resource.set("isMicrosoftProduct", !offer.is_marketplace());
            let product = json!({"id": product, "displayName": product});
            resource.set("productType", product);
        }
        if let Some(publisher) = &offer.publisher_name {
            resource.set("publisherName", publisher.as_str());
        }
        resource.set("contractType", "subscription");
        resource.set("orderId", order);
        if let Some(base) = base {
            resource.set("parentSubscriptionId", base);
        }
        resource.set("attributes", json!({"objectType": "Subscription"}));
        resource
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ATTESTED: &str = r#"{"type":"MicrosoftCustomerAgreement"}"#;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    fn codes(offer: &str, quantity: u64, buyer: &Buyer<'_>) -> Vec<String> {
        let offer = catalogue::offer(offer).unwrap();
        let mut found = refusals(offer, buyer);
        found.extend(out_of_bounds(offer, quantity));
        found
            .iter()
            .map(|one| one.code.text().into_owned())
            .collect()
    }

    #[test]
    fn every_reason_is_told_with_the_number_of_the_service() {
        let agreement = resource(ATTESTED);
        let school = resource(r#"{"qualification":"Education","vettingStatus":"InReview"}"#);
        let approved = resource(r#"{"qualification":"Education","vettingStatus":"Approved"}"#);
        let with = |country| Buyer {
            found: "c",
            country,
            agreements: Some(vec![&agreement]),
            ..Buyer::default()
        };
        let office = "CFQ7TTC0LF8Q:0001:CFQ7TTC0DDDD";
        let minecraft = "CFQ7TTC0J1FS:0003:CFQ7TTC0ZZZZ";
        let government = "E60E0348-1710-484B-992A-32B294D4CDE1";
        let azure = "DZH318Z0BPS6:0001:DZH318Z0BMTX";
        let nothing: Vec<String> = Vec::new();
        assert_eq!(codes(office, 5, &with("KR")), nothing);
        assert_eq!(codes(office, 0, &with("KR")), ["800067"]);
        let signed_nothing = Buyer {
            agreements: Some(Vec::new()),
            ..with("KR")
        };
        assert_eq!(codes(office, 5, &signed_nothing), ["13605"]);
        let other_cloud = Buyer {
            agreements: None,
            ..with("KR")
        };
        assert_eq!(codes(office, 5, &other_cloud), nothing);
        assert_eq!(codes("MS-AZR-0145P", 1, &with("KR")), ["2091"]);
        assert_eq!(codes(minecraft, 5, &with("KR")), ["800086"]);
        let in_review = Buyer {
            qualifications: vec![&school],
            ..with("KR")
        };
        assert_eq!(codes(minecraft, 5, &in_review), ["800086"]);
        let a_school = Buyer {
            qualifications: vec![&approved],
            ..with("KR")
        };
        assert_eq!(codes(minecraft, 5, &a_school), nothing);
        assert_eq!(codes(government, 5, &with("KR")), ["800070", "800086"]);
        assert_eq!(codes(government, 5, &with("US")), ["800086"]);
        let has_azure = Buyer {
            offers: vec![("dzh318z0bps6:0001:DZH318Z0BMTX", "s")],
            ..with("KR")
        };
        assert_eq!(codes(azure, 1, &has_azure), ["800066"]);
        assert_eq!(codes(azure, 2, &has_azure), ["800066", "800067"]);
    }

    #[test]
    fn education_offers_are_license_based_only() {
        let schools = catalogue::offers().iter();
        let mut schools = schools.filter(|one| one.qualification.as_deref() == Some("Education"));
        assert!(schools.all(|offer| offer.billing == "license"));
    }

    #[test]
    fn deleted_subscriptions_are_not_held() {
        let held = [
            resource(r#"{"id":"1","offerId":"a","status":"suspended"}"#),
            resource(r#"{"offerId":"b","status":"deleted"}"#),
        ];
        assert_eq!(held_offers(&held), [("a", "1")]);
    }
}
