//! One user and licenses, as scripts meet them.

use partnerdeck::account::text::fold;
use serde_json::Value;

use crate::home::Home;

const SKU: &str = r#"{"availableUnits":1,"activeUnits":1,"consumedUnits":0,"productSku":{"id":"e3","name":"Office E3","skuPartNumber":"E3"},"attributes":{"objectType":"SubscribedSku"}}"#;
const MINA: &str = "mina.one@contoso.onmicrosoft.com";

fn add(home: &Home, email: &str) {
    let line = [
        "users",
        "add",
        "Contoso",
        "--display-name",
        "Mina",
        "--email",
        email,
    ];
    let run = home
        .run(&[&line[..], &["--location", "kr"]].concat())
        .good();
    assert_eq!(run.json()["operation"], "add_users");
}

#[test]
fn a_user_is_added_found_deleted_only_with_a_yes_and_restored() {
    let home = Home::with_demo();
    add(&home, MINA);
    let found = home.run(&["users", "find", "MINA.ONE"]).good().json();
    assert_eq!(found["totalCount"], 1);
    let delete = ["users", "delete", "Contoso", MINA];
    let refused = home.run(&delete).refusal();
    assert_eq!(refused, (3, "needs_confirmation".to_owned()));
    let dry = home.run(&[&delete[..], &["--dry-run"]].concat()).good();
    assert_eq!(dry.json()["summary"]["removed"], 1);
    home.run(&[&delete[..], &["--yes"]].concat()).good();
    assert_eq!(home.run(&delete).refusal(), (4, "not_found".to_owned()));
    home.run(&["users", "restore", "Contoso", MINA]).good();
}

#[test]
fn a_new_user_without_a_location_is_refused() {
    let home = Home::with_demo();
    let line = [
        "users",
        "add",
        "Contoso",
        "--display-name",
        "Mina",
        "--email",
        MINA,
    ];
    assert_eq!(home.run(&line).refusal(), (3, "problems".to_owned()));
}

#[test]
fn seats_that_are_missing_end_with_3_and_the_services_number() {
    let home = Home::with_demo();
    let other = "two.one@contoso.onmicrosoft.com";
    add(&home, MINA);
    add(&home, other);
    let file = home.file("sku.json", SKU);
    home.run(&["book", "import", &file, "--customer", "Contoso"])
        .good();
    let line = ["licenses", "assign", "Contoso", "--sku", "e3", MINA];
    let both = home.run(&[&line[..], &[other, "--dry-run"]].concat());
    assert_eq!(both.code, 3);
    assert_eq!(both.json()["plan"]["blockers"][0]["code"], "60012");
    home.run(&line).good();
    let seats = home
        .run(&["licenses", "list", "Contoso", "--format", "csv"])
        .good()
        .out;
    assert!(seats.contains("Office E3,E3,0,1,e3"), "{seats}");
    home.run(&["licenses", "revoke", "Contoso", "--sku", "E3", MINA])
        .good();
}

#[test]
fn a_reset_password_goes_into_a_new_file() {
    let home = Home::with_demo();
    add(&home, MINA);
    let line = [
        "users",
        "reset-password",
        "Contoso",
        MINA,
        "--passwords",
        "p.csv",
    ];
    assert_eq!(home.run(&line).good().json()["plan"]["undo"], false);
    assert_eq!(home.read("p.csv").lines().count(), 2);
    assert_eq!(home.run(&line).refusal(), (3, "file_exists".to_owned()));
}

#[test]
fn a_product_is_swapped_without_one_of_its_plans_and_taken_back_step_by_step() {
    const NORDHAIN: &str = "uewnordhain.onmicrosoft.com";
    const GRETA: &str = "greta.voss@uewnordhain.example";
    let home = Home::with_demo();
    let before = home.run(&["book", "export"]).good().out;
    let assign = |sku: &str, more: &[&str]| {
        let line = ["licenses", "assign", NORDHAIN, "--sku", sku, GRETA];
        home.run(&[&line[..], more].concat())
    };
    assign("ENTERPRISEPACK", &["--exclude", "OFFICESUBSCRIPTION"]).good();
    let refused = assign("O365_BUSINESS_ESSENTIALS", &[]);
    assert_eq!(refused.refusal(), (3, "precondition".to_owned()));
    let swapped = assign("O365_BUSINESS_ESSENTIALS", &["--revoke", "ENTERPRISEPACK"]);
    let steps = &swapped.good().json()["plan"]["steps"];
    assert_eq!(steps.as_array().unwrap().len(), 2);
    let unknown = assign("ENTERPRISEPACK", &["--exclude", "YAMMER"]);
    assert_eq!(unknown.refusal(), (4, "not_found".to_owned()));
    home.run(&["undo"]).good();
    home.run(&["undo"]).good();
    assert_eq!(home.run(&["book", "export"]).good().out, before);
}

#[test]
fn permissions_are_set_as_a_whole() {
    let home = Home::with_demo();
    add(&home, MINA);
    let line = ["users", "roles", "Contoso", MINA];
    let set = |words: &str| home.run(&[&line[..], &["--permissions", words]].concat());
    set("password-admin,service-admin").good();
    assert_eq!(home.run(&line).good().json()["totalCount"], 2);
    set("user").good();
    assert_eq!(home.run(&line).good().json()["totalCount"], 0);
    assert_eq!(set("user,global-admin").refusal(), (2, "usage".to_owned()));
}

/// The users of the demo in whose names a word stands, read from what the book exports and put in the order of the list.
fn by_export(home: &Home, word: &str) -> Vec<String> {
    let export = home.run(&["book", "export"]).good().out;
    let lines = export
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let users = lines
        .filter(|line| line["kind"] == "user")
        .map(|line| line["resource"].clone());
    let said = |user: &Value, member: &str| fold(user[member].as_str().unwrap_or_default());
    let mut found: Vec<(String, String)> = users
        .filter(|user| {
            let names = ["displayName", "userPrincipalName", "firstName", "lastName"];
            names.iter().any(|member| said(user, member).contains(word))
        })
        .map(|user| (said(&user, "displayName"), said(&user, "id")))
        .collect();
    found.sort();
    found.into_iter().map(|(_, id)| id).collect()
}

#[test]
fn users_are_found_as_a_plain_look_through_the_export_finds_them_also_after_a_change() {
    let home = Home::with_demo();
    let found = |query: &str| {
        let list = home
            .run(&["users", "find", query, "--format", "json"])
            .good()
            .json();
        let items = list["items"].as_array().unwrap().clone();
        assert_eq!(list["totalCount"], items.len());
        let ids = items
            .iter()
            .map(|user| user["id"].as_str().unwrap().to_lowercase());
        ids.collect::<Vec<_>>()
    };
    for word in ["voss", "greta", "zzz"] {
        assert_eq!(found(word), by_export(&home, word), "{word}");
    }
    let nordhain = "uewnordhain.onmicrosoft.com";
    let greta = "greta.voss@uewnordhain.example";
    home.run(&[
        "users",
        "update",
        nordhain,
        greta,
        "--set",
        "displayName=Aaa Zzz",
    ])
    .good();
    // Read from what is kept, with what changed since.
    for word in ["voss", "greta", "zzz"] {
        assert_eq!(found(word), by_export(&home, word), "{word}");
    }
    assert_eq!(home.run(&["users", "find", "state:asleep"]).code, 2);
}
