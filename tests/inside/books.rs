//! Books in and out: what the service sends goes in and comes out without losing a member, and every import can be taken
//! back byte for byte.

use std::ops::ControlFlow;

use jiff::Timestamp;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{EntryId, Operator};
use partnerdeck::account::problem::Code;
use partnerdeck::account::record::{CustomerId, Kind, RecordKey};
use partnerdeck::account::role::Role;
use partnerdeck::exchange::Source;
use partnerdeck::operations::add_customer::AddCustomer;
use partnerdeck::operations::add_users::{AddUsers, ReadOptions, UsersFile, run};
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::history::{Filter, Page, since, until};
use partnerdeck::operations::import_book::ImportBook;
use partnerdeck::operations::passwords::{HandOver, Which, hand_over_to};
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::{Chance, Clock, Desk, Failure, OsChance, Outcome, Report, Ticket};
use partnerdeck::store::memory::MemoryStore;
use proptest::prelude::*;
use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};

const CONTOSO: &str = "c5757d70-06f3-4f23-8367-5a9e55019f94";

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }
}

/// Repeats itself, and still gives all classes of characters to a password.
struct Counting;

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = (place * 37 % 251) as u8;
        }
    }
}

fn desk_of(roles: &[Role], read_only: bool) -> Desk {
    let operator = Operator {
        name: "anna".to_owned(),
        roles: roles.to_vec(),
    };
    let store = Box::new(MemoryStore::new(Cloud::Global));
    Desk::new(
        store,
        operator,
        Box::new(Noon),
        Box::new(Counting),
        read_only,
    )
}

fn desk() -> Desk {
    desk_of(&[Role::GlobalAdmin], false)
}

fn import_of(text: impl AsRef<[u8]>, customer: Option<&str>, kind: Option<Kind>) -> ImportBook {
    ImportBook {
        source: Source::of_bytes("book.json", text.as_ref()),
        customer: customer.map(CustomerId::new),
        kind,
    }
}

fn import(desk: &Desk, text: impl AsRef<[u8]>) -> Report {
    import_of(text, None, None)
        .run(desk, &Ticket::new())
        .unwrap()
}

