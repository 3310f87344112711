//! The signed form: its steps, its tracker, its form, and that every event can be taken back.

use partnerdeck::account::transfer::Transfer;
use partnerdeck::account::transfer::machine::{Party, State};
use partnerdeck::words::{Language, Words};

use super::*;

const NEW_ID: &str = "0f72ee5e-25dc-41ca-afde-256bb87342d5";

const STEPS: &[(&str, &str, Party)] = &[
    ("asked", "asked", Party::Current),
    ("ticket=126111000002417", "ticket", Party::Current),
    (
        "signed-by-current=Gus Ay, gus@northwind.example",
        "signed-by-current",
        Party::Customer,
    ),
    ("signed-by-customer", "signed-by-customer", Party::Future),
    ("signed-by-new", "signed-by-new", Party::Current),
    ("attached", "attached", Party::Support),
    ("verified", "verified", Party::Support),
];

fn moved() -> String {
    format!("moved={NEW_ID}")
}

#[test]
fn the_signed_form_goes_step_by_step_and_says_who_must_act() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Paper, &["A1"]);
    assert_eq!(standing(&desk, &one).turn, Some(Party::Customer));
    assert_eq!(status(&desk, &one), "Draft");
    for (word, became, turn) in STEPS {
        record(&desk, &one, word).unwrap();
        assert_eq!(
            status(&desk, &one),
            *became,
            "for paper the last event's name"
        );
        assert_eq!(standing(&desk, &one).turn, Some(*turn), "{word}");
    }
    record(&desk, &one, &moved()).unwrap();
    assert_eq!(standing(&desk, &one).turn, Some(Party::Future));
    record(&desk, &one, "access-removed").unwrap();
    assert_eq!(standing(&desk, &one).turn, None);
    assert_eq!(standing(&desk, &one).state, State::AccessRemoved);
}

#[test]
fn no_step_of_the_signed_form_can_be_left_out() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Paper, &["A1"]);
    for (place, (word, ..)) in STEPS.iter().enumerate() {
        for (later, ..) in &STEPS[place + 1..] {
            assert_eq!(
                codes(record(&desk, &one, later)),
                ["precondition"],
                "{later}"
            );
        }
        assert_eq!(codes(record(&desk, &one, &moved())), ["precondition"]);
        record(&desk, &one, word).unwrap();
        assert_eq!(codes(record(&desk, &one, word)), ["precondition"], "twice");
    }
}

#[test]
fn every_event_of_the_signed_form_can_be_taken_back() {
    let desk = Book::default().open();
    let mut exports = vec![export(&desk)];
    let one = started(&desk, Way::Paper, &["A1"]);
    for (word, ..) in STEPS {
        exports.push(export(&desk));
        record(&desk, &one, word).unwrap();
    }
    exports.push(export(&desk));
    record(&desk, &one, &moved()).unwrap();
    while let Some(before) = exports.pop() {
        undo(&desk).unwrap();
        assert_eq!(export(&desk), before);
    }
}

#[test]
fn a_signed_form_is_abandoned_at_any_time_before_it_moved() {
    for stop in 0..=STEPS.len() {
        let desk = Book::default().open();
        let one = started(&desk, Way::Paper, &["A1"]);
        for (word, ..) in &STEPS[..stop] {
            record(&desk, &one, word).unwrap();
        }
        let before = export(&desk);
        record(&desk, &one, "abandoned=the customer is silent").unwrap();
        assert_eq!(status(&desk, &one), "abandoned");
        undo(&desk).unwrap();
        assert_eq!(export(&desk), before);
        cancel(&desk, &one).unwrap();
        assert_eq!(status(&desk, &one), "abandoned", "cancel does the same");
        assert_eq!(codes(cancel(&desk, &one)), ["precondition"]);
    }
    let desk = Book::default().open();
    let one = started(&desk, Way::Paper, &["A1"]);
    for (word, ..) in STEPS {
        record(&desk, &one, word).unwrap();
    }
    record(&desk, &one, &moved()).unwrap();
    assert_eq!(codes(record(&desk, &one, "abandoned")), ["precondition"]);
    assert_eq!(codes(cancel(&desk, &one)), ["precondition"]);
}

