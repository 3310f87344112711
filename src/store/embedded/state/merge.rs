//! Several sorted sources read as one: the newest that has a key says what it is.

use super::run::RunCursor;
use super::table::TableCursor;
use crate::store::StoreError;

/// A place in one of them.
pub enum Source<'a> {
    Table(TableCursor<'a>),
    Run(RunCursor<'a>),
}

impl Source<'_> {
    fn key(&self) -> Option<&[u8]> {
        match self {
            Source::Table(cursor) => cursor.key(),
            Source::Run(cursor) => cursor.key(),
        }
    }

    fn value(&self) -> Option<&[u8]> {
        match self {
            Source::Table(cursor) => cursor.value(),
            Source::Run(cursor) => cursor.value(),
        }
    }

    fn advance(&mut self) -> Result<(), StoreError> {
        match self {
            Source::Table(cursor) => {
                cursor.advance();
                Ok(())
            }
            Source::Run(cursor) => cursor.advance(),
        }
    }
}

/// A key and what it is; `None` when it went.
pub type Merged<'a> = (&'a [u8], Option<&'a [u8]>);

/// A place in all of them.
pub struct Merge<'a> {
    /// The newest first.
    sources: Vec<Source<'a>>,
    /// Those that stand at the key that was given last.
    given: Vec<usize>,
}

impl<'a> Merge<'a> {
    /// Of sources that all stand before what is wanted; the newest first.
    pub fn new(sources: Vec<Source<'a>>) -> Self {
        Self {
            given: Vec::with_capacity(sources.len()),
            sources,
        }
    }

    /// The next key and what it is, also when it went; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Merged<'_>>, StoreError> {
        for given in self.given.drain(..) {
            self.sources[given].advance()?;
        }
        let mut least: Option<&[u8]> = None;
        for (number, source) in self.sources.iter().enumerate() {
            let Some(key) = source.key() else { continue };
            match least.map_or(std::cmp::Ordering::Less, |least| key.cmp(least)) {
                std::cmp::Ordering::Less => {
                    least = Some(key);
                    self.given.clear();
                    self.given.push(number);
                }
                std::cmp::Ordering::Equal => self.given.push(number),
                std::cmp::Ordering::Greater => {}
            }
        }
        let newest = self.given.first().map(|&newest| &self.sources[newest]);
        Ok(newest.and_then(|newest| Some((newest.key()?, newest.value()))))
    }
}
