//! Changes: the report is the same for what is done and what would be, and undo brings every byte back.

use serde_json::{Value, json};

use crate::home::Home;

const NEW: &str = r#"{"companyProfile":{"domain":"litware.onmicrosoft.com"},
 "billingProfile":{"companyName":"Litware Inc","email":"ann.lee@litware.example","defaultAddress":
 {"firstName":"Ann","lastName":"Lee","addressLine1":"1 Microsoft Way","city":"Redmond","state":"WA",
 "postalCode":"98052","country":"US","phoneNumber":"4255550101"}}}"#;

fn exported(home: &Home) -> String {
    home.run(&["book", "export", "--quiet"]).good().out
}

#[test]
fn an_update_is_reported_and_taken_back() {
    let home = Home::with_demo();
    let before = exported(&home);
    let line = [
        "customers",
        "update",
        "wingtiptoys",
        "--set",
        "billingProfile.defaultAddress.city=Tacoma",
        "--set",
        "tags+=vip",
    ];

    let dry = home.run(&[&line[..], &["--dry-run"]].concat()).good();
    assert_eq!(exported(&home), before);
    let real = home.run(&line).good();
    insta::assert_snapshot!("report_of_an_update", real.out);

    let mut expected = real.json();
    expected["dryRun"] = json!(true);
    expected.as_object_mut().unwrap().shift_remove("history");
    assert_eq!(dry.json(), expected);

    assert_ne!(exported(&home), before);
    let undo = home.run(&["undo", "--format", "table"]).good();
    insta::assert_snapshot!("undo_for_people", undo.out);
    assert_eq!(exported(&home), before);
}

#[test]
fn an_account_goes_out_through_an_editor_and_back_in() {
    let home = Home::with_demo();
    let shown = home.run(&["customers", "show", "wingtiptoys"]).good().out;
    let same = home.file("a.json", &shown);
    let unchanged = home
        .run(&["customers", "update", "wingtiptoys", "--file", &same])
        .good()
        .json();
    assert_eq!(unchanged["summary"]["unchanged"], 1);
    assert!(unchanged.get("history").is_none());

    let mut edited: Value = serde_json::from_str(&shown).unwrap();
    edited["billingProfile"]["defaultAddress"]["addressLine1"] = json!("4200 Carousel Way");
    let edited = edited.to_string();
    let report = home
        .run_with(
            &["customers", "update", "wingtiptoys", "--file", "-"],
            edited.clone(),
        )
        .good()
        .json();
    assert_eq!(report["summary"]["changed"], 1, "{report:#}");
    // The file carries the version it was shown at, which is not the newest any more.
    let again = home.run_with(
        &["customers", "update", "wingtiptoys", "--file", "-"],
        shown,
    );
    assert_eq!(again.refusal(), (5, "conflict".to_owned()));
}

#[test]
fn a_new_customers_password_is_told_once() {
    let home = Home::with_demo();
    let before = exported(&home);
    let file = home.file("new.json", NEW);
    let report = home
        .run(&["customers", "add", "--file", &file])
        .good()
        .json();
    let credentials = &report["userCredentials"];
    assert_eq!(credentials["userName"], "admin@litware.onmicrosoft.com");
    assert_eq!(credentials["password"].as_str().unwrap().len(), 16);
    let left = home.run(&["users", "passwords", "litware", "--out", "p.csv"]);
    assert_eq!(left.refusal(), (4, "not_found".to_owned()));

    let taken = home.run(&["customers", "add", "--file", &file]);
    assert_eq!(taken.code, 3);
    assert_eq!(taken.problem()["data"][0]["code"], "domain_taken");

    home.run(&["undo"]).good();
    assert_eq!(exported(&home), before);
}

