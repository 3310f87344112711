//! Reads JSON values (RFC 8259) and keeps what other parsers lose or hide: duplicate members and lone surrogates are
//! told, with line and path. Written out by hand, because no serde visitor knows the line it stands at.

use std::io::{self, Read};

use serde_json::{Map, Value};

use crate::account::problem::{Code, Message, Place, Problem};
use crate::account::text::cut;
use crate::say;

use super::input::{Input, Spot};

/// How deep a resource may nest: as deep as every part of the program can read it back.
pub const MAX_DEPTH: usize = 100;

/// How long the text of a resource may be, in bytes: as long as the longest row of a table.
pub const MAX_BYTES: u64 = 8 << 20;

/// What is odd in one resource is told so many times.
const MOST_NOTES: usize = 100;

/// A name in a path is told up to so many columns.
const NAME_COLUMNS: usize = 80;

/// A member that stands for a number inside `serde_json`: kept in a book, it would be read back as something else.
const RESERVED: &str = "$serde_json::private::Number";

/// Why reading ended early.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The file can't be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file is no JSON: where, and what stands there.
    #[error("no JSON: {}", .0.message.id)]
    NoJson(Box<Problem>),
}

enum Step {
    Member(String),
    Item(usize),
}

pub(super) struct Parser<R> {
    pub(super) input: Input<R>,
    path: Vec<Step>,
    notes: Vec<Problem>,
    deepest: usize,
    /// Where the resource begins that is being read, in bytes.
    began: u64,
}

impl<R: Read> Parser<R> {
    pub(super) fn open(source: R) -> io::Result<Self> {
        Ok(Self {
            input: Input::open(source)?,
            path: Vec::new(),
            notes: Vec::new(),
            deepest: 0,
            began: 0,
        })
    }

    /// A resource begins here: its limits are its own.
    pub(super) fn begin(&mut self) {
        self.began = self.input.taken();
    }

    /// Bytes of the resource that were taken so far.
    pub(super) fn length(&self) -> u64 {
        self.input.taken() - self.began
    }

    /// What is longer than any resource must not fill the memory.
    pub(super) fn must_go_on(&self) -> Result<(), Fault> {
        if self.length() <= MAX_BYTES {
            return Ok(());
        }
        Err(no_json(
            self.spot(),
            Code::TooLong,
            say!("json-too-long", limit = MAX_BYTES >> 20),
        ))
    }

    /// The next byte that is no blank; `None` at the end.
    pub(super) fn next_sign(&mut self) -> Result<Option<u8>, Fault> {
        self.input.skip_blanks()?;
        Ok(self.input.peek()?)
    }

    pub(super) fn spot(&self) -> Spot {
        self.input.spot()
    }

    /// Takes a byte that was peeked at.
    pub(super) fn take(&mut self) {
        self.input.take();
    }

    /// Takes a sign that must come next.
    pub(super) fn take_sign(&mut self, sign: u8, else_say: Message) -> Result<(), Fault> {
        if self.next_sign()? != Some(sign) {
            return Err(self.unexpected(else_say));
        }
        self.take();
        Ok(())
    }

    /// What was noticed since the last call.
    pub(super) fn take_notes(&mut self) -> Vec<Problem> {
        if self.input.take_replaced() {
            self.notes.push(Problem::new(
                Code::BadCharacter,
                say!("json-half-characters"),
            ));
        }
        std::mem::take(&mut self.notes)
    }

    /// How deep the values since the last call nested.
    pub(super) fn take_deepest(&mut self) -> usize {
        std::mem::take(&mut self.deepest)
    }

