//! Wrong usage, told in our words: clap finds what is wrong, its own sentences never show. Every one of them ends with 2.

use std::path::Path;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::account::problem::{Code, Message, Place, Problem};
use crate::operations::Failure;
use crate::say;

/// What clap found, as our failure; `typed` are the words of the command line, for the hint.
pub fn failure(error: &clap::Error, command: &Command, typed: &[String]) -> Failure {
    let (code, message) = sentence(error);
    let mut problem = Problem::new(code, message).remedy(hint(command, typed));
    problem.found = text(error, ContextKind::InvalidValue).filter(|found| !found.is_empty());
    problem.suggestion = suggestion(error);
    Failure::Usage(vec![problem])
}

/// Nothing to do was named, and there is no terminal for the screen.
pub fn nothing_to_do() -> Failure {
    Failure::Usage(vec![
        Problem::new(Code::Missing, say!("usage-no-noun")).remedy(say!(
            "usage-see-help",
            command = "partnerdeck --help".to_owned()
        )),
    ])
}

/// What is wrong inside the value of an option: the place counts in that value.
pub fn in_value(option: &str, mut problems: Vec<Problem>) -> Failure {
    for problem in &mut problems {
        if let Place::Cell { header, .. } = &mut problem.place {
            *header = Some(option.to_owned());
        }
    }
    Failure::Usage(problems)
}

/// Standard output has the report: other things need files of their own.
pub fn must_be_a_file(path: &Path) -> Result<(), Failure> {
    if path.as_os_str() == "-" {
        let problem = Problem::new(Code::NotAllowed, say!("usage-needs-a-file"));
        return Err(Failure::Usage(vec![problem.found("-")]));
    }
    Ok(())
}

/// A book goes out in lines alone.
pub fn only_ndjson() -> Failure {
    Failure::Usage(vec![Problem::of_field(
        "--format",
        Code::NotAllowed,
        say!("usage-only-ndjson"),
    )])
}

/// The ending of an output file says nothing about its format, and no `--format` does.
pub fn unknown_ending(path: &Path) -> Failure {
    let message = say!("usage-unknown-ending", file = path.display().to_string());
    Failure::Usage(vec![
        Problem::new(Code::BadFormat, message).found(path.display().to_string()),
    ])
}

fn sentence(error: &clap::Error) -> (Code, Message) {
    let argument = argument(error);
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => (
            Code::NotInList,
            say!("usage-unknown-option", option = argument),
        ),
        ErrorKind::UnknownArgument => (
            Code::NotAllowed,
            say!("usage-word-too-many", word = argument),
        ),
        ErrorKind::InvalidSubcommand => (
            Code::NotInList,
            say!(
                "usage-unknown-verb",
                verb = text(error, ContextKind::InvalidSubcommand).unwrap_or_default()
            ),
        ),
        ErrorKind::MissingSubcommand => (
            Code::Missing,
            say!(
                "usage-missing-verb",
                verbs = list(error, ContextKind::ValidSubcommand)
            ),
        ),
        ErrorKind::InvalidValue if value.is_empty() => (
            Code::Missing,
            say!("usage-missing-value", argument = argument),
        ),
        ErrorKind::InvalidValue => (
            Code::NotInList,
            say!(
                "usage-not-in-list",
                argument = argument,
                value = value,
                values = list(error, ContextKind::ValidValue)
            ),
        ),
        ErrorKind::MissingRequiredArgument => (
            Code::Missing,
            say!(
                "usage-missing-argument",
                arguments = list(error, ContextKind::InvalidArg)
            ),
        ),
        ErrorKind::ArgumentConflict => conflict(error, argument),
        ErrorKind::InvalidUtf8 => (Code::BadEncoding, say!("usage-not-utf8")),
        _ => (
            Code::BadFormat,
            say!("usage-bad-value", argument = argument, value = value),
        ),
    }
}

fn conflict(error: &clap::Error, argument: String) -> (Code, Message) {
    let others = list(error, ContextKind::PriorArg);
    if others.is_empty() || others == [argument.clone()] {
        return (
            Code::NotAllowed,
            say!("usage-argument-twice", argument = argument),
        );
    }
    (
        Code::NotAllowed,
        say!("usage-conflict", argument = argument, others = others),
    )
}

fn hint(command: &Command, typed: &[String]) -> Message {
    let mut path = vec!["partnerdeck"];
    let mut at = command;
    for word in typed {
        if let Some(inner) = at.find_subcommand(word) {
            path.push(inner.get_name());
            at = inner;
        }
    }
    path.push("--help");
    say!("usage-see-help", command = path.join(" "))
}

fn suggestion(error: &clap::Error) -> Option<String> {
    [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    // clap sorts them by likeness, the best one last.
    .find_map(|kind| list(error, kind).pop())
}

fn argument(error: &clap::Error) -> String {
    list(error, ContextKind::InvalidArg)
        .into_iter()
        .next()
        .unwrap_or_default()
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn list(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![short(one)],
        Some(ContextValue::Strings(several)) => several.iter().map(|one| short(one)).collect(),
        _ => Vec::new(),
    }
}

/// `--format <FORMAT>` is `--format` in a sentence, `<C>` is C.
fn short(argument: &str) -> String {
    let name = argument.split([' ', '=']).next().unwrap_or(argument);
    if name.starts_with("--") {
        return name.to_owned();
    }
    let bare = argument.trim_start_matches(['<', '[']);
    bare.trim_end_matches(['>', ']', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;
    use crate::words::{Language, Words};

    fn told(line: &str) -> String {
        let words = Words::load(Language::English);
        let command = help::command(&words);
        let typed: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let error = command
            .clone()
            .try_get_matches_from(std::iter::once("partnerdeck").chain(line.split(' ')))
            .unwrap_err();
        let problem = failure(&error, &command, &typed).problems().remove(0);
        let remedy = words.say(&problem.remedy.unwrap());
        format!("{} {remedy}", words.say(&problem.message))
    }

    #[test]
    fn each_kind_of_wrong_usage_has_its_sentence() {
        let lines = [
            "--nowhere",
            "customer list",
            "customers",
            "customers lst",
            "customers list --limit many",
            "customers list --limit",
            "customers list --format xml",
            "customers show",
            "customers show a b",
            "customers update a",
            "customers update a --set x=1 --file y",
            "customers list --role admin-agent,boss",
            "undo last",
            "users import c f --out x",
            "customers list --limit 1 --limit 2",
        ];
        let told: Vec<String> = lines
            .iter()
            .map(|line| format!("$ {line}\n{}", told(line)))
            .collect();
        insta::assert_snapshot!(told.join("\n"));
    }
}
