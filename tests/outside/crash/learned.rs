//! What a step changes when nobody disturbs it.

use std::time::Duration;

use super::records::Diff;

/// Learned from one time.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    /// What it changes, without the values.
    pub shape: Vec<String>,
    /// Whether the word of the time round stands in what it leaves.
    pub has_word: bool,
    /// Whether it leaves an entry in the history.
    pub has_entry: bool,
    pub took: Duration,
    pub calls: usize,
}

/// What became of a step, as far as the records tell.
#[derive(Debug, PartialEq, Eq)]
pub enum Trace {
    /// It changes no record.
    None,
    /// Nothing of it is there.
    Nothing,
    /// All of it.
    Whole,
    /// Some of its batches.
    Batches,
    /// What no batch leaves.
    Half,
}

impl Learned {
    pub fn trace(&self, diff: &Diff, word: &str, in_batches: bool) -> Trace {
        if self.shape.is_empty() && diff.is_empty() {
            Trace::None
        } else if diff.is_empty() {
            Trace::Nothing
        } else if diff.shape == self.shape && (!self.has_word || diff.text.contains(word)) {
            Trace::Whole
        } else if in_batches && diff.is_part_of(&self.shape) {
            Trace::Batches
        } else {
            Trace::Half
        }
    }
}
