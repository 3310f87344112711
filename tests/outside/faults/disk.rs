//! Some of the calls that an operation makes on the disk fail, each in a run of its own: full, broken, not permitted.

use super::{CUSTOMER, ends_well_or_refuses, run, small};
use crate::crash::program::{Machine, Moment, words};
use crate::preload::libraries;

const FULL: i32 = 28;
const BROKEN: i32 = 5;
const NOT_PERMITTED: i32 = 13;
const READ_ONLY: i32 = 30;
const TOO_MANY_FILES: i32 = 24;
/// So many calls of each sort are made to fail for each operation; `PARTNERDECK_FAULTS_ALL=1` lets every one of them.
const TRIED: usize = 3;

/// A way in which a disk fails: which calls, with what, and how the program may name it.
struct Fault {
    on: &'static str,
    errno: i32,
    codes: &'static [&'static str],
}

const FAULTS: [Fault; 7] = [
    Fault {
        on: "wtom",
        errno: FULL,
        codes: &["disk_full"],
    },
    Fault {
        on: "w",
        errno: BROKEN,
        codes: &["not_writable", "damaged"],
    },
    Fault {
        on: "s",
        errno: BROKEN,
        codes: &["not_writable", "damaged"],
    },
    Fault {
        on: "r",
        errno: BROKEN,
        codes: &["not_writable", "damaged"],
    },
    Fault {
        on: "omnu",
        errno: NOT_PERMITTED,
        codes: &["not_writable"],
    },
    Fault {
        on: "wstomnu",
        errno: READ_ONLY,
        codes: &["not_writable"],
    },
    Fault {
        on: "ol",
        errno: TOO_MANY_FILES,
        codes: &["not_writable"],
    },
];

/// Each sort of commit: one record, a user with a password, several records, a deletion, what is undone, many users, an
/// import, a new state.
fn operations() -> [String; 8] {
    let user = |number| format!("user{number}@wingtip.onmicrosoft.com");
    [
        format!("customers update {CUSTOMER} --set notes=later --set alias=other"),
        format!(
            "users add {CUSTOMER} --display-name New --email new@wingtip.onmicrosoft.com --location US"
        ),
        format!("users reset-password {CUSTOMER} mina@wingtip.onmicrosoft.com"),
        format!("users delete {CUSTOMER} {} {} --yes", user(0), user(1)),
        "undo".to_owned(),
        format!("users import {CUSTOMER} {{users}} --location US"),
        "customers import {customers}".to_owned(),
        "store compact".to_owned(),
    ]
}

fn with_files(machine: &Machine, line: &str) -> String {
    let users = machine.beside("users.csv");
    let customers = machine.beside("customers.csv");
    std::fs::write(&users, "First name,Last name,Display name,Email,Status update\n,,One,one@wingtip.onmicrosoft.com,\n").unwrap();
    std::fs::write(&customers, "Microsoft ID,Company name,Primary domain name,Relationship\n7c8db11f-1e5e-4472-8386-f0b627d1f3e1,Fabrikam,fabrikam.onmicrosoft.com,Reseller\n").unwrap();
    line.replace("{users}", users.to_str().unwrap())
        .replace("{customers}", customers.to_str().unwrap())
}

/// What stands in the book, but for the random IDs of who came; sorted.
fn content(machine: &Machine) -> Result<String, String> {
    machine.ask("store check")?;
    let export = machine.ask("book export")?;
    let lines = export.lines().map(|line| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = record["resource"]["id"].as_str().unwrap_or_default();
        match id.len() == CUSTOMER.len() && id != CUSTOMER {
            true => line.replace(id, "ID"),
            false => line.to_owned(),
        }
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    Ok(lines.join("\n"))
}

/// Whose passwords wait.
fn waiting(machine: &Machine) -> String {
    let handed = run(machine, &format!("users passwords {CUSTOMER} --out -"));
    let names = handed
        .out
        .lines()
        .skip(1)
        .map(|row| row.split(',').nth(1).unwrap_or_default().to_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.join(" ")
}

#[test]
fn a_disk_that_fails_is_told_and_loses_nothing() {
    if libraries().is_none() {
        return;
    }
    let prepared = small();
    let machine = Machine::new(env!("CARGO_BIN_EXE_partnerdeck"), false);
    let mut wrong = Vec::new();
    let (mut refused, mut done) = (0, 0);
    for line in operations() {
        let line = with_files(&machine, &line);
        machine.become_like(&prepared);
        let before = (
            content(&machine).unwrap(),
            "mina@wingtip.onmicrosoft.com".to_owned(),
        );
        machine.become_like(&prepared);
        machine.ask(&line).unwrap();
        let after = (content(&machine).unwrap(), waiting(&machine));
        for fault in &FAULTS {
            for at in calls(&machine, &prepared, &line, fault) {
                machine.become_like(&prepared);
                let moment = Moment::Fault {
                    on: fault.on,
                    at,
                    errno: fault.errno,
                };
                let ended = machine.run(&words(&line), moment);
                let outcome = ends_well_or_refuses(&ended, fault.codes).and_then(|()| {
                    let is_done = ended.code == Some(0);
                    let found = (content(&machine)?, waiting(&machine));
                    refused += usize::from(!is_done);
                    done += usize::from(is_done);
                    match (is_done, found == before, found == after) {
                        (true, _, true) | (false, true, _) => Ok(()),
                        _ => Err(format!(
                            "ended with {:?}, {}and there is\n{}\n{}",
                            ended.code, ended.err, found.0, found.1
                        )),
                    }
                });
                if let Err(found) = outcome {
                    wrong.push(format!(
                        "{line}: «{}» from call {at} on with error {}: {found}",
                        fault.on, fault.errno
                    ));
                }
            }
        }
    }
    println!("{refused} runs were refused, {done} were done all the same");
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        refused + done,
        wrong.join("\n")
    );
    assert!(refused > 0);
}

/// The calls that are made to fail: some of all that the operation makes, the first and the last among them.
fn calls(machine: &Machine, prepared: &Machine, line: &str, fault: &Fault) -> Vec<usize> {
    machine.become_like(prepared);
    let never = Moment::Fault {
        on: fault.on,
        at: usize::MAX >> 1,
        errno: fault.errno,
    };
    let all = machine.run(&words(line), never).calls;
    let step = match std::env::var_os("PARTNERDECK_FAULTS_ALL") {
        Some(_) => 1,
        None => all.div_ceil(TRIED).max(1),
    };
    // The first files are those of the configuration, not of the book.
    let first = if fault.on.contains('l') { 3 } else { 1 };
    let some = (first..=all).step_by(step);
    some.chain((all > first).then_some(all)).collect()
}
