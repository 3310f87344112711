//! A subscription, seen through its resource: what kind it is, how many seats it has, when its data goes. Its life stands
//! in [`state`], its time windows in [`time`] and [`ending`]. Rules: operations.md section 7.

pub mod ending;
pub mod state;
pub mod time;

use jiff::Timestamp;

use crate::say;

use super::problem::Message;
use super::resource::Resource;

use state::{Commerce, State};

/// A view of a subscription; nothing is copied.
#[derive(Debug, Clone, Copy)]
pub struct Subscription<'a>(pub &'a Resource);

/// When a term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndDate<'a> {
    /// Nobody said.
    None,
    /// It goes on for good.
    Never,
    /// Then.
    On(Timestamp),
    /// A date that can't be read, as it came.
    Unread(&'a str),
}

impl<'a> Subscription<'a> {
    /// The name that people gave it, else the offer's.
    pub fn name(self) -> &'a str {
        let given = self.0.text_or_empty("friendlyName");
        if given.is_empty() {
            self.0.text_or_empty("offerName")
        } else {
            given
        }
    }

    /// When the term ends, as the service writes dates: the year 9999 means never, the year 1 that there is none
    /// (wire.md, objects); the documents show times with blanks in them.
    pub fn term_end_date(self) -> EndDate<'a> {
        let text = self.0.text_or_empty("commitmentEndDate");
        match text.get(..5) {
            None | Some("0001-") => EndDate::None,
            Some("9999-") => EndDate::Never,
            Some(_) => {
                let time = text.replace(' ', "").parse();
                time.map_or(EndDate::Unread(text), EndDate::On)
            }
        }
    }

    /// The state as the service wrote it: `active`, `suspended`, and whatever it may say later.
    pub fn status(self) -> &'a str {
        self.0.text_or_empty("status")
    }

    /// The state in words, for sentences: what no document names stays as the service wrote it.
    pub fn state_said(self) -> Message {
        let id = match self.state() {
            State::Active => "subscription-active",
            State::Suspended => "subscription-suspended",
            State::Pending => "subscription-pending",
            State::Deleted => "subscription-deleted",
            State::Expired => "subscription-expired",
            State::Disabled => "subscription-disabled",
            _ => return say!("plain", text = self.status()),
        };
        Message::new(id)
    }

    /// Whether the state is the one named, whatever the case of letters.
    pub fn is(self, status: &str) -> bool {
        self.status().eq_ignore_ascii_case(status)
    }

    /// Sold by the seat, not by use. Where the service leaves the billing type open, the unit decides.
    pub fn is_license_based(self) -> bool {
        let billing = self.0.text_or_empty("billingType").to_ascii_lowercase();
        match billing.as_str() {
            "" | "none" => {
                let unit = self.0.text_or_empty("unitType").to_ascii_lowercase();
                unit.starts_with("license")
            }
            said => said == "license",
        }
    }

    /// An Azure plan; what the product type says wins over the form of the offer.
    pub fn is_azure_plan(self) -> bool {
        self.product_type().eq_ignore_ascii_case("AzurePlan")
    }

    /// Bought in the new commerce experience: an offer of three parts with colons, or an Azure plan.
    pub fn is_new_commerce(self) -> bool {
        self.commerce() == Commerce::New
    }

    /// Seats in use today: those of an active license-based subscription, `None` for any other.
    pub fn active_seats(self) -> Option<u64> {
        (self.is("active") && self.is_license_based())
            .then(|| self.0.number("quantity").unwrap_or(0))
    }

    /// The state that the service's word means.
    pub fn state(self) -> State {
        State::parse(self.status())
    }

    /// Whose rules it lives by.
    pub fn commerce(self) -> Commerce {
        Commerce::of_offer(self.0.text_or_empty("offerId"), self.product_type())
    }

    /// Azure of either generation: the plan, or a legacy subscription.
    pub fn is_azure(self) -> bool {
        let offer = self.0.text_or_empty("offerId").to_ascii_uppercase();
        self.is_azure_plan() || offer.starts_with("MS-AZR-")
    }

    /// Sold on the marketplace, by the product type or because it is not Microsoft's own.
    pub fn is_marketplace(self) -> bool {
        self.product_type().eq_ignore_ascii_case("SaaS")
            || self.0.flag("isMicrosoftProduct") == Some(false)
    }

    /// The ID of the base that an add-on belongs to.
    pub fn parent(self) -> Option<&'a str> {
        let parent = self.0.text("parentSubscriptionId");
        parent.filter(|id| !id.is_empty())
    }

    /// Whether it is an add-on of the base named, whatever the case of letters.
    pub fn is_add_on_of(self, base: &str) -> bool {
        self.parent()
            .is_some_and(|id| id.eq_ignore_ascii_case(base))
    }

    /// The day from which on the data of a suspended legacy subscription goes; `None` where nothing is deleted: new commerce
    /// stays suspended until its term ends. `changed` is when the record was last written, for want of our own word.
    pub fn deleted_on(self, changed: Timestamp) -> Option<Timestamp> {
        if self.state() != State::Suspended {
            return None;
        }
        let deletion = self.deletion_after(self.suspended_since(changed))?;
        Some(deletion.earliest)
    }

    fn product_type(self) -> &'a str {
        let id = self.0.text("productType.id");
        id.or_else(|| self.0.text("productType")).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_year_9999_means_never() {
        let table = [
            (r#"{}"#, EndDate::None),
            (
                r#"{"commitmentEndDate":"0001-01-01T00:00:00"}"#,
                EndDate::None,
            ),
            (
                r#"{"commitmentEndDate":"9999-12-31T00:00:00Z"}"#,
                EndDate::Never,
            ),
            (
                r#"{"commitmentEndDate":"2016-12-12T08: 00: 00Z"}"#,
                EndDate::On("2016-12-12T08:00:00Z".parse().unwrap()),
            ),
            (
                r#"{"commitmentEndDate":"some day"}"#,
                EndDate::Unread("some day"),
            ),
        ];
        for (json, end) in table {
            assert_eq!(Subscription(&resource(json)).term_end_date(), end, "{json}");
        }
    }

    #[test]
    fn seats_are_those_of_active_license_based_subscriptions() {
        let table = [
            (
                r#"{"billingType":"license","status":"active","quantity":25}"#,
                Some(25),
            ),
            (
                r#"{"billingType":"none","unitType":"License(s)","status":"Active","quantity":2}"#,
                Some(2),
            ),
            (r#"{"unitType":"Licenses","status":"active"}"#, Some(0)),
            (
                r#"{"billingType":"license","status":"suspended","quantity":25}"#,
                None,
            ),
            (
                r#"{"billingType":"usage","unitType":"Usage-based","status":"active","quantity":1}"#,
                None,
            ),
            (
                r#"{"billingType":"none","unitType":"none","status":"active","quantity":1}"#,
                None,
            ),
        ];
        for (json, seats) in table {
            assert_eq!(
                Subscription(&resource(json)).active_seats(),
                seats,
                "{json}"
            );
        }
    }

    #[test]
    fn only_suspended_legacy_subscriptions_have_a_day_of_deletion() {
        let suspended: Timestamp = "2026-10-16T09:00:00Z".parse().unwrap();
        let table = [
            (
                r#"{"offerId":"2828BE95-46BA-4F91-B2FD-0BEF192ECF60","status":"suspended"}"#,
                Some("2027-01-14T09:00:00Z"),
            ),
            (
                r#"{"offerId":"2828BE95-46BA-4F91-B2FD-0BEF192ECF60","status":"active"}"#,
                None,
            ),
            (
                r#"{"offerId":"CFQ7TTC0LH18:0001:CFQ7TTC0K971","status":"suspended"}"#,
                None,
            ),
            (
                r#"{"offerId":"MS-AZR-0145P","productType":{"id":"AzurePlan"},"status":"suspended"}"#,
                None,
            ),
        ];
        for (json, day) in table {
            let day = day.map(|text| text.parse().unwrap());
            assert_eq!(
                Subscription(&resource(json)).deleted_on(suspended),
                day,
                "{json}"
            );
        }
    }
}
