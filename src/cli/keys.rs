//! `keys`: the key sheet of the screen, the operator's own keys included. Opens no book.

use serde_json::json;

use crate::account::problem::Message;

use super::context::Context;
use super::exit::Exit;
use super::output::{Column, Halt, Listing, Row, Shape};
use super::screen::KeyFile;

/// One action of the screen and how it is reached.
pub struct KeyLine {
    /// The stable word of the place: `list`.
    pub place: String,
    /// The ID of the place's name in the locale files.
    pub place_words: String,
    /// The stable word of the action, as the key file binds it.
    pub action: String,
    /// As the key file spells them; empty when nothing reaches it but the palette.
    pub keys: Vec<String>,
    /// The ID of its words in the locale files.
    pub words: String,
}

/// The key sheet with an operator's key file laid over it, and what is wrong in that file. Given by `main`.
pub type KeySheet = dyn Fn(Option<&KeyFile>) -> (Vec<KeyLine>, Vec<Message>);

pub(super) fn run(
    file: Option<&KeyFile>,
    sheet: &KeySheet,
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let (lines, notes) = sheet(file);
    for note in &notes {
        context.console.note(note);
    }
    let words = context.console.words;
    let columns = vec![
        Column::left("Place", words.text("cli-column-place")),
        Column::left("Keys", words.text("cli-column-keys")),
        Column::left("Action", words.text("cli-column-action")),
        Column::left("Words", words.text("cli-column-words")),
    ];
    let rows = lines.into_iter().map(|line| row(line, context));
    context
        .console
        .list(Listing::whole(columns, rows.collect()))?;
    Ok(Exit::Done)
}

fn row(line: KeyLine, context: &Context<'_>) -> Row {
    let said = context.console.words.text(&line.words);
    let place = match context.console.shape() {
        Shape::Values => {
            return Row::Value(json!({
                "place": line.place,
                "action": line.action,
                "keys": line.keys,
                "words": said,
            }));
        }
        Shape::Cells => line.place,
        Shape::Words => context.console.words.text(&line.place_words),
    };
    // People read the whole sentence; scripts get the short words of the hints.
    let said = match context.console.shape() {
        Shape::Words => context.console.words.text(&format!("{}-help", line.words)),
        Shape::Cells | Shape::Values => said,
    };
    Row::Cells(vec![place, line.keys.join(" "), line.action, said])
}
