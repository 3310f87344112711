//! The first rows of the list, kept by themselves in front of an index on disk: a start shows them while the rest is read.

use std::io;
use std::sync::Arc;

use crate::account::record::CustomerId;
use crate::account::text::fold;

use super::block::{Source, bytes_into, number_into};
use super::index::{Index, Removed};
use super::row::Row;

/// How many they are: more than a tall screen has.
pub(super) const ROWS: usize = if cfg!(test) { 6 } else { 256 };

/// When changes leave fewer of them, a screen might not be full, and the rest is waited for.
const ENOUGH: usize = if cfg!(test) { 3 } else { 160 };

/// An index of fewer rows is read as quickly as they are.
const SMALL: usize = if cfg!(test) { 8 } else { 20_000 };

/// The first rows in the default order that are not removed, and how many rows there are in all.
#[derive(Debug, Clone)]
pub struct FirstRows {
    index: Arc<Index>,
    /// What the last one is ordered by: of what stands behind it nothing is known.
    last: (Vec<u8>, Vec<u8>),
    visible: u64,
}

/// What became of a customer: its row before and after, `None` where there was none.
#[derive(Debug, Clone)]
pub struct Turned {
    /// Whose row.
    pub id: CustomerId,
    /// Before; what subscriptions add to it does not matter.
    pub before: Option<Row>,
    /// After.
    pub after: Option<Row>,
}

impl FirstRows {
    /// The rows, as an index of their own.
    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// How many customers the whole list has that are not removed.
    pub fn visible(&self) -> u64 {
        self.visible
    }

    /// Whether a row would stand among these.
    pub fn reaches(&self, row: &Row) -> bool {
        !row.is_removed() && order_of(row) <= self.last
    }

    /// The first rows after some customers changed, each once; `None` when too few of them are left.
    #[must_use]
    pub fn turned(&self, changes: &[Turned]) -> Option<Self> {
        let mut visible = self.visible;
        let mut rows = Vec::new();
        for Turned { id, before, after } in changes {
            let counts =
                |row: &Option<Row>| u64::from(row.as_ref().is_some_and(|row| !row.is_removed()));
            visible = (visible + counts(after)).saturating_sub(counts(before));
            let stays = after.clone().filter(|row| self.reaches(row));
            rows.push((id.clone(), stays));
        }
        let index = self.index.patched(&rows);
        let is_enough = index.len(Removed::Shown) >= ENOUGH;
        is_enough.then(|| Self {
            index: Arc::new(index),
            visible,
            ..self.clone()
        })
    }

    /// Those of an index, as bytes; none of a small one.
    pub(super) fn bytes_of(index: &Index) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let visible = index.len(Removed::Hidden);
        if visible >= SMALL {
            number_into(&mut bytes, visible as u64)?;
            let rows = index.first_visible(ROWS);
            let mut content = Vec::new();
            Index::build(&index.suffix, &rows).write(&mut content)?;
            bytes_into(&mut bytes, &content)?;
        }
        Ok(bytes)
    }

    /// The other way round.
    pub(super) fn of_bytes(bytes: &[u8], suffix: &str) -> io::Result<Option<Self>> {
        if bytes.is_empty() {
            return Ok(None);
        }
        let mut rest = bytes;
        let mut from = Source::new(&mut rest, bytes.len() as u64);
        let visible = from.number()?;
        let content = from.bytes()?;
        let read = |at: u64, into: &mut [u8]| {
            let part = content
                .get(at as usize..)
                .and_then(|part| part.get(..into.len()));
            into.copy_from_slice(part.ok_or(io::ErrorKind::UnexpectedEof)?);
            Ok(())
        };
        let index = Index::read(&read, content.len() as u64, suffix)?;
        let last = index.first_visible(ROWS).last().map(order_of);
        Ok(last.map(|last| Self {
            index: Arc::new(index),
            last,
            visible,
        }))
    }
}

/// What the default order goes by.
fn order_of(row: &Row) -> (Vec<u8>, Vec<u8>) {
    (
        fold(&row.name).into_bytes(),
        row.id.as_str().as_bytes().to_vec(),
    )
}