#[test]
fn a_new_customers_password_goes_into_a_file_of_its_own() {
    let home = Home::with_demo();
    let file = home.file("new.json", NEW);
    let mine = home.file("mine.csv", "mine");
    let refused = home.run(&[
        "customers",
        "add",
        "--file",
        &file,
        "--credentials",
        &mine,
        "--yes",
    ]);
    assert_eq!(refused.refusal(), (3, "file_exists".to_owned()));
    assert_eq!(home.read("mine.csv"), "mine");
    assert_eq!(home.run(&["customers", "show", "litware"]).code, 4);

    let report = home
        .run(&[
            "customers",
            "add",
            "--file",
            &file,
            "--credentials",
            "c.csv",
        ])
        .good()
        .json();
    assert!(report.get("userCredentials").is_none());
    let text = home.read("c.csv");
    assert!(
        text.starts_with("Display name,User name,Temporary password,Status\n"),
        "{text}"
    );
    assert!(text.contains("admin@litware.onmicrosoft.com"));
}

#[test]
fn a_book_goes_out_and_comes_back_the_same() {
    let home = Home::with_demo();
    let lines = exported(&home);
    let other = Home::new();
    let report = other
        .run_with(&["book", "import", "-"], lines.clone())
        .good()
        .json();
    assert_eq!(report["summary"]["added"], lines.lines().count());
    assert_eq!(exported(&other), lines);

    let again = other
        .run_with(&["book", "import", "-"], lines.clone())
        .good()
        .json();
    assert_eq!(again["summary"]["unchanged"], lines.lines().count());
    other.run(&["undo", "1"]).good();
    assert_eq!(exported(&other), "");
}

#[test]
fn an_import_of_which_a_part_is_refused_ends_with_eight() {
    let home = Home::with_demo();
    let table = "Microsoft ID,Company name,Primary domain name,Relationship,Tags\n\
                 dfd8cc0a-c592-468c-8461-869a38d24738,Wingtip Toys,wingtiptoys.onmicrosoft.com,Cloud Reseller,silver\n\
                 ,Nobody,nobody.onmicrosoft.com,Cloud Reseller,\n";
    let file = home.file("customers.csv", table);
    for dry in [&["--dry-run"][..], &[]] {
        let run = home.run(&[&["customers", "import", &file], dry].concat());
        assert_eq!(run.code, 8, "{}", run.err);
        let report = run.json();
        assert_eq!(
            (&report["summary"]["changed"], &report["summary"]["refused"]),
            (&json!(1), &json!(1))
        );
    }
    let refused = home.file(
        "refused.csv",
        table
            .lines()
            .enumerate()
            .filter(|(place, _)| *place != 1)
            .map(|(_, line)| format!("{line}\n"))
            .collect::<String>(),
    );
    assert_eq!(
        home.run(&["customers", "import", &refused]).refusal(),
        (3, "problems".to_owned())
    );
}

#[test]
fn whose_book_it_is_is_set_and_shown() {
    let home = Home::new();
    home.run(&[
        "book",
        "partner",
        "--name",
        "Northwind",
        "--country",
        "kr",
        "--kind",
        "direct",
    ])
    .good();
    let shown = home.run(&["book", "partner"]).good().json();
    assert_eq!(
        shown,
        json!({"name": "Northwind", "country": "KR", "kind": "direct"})
    );
}

#[test]
fn a_dry_run_leaves_no_trace() {
    let home = Home::new();
    let file = home.file("new.json", NEW);
    let report = home
        .run(&[
            "customers",
            "add",
            "--file",
            &file,
            "--credentials",
            "c.csv",
            "--dry-run",
        ])
        .good();
    assert_eq!(report.json()["dryRun"], Value::Bool(true));
    assert!(!home.path("data").exists() && !home.path("c.csv").exists());
}

#[test]
fn every_sealed_and_written_file_is_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_demo();
    let file = home.file("new.json", NEW);
    home.run(&[
        "customers",
        "add",
        "--file",
        &file,
        "--credentials",
        "c.csv",
    ])
    .good();
    home.run(&["customers", "export", "--out", "x.csv"]).good();
    for name in ["c.csv", "x.csv", "state/partnerdeck"] {
        let mode = home.path(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}: {mode:o}");
    }
}
