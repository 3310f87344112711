//! Many users are being added when the line drops, the system ends the desk, or the terminal is closed: the run ends at a
//! whole step, and goes on from there without adding anybody twice.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rustix::process::{Signal, kill_process};
use serde_json::Value;

use crate::terminal::{DESK_ON_A_BOOK, Terminal, shows_the_list};

const CUSTOMER: &str = "wingtiptoys.onmicrosoft.com";
const ROWS: usize = 3_000;
/// Users that are added at once.
const STEP: u64 = 100;

fn many_users(home: &Path) {
    let mut rows = "First name,Last name,Display name,Email,Status update\n".to_owned();
    for number in 0..ROWS {
        writeln!(rows, ",,Many {number},many.{number}@{CUSTOMER},").unwrap();
    }
    fs::write(home.join("many.csv"), rows).unwrap();
}

/// The desk in the middle of adding them.
fn adding() -> Terminal {
    let mut terminal = Terminal::prepared(DESK_ON_A_BOOK, 24, 80, many_users);
    terminal.wait("the list", shows_the_list);
    terminal.keys("/wingtiptoys");
    terminal.wait("the filter", |screen| screen.contents().contains("1 of "));
    terminal.keys("\rb");
    terminal.wait("many users", |screen| {
        screen.contents().contains("Wingtip Toys › Add users")
    });
    terminal.keys("many.csv\r");
    terminal.wait("the check", |screen| screen.contents().contains("3,000"));
    terminal.keys("\x13");
    terminal.wait("the question", |screen| screen.contents().contains("y yes"));
    terminal.keys("y");
    terminal.wait("the first steps", |screen| {
        let text = screen.contents();
        text.contains(" of 3,000") && !text.contains(" 0 of 3,000")
    });
    terminal
}

/// How many of them are in the book.
fn added(terminal: &Terminal) -> u64 {
    let users = terminal.run(&["users", "list", CUSTOMER, "--format", "ndjson"]);
    users.lines().filter(|line| line.contains("many.")).count() as u64
}

/// What is left is a whole number of steps, and going on with it adds the rest once.
fn is_resumable(terminal: &Terminal) {
    let before = added(terminal);
    assert!((STEP..ROWS as u64).contains(&before), "{before} were added");
    assert_eq!(before % STEP, 0, "half a step is in the book");
    let runs = terminal.run(&["users", "runs", CUSTOMER, "--format", "json"]);
    let runs: Value = serde_json::from_str(&runs).unwrap();
    let run = &runs["items"][0];
    assert_eq!(run["done"], before, "{runs}");
    let id = run["run"].as_str().unwrap_or_else(|| panic!("{runs}"));
    terminal.run(&["users", "resume", CUSTOMER, id]);
    assert_eq!(added(terminal), ROWS as u64);
    terminal.run(&["store", "check"]);
}

#[test]
fn a_line_that_drops_ends_a_run_at_a_whole_step() {
    let mut terminal = adding();
    let desk = terminal.process();
    kill_process(desk, Signal::HUP).unwrap();
    terminal.wait_for_the_end_of(desk, |_| {});
    is_resumable(&terminal);
}

#[test]
fn the_system_ends_a_run_at_a_whole_step() {
    let mut terminal = adding();
    let desk = terminal.process();
    kill_process(desk, Signal::TERM).unwrap();
    terminal.wait_for_the_end_of(desk, |_| {});
    is_resumable(&terminal);
}

#[test]
fn a_terminal_that_is_closed_ends_a_run_at_a_whole_step() {
    let mut terminal = adding();
    let desk = terminal.process();
    terminal.hang_up();
    terminal.wait_for_the_end_of(desk, |_| {});
    is_resumable(&terminal);
}