#[test]
fn after_the_move_both_ids_stand_on_the_subscription_and_tickets_quote_both() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Paper, &["A1"]);
    for (word, ..) in STEPS {
        record(&desk, &one, word).unwrap();
    }
    let report = record(&desk, &one, &moved()).unwrap();
    assert!(said(&report.plan.consequences).contains(&"transfers-quote-both"));
    assert!(said(&report.plan.consequences).contains(&"transfers-means-two-ids"));
    let after = desk.subscription(&id(), "A1").unwrap().resource;
    assert_eq!(after.text("partnerdeck.azureSubscriptionId"), Some("A1"));
    assert_eq!(
        after.text("partnerdeck.serviceSubscriptionId"),
        Some(NEW_ID)
    );
    assert_eq!(
        after.text("status"),
        Some("active"),
        "the service's members stay"
    );
    let record = stored(&desk, &one);
    let both = Transfer(&record).both_ids();
    assert_eq!((both[0].azure, both[0].service), ("A1", NEW_ID));
}

#[test]
fn the_new_id_is_a_guid_one_for_each_and_not_the_old_one() {
    let wake = r#"{"id":"a2","offerId":"MS-AZR-0145P","friendlyName":"Two","status":"active"}"#;
    let mut book = Book::default().without(&["a2"]);
    book.held.push(("a2", wake.to_owned()));
    let desk = book.open();
    let one = started(&desk, Way::Paper, &["A1", "a2"]);
    for (word, ..) in STEPS {
        record(&desk, &one, word).unwrap();
    }
    for (value, code) in [
        ("moved", "missing"),
        ("moved=", "missing"),
        ("moved=tomorrow", "bad_format"),
        (&moved(), "bad_format"),
        (&format!("moved=A1:{NEW_ID},base:{NEW_ID}"), "bad_format"),
    ] {
        assert_eq!(codes(record(&desk, &one, value)), [code], "{value}");
    }
    let other = "94468137-e786-4534-a54d-a38db95245e3";
    record(&desk, &one, &format!("moved=a1:{NEW_ID}, A2:{other}")).unwrap();
    let after = desk.subscription(&id(), "a2").unwrap().resource;
    assert_eq!(after.text("partnerdeck.serviceSubscriptionId"), Some(other));
}

#[test]
fn the_ticket_has_a_number_and_other_events_take_no_value() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Paper, &["A1"]);
    assert_eq!(codes(record(&desk, &one, "asked=yes")), ["not_allowed"]);
    record(&desk, &one, "asked").unwrap();
    assert_eq!(codes(record(&desk, &one, "ticket")), ["missing"]);
    assert_eq!(codes(record(&desk, &one, "ticket= ")), ["missing"]);
    record(&desk, &one, "ticket=42").unwrap();
    let record = stored(&desk, &one);
    let last = Transfer(&record).events().next_back().unwrap();
    assert_eq!((last.value, last.on), ("42", NOW));
}

#[test]
fn a_day_is_read_not_ahead_and_not_before_the_last_event() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Paper, &["A1"]);
    let on = |word: &str, day: &str| {
        let mut operation = event(&desk, &one, word);
        operation.what.on = Some(day.to_owned());
        operation.what.note = Some(" by letter ".to_owned());
        apply(&desk, &operation)
    };
    assert_eq!(codes(on("asked", "lately")), ["bad_format"]);
    assert_eq!(codes(on("asked", "2026-11-23")), ["in_the_future"]);
    assert_eq!(
        codes(on("asked", "2026-11-22T09:00:01Z")),
        ["in_the_future"]
    );
    on("asked", "2026-11-09").unwrap();
    assert_eq!(codes(on("ticket=1", "2026-11-08")), ["not_allowed"]);
    on("ticket=1", "2026-11-09").unwrap();
    let record = stored(&desk, &one);
    let events = serde_json::to_string(record.get("partnerdeck.events").unwrap()).unwrap();
    assert_eq!(
        events,
        r#"[{"event":"asked","on":"2026-11-09","note":"by letter"},{"event":"ticket","value":"1","on":"2026-11-09","note":"by letter"}]"#
    );
}

#[test]
fn support_has_8_business_hours_from_the_attachment_on() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Paper, &["A1"]);
    record_all(
        &desk,
        &one,
        &[
            "asked",
            "ticket=1",
            "signed-by-current",
            "signed-by-customer",
            "signed-by-new",
        ],
    );
    let report = record(&desk, &one, "attached").unwrap();
    assert!(said(&report.plan.consequences).contains(&"transfers-means-8-hours"));
    // The contacts of both partners must stand in the form; the tracker knows neither.
    assert_eq!(report.plan.warnings.len(), 2);
    let due = standing(&desk, &one).due.unwrap();
    assert_eq!(due.to_string(), "2026-11-23T17:00:00Z", "from a Sunday on");
}

