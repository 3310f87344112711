//! Sets a special qualification, with what each of them asks for.

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::account::qualification::{
    Asked, CODE, QUALIFICATION, Qualification, SEGMENT, Segment, Vetted, WEBSITE,
};
use crate::account::record::CustomerId;
use crate::operations::set_qualification::SetQualification;
use crate::operations::{Desk, Failure, Operation};
use crate::say;
use crate::tui::sheets::{Alternative, Entry, KeptSheet, Sheet, Values};

/// Sets a qualification of one customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct QualifySheet {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub about: String,
}

impl Sheet for QualifySheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        say!("sheet-qualify-title")
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    /// One that was denied stands there to be handed in again.
    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let held = desk.qualifications(&self.customer)?;
        let again = held.iter().map(|one| &one.resource);
        let again = again.filter(|one| !Vetted(one).counts()).find(|one| {
            Vetted(one)
                .qualification()
                .is_some_and(Qualification::is_set_by_partners)
        });
        let text = |path: &str| again.map_or("", |one| one.text_or_empty(path)).to_owned();
        Ok(entries(&text))
    }

    fn asks_for(&self, field: &str, values: &Values) -> bool {
        asks_for(field, values.text(QUALIFICATION))
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        let text = |path: &str| values.text(path).trim().to_owned();
        Ok(Box::new(SetQualification {
            customer: self.customer.clone(),
            asked: Asked {
                qualification: text(QUALIFICATION),
                segment: text(SEGMENT),
                website: text(WEBSITE),
                code: text(CODE),
            },
        }))
    }
}

fn entries(text: &dyn Fn(&str) -> String) -> Vec<Entry> {
    let which = Qualification::SET.map(|one| {
        let words = Message::new(one.words());
        Alternative::new(one.wire(), words).also(one.as_str())
    });
    let segments = Segment::ALL.map(|one| {
        let words = Message::new(one.words());
        Alternative::new(one.wire(), words).also(one.as_str())
    });
    vec![
        Entry::choice(QUALIFICATION, "field-qualification", which.to_vec())
            .value(text(QUALIFICATION))
            .required()
            .why("why-field-qualification"),
        Entry::choice(SEGMENT, "field-segment", segments.to_vec()).value(text(SEGMENT)),
        Entry::text(WEBSITE, "field-website").value(text(WEBSITE)),
        Entry::text(CODE, "field-validation-code")
            .value(text(CODE))
            .required()
            .why("why-field-validation-code"),
    ]
}

/// Whether a qualification asks for a field.
fn asks_for(field: &str, word: &str) -> bool {
    let which = Qualification::parse(word);
    match field {
        SEGMENT | WEBSITE => which.is_some_and(Qualification::has_segment),
        CODE => which.is_some_and(Qualification::needs_code),
        _ => true,
    }
}
