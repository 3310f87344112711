//! The list as an operator sees it, over a book in memory.

use std::sync::Arc;

use jiff::Timestamp;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{Draft, Operator, Summary, Undo};
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Version};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::exchange::json::Form;
use partnerdeck::operations::{
    Chance, Clock, Desk, Exported, Failure, ListFormat, Look, Ticket, demo,
};
use partnerdeck::search::{Cancel, Query, Row, Sort};
use partnerdeck::store::Commit;
use partnerdeck::store::memory::MemoryStore;
use serde_json::{Value, json};

const WINGTIP: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";
const AVIONICS: &str = "b44bb1fb-c595-45b0-9e09-d657365580bf";
const TOYS_KOREA: &str = "45c44870-ef77-4fdd-b6fe-3dacb075cff2";
const GONE: &str = "eebd1b55-5360-4438-a11d-5c06918c3014";

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }
}

struct Zeros;

impl Chance for Zeros {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

fn operator() -> Operator {
    Operator {
        name: "anna".to_owned(),
        roles: vec![Role::GlobalAdmin],
    }
}

fn desk() -> Desk {
    let store = Box::new(MemoryStore::new(Cloud::Global));
    Desk::new(store, operator(), Box::new(Noon), Box::new(Zeros), false)
}

fn resource(value: Value) -> Resource {
    serde_json::from_value(value).unwrap()
}

fn customer(id: &str, name: &str, domain: &str, country: &str, relationship: &str) -> Value {
    json!({
        "id": id,
        "companyProfile": {"domain": domain, "companyName": name},
        "billingProfile": {"companyName": name, "defaultAddress": {"country": country}},
        "relationshipToPartner": relationship,
    })
}

fn subscription(id: &str, status: &str, quantity: u64) -> Value {
    json!({"id": id, "status": status, "quantity": quantity, "billingType": "license", "offerId": id})
}

fn write(desk: &Desk, kind: Kind, customer: &str, value: Option<Value>, id: &str) {
    let key = RecordKey::new(&CustomerId::new(customer), kind, id);
    let expect = match desk.store().get(&key).unwrap() {
        Some(stored) => Expect::Version(stored.version),
        None => Expect::Absent,
    };
    let commit = Commit {
        draft: Draft {
            at: desk.now(),
            who: operator(),
            operation: "test".to_owned(),
            customer: None,
            subject: String::new(),
            summary: Summary::default(),
            undo: Undo::Possible,
            undoes: None,
        },
        continues: None,
        changes: vec![Change {
            key,
            expect,
            after: value.map(resource),
        }],
        guards: Vec::new(),
    };
    desk.commit(&commit).unwrap();
}

fn put(desk: &Desk, value: Value) {
    let id = value["id"].as_str().unwrap().to_owned();
    write(desk, Kind::Customer, &id, Some(value), &id);
}

fn put_subscription(desk: &Desk, customer: &str, value: Value) {
    let id = value["id"].as_str().unwrap().to_owned();
    write(desk, Kind::Subscription, customer, Some(value), &id);
}

fn filled() -> Desk {
    let desk = desk();
    put(
        &desk,
        customer(
            WINGTIP,
            "Wingtip Toys",
            "wingtip.onmicrosoft.com",
            "US",
            "reseller",
        ),
    );
    put(
        &desk,
        customer(
            AVIONICS,
            "Wing Avionics GmbH",
            "wingavionics.onmicrosoft.com",
            "DE",
            "reseller",
        ),
    );
    put(
        &desk,
        customer(
            TOYS_KOREA,
            "윙팁토이즈 코리아",
            "wingtipkr.onmicrosoft.com",
            "KR",
            "advisor",
        ),
    );
    put(
        &desk,
        customer(GONE, "Contoso Gone", "gone.onmicrosoft.com", "US", "none"),
    );
    desk
}

fn look(desk: &Desk, query: &str, sort: &str) -> Vec<Row> {
    let look = Look {
        query: Query::parse(query).unwrap(),
        sort: Sort::parse(sort).unwrap(),
        all: false,
    };
    let found = desk.look(&look, &Cancel::new()).unwrap().unwrap();
    let rows = found.page(0, usize::MAX);
    assert_eq!(rows.len() as u64, found.total);
    rows
}

fn names(desk: &Desk, query: &str) -> Vec<String> {
    look(desk, query, "name")
        .into_iter()
        .map(|row| row.name)
        .collect()
}

#[test]
fn words_and_filters_find_what_they_say() {
    let desk = filled();
    put_subscription(&desk, WINGTIP, subscription("s1", "active", 120));
    put_subscription(&desk, AVIONICS, subscription("s2", "suspended", 48));
    let table: [(&str, &[&str]); 17] = [
        (
            "",
            &["Wing Avionics GmbH", "Wingtip Toys", "윙팁토이즈 코리아"],
        ),
        ("wing toys", &["Wingtip Toys"]),
        ("WINGTIP", &["Wingtip Toys", "윙팁토이즈 코리아"]),
        ("윙팁", &["윙팁토이즈 코리아"]),
        ("wingtip.onmicrosoft.com", &["Wingtip Toys"]),
        ("b44bb1fb", &["Wing Avionics GmbH"]),
        (
            "domain:wing -domain:kr",
            &["Wing Avionics GmbH", "Wingtip Toys"],
        ),
        ("country:kr", &["윙팁토이즈 코리아"]),
        ("relationship:advisor", &["윙팁토이즈 코리아"]),
        ("relationship:none", &["Contoso Gone"]),
        ("gone", &[]),
        ("seats>100", &["Wingtip Toys"]),
        ("seats<1", &["Wing Avionics GmbH", "윙팁토이즈 코리아"]),
        ("state:suspended", &["Wing Avionics GmbH"]),
        ("-name:wing", &["윙팁토이즈 코리아"]),
        (
            "billingProfile.defaultAddress.country:de",
            &["Wing Avionics GmbH"],
        ),
        ("nothing of the kind", &[]),
    ];
    for (query, expected) in table {
        assert_eq!(names(&desk, query), expected, "{query}");
    }
}

#[test]
fn the_list_shows_the_billing_name_and_not_the_tenants() {
    let desk = desk();
    let mut renamed = customer(WINGTIP, "Wingtip Toys", "wingtip", "US", "reseller");
    renamed["companyProfile"]["companyName"] = json!("Wingtip Holding");
    put(&desk, renamed.clone());
    assert_eq!(look(&desk, "wingtip", "name")[0].name, "Wingtip Toys");
    renamed["billingProfile"] = Value::Null;
    put(&desk, renamed);
    assert_eq!(look(&desk, "wingtip", "name")[0].name, "Wingtip Holding");
}

#[test]
fn nothing_stale_is_found_after_a_save() {
    let desk = filled();
    assert_eq!(names(&desk, "avionics"), ["Wing Avionics GmbH"]);
    put(
        &desk,
        customer(
            AVIONICS,
            "Alpine Air",
            "wing.onmicrosoft.com",
            "DE",
            "reseller",
        ),
    );
    assert!(names(&desk, "avionics").is_empty());
    assert_eq!(
        names(&desk, ""),
        ["Alpine Air", "Wingtip Toys", "윙팁토이즈 코리아"]
    );
    put_subscription(&desk, AVIONICS, subscription("s1", "active", 7));
    assert_eq!(names(&desk, "seats=7"), ["Alpine Air"]);
    write(&desk, Kind::Subscription, AVIONICS, None, "s1");
    assert!(names(&desk, "seats=7").is_empty());
    write(&desk, Kind::Customer, AVIONICS, None, AVIONICS);
    assert_eq!(names(&desk, ""), ["Wingtip Toys", "윙팁토이즈 코리아"]);
    assert_eq!(desk.row(&CustomerId::new(AVIONICS)), None);
}

#[test]
fn a_list_that_is_shown_stays_as_it_was_when_it_was_asked() {
    let desk = filled();
    let found = desk
        .look(&Look::default(), &Cancel::new())
        .unwrap()
        .unwrap();
    write(&desk, Kind::Customer, AVIONICS, None, AVIONICS);
    assert_eq!(found.page(0, 1)[0].name, "Wing Avionics GmbH");
    assert_eq!(found.position(&CustomerId::new(WINGTIP)), Some(1));
}

#[test]
fn a_cancelled_look_finds_nothing() {
    let cancel = Cancel::new();
    cancel.cancel();
    assert!(filled().look(&Look::default(), &cancel).unwrap().is_none());
}

#[test]
fn a_customer_is_resolved_by_whatever_names_it_alone() {
    let desk = filled();
    put(
        &desk,
        customer("1", "Twin", "twin1.onmicrosoft.com", "US", "reseller"),
    );
    put(
        &desk,
        customer("2", "TWIN", "twin2.onmicrosoft.com", "US", "reseller"),
    );
    for (text, id) in [
        ("DFD8CC0A-C592-468C-8461-869A38D24738", WINGTIP),
        ("wingtip.onmicrosoft.com", WINGTIP),
        ("WingtipKR", TOYS_KOREA),
        ("wingtip toys", WINGTIP),
        ("윙팁토이즈 코리아", TOYS_KOREA),
        ("Contoso gone", GONE),
    ] {
        assert_eq!(desk.resolve(text).unwrap(), CustomerId::new(id), "{text}");
    }
    assert!(matches!(
        desk.resolve("wing"),
        Err(Failure::NotFound("noun-customer", _))
    ));
    assert!(matches!(desk.resolve(" "), Err(Failure::NotFound(..))));
    let Err(Failure::Ambiguous(_, who)) = desk.resolve("twin") else {
        panic!("two are called so");
    };
    assert_eq!(who, ["Twin (1)", "TWIN (2)"]);
    put(
        &desk,
        customer("3", "wingtipkr", "other.onmicrosoft.com", "US", "reseller"),
    );
    assert!(matches!(
        desk.resolve("wingtipkr"),
        Err(Failure::Ambiguous(..))
    ));
}

#[test]
fn an_unfolded_row_counts_and_names_the_day_of_deletion() {
    let desk = filled();
    put_subscription(&desk, WINGTIP, subscription("s1", "active", 120));
    put_subscription(&desk, WINGTIP, subscription("s2", "suspended", 1));
    write(
        &desk,
        Kind::User,
        WINGTIP,
        Some(json!({"id": "u1", "state": "active"})),
        "u1",
    );
    write(
        &desk,
        Kind::User,
        WINGTIP,
        Some(json!({"id": "u2", "state": "inactive"})),
        "u2",
    );
    let unfolded = desk.unfold(&CustomerId::new(WINGTIP)).unwrap();
    assert_eq!((unfolded.subscriptions, unfolded.users), (2, 1));
    assert_eq!(unfolded.suspended.len(), 1);
    let day = "2027-02-20T12:00:00Z".parse().unwrap();
    assert_eq!(unfolded.suspended[0].deleted_on, Some(day));
}

#[test]
fn many_threads_see_one_index() {
    let desk = Arc::new(filled());
    let threads: Vec<_> = (0..4)
        .map(|number| {
            let desk = Arc::clone(&desk);
            std::thread::spawn(move || {
                let id = format!("t{number}");
                put(
                    &desk,
                    customer(&id, &format!("Thread {number}"), &id, "US", "reseller"),
                );
                names(&desk, "thread").contains(&format!("Thread {number}"))
            })
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
    assert_eq!(names(&desk, "thread").len(), 4);
    assert!(desk.store().book().version > Version(0));
}

fn export(
    desk: &Desk,
    query: &str,
    part: std::ops::Range<usize>,
    format: ListFormat,
) -> (String, Exported) {
    let look = Look {
        query: Query::parse(query).unwrap(),
        ..Look::default()
    };
    let found = desk.look(&look, &Cancel::new()).unwrap().unwrap();
    let mut out = Vec::new();
    let ticket = Ticket::new();
    let exported = desk
        .export_customers(&found, part, format, (&mut out, "-"), &ticket)
        .unwrap();
    (String::from_utf8(out).unwrap(), exported)
}

#[test]
fn the_table_is_the_services_own_with_tags_and_the_guard() {
    let desk = filled();
    let mut tagged = customer(
        WINGTIP,
        "=Wing, \"tip\"\u{202e}",
        "wingtip.onmicrosoft.com",
        "US",
        "reseller",
    );
    tagged["partnerdeck"] = json!({"tags": ["gold", "needs care"]});
    put(&desk, tagged);
    let (text, exported) = export(&desk, "wing", 0..usize::MAX, ListFormat::Csv);
    assert_eq!(
        text,
        format!(
            "Microsoft ID,Company name,Primary domain name,Relationship,Tags\n\
             {WINGTIP},\"'=Wing, \"\"tip\"\"\u{fffd}\",wingtip.onmicrosoft.com,Cloud Reseller,gold; needs care\n\
             {AVIONICS},Wing Avionics GmbH,wingavionics.onmicrosoft.com,Cloud Reseller,\n\
             {TOYS_KOREA},윙팁토이즈 코리아,wingtipkr.onmicrosoft.com,Advisor,\n"
        )
    );
    assert_eq!((exported.rows, exported.replaced), (3, 1));
}

#[test]
fn a_collection_tells_how_many_there_are_and_where_it_goes_on() {
    let desk = filled();
    let json = ListFormat::Json(Form::Compact);
    let (text, exported) = export(&desk, "", 0..2, json);
    let page: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(exported.rows, 2);
    assert_eq!(page["totalCount"], 3);
    assert_eq!(
        page["items"][0],
        customer(
            AVIONICS,
            "Wing Avionics GmbH",
            "wingavionics.onmicrosoft.com",
            "DE",
            "reseller"
        )
    );
    assert_eq!(page["attributes"]["objectType"], "Collection");

    let after = page["links"]["next"]["after"].as_str().unwrap();
    put(
        &desk,
        customer("0", "Aaron", "aaron.onmicrosoft.com", "US", "reseller"),
    );
    let found = desk
        .look(&Look::default(), &Cancel::new())
        .unwrap()
        .unwrap();
    let from = found.after(after).unwrap();
    assert_eq!(found.page(from, 1)[0].name, "윙팁토이즈 코리아");

    let (text, _) = export(&desk, "", 3..9, json);
    let last: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(last["items"].as_array().unwrap().len(), 1);
    assert_eq!(last.get("links"), None);
}

#[test]
fn lines_are_resources_as_they_came() {
    let desk = desk();
    let odd = json!({"Id": "ABC", "unknown": 1.50, "relationshipToPartner": null});
    write(&desk, Kind::Customer, "ABC", Some(odd.clone()), "abc");
    let (text, exported) = export(&desk, "", 0..usize::MAX, ListFormat::Ndjson);
    assert_eq!(text, format!("{odd}\n"));
    assert_eq!(exported.rows, 1);
}

#[test]
fn a_cancelled_export_says_so() {
    let desk = filled();
    let found = desk
        .look(&Look::default(), &Cancel::new())
        .unwrap()
        .unwrap();
    let ticket = Ticket::new();
    ticket.cancel();
    for format in [
        ListFormat::Csv,
        ListFormat::Ndjson,
        ListFormat::Json(Form::Pretty),
    ] {
        let out: &mut dyn std::io::Write = &mut Vec::new();
        let result = desk.export_customers(&found, 0..9, format, (out, "-"), &ticket);
        assert!(matches!(result, Err(Failure::Interrupted)), "{format:?}");
    }
}

#[test]
fn every_customer_of_the_demo_is_found_by_whatever_is_shown_of_it() {
    let desk = desk();
    demo::fill(&desk).unwrap();
    let rows = look(&desk, "", "name");
    assert!(rows.len() > 250);
    for row in &rows {
        let phrase = format!("\"{}\"", row.name.replace('"', "\"\""));
        for query in [
            phrase,
            row.domain.clone(),
            format!("id:{}", row.id),
            format!("domain:{} relationship:{}", row.domain, row.relationship),
        ] {
            let found = look(&desk, &query, "name");
            assert!(found.contains(row), "{query} of {row:?}");
        }
        assert_eq!(desk.resolve(&row.domain).unwrap(), row.id);
    }
}
