//! What a record said at an earlier version, out of the history: the common root of two changes that met.

use std::ops::ControlFlow;

use crate::account::entry::EntryId;
use crate::account::record::{RecordKey, Version};
use crate::account::resource::Resource;
use crate::store::StoreError;

use super::Desk;

/// A run that goes on under the entry of its first step is looked for this many entries back.
const ENTRIES_BACK: usize = 20;

impl Desk {
    /// The record as the change of that number left it; `None` when the history does not tell.
    pub(super) fn as_it_was(
        &self,
        key: &RecordKey,
        version: Version,
    ) -> Result<Option<Resource>, StoreError> {
        let own = EntryId(version.0);
        if self.store().entry(own)?.is_some() {
            return self.left_by(own, key, version);
        }
        for entry in self.store().entries(Some(own), ENTRIES_BACK)? {
            let found = self.left_by(entry.id, key, version)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn left_by(
        &self,
        entry: EntryId,
        key: &RecordKey,
        version: Version,
    ) -> Result<Option<Resource>, StoreError> {
        let mut found = None;
        self.store().images(entry, &mut |image| {
            if image.key != *key || image.version != version {
                return ControlFlow::Continue(());
            }
            found = image.after;
            ControlFlow::Break(())
        })?;
        Ok(found)
    }
}
