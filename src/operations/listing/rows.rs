//! The rows of the index: all of them from the book, some of them again, or as they were kept with what changed since.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::account::record::{CustomerId, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::search::{FirstRows, Index, IndexBuilder, Row, Tally, Turned};
use crate::store::{Kept, Since, Store, StoreError};

/// The member of an account that stands in its row together with what its subscriptions say.
const RESELLER: &str = "associatedPartnerId";

/// Customers that are handed from the one who reads to the one who makes rows at once, and how often before he waits.
const PAGE: usize = 256;
const PAGES: usize = 4;

/// The first rows as they are kept beside the book, with what changed since; `None` when that does not say for sure how
/// they are now.
pub(super) fn first(kept: &Kept, store: &dyn Store) -> Option<FirstRows> {
    let suffix = store.book().cloud.facts().domain_suffix;
    let content = kept.content.as_ref();
    let read = |from: u64, into: &mut [u8]| content.read_at(from, into);
    let first = FirstRows::read(&read, content.length(), suffix).ok()??;
    let changes = by_customer(&kept.since).into_iter();
    let turned: Option<Vec<_>> = changes
        .map(|(id, changes)| turned(&first, id, &changes))
        .collect();
    let turned: Vec<Turned> = turned?.into_iter().flatten().collect();
    first.turned(&turned)
}

/// What some changes of a customer do to the first rows: nothing as far as these go, or something, or (`None`) nobody knows.
fn turned(first: &FirstRows, id: &CustomerId, changes: &[&Since]) -> Option<Option<Turned>> {
    let is_account = |change: &&&Since| change.image.key.kind == Kind::Customer;
    let before = changes
        .iter()
        .find(is_account)
        .map(|change| row_of(change, change.image.before.as_ref()));
    let after = changes
        .iter()
        .rev()
        .find(is_account)
        .map(|change| row_of(change, change.image.after.as_ref()));
    if first.index().row(id).is_some() {
        let after = row_after(first.index(), id, changes)?;
        return Some(Some(Turned {
            id: id.clone(),
            before: before?,
            after,
        }));
    }
    let (Some(before), Some(after)) = (before, after) else {
        return Some(None);
    };
    // What its subscriptions add up to stands with the rest.
    let is_unknown = after.as_ref().is_some_and(|row| first.reaches(row));
    (!is_unknown).then(|| {
        Some(Turned {
            id: id.clone(),
            before,
            after,
        })
    })
}

/// The row of a change's record, without what subscriptions add to it.
fn row_of(change: &Since, resource: Option<&Resource>) -> Option<Row> {
    resource.map(|resource| Row::of(&stored(change, resource), &Tally::default()))
}

/// The index as it was kept beside the book, with what changed since; `None` when it can't be used. Where the changes
/// themselves say what the rows are now, the book is not asked: its state may still be on its way.
pub(super) fn kept(kept: &Kept, store: &dyn Store) -> Result<Option<Index>, StoreError> {
    let suffix = store.book().cloud.facts().domain_suffix;
    let content = kept.content.as_ref();
    let read = |from: u64, into: &mut [u8]| content.read_at(from, into);
    let index = match Index::read(&read, content.length(), suffix) {
        Ok(index) => index,
        Err(error) => {
            tracing::warn!(%error, "the columns of the list are not as they were kept");
            return Ok(None);
        }
    };
    if kept.since.is_empty() {
        return Ok(Some(index));
    }
    let mut rows = Vec::new();
    let mut unsaid = BTreeSet::new();
    for (id, changes) in by_customer(&kept.since) {
        match row_after(&index, id, &changes) {
            Some(row) => rows.push((id.clone(), row)),
            None => {
                unsaid.insert(id.clone());
            }
        }
    }
    if !unsaid.is_empty() {
        rows.extend(read_again(unsaid, store)?);
    }
    Ok(Some(index.patched(&rows)))
}

fn by_customer(since: &[Since]) -> BTreeMap<&CustomerId, Vec<&Since>> {
    let mut changes: BTreeMap<&CustomerId, Vec<&Since>> = BTreeMap::new();
    let seen = since
        .iter()
        .filter(|since| matches!(since.image.key.kind, Kind::Customer | Kind::Subscription));
    for change in seen {
        let of_customer = changes.entry(&change.image.key.customer).or_default();
        of_customer.push(change);
    }
    changes
}

