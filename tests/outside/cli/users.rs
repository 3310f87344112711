//! Many users from the command line: reports, files that go with a run, and a run that is stopped.

use std::fmt::Write;

use serde_json::json;

use crate::home::Home;

fn file_of(users: usize) -> String {
    let mut text = "First name,Last name,Display name,Email,Status update\n".to_owned();
    for number in 1..=users {
        writeln!(
            text,
            ",,User {number},user{number}@contoso.onmicrosoft.com,"
        )
        .unwrap();
    }
    text
}

#[test]
fn every_fault_of_a_file_is_named_once_and_nobody_is_added() {
    let home = Home::with_demo();
    let demo = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/demo/files/new-hires-faulty.csv"
    );
    let run = home.run(&["users", "import", "Contoso", demo, "--location", "US"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    insta::assert_snapshot!("problems_of_a_users_file", format!("{:#}", run.problem()));
    let missing = home.run(&["users", "import", "Contoso", demo]);
    assert_eq!(missing.problem()["data"][0]["code"], "no_location");
    assert_eq!(
        home.run(&["users", "runs", "Contoso"]).good().json()["totalCount"],
        0
    );
}

#[test]
fn a_run_fills_its_results_and_hands_its_passwords_over() {
    let home = Home::with_demo();
    let file = home.file("new.csv", file_of(101));
    let line = [
        "users",
        "import",
        "Contoso",
        &file,
        "--location",
        "KR",
        "--passwords",
        "p.csv",
        "--results",
        "r.csv",
    ];
    let dry = home
        .run(&[&line[..], &["--dry-run"]].concat())
        .good()
        .json();
    assert_eq!(
        (&dry["dryRun"], &dry["summary"]["added"]),
        (&json!(true), &json!(101))
    );
    assert!(!home.path("p.csv").exists() && !home.path("r.csv").exists());

    let report = home.run(&line).good().json();
    assert_eq!(report["summary"]["added"], 101);
    assert_eq!(report["encoding"], "UTF-8");
    assert_eq!(report["items"].as_array().unwrap().len(), 101);
    assert_eq!(report["plan"]["undo"], false);
    assert_eq!(home.read("p.csv").lines().count(), 102);
    assert_eq!(home.read("r.csv").matches(",added\r\n").count(), 101);
    let runs = home.run(&["users", "runs", "Contoso"]).good().json();
    assert_eq!(runs["items"][0]["run"], report["run"]);
    assert_eq!(runs["items"][0]["done"], 101);

    let again = home.run(&line);
    assert_eq!(again.refusal(), (3, "problems".to_owned()));
}

#[test]
fn passwords_that_wait_are_handed_over_later() {
    let home = Home::with_demo();
    let file = home.file("new.csv", file_of(3));
    let run = home
        .run(&["users", "import", "Contoso", &file, "--location", "US"])
        .good();
    assert!(run.err.contains("users passwords"), "{}", run.err);
    let told = home
        .run(&["users", "passwords", "Contoso", "--out", "-"])
        .good()
        .out;
    assert_eq!(told.lines().count(), 4);
    assert_eq!(
        home.run(&["users", "passwords", "Contoso", "--out", "-"])
            .code,
        4
    );
}

#[test]
fn forty_users_vanish_whole() {
    let home = Home::with_demo();
    let before = home.run(&["book", "export"]).good().out;
    let file = home.file("new.csv", file_of(40));
    home.run(&["users", "import", "Contoso", &file, "--location", "US"])
        .good();
    let undone = home.run(&["undo"]).good().json();
    assert_eq!(undone["summary"]["removed"], 40);
    assert_eq!(home.run(&["book", "export"]).good().out, before);
}

#[test]
fn bad_rows_are_left_out_when_that_is_wished() {
    let home = Home::with_demo();
    let file = home.file("new.csv", file_of(2) + ",,Nobody,nobody,\n");
    let line = [
        "users",
        "import",
        "Contoso",
        &file,
        "--location",
        "US",
        "--skip-bad",
        "--results",
        "r.csv",
    ];
    let run = home.run(&line);
    assert_eq!(run.code, 8);
    let summary = &run.json()["summary"];
    assert_eq!(
        (&summary["added"], &summary["refused"]),
        (&json!(2), &json!(1))
    );
    assert!(home.read("r.csv").contains("nobody,refused: "));
}

#[test]
fn a_split_writes_files_for_the_portal_and_adds_nobody() {
    let home = Home::with_demo();
    let file = home.file("new.csv", file_of(137));
    let line = [
        "users",
        "import",
        "Contoso",
        &file,
        "--location",
        "US",
        "--split",
        "--out",
        "parts",
    ];
    let report = home.run(&line).good().json();
    assert_eq!(
        report["files"][1],
        json!({"path": "parts/new-2.csv", "rows": 37})
    );
    let part = home.read("parts/new-2.csv");
    assert!(part.starts_with("\u{feff}First name,Last name,Display name,Email,Status update\r\n"));
    assert_eq!(part.matches("\r\n").count(), 38);
    assert_eq!(
        home.run(&["users", "runs", "Contoso"]).good().json()["totalCount"],
        0
    );
    for dry in [&[][..], &["--dry-run"]] {
        let again = home.run(&[&line[..], dry].concat());
        assert_eq!(again.refusal(), (3, "file_exists".to_owned()));
    }
}

#[test]
fn the_template_goes_through_the_check() {
    let home = Home::with_demo();
    let template = home.run(&["users", "template"]).good().out;
    let filled = template + "Mina,Kim,Mina Kim,mina.kim7@contoso.onmicrosoft.com,\r\n";
    let run = home
        .run_with(
            &["users", "import", "Contoso", "-", "--location", "KR"],
            filled,
        )
        .good();
    assert_eq!(run.json()["summary"]["added"], 1);
}

#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_goes_on_later() {
    use rustix::process::{Pid, Signal, kill_process};
    let home = Home::with_demo();
    let file = home.file("new.csv", file_of(4_000));
    let line = [
        "users",
        "import",
        "Contoso",
        &file,
        "--location",
        "US",
        "--passwords",
        "p.csv",
    ];
    let child = home.process(&line).spawn().unwrap();
    // The name of the password file is taken right before the first batch.
    while !home.path("p.csv").exists() {
        std::thread::yield_now();
    }
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let end = child.wait_with_output().unwrap();
    assert_eq!(
        end.status.code(),
        Some(130),
        "{}",
        String::from_utf8_lossy(&end.stderr)
    );
    assert!(!home.path("p.csv").exists());

    let runs = home.run(&["users", "runs", "Contoso"]).good().json();
    let Some(run) = runs["items"][0]["run"].as_str() else {
        // It was stopped before the first batch: nothing was begun.
        return;
    };
    let resumed = home.run(&["users", "resume", "Contoso", run]).good().json();
    assert_eq!(resumed["summary"]["added"], 4_000);
    assert_eq!(home.read("p.csv").lines().count(), 4_001);
}