#[test]
fn only_legacy_azure_goes_by_the_signed_form() {
    let desk = Book::default().open();
    for other in ["base", "seats", "plan", "market", "under"] {
        let done = apply(&desk, &start(Way::Paper, &[other]));
        assert_eq!(codes(done), ["precondition"], "{other}");
    }
    let several = apply(&desk, &start(Way::Paper, &["A1", "base", "nobody"]));
    assert_eq!(
        refused(several),
        [
            ("precondition".to_owned(), "base".to_owned()),
            ("800078".to_owned(), "nobody".to_owned())
        ]
    );
    assert_eq!(codes(apply(&desk, &start(Way::Paper, &[]))), ["missing"]);
}

#[test]
fn customer_and_new_partner_are_in_one_country() {
    let desk = Book::default().open();
    let mut wish = start(Way::Paper, &["A1"]);
    wish.details.partner_country = Some("Germany".to_owned());
    let other = refused(apply(&desk, &wish));
    assert_eq!(other, [("precondition".to_owned(), "DE".to_owned())]);
    wish.details.partner_country = Some("Nowhere".to_owned());
    assert_eq!(codes(apply(&desk, &wish)), ["unknown_country"]);
    // What was not said can't be checked, and that is said, with the relationship and the contract.
    wish.details.partner_country = None;
    let plan = desk.plan(&wish).unwrap();
    let warned: Vec<&str> = plan
        .warnings
        .iter()
        .map(|one| one.message.id.as_ref())
        .collect();
    assert_eq!(
        warned,
        ["transfers-country-unknown", "transfers-contract-unchecked"]
    );
    assert!(plan.blockers.is_empty());
}

#[test]
fn the_plan_says_what_the_signed_form_means() {
    let desk = Book::default().open();
    let plan = desk.plan(&start(Way::Paper, &["A1"])).unwrap();
    assert_eq!(
        said(&plan.consequences),
        [
            "transfers-means-two-ids",
            "transfers-means-old-access",
            "transfers-means-microsoft-stays-out"
        ]
    );
}

fn form_of(desk: &Desk, transfer: &str) -> String {
    let words = Words::load(Language::English);
    let form = desk
        .transfer_form(&desk.transfer(transfer).unwrap().key())
        .unwrap();
    form.text(|message| words.say(message))
}

#[test]
fn the_form_is_filled_in_with_what_the_book_knows() {
    let desk = Book::default().open();
    let mut wish = start(Way::Paper, &["A1"]);
    wish.details.contact = Some("Gus Ay, gus@northwind.example".to_owned());
    let one = apply(&desk, &wish).unwrap().plan.items[0]
        .id
        .clone()
        .unwrap();
    record_all(
        &desk,
        &one,
        &["asked", "ticket=126111000002417", "signed-by-current"],
    );
    let mut signed = event(&desk, &one, "signed-by-customer=Gena Soto");
    signed.what.on = Some("2026-11-22".to_owned());
    apply(&desk, &signed).unwrap();
    let form = form_of(&desk, &one);
    for line in [
        "Azure subscription transfer form",
        "  Organization: Northwind Partners",
        &format!("  Microsoft ID: {US}"),
        "  Contact: Gus Ay, gus@northwind.example",
        "  Organization: Wingtip Toys",
        &format!("  Microsoft ID: {ID}"),
        "  Address: 1 Microsoft Way, Redmond, WA, 98052",
        "  Country/region: United States",
        "  Organization: Fourth Coffee Cloud",
        "  A1  Azure – Test",
        "  current partner: signed on 2026-11-22T09:00:00Z",
        "  customer: signed on 2026-11-22 by Gena Soto",
        "  new partner: ______________________________  Date: ______________",
        "  Number: 126111000002417",
        "  Type: subscription management",
        "  Subscription ID: A1",
        "  Plan: Cloud Solution Provider",
        "  Severity: C – minimal",
        "  Problem: other general questions",
    ] {
        assert!(form.lines().any(|there| there == line), "{line}\n{form}");
    }
    assert!(!form.contains("Both IDs"), "{form}");
    record_all(
        &desk,
        &one,
        &["signed-by-new", "attached", "verified", &moved()],
    );
    let form = form_of(&desk, &one);
    assert!(form.contains(&format!("billing: {NEW_ID}")), "{form}");
}

#[test]
fn what_is_not_by_the_signed_form_has_no_form() {
    let desk = Book::modern().open();
    let one = started(&desk, Way::Legacy, &["base"]);
    let key = desk.transfer(&one).unwrap().key();
    assert_eq!(codes(desk.transfer_form(&key)), ["precondition"]);
}
