//! What an entry of the journal says, as JSON: who did what to which records, before and after. It is the truth of the
//! book and its history; no password is ever in it.

use serde::{Deserialize, Serialize};

use crate::account::entry::{Draft, EntryId};
use crate::account::record::RecordKey;
use crate::account::resource::Resource;

/// One commit as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::store::embedded) struct Written {
    /// The history entry it belongs to; of a long run, the one its first commit began.
    pub(in crate::store::embedded) entry: EntryId,
    pub(in crate::store::embedded) draft: Draft,
    pub(in crate::store::embedded) changes: Vec<WrittenChange>,
}

/// One record before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::store::embedded) struct WrittenChange {
    pub(in crate::store::embedded) key: RecordKey,
    /// `None`: it was not there.
    pub(in crate::store::embedded) before: Option<Resource>,
    /// `None`: it went.
    pub(in crate::store::embedded) after: Option<Resource>,
}
