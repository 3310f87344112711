//! Subscriptions on their way to a different partner: every row of operations.md section 4, on the memory store.

mod demo;
mod electronic;
mod keys;
mod paper;
mod refusals;
mod seen;

use std::ops::ControlFlow;

use jiff::Timestamp;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::partner::PartnerKind;
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::account::transfer::machine::{Event, Way};
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::switch_partner::{
    CancelTransfer, Details, Happened, RecordEvent, Standing, StartTransfer,
};
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::whose_book::SetPartner;
use partnerdeck::operations::{
    Desk, Failure, FixedClock, Operation, OsChance, Plan, Report, Ticket,
};
use partnerdeck::store::Commit;
use partnerdeck::store::memory::MemoryStore;

const ID: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";
const US: &str = "6f0b4e1c-3a52-4d0e-9a77-1c2f5e8d9b40";
const OTHER: &str = "7c8db11f-1e5e-4472-8386-f0b627d1f3e1";
const NOW: &str = "2026-11-22T09:00:00Z";

/// Legacy Azure, a legacy base with an add-on, new commerce, marketplace, an Azure plan with a subscription under it, and
/// one of each that is suspended or deleted.
const HELD: &[(&str, &str)] = &[
    (
        "a1",
        r#"{"id":"A1","offerId":"MS-AZR-0145P","friendlyName":"Azure – Test","quantity":1,"billingType":"usage","billingCycle":"monthly","status":"active","partnerId":"5139005","x":1.50}"#,
    ),
    (
        "a2",
        r#"{"id":"A2","offerId":"MS-AZR-0145P","friendlyName":"Azure – Old","quantity":1,"billingType":"usage","status":"suspended"}"#,
    ),
    (
        "base",
        r#"{"id":"base","offerId":"6B895623-F356-4EE9-9608-876084A3221F","friendlyName":"Desks","quantity":10,"billingType":"license","billingCycle":"monthly","status":"active"}"#,
    ),
    (
        "addon",
        r#"{"id":"addon","offerId":"7BD35F7F-8435-4313-B6B8-0ACC2E2185AC","friendlyName":"Storage","quantity":4,"billingType":"license","parentSubscriptionId":"base","status":"active"}"#,
    ),
    (
        "chairs",
        r#"{"id":"chairs","offerId":"6B895623-F356-4EE9-9608-876084A3221F","friendlyName":"Chairs","quantity":2,"billingType":"license","status":"active"}"#,
    ),
    (
        "gone",
        r#"{"id":"gone","offerId":"6B895623-F356-4EE9-9608-876084A3221F","friendlyName":"Gone","quantity":2,"billingType":"license","status":"deleted"}"#,
    ),
    (
        "asleep",
        r#"{"id":"asleep","offerId":"6B895623-F356-4EE9-9608-876084A3221F","friendlyName":"Asleep","quantity":2,"billingType":"license","status":"suspended"}"#,
    ),
    (
        "seats",
        r#"{"id":"seats","offerId":"CFQ7TTC0LF8Q:0001:CFQ7TTC0DDDD","friendlyName":"Office 365 E1","quantity":5,"billingType":"license","status":"active"}"#,
    ),
    (
        "market",
        r#"{"id":"market","offerId":"DZH318Z0BXWC:0001:DZH318Z0BMJX","friendlyName":"Backup","quantity":5,"billingType":"license","status":"active","isMicrosoftProduct":false,"productType":{"id":"SaaS"}}"#,
    ),
    (
        "plan",
        r#"{"id":"plan","offerId":"DZH318Z0BPS6:0001:DZH318Z0BMTX","friendlyName":"Azure plan","quantity":1,"billingType":"usage","status":"active","productType":{"id":"AzurePlan"}}"#,
    ),
    (
        "under",
        r#"{"id":"under","offerId":"DZH318Z0BPS6:0001:DZH318Z0BMTX","friendlyName":"Azure – Shop","quantity":1,"billingType":"usage","status":"suspended","parentSubscriptionId":"plan"}"#,
    ),
];

