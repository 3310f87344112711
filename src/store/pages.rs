//! Going through records page by page, so that a visitor may use the store and nothing large is held. A store only has to
//! say what a [`Slice`] of it holds.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use crate::account::record::{CustomerId, Kind, RecordKey, Stored};

use super::StoreError;

/// Records copied at a time.
const PAGE: usize = 256;

/// Up to `limit` records of one kind, in the order of customer and ID.
pub(super) struct Slice<'a> {
    pub(super) kind: Kind,
    /// Of this customer alone.
    pub(super) customer: Option<&'a CustomerId>,
    /// Beginning behind this one.
    pub(super) after: Option<&'a RecordKey>,
    pub(super) limit: usize,
}

/// Looks a slice up.
type Read<'a> = &'a dyn Fn(Slice<'_>) -> Result<Vec<Stored>, StoreError>;
type Visit<'a> = &'a mut dyn FnMut(Stored) -> ControlFlow<()>;

/// All records of a kind, in the order of customer and ID.
pub(super) fn scan(kind: Kind, read: Read<'_>, visit: Visit<'_>) -> Result<(), StoreError> {
    let mut cursor = Cursor::new(kind, None);
    while let Some(stored) = cursor.next(read)? {
        if visit(stored).is_break() {
            break;
        }
    }
    Ok(())
}

/// All records, of one customer or of everybody, in the order of their keys: customer, kind, ID.
pub(super) fn walk(
    customer: Option<&CustomerId>,
    read: Read<'_>,
    visit: Visit<'_>,
) -> Result<(), StoreError> {
    let mut cursors = Vec::from(Kind::ALL.map(|kind| Cursor::new(kind, customer)));
    loop {
        for cursor in &mut cursors {
            cursor.fill(read)?;
        }
        cursors.retain(|cursor| !cursor.page.is_empty());
        let first = cursors
            .iter_mut()
            .min_by(|one, other| one.key().cmp(&other.key()));
        let Some(stored) = first.and_then(|cursor| cursor.page.pop_front()) else {
            return Ok(());
        };
        if visit(stored).is_break() {
            return Ok(());
        }
    }
}

/// A place in the records of one kind.
struct Cursor<'a> {
    kind: Kind,
    customer: Option<&'a CustomerId>,
    page: VecDeque<Stored>,
    /// The last record read from the store.
    last: Option<RecordKey>,
    at_end: bool,
}

impl<'a> Cursor<'a> {
    fn new(kind: Kind, customer: Option<&'a CustomerId>) -> Self {
        Self {
            kind,
            customer,
            page: VecDeque::new(),
            last: None,
            at_end: false,
        }
    }

    /// Reads on when nothing is left of what was read; without a record then, it is at its end.
    fn fill(&mut self, read: Read<'_>) -> Result<(), StoreError> {
        if self.page.is_empty() && !self.at_end {
            let page = read(Slice {
                kind: self.kind,
                customer: self.customer,
                after: self.last.as_ref(),
                limit: PAGE,
            })?;
            self.at_end = page.len() < PAGE;
            self.last = page.last().map(|stored| stored.key.clone());
            self.page = page.into();
        }
        Ok(())
    }

    /// The key of the next record that was read.
    fn key(&self) -> Option<&RecordKey> {
        self.page.front().map(|stored| &stored.key)
    }

    fn next(&mut self, read: Read<'_>) -> Result<Option<Stored>, StoreError> {
        self.fill(read)?;
        Ok(self.page.pop_front())
    }
}
