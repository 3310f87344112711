//! Hostile texts through the command line: whatever a book, an argument, a file name, the environment or the configuration
//! says, nothing of it is written raw, in no form, on no stream, into no log; and what is exported comes in again.

use std::fs;

use serde_json::Value;

use super::{TEXTS, assert_tame, book, bundles};
use crate::home::{Home, Run};

fn home() -> (Home, Vec<String>) {
    let home = Home::new();
    home.file("hostile.ndjson", book());
    home.run(&["book", "import", "hostile.ndjson"]).good();
    let customers = home
        .run(&["customers", "list", "--all", "--format", "json"])
        .good()
        .json();
    let ids = customers["items"].as_array().unwrap().iter();
    (
        home,
        ids.map(|customer| customer["id"].as_str().unwrap().to_owned())
            .collect(),
    )
}

#[track_caller]
fn tame(line: &[&str], run: &Run) {
    assert_tame(
        &format!("{line:?} stdout"),
        &run.out.replace("\r\n", "\n").replace('\u{feff}', ""),
    );
    assert_tame(&format!("{line:?} stderr"), &run.err);
}

#[test]
fn nothing_that_a_book_says_is_written_raw() {
    let (home, customers) = home();
    assert_eq!(customers.len(), 3);
    let of_book: [&[&str]; 12] = [
        &["customers", "list", "--all"],
        &["customers", "list", "--filter", "name:a"],
        &["customers", "export"],
        &["customers", "invitations"],
        &["customers", "resellers"],
        &["book", "partner"],
        &["book", "export"],
        &["activity", "list"],
        &["activity", "export"],
        &["transfers", "list"],
        &["users", "find", "a"],
        &["store", "stats"],
    ];
    let of_customer: [&[&str]; 14] = [
        &["customers", "show"],
        &["users", "list"],
        &["users", "runs"],
        &["licenses", "list"],
        &["subscriptions", "list"],
        &["subscriptions", "export"],
        &["transfers", "list"],
        &["agreements", "list"],
        &["qualification", "show"],
        &["support", "show"],
        &["support", "requests"],
        &["activity", "list"],
        &["activity", "export"],
        &["book", "export", "--customer"],
    ];
    let mut lines: Vec<Vec<&str>> = of_book.iter().map(|line| line.to_vec()).collect();
    for id in &customers {
        lines.extend(
            of_customer
                .iter()
                .map(|line| [line, &[id.as_str()][..]].concat()),
        );
    }
    for line in &lines {
        let mut worked = 0;
        for format in ["table", "json", "ndjson", "csv"] {
            let line = [&line[..], &["--format", format]].concat();
            let run = home.run(&line);
            tame(&line, &run);
            worked += usize::from(run.code == 0 && !run.out.is_empty());
        }
        assert!(worked > 0, "{line:?} never told anything");
    }
    for columns in [20, 80, 200] {
        for line in [
            &["customers", "list", "--all"][..],
            &["activity", "list"],
            &["customers", "show", &customers[0]],
            &["users", "list", &customers[1]],
            &["subscriptions", "list", &customers[1]],
            &["transfers", "list"],
        ] {
            let (_, shown) = home.on_terminal(columns, line, "");
            assert_tame(&format!("{line:?} in {columns}"), &without_styles(&shown));
        }
    }
}

/// A terminal's text without the colours and the like that the program itself writes.
fn without_styles(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let end = after.find(|letter: char| !letter.is_ascii_digit() && letter != ';');
        let end = end.filter(|end| after[*end..].starts_with('m'));
        match end {
            Some(end) => rest = &after[end + 1..],
            None => {
                plain.push('\u{1b}');
                rest = after;
            }
        }
    }
    plain + rest
}

