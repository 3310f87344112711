//! Lists: the same bytes for scripts, page after page, and quiet when nobody reads.

use std::io::Read;

use serde_json::json;

use crate::home::Home;

#[test]
fn a_list_for_people_is_a_table() {
    let home = Home::with_demo();
    let line = [
        "customers",
        "list",
        "--filter",
        "country:KR",
        "--format",
        "table",
    ];
    insta::assert_snapshot!(home.run(&line).good().out);
}

#[test]
fn a_list_in_a_pipe_is_the_services_collection() {
    let home = Home::with_demo();
    let line = ["customers", "list", "--filter", "wingtiptoys"];
    insta::assert_snapshot!(home.run(&line).good().out);
}

#[test]
fn csv_is_the_table_that_the_service_exports() {
    let home = Home::with_demo();
    let line = [
        "customers",
        "list",
        "--limit",
        "3",
        "--sort",
        "seats:desc",
        "--format",
        "csv",
    ];
    insta::assert_snapshot!(home.run(&line).good().out);
}

#[test]
fn pages_follow_each_other_without_a_gap() {
    let home = Home::with_demo();
    let ids = |list: &serde_json::Value| {
        let items = list["items"].as_array().unwrap().iter();
        items
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let all = home
        .run(&["customers", "list", "--sort", "country"])
        .good()
        .json();
    assert_eq!(all["totalCount"], json!(298));
    assert_eq!(all["attributes"], json!({"objectType": "Collection"}));
    assert!(all.get("links").is_none());

    let mut paged = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let mut line = vec!["customers", "list", "--sort", "country", "--limit", "120"];
        if let Some(cursor) = &after {
            line.extend(["--after", cursor]);
        }
        let page = home.run(&line).good().json();
        paged.extend(ids(&page));
        match page["links"]["next"]["after"].as_str() {
            Some(cursor) => after = Some(cursor.to_owned()),
            None => break,
        }
    }
    assert_eq!(paged, ids(&all));
}

#[test]
fn removed_customers_show_only_when_asked_for() {
    let home = Home::with_demo();
    let count = |line: &[&str]| home.run(line).good().json()["totalCount"].as_u64().unwrap();
    assert_eq!(count(&["customers", "list"]), 298);
    assert_eq!(count(&["customers", "list", "--all"]), 300);
    assert_eq!(
        count(&["customers", "list", "--filter", "relationship:none"]),
        2
    );
}

#[test]
fn ndjson_is_one_resource_a_line() {
    let home = Home::with_demo();
    let out = home
        .run(&["users", "list", "wingtiptoys", "--format", "ndjson"])
        .good()
        .out;
    for line in out.lines() {
        let user: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(user["state"], "active");
    }
    assert!(out.lines().count() > 2);
}

#[test]
fn one_account_is_shown_whole_with_its_version() {
    let home = Home::with_demo();
    insta::assert_snapshot!(home.run(&["customers", "show", "wingtiptoys"]).good().out);
}

#[test]
fn subscriptions_and_activity_have_the_columns_of_the_service() {
    let home = Home::with_demo();
    let subscriptions = home
        .run(&["subscriptions", "export", "wingtiptoys", "--format", "csv"])
        .good()
        .out;
    let first = subscriptions.lines().next();
    assert_eq!(
        first,
        Some("Subscription ID,Subscription,Quantity,Status,Reseller")
    );
    let activity = home
        .run(&["activity", "export", "--format", "csv"])
        .good()
        .out;
    let first = activity.lines().next();
    assert_eq!(
        first,
        Some("Date-Time,Affected customer,Action,Partner user")
    );
    let listed = home
        .run(&[
            "activity",
            "list",
            "--since",
            "2026-11-21",
            "--format",
            "table",
        ])
        .good()
        .out;
    insta::assert_snapshot!(listed);
}

#[test]
fn the_key_sheet_names_place_action_keys_and_words() {
    let sheet = Home::new().run(&["keys", "--format", "json"]).good().json();
    let undo = json!({"place": "everywhere", "action": "undo", "keys": ["u"], "words": "undo"});
    assert!(
        sheet["items"].as_array().unwrap().contains(&undo),
        "{sheet:#}"
    );
}

#[test]
fn a_pipe_that_closes_ends_the_list_without_a_word() {
    let home = Home::with_demo();
    let mut child = home.process(&["book", "export"]).spawn().unwrap();
    let mut beginning = [0; 10];
    child
        .stdout
        .take()
        .unwrap()
        .read_exact(&mut beginning)
        .unwrap();
    let end = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(end.stderr).unwrap(), "");
    assert!(end.status.success());
}

#[test]
fn every_reading_verb_works_on_the_demo() {
    let home = Home::new();
    for line in [
        "customers list",
        "customers show Contoso",
        "customers export",
        "users list Contoso",
        "users list Contoso --deleted",
        "users runs Contoso",
        "subscriptions list Contoso",
        "subscriptions export Contoso",
        "activity list",
        "activity export",
        "activity verify",
        "book partner",
        "book export",
        "store check",
        "store stats",
        "store compact",
    ] {
        let words: Vec<&str> = std::iter::once("--demo").chain(line.split(' ')).collect();
        let run = home.run(&words);
        assert_eq!(run.code, 0, "{line}: {}", run.err);
    }
    assert!(
        !home.path("data").exists(),
        "the demo left something behind"
    );
}
