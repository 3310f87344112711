//! One entry of the journal as bytes. Little-endian: magic (4), version (1), flags (1), zero (2), length of the payload
//! (4), CRC-32C of all else (4), sequence (8), BLAKE3 of the frame before (32), payload. The hash of the frame before
//! makes a chain of them: nothing can be taken out or changed without breaking it.

use std::io::Read as _;

use blake3::Hash;

/// Bytes before the payload.
pub(super) const HEAD: usize = 56;
const MAGIC: [u8; 4] = *b"PDJ\x01";
const VERSION: u8 = 1;
const COMPRESSED: u8 = 1;
/// From here on a payload is compressed: batches of an import, not single edits, whose commit must be quick.
const COMPRESS_FROM: usize = 16 * 1024;
/// No payload is longer: what claims more is no frame.
pub(super) const LONGEST: usize = 1 << 30;

/// What stands before the payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) sequence: u64,
    /// The hash of the frame before.
    pub(super) before: Hash,
    /// Bytes of the payload as it stands on disk.
    pub(super) length: usize,
    compressed: bool,
    crc: u32,
}

/// Why bytes are no frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not the magic, or members that can't be.
    NoFrame,
    /// Made by a newer program.
    Newer(u8),
    /// Bytes that changed since they were written, or were never written whole.
    Checksum,
}

/// Makes a frame.
pub(super) fn encode(sequence: u64, before: &Hash, payload: &[u8]) -> std::io::Result<Vec<u8>> {
    let squeezed = squeeze(payload)?;
    let (flags, payload) = squeezed
        .as_deref()
        .map_or((0, payload), |squeezed| (COMPRESSED, squeezed));
    let length = u32::try_from(payload.len()).map_err(std::io::Error::other)?;
    let mut frame = Vec::with_capacity(HEAD + payload.len());
    frame.extend_from_slice(&MAGIC);
    frame.extend_from_slice(&[VERSION, flags, 0, 0]);
    frame.extend_from_slice(&length.to_le_bytes());
    frame.extend_from_slice(&[0; 4]);
    frame.extend_from_slice(&sequence.to_le_bytes());
    frame.extend_from_slice(before.as_bytes());
    frame.extend_from_slice(payload);
    let crc = checksum(&frame);
    frame[12..16].copy_from_slice(&crc.to_le_bytes());
    Ok(frame)
}

/// The payload compressed, where that is worth it.
fn squeeze(payload: &[u8]) -> std::io::Result<Option<Vec<u8>>> {
    if payload.len() < COMPRESS_FROM {
        return Ok(None);
    }
    let squeezed = zstd::bulk::compress(payload, 1)?;
    Ok((squeezed.len() < payload.len()).then_some(squeezed))
}

/// Reads what stands before a payload, from at least [`HEAD`] bytes.
pub(super) fn head(bytes: &[u8]) -> Result<Head, Fault> {
    let (Some(magic), Some(&[version, flags, 0, 0])) =
        (bytes.first_chunk::<4>(), array::<4>(bytes, 4))
    else {
        return Err(Fault::NoFrame);
    };
    if *magic != MAGIC {
        return Err(Fault::NoFrame);
    }
    if version > VERSION {
        return Err(Fault::Newer(version));
    }
    let fields = (
        array::<4>(bytes, 8),
        array::<4>(bytes, 12),
        array::<8>(bytes, 16),
        array::<32>(bytes, 24),
    );
    let (Some(length), Some(crc), Some(sequence), Some(before)) = fields else {
        return Err(Fault::NoFrame);
    };
    let length = u32::from_le_bytes(*length) as usize;
    if length > LONGEST {
        return Err(Fault::NoFrame);
    }
    Ok(Head {
        sequence: u64::from_le_bytes(*sequence),
        before: Hash::from_bytes(*before),
        length,
        compressed: flags & COMPRESSED != 0,
        crc: u32::from_le_bytes(*crc),
    })
}

/// Whether the bytes are the whole frame, unchanged.
pub(super) fn is_whole(head: &Head, frame: &[u8]) -> bool {
    frame.len() == HEAD + head.length && checksum(frame) == head.crc
}

