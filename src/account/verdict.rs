//! What the rules say to a value: nothing, a refusal, or a doubt that is told and allowed.

use super::problem::Problem;

/// What the rules found, in the order in which they looked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is refused.
    pub problems: Vec<Problem>,
    /// What is doubtful and allowed.
    pub warnings: Vec<Problem>,
}

impl Verdict {
    /// Nothing to say.
    pub fn fine() -> Self {
        Self::default()
    }

    /// One refusal.
    pub fn refuse(problem: Problem) -> Self {
        Self {
            problems: vec![problem],
            warnings: Vec::new(),
        }
    }

    /// One doubt.
    pub fn doubt(warning: Problem) -> Self {
        Self {
            problems: Vec::new(),
            warnings: vec![warning],
        }
    }

    /// Whether nothing is refused.
    pub fn is_allowed(&self) -> bool {
        self.problems.is_empty()
    }

    /// Whether nothing is refused and nothing doubtful.
    pub fn is_fine(&self) -> bool {
        self.problems.is_empty() && self.warnings.is_empty()
    }

    /// Both, this one's first.
    pub fn add(&mut self, other: Verdict) {
        self.problems.extend(other.problems);
        self.warnings.extend(other.warnings);
    }
}
