//! Texts and numbers of JSON. Every digit of a number is kept; half a character in a text becomes U+FFFD, and that is told.

use std::io::Read;

use serde_json::{Number, Value};

use crate::account::problem::Code;
use crate::say;

use super::parser::{Fault, Parser, no_json};

impl<R: Read> Parser<R> {
    pub(super) fn number(&mut self) -> Result<Value, Fault> {
        let mut text = String::new();
        self.take_if(&mut text, |byte| byte == b'-')?;
        if !self.take_if(&mut text, |byte| byte == b'0')? {
            self.digits(&mut text)?;
        }
        if self.take_if(&mut text, |byte| byte == b'.')? {
            self.digits(&mut text)?;
        }
        if self.take_if(&mut text, |byte| matches!(byte, b'e' | b'E'))? {
            self.take_if(&mut text, |byte| matches!(byte, b'+' | b'-'))?;
            self.digits(&mut text)?;
        }
        let number: Result<Number, _> = text.parse();
        number
            .map(Value::Number)
            .map_err(|_| self.unexpected(say!("json-bad-number")))
    }

    fn digits(&mut self, text: &mut String) -> Result<(), Fault> {
        if !self.take_if(text, |byte| byte.is_ascii_digit())? {
            return Err(self.unexpected(say!("json-bad-number")));
        }
        while self.take_if(text, |byte| byte.is_ascii_digit())? {
            self.must_go_on()?;
        }
        Ok(())
    }

    fn take_if(&mut self, text: &mut String, fits: impl Fn(u8) -> bool) -> Result<bool, Fault> {
        match self.input.peek()? {
            Some(byte) if fits(byte) => {
                text.push(char::from(byte));
                self.take();
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    pub(super) fn string(&mut self) -> Result<String, Fault> {
        let spot = self.spot();
        self.take();
        let mut text = Vec::new();
        loop {
            match self.input.peek()? {
                Some(b'"') => break,
                Some(b'\\') => {
                    self.escape(&mut text)?;
                    self.must_go_on()?;
                }
                Some(0..=0x1f) => return Err(self.unexpected(say!("json-raw-control"))),
                Some(_) => {
                    self.input.take_text(&mut text);
                    self.must_go_on()?;
                }
                None => return Err(self.unexpected(say!("json-open-text"))),
            }
        }
        self.take();
        String::from_utf8(text)
            .map_err(|_| no_json(spot, Code::BadEncoding, say!("json-bad-encoding")))
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Result<(), Fault> {
        self.take();
        let letter = match self.input.peek()? {
            Some(plain @ (b'"' | b'\\' | b'/')) => plain,
            Some(b'b') => 0x08,
            Some(b'f') => 0x0c,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => return self.unicode(text),
            _ => return Err(self.unexpected(say!("json-bad-escape"))),
        };
        self.take();
        text.push(letter);
        Ok(())
    }

    /// `\u` and what may belong to it: a pair of surrogates is one character, a lone one becomes U+FFFD.
    fn unicode(&mut self, text: &mut Vec<u8>) -> Result<(), Fault> {
        let mut unit = self.code_unit()?;
        loop {
            if let Some(letter) = char::from_u32(unit) {
                push(text, letter);
                return Ok(());
            }
            let pair_may_follow = unit < 0xDC00 && self.input.ahead(2)? == b"\\u";
            if !pair_may_follow {
                self.lone_surrogate(text);
                return Ok(());
            }
            self.take();
            let second = self.code_unit()?;
            if let Some(letter) = paired(unit, second) {
                push(text, letter);
                return Ok(());
            }
            self.lone_surrogate(text);
            unit = second;
        }
    }

    fn code_unit(&mut self) -> Result<u32, Fault> {
        self.take();
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self
                .input
                .peek()?
                .and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.unexpected(say!("json-bad-escape")));
            };
            self.take();
            unit = unit * 16 + digit;
        }
        Ok(unit)
    }

    fn lone_surrogate(&mut self, text: &mut Vec<u8>) {
        push(text, char::REPLACEMENT_CHARACTER);
        self.note(self.spot(), Code::BadCharacter, "json-lone-surrogate");
    }
}

fn paired(high: u32, low: u32) -> Option<char> {
    (0xDC00..0xE000)
        .contains(&low)
        .then(|| 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        .and_then(char::from_u32)
}

fn push(text: &mut Vec<u8>, letter: char) {
    text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
}
