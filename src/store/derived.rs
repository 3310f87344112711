//! What follows from the records of a book and is kept beside it, because reading it is quicker than deriving it again.

use std::io::{self, BufReader, Read, Write};

use jiff::Timestamp;

use super::Image;

/// Bytes that [`Kept::reader`] reads at a time.
const BUFFER: usize = 1 << 18;

/// Something that follows from the records of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// What the list of customers shows and searches.
    Columns,
    /// Whose book it is.
    Partner,
    /// What users of all customers are searched by.
    Users,
}

/// Writes what is to be kept.
pub type WriteDerived<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// What was kept, and what has changed since.
pub struct Kept {
    /// As it was written.
    pub content: Box<dyn Content>,
    /// In order.
    pub since: Vec<Since>,
}

/// Bytes that were kept. Any part of them can be read, by several threads at once, and what is read was checked.
pub trait Content: Send + Sync {
    /// How many there are.
    fn length(&self) -> u64;

    /// Fills `into` with the bytes from a place on.
    ///
    /// # Errors
    /// When there are not so many, or they can't be read, or are not those that were written; what stands in `into` is of
    /// no use then.
    fn read_at(&self, from: u64, into: &mut [u8]) -> io::Result<()>;
}

/// One change since something was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The record before and after it.
    pub image: Image,
    /// When it was made.
    pub at: Timestamp,
}

impl Kept {
    /// Reads the content from its beginning to its end.
    pub fn reader(&self) -> impl Read + '_ {
        let all = InOrder {
            content: self.content.as_ref(),
            at: 0,
        };
        BufReader::with_capacity(BUFFER, all)
    }
}

struct InOrder<'a> {
    content: &'a dyn Content,
    at: u64,
}

impl Read for InOrder<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.content.length() - self.at;
        let count = usize::try_from(left).map_or(into.len(), |left| left.min(into.len()));
        self.content.read_at(self.at, &mut into[..count])?;
        self.at += count as u64;
        Ok(count)
    }
}
