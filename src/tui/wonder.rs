//! What an operator can wonder about: something that is wrong, with the code that the table of codes
//! ([`crate::account::meaning`]) explains. The overlay of the key «why» tells it.

use crate::account::meaning::{self, Meaning};
use crate::account::problem::{Message, Problem};
use crate::operations::Failure;

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wonder {
    /// The word or number as scripts read it; empty where nobody gave one.
    pub code: String,
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    pub remedy: Option<Message>,
    /// What it is about: an ID, a value.
    pub found: Option<String>,
}

impl Wonder {
    /// Something that was said without a code; the table knows some of these sentences.
    pub fn said(message: &Message) -> Self {
        let code = meaning::of_sentence(&message.id).map_or("", Meaning::code);
        Self {
            code: code.to_owned(),
            message: message.clone(),
            remedy: None,
            found: None,
        }
    }

    /// Everything that a failure tells, or the failure itself where it tells nothing else.
    pub fn of_failure(failure: &Failure) -> Vec<Self> {
        let single = failure.problems();
        if single.is_empty() {
            return vec![Self {
                code: failure.code().to_owned(),
                ..Self::said(&failure.message())
            }];
        }
        single.iter().map(Self::from).collect()
    }

    /// What its code means.
    pub fn meaning(&self) -> Option<&'static Meaning> {
        meaning::of(&self.code)
    }
}

impl From<&Problem> for Wonder {
    fn from(problem: &Problem) -> Self {
        Self {
            code: problem.code.text().into_owned(),
            message: problem.message.clone(),
            remedy: problem.remedy.clone(),
            found: problem.found.clone(),
        }
    }
}
