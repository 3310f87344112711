//! What was found lately: while a query grows, or letters of it are taken back, only that is looked through.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::search::{Ask, Hits, Index};

/// Memory that they may take, but for the newest.
const BYTES: usize = 24 << 20;

/// The newest first.
#[derive(Default)]
pub(in crate::operations) struct Recent(Mutex<VecDeque<Hits>>);

impl Recent {
    /// The least of what was found that has in it what is asked.
    pub(in crate::operations) fn narrowed(&self, index: &Arc<Index>, ask: Ask<'_>) -> Option<Hits> {
        let recent = self.lock();
        let wider = recent
            .iter()
            .filter(|hits| hits.can_be_narrowed(index, ask));
        wider.min_by_key(|hits| hits.len()).cloned()
    }

    /// Keeps what was found.
    pub(in crate::operations) fn remember(&self, hits: &Hits) {
        let mut recent = self.lock();
        recent.push_front(hits.clone());
        let mut bytes = 0;
        let kept = recent.iter().skip(1).take_while(|hits| {
            bytes += hits.bytes();
            bytes <= BYTES
        });
        let kept = 1 + kept.count();
        recent.truncate(kept);
    }

    /// They are of no use for the next index, and would keep the old one in memory.
    pub(super) fn forget(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Hits>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