#[test]
fn columns_stand_below_each_other_whatever_stands_in_them() {
    let (home, _) = home();
    let table = home
        .run(&["customers", "list", "--all", "--format", "table"])
        .good()
        .out;
    let mut lines = table.lines();
    let heading = lines.next().unwrap();
    let before = |line: &str, word: &str| {
        partnerdeck::account::text::width(
            &line[..line
                .find(word)
                .unwrap_or_else(|| panic!("{word} in {line}"))],
        )
    };
    let place = before(heading, "Relationship");
    for line in lines.filter(|line| line.contains("eseller") || line.contains("dvisor")) {
        let word = if line.contains("Reseller") {
            "Reseller"
        } else {
            "eseller"
        };
        let at = before(line, word);
        assert!(
            at == place || word != "Reseller",
            "{place} is not {at}: {line}"
        );
    }
}

#[test]
fn nothing_that_is_typed_or_stands_around_is_written_raw() {
    let (home, customers) = home();
    let id = customers[0].as_str();
    let mut told_as_words = false;
    for text in &bundles(6) {
        let text = text.as_str();
        let flagged = format!("--{text}");
        let path = format!("/nowhere/{text}");
        let set = format!("alias={text}");
        let unknown = format!("{text}=x");
        for line in [
            &["customers", "show", text][..],
            &["customers", "list", "--filter", text],
            &["customers", "list", "--filter", &format!("{text}:x")],
            &["customers", "list", "--sort", text],
            &["customers", "list", "--after", text],
            &["customers", "list", "--store", &path],
            &["customers", "list", "--profile", text],
            &["customers", "list", "--config", &path],
            &["customers", "list", "--role", text],
            &["customers", "list", "--lang", text],
            &["customers", "list", "--format", text],
            &["customers", &flagged],
            &["customers", text],
            &[text],
            &["customers", "update", id, "--set", &set, "--dry-run"],
            &["customers", "update", id, "--set", &unknown],
            &["customers", "remove", id, "--confirm", text],
            &["customers", "invite", "--to", text, "--dry-run"],
            &["customers", "import", &path],
            &["book", "export", "--out", &path],
            &["users", "find", text],
            &[
                "users",
                "add",
                id,
                "--display-name",
                text,
                "--email",
                text,
                "--location",
                text,
            ],
            &["users", "update", id, text, "--set", &set],
            &["users", "list", text],
            &["licenses", "assign", id, "--sku", text, text],
            &["subscriptions", "show", id, text],
            &["subscriptions", "rename", id, text, text],
            &["transfers", "show", text],
            &[
                "transfers",
                "start",
                id,
                "--way",
                "paper",
                "--partner",
                text,
                "--dry-run",
            ],
            &["support", "set", id, text, "--contact", text],
            &[
                "agreements",
                "confirm",
                id,
                "--first-name",
                text,
                "--last-name",
                text,
                "--email",
                text,
                "--date",
                text,
            ],
            &["why", text],
            &["undo", text],
        ] {
            // Words for people and JSON for scripts in turn: each line is told both ways by half of the texts.
            told_as_words = !told_as_words;
            let format = if told_as_words { "table" } else { "json" };
            let asked = match line.contains(&"--format") {
                true => line.to_vec(),
                false => [line, &["--format", format]].concat(),
            };
            tame(&asked, &home.run(&asked));
        }
        told_as_words = !told_as_words;
        for (name, value) in [
            ("USER", text),
            ("PARTNERDECK_NOW", text),
            ("PARTNERDECK_STORE", path.as_str()),
            ("LANG", text),
            ("PARTNERDECK_LOG", text),
            ("TERM", text),
        ] {
            for line in [
                &["customers", "list"][..],
                &["activity", "list", "--format", "table"],
            ] {
                let output = home.command(line).env(name, value).output().unwrap();
                assert_tame(name, &String::from_utf8(output.stdout).unwrap());
                assert_tame(name, &String::from_utf8(output.stderr).unwrap());
            }
        }
    }
}

