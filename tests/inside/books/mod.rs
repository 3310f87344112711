//! Books in and out: what the service sends goes in and comes out without losing a member, and every import can be taken
//! back byte for byte.

mod demo;
mod round_trip;
mod undo;

use jiff::Timestamp;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{EntryId, Operator};
use partnerdeck::account::problem::Code;
use partnerdeck::account::record::{CustomerId, Kind};
use partnerdeck::account::role::Role;
use partnerdeck::exchange::Source;
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::import_book::ImportBook;
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::{Chance, Clock, Desk, Failure, Outcome, Report, Ticket};
use partnerdeck::store::memory::MemoryStore;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

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
    ("indirect-resellers.response", false, None),
    ("customer-resellers.response", true, None),
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

const DEMO_CONTOSO: &str = "ab13dfae-6276-45da-a05f-11193ceaaf30";

#[test]
fn a_profile_alone_goes_into_its_customer() {
    let desk = desk();
    import(&desk, sample("customer-get.response"));
    let before = lines(&desk)[0]["resource"]["billingProfile"].clone();
    let whose = Some("eebd1b55-5360-4438-a11d-5c06918c3014");
    let mut profile: Value =
        serde_json::from_slice(&sample("customer-billing-profile-get.response")).unwrap();
    profile["email"] = json!("other@example.com");
    import_of(profile.to_string(), whose, None)
        .run(&desk, &Ticket::new())
        .unwrap();
    let after = lines(&desk)[0]["resource"]["billingProfile"].clone();
    assert_eq!(after["email"], "other@example.com");
    assert_eq!(after["id"], profile["id"]);
    assert_ne!(after, before);
}

#[test]
fn what_could_not_be_typed_is_kept_and_told() {
    let desk = desk();
    let report = import(&desk, sample("customers-list.response"));
    assert_eq!(counts(&report), (2, 0, 0, 0));
    let flagged = &report.plan.warnings[0];
    assert_eq!(flagged.code, Code::Flagged);
    assert_eq!(
        lines(&desk)[0]["resource"]["companyProfile"]["domain"],
        "domain"
    );
    let again = import(&desk, sample("customers-list.response"));
    assert_eq!(again.plan.warnings, [], "what is unchanged was told before");
}

#[test]
fn a_bare_qualification_needs_to_be_named() {
    let desk = desk();
    let bare = sample("customer-qualification-get.response");
    assert!(
        import_of(&bare, Some(CONTOSO), None)
            .run(&desk, &Ticket::new())
            .is_err()
    );
    import_of(&bare, Some(CONTOSO), Some(Kind::Qualification))
        .run(&desk, &Ticket::new())
        .unwrap();
    assert_eq!(
        lines(&desk)[0]["resource"],
        json!({"qualification": "education"})
    );
}
