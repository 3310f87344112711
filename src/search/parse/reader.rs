//! Takes the text of a query apart: conditions, each with its hyphen, field, sign and value.

use std::borrow::Cow;

use crate::account::problem::Code;
use crate::say;

use super::super::query::Sense;
use super::Mistake;
use super::meaning::is_field;

/// The signs between a field and its value, the longer ones first.
const SIGNS: [&str; 6] = [">=", "<=", ">", "<", "=", ":"];

/// Walks through the text of a query, condition by condition.
pub(in crate::search) struct Reader<'a> {
    text: &'a str,
    /// Byte at which the rest begins.
    at: usize,
}

/// One condition as it was written.
pub(in crate::search) struct Piece<'a> {
    /// Byte at which it begins, `-` included.
    pub(in crate::search) start: usize,
    pub(in crate::search) sense: Sense,
    /// Field and sign, where it names one.
    pub(in crate::search) field: Option<(&'a str, &'static str)>,
    pub(in crate::search) value: Cow<'a, str>,
    /// Byte at which the value begins.
    pub(in crate::search) value_start: usize,
}

impl<'a> Iterator for Reader<'a> {
    type Item = Result<Piece<'a>, Mistake>;

    fn next(&mut self) -> Option<Self::Item> {
        self.piece()
    }
}

impl<'a> Reader<'a> {
    pub(in crate::search) fn new(text: &'a str) -> Self {
        // The sign of the mode is no part of the first word; columns are counted with it.
        let rest = text.trim_start();
        let rest = rest.strip_prefix(super::FUZZY).unwrap_or(rest);
        Self {
            text,
            at: text.len() - rest.len(),
        }
    }

    fn piece(&mut self) -> Option<Result<Piece<'a>, Mistake>> {
        let rest = self.rest().trim_start();
        if rest.is_empty() {
            return None;
        }
        self.at = self.text.len() - rest.len();
        let start = self.at;
        let sense = self.sense();
        let field = self.field();
        let value_start = self.at;
        Some(self.value().map(|value| Piece {
            start,
            sense,
            field,
            value,
            value_start,
        }))
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// A hyphen before something excludes it; alone it is a word.
    fn sense(&mut self) -> Sense {
        let excludes = self
            .rest()
            .strip_prefix('-')
            .is_some_and(|behind| !behind.is_empty() && !behind.starts_with(char::is_whitespace));
        if excludes {
            self.at += 1;
            return Sense::Without;
        }
        Sense::With
    }

    fn field(&mut self) -> Option<(&'a str, &'static str)> {
        let rest = self.rest();
        let end =
            rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || "._".contains(letter)))?;
        let name = &rest[..end];
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let sign = SIGNS
            .into_iter()
            .find(|sign| rest[end..].starts_with(sign))?;
        // «a=b» is a word like any other, unless it is a field of ours.
        if sign == "=" && !is_field(name) {
            return None;
        }
        self.at += end + sign.len();
        Some((name, sign))
    }

    /// Up to the next blank, or what stands between quotes; a quote inside is written twice.
    fn value(&mut self) -> Result<Cow<'a, str>, Mistake> {
        let rest = self.rest();
        let Some(quoted) = rest.strip_prefix('"') else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            self.at += end;
            return Ok(Cow::Borrowed(&rest[..end]));
        };
        let Some(end) = closing_quote(quoted) else {
            let opened = self.at;
            self.at = self.text.len();
            let message = say!("search-quote-open");
            let remedy = say!("search-quote-open-remedy");
            return Err(Mistake::new(opened, rest, Code::BadFormat, message, remedy));
        };
        self.at += end + 2;
        let value = &quoted[..end];
        Ok(if value.contains('"') {
            Cow::Owned(value.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(value)
        })
    }
}

/// Where a quoted text ends: at the first quote that has none behind it.
fn closing_quote(quoted: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + quoted[from..].find('"')?;
        if !quoted[at + 1..].starts_with('"') {
            return Some(at);
        }
        from = at + 2;
    }
}
