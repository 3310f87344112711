//! The envelope of everything that a run keeps: CRC-32C of all that follows (4), length when unpacked (4), zstd. Little-endian.

use std::cell::RefCell;
use std::io;

use zstd::bulk::{Compressor, Decompressor};

/// Bytes before the content.
const HEAD: usize = 8;
/// Nothing that is packed is longer: what claims more is none of ours.
const LONGEST: usize = 1 << 30;
/// Quick before small: what is packed here is packed again when runs are merged.
const LEVEL: i32 = 1;

/// Packs one thing after the other.
pub struct Packer(Compressor<'static>);

impl Packer {
    pub fn new() -> io::Result<Self> {
        Compressor::new(LEVEL).map(Self)
    }

    /// Packs bytes.
    ///
    /// # Errors
    /// When there are more than fit.
    pub fn pack(&mut self, raw: &[u8]) -> io::Result<Vec<u8>> {
        if raw.len() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let length = u32::try_from(raw.len()).map_err(io::Error::other)?;
        let packed = self.0.compress(raw)?;
        let mut bytes = Vec::with_capacity(HEAD + packed.len());
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&packed);
        let crc = crc32c::crc32c(&bytes[4..]);
        bytes[..4].copy_from_slice(&crc.to_le_bytes());
        Ok(bytes)
    }
}

thread_local! {
    /// Kept from one call to the next: making it costs more than it then does for a block.
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// What was packed; `None` when the bytes are not as they were written.
pub fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = length_of_whole(bytes)?;
    UNPACKER.with_borrow_mut(|unpacker| {
        let unpacker = match unpacker {
            Some(unpacker) => unpacker,
            None => unpacker.insert(Decompressor::new().ok()?),
        };
        let raw = unpacker.decompress(&bytes[HEAD..], length).ok()?;
        (raw.len() == length).then_some(raw)
    })
}

/// Whether the bytes are as they were written.
pub fn is_whole(bytes: &[u8]) -> bool {
    length_of_whole(bytes).is_some()
}

fn length_of_whole(bytes: &[u8]) -> Option<usize> {
    let (crc, content) = bytes.split_first_chunk::<4>()?;
    let length = u32::from_le_bytes(*content.first_chunk()?) as usize;
    let agrees = crc32c::crc32c(content) == u32::from_le_bytes(*crc);
    (agrees && length <= LONGEST).then_some(length)
}

/// Writes a length in as few bytes as it needs, seven bits in each, the lowest first.
pub fn put_length(bytes: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        bytes.push((length & 0x7F) as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
}

/// Reads a length at a place, which then stands behind it; `None` when there is none.
pub fn length_at(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let mut length = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        length |= usize::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(length);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_changed_byte_is_seen() {
        let packed = Packer::new().unwrap().pack(&b"word ".repeat(99)).unwrap();
        assert_eq!(unpack(&packed), Some(b"word ".repeat(99)));
        for place in 0..packed.len() {
            let mut bent = packed.clone();
            bent[place] ^= 0x10;
            assert!(!is_whole(&bent), "byte {place}");
            assert_eq!(unpack(&bent), None, "byte {place}");
        }
    }

    proptest! {
        #[test]
        fn a_length_reads_back(length in 0..=LONGEST) {
            let mut bytes = Vec::new();
            put_length(&mut bytes, length);
            let mut at = 0;
            prop_assert_eq!(length_at(&bytes, &mut at), Some(length));
            prop_assert_eq!(at, bytes.len());
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = unpack(&bytes);
            let _ = length_at(&bytes, &mut 0);
        }
    }
}