const RESERVATION: &str = r#"{"referenceOrder":{"id":"R1","alternateId":"r1a"},"entitlementType":"reservedinstance","productId":"DZH318Z0BQ3W"}"#;
const SOFTWARE: &str = r#"{"referenceOrder":{"id":"W1"},"entitlementType":"software"}"#;

fn id() -> CustomerId {
    CustomerId::new(ID)
}

/// A desk on a book in memory, with what it holds left to the test.
struct Book {
    cloud: Cloud,
    role: Role,
    kind: PartnerKind,
    now: &'static str,
    held: Vec<(&'static str, String)>,
    customer: String,
    agreed: bool,
    is_named: bool,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            cloud: Cloud::Global,
            role: Role::AdminAgent,
            kind: PartnerKind::Direct,
            now: NOW,
            held: HELD
                .iter()
                .map(|(key, json)| (*key, (*json).to_owned()))
                .collect(),
            customer: format!(
                r#"{{"id":"{ID}","companyProfile":{{"companyName":"Wingtip Toys","domain":"wingtip.onmicrosoft.com"}},"billingProfile":{{"email":"it@wingtip.example","firstName":"Gena","lastName":"Soto","defaultAddress":{{"country":"US","city":"Redmond","state":"WA","addressLine1":"1 Microsoft Way","postalCode":"98052"}}}},"relationshipToPartner":"reseller"}}"#
            ),
            agreed: true,
            is_named: true,
        }
    }
}

impl Book {
    fn without(mut self, keys: &[&str]) -> Self {
        self.held.retain(|(key, _)| !keys.contains(key));
        self
    }

    /// Ready to take Azure over: no legacy Azure beside the plan.
    fn modern() -> Self {
        Self::default().without(&["a1", "a2"])
    }

    fn open(self) -> Desk {
        let operator = Operator {
            name: "eun".to_owned(),
            roles: vec![Role::GlobalAdmin],
        };
        let store = Box::new(MemoryStore::new(self.cloud));
        let clock = |now: &str| Box::new(FixedClock(now.parse().unwrap()));
        let desk = Desk::new(store, operator, clock(self.now), Box::new(OsChance), false);
        if self.is_named {
            let partner = SetPartner {
                name: Some("Northwind Partners".to_owned()),
                tenant_id: Some(US.to_owned()),
                country: Some("US".to_owned()),
                domain: Some("northwind.onmicrosoft.com".to_owned()),
                kind: Some(self.kind),
            };
            apply(&desk, &partner).unwrap();
        }
        put(&desk, Kind::Customer, ID, &self.customer);
        for (key, json) in &self.held {
            put(&desk, Kind::Subscription, key, json);
        }
        put(&desk, Kind::Entitlement, "r1", RESERVATION);
        put(&desk, Kind::Entitlement, "w1", SOFTWARE);
        if self.agreed {
            let agreement = r#"{"templateId":"t","dateAgreed":"2026-01-01","type":"MicrosoftCustomerAgreement"}"#;
            put(&desk, Kind::Agreement, "agreement", agreement);
        }
        as_role(desk, self.role)
    }
}

/// The right is checked against the operator of the desk, and filling the book needs more than most have.
fn as_role(desk: Desk, role: Role) -> Desk {
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![role],
    };
    let now = desk.now();
    copied(&desk, operator, now)
}

fn put(desk: &Desk, kind: Kind, key: &str, json: &str) {
    let change = Change {
        key: RecordKey::new(&id(), kind, key),
        expect: Expect::Absent,
        after: Some(serde_json::from_str(json).unwrap()),
    };
    let commit = Commit {
        draft: Plan::new("import_book", "").draft(desk),
        continues: None,
        changes: vec![change],
        guards: Vec::new(),
    };
    desk.commit(&commit).unwrap();
}

