//! What bytes that nobody wrote are tried on: every reader of what a book keeps as bytes, with what must hold of whatever it
//! reads. For the fuzz targets and for tests; not part of the program.

use crate::account::entry::Entry;
use crate::account::record::{CustomerId, Kind, RecordKey};

use super::codec;
pub use super::journal::trial::{entry, frame};
use super::keys::Key;

/// A key of the state: one that can be read is written so that it reads back.
pub fn key(bytes: &[u8]) {
    if let Some(key) = Key::read(bytes) {
        assert_eq!(Key::read(&key.bytes()), Some(key));
    }
}

/// A value of the state, as each of the things that it could be.
pub fn value(bytes: &[u8]) {
    let key = RecordKey::new(&CustomerId::new("c"), Kind::User, "u");
    if let Ok(stored) = codec::read_record(key.clone(), bytes) {
        let again = codec::record(stored.version, stored.changed, &stored.resource);
        assert!(again.is_ok_and(|bytes| codec::read_record(key, &bytes) == Ok(stored)));
    }
    if let Ok(entry) = codec::read_json::<Entry>(bytes) {
        let again = codec::json(&entry).map(|bytes| codec::read_json::<Entry>(&bytes));
        assert!(again.is_ok_and(|again| again == Ok(entry)));
    }
    if let Ok(place) = codec::read_place(bytes) {
        assert_eq!(codec::read_place(&codec::place(place)), Ok(place));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_read_reads_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            frame(&bytes);
            entry(&bytes);
            key(&bytes);
            value(&bytes);
        }
    }
}