#[test]
fn nothing_of_the_configuration_is_written_raw() {
    let home = Home::new();
    fs::create_dir_all(home.path("config/partnerdeck")).unwrap();
    for text in TEXTS {
        let quoted = Value::from(text).to_string().replace("\\u001b", "\\u001B");
        home.file(
            "config/partnerdeck/config.toml",
            format!("role = {quoted}\n{quoted} = 1\nlang = {quoted}\n[profiles.{quoted}]\nstore = {quoted}\ncloud = {quoted}\n{quoted} = 1\n"),
        );
        home.file(
            "config/partnerdeck/keymap.toml",
            format!(
                "[list]\n{quoted} = {quoted}\n\"x\" = {quoted}\n[{quoted}]\n\"x\" = \"down\"\n"
            ),
        );
        for line in [
            &["keys", "--format", "table"][..],
            &["keys", "--format", "json"],
            &["customers", "list", "--profile", "x"],
        ] {
            let run = home.run(line);
            tame(line, &run);
            assert!(!run.err.is_empty(), "{line:?} {text:?}");
        }
        home.file("config/partnerdeck/config.toml", text);
        home.file("config/partnerdeck/keymap.toml", text);
        for line in [
            &["keys", "--format", "table"][..],
            &["keys", "--format", "json"],
        ] {
            tame(line, &home.run(line));
        }
    }
}

#[test]
fn files_with_hostile_names_and_cells_are_told_tamely() {
    let (home, customers) = home();
    let id = customers[0].as_str();
    for (number, text) in bundles(4).iter().enumerate() {
        let name: String = text
            .chars()
            .filter(|letter| *letter != '/')
            .take(60)
            .collect();
        let name = format!("f{name}.csv");
        let cell = text.replace('"', "\"\"");
        let users = format!(
            "First name,Last name,Display name,Email,Status update\n\"{cell}\",b,\"{cell}\",\"{cell}\",\"{cell}\"\n"
        );
        home.file(&name, users);
        let headless = format!("\"{cell}\",\"{cell}\"\n1,2\n");
        let odd = format!("odd{number}.csv");
        home.file(&odd, headless);
        let table = format!("table{number}.csv");
        home.file(
            &table,
            format!("id,companyProfile.companyName,tags\n\"{cell}\",\"{cell}\",\"{cell}\"\n{id},\"{cell}\",\"{cell}\"\n"),
        );
        let results = format!("results{number}.csv");
        for line in [
            &[
                "users",
                "import",
                id,
                &name,
                "--location",
                "US",
                "--skip-bad",
                "--results",
                &results,
            ][..],
            &["users", "import", id, &name, "--location", text],
            &["users", "import", id, &odd, "--location", "US"],
            &["customers", "import", &table, "--dry-run"],
            &["customers", "import", &odd],
            &["customers", "import", &name],
            &["book", "import", &name],
        ] {
            for format in ["json", "table"] {
                let line = [line, &["--format", format]].concat();
                tame(&line, &home.run(&line));
            }
        }
        if home.path(&results).exists() {
            assert_tame(
                &results,
                &home
                    .read(&results)
                    .replace("\r\n", "\n")
                    .replace('\u{feff}', ""),
            );
        }
    }
    let logs = home.path("state");
    for entry in walk(&logs) {
        if entry
            .extension()
            .is_some_and(|ending| ending == "log" || ending == "txt")
        {
            assert_tame("a log", &fs::read_to_string(entry).unwrap());
        }
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[test]
fn what_went_out_comes_in_again_and_changes_nothing() {
    let (home, _) = home();
    let book = home.run(&["book", "export"]).good().out;
    home.file("book.ndjson", &book);
    let again = home
        .run(&["book", "import", "book.ndjson", "--format", "json"])
        .good()
        .json();
    assert_eq!(again["summary"]["changed"], 0);
    assert_eq!(again["summary"]["added"], 0);
    let other = Home::new();
    other.file("book.ndjson", &book);
    other.run(&["book", "import", "book.ndjson"]).good();
    assert_eq!(other.run(&["book", "export"]).good().out, book);
    for format in ["csv", "json", "ndjson"] {
        let name = format!("customers.{format}");
        let told = home
            .run(&["customers", "export", "--out", &name, "--format", format])
            .good();
        if format == "csv" {
            assert!(told.err.contains("U+FFFD"), "{}", told.err);
        }
        let again = home.run(&["customers", "import", &name, "--format", "json"]);
        assert_eq!(again.code, 0, "{}{}", again.out, again.err);
        assert_eq!(again.json()["summary"]["changed"], 0, "{}", again.out);
        assert_eq!(again.json()["summary"]["added"], 0);
    }
}
