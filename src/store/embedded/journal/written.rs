//! What an entry of the journal says, as JSON: who did what to which records, before and after. It is the truth of the
//! book and its history; no password is ever in it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::account::entry::{Draft, EntryId};
use crate::account::record::RecordKey;
use crate::account::resource::Resource;

/// One commit as the journal keeps it: lent by the commit on its way in, owned when it is read back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Written<'a> {
    /// The history entry it belongs to; of a long run, the one its first commit began.
    pub entry: EntryId,
    pub draft: Cow<'a, Draft>,
    pub changes: Vec<WrittenChange<'a>>,
}

/// One record before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WrittenChange<'a> {
    pub key: Cow<'a, RecordKey>,
    /// `None`: it was not there.
    pub before: Option<Cow<'a, Resource>>,
    /// `None`: it went.
    pub after: Option<Cow<'a, Resource>>,
}
