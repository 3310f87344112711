//! The files of the journal. Each begins with a head of its own: magic (8), the book's ID (16), the sequence of its first
//! frame (8), the hash of the last frame before it (32), CRC-32C of these (4). Little-endian.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use blake3::Hash;
use uuid::Uuid;

use crate::store::StoreError;
use crate::store::embedded::files::{numbered, private_file, sync_folder, trouble};

/// Bytes before the first frame.
pub(super) const HEAD: u64 = 68;
const MAGIC: [u8; 8] = *b"PDBOOK\x00\x01";
const ENDING: &str = "journal";

/// What stands at the beginning of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SegmentHead {
    pub(super) book: Uuid,
    pub(super) first: u64,
    pub(super) before: Hash,
}

impl SegmentHead {
    fn encode(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(self.book.as_bytes());
        bytes.extend_from_slice(&self.first.to_le_bytes());
        bytes.extend_from_slice(self.before.as_bytes());
        let crc = crc32c::crc32c(&bytes);
        bytes.extend_from_slice(&crc.to_le_bytes());
        bytes
    }

    /// Reads it back; `None` when the bytes are none.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; HEAD as usize] = bytes.first_chunk()?;
        let (content, crc) = bytes.split_last_chunk::<4>()?;
        if *content.first_chunk()? != MAGIC || crc32c::crc32c(content) != u32::from_le_bytes(*crc) {
            return None;
        }
        Some(Self {
            book: Uuid::from_bytes(*content.get(8..)?.first_chunk()?),
            first: u64::from_le_bytes(*content.get(24..)?.first_chunk()?),
            before: Hash::from_bytes(*content.get(32..)?.first_chunk()?),
        })
    }
}

/// The file of the segment whose first frame has the sequence.
pub(super) fn path(folder: &Path, first: u64) -> PathBuf {
    folder.join(format!("{first:020}.{ENDING}"))
}

/// The first sequences of all segments, in order.
pub(super) fn all(folder: &Path) -> Result<Vec<u64>, StoreError> {
    numbered(folder, ENDING)
}

/// Begins a segment. Its name and its head are durable when this returns.
pub(super) fn begin(folder: &Path, head: &SegmentHead) -> Result<File, StoreError> {
    let path = path(folder, head.first);
    let begun = (|| {
        let mut file = private_file().truncate(true).open(&path)?;
        file.write_all(&head.encode())?;
        file.sync_all()?;
        Ok(file)
    })();
    let file = begun.map_err(trouble(&path))?;
    sync_folder(folder)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_reads_back_and_a_changed_one_does_not() {
        let head = SegmentHead {
            book: Uuid::from_u128(7),
            first: 4_711,
            before: blake3::hash(b"x"),
        };
        let mut bytes = head.encode();
        assert_eq!(bytes.len() as u64, HEAD);
        assert_eq!(SegmentHead::decode(&bytes), Some(head));
        bytes[30] ^= 1;
        assert_eq!(SegmentHead::decode(&bytes), None);
    }
}
