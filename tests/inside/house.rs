//! The rules of the house, read off its source.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use partnerdeck::account::cloud::{Cloud, Offer};
use partnerdeck::account::partner::PartnerKind;
use partnerdeck::account::role::Role;
use partnerdeck::account::task::Task;
use partnerdeck::words::{Language, Words};

/// Which folders a folder may import from.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("account", &[]),
    ("store", &["account"]),
    ("search", &["account"]),
    ("exchange", &["account"]),
    ("words", &["account"]),
    (
        "operations",
        &["account", "store", "search", "exchange", "words"],
    ),
    (
        "cli",
        &[
            "account",
            "store",
            "search",
            "exchange",
            "words",
            "operations",
            "config",
            "diagnostics",
        ],
    ),
    (
        "tui",
        &[
            "account",
            "store",
            "search",
            "exchange",
            "words",
            "operations",
            "config",
            "diagnostics",
        ],
    ),
];

#[test]
fn imports_point_one_way() {
    let mut wrong = Vec::new();
    for (folder, allowed) in MAY_IMPORT {
        for file in sources(&root().join("src").join(folder)) {
            for target in imports_of(&fs::read_to_string(&file).unwrap()) {
                if target != *folder && is_a_room(&target) && !allowed.contains(&target.as_str()) {
                    wrong.push(format!(
                        "{} imports from {target}: imports point one way, account <- store, search, exchange, words <- \
                         operations <- cli, tui. Move what both need to the folder on the left.",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sentence_in_the_source_stands_in_the_locale_file() {
    let words = Words::load(Language::English);
    let mut unknown = BTreeSet::new();
    for file in sources(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        for id in ids_said(&without_comments(
            text.split("#[cfg(test)]").next().unwrap_or_default(),
        )) {
            if !words.has(&id) {
                unknown.insert(format!("{id} ({})", file.display()));
            }
        }
    }
    assert!(
        unknown.is_empty(),
        "not in assets/locales/en.ftl:\n{}",
        unknown.into_iter().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn every_line_of_the_tables_of_rights_has_its_words() {
    let words = Words::load(Language::English);
    let mut ids: BTreeSet<&str> = Role::ALL.into_iter().map(Role::words).collect();
    for task in Task::ALL {
        ids.insert(task.words());
        ids.extend(
            PartnerKind::ALL
                .into_iter()
                .filter_map(|kind| kind.refuses(task)),
        );
        for cloud in Cloud::ALL {
            ids.insert(cloud.facts().name);
            match cloud.offers(task) {
                Offer::Yes => {}
                Offer::Noted(id) => _ = ids.insert(id),
                Offer::No(elsewhere) => _ = ids.insert(elsewhere.words),
            }
        }
    }
    let unknown: Vec<&str> = ids.into_iter().filter(|id| !words.has(id)).collect();
    assert!(
        unknown.is_empty(),
        "not in assets/locales/en.ftl: {unknown:?}"
    );
}

/// IDs that are put together while the program runs: the beginning they share.
const FAMILIES: &[&str] = &[
    "action-",
    "audit-",
    "cli-",
    "code-",
    "kind-",
    "month-",
    "operation-",
    "partner-",
    "place-",
    "run-",
    "subscription-",
    "topic-",
    "why-field-",
];

#[test]
fn no_sentence_of_the_locale_file_is_left_over() {
    let locale = fs::read_to_string(root().join("assets/locales/en.ftl")).unwrap();
    let said: String = sources(&root().join("src"))
        .into_iter()
        .chain([root().join("assets/messages.json")])
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let ids = locale.lines().filter_map(|line| line.split_once(" ="));
    let ids = ids
        .map(|(id, _)| id)
        .filter(|id| id.starts_with(|first: char| first.is_ascii_lowercase()));
    let unused: Vec<&str> = ids
        .filter(|id| !FAMILIES.iter().any(|family| id.starts_with(family)))
        .filter(|id| {
            !said.contains(&format!("\"{id}\"")) && !locale.contains(&format!("{{ {id} }}"))
        })
        .collect();
    assert!(unused.is_empty(), "nobody says these: {unused:?}");
}

/// A file is about one thing, and one thing is told in so many lines.
const LINES: usize = 400;

/// Files that are longer. None is to be added: what is longer is about two things.
const LONGER: &[&str] = &[];

#[test]
fn files_are_about_one_thing() {
    let mut wrong = Vec::new();
    for file in sources(&root().join("src")) {
        let name = file.strip_prefix(root()).unwrap().display().to_string();
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        match (lines > LINES, LONGER.contains(&name.as_str())) {
            (true, false) => wrong.push(format!(
                "{name} has {lines} lines: put what it is not about into another file"
            )),
            (false, true) => wrong.push(format!(
                "{name} is short enough by now: take it off the list"
            )),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_import_reader_sees_what_it_must() {
    let text = "use crate::store::Store;\nfn f() { crate::tui::run(); }\nuse crate::{account::role, words};";
    let found: Vec<String> = imports_of(text).into_iter().collect();
    assert_eq!(found, ["account", "store", "tui", "words"]);
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn is_a_room(name: &str) -> bool {
    matches!(name, "config" | "diagnostics" | "sandbox" | "remote")
        || MAY_IMPORT.iter().any(|(folder, _)| *folder == name)
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files
}

/// The rooms that a file names after `crate::`, in any form of path.
fn imports_of(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for part in without_comments(text).split("crate::").skip(1) {
        if let Some(list) = part.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for letter in list.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        rooms.insert(first_word(&word));
                        word.clear();
                        continue;
                    }
                    _ => {}
                }
                word.push(letter);
            }
            rooms.insert(first_word(&word));
        } else {
            rooms.insert(first_word(part));
        }
    }
    rooms.remove("");
    rooms
}

fn without_comments(text: &str) -> String {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

fn first_word(text: &str) -> String {
    text.trim()
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect()
}

/// The IDs in `say!("id"` and `.text("id"`.
fn ids_said(code: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for opening in ["say!(", "words.text(", "Message::new("] {
        for part in code.split(opening).skip(1) {
            if let Some(rest) = part.trim_start().strip_prefix('"') {
                ids.push(rest.chars().take_while(|letter| *letter != '"').collect());
            }
        }
    }
    ids
}
