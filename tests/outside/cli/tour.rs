//! The tour of the README is walked through as it stands there.

use std::path::Path;

use crate::home::Home;

const README: &str = include_str!("../../../README.md");

#[test]
fn every_command_of_the_tour_ends_as_the_readme_says() {
    let home = Home::new();
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    std::os::unix::fs::symlink(assets, home.path("assets")).unwrap();
    let mut store = None;
    let mut walked = 0;
    for line in commands() {
        if let Some(value) = line.strip_prefix("export PARTNERDECK_STORE=") {
            store = Some(value.to_owned());
            continue;
        }
        let (typed, comment) = line.split_once('#').unwrap_or((&line, ""));
        let words = words(typed);
        assert_eq!(words[0], "partnerdeck", "{line}");
        let line_of_words: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        let mut command = home.command(&line_of_words);
        command.envs(store.iter().map(|store| ("PARTNERDECK_STORE", store)));
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(expected(comment)),
            "{line}\n{said}"
        );
        walked += 1;
    }
    assert!(walked > 15, "the tour has {walked} commands");
}

#[test]
fn the_tour_walks_through_the_six_operations() {
    let all = commands().join("\n");
    for verb in [
        "customers list",
        "customers add",
        "customers remove",
        "transfers",
        "customers update",
        "users import",
    ] {
        assert!(all.contains(&format!("partnerdeck {verb}")), "{verb}");
    }
}

/// `ends with 3: …`; else it is done.
fn expected(comment: &str) -> i32 {
    let Some(rest) = comment.trim().strip_prefix("ends with ") else {
        return 0;
    };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// The lines of the code blocks between the marks.
fn commands() -> Vec<String> {
    let tour = README.split("<!-- tour -->").nth(1).unwrap();
    let tour = tour.split("<!-- end of tour -->").next().unwrap();
    let mut is_code = false;
    let mut commands = Vec::new();
    for line in tour.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code && !line.trim().is_empty() {
            commands.push(line.to_owned());
        }
    }
    commands
}

/// As a shell takes a line apart: blanks, but not within quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for sign in line.trim().chars() {
        match (sign, quote) {
            ('"' | '\'', None) => quote = Some(sign),
            (_, Some(open)) if sign == open => quote = None,
            (' ', None) => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            _ => word.push(sign),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}