fn export(desk: &Desk) -> String {
    let mut bytes = Vec::new();
    let all = ExportBook::default();
    all.write(desk, (&mut bytes, "-"), &Ticket::new()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn lines(desk: &Desk) -> Vec<Value> {
    export(desk)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn undo(desk: &Desk, entry: Option<EntryId>) -> Result<Report, Failure> {
    UndoEntry { entry }.run(desk, &Ticket::new())
}

fn counts(report: &Report) -> (u64, u64, u64, u64) {
    let summary = report.plan.summary;
    (
        summary.added,
        summary.changed,
        summary.unchanged,
        summary.refused,
    )
}

fn sample(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/samples");
    std::fs::read(format!("{folder}/{name}.json")).unwrap()
}

/// Samples of the service, with what an operator says about them.
const SAMPLES: &[(&str, bool, Option<Kind>)] = &[
    ("customers-list.response", false, None),
    ("customers-filter.response", false, None),
    ("customer-get.response", false, None),
    ("subscriptions-list.response", true, None),
    ("subscription-get.response", true, None),
    ("subscription-get.response.2", true, None),
    ("subscription-addons.response", true, None),
    ("users-list.response", true, None),
    ("users-deleted.response", true, None),
    ("user-get.response", true, None),
    ("subscribed-skus.response", true, None),
    ("subscribed-skus-by-group.response", true, None),
    ("user-licenses-get.response", true, None),
    ("user-licenses-by-group.response", true, None),
    ("agreement-list.response", true, None),
    ("agreement-confirm.response", true, None),
    ("customer-qualifications-get.response", true, None),
    ("customer-qualifications-get.response.2", true, None),
    ("customer-qualifications-get.response.3", true, None),
    ("entitlements.response", true, None),
    ("entitlements.response.2", true, None),
    ("entitlements.response.3", true, Some(Kind::Entitlement)),
    ("azure-entitlements.response", true, Some(Kind::Entitlement)),
    ("service-requests-list.response", true, None),
    ("service-request-get.response", true, None),
    ("transfers-list.response", true, None),
    ("transfer-get.response", true, None),
    ("subscription-support-contact-get.response", true, None),
];

/// The resources that stand in a file of the service.
fn resources(file: &Value) -> Vec<Value> {
    match file {
        Value::Array(items) => items.clone(),
        Value::Object(members) => match members.get("items") {
            Some(Value::Array(items)) => items.clone(),
            _ => vec![file.clone()],
        },
        other => vec![other.clone()],
    }
}

#[test]
fn the_samples_of_the_service_come_out_as_they_went_in() {
    for (name, needs_customer, kind) in SAMPLES {
        let desk = desk();
        let bytes = sample(name);
        let customer = needs_customer.then_some(CONTOSO);
        let report = import_of(&bytes, customer, *kind)
            .run(&desk, &Ticket::new())
            .unwrap();
        let sent = resources(&serde_json::from_slice(&bytes).unwrap());
        assert_eq!(report.plan.summary.added, sent.len() as u64, "{name}");
        let mut texts: Vec<String> = sent.iter().map(Value::to_string).collect();
        let mut exported: Vec<String> = lines(&desk)
            .iter()
            .map(|line| line["resource"].to_string())
            .collect();
        texts.sort();
        exported.sort();
        assert_eq!(exported, texts, "{name}");
    }
}

#[test]
fn all_samples_together_go_round_and_can_be_taken_back() {
    let first = desk();
    for (name, needs_customer, kind) in SAMPLES {
        let customer = needs_customer.then_some(CONTOSO);
        import_of(sample(name), customer, *kind)
            .run(&first, &Ticket::new())
            .unwrap();
    }
    let once = export(&first);
    let report = import(&first, &once);
    assert_eq!(report.history, None, "our own export changes nothing");
    assert_eq!(counts(&report), (0, 0, once.lines().count() as u64, 0));

    let second = desk();
    import(&second, &once);
    assert_eq!(export(&second), once);
    undo(&second, None).unwrap();
    assert_eq!(export(&second), "");
}

#[test]
fn lines_are_sorted_by_customer_kind_and_id() {
    let desk = desk();
    let line = |kind: &str, customer: &str, resource: Value| {
        json!({"kind": kind, "customer": customer, "resource": resource}).to_string()
    };
    let file = [
        line("user", "B", json!({"id": "2"})),
        line("qualification", "b", json!({"qualification": "None"})),
        line("qualification", "b", json!({"qualification": "Education"})),
        line("user", "b", json!({"id": "1"})),
        line("subscription", "b", json!({"id": "9"})),
        line("customer", "b", json!({"id": "B"})),
        line("user", "a", json!({"id": "3"})),
        r#"{"kind":"invitation","customer":null,"resource":{"id":"i"}}"#.to_owned(),
    ];
    import(&desk, file.join("\n"));
    let order: Vec<String> = export(&desk).lines().map(str::to_owned).collect();
    assert_eq!(
        order,
        [
            r#"{"kind":"invitation","customer":"","resource":{"id":"i"}}"#,
            r#"{"kind":"user","customer":"a","resource":{"id":"3"}}"#,
            r#"{"kind":"customer","customer":"b","resource":{"id":"B"}}"#,
            r#"{"kind":"qualification","customer":"b","resource":{"qualification":"Education"}}"#,
            r#"{"kind":"qualification","customer":"b","resource":{"qualification":"None"}}"#,
            r#"{"kind":"subscription","customer":"b","resource":{"id":"9"}}"#,
            r#"{"kind":"user","customer":"b","resource":{"id":"1"}}"#,
            r#"{"kind":"user","customer":"b","resource":{"id":"2"}}"#,
        ]
    );
}

#[test]
fn a_list_row_never_erases_a_profile_and_undo_brings_back_every_byte() {
    let desk = desk();
    import(&desk, sample("customer-get.response"));
    let before = export(&desk);
    let row = json!({
        "id": "EEBD1B55-5360-4438-A11D-5C06918C3014",
        "companyProfile": {"companyName": "Fabrikam"},
        "attributes": {"objectType": "Customer"},
    });
    let report = import(&desk, row.to_string());
    assert_eq!(counts(&report), (0, 1, 0, 0));
    let line = &lines(&desk)[0]["resource"];
    assert_eq!(line["companyProfile"]["companyName"], "Fabrikam");
    assert_eq!(line["billingProfile"]["defaultAddress"]["city"], "redmond");
    undo(&desk, None).unwrap();
    assert_eq!(export(&desk), before);
    undo(&desk, Some(EntryId(3))).unwrap();
    assert_eq!(
        lines(&desk)[0]["resource"]["companyProfile"]["companyName"],
        "Fabrikam"
    );
}

#[test]
fn passwords_go_under_seal_and_nowhere_else() {
    let desk = desk();
    let report = import(&desk, sample("customer-create.response"));
    assert_eq!(report.plan.warnings[0].code, Code::PasswordSealed);
    let of_user = import_of(sample("user-create.response"), Some(CONTOSO), None);
    of_user.run(&desk, &Ticket::new()).unwrap();
    let text = export(&desk);
    assert!(
        !text.contains("=;;n.=s9Z") && !text.contains("abCD123*"),
        "{text}"
    );
    assert_eq!(
        lines(&desk)[1]["resource"]["userCredentials"],
        json!({"userName": "admin"})
    );
    let secrets = desk.store().unseal(None).unwrap();
    let mut found: Vec<(&str, &str)> = secrets
        .iter()
        .map(|secret| {
            (
                secret.sign_in_name.as_str(),
                secret.password.expose_secret(),
            )
        })
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("admin@xyz.ccsctp.net", "=;;n.=s9Z"),
            ("userid@domain.onmicrosoft.com", "abCD123*")
        ]
    );
    undo(&desk, None).unwrap();
    assert_eq!(
        desk.store().unseal(None).unwrap().len(),
        1,
        "gone with the user"
    );
}

#[test]
fn what_can_not_be_kept_is_refused_line_by_line_and_the_rest_goes_in() {
    let desk = desk();
    let file = "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"1\"}}\n\n{\"id\":\"2\",\"attributes\":{\"objectType\":\"CustomerUser\"}}\n{\"x\":1}";
    let report = import(&desk, file);
    assert_eq!(counts(&report), (1, 0, 0, 2));
    let refused: Vec<(u64, Code)> = report
        .plan
        .items
        .iter()
        .filter(|item| item.outcome == Outcome::Refused)
        .map(|item| (item.line.unwrap(), item.problems[0].code))
        .collect();
    assert_eq!(refused, [(3, Code::Missing), (4, Code::NotInList)]);
}

#[test]
fn a_file_of_nothing_but_refusals_fails_with_all_of_them() {
    let desk = desk();
    let failure = import_of("[{\"x\":1},{\"y\":1}]", None, None).run(&desk, &Ticket::new());
    let Err(Failure::Problems(problems)) = failure else {
        panic!("{failure:?}", failure = failure.err());
    };
    assert_eq!(problems.len(), 2);
    assert_eq!(desk.store().book().version.0, 0);
}

#[test]
fn a_broken_file_changes_nothing_however_far_it_was_good() {
    let desk = desk();
    let mut file = String::new();
    for number in 0..1_200 {
        file.push_str(&format!(
            "{{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{{\"id\":\"{number}\"}}}}\n"
        ));
    }
    file.push_str("{\"kind\":");
    let failure = import_of(&file, None, None).run(&desk, &Ticket::new());
    assert!(matches!(failure, Err(Failure::Usage(_))));
    assert_eq!(export(&desk), "");
}

#[test]
fn a_dry_run_tells_what_the_run_then_does() {
    let mut file = String::new();
    for number in 0..1_300 {
        let state = if number >= 1_200 {
            "inactive"
        } else {
            "active"
        };
        let id = number % 1_200;
        file.push_str(&format!("{{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{{\"id\":\"{id}\",\"state\":\"{state}\"}}}}\n"));
    }
    file.push_str("{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"0\",\"state\":\"inactive\"}}\n");
    let desk = desk();
    let wish = import_of(&file, None, None);
    let dry = wish.check(&desk, &Ticket::new()).unwrap();
    assert_eq!(counts(&dry), (1_200, 100, 1, 0));
    assert_eq!(desk.store().book().version.0, 0);
    let done = wish.run(&desk, &Ticket::new()).unwrap();
    assert_eq!(dry.plan.summary, done.plan.summary);
    assert_eq!(dry.plan.items, done.plan.items);
    let entries = desk.store().entries(None, 10).unwrap();
    assert_eq!(entries.len(), 1, "one entry for the file");
    assert_eq!(entries[0].draft.summary, done.plan.summary);
}

#[test]
fn an_import_of_many_steps_is_taken_back_and_done_again() {
    let desk = desk();
    import(
        &desk,
        "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"7\",\"state\":\"active\"}}",
    );
    let before = export(&desk);
    let mut file = String::new();
    for number in (0..1_200).chain([7, 7]) {
        file.push_str(&format!("{{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{{\"id\":\"{number}\",\"n\":{}}}}}\n", file.len()));
    }
    import(&desk, &file);
    let after = export(&desk);
    let undone = undo(&desk, None).unwrap();
    assert_eq!(
        (undone.plan.summary.removed, undone.plan.summary.changed),
        (1_199, 1)
    );
    assert_eq!(export(&desk), before);
    undo(&desk, undone.history).unwrap();
    assert_eq!(export(&desk), after);
}

#[test]
fn undo_walks_back_step_by_step_and_then_has_nothing_left() {
    let desk = desk();
    let mut books = vec![export(&desk)];
    for name in ["a", "b", "c"] {
        import(
            &desk,
            format!("{{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{{\"id\":\"{name}\"}}}}"),
        );
        books.push(export(&desk));
    }
    for wanted in books.iter().rev().skip(1) {
        undo(&desk, None).unwrap();
        assert_eq!(export(&desk), *wanted);
    }
    assert!(matches!(undo(&desk, None), Err(Failure::NothingToUndo)));
    assert!(matches!(
        undo(&desk, Some(EntryId(99))),
        Err(Failure::NotFound(..))
    ));
    assert!(matches!(
        undo(&desk, Some(EntryId(1))),
        Err(Failure::Blocked(_))
    ));
}

#[test]
fn what_was_changed_later_is_not_taken_back() {
    let desk = desk();
    let first = import(
        &desk,
        "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"a\"}}",
    );
    import(
        &desk,
        "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"a\",\"x\":1}}",
    );
    let before = export(&desk);
    let Err(Failure::Conflict(conflict)) = undo(&desk, first.history) else {
        panic!("taken back");
    };
    assert_eq!(
        conflict.key,
        RecordKey::new(&CustomerId::new("c"), Kind::User, "a")
    );
    assert_eq!(export(&desk), before);
}

#[test]
fn an_undo_needs_the_right_to_what_it_undoes() {
    let reader = desk_of(&[Role::BillingAdmin], false);
    assert!(matches!(
        import_of("[]", None, None).run(&reader, &Ticket::new()),
        Err(Failure::RefusedByRole(_))
    ));
    let read_only = desk_of(&[Role::GlobalAdmin], true);
    let line = "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"a\"}}";
    assert!(matches!(
        import_of(line, None, None).run(&read_only, &Ticket::new()),
        Err(Failure::ReadOnly)
    ));
}

#[test]
fn a_cancelled_import_stops_after_a_step_and_can_be_taken_back() {
    let desk = desk();
    let ticket = Ticket::new();
    ticket.cancel();
    let line = "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"a\"}}";
    assert!(matches!(
        import_of(line, None, None).run(&desk, &ticket),
        Err(Failure::Interrupted)
    ));
    assert_eq!(export(&desk), "");
}

#[test]
fn what_is_ours_and_empty_stays_out_of_exports() {
    let desk = desk();
    import(
        &desk,
        r#"{"id":"c","partnerdeck":{"tags":[],"notes":"","alias":"","flags":["x"],"version":3},"attributes":{"objectType":"Customer"}}"#,
    );
    assert_eq!(
        lines(&desk)[0]["resource"],
        json!({"id": "c", "attributes": {"objectType": "Customer"}})
    );
}

#[test]
fn hidden_characters_leave_escaped_and_come_back() {
    let desk = desk();
    import(
        &desk,
        "{\"id\":\"c\",\"n\":\"a\\u202eb\u{200b}c\u{7f}\\u0000\u{e0041}\",\"attributes\":{\"objectType\":\"Customer\"}}",
    );
    let text = export(&desk);
    assert!(
        text.contains(r#""n":"a\u202eb\u200bc\u007f\u0000\udb40\udc41""#),
        "{text}"
    );
    assert_eq!(counts(&import(&desk, &text)), (0, 0, 1, 0));
}

fn values() -> impl Strategy<Value = Value> {
    let number = "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?"
        .prop_map(|text| serde_json::from_str(&text).unwrap());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        any::<String>().prop_map(Value::from),
        "[\u{0}-\u{20}\u{7f}-\u{9f}\u{200b}-\u{202e}\u{e0000}-\u{e007f}]{0,8}"
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_resource() -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof![
        Just("ID".to_owned()),
        Just("CompanyProfile".to_owned()),
        any::<String>()
    ];
    prop::collection::vec((name, values()), 0..6).prop_map(|members| members.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_a_resource_says_goes_round(resources in prop::collection::vec(any_resource(), 1..5)) {
        let desk = desk();
        let mut file = String::new();
        for (number, resource) in resources.iter().enumerate() {
            let mut resource = resource.clone();
            resource.retain(|name, _| !name.eq_ignore_ascii_case("id"));
            resource.insert("id".to_owned(), json!(format!("u{number}")));
            let line = json!({"kind": "user", "customer": "c", "resource": resource});
            file.push_str(&format!("{line}\n"));
        }
        import(&desk, &file);
        let exported = lines(&desk);
        let sent: Vec<Value> = file.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let texts = |values: &[Value]| values.iter().map(Value::to_string).collect::<Vec<_>>();
        prop_assert_eq!(texts(&exported), texts(&sent));

        let once = export(&desk);
        prop_assert_eq!(import(&desk, &once).history, None);
        undo(&desk, None).unwrap();
        prop_assert_eq!(export(&desk), "");
        import(&desk, &once);
        prop_assert_eq!(export(&desk), once);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = import_of(&bytes, Some("c"), Some(Kind::User)).check(&desk(), &Ticket::new());
    }

    #[test]
    fn no_json_like_text_makes_the_reader_panic(text in "[\\[\\]{}:,\"\\\\ue0-9a-fA-F\\-+. \n]{0,60}") {
        let _ = import_of(&text, Some("c"), Some(Kind::User)).check(&desk(), &Ticket::new());
    }
}

#[test]
fn a_walk_through_the_images_of_an_undo_tells_both_sides() {
    let desk = desk();
    import(
        &desk,
        "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"a\"}}",
    );
    let report = undo(&desk, None).unwrap();
    let mut seen = Vec::new();
    desk.store()
        .images(report.history.unwrap(), &mut |image| {
            seen.push((image.before.is_some(), image.after.is_some()));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(seen, [(true, false)]);
}

const DEMO: &str = include_str!("../../assets/demo/book.ndjson");

fn demo_desk() -> Desk {
    let desk = desk();
    partnerdeck::operations::demo::fill(&desk).unwrap();
    desk
}

#[test]
fn the_demo_book_goes_in_and_comes_out_byte_for_byte() {
    let desk = desk();
    let report = import(&desk, DEMO);
    assert_eq!(report.plan.warnings, []);
    let exported = export(&desk);
    for (ours, theirs) in exported.lines().zip(DEMO.lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(exported.len(), DEMO.len());
}

#[test]
fn the_demo_has_a_history_of_several_colleagues_that_can_be_walked_back() {
    let desk = demo_desk();
    let activities = desk.activity(&Filter::default(), Page::ALL).unwrap();
    assert_eq!(activities.len(), 29);
    assert_eq!(activities[0].entry.draft.who.name, "tom.baxter");
    assert!(
        activities
            .windows(2)
            .all(|two| two[0].entry.draft.at >= two[1].entry.draft.at)
    );
    for _ in 0..27 {
        undo(&desk, None).unwrap();
    }
    assert!(matches!(undo(&desk, None), Err(Failure::NothingToUndo)));
    assert!(export(&desk) == DEMO, "the accounts are what they were");
}

#[test]
fn the_demo_fills_only_an_empty_book_but_also_for_whoever_may_only_read() {
    let desk = desk_of(&[Role::BillingAdmin], true);
    partnerdeck::operations::demo::fill(&desk).unwrap();
    assert_eq!(desk.store().count(Kind::Customer).unwrap(), 300);
    assert_eq!(
        desk.partner().unwrap().name.as_deref(),
        Some("Northwind Partners")
    );
    assert!(matches!(
        partnerdeck::operations::demo::fill(&desk),
        Err(Failure::Blocked(_))
    ));
}

const DEMO_CONTOSO: &str = "ab13dfae-6276-45da-a05f-11193ceaaf30";

fn add_users(desk: &Desk, customer: &CustomerId, domain: &str, count: usize) -> Report {
    let mut file = String::from("First name,Last name,Display name,Email,Status update\n");
    for number in 0..count {
        file.push_str(&format!(",,New {number},new{number}@{domain},\n"));
    }
    let file = UsersFile::read("new.csv", file.as_bytes(), &ReadOptions::default());
    let plan = AddUsers::new(customer, Some("US"))
        .plan(desk, &file)
        .unwrap();
    run(desk, plan, &Ticket::new()).unwrap().report
}

#[test]
fn forty_users_vanish_whole_with_their_passwords_and_come_back_with_new_ones() {
    let desk = chance_desk();
    partnerdeck::operations::demo::fill(&desk).unwrap();
    let contoso = CustomerId::new(DEMO_CONTOSO);
    let before = export(&desk);
    let report = add_users(&desk, &contoso, "contoso.onmicrosoft.com", 140);
    let after = export(&desk);
    let first: Vec<String> = passwords(&desk);
    assert_eq!(first.len(), 140);

    let undone = undo(&desk, None).unwrap();
    assert_eq!(undone.plan.undoes, report.history);
    assert_eq!(export(&desk), before);
    assert_eq!(desk.store().sealed().unwrap(), []);

    undo(&desk, undone.history).unwrap();
    assert_eq!(export(&desk), after);
    let second = passwords(&desk);
    assert_eq!(second.len(), 140);
    assert!(second.iter().all(|password| !first.contains(password)));

    let all = HandOver {
        customer: contoso,
        which: Which::All,
    };
    hand_over_to(&desk, &all, &mut Vec::new()).unwrap();
    assert!(matches!(
        undo(&desk, report.history),
        Err(Failure::Blocked(_))
    ));
    assert_eq!(export(&desk), after);
}

fn chance_desk() -> Desk {
    let operator = Operator {
        name: "anna".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let store = Box::new(MemoryStore::new(Cloud::Global));
    Desk::new(store, operator, Box::new(Noon), Box::new(OsChance), false)
}

fn passwords(desk: &Desk) -> Vec<String> {
    let secrets = desk.store().unseal(None).unwrap().into_iter();
    secrets
        .map(|secret| secret.password.expose_secret().to_owned())
        .collect()
}

#[test]
fn a_new_customer_goes_whole_but_not_under_what_came_later() {
    let desk = chance_desk();
    let request = json!({
        "CompanyProfile": {"Domain": "litware.onmicrosoft.com"},
        "BillingProfile": {
            "Culture": "en-US", "Language": "en", "Email": "it@litware.example", "CompanyName": "Litware",
            "DefaultAddress": {
                "FirstName": "Ann", "LastName": "Lee", "AddressLine1": "One Way", "City": "Redmond", "State": "WA",
                "PostalCode": "98052", "Country": "US", "PhoneNumber": "4255550100",
            },
        },
    });
    let account = serde_json::from_value(request).unwrap();
    let added = desk
        .apply(desk.plan(&AddCustomer { account }).unwrap())
        .unwrap();
    let customer = added.plan.customer.clone().unwrap();
    let alone = export(&desk);
    let users = add_users(&desk, &customer, "litware.onmicrosoft.com", 3);
    let Err(Failure::Conflict(conflict)) = undo(&desk, added.history) else {
        panic!("the users would be nobody's");
    };
    assert_eq!(conflict.key.kind, Kind::Run);
    undo(&desk, users.history).unwrap();
    assert_eq!(export(&desk), alone);
    let undone = undo(&desk, added.history).unwrap();
    assert_eq!(export(&desk), "");
    assert_eq!(desk.store().sealed().unwrap(), []);
    undo(&desk, undone.history).unwrap();
    assert_eq!(export(&desk), alone);
    assert_eq!(passwords(&desk).len(), 1);
}

#[test]
fn the_activity_log_speaks_as_the_service_does() {
    let desk = demo_desk();
    let contoso = Filter {
        customer: Some(CustomerId::new(DEMO_CONTOSO)),
        ..Filter::default()
    };
    let of_contoso = desk.activity(&contoso, Page::ALL).unwrap();
    let words: Vec<&str> = of_contoso
        .iter()
        .map(|one| one.entry.draft.operation.as_str())
        .collect();
    assert_eq!(words, ["update_account", "update_account", "fill_demo"]);
    let record = desk.audit_record(&of_contoso[0]).unwrap();
    assert_eq!(
        record.text("operationType"),
        Some("update_customer_billing_profile")
    );
    assert_eq!(record.text("userPrincipalName"), Some("mina.kim"));
    assert_eq!(record.text("customerName"), Some("Contoso"));
    assert_eq!(record.text("operationDate"), Some("2026-11-10T09:48:15Z"));
    assert_eq!(record.flag("partnerdeck.undoable"), Some(true));
    let old: Value = serde_json::from_str(record.text("resourceOldValue").unwrap()).unwrap();
    let new: Value = serde_json::from_str(record.text("resourceNewValue").unwrap()).unwrap();
    assert_ne!(old["partnerdeck"], new["partnerdeck"]);

    let some_days = Filter {
        since: since("2026-11-12"),
        until: until("2026-11-13"),
        ..Filter::default()
    };
    let mut table = Vec::new();
    let rows = desk
        .export_activity(&some_days, (&mut table, "-"), &Ticket::new())
        .unwrap();
    assert_eq!(rows, 2);
    let table = String::from_utf8(table).unwrap();
    let mut lines = table.lines();
    assert_eq!(
        lines.next(),
        Some("Date-Time,Affected customer,Action,Partner user")
    );
    assert!(
        lines.next().unwrap().starts_with("2026-11-13T15:35:00Z,"),
        "{table}"
    );

    undo(&desk, None).unwrap();
    let newest = desk
        .activity(
            &Filter::default(),
            Page {
                before: None,
                limit: 2,
            },
        )
        .unwrap();
    assert_eq!(newest[0].entry.draft.operation, "undo");
    assert!(newest[1].undone && !newest[1].is_undoable());
}