/// The payload of a whole frame, once its checksum agrees.
pub(super) fn payload(head: &Head, frame: &[u8]) -> Result<Vec<u8>, Fault> {
    if !is_whole(head, frame) {
        return Err(Fault::Checksum);
    }
    let payload = &frame[HEAD..];
    if head.compressed {
        unsqueeze(payload).ok_or(Fault::Checksum)
    } else {
        Ok(payload.to_vec())
    }
}

/// A payload as it was before it was compressed; `None` when it is none, or longer than any.
fn unsqueeze(squeezed: &[u8]) -> Option<Vec<u8>> {
    let mut payload = Vec::new();
    let reader = zstd::Decoder::with_buffer(squeezed).ok()?;
    reader
        .take(LONGEST as u64 + 1)
        .read_to_end(&mut payload)
        .ok()?;
    (payload.len() <= LONGEST).then_some(payload)
}

/// The hash that the next frame carries.
pub(super) fn hash(frame: &[u8]) -> Hash {
    blake3::hash(frame)
}

/// Where in the bytes a whole frame with the sequence or a later one begins: proof that something was written after a
/// gap.
pub(super) fn find_later(bytes: &[u8], sequence: u64) -> Option<usize> {
    memchr::memmem::find_iter(bytes, &MAGIC).find(|&start| {
        let rest = &bytes[start..];
        let Ok(head) = head(rest) else { return false };
        head.sequence >= sequence
            && rest
                .get(..HEAD + head.length)
                .is_some_and(|frame| is_whole(&head, frame))
    })
}

/// Where in the bytes the first whole frame begins, whatever its sequence.
pub(super) fn find_whole(bytes: &[u8]) -> Option<(usize, Head)> {
    memchr::memmem::find_iter(bytes, &MAGIC).find_map(|start| {
        let rest = &bytes[start..];
        let head = head(rest).ok()?;
        let frame = rest.get(..HEAD + head.length)?;
        is_whole(&head, frame).then_some((start, head))
    })
}

fn checksum(frame: &[u8]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c(&frame[..12]), &frame[16..])
}

fn array<const N: usize>(bytes: &[u8], from: usize) -> Option<&[u8; N]> {
    bytes.get(from..)?.first_chunk()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(frame: &[u8]) -> Result<(Head, Vec<u8>), Fault> {
        let head = head(frame)?;
        Ok((head, payload(&head, frame)?))
    }

    #[test]
    fn a_frame_reads_back_small_and_large() {
        let before = blake3::hash(b"before");
        for text in [String::new(), "x".into(), "abc ".repeat(40_000)] {
            let frame = encode(7, &before, text.as_bytes()).unwrap();
            let (head, payload) = read(&frame).unwrap();
            assert_eq!((head.sequence, head.before), (7, before));
            assert_eq!(payload, text.as_bytes());
        }
    }

    #[test]
    fn a_large_batch_is_compressed() {
        let text = "abc ".repeat(40_000);
        let frame = encode(1, &blake3::hash(b""), text.as_bytes()).unwrap();
        assert!(frame.len() < text.len() / 10);
    }

    #[test]
    fn every_changed_byte_is_seen() {
        let frame = encode(3, &blake3::hash(b""), b"payload").unwrap();
        for place in 0..frame.len() {
            let mut bent = frame.clone();
            bent[place] ^= 0x10;
            assert!(read(&bent).is_err(), "byte {place}");
        }
    }

    #[test]
    fn a_frame_of_a_newer_program_is_known_as_such() {
        let mut frame = encode(3, &blake3::hash(b""), b"payload").unwrap();
        frame[4] = 9;
        assert_eq!(head(&frame), Err(Fault::Newer(9)));
    }

    #[test]
    fn a_frame_after_a_gap_is_found() {
        let frame = encode(12, &blake3::hash(b""), b"payload").unwrap();
        let mut bytes = b"torn PDJ\x01 rubbish".to_vec();
        let start = bytes.len();
        bytes.extend_from_slice(&frame);
        assert_eq!(find_later(&bytes, 12), Some(start));
        assert_eq!(find_later(&bytes, 13), None);
        assert_eq!(find_later(&bytes[..bytes.len() - 1], 12), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
            let _ = find_later(&bytes, 0);
        }
    }
}
