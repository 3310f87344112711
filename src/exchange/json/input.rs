//! The text of a JSON file as UTF-8 bytes, whatever it was encoded in, with the place of the next character. Holds one
//! buffer of the file, never the whole.

use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};

const ROOM: usize = 64 * 1024;

/// Where a character stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Physical line, counted from 1.
    pub(super) line: u64,
    /// Character of the line, counted from 1.
    pub(super) column: u32,
}

pub(super) struct Input<R> {
    source: R,
    decoder: Option<Decoder>,
    buffer: Vec<u8>,
    at: usize,
    /// Bytes that went through the buffer before what is in it.
    passed: u64,
    over: bool,
    replaced: bool,
    spot: Spot,
}

impl<R: Read> Input<R> {
    /// Looks at the byte-order mark: UTF-8 with or without one, UTF-16 with one.
    pub(super) fn open(source: R) -> io::Result<Self> {
        let mut input = Self {
            source,
            decoder: None,
            buffer: Vec::new(),
            at: 0,
            passed: 0,
            over: false,
            replaced: false,
            spot: Spot { line: 1, column: 1 },
        };
        match input.ahead(3)? {
            [0xEF, 0xBB, 0xBF, ..] => input.at = 3,
            [0xFF, 0xFE, ..] => input.decode(UTF_16LE.new_decoder_with_bom_removal()),
            [0xFE, 0xFF, ..] => input.decode(UTF_16BE.new_decoder_with_bom_removal()),
            _ => {}
        }
        Ok(input)
    }

    fn decode(&mut self, mut decoder: Decoder) {
        let raw = std::mem::take(&mut self.buffer);
        self.replaced |= put_decoded(&mut decoder, &raw, self.over, &mut self.buffer);
        self.decoder = Some(decoder);
    }

    /// Whether half a character was replaced since the last call, in what was read ahead too.
    pub(super) fn take_replaced(&mut self) -> bool {
        std::mem::take(&mut self.replaced)
    }

    /// Bytes of text that were taken.
    pub(super) fn taken(&self) -> u64 {
        self.passed + self.at as u64
    }

    pub(super) fn spot(&self) -> Spot {
        self.spot
    }

    /// The next byte; `None` at the end.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        if self.at == self.buffer.len() && !self.over {
            self.more()?;
        }
        Ok(self.buffer.get(self.at).copied())
    }

    /// The next bytes without taking them; fewer at the end.
    pub(super) fn ahead(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.at < count && !self.over {
            self.more()?;
        }
        let end = self.buffer.len().min(self.at + count);
        Ok(&self.buffer[self.at..end])
    }

    /// Takes one byte that was peeked at, which is ASCII.
    pub(super) fn take(&mut self) {
        match self.buffer.get(self.at) {
            Some(b'\n') => {
                self.spot.line += 1;
                self.spot.column = 1;
            }
            Some(_) => self.spot.column = self.spot.column.saturating_add(1),
            None => return,
        }
        self.at += 1;
    }

    /// Takes blanks and line ends.
    pub(super) fn skip_blanks(&mut self) -> io::Result<()> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek()? {
            self.take();
        }
        Ok(())
    }

    /// Takes text up to the next quote, backslash or control character, or to the end of what is in memory.
    pub(super) fn take_text(&mut self, into: &mut Vec<u8>) {
        let rest = &self.buffer[self.at..];
        let length = rest
            .iter()
            .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))
            .unwrap_or(rest.len());
        let text = &rest[..length];
        let letters = text.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        into.extend_from_slice(text);
        self.at += length;
        let letters = u32::try_from(letters).unwrap_or(u32::MAX);
        self.spot.column = self.spot.column.saturating_add(letters);
    }

    /// Reads on behind what is in memory and not yet taken.
    fn more(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.at);
        self.passed += self.at as u64;
        self.at = 0;
        let mut raw = vec![0; ROOM];
        let count = loop {
            match self.source.read(&mut raw) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.over = count == 0;
        match &mut self.decoder {
            Some(decoder) => {
                let last = self.over;
                self.replaced |= put_decoded(decoder, &raw[..count], last, &mut self.buffer);
                // Half a character decodes to nothing, and nothing would be taken for the end.
                if self.buffer.is_empty() && !self.over {
                    return self.more();
                }
            }
            None => self.buffer.extend_from_slice(&raw[..count]),
        }
        Ok(())
    }
}

/// Half a pair in UTF-16 becomes U+FFFD, as its escape does; says whether there was one.
fn put_decoded(decoder: &mut Decoder, raw: &[u8], last: bool, into: &mut Vec<u8>) -> bool {
    let room = decoder.max_utf8_buffer_length(raw.len());
    let mut text = vec![0; room.unwrap_or(raw.len() * 3 + 16)];
    let (_, _, written, replaced) = decoder.decode_to_utf8(raw, &mut text, last);
    into.extend_from_slice(&text[..written]);
    replaced
}
