//! The activity section: who changed this account, when, how, and whether it can be taken back.

use crate::account::entry::{Entry, Undo};
use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::account::text::fold;
use crate::operations::history::{Activity, operation_words};
use crate::search::stands_in;
use crate::tui::action::Action;
use crate::tui::pane::{Cx, Offer, Opening, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::text::{Edited, TextLine};
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Number, Outcome, Read};

use super::Asked;
use super::part::{Of, Part, Row};
use super::view::{Cell, Line, Shares};

const SHARES: Shares = [25, 33, 21, 21];

/// The newest entries, one line each, newest first, filtered as one types.
#[derive(Default)]
pub(super) struct ActivityPart {
    asked: Asked<Vec<Activity>>,
    filter: TextLine,
    has_focus: bool,
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

    fn rows(&self, of: &Of) -> usize {
        self.shown(of.sight).len().max(1)
    }

    fn row(&self, at: usize, of: &Of) -> Row {
        let nothing = match self.filter.is_empty() {
            true => "detail-no-activity",
            false => "log-no-hits",
        };
        Row::new(vec![match self.shown(of.sight).get(at) {
            Some(one) => line(one, of.sight),
            None => Line::Text(of.sight.words.text(nothing), Ink::Faint),
        }])
    }

    fn opens(&self, at: usize, of: &Of) -> bool {
        at < self.shown(of.sight).len()
    }

    fn offers(&self, action: Action, _of: &Of) -> Offer {
        match action {
            Action::Filter if !self.entries().is_empty() => Offer::Yes,
            Action::KeepFilter | Action::ClearFilter => Offer::Yes,
            _ => Offer::Absent,
        }
    }

    fn act(&mut self, action: Action, at: usize, of: &Of, _cx: &mut Cx) -> Option<Reaction> {
        match action {
            Action::Open => {
                let id = self.shown(of.sight).get(at)?.entry.id;
                let of = of.account.customer.key.customer.clone();
                return Some(Reaction::Open(Opening::Entry(id, Some(of))));
            }
            Action::Filter => self.has_focus = true,
            Action::KeepFilter => self.has_focus = false,
            Action::ClearFilter => self.clear(),
            Action::Back if !self.filter.is_empty() => self.clear(),
            _ => return None,
        }
        Some(Reaction::Redraw)
    }

    fn filter(&self) -> Option<(&TextLine, bool)> {
        let is_seen = self.has_focus || !self.filter.is_empty();
        is_seen.then_some((&self.filter, self.has_focus))
    }

    fn typed(&mut self, typed: &Typed) -> Reaction {
        match typed.into_line(&mut self.filter) {
            Edited::Not => Reaction::Nothing,
            _ => Reaction::Redraw,
        }
    }
}

impl ActivityPart {
    fn entries(&self) -> &[Activity] {
        self.asked.got.as_deref().unwrap_or_default()
    }

    /// Those whose action or author has what is typed.
    fn shown(&self, sight: &Sight) -> Vec<&Activity> {
        let wanted = fold(self.filter.text().trim());
        let has = |activity: &&Activity| {
            let draft = &activity.entry.draft;
            let words = Message::new(operation_words(&draft.operation));
            let told = format!("{} {}", sight.words.say(&words), draft.who.name);
            wanted.is_empty() || stands_in(&wanted, &fold(&told))
        };
        self.entries().iter().filter(has).collect()
    }

    fn clear(&mut self) {
        self.filter = TextLine::default();
        self.has_focus = false;
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
