//! The activity section: who changed this account, when, how, and whether it can be taken back.

use crate::account::entry::{Entry, Undo};
use crate::account::problem::Message;
use crate::operations::history::{Activity, operation_words};
use crate::tui::pane::Sight;
use crate::tui::theme::Ink;

use super::view::{Cell, Line, Shares};

const SHARES: Shares = [25, 33, 21, 21];

/// One line an entry, newest first.
pub(super) fn lines(activity: &[Activity], sight: &Sight) -> Vec<Line> {
    if activity.is_empty() {
        return vec![Line::Text(
            sight.words.text("detail-no-activity"),
            Ink::Faint,
        )];
    }
    let head = |id| Cell::new(sight.words.text(id), Ink::Faint);
    let mut lines = vec![Line::cells(
        SHARES,
        [
            head("activity-when"),
            head("activity-what"),
            head("activity-who"),
            head("activity-undo"),
        ],
    )];
    lines.extend(activity.iter().map(|one| line(one, sight)));
    lines
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
