//! What a command writes: stdout is data, stderr is words. JSON, NDJSON and CSV are the same bytes wherever they go;
//! tables alone know the terminal.

mod listing;
mod problems;
mod report;
mod table;

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::Value;

use crate::account::problem::{Message, Problem};
use crate::account::resource::Resource;
use crate::account::text;
use crate::exchange::json;
use crate::operations::Failure;
use crate::say;
use crate::store::StoreError;
use crate::words::Words;

use super::args::{Format, Globals};
use super::surroundings::Surroundings;

pub use listing::{Listing, Row, Shape};
pub use table::Column;

/// Why a command ended early.
#[derive(Debug)]
pub enum Halt {
    /// It was not done.
    Failure(Failure),
    /// Nobody reads what we write any more: the end of a pipe, and no reason for words.
    PipeClosed,
}

impl From<Failure> for Halt {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::File(name, error) if name == "-" => error.into(),
            other => Halt::Failure(other),
        }
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Halt::from(Failure::from(error))
    }
}

/// Only writing to stdout and stderr gives a bare error; every file is named in a [`Failure::File`].
impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Halt::PipeClosed
        } else {
            Halt::Failure(Failure::File("-".to_owned(), error))
        }
    }
}

/// Where a command writes, and how.
#[derive(Clone, Copy)]
pub struct Console<'a> {
    /// Every word that people read.
    pub words: &'a Words,
    /// How results are written.
    pub format: Format,
    /// Whether results go to a person.
    pub is_terminal: bool,
    problems_as_json: bool,
    quiet: bool,
    color: bool,
    width: usize,
}

impl<'a> Console<'a> {
    /// Decides by what was asked for and by what is around.
    pub fn new(words: &'a Words, globals: &Globals, around: &Surroundings) -> Self {
        let is_terminal = around.stdout_is_terminal;
        let by_itself = if is_terminal {
            Format::Table
        } else {
            Format::Json
        };
        Self {
            words,
            format: globals.format.unwrap_or(by_itself),
            is_terminal,
            problems_as_json: wants_json(globals.format) || !around.stderr_is_terminal,
            quiet: globals.quiet,
            color: is_terminal && !globals.no_color && !around.colorless,
            width: around.width,
        }
    }

    /// Writes one JSON document to stdout: indented for `json`, on one line for `ndjson`.
    ///
    /// # Errors
    /// When stdout can't be written.
    pub fn document<T: Serialize>(&self, value: &T) -> Result<(), Halt> {
        let form = if self.format == Format::Ndjson {
            json::Form::Compact
        } else {
            json::Form::Pretty
        };
        let mut out = stdout();
        json::write(&mut out, value, form)?;
        Ok(out.write_all(b"\n").and_then(|()| out.flush())?)
    }

    /// Writes one thing to stdout: whole for scripts, as names and values for people.
    ///
    /// # Errors
    /// When stdout can't be written.
    pub fn facts<T: Serialize>(&self, value: &T, lines: Vec<(String, String)>) -> Result<(), Halt> {
        match self.format {
            Format::Json | Format::Ndjson => return self.document(value),
            Format::Csv => {
                let rows = lines
                    .into_iter()
                    .map(|(name, value)| Row::Cells(vec![name, value]));
                let columns = vec![
                    Column::left("Field", String::new()),
                    Column::left("Value", String::new()),
                ];
                return self.list(Listing::whole(columns, rows.collect()));
            }
            Format::Table => {}
        }
        let widest = lines.iter().map(|(name, _)| text::width(name)).max();
        let widest = widest.unwrap_or_default();
        for (name, value) in lines {
            self.line(&format!("{}  {value}", text::pad(&name, widest)))?;
        }
        Ok(())
    }

    /// Writes one resource to stdout: as it is for scripts, a line for each of its fields for people.
    ///
    /// # Errors
    /// When stdout can't be written.
    pub fn resource(&self, resource: &Resource) -> Result<(), Halt> {
        let lines = resource
            .leaves()
            .into_iter()
            .filter(|(path, _)| !says_only_where(path));
        let lines = lines.map(|(path, value)| (path, plain(value)));
        self.facts(resource, lines.collect())
    }

    /// Writes a line for people to stdout.
    ///
    /// # Errors
    /// When stdout can't be written.
    pub fn line(&self, text: &str) -> Result<(), Halt> {
        Ok(writeln!(io::stdout(), "{}", text::visible(text))?)
    }

    /// Standard output, to be written in one go.
    pub fn stdout(&self) -> impl Write + use<> {
        stdout()
    }

    /// Asks on the terminal and waits for the answer; only a clear yes counts.
    pub fn ask(&self, question: &Message) -> bool {
        let said = self
            .words
            .say(&say!("ask-yes-or-no", question = question.clone()));
        let _ = write!(io::stderr(), "{} ", text::visible(&said));
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        let yes = self.words.text("answer-yes");
        let answer = answer.trim().to_lowercase();
        read.is_ok() && !answer.is_empty() && yes.split(' ').any(|word| word == answer)
    }

    /// Tells something on stderr, unless `--quiet`. That stderr is closed is no reason to stop.
    pub fn note(&self, message: &Message) {
        if !self.quiet {
            let text = self.words.say(message);
            let _ = writeln!(io::stderr(), "{}", text::visible(&text));
        }
    }

    /// Tells what is doubtful and was done all the same, in words on stderr, unless `--quiet`.
    pub fn warn(&self, warnings: &[Problem]) {
        if !self.quiet {
            let _ = io::stderr().write_all(problems::in_words(self.words, warnings).as_bytes());
        }
    }

    /// Tells why a command was not done, always with everything that is wrong.
    pub fn fail(&self, failure: &Failure) {
        let told = if self.problems_as_json {
            problems::as_json(self.words, failure)
        } else {
            problems::as_sentences(self.words, failure)
        };
        let _ = io::stderr().write_all(told.as_bytes());
    }
}

/// Whether problems are to be JSON because results are.
pub fn wants_json(format: Option<Format>) -> bool {
    matches!(format, Some(Format::Json | Format::Ndjson))
}

/// Links and attributes say where a resource stands, not what it says.
fn says_only_where(path: &str) -> bool {
    path.split('.')
        .any(|step| matches!(step, "links" | "attributes"))
}

/// A value without the marks of JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(several) => several.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => json::line(other),
    }
}

fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(64 * 1024, io::stdout().lock())
}
