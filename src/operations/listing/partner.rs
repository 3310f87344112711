//! Whose book it is, as every question of rights needs it: read once, from what is kept beside the book or from the book.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::account::partner::Partner;
use crate::account::record::{Change, CustomerId, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::store::{Derived, Store, StoreError};

/// The partner of a desk's book.
#[derive(Default)]
pub(in crate::operations) struct PartnerOfBook {
    known: Mutex<Option<Partner>>,
    /// What is kept beside the book says so too.
    is_kept: AtomicBool,
}

impl PartnerOfBook {
    /// The partner; empty when nobody said.
    pub(in crate::operations) fn get(&self, store: &dyn Store) -> Result<Partner, StoreError> {
        let mut known = self.lock();
        if let Some(partner) = &*known {
            return Ok(partner.clone());
        }
        let resource = match kept(store) {
            Some(resource) => {
                self.is_kept.store(true, Ordering::Relaxed);
                resource
            }
            None => store.get(&key())?.map(|stored| stored.resource),
        };
        let partner = partner_of(resource);
        *known = Some(partner.clone());
        Ok(partner)
    }

    /// Forgets what a commit changed.
    pub(super) fn follow(&self, changes: &[Change]) {
        if changes.iter().any(|change| change.key.kind == Kind::Book) {
            *self.lock() = None;
            self.is_kept.store(false, Ordering::Relaxed);
        }
    }

    /// Writes it beside the book where it does not stand there.
    pub(super) fn keep(&self, store: &dyn Store) {
        if self.is_kept.load(Ordering::Relaxed) || self.lock().is_none() {
            return;
        }
        let version = store.book().version;
        let Ok(stored) = store.get(&key()) else {
            return;
        };
        let resource = stored.map(|stored| stored.resource);
        let kept = store.keep(Derived::Partner, version, &mut |out| {
            Ok(serde_json::to_writer(out, &resource)?)
        });
        match kept {
            Ok(kept) => self.is_kept.store(kept, Ordering::Relaxed),
            Err(error) => tracing::warn!(%error, "whose book it is could not be kept"),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Partner>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key() -> RecordKey {
    RecordKey::new(&CustomerId::nobody(), Kind::Book, "partner")
}

fn partner_of(resource: Option<Resource>) -> Partner {
    resource
        .and_then(|resource| serde_json::from_value(resource.into_value()).ok())
        .unwrap_or_default()
}

/// The record as it was kept, with what changed since.
fn kept(store: &dyn Store) -> Option<Option<Resource>> {
    let kept = store.kept(Derived::Partner)?;
    let resource = serde_json::from_reader::<_, Option<Resource>>(kept.reader()).ok()?;
    let key = key();
    let mut changes = kept.since.into_iter().rev().map(|since| since.image);
    match changes.find(|image| image.key == key) {
        Some(image) => Some(image.after),
        None => Some(resource),
    }
}
