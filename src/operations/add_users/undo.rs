//! When a run can be taken back, and what goes with it. The users vanish whole, the run's records with them: that is what
//! the images of its history entry say. What they don't say are the sealed passwords.

use std::collections::HashSet;

use crate::account::entry::Undo;
use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::operations::{Desk, Failure};
use crate::store::Image;

/// Whether the run behind these images can be taken back: as long as none of its passwords was handed over.
///
/// # Errors
/// When the seal can't be read.
pub fn may_be_undone(
    desk: &Desk,
    customer: &CustomerId,
    images: &[Image],
) -> Result<Undo, Failure> {
    let sealed = desk.store().unseal(Some(customer))?;
    let sealed: HashSet<RecordKey> = sealed.into_iter().map(|secret| secret.key).collect();
    let all_sealed = passwords_of(images).iter().all(|key| sealed.contains(key));
    Ok(match all_sealed {
        true => Undo::Possible,
        false => Undo::Not("users-undo-handed-over".to_owned()),
    })
}

/// The sealed passwords to be destroyed once the run was taken back.
pub fn passwords_of(images: &[Image]) -> Vec<RecordKey> {
    let added = |image: &&Image| {
        image.key.kind == Kind::User && image.before.is_none() && image.after.is_some()
    };
    let keys = images.iter().filter(added).map(|image| image.key.clone());
    keys.collect()
}
