//! Record what happened to a transfer.

use serde::{Deserialize, Serialize};

use crate::account::problem::{Message, Problem};
use crate::account::transfer::machine::Event;
use crate::operations::switch_partner::{Happened, RecordEvent, TransferKey};
use crate::operations::{Desk, Failure, Operation, Report};
use crate::say;
use crate::tui::sheets::{Entry, KeptSheet, Sheet, Values};

const VALUE: &str = "value";
const ON: &str = "on";
const NOTE: &str = "note";

/// Records one event.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EventSheet {
    /// Of which transfer.
    pub transfer: TransferKey,
    /// The customer's name.
    pub about: String,
    /// Which event.
    pub event: Event,
}

impl Sheet for EventSheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        Message::new(self.event.words())
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, _desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let mut fields: Vec<Entry> = self.value().into_iter().collect();
        fields.push(Entry::date(ON, "sheet-event-on").why("sheet-event-on-why"));
        fields.push(Entry::text(NOTE, "sheet-event-note"));
        Ok(fields)
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(RecordEvent {
            transfer: self.transfer.clone(),
            what: Happened {
                event: self.event,
                value: values.given(VALUE),
                on: values.given(ON),
                note: values.given(NOTE),
            },
        }))
    }

    fn done(&self, report: &Report) -> Message {
        let what = Message::new(self.event.words());
        say!("sheet-done", what = what, subject = &report.plan.subject)
    }
}

impl EventSheet {
    /// The value that an event has, if it has one.
    fn value(&self) -> Option<Entry> {
        let text = |label| Entry::text(VALUE, label);
        Some(match self.event {
            Event::Ticket => text("sheet-event-ticket").required(),
            Event::Moved => text("sheet-event-new-id")
                .required()
                .why("sheet-event-new-id-why"),
            Event::SignedByCurrent | Event::SignedByCustomer | Event::SignedByNew => {
                text("sheet-event-signer").why("sheet-event-signer-why")
            }
            Event::Accepted => text("sheet-event-items").why("sheet-event-items-why"),
            Event::Failed => text("sheet-event-reason").why("sheet-event-reason-why"),
            _ => return None,
        })
    }
}
