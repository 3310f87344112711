//! A transfer of subscriptions to a different partner, seen through its resource: which way, which events, which items, on
//! which side we are. Its life stands in [`machine`], its time windows in [`time`]. Rules: operations.md section 4.

mod event;
pub mod item;
pub mod machine;
mod state;
pub mod time;

use jiff::Timestamp;
use serde_json::Value;

use super::partner::Partner;
use super::resource::Resource;

use item::Item;
use machine::{Event, Party, State, Way};

/// The most items of one transfer request (later editions of the documents).
pub const MOST_ITEMS: usize = 25;

/// The offer of legacy Azure subscriptions, the only ones that the signed form is for.
pub const LEGACY_AZURE: &str = "MS-AZR-0145P";

/// A view of a transfer; nothing is copied.
#[derive(Debug, Clone, Copy)]
pub struct Transfer<'a>(pub &'a Resource);

/// Something that was recorded of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded<'a> {
    /// What; `None` for a word that nobody knows.
    pub event: Option<Event>,
    /// The word as it stands in the book.
    pub word: &'a str,
    /// The ticket's number, the new ID, who signed; empty without one.
    pub value: &'a str,
    /// When, as it stands in the book: a day or a second.
    pub on: &'a str,
    /// A note; empty without one.
    pub note: &'a str,
}

impl Recorded<'_> {
    /// When, if it can be read.
    pub fn at(&self) -> Option<Timestamp> {
        time::read(self.on)
    }
}

/// The two IDs of a subscription that moved on paper: tickets must quote both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BothIds<'a> {
    /// The Azure subscription ID from before: it stays in the Azure portal and appears in reconciliation.
    pub azure: &'a str,
    /// The new service subscription ID, for billing.
    pub service: &'a str,
}

impl<'a> Transfer<'a> {
    /// The transfer's ID.
    pub fn id(self) -> &'a str {
        self.0.text_or_empty("id")
    }

    /// Which way it goes: our own word, else told by what only requests of new commerce have.
    pub fn way(self) -> Way {
        let said = Way::parse(self.0.text_or_empty("partnerdeck.way"));
        said.unwrap_or_else(|| {
            let is_request =
                self.0.get("transferType").is_some() || self.0.get("customerEmailId").is_some();
            match is_request {
                true => Way::Request,
                false => Way::Legacy,
            }
        })
    }

    /// What was recorded, in the order it was.
    pub fn events(self) -> impl DoubleEndedIterator<Item = Recorded<'a>> {
        let events = self.0.list("partnerdeck.events").iter();
        events.filter_map(Value::as_object).map(|event| {
            let text = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or("");
            Recorded {
                event: Event::parse(text("event")),
                word: text("event"),
                value: text("value"),
                on: text("on"),
                note: text("note"),
            }
        })
    }

    /// The last record of an event.
    pub fn recorded(self, event: Event) -> Option<Recorded<'a>> {
        self.events().rev().find(|one| one.event == Some(event))
    }

    /// The state that the record says, whatever the day.
    pub fn stored_state(self) -> State {
        self.way().state(self.0.text_or_empty("status"))
    }

    /// The partner that has the subscriptions: name and ID as they stand there.
    pub fn current(self) -> (&'a str, &'a str) {
        self.partner_of("sourcePartner")
    }

    /// The partner that gets them.
    pub fn future(self) -> (&'a str, &'a str) {
        self.partner_of("targetPartner")
    }

    fn partner_of(self, member: &str) -> (&'a str, &'a str) {
        let name = self.0.text_or_empty(&format!("{member}Name"));
        let id = self.0.text_or_empty(&format!("{member}TenantId"));
        (name, id)
    }

    /// Which of both partners we are. Without word of whose book it is, or when it names neither, we are the one that
    /// starts.
    pub fn side(self, partner: &Partner) -> Party {
        let ours = partner.tenant_id.as_deref().unwrap_or_default();
        let is = |id: &str| !id.is_empty() && id.eq_ignore_ascii_case(ours);
        match (is(self.current().1), is(self.future().1)) {
            (true, false) => Party::Current,
            (false, true) => Party::Future,
            _ => self.way().starter(),
        }
    }

    /// The partner on the other side: its name, else its ID.
    pub fn other(self, partner: &Partner) -> &'a str {
        let (name, id) = match self.side(partner) {
            Party::Future => self.current(),
            _ => self.future(),
        };
        match name {
            "" => id,
            name => name,
        }
    }

    /// What goes over.
    pub fn items(self) -> impl Iterator<Item = Item<'a>> {
        let items = self.0.list("lineItems").iter();
        items.filter_map(Value::as_object).map(Item)
    }

    /// The contact of a partner that the tracker knows: what was written down for it, else who signed for it.
    pub fn contact(self, of: Party) -> &'a str {
        let (written, signed) = match of {
            Party::Future => ("partnerdeck.futureContact", Event::SignedByNew),
            _ => ("partnerdeck.currentContact", Event::SignedByCurrent),
        };
        match self.0.text_or_empty(written) {
            "" => self.recorded(signed).map_or("", |one| one.value),
            contact => contact,
        }
    }

    /// The two IDs of each subscription that moved on paper; empty before.
    pub fn both_ids(self) -> Vec<BothIds<'a>> {
        let moved = self.recorded(Event::Moved).map_or("", |one| one.value);
        let mut items = self.items();
        let first = items.next().map_or("", Item::subscription);
        new_ids(moved)
            .into_iter()
            .map(|(azure, service)| BothIds {
                azure: azure.unwrap_or(first),
                service,
            })
            .collect()
    }
}