    /// The next value, at a depth.
    pub(super) fn value(&mut self, depth: usize) -> Result<Value, Fault> {
        self.must_go_on()?;
        match self.next_sign()? {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.unexpected(say!("json-expected-value"))),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, Fault> {
        self.dive(depth)?;
        self.take();
        let mut members = Map::new();
        while self.member_follows(&members)? {
            self.member(&mut members, depth)?;
        }
        Ok(Value::Object(members))
    }

    /// Whether another member comes; takes the comma before it, or the brace that ends the object.
    pub(super) fn member_follows(&mut self, so_far: &Map<String, Value>) -> Result<bool, Fault> {
        match self.next_sign()? {
            Some(b'}') => {
                self.take();
                Ok(false)
            }
            Some(b',') if !so_far.is_empty() => {
                self.take();
                Ok(true)
            }
            Some(b'"') if so_far.is_empty() => Ok(true),
            _ if so_far.is_empty() => Err(self.unexpected(say!("json-expected-name"))),
            _ => Err(self.unexpected(say!("json-expected-comma"))),
        }
    }

    fn member(&mut self, into: &mut Map<String, Value>, depth: usize) -> Result<(), Fault> {
        let spot = self.name()?;
        let value = self.value(depth + 1)?;
        self.keep(into, spot, value);
        Ok(())
    }

    /// Reads a name and its colon. It stands on the path until [`Parser::keep`] takes it off.
    pub(super) fn name(&mut self) -> Result<Spot, Fault> {
        if self.next_sign()? != Some(b'"') {
            return Err(self.unexpected(say!("json-expected-name")));
        }
        let spot = self.spot();
        let name = self.string()?;
        if name == RESERVED {
            return Err(no_json(spot, Code::NotAllowed, say!("json-reserved-name")));
        }
        self.path.push(Step::Member(name));
        self.take_sign(b':', say!("json-expected-colon"))?;
        Ok(spot)
    }

    /// The name that was read last.
    pub(super) fn current_name(&self) -> &str {
        match self.path.last() {
            Some(Step::Member(name)) => name,
            _ => "",
        }
    }

    /// Puts a value under the name that was read last. Of duplicates the last counts, in the place of the first.
    pub(super) fn keep(&mut self, into: &mut Map<String, Value>, spot: Spot, value: Value) {
        if into.contains_key(self.current_name()) {
            self.note(spot, Code::DuplicateMember, "json-duplicate-member");
        }
        if let Some(Step::Member(name)) = self.path.pop() {
            into.insert(name, value);
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, Fault> {
        self.dive(depth)?;
        self.take();
        let mut items = Vec::new();
        while self.item_follows(items.len())? {
            self.path.push(Step::Item(items.len()));
            items.push(self.value(depth + 1)?);
            self.path.pop();
        }
        Ok(Value::Array(items))
    }

    /// Whether another item comes; takes the comma before it, or the bracket that ends the list.
    pub(super) fn item_follows(&mut self, so_far: usize) -> Result<bool, Fault> {
        match self.next_sign()? {
            Some(b']') => {
                self.take();
                Ok(false)
            }
            Some(b',') if so_far > 0 => {
                self.take();
                Ok(true)
            }
            _ if so_far == 0 => Ok(true),
            _ => Err(self.unexpected(say!("json-expected-comma"))),
        }
    }

    fn dive(&mut self, depth: usize) -> Result<(), Fault> {
        self.deepest = self.deepest.max(depth + 1);
        // One more than a resource may have: our own lines wrap it once.
        if depth > MAX_DEPTH {
            return Err(too_deep(self.spot()));
        }
        Ok(())
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Fault> {
        if self.input.ahead(word.len())? != word.as_bytes() {
            return Err(self.unexpected(say!("json-expected-value")));
        }
        for _ in 0..word.len() {
            self.take();
        }
        Ok(value)
    }

    pub(super) fn note(&mut self, spot: Spot, code: Code, sentence: &'static str) {
        if self.notes.len() >= MOST_NOTES {
            return;
        }
        let path = self.path_text();
        let message = Message::new(sentence)
            .with("line", spot.line)
            .with("path", &path);
        self.notes
            .push(Problem::new(code, message).at(place(spot)).found(path));
    }

    fn path_text(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            match step {
                Step::Member(name) if text.is_empty() => text.push_str(&cut(name, NAME_COLUMNS)),
                Step::Member(name) => {
                    text.push('.');
                    text.push_str(&cut(name, NAME_COLUMNS));
                }
                Step::Item(number) => text.push_str(&format!("[{number}]")),
            }
        }
        text
    }

    /// The fault of what stands next, or of the end.
    pub(super) fn unexpected(&mut self, message: Message) -> Fault {
        let spot = self.spot();
        match self.input.peek() {
            Ok(None) => no_json(spot, Code::BadFormat, say!("json-ends-early")),
            Ok(Some(_)) => no_json(spot, Code::BadFormat, message),
            Err(error) => Fault::Io(error),
        }
    }
}

pub(super) fn too_deep(spot: Spot) -> Fault {
    no_json(
        spot,
        Code::NotAllowed,
        say!("json-too-deep", limit = MAX_DEPTH),
    )
}

pub(super) fn no_json(spot: Spot, code: Code, message: Message) -> Fault {
    let message = message.with("line", spot.line).with("column", spot.column);
    let problem = Problem::new(code, message)
        .at(place(spot))
        .remedy(say!("json-remedy"));
    Fault::NoJson(Box::new(problem))
}

fn place(spot: Spot) -> Place {
    Place::Cell {
        line: spot.line,
        column: Some(spot.column),
        header: None,
    }
}
