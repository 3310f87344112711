//! Columns of numbers and texts as the bytes that they are in memory, in the machine's own byte order: written as they stand,
//! and read straight into the memory in which they are searched.

use std::io;
use std::sync::{Mutex, PoisonError};

use super::scan::on_all_cores;

/// Fills the bytes with those from a place on; several threads ask at once.
pub type ReadAt<'a> = dyn Fn(u64, &mut [u8]) -> io::Result<()> + Sync + 'a;

/// Bytes that are read by one thread in one go.
const SHARE: usize = if cfg!(test) { 16 } else { 4 << 20 };

/// How many bytes columns take.
pub(super) fn size_of_all(columns: &[&mut [u8]]) -> u64 {
    columns.iter().map(|column| column.len() as u64).sum()
}

/// Fills columns that stand one behind the other from a place on. All cores share the work: half of it is making room.
pub(super) fn fill(columns: Vec<&mut [u8]>, from: u64, read: &ReadAt<'_>) -> io::Result<()> {
    let mut shares = Vec::new();
    let mut at = from;
    for column in columns {
        for share in column.chunks_mut(SHARE) {
            let length = share.len() as u64;
            shares.push((at, share));
            at += length;
        }
    }
    let count = shares.len();
    let shares = Mutex::new(shares.into_iter());
    let next = || {
        let mut shares = shares.lock().unwrap_or_else(PoisonError::into_inner);
        shares.next()
    };
    let work = || {
        let mut shares = std::iter::from_fn(next);
        vec![shares.try_for_each(|(at, share)| read(at, share))]
    };
    let done: Vec<io::Result<()>> = on_all_cores(count, &work);
    done.into_iter().collect()
}
