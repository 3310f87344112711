//! The activity section: who changed this account, when, how, and whether it can be taken back.

use crate::account::entry::{Entry, Undo};
use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::operations::history::{Activity, operation_words};
use crate::tui::pane::{Cx, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::workers::{Number, Outcome, Read};

use super::Asked;
use super::part::{Of, Part, Row};
use super::view::{Cell, Line, Shares};

const SHARES: Shares = [25, 33, 21, 21];

/// The newest entries, one line each, newest first.
#[derive(Default)]
pub(super) struct ActivityPart {
    asked: Asked<Vec<Activity>>,
}

impl Part for ActivityPart {
    fn ask(&mut self, customer: &CustomerId, cx: &mut Cx) {
        self.asked.number = Some(cx.out.read(Read::Activity(customer.clone())));
    }

    fn awaits(&self, number: Number) -> bool {
        self.asked.number == Some(number)
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        match outcome {
            Outcome::Activity(activity) => self.asked.take(number, activity, cx),
            _ => Reaction::Nothing,
        }
    }

    fn is_reading(&self) -> bool {
        self.asked.got.is_none()
    }

    fn heads(&self, of: &Of) -> Vec<Line> {
        if self.entries().is_empty() {
            return Vec::new();
        }
        let head = |id| Cell::new(of.sight.words.text(id), Ink::Faint);
        vec![Line::cells(
            SHARES,
            [
                head("activity-when"),
                head("activity-what"),
                head("activity-who"),
                head("activity-undo"),
            ],
        )]
    }

    fn rows(&self, _of: &Of) -> usize {
        self.entries().len().max(1)
    }

    fn row(&self, at: usize, of: &Of) -> Row {
        Row::new(vec![match self.entries().get(at) {
            Some(one) => line(one, of.sight),
            None => Line::Text(of.sight.words.text("detail-no-activity"), Ink::Faint),
        }])
    }
}

impl ActivityPart {
    fn entries(&self) -> &[Activity] {
        self.asked.got.as_deref().unwrap_or_default()
    }
}

fn line(activity: &Activity, sight: &Sight) -> Line {
    let Entry { draft, .. } = &activity.entry;
    let what = sight
        .words
        .say(&Message::new(operation_words(&draft.operation)));
    let undo = match (activity.undone, &draft.undo) {
        (true, _) => "activity-undone",
        (false, Undo::Possible) => "activity-undoable",
        (false, Undo::Not(_)) => "activity-final",
    };
    let ink = if activity.undone {
        Ink::Faint
    } else {
        Ink::Plain
    };
    Line::cells(
        SHARES,
        [
            Cell::new(sight.words.date_and_time(draft.at, sight.zone), ink),
            Cell::new(what, ink),
            Cell::new(&draft.who.name, ink),
            Cell::new(sight.words.text(undo), ink),
        ],
    )
}
