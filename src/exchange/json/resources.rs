//! Resources out of a file, one at a time: of a million rows only one stands in memory.

use std::io::Read;

use serde_json::{Map, Value};

use crate::account::problem::Problem;

use super::parser::{Fault, MAX_DEPTH, Parser, too_deep};

/// One resource of a file, or one of our own export lines still wrapped.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The physical line where it starts, counted from 1.
    pub line: u64,
    /// What it says. No object where the service answers with bare text, as it does for a qualification.
    pub value: Value,
    /// Duplicate members and lone surrogates in it, with line and path.
    pub notes: Vec<Problem>,
    /// How long its text was, in bytes.
    pub length: u64,
}

/// The resources of a JSON file in their order. Ends at the first fault.
pub struct Resources<R> {
    parser: Parser<R>,
    stands: Stands,
}

/// Between which values the reader stands.
enum Stands {
    /// Those of the file itself.
    Outside,
    /// The items of a bare array, so many taken.
    InArray(usize),
    /// The items of a collection, so many taken, with the members that stood before them.
    InCollection(usize, Map<String, Value>),
    /// Behind the last.
    AtEnd,
}

impl<R: Read> Resources<R> {
    /// Begins to read: UTF-8 with or without a byte-order mark, UTF-16 with one.
    ///
    /// # Errors
    /// When the first bytes can't be read.
    pub fn read(source: R) -> Result<Self, Fault> {
        Ok(Self {
            parser: Parser::open(source)?,
            stands: Stands::Outside,
        })
    }

    fn next_piece(&mut self) -> Result<Option<Piece>, Fault> {
        loop {
            match std::mem::replace(&mut self.stands, Stands::AtEnd) {
                Stands::AtEnd => return Ok(None),
                Stands::Outside => match self.parser.next_sign()? {
                    None => return Ok(None),
                    Some(b'[') => {
                        self.parser.take();
                        self.stands = Stands::InArray(0);
                    }
                    Some(b'{') => {
                        if let Some(piece) = self.object()? {
                            return Ok(Some(piece));
                        }
                    }
                    Some(_) => {
                        self.stands = Stands::Outside;
                        return self.item().map(Some);
                    }
                },
                Stands::InArray(taken) => {
                    if self.parser.item_follows(taken)? {
                        self.stands = Stands::InArray(taken + 1);
                        return self.item().map(Some);
                    }
                    self.stands = Stands::Outside;
                }
                Stands::InCollection(taken, before) => {
                    if self.parser.item_follows(taken)? {
                        self.stands = Stands::InCollection(taken + 1, before);
                        return self.item().map(Some);
                    }
                    self.rest_of_collection(before)?;
                    self.stands = Stands::Outside;
                }
            }
        }
    }

    fn item(&mut self) -> Result<Piece, Fault> {
        self.parser.next_sign()?;
        self.parser.begin();
        let spot = self.parser.spot();
        let value = self.parser.value(0)?;
        self.piece(spot.line, value)
    }

    /// A resource, or `None` when it turns out to be a collection: then its items come next.
    fn object(&mut self) -> Result<Option<Piece>, Fault> {
        let line = self.parser.spot().line;
        self.parser.begin();
        self.parser.take();
        let mut members = Map::new();
        while self.parser.member_follows(&members)? {
            let spot = self.parser.name()?;
            let opens_list = self.parser.next_sign()? == Some(b'[');
            if opens_list && is_collection(&members, self.parser.current_name()) {
                self.parser.take();
                self.parser.keep(&mut members, spot, Value::Null);
                self.stands = Stands::InCollection(0, members);
                return Ok(None);
            }
            let value = self.parser.value(1)?;
            self.parser.keep(&mut members, spot, value);
        }
        self.stands = Stands::Outside;
        self.piece(line, Value::Object(members)).map(Some)
    }

    /// Totals and links behind the items say nothing about an account.
    fn rest_of_collection(&mut self, mut members: Map<String, Value>) -> Result<(), Fault> {
        self.parser.begin();
        while self.parser.member_follows(&members)? {
            let spot = self.parser.name()?;
            let value = self.parser.value(1)?;
            self.parser.keep(&mut members, spot, value);
        }
        self.parser.take_notes();
        Ok(())
    }

    fn piece(&mut self, line: u64, value: Value) -> Result<Piece, Fault> {
        let wrapped = value.get("kind").is_some() && value.get("resource").is_some();
        if self.parser.take_deepest() > MAX_DEPTH + usize::from(wrapped) {
            return Err(too_deep(self.parser.spot()));
        }
        Ok(Piece {
            line,
            value,
            notes: self.parser.take_notes(),
            length: self.parser.length(),
        })
    }
}

impl<R: Read> Iterator for Resources<R> {
    type Item = Result<Piece, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        // A fault leaves the reader at its end.
        self.next_piece()
            .inspect_err(|_| self.stands = Stands::AtEnd)
            .transpose()
    }
}

/// Whether a list under this name holds the items of a collection: the object has said nothing yet that a resource of
/// its own would say.
fn is_collection(before: &Map<String, Value>, name: &str) -> bool {
    let of_its_own = |member: &str| {
        ["id", "kind", "companyProfile"]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(member))
    };
    let is_other_type = before
        .get("attributes")
        .and_then(|attributes| attributes.get("objectType"))
        .is_some_and(|word| word != "Collection");
    name.eq_ignore_ascii_case("items")
        && !is_other_type
        && !before.keys().any(|member| of_its_own(member))
}

#[cfg(test)]
mod tests;
