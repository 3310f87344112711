//! What a book keeps as bytes, of any bytes: frames of the journal, keys, records, derived columns.
#![no_main]

use libfuzzer_sys::fuzz_target;
use partnerdeck::search::{Index, Users};
use partnerdeck::store::embedded::trial;

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else {
        return;
    };
    match choice % 6 {
        0 => trial::frame(bytes),
        1 => trial::entry(bytes),
        2 => trial::key(bytes),
        3 => trial::value(bytes),
        4 => derived(bytes, |bytes| {
            let part = |from: u64, into: &mut [u8]| part_of(bytes, from, into);
            Index::read(&part, bytes.len() as u64, "onmicrosoft.com").map(drop)
        }),
        _ => derived(bytes, |bytes| {
            Users::read(&mut &*bytes, bytes.len() as u64, "onmicrosoft.com").map(drop)
        }),
    }
});

/// Refused or read, but never a panic and never more memory than the file is long.
fn derived(bytes: &[u8], read: impl Fn(&[u8]) -> std::io::Result<()>) {
    let _ = read(bytes);
}

fn part_of(bytes: &[u8], from: u64, into: &mut [u8]) -> std::io::Result<()> {
    let rest = usize::try_from(from).ok().and_then(|from| bytes.get(from..));
    let part = rest.and_then(|rest| rest.get(..into.len()));
    into.copy_from_slice(part.ok_or(std::io::ErrorKind::UnexpectedEof)?);
    Ok(())
}
