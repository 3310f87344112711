//! `book.json`: what a book is (format, cloud, ID) and where it stood at the last checkpoint. Written aside, synced and
//! renamed; it is what the journal and the state are held against when the book is opened.

use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::files::{replace, trouble};
use super::standing::Standing;
use crate::account::cloud::Cloud;
use crate::store::StoreError;

/// The format that this program writes, and the newest it knows.
const FORMAT: u32 = 1;

/// What the file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BookJson {
    format: u32,
    pub(super) id: Uuid,
    pub(super) cloud: Cloud,
    pub(super) made: Timestamp,
    /// Where it stood when everything was last brought to the disk as one whole.
    pub(super) checkpoint: Standing,
}

impl BookJson {
    /// A new book.
    pub(super) fn new(id: Uuid, cloud: Cloud, made: Timestamp) -> Self {
        Self {
            format: FORMAT,
            id,
            cloud,
            made,
            checkpoint: Standing::beginning(),
        }
    }

    /// Reads it; `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError::NewerFormat`], or [`StoreError::Damaged`] when it can't be understood.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(trouble(path)(error)),
        };
        let damaged = || StoreError::Damaged {
            what: path.display().to_string(),
        };
        let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        let format = value.get("format").and_then(serde_json::Value::as_u64);
        match format {
            Some(found) if found > u64::from(FORMAT) => Err(StoreError::NewerFormat {
                found: u32::try_from(found).unwrap_or(u32::MAX),
                known: FORMAT,
            }),
            Some(_) => serde_json::from_value(value)
                .map(Some)
                .map_err(|_| damaged()),
            None => Err(damaged()),
        }
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn write(&self, path: &Path) -> Result<(), StoreError> {
        let mut text = serde_json::to_vec_pretty(self).map_err(|error| StoreError::Io {
            what: path.display().to_string(),
            source: error.into(),
        })?;
        text.push(b'\n');
        replace(path, &text)
    }

    /// The same book at a later checkpoint.
    #[must_use]
    pub(super) fn at(&self, checkpoint: Standing) -> Self {
        Self {
            checkpoint,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::record::Kind;

    fn book() -> BookJson {
        BookJson::new(Uuid::from_u128(1), Cloud::China, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn it_reads_back_with_its_checkpoint() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("book.json");
        assert_eq!(BookJson::read(&path).unwrap(), None);
        let mut standing = Standing::beginning();
        standing.mark.sequence = 9;
        standing.mark.hash = blake3::hash(b"x");
        standing.change(Kind::User, false, true);
        let later = book().at(standing);
        later.write(&path).unwrap();
        assert_eq!(BookJson::read(&path).unwrap(), Some(later));
    }

    #[test]
    fn a_newer_one_is_refused_and_a_broken_one_is_damage() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("book.json");
        std::fs::write(&path, r#"{"format":7,"what":"else"}"#).unwrap();
        assert!(matches!(
            BookJson::read(&path),
            Err(StoreError::NewerFormat { found: 7, known: 1 })
        ));
        for text in ["", "{", "{}", r#"{"format":1}"#, "[1]"] {
            std::fs::write(&path, text).unwrap();
            assert!(
                matches!(BookJson::read(&path), Err(StoreError::Damaged { .. })),
                "{text}"
            );
        }
    }
}