/// The value of `moved`: the new ID where one subscription moved, else `OLD:NEW` for each, with commas between.
pub fn new_ids(value: &str) -> Vec<(Option<&str>, &str)> {
    let parts = value.split(',').map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(|part| match part.split_once(':') {
            Some((old, new)) => (Some(old.trim()), new.trim()),
            None => (None, part),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    fn partner(tenant: &str) -> Partner {
        Partner {
            tenant_id: Some(tenant.to_owned()),
            ..Partner::default()
        }
    }

    #[test]
    fn every_sample_of_the_service_has_its_state() {
        let list = include_str!("../../../tests/data/samples/transfers-list.response.json");
        let list: Vec<Resource> = serde_json::from_str(list).unwrap();
        assert!(!list.is_empty());
        for one in &list {
            let transfer = Transfer(one);
            assert_eq!(transfer.way(), Way::Legacy);
            assert_ne!(transfer.stored_state(), State::Unknown, "{}", transfer.id());
            assert!(transfer.items().count() > 0);
        }
        let one = include_str!("../../../tests/data/samples/transfer-get.response.json");
        let one = resource(one);
        assert_eq!(Transfer(&one).stored_state(), State::Active);
    }

    #[test]
    fn our_word_tells_the_way_else_what_only_requests_have() {
        for (json, way) in [
            (
                r#"{"partnerdeck":{"way":"paper"},"transferType":3}"#,
                Way::Paper,
            ),
            (r#"{"transferType":3}"#, Way::Request),
            (r#"{"CustomerEmailId":"it@example.com"}"#, Way::Request),
            (r#"{}"#, Way::Legacy),
        ] {
            assert_eq!(Transfer(&resource(json)).way(), way, "{json}");
        }
    }

    #[test]
    fn whose_book_it_is_tells_the_side_else_we_start() {
        let json = r#"{"transferType":3,"sourcePartnerTenantId":"AA","targetPartnerTenantId":"bb","sourcePartnerName":"Old"}"#;
        let one = resource(json);
        let transfer = Transfer(&one);
        assert_eq!(transfer.side(&partner("aa")), Party::Current);
        assert_eq!(transfer.other(&partner("aa")), "bb");
        assert_eq!(transfer.side(&partner("BB")), Party::Future);
        assert_eq!(transfer.other(&partner("BB")), "Old");
        assert_eq!(transfer.side(&partner("cc")), Party::Future);
        assert_eq!(transfer.side(&Partner::default()), Party::Future);
        let paper = resource(r#"{"partnerdeck":{"way":"paper"}}"#);
        assert_eq!(Transfer(&paper).side(&Partner::default()), Party::Current);
    }

    #[test]
    fn after_the_move_each_subscription_has_two_ids() {
        let one = resource(
            r#"{"lineItems":[{"subscriptionId":"OLD"}],"partnerdeck":{"way":"paper","events":[{"event":"moved","value":"new"}]}}"#,
        );
        let both = BothIds {
            azure: "OLD",
            service: "new",
        };
        assert_eq!(Transfer(&one).both_ids(), [both]);
        let several = [(Some("a"), "b"), (Some("c"), "d")];
        assert_eq!(new_ids("a:b, c:d,"), several);
        assert!(Transfer(&resource("{}")).both_ids().is_empty());
    }

    #[test]
    fn events_that_nobody_knows_stay_and_contacts_come_from_signatures() {
        let one = resource(
            r#"{"partnerdeck":{"way":"paper","futureContact":"Ida","events":[{"event":"danced","on":"2026-11-01"},{"event":"signed-by-current","value":"Gus, gus@a.example"},{"event":"signed-by-new","value":"Otto"}]}}"#,
        );
        let transfer = Transfer(&one);
        let words: Vec<&str> = transfer.events().map(|one| one.word).collect();
        assert_eq!(words, ["danced", "signed-by-current", "signed-by-new"]);
        assert_eq!(transfer.contact(Party::Current), "Gus, gus@a.example");
        assert_eq!(transfer.contact(Party::Future), "Ida");
    }
}
