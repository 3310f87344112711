//! A note of ours on a service request.

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::account::record::CustomerId;
use crate::operations::support::AddNote;
use crate::operations::{Desk, Failure, Operation};
use crate::say;

use super::super::{Entry, KeptSheet, Sheet, Values};

const TEXT: &str = "text";

/// Puts a note on one service request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NoteSheet {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
    /// The request's ID.
    pub request: String,
    /// What it is about.
    pub title: String,
}

impl Sheet for NoteSheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        say!("sheet-note-title", title = &self.title)
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, _desk: &Desk) -> Result<Vec<Entry>, Failure> {
        Ok(vec![Entry::lines(TEXT, "sheet-note-text").required()])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(AddNote {
            customer: self.customer.clone(),
            request: self.request.clone(),
            text: values.text(TEXT).to_owned(),
        }))
    }
}
