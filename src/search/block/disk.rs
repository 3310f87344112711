//! Numbers and texts as bytes, little-endian; whatever may be of any length says first how much it is. What does not fit
//! together is refused, and never a panic.

use std::io::{self, Read, Write};

/// Bytes that are turned into numbers at a time.
const PIECE: usize = 1 << 16;

/// What is read from, and how much of it there is at the most: a length that is more is no length.
pub(in crate::search) struct Source<'a> {
    input: &'a mut dyn Read,
    left: u64,
}

impl<'a> Source<'a> {
    pub(in crate::search) fn new(input: &'a mut dyn Read, left: u64) -> Self {
        Self { input, left }
    }

    pub(in crate::search) fn number<N: Number>(&mut self) -> io::Result<N> {
        let mut bytes = [0; 8];
        let bytes = &mut bytes[..N::SIZE];
        self.spend(N::SIZE as u64)?;
        self.input.read_exact(bytes)?;
        Ok(N::of(bytes))
    }

    /// As [`bytes_into`] wrote them.
    pub(in crate::search) fn bytes(&mut self) -> io::Result<Vec<u8>> {
        let length = self.number::<u64>()?;
        self.spend(length)?;
        let mut bytes = Vec::with_capacity(length as usize);
        let mut part = Read::take(&mut self.input, length);
        part.read_to_end(&mut bytes)?;
        if bytes.len() as u64 != length {
            return Err(invalid());
        }
        Ok(bytes)
    }

    /// As [`numbers_into`] wrote them.
    pub(in crate::search) fn numbers<N: Number>(&mut self) -> io::Result<Vec<N>> {
        let count = self.number::<u64>()?;
        let size = count.checked_mul(N::SIZE as u64).ok_or_else(invalid)?;
        self.spend(size)?;
        let mut numbers = Vec::with_capacity(count as usize);
        let mut piece = vec![0; PIECE.min(size as usize)];
        let mut left = size as usize;
        while left > 0 {
            let part = &mut piece[..PIECE.min(left)];
            self.input.read_exact(part)?;
            numbers.extend(part.chunks_exact(N::SIZE).map(N::of));
            left -= part.len();
        }
        Ok(numbers)
    }

    fn spend(&mut self, bytes: u64) -> io::Result<()> {
        self.left = self.left.checked_sub(bytes).ok_or_else(invalid)?;
        Ok(())
    }
}

/// A number of a column.
pub(in crate::search) trait Number: Copy {
    /// Bytes it takes.
    const SIZE: usize;
    /// Reads it from so many bytes.
    fn of(bytes: &[u8]) -> Self;
    /// Appends it.
    fn put(self, into: &mut Vec<u8>);
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Number for $number {
            const SIZE: usize = size_of::<$number>();

            fn of(bytes: &[u8]) -> Self {
                bytes.first_chunk().map_or(0, |bytes| Self::from_le_bytes(*bytes))
            }

            fn put(self, into: &mut Vec<u8>) {
                into.extend_from_slice(&self.to_le_bytes());
            }
        }
    )*};
}

numbers!(u32, u64, i64);

pub(in crate::search) fn number_into(out: &mut dyn Write, number: u64) -> io::Result<()> {
    out.write_all(&number.to_le_bytes())
}

pub(in crate::search) fn bytes_into(out: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    number_into(out, bytes.len() as u64)?;
    out.write_all(bytes)
}

pub(in crate::search) fn numbers_into<N: Number>(
    out: &mut dyn Write,
    numbers: impl ExactSizeIterator<Item = N>,
) -> io::Result<()> {
    number_into(out, numbers.len() as u64)?;
    let mut piece = Vec::with_capacity(PIECE + N::SIZE);
    for number in numbers {
        number.put(&mut piece);
        if piece.len() >= PIECE {
            out.write_all(&piece)?;
            piece.clear();
        }
    }
    out.write_all(&piece)
}

pub(in crate::search) fn invalid() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}
