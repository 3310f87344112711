//! Transfers from the command line: exit codes, the service's transfers as JSON, the form as a file.

use serde_json::{Value, json};

use crate::home::Home;

const CUSTOMER: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";
const OTHER: &str = "7c8db11f-1e5e-4472-8386-f0b627d1f3e1";

const BOOK: &str = r#"{"kind":"customer","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"id":"dfd8cc0a-c592-468c-8461-869a38d24738","companyProfile":{"companyName":"Wingtip","domain":"wingtip.onmicrosoft.com"}}}
{"kind":"subscription","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"id":"A1","offerId":"MS-AZR-0145P","friendlyName":"Azure","quantity":1,"status":"active"}}
{"kind":"subscription","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"id":"B1","offerId":"6B895623-F356-4EE9-9608-876084A3221F","friendlyName":"Desks","quantity":10,"billingType":"license","status":"active"}}
"#;

fn home() -> Home {
    let home = Home::new();
    let book = home.file("book.ndjson", BOOK);
    home.run(&["book", "import", &book]).good();
    home
}

fn start<'a>(way: &'a str, what: &'a str) -> Vec<&'a str> {
    vec![
        "transfers",
        "start",
        CUSTOMER,
        "--way",
        way,
        "--partner",
        OTHER,
        "--subscriptions",
        what,
    ]
}

fn started(home: &Home, way: &str, what: &str) -> String {
    let report = home.run(&start(way, what)).good().json();
    report["items"][0]["id"].as_str().unwrap().to_owned()
}

fn record(home: &Home, transfer: &str, event: &str) -> Value {
    home.run(&["transfers", "record", transfer, event])
        .good()
        .json()
}

#[test]
fn a_signed_form_is_begun_recorded_and_undone() {
    let home = home();
    let before = home.run(&["book", "export", "--quiet"]).good().out;
    let dry = [&start("paper", "a1")[..], &["--dry-run"]].concat();
    let plan = home.run(&dry).good().json();
    assert_eq!(plan["summary"]["added"], 1);
    assert_eq!(plan["plan"]["undo"], json!(true));
    assert_eq!(home.run(&["book", "export", "--quiet"]).good().out, before);

    let one = started(&home, "paper", "Azure");
    record(&home, &one, "asked");
    let on = [
        "transfers",
        "record",
        &one,
        "ticket=42",
        "--note",
        "by phone",
    ];
    home.run(&on).good();
    let list = home.run(&["transfers", "list"]).good().json();
    assert_eq!(list["totalCount"], 1);
    let shown = &list["items"][0];
    assert_eq!(shown["status"], "ticket");
    assert_eq!(shown["partnerdeck"]["waitsOn"], "us");
    assert_eq!(shown["partnerdeck"]["events"][1]["value"], "42");
    assert_eq!(shown["partnerdeck"]["events"][1]["note"], "by phone");
    assert_eq!(home.run(&["transfers", "show", &one]).good().json(), *shown);
    for _ in 0..3 {
        home.run(&["undo"]).good();
    }
    assert_eq!(home.run(&["book", "export", "--quiet"]).good().out, before);
}

#[test]
fn refusals_end_with_3_dry_or_not_and_carry_the_services_number() {
    let home = home();
    let line = start("paper", "A1,B1,nobody");
    let real = home.run(&line);
    assert_eq!(real.refusal(), (3, "precondition".to_owned()));
    let data = real.problem()["data"].clone();
    let told: Vec<(&str, &str)> = data
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["code"].as_str().unwrap(),
                one["found"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [("precondition", "B1"), ("800078", "nobody")]);
    let dry = home.run(&[&line[..], &["--dry-run"]].concat());
    assert_eq!(dry.code, 3);
    assert_eq!(dry.json()["plan"]["blockers"][1]["code"], "800078");

    let one = started(&home, "legacy", "B1");
    let early = home.run(&["transfers", "record", &one, "accepted"]);
    assert_eq!(early.refusal(), (3, "precondition".to_owned()));
    record(&home, &one, "eligible");
    let undo = record(&home, &one, "accepted");
    assert_eq!(undo["plan"]["undo"], json!(false));
    assert!(undo["plan"]["undoReason"].is_string());
}

#[test]
fn wrong_words_are_wrong_usage_and_strange_transfers_are_not_found() {
    let home = home();
    let one = started(&home, "paper", "A1");
    assert_eq!(home.run(&["transfers", "record", &one, "danced"]).code, 2);
    assert_eq!(
        home.run(&["transfers", "record", &one, "cancelled"]).code,
        2
    );
    assert_eq!(home.run(&start("pigeon", "A1")).code, 2);
    let strange = home.run(&["transfers", "show", OTHER]);
    assert_eq!(strange.refusal(), (4, "not_found".to_owned()));
    let role = ["transfers", "cancel", &one, "--role", "sales-agent"];
    assert_eq!(home.run(&role).refusal(), (3, "refused_by_role".to_owned()));
}

#[test]
fn the_form_is_text_on_stdout_or_in_a_new_file() {
    let home = home();
    let one = started(&home, "paper", "A1");
    let text = home.run(&["transfers", "form", &one]).good().out;
    assert!(
        text.starts_with("Azure subscription transfer form\n"),
        "{text}"
    );
    assert!(text.contains("  A1  Azure\n"), "{text}");
    let file = home.path("form.txt").display().to_string();
    let line = ["transfers", "form", &one, "--out", &file];
    home.run(&line).good();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    assert_eq!(
        home.run(&line).refusal(),
        (3, "needs_confirmation".to_owned())
    );
    let legacy = started(&home, "legacy", "B1");
    let none = home.run(&["transfers", "form", &legacy]);
    assert_eq!(none.refusal(), (3, "precondition".to_owned()));
}

#[test]
fn a_request_expires_by_the_clock() {
    let home = home();
    home.run(&[
        "book", "import", "--kind", "transfer", "--customer", CUSTOMER,
        &home.file(
            "request.json",
            r#"{"id":"fe199d61-6e01-44b0-b9cc-16a4cff0ff70","status":"Pending","createdTime":"2020-01-01T00:00:00Z","transferType":3,"lineItems":[]}"#,
        ),
    ])
    .good();
    let shown = home.run(&["transfers", "show", "fe199d61"]).good().json();
    assert_eq!(shown["status"], "Expired");
    let exported = home.run(&["book", "export", "--quiet"]).good().out;
    assert!(exported.contains(r#""status":"Pending""#));
    let late = home.run(&["transfers", "cancel", "fe199d61"]);
    assert_eq!(late.refusal(), (3, "precondition".to_owned()));
}
