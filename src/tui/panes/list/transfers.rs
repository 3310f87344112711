//! What the list says of transfers when the desk opens: that some wait for us, and the oldest. Nothing when none does.

use std::sync::Arc;

use crate::say;
use crate::search::Row;
use crate::tui::pane::{Cx, Opening, Reaction};
use crate::tui::sheets::transfers::StartTransferSheet;
use crate::tui::workers::{Number, Outcome, Read};

/// Begins one for the customer of a row.
pub(super) fn begin(row: Option<Row>) -> Reaction {
    let sheet = |row: Row| {
        Reaction::Open(Opening::Sheet(Arc::new(StartTransferSheet {
            customer: row.id,
            about: row.name,
        })))
    };
    row.map_or(Reaction::Nothing, sheet)
}

/// Whether it was asked and said.
#[derive(Debug, Default)]
pub(super) enum Greeting {
    /// The desk was just opened.
    #[default]
    NotYet,
    /// The answer is on its way.
    Asked(Number),
    /// Once is enough.
    Done,
}

impl Greeting {
    /// Asks once.
    pub(super) fn ask(&mut self, cx: &mut Cx) {
        if let Greeting::NotYet = self {
            *self = Greeting::Asked(cx.out.read(Read::WaitingTransfers));
        }
    }

    /// Says what waits; that it can't be read is said when it is looked at.
    pub(super) fn take(&mut self, number: Number, outcome: &Outcome, cx: &mut Cx) -> Reaction {
        let (Greeting::Asked(asked), Outcome::Transfers(waiting)) = (&*self, outcome) else {
            return Reaction::Nothing;
        };
        if *asked != number {
            return Reaction::Nothing;
        }
        *self = Greeting::Done;
        let waiting = waiting.as_deref().unwrap_or_default();
        let Some(oldest) = waiting.first() else {
            return Reaction::Nothing;
        };
        cx.line.aside(say!(
            "transfers-wait-on-you",
            n = waiting.len(),
            days = oldest.days_waiting(cx.sight.now).unwrap_or(0),
            customer = &oldest.customer,
        ));
        Reaction::Redraw
    }
}
