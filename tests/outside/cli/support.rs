//! Support contacts, service requests and the log, as scripts read and write them.

use crate::home::Home;

const PIETRALUNA: &str = "1001fffd-c570-4903-ad05-411eddb4f05e";

#[test]
fn support_contacts_and_requests_are_read_and_written_by_scripts() {
    let home = Home::with_demo();
    let shown = home.run(&["support", "show", PIETRALUNA]).good().json();
    let items = shown["items"].as_array().unwrap();
    let named: Vec<_> = items
        .iter()
        .filter(|one| one["partnerdeck"]["default"] == false)
        .collect();
    assert_eq!(named[0]["name"], "Lakeview Cloud Services");
    let default = items
        .iter()
        .find(|one| one["partnerdeck"]["default"] == true)
        .expect("a subscription without a contact of its own");
    let subscription = default["partnerdeck"]["subscription"].as_str().unwrap();
    let set = [
        "support",
        "set",
        PIETRALUNA,
        subscription,
        "--contact",
        "4847383",
    ];
    let before = home.run(&["book", "export"]).good().out;
    let report = home.run(&set).good().json();
    assert_eq!(report["operation"], "set_support_contact");
    assert_eq!(report["plan"]["undo"], true);
    let again = home.run(&set).good().json();
    assert_eq!(again["summary"]["unchanged"], 1);
    home.run(&["undo"]).good();
    assert_eq!(home.run(&["book", "export"]).good().out, before);
    let unknown = ["support", "set", PIETRALUNA, subscription, "--contact", "1"];
    let run = home.run(&unknown);
    assert_eq!(run.refusal(), (3, "precondition".to_owned()));
    let remedy = run.problem()["data"][0]["remedy"].to_string();
    assert!(remedy.contains("Request the relation first"), "{remedy}");
}

#[test]
fn requests_are_listed_shown_and_get_notes() {
    let home = Home::with_demo();
    let customer = "06bc3623-16a6-4f56-bc06-6c666bdb1db9";
    let listed = home.run(&["support", "requests", customer]).good();
    assert_eq!(listed.json()["items"][0]["id"], "638700582682616");
    assert!(
        listed.err.contains("https://portal.azure.com"),
        "{}",
        listed.err
    );
    let table = home
        .run(&["support", "requests", customer, "--format", "csv"])
        .good();
    let mut lines = table.out.lines();
    assert_eq!(
        lines.next(),
        Some("Request ID,Title,Severity,Status,Contact,Created,Modified,Closed")
    );
    assert!(
        lines
            .next()
            .unwrap()
            .contains(",critical,open,Mina Kim,2026-06-04T")
    );
    let note = ["support", "note", customer, "638700582682616", "calls back"];
    home.run(&note).good();
    let shown = home
        .run(&["support", "request", customer, "638700582682616"])
        .good();
    assert_eq!(
        shown.json()["partnerdeck"]["notes"][0]["text"],
        "calls back"
    );
    let log = ["activity", "list", "--company", "שדה", "--format", "json"];
    let log = home.run(&log).good().json();
    assert_eq!(log["items"][0]["operationType"], "add_note");
    assert_eq!(log["items"][0]["operationStatus"], "succeeded");
}

#[test]
fn the_log_goes_out_as_the_table_of_the_service() {
    let home = Home::with_demo();
    let customer = "06bc3623-16a6-4f56-bc06-6c666bdb1db9";
    home.run(&["support", "note", customer, "638700582682616", "calls back"])
        .good();
    let day = ["--since", "2026-11-22", "--until", "2026-11-22"];
    let line = [
        &["activity", "export", customer, "--format", "csv"][..],
        &day[..],
    ]
    .concat();
    let table = home.run(&line).good().out;
    let mut lines = table.lines();
    assert_eq!(
        lines.next().unwrap().trim_start_matches('\u{feff}'),
        "Date-Time,Affected customer,Action,Partner user"
    );
    let first = lines.next().unwrap();
    assert!(first.starts_with("2026-11-22T09:00:00Z,"), "{first}");
    assert!(first.contains(",add_note,"), "{first}");
}
