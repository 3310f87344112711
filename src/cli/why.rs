//! `why`: what a code means and what to tell the user; without a code, all of them. Opens no book.

use serde_json::{Map, Value};

use crate::account::meaning::{self, Meaning};
use crate::operations::Failure;

use super::context::Context;
use super::exit::Exit;
use super::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(code: Option<&str>, context: &Context<'_>) -> Result<Exit, Halt> {
    match code {
        Some(code) => {
            let meaning = meaning::of(code)
                .ok_or_else(|| Failure::UnknownCode(code.to_owned(), meaning::near(code)))?;
            context
                .console
                .facts(&value(meaning, context), lines(meaning, context))?;
        }
        None => context.console.list(list(context))?,
    }
    Ok(Exit::Done)
}

fn list<'a>(context: &'a Context<'_>) -> Listing<'a> {
    let words = context.console.words;
    let columns = vec![
        Column::left("Code", words.text("why-code")).whole(),
        Column::left("Description", words.text("why-description")),
        Column::left("Tell", words.text("why-tell")).less(2),
        Column::left("Topics", words.text("why-topics")).less(1),
    ];
    let rows = meaning::all().iter().map(|meaning| {
        if context.console.shape() == Shape::Values {
            return Row::Value(value(meaning, context));
        }
        Row::Cells(vec![
            meaning.codes.join(" "),
            words.say(&meaning.description()),
            words.say(&meaning.tell()),
            topics(meaning, context),
        ])
    });
    let mut listing = Listing::whole(columns, rows.collect());
    listing.is_limited = true;
    listing
}

/// What scripts read; members that do not apply are left out.
fn value(meaning: &Meaning, context: &Context<'_>) -> Value {
    let words = context.console.words;
    let topics: Vec<String> = meaning.topics().map(|topic| words.say(&topic)).collect();
    let mut members = Map::new();
    members.insert("code".to_owned(), meaning.code().into());
    if !meaning.other_codes().is_empty() {
        members.insert("alsoCalled".to_owned(), meaning.other_codes().into());
    }
    let description = words.say(&meaning.description());
    members.insert("description".to_owned(), description.into());
    members.insert("tell".to_owned(), words.say(&meaning.tell()).into());
    members.insert("source".to_owned(), meaning.from.as_str().into());
    if !topics.is_empty() {
        members.insert("topics".to_owned(), topics.into());
    }
    Value::Object(members)
}

fn lines(meaning: &Meaning, context: &Context<'_>) -> Vec<(String, String)> {
    let words = context.console.words;
    let mut lines = vec![
        (words.text("why-code"), meaning.code().to_owned()),
        (
            words.text("why-description"),
            words.say(&meaning.description()),
        ),
        (words.text("why-tell"), words.say(&meaning.tell())),
        (words.text("why-from"), words.text(meaning.from.words())),
    ];
    if !meaning.other_codes().is_empty() {
        lines.insert(
            1,
            (words.text("why-also"), meaning.other_codes().join(", ")),
        );
    }
    let topics = topics(meaning, context);
    if !topics.is_empty() {
        lines.push((words.text("why-topics"), topics));
    }
    lines
}

fn topics(meaning: &Meaning, context: &Context<'_>) -> String {
    let words = context.console.words;
    let topics: Vec<String> = meaning.topics().map(|topic| words.say(&topic)).collect();
    topics.join("; ")
}
