//! What is shown of those who were found stands in the book, and is read some screens ahead of the cursor.

use std::ops::Range;

use crate::operations::Failure;
use crate::tui::pane::{Cx, Reaction};
use crate::tui::workers::{Number, Read, Window};

use super::EverybodyPane;

/// Users that are read above and below the screen.
const AROUND: usize = 100;

/// What is on its way.
#[derive(Default)]
pub(super) struct Reading {
    asked: Option<(Number, Range<usize>)>,
}

impl EverybodyPane {
    /// Reads those around the cursor, unless they are there or on their way with half of what is to be around them.
    pub(super) fn read_around(&mut self, cx: &mut Cx) {
        let (total, page) = (self.total(), self.page(&cx.sight).max(1));
        let Some(finding) = &self.finding else {
            return;
        };
        let top = self.cursor.following(total, page).top;
        let wanted = |around: usize| {
            let end = (top + page + around).min(total);
            top.saturating_sub(around)..end
        };
        let needed = wanted(AROUND / 2);
        let has = |there: &Range<usize>| there.start <= needed.start && needed.end <= there.end;
        let is_asked = self
            .reading
            .asked
            .as_ref()
            .is_some_and(|(_, range)| has(range));
        if has(&finding.window.places()) || is_asked {
            return;
        }
        let range = wanted(AROUND);
        let read = Read::Seen(finding.found.clone(), range.start, range.len());
        self.reading.asked = Some((cx.out.read(read), range));
    }

    pub(super) fn take_window(
        &mut self,
        number: Number,
        window: Result<Window, Failure>,
        cx: &mut Cx,
    ) -> Reaction {
        let asked = self.reading.asked.take_if(|(asked, _)| *asked == number);
        let (Some(_), Some(finding)) = (asked, &mut self.finding) else {
            return Reaction::Nothing;
        };
        match window {
            Ok(window) => finding.window = window,
            Err(failure) => cx.line.refused(&failure),
        }
        Reaction::Redraw
    }
}
