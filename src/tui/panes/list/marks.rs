//! The marked customers. Marks hold on to the customer, not to the row: a filter hides them, it does not take them away.

use std::collections::HashSet;
use std::sync::Arc;

use crate::account::record::CustomerId;
use crate::say;
use crate::tui::message_line::Tone;
use crate::tui::pane::Remark;

/// The marked customers.
#[derive(Default)]
pub(super) struct Marks {
    /// Lent to the search worker, which counts the hidden ones.
    ids: Arc<HashSet<CustomerId>>,
    /// How many of them the filter hides.
    pub(super) hidden: u64,
}

impl Marks {
    pub(super) fn ids(&self) -> Arc<HashSet<CustomerId>> {
        Arc::clone(&self.ids)
    }

    pub(super) fn has(&self, id: &CustomerId) -> bool {
        self.ids.contains(id)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The IDs in their own order, so that what is copied does not change from run to run.
    pub(super) fn sorted(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.ids.iter().map(CustomerId::as_str).collect();
        ids.sort_unstable();
        ids
    }

    pub(super) fn toggle(&mut self, id: CustomerId) {
        let ids = Arc::make_mut(&mut self.ids);
        if !ids.remove(&id) {
            ids.insert(id);
        }
    }

    /// Marks all these; should all of them be marked already, takes their marks away.
    pub(super) fn mark_all(&mut self, shown: Vec<CustomerId>) {
        let ids = Arc::make_mut(&mut self.ids);
        if shown.iter().all(|id| ids.contains(id)) {
            for id in &shown {
                ids.remove(id);
            }
        } else {
            ids.extend(shown);
        }
    }

    /// Takes all marks away; tells whether there were any.
    pub(super) fn clear(&mut self) -> bool {
        let had_some = !self.ids.is_empty();
        *self = Self::default();
        had_some
    }

    /// How many are marked, and how many of them are hidden.
    pub(super) fn remark(&self) -> Option<Remark> {
        let marked = self.ids.len();
        let message = match (marked, self.hidden) {
            (0, _) => return None,
            (_, 0) => say!("list-marked", n = marked),
            (_, hidden) => say!("list-marked-hidden", n = marked, hidden = hidden),
        };
        Some(Remark {
            tone: Tone::Note,
            message,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> CustomerId {
        CustomerId::new(text)
    }

    #[test]
    fn marking_all_a_second_time_takes_only_their_marks_away() {
        let mut marks = Marks::default();
        marks.toggle(id("hidden"));
        marks.mark_all(vec![id("a"), id("b")]);
        assert_eq!(marks.sorted(), ["a", "b", "hidden"]);
        marks.mark_all(vec![id("a"), id("b")]);
        assert_eq!(marks.sorted(), ["hidden"]);
        assert!(marks.clear());
        assert!(!marks.clear());
    }
}
