//! Problems on stderr: as JSON for scripts, in words for people; always all of them.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::account::problem::{Place, Problem};
use crate::account::text::visible;
use crate::exchange;
use crate::operations::Failure;
use crate::say;
use crate::words::Words;

/// `{"code", "description", "data", "source"}` on one line.
pub(super) fn as_json(words: &Words, failure: &Failure) -> String {
    let problems = failure.problems();
    let data: Vec<Value> = problems
        .iter()
        .map(|problem| value(words, problem))
        .collect();
    let document = json!({
        "code": failure.code(),
        "description": words.say(&failure.message()),
        "data": data,
        "source": "partnerdeck",
    });
    exchange::json::line(&document) + "\n"
}

/// One problem as scripts read it; members that do not apply are left out.
pub(super) fn value(words: &Words, problem: &Problem) -> Value {
    let mut members = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            members.insert(name.to_owned(), value);
        }
    };
    put("code", Some(problem.code.text().into_owned().into()));
    match &problem.place {
        Place::Nowhere => {}
        Place::Field(path) => put("field", Some(path.as_str().into())),
        Place::Cell {
            line,
            column,
            header,
        } => {
            put("line", Some((*line).into()));
            put("column", column.map(Value::from));
            put("header", header.as_deref().map(Value::from));
        }
    }
    put("found", problem.found.as_deref().map(Value::from));
    put("message", Some(words.say(&problem.message).into()));
    let remedy = problem.remedy.as_ref().map(|remedy| words.say(remedy));
    put("remedy", remedy.map(Value::from));
    put("suggestion", problem.suggestion.as_deref().map(Value::from));
    put("firstLine", problem.first_line.map(Value::from));
    Value::Object(members)
}

/// The sentence of a failure, and below it a line for each thing that is wrong.
pub(super) fn as_sentences(words: &Words, failure: &Failure) -> String {
    let problems = failure.problems();
    // A single mistake in the command is told by its own sentence, so it is not told twice.
    if let (Failure::Usage(_), [only]) = (failure, problems.as_slice()) {
        return sentence(words, only) + "\n";
    }
    let said = words.say(&failure.message());
    if failure.is_said_whole() {
        return visible(&said).into_owned() + "\n";
    }
    format!("{}\n{}", visible(&said), in_words(words, &problems))
}

/// Two blanks and a sentence for each.
pub(super) fn in_words(words: &Words, problems: &[Problem]) -> String {
    let mut text = String::new();
    for problem in problems {
        let _ = writeln!(text, "  {}", sentence(words, problem));
    }
    text
}

fn sentence(words: &Words, problem: &Problem) -> String {
    let message = words.say(&problem.message);
    let told = match place(words, &problem.place) {
        Some(place) => format!("{place}: {message}"),
        None => message,
    };
    let suggestion = problem
        .suggestion
        .as_ref()
        // That a cell should be empty is what its remedy says.
        .filter(|value| !value.is_empty())
        .map(|value| words.say(&say!("problem-suggestion", value = value)));
    let remedy = problem.remedy.as_ref().map(|remedy| words.say(remedy));
    let parts: Vec<String> = [Some(told), suggestion, remedy]
        .into_iter()
        .flatten()
        .collect();
    visible(&parts.join(" ")).into_owned()
}

fn place(words: &Words, place: &Place) -> Option<String> {
    let message = match place {
        Place::Nowhere => return None,
        Place::Field(path) => return Some(path.clone()),
        Place::Cell {
            line, column: None, ..
        } => say!("problem-at-line", line = line.to_string()),
        Place::Cell {
            line,
            column: Some(column),
            header: None,
        } => say!(
            "problem-at-cell",
            line = line.to_string(),
            column = column.to_string()
        ),
        Place::Cell {
            line,
            column: Some(column),
            header: Some(header),
        } => say!(
            "problem-at-cell-named",
            line = line.to_string(),
            column = column.to_string(),
            header = header
        ),
    };
    Some(words.say(&message))
}
