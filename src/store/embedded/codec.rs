//! The values of the state. Each begins with the number of its format; what follows is JSON wherever a person may want to
//! read it, so that members nobody knows survive.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::journal::Place;
use crate::account::record::{RecordKey, Stored, Version};
use crate::account::resource::Resource;

/// The format that this program writes, and the newest it knows.
pub(super) const FORMAT: u8 = 1;

/// Why a value can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Written by a newer program.
    Newer(u8),
    /// No value of ours.
    Broken,
}

/// A record: format (1), version (8), seconds and nanoseconds since 1970 when it was written (8, 4), JSON. Little-endian.
pub(super) fn record(
    version: Version,
    changed: Timestamp,
    resource: &Resource,
) -> serde_json::Result<Vec<u8>> {
    let mut bytes = vec![FORMAT];
    bytes.extend_from_slice(&version.0.to_le_bytes());
    bytes.extend_from_slice(&changed.as_second().to_le_bytes());
    bytes.extend_from_slice(&changed.subsec_nanosecond().to_le_bytes());
    serde_json::to_writer(&mut bytes, resource)?;
    Ok(bytes)
}

/// Reads a record back.
pub(super) fn read_record(key: RecordKey, bytes: &[u8]) -> Result<Stored, Fault> {
    let rest = content(bytes)?;
    let (version, rest) = rest.split_first_chunk::<8>().ok_or(Fault::Broken)?;
    let (seconds, rest) = rest.split_first_chunk::<8>().ok_or(Fault::Broken)?;
    let (nanoseconds, json) = rest.split_first_chunk::<4>().ok_or(Fault::Broken)?;
    let changed = Timestamp::new(
        i64::from_le_bytes(*seconds),
        i32::from_le_bytes(*nanoseconds),
    );
    Ok(Stored {
        key,
        version: Version(u64::from_le_bytes(*version)),
        changed: changed.map_err(|_| Fault::Broken)?,
        resource: serde_json::from_slice(json).map_err(|_| Fault::Broken)?,
    })
}

/// Anything that is JSON as a whole.
pub(super) fn json(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = vec![FORMAT];
    serde_json::to_writer(&mut bytes, value)?;
    Ok(bytes)
}

/// Reads it back.
pub(super) fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(content(bytes)?).map_err(|_| Fault::Broken)
}

/// A place in the journal: format (1), segment (8), offset (8). Little-endian.
pub(super) fn place(place: Place) -> Vec<u8> {
    let mut bytes = vec![FORMAT];
    bytes.extend_from_slice(&place.segment.to_le_bytes());
    bytes.extend_from_slice(&place.offset.to_le_bytes());
    bytes
}

/// Reads it back.
pub(super) fn read_place(bytes: &[u8]) -> Result<Place, Fault> {
    let bytes: &[u8; 16] = content(bytes)?.try_into().map_err(|_| Fault::Broken)?;
    let (segment, offset) = bytes.split_first_chunk::<8>().ok_or(Fault::Broken)?;
    Ok(Place {
        segment: u64::from_le_bytes(*segment),
        offset: u64::from_le_bytes(offset.try_into().map_err(|_| Fault::Broken)?),
    })
}

/// The value of an index: that the key is there says it all.
pub(super) fn there() -> Vec<u8> {
    vec![FORMAT]
}

fn content(bytes: &[u8]) -> Result<&[u8], Fault> {
    match bytes.split_first() {
        Some((&FORMAT, rest)) => Ok(rest),
        Some((&newer, _)) if newer > FORMAT => Err(Fault::Newer(newer)),
        _ => Err(Fault::Broken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::record::{CustomerId, Kind};
    use proptest::prelude::*;

    fn key() -> RecordKey {
        RecordKey::new(&CustomerId::new("c"), Kind::User, "u")
    }

    #[test]
    fn a_record_reads_back_letter_for_letter() {
        let text = r#"{"Z":1.50,"a":null,"n":12345678901234567890123,"é":["\u0000",{}]}"#;
        let resource: Resource = serde_json::from_str(text).unwrap();
        let changed: Timestamp = "2026-11-22T10:00:00.123456789Z".parse().unwrap();
        let stored = read_record(key(), &record(Version(7), changed, &resource).unwrap()).unwrap();
        assert_eq!((stored.version, stored.changed), (Version(7), changed));
        assert_eq!(serde_json::to_string(&stored.resource).unwrap(), text);
    }

    #[test]
    fn a_value_of_a_newer_program_is_known_as_such() {
        let mut bytes = record(Version(1), Timestamp::UNIX_EPOCH, &Resource::new()).unwrap();
        bytes[0] = 9;
        assert_eq!(read_record(key(), &bytes), Err(Fault::Newer(9)));
        assert_eq!(read_json::<String>(&[]), Err(Fault::Broken));
    }

    proptest! {
        #[test]
        fn a_place_reads_back(segment: u64, offset: u64) {
            let there = Place { segment, offset };
            prop_assert_eq!(read_place(&place(there)), Ok(there));
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = read_record(key(), &bytes);
            let _ = read_json::<crate::account::entry::Entry>(&bytes);
            let _ = read_place(&bytes);
        }
    }
}