/// What some changes of a customer made of its row (`None`: it went), or nothing when they do not say it alone.
fn row_after(index: &Index, id: &CustomerId, changes: &[&Since]) -> Option<Option<Row>> {
    let (first, last) = (changes.first()?, changes.last()?);
    let only_account = changes
        .iter()
        .all(|change| change.image.key.kind == Kind::Customer);
    if !only_account {
        return None;
    }
    let (Some(resource), Some(before)) = (&last.image.after, &first.image.before) else {
        return last.image.after.is_none().then_some(None);
    };
    let reseller = |resource: &Resource| resource.text_or_empty(RESELLER).to_owned();
    if reseller(before) != reseller(resource) {
        return None;
    }
    let row = index.row(id)?;
    let tally = Tally {
        seats: row.seats,
        count: row.subscriptions,
        states: row.states,
        resellers: row.resellers,
    };
    Some(Some(Row::of(&stored(last, resource), &tally)))
}

fn stored(change: &Since, resource: &Resource) -> Stored {
    Stored {
        key: change.image.key.clone(),
        version: change.image.version,
        changed: change.at,
        resource: resource.clone(),
    }
}

/// The index, built from every record of the book.
pub(super) fn read_all(store: &dyn Store) -> Result<Index, StoreError> {
    let mut tallies: BTreeMap<CustomerId, Tally> = BTreeMap::new();
    store.scan(Kind::Subscription, &mut |stored| {
        tallies
            .entry(stored.key.customer)
            .or_default()
            .add(&stored.resource);
        ControlFlow::Continue(())
    })?;
    let suffix = store.book().cloud.facts().domain_suffix;
    let (send, pages) = bounded(PAGES);
    thread::scope(|scope| {
        let building = scope.spawn(move || build(suffix, &pages, &tallies));
        let read = read_pages(store, &send);
        drop(send);
        let index = building.join().unwrap_or_else(|panic| resume_unwind(panic));
        read.map(|()| index)
    })
}

/// Customers page by page, while the rows of those before are made.
fn read_pages(store: &dyn Store, pages: &Sender<Vec<Stored>>) -> Result<(), StoreError> {
    let mut page = Vec::with_capacity(PAGE);
    let mut is_heard = true;
    store.scan(Kind::Customer, &mut |stored| {
        page.push(stored);
        if page.len() == PAGE {
            let full = mem::replace(&mut page, Vec::with_capacity(PAGE));
            is_heard = pages.send(full).is_ok();
        }
        match is_heard {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    })?;
    // Nobody hears it once whoever makes the rows has panicked, which is told where he is waited for.
    let _ = pages.send(page);
    Ok(())
}

fn build(
    suffix: &str,
    pages: &Receiver<Vec<Stored>>,
    tallies: &BTreeMap<CustomerId, Tally>,
) -> Index {
    let none = Tally::default();
    let mut index = IndexBuilder::new(suffix);
    for stored in pages.iter().flatten() {
        let tally = tallies.get(&stored.key.customer).unwrap_or(&none);
        index.push(&Row::of(&stored, tally));
    }
    index.finish()
}

/// The rows of some customers as the book has them now.
pub(super) fn read_again(
    touched: BTreeSet<CustomerId>,
    store: &dyn Store,
) -> Result<Vec<(CustomerId, Option<Row>)>, StoreError> {
    let read = |id: CustomerId| {
        let row = read_row(&id, store)?;
        Ok((id, row))
    };
    touched.into_iter().map(read).collect()
}

fn read_row(id: &CustomerId, store: &dyn Store) -> Result<Option<Row>, StoreError> {
    let Some(customer) = store.get(&RecordKey::customer(id))? else {
        return Ok(None);
    };
    let mut tally = Tally::default();
    for stored in store.list(id, Kind::Subscription)? {
        tally.add(&stored.resource);
    }
    Ok(Some(Row::of(&customer, &tally)))
}