fn export(desk: &Desk) -> String {
    let mut bytes = Vec::new();
    let all = ExportBook::default();
    all.write(desk, (&mut bytes, "-"), &Ticket::new()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn apply(desk: &Desk, operation: &dyn Operation) -> Result<Report, Failure> {
    desk.apply(desk.plan(operation)?)
}

fn undo(desk: &Desk) -> Result<Report, Failure> {
    UndoEntry::default().run(desk, &Ticket::new())
}

fn start(way: Way, subscriptions: &[&str]) -> StartTransfer {
    StartTransfer {
        customer: id(),
        way,
        partner: OTHER.to_owned(),
        partner_name: Some("Fourth Coffee Cloud".to_owned()),
        subscriptions: subscriptions.iter().map(|one| (*one).to_owned()).collect(),
        details: Details {
            partner_country: Some("US".to_owned()),
            ..Details::default()
        },
    }
}

/// Starts a transfer and gives its ID.
fn started(desk: &Desk, way: Way, subscriptions: &[&str]) -> String {
    let report = apply(desk, &start(way, subscriptions)).unwrap();
    report.plan.items[0].id.clone().unwrap()
}

fn event(desk: &Desk, transfer: &str, word: &str) -> RecordEvent {
    let (word, value) = match word.split_once('=') {
        Some((word, value)) => (word, Some(value.to_owned())),
        None => (word, None),
    };
    RecordEvent {
        transfer: desk.transfer(transfer).unwrap().key(),
        what: Happened {
            event: Event::parse(word).unwrap(),
            value,
            on: None,
            note: None,
        },
    }
}

fn record(desk: &Desk, transfer: &str, word: &str) -> Result<Report, Failure> {
    apply(desk, &event(desk, transfer, word))
}

fn record_all(desk: &Desk, transfer: &str, words: &[&str]) {
    for word in words {
        record(desk, transfer, word).unwrap();
    }
}

fn cancel(desk: &Desk, transfer: &str) -> Result<Report, Failure> {
    let transfer = desk.transfer(transfer)?.key();
    apply(desk, &CancelTransfer { transfer })
}

fn status(desk: &Desk, transfer: &str) -> String {
    let shown = desk.transfer(transfer).unwrap().shown();
    shown.text_or_empty("status").to_owned()
}

fn stored(desk: &Desk, transfer: &str) -> Resource {
    desk.transfer(transfer).unwrap().stored.resource
}

fn standing(desk: &Desk, transfer: &str) -> Standing {
    desk.transfer(transfer).unwrap()
}

/// The codes and what each is about.
fn refused<T>(done: Result<T, Failure>) -> Vec<(String, String)> {
    let problems = match done {
        Err(Failure::Blocked(problems) | Failure::Problems(problems)) => problems,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was not refused"),
    };
    let told = problems.into_iter().map(|one| {
        assert!(one.remedy.is_some(), "{one:?}");
        (one.code.text().into_owned(), one.found.unwrap_or_default())
    });
    told.collect()
}

fn codes<T>(done: Result<T, Failure>) -> Vec<String> {
    refused(done).into_iter().map(|(code, _)| code).collect()
}

fn said(messages: &[partnerdeck::account::problem::Message]) -> Vec<&str> {
    messages.iter().map(|one| one.id.as_ref()).collect()
}

/// The same book, some time later.
fn later(desk: &Desk, now: &str) -> Desk {
    copied(desk, desk.operator().clone(), now.parse().unwrap())
}

fn copied(desk: &Desk, operator: Operator, now: Timestamp) -> Desk {
    let store = Box::new(MemoryStore::new(desk.cloud()));
    let clock = Box::new(FixedClock(now));
    let copy = Desk::new(store, operator, clock, Box::new(OsChance), false);
    let everything = |visit: &mut dyn FnMut(Stored)| {
        let mut visitor = |stored| {
            visit(stored);
            ControlFlow::Continue(())
        };
        desk.store().walk(None, &mut visitor).unwrap();
    };
    everything(&mut |stored| {
        let commit = Commit {
            draft: Plan::new("import_book", "").draft(&copy),
            continues: None,
            changes: vec![Change {
                key: stored.key,
                expect: Expect::Absent,
                after: Some(stored.resource),
            }],
            guards: Vec::new(),
        };
        copy.commit(&commit).unwrap();
    });
    copy
}
