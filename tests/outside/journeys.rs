//! The screen and the command line are two doors to the same operations: each journey goes once by keys and once by the
//! command line over the same book on the disk. The export afterwards is the same, and undo brings the first one back.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::role::Role;
use partnerdeck::operations::{Desk, FixedClock, OsChance};
use partnerdeck::store::embedded::{EmbeddedStore, Opening};
use serde_json::Value;

use crate::home::Home;
use crate::session::Session;

const CUSTOMER: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";

const BOOK: &str = r#"{"kind":"customer","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"id":"dfd8cc0a-c592-468c-8461-869a38d24738","companyProfile":{"companyName":"Wingtip","domain":"wingtip.onmicrosoft.com"},"relationshipToPartner":"reseller"}}
{"kind":"agreement","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"templateId":"117a77b0-9360-443b-8795-c6dedc750cf9","type":"MicrosoftCustomerAgreement"}}
{"kind":"sku","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"availableUnits":4,"activeUnits":10,"consumedUnits":6,"suspendedUnits":0,"totalUnits":10,"productSku":{"id":"k1","name":"Microsoft 365 Business Basic"}}}
{"kind":"subscription","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"id":"A1","offerId":"6B895623-F356-4EE9-9608-876084A3221F","offerName":"Microsoft 365 Business Basic","friendlyName":"Desks","quantity":10,"billingType":"license","billingCycle":"monthly","status":"active","autoRenewEnabled":true,"commitmentEndDate":"2027-03-31T00:00:00Z","x":1.50}}
{"kind":"subscription","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"id":"S1","offerId":"1D8ED88B-9EDA-4DD2-A3E3-6CD0DB78AA67","friendlyName":"Suspended","quantity":3,"billingType":"license","billingCycle":"annual","status":"suspended","suspensionReasons":["CustomerCancellation"]}}
"#;

/// A home with the book, and what its export is.
fn home() -> (Home, Vec<Value>) {
    let home = Home::new();
    let book = home.file("book.ndjson", BOOK);
    home.run(&["book", "import", &book]).good();
    let before = export(&home);
    (home, before)
}

/// The lines of the export; what the desk draws at random is left out.
fn export(home: &Home) -> Vec<Value> {
    let limit = Instant::now() + Duration::from_secs(30);
    let run = loop {
        let run = home.run(&["book", "export", "--quiet"]);
        // The threads of a screen that was just left may hold the book a moment longer.
        if run.code != 6 || Instant::now() > limit {
            break run.good();
        }
        thread::sleep(Duration::from_millis(20));
    };
    let lines = run.out.lines();
    let mut lines: Vec<Value> = lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for line in &mut lines {
        let resource = &mut line["resource"];
        if resource.get("creationDate").is_some() {
            resource["id"] = Value::Null;
            resource["orderId"] = Value::Null;
        }
    }
    lines.sort_by_key(Value::to_string);
    lines
}

/// A screen on the book of a home, as the program would open it.
fn screen(home: &Home) -> Session {
    let opening = Opening {
        cloud: Some(Cloud::Global),
        create: false,
        read_only: false,
        seal_keys: home.path("state/partnerdeck/seal"),
    };
    let store = EmbeddedStore::open(&home.book(), &opening).unwrap();
    let operator = Operator {
        name: "tester".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let clock = FixedClock("2026-11-22T09:00:00Z".parse().unwrap());
    let desk = Desk::new(
        Box::new(store),
        operator,
        Box::new(clock),
        Box::new(OsChance),
        false,
    );
    let mut session = Session::on(Arc::new(desk), 80, 24);
    session.keys("<CR>").settle();
    session
}

/// Presses keys in steps; every step is waited for.
fn press(session: &mut Session, steps: &[&str]) {
    for step in steps {
        session.keys(step).settle();
    }
}

/// One journey by both doors. What undo takes back is taken back by `u` and by `undo`.
#[track_caller]
fn both(keys: &[&str], line: &[&str], is_undone: bool) {
    let (by_keys, before) = home();
    let (by_line, _) = home();
    {
        let mut session = screen(&by_keys);
        press(&mut session, keys);
    }
    by_line.run(line).good();
    let after = export(&by_keys);
    assert_ne!(after, before, "nothing happened by keys");
    assert_eq!(after, export(&by_line));
    if !is_undone {
        return;
    }
    {
        let mut session = screen(&by_keys);
        press(&mut session, &["u"]);
        if session.frame().contains("Take back") {
            press(&mut session, &["y"]);
        }
    }
    by_line.run(&["undo"]).good();
    assert_eq!(export(&by_keys), before);
    assert_eq!(export(&by_line), before);
}

#[test]
fn a_subscription_is_renamed_by_both_doors() {
    both(
        &["2", "<CR>rename<CR>", "<C-u>Front desks", "<C-s>"],
        &["subscriptions", "rename", CUSTOMER, "A1", "Front desks"],
        true,
    );
}

#[test]
fn seats_are_changed_by_both_doors() {
    both(
        &["2", "<CR>seats<CR>", "<C-u>25", "<C-s>"],
        &["subscriptions", "quantity", CUSTOMER, "A1", "25"],
        true,
    );
}

#[test]
fn a_subscription_is_suspended_by_both_doors() {
    both(
        &["2", "<CR>suspend<CR>", "<C-s>", "y"],
        &["subscriptions", "suspend", CUSTOMER, "A1", "--yes"],
        true,
    );
}

#[test]
fn a_subscription_is_reactivated_by_both_doors() {
    both(
        &["2", "j", "<CR>reactivate<CR>", "<C-s>"],
        &["subscriptions", "reactivate", CUSTOMER, "S1"],
        true,
    );
}

#[test]
fn auto_renew_is_turned_off_by_both_doors() {
    both(
        &["2", "<CR>auto-renew<CR>", "<C-s>"],
        &["subscriptions", "auto-renew", CUSTOMER, "A1", "off"],
        true,
    );
}

#[test]
fn the_billing_cycle_is_changed_by_both_doors() {
    both(
        &["2", "<CR>cycle<CR>", "<CR>year<CR>", "<C-s>"],
        &["subscriptions", "billing-cycle", CUSTOMER, "A1", "annual"],
        true,
    );
}

#[test]
fn a_subscription_is_cancelled_by_both_doors() {
    both(
        &["2", "<CR>cancel<CR>", "<C-s>", "y"],
        &["subscriptions", "cancel", CUSTOMER, "A1", "--yes"],
        false,
    );
}

#[test]
fn a_subscription_is_bought_by_both_doors() {
    let offer = "9C70DA8E-23DA-4D81-BEE8-F296FCFA5E7B";
    let buy = ["subscriptions", "add", CUSTOMER, "--offer", offer];
    both(
        &[
            "m",
            "buy<CR>",
            "<CR>9C70DA8E<CR>",
            "<Tab><C-u>4",
            "<Tab>Reports",
            "<C-s>",
            "y",
        ],
        &[&buy[..], &["--quantity", "4", "--name", "Reports"]].concat(),
        false,
    );
}

#[test]
fn an_add_on_is_bought_by_both_doors() {
    let offer = "EF14B3C1-3A4F-4B0B-A2AA-0098D13229F4";
    let buy = ["subscriptions", "add", CUSTOMER, "--offer", offer];
    both(
        &[
            "2",
            "<CR>add-on<CR>",
            "<CR>audio<CR>",
            "<Tab><C-u>10",
            "<C-s>",
            "y",
        ],
        &[&buy[..], &["--quantity", "10"]].concat(),
        false,
    );
}
