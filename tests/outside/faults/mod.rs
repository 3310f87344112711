//! A disk that is full, fails or refuses, and files of the book that are not what they were: every time the operator reads a
//! sentence, nothing that was told as saved is lost, nothing is told as saved that is not, and nothing is mended in secret.

mod disk;
mod files;
mod others;

use serde_json::json;

use crate::crash::program::{Ended, Machine, Moment, words};

pub const CUSTOMER: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";

/// A small book, closed properly, with a password under seal.
pub fn small() -> Machine {
    let machine = Machine::new(env!("CARGO_BIN_EXE_partnerdeck"), false);
    let user = |number: usize| {
        let name = format!("user{number}@wingtip.onmicrosoft.com");
        json!({"kind": "user", "customer": CUSTOMER, "resource": {"id": format!("user{number}"), "userPrincipalName": name,
            "displayName": format!("User {number}"), "usageLocation": "US", "state": "active"}})
    };
    let customer = json!({"kind": "customer", "customer": CUSTOMER, "resource": {"id": CUSTOMER,
        "companyProfile": {"companyName": "Wingtip", "domain": "wingtip.onmicrosoft.com"}}});
    let lines = [customer, user(0), user(1)].map(|line| line.to_string());
    let file = machine.beside("book.ndjson");
    std::fs::write(&file, lines.join("\n")).unwrap();
    for line in [
        format!("book import {}", file.display()),
        format!(
            "users add {CUSTOMER} --display-name Mina --email mina@wingtip.onmicrosoft.com --location US"
        ),
        // What is derived is kept beside the book when it was needed.
        "customers list".to_owned(),
        "users find mina".to_owned(),
    ] {
        machine.ask(&line).unwrap();
    }
    machine
}

/// Fails unless the program ended well, or refused with a sentence and the exit code of a book that can't be used.
///
/// # Errors
/// What it did instead.
pub fn ends_well_or_refuses(ended: &Ended, codes: &[&str]) -> Result<(), String> {
    let wrong = |what: &str| {
        Err(format!(
            "{what}: {:?} {}{}",
            ended.code, ended.out, ended.err
        ))
    };
    if ended.err.contains("panicked") {
        return wrong("a panic");
    }
    if ended.code == Some(0) {
        return Ok(());
    }
    let Some(problem) = ended.problem() else {
        return wrong("no sentence");
    };
    let (code, said) = (
        problem["code"].as_str().unwrap_or_default(),
        problem["description"].as_str().unwrap_or_default(),
    );
    if ended.code != Some(6) || !codes.contains(&code) {
        return wrong("another code");
    }
    // What happened, and what is safe or to be done.
    if !said.ends_with('.') || said.matches(". ").count() + said.matches(": ").count() == 0 {
        return wrong("half a sentence");
    }
    Ok(())
}

/// Runs a command line, undisturbed.
pub fn run(machine: &Machine, line: &str) -> Ended {
    machine.run(&words(line), Moment::Never)
}
