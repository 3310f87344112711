//! A content with a sum for each piece of it: written in order, read from anywhere.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt;

use super::HEAD;
use crate::store::Content;

/// Bytes that share a sum: so many are read where only some of them are asked for.
pub(super) const PIECE: usize = if cfg!(test) { 8 } else { 1 << 17 };

/// Bytes of a sum.
const SUM: usize = 4;

/// Bytes that the sums of a content take; `None` of one that is too long to be any.
pub(super) fn sums_of(length: u64) -> Option<u64> {
    let sums = length.div_ceil(PIECE as u64).checked_mul(SUM as u64)?;
    usize::try_from(sums).is_ok().then_some(sums)
}

/// Sums what goes through.
pub(super) struct Summing<W> {
    inner: W,
    pub(super) length: u64,
    sums: Vec<u8>,
    /// Of the piece that has begun.
    crc: u32,
}

impl<W: Write> Summing<W> {
    pub(super) fn new(inner: W) -> Self {
        Self {
            inner,
            length: 0,
            sums: Vec::new(),
            crc: 0,
        }
    }

    /// What was written into, and the sums.
    pub(super) fn finish(mut self) -> (W, Vec<u8>) {
        if !self.length.is_multiple_of(PIECE as u64) {
            self.end_piece();
        }
        (self.inner, self.sums)
    }

    fn end_piece(&mut self) {
        self.sums.extend_from_slice(&self.crc.to_le_bytes());
        self.crc = 0;
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = PIECE - (self.length % PIECE as u64) as usize;
        let written = self.inner.write(&bytes[..bytes.len().min(room)])?;
        self.crc = crc32c::crc32c_append(self.crc, &bytes[..written]);
        self.length += written as u64;
        if written == room {
            self.end_piece();
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A content in its file.
pub(super) struct Pieces {
    pub(super) file: File,
    pub(super) length: u64,
    pub(super) sums: Vec<u8>,
}

impl Content for Pieces {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(&self, from: u64, into: &mut [u8]) -> io::Result<()> {
        let end = from.checked_add(into.len() as u64);
        if end.is_none_or(|end| end > self.length) {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let mut scratch = Vec::new();
        let (mut at, mut into) = (from, into);
        while !into.is_empty() {
            let number = at / PIECE as u64;
            let piece = self.piece(number);
            let count = into.len().min((piece.end - at) as usize);
            let (part, rest) = into.split_at_mut(count);
            if part.len() as u64 == piece.end - piece.start {
                self.read(number, part)?;
            } else {
                scratch.resize((piece.end - piece.start) as usize, 0);
                self.read(number, &mut scratch)?;
                let skipped = (at - piece.start) as usize;
                part.copy_from_slice(&scratch[skipped..skipped + count]);
            }
            at += count as u64;
            into = rest;
        }
        Ok(())
    }
}

impl Pieces {
    /// Where a piece stands in the content.
    fn piece(&self, number: u64) -> Range<u64> {
        let start = number * PIECE as u64;
        start..(start + PIECE as u64).min(self.length)
    }

    /// Reads a piece and checks it.
    fn read(&self, number: u64, into: &mut [u8]) -> io::Result<()> {
        self.file
            .read_exact_at(into, HEAD as u64 + number * PIECE as u64)?;
        let sum = self.sums.chunks_exact(SUM).nth(number as usize);
        let is_as_written = sum.is_some_and(|sum| *sum == crc32c::crc32c(into).to_le_bytes());
        match is_as_written {
            true => Ok(()),
            false => Err(ErrorKind::InvalidData.into()),
        }
    }
}
