//! What keeps the state small in memory and quick to read, beside those who read and write: a flush writes the table as a run,
//! a merge makes one run of many (a size-tiered compaction). One thread does it at a time; readers and writers wait only for
//! the moments in which a table is frozen and a run takes its place.

use std::ops::Range;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::disk::Disk;
use super::fill::Fill;
use super::merge::{Merge, Source};
use super::run::Run;
use super::settled::Settled;
use super::table::Table;
use super::{State, slots};
use crate::store::StoreError;
use crate::store::embedded::files;
use crate::store::embedded::standing::Standing;

/// Bytes of a table after which a flush is due. Few in tests.
pub const DUE: usize = if cfg!(test) { 4 } else { 64 } * 1024 * 1024;
/// So many runs are merged at once at the least: each costs a look, each merge writes all it merges anew. Few in tests.
const FAN: usize = if cfg!(test) { 3 } else { 8 };
/// Bytes that sled may need besides what is written.
const ROOM: u64 = 4 * 1024 * 1024;
/// Runs that are merged even when that holds up the end of a program.
pub const MOST: usize = 3 * FAN;
/// Entries of a merge between two looks at what else there is to do: what is smaller is merged in any case, in a moment. Few
/// in tests.
const BETWEEN: usize = if cfg!(test) { 5 } else { 20_000 };

/// A table that is being written as a run, and up to where in the journal it goes.
#[derive(Debug)]
pub struct Frozen {
    pub table: Table,
    standing: Standing,
}

/// Writes all that is only in memory as a run. Done means on the disk.
///
/// # Errors
/// When the disk does not take it; the next flush tries again, and the journal has it.
pub fn flush(state: &RwLock<State>) -> Result<(), StoreError> {
    // One that failed left its table frozen, and what came after it waits behind.
    let left_over = read(state).frozen.is_some();
    flush_one(state)?;
    if left_over {
        flush_one(state)?;
    }
    Ok(())
}

fn flush_one(state: &RwLock<State>) -> Result<(), StoreError> {
    let Some(frozen) = write(state).freeze() else {
        return Ok(());
    };
    let (disk, number) = read(state).writing();
    refuse_when_disk_is_full(&disk, frozen.table.bytes() as u64)?;
    let mut fill = Fill::new(&disk.db, &disk.folder, number, frozen.table.len() as u64)?;
    let mut entries = frozen.table.from(&[]);
    while let Some(key) = entries.key() {
        fill.push(key, entries.value())?;
        entries.advance();
    }
    let mut settled = read(state).settled.clone();
    settled.runs.extend(fill.finish()?.map(Arc::new));
    settled.standing = frozen.standing.clone();
    disk.settle(&settled)?;
    let mut state = write(state);
    state.settled = settled;
    state.frozen = None;
    Ok(())
}

/// Merges runs as long as too many are of a size. Now and then it asks whether to go on; what is half merged then is given up.
///
/// # Errors
/// When what is merged can't be read, or the disk does not take what comes of it; all is as it was then.
pub fn merge(
    state: &RwLock<State>,
    go_on: &mut dyn FnMut() -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    loop {
        let due = due(&sizes(&read(state).settled));
        let Some(place) = due else { return Ok(()) };
        if !merge_one(state, place, go_on)? {
            return Ok(());
        }
    }
}

/// Which runs are to be merged, of runs of these sizes, the oldest first: one and all after it, once those are twice its size.
fn due(sizes: &[u64]) -> Option<Range<usize>> {
    let last = sizes.len().checked_sub(FAN)?;
    let outgrown = |&from: &usize| sizes[from + 1..].iter().sum::<u64>() / 2 >= sizes[from];
    let from = (0..=last).find(outgrown)?;
    Some(from..sizes.len())
}

fn sizes(settled: &Settled) -> Vec<u64> {
    settled.runs.iter().map(|run| run.facts.bytes).collect()
}

fn merge_one(
    state: &RwLock<State>,
    place: Range<usize>,
    go_on: &mut dyn FnMut() -> Result<bool, StoreError>,
) -> Result<bool, StoreError> {
    let runs = read(state).settled.runs[place.clone()].to_vec();
    let (disk, number) = read(state).writing();
    refuse_when_disk_is_full(&disk, runs.iter().map(|run| run.facts.bytes).sum())?;
    let Some(merged) = merged(&disk, number, &runs, place.start == 0, go_on)? else {
        slots::drop_run(&disk.db, &disk.folder, number)?;
        return Ok(false);
    };
    let gone: Vec<u64> = runs.iter().map(|run| run.facts.number).collect();
    drop(runs);
    // What was flushed meanwhile stands behind them.
    let mut settled = read(state).settled.clone();
    settled.runs.splice(place, merged.map(Arc::new));
    disk.settle(&settled)?;
    write(state).settled = settled;
    // Whoever reads holds the state, so nobody reads them any more.
    for number in gone {
        slots::drop_run(&disk.db, &disk.folder, number)?;
    }
    Ok(true)
}

/// One run of several, the oldest first; nothing when it was not to go on.
fn merged(
    disk: &Disk,
    number: u64,
    runs: &[Arc<Run>],
    with_the_oldest: bool,
    go_on: &mut dyn FnMut() -> Result<bool, StoreError>,
) -> Result<Option<Option<Run>>, StoreError> {
    let most = runs.iter().map(|run| run.facts.entries).sum();
    let mut fill = Fill::new(&disk.db, &disk.folder, number, most)?;
    let sources = runs.iter().rev().map(|run| run.from(&[]).map(Source::Run));
    let mut merge = Merge::new(sources.collect::<Result<_, _>>()?);
    let mut until_a_look = BETWEEN;
    while let Some((key, value)) = merge.next()? {
        // Below the oldest there is nothing that a key that went would have to hide.
        if value.is_some() || !with_the_oldest {
            fill.push(key, value)?;
        }
        until_a_look -= 1;
        if until_a_look == 0 {
            until_a_look = BETWEEN;
            if !go_on()? {
                return Ok(None);
            }
        }
    }
    fill.finish().map(Some)
}

/// sled takes no word any more, not even to read, once the disk was full under it.
fn refuse_when_disk_is_full(disk: &Disk, bytes: u64) -> Result<(), StoreError> {
    match files::free_bytes(&disk.folder)? {
        Some(free) if free < bytes + ROOM => Err(StoreError::DiskFull),
        _ => Ok(()),
    }
}

impl State {
    /// The table that is to be written: one that was frozen before, or all that is in memory.
    fn freeze(&mut self) -> Option<Arc<Frozen>> {
        if self.frozen.is_none() && self.table.len() > 0 {
            self.frozen = Some(Arc::new(Frozen {
                table: std::mem::take(&mut self.table),
                standing: self.standing.clone(),
            }));
        }
        self.frozen.clone()
    }

    fn writing(&self) -> (Disk, u64) {
        (self.disk(), self.next_run.fetch_add(1, Ordering::Relaxed))
    }
}

fn read(state: &RwLock<State>) -> RwLockReadGuard<'_, State> {
    state.read().unwrap_or_else(PoisonError::into_inner)
}

fn write(state: &RwLock<State>) -> RwLockWriteGuard<'_, State> {
    state.write().unwrap_or_else(PoisonError::into_inner)
}
