//! Clocks, formats and places.

use std::fs;

use super::{CUSTOMER, run, small};
use crate::home::Home;

fn refused(home: &Home, line: &[&str], code: &str) {
    let run = home.run(line);
    assert_eq!(run.refusal(), (6, code.to_owned()), "{line:?}: {}", run.err);
    let said = run.problem()["description"].to_string();
    assert!(said.ends_with(".\""), "{said}");
}

#[test]
fn a_clock_that_goes_backwards_changes_no_order_and_refuses_nothing() {
    let home = Home::with_demo();
    let at = |now: &str, line: &[&str]| {
        let mut command = home.command(line);
        let output = command.env("PARTNERDECK_NOW", now).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let note = |text: &str| {
        [
            "customers".to_owned(),
            "update".to_owned(),
            "wingtiptoys".to_owned(),
            "--set".to_owned(),
            format!("notes={text}"),
        ]
    };
    for (now, text) in [
        ("2026-11-22T10:00:00Z", "apples"),
        ("2019-01-01T00:00:00Z", "pears"),
        ("2030-01-01T00:00:00Z", "plums"),
        ("1970-01-01T00:00:00Z", "quinces"),
    ] {
        let line = note(text);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        at(now, &line);
    }
    let log = at(
        "2019-01-01T00:00:00Z",
        &["activity", "list", "wingtiptoys", "--format", "json"],
    );
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    let notes: Vec<&str> = log["items"]
        .as_array()
        .unwrap()
        .iter()
        .take(4)
        .map(|item| item["resourceNewValue"].as_str().unwrap())
        .map(|text| {
            ["apples", "pears", "plums", "quinces"]
                .into_iter()
                .find(|note| text.contains(note))
                .unwrap()
        })
        .collect();
    assert_eq!(notes, ["quinces", "plums", "pears", "apples"]);
    at("1970-01-01T00:00:00Z", &["undo"]);
    home.run(&["store", "check"]).good();
    let shown = home.run(&["customers", "show", "wingtiptoys"]).good();
    assert_eq!(shown.json()["partnerdeck"]["notes"], "plums");
}

#[test]
fn a_book_of_a_newer_program_is_left_as_it_is() {
    let home = Home::with_demo();
    let path = home.book().join("book.json");
    let newer = fs::read_to_string(&path)
        .unwrap()
        .replace("\"format\": 1", "\"format\": 99");
    fs::write(&path, &newer).unwrap();
    for line in [
        &["book", "export"][..],
        &["customers", "update", "wingtiptoys", "--set", "notes=x"],
        &["store", "compact"],
        &["--read-only", "customers", "list"],
    ] {
        refused(&home, line, "newer_format");
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn a_place_that_can_not_be_is_told() {
    let home = Home::new();
    home.file("file", "mine");
    let long = "n".repeat(300);
    for place in [
        long.as_str(),
        "file",
        "file/inside",
        "/proc/nowhere/book",
        "/dev/null",
    ] {
        let run = home.run(&["--store", place, "book", "partner", "--name", "x"]);
        let (code, problem) = run.refusal();
        assert!(
            (code, problem.as_str()) == (6, "not_writable"),
            "{place}: {code} {}",
            run.err
        );
        let said = run.problem()["description"].to_string();
        assert!(said.ends_with(".\""), "{place}: {said}");
    }
    assert_eq!(home.read("file"), "mine");
}

#[test]
fn a_book_whose_seal_key_is_gone_says_so_and_serves_everything_else() {
    let machine = small();
    let keys = machine.book().join("../../../state/partnerdeck/seal-keys");
    fs::remove_dir_all(keys).unwrap();
    machine.ask("book export").unwrap();
    machine
        .ask(&format!("customers update {CUSTOMER} --set notes=x"))
        .unwrap();
    let refused = run(&machine, &format!("users passwords {CUSTOMER} --out -"));
    assert_eq!(refused.code, Some(6));
    let problem = refused.problem().unwrap();
    assert_eq!(problem["code"], "damaged");
    // Nothing is sealed anew over what may come back.
    let add = run(
        &machine,
        &format!(
            "users add {CUSTOMER} --display-name New --email new@wingtip.onmicrosoft.com --location US"
        ),
    );
    assert_eq!(add.code, Some(6), "{}", add.out);
}
