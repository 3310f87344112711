//! The log of the whole book, newest first: read page by page as the cursor goes down, filtered by the company's name as
//! one types. Enter shows one entry whole.

mod view;

use crate::account::entry::EntryId;
use crate::operations::Failure;
use crate::operations::history::Activity;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Opening, Pane, Reaction, Sight};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::scroll::Cursor;
use crate::tui::widgets::text::{Edited, TextLine};
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{LOG_PAGE, Number, Outcome, Read};

/// The next page is asked for when the cursor is so near to the end of what was read.
const NEAR_THE_END: usize = 50;

/// The log of the whole book.
#[derive(Default)]
pub struct ActivityPane {
    entries: Vec<Activity>,
    /// Nothing older is left to read.
    is_whole: bool,
    asked: Option<Asked>,
    cursor: Cursor,
    filter: TextLine,
    is_filtering: bool,
}

/// A page on its way.
struct Asked {
    number: Number,
    /// It goes behind what is there; else it takes its place.
    is_more: bool,
}

impl ActivityPane {
    fn current(&self) -> Option<&Activity> {
        self.entries.get(self.cursor.at)
    }

    fn ask(&mut self, before: Option<EntryId>, cx: &mut Cx) {
        let company = self.filter.text().to_owned();
        self.asked = Some(Asked {
            number: cx.out.read(Read::Log(company, before)),
            is_more: before.is_some(),
        });
    }

    fn ask_for_more(&mut self, cx: &mut Cx) {
        let is_near = self.cursor.at + NEAR_THE_END >= self.entries.len();
        if self.is_whole || self.asked.is_some() || !is_near {
            return;
        }
        if let Some(oldest) = self.entries.last().map(|activity| activity.entry.id) {
            self.ask(Some(oldest), cx);
        }
    }

    fn take_page(&mut self, page: Result<Vec<Activity>, Failure>, cx: &mut Cx) -> Reaction {
        let is_more = self.asked.take().is_some_and(|asked| asked.is_more);
        let page = match page {
            Ok(page) => page,
            Err(failure) => {
                cx.line.refused(&failure);
                return Reaction::Redraw;
            }
        };
        self.is_whole = page.len() < LOG_PAGE;
        if is_more {
            self.entries.extend(page);
            return Reaction::Redraw;
        }
        // Read anew: the cursor stays on its entry where that is still shown.
        let kept = self.current().map(|activity| activity.entry.id);
        let mut again = page.iter().map(|activity| activity.entry.id);
        self.cursor.at = again.position(|id| Some(id) == kept).unwrap_or(0);
        self.entries = page;
        Reaction::Redraw
    }

    fn filter_act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        self.is_filtering = action == Action::Filter;
        if action == Action::ClearFilter && !self.filter.is_empty() {
            self.filter = TextLine::default();
            self.ask(None, cx);
        }
        Reaction::Redraw
    }

    fn has_filter_line(&self) -> bool {
        self.is_filtering || !self.filter.is_empty()
    }

    fn go(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        let page = view::page(cx.sight.area.height, self.has_filter_line());
        let Some(cursor) = self.cursor.moved(action, self.entries.len(), page) else {
            return Reaction::Nothing;
        };
        self.cursor = cursor;
        self.ask_for_more(cx);
        Reaction::Redraw
    }
}

impl Pane for ActivityPane {
    fn place(&self) -> Place {
        match self.is_filtering {
            true => Place::Filter,
            false => Place::Detail,
        }
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.text("log-of-book-title")
    }

    fn status(&self, sight: &Sight) -> String {
        let n = self.entries.len();
        sight.words.say(&match self.is_whole {
            true => say!("log-count", n = n),
            false => say!("log-count-so-far", n = n),
        })
    }

    fn is_typing(&self) -> bool {
        self.is_filtering
    }

    fn offers(&self, action: Action, _sight: &Sight) -> Offer {
        match action {
            Action::Open if self.entries.is_empty() => Offer::Absent,
            Action::Open
            | Action::Filter
            | Action::KeepFilter
            | Action::ClearFilter
            | Action::Refresh
            | Action::Back
            | Action::Leave
            | Action::Help
            | Action::Palette
            | Action::Jobs
            | Action::Log
            | Action::Quit
            | Action::Down
            | Action::Up
            | Action::First
            | Action::Last
            | Action::PageDown
            | Action::PageUp
            | Action::HalfDown
            | Action::HalfUp => Offer::Yes,
            _ => Offer::Absent,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Filter | Action::KeepFilter | Action::ClearFilter => {
                self.filter_act(action, cx)
            }
            Action::Back if !self.filter.is_empty() => self.filter_act(Action::ClearFilter, cx),
            Action::Back => Reaction::Close,
            Action::Open => {
                let opened = |one: &Activity| Reaction::Open(Opening::Entry(one.entry.id, None));
                self.current().map_or(Reaction::Nothing, opened)
            }
            Action::Refresh => {
                self.refresh(cx);
                Reaction::Redraw
            }
            _ => self.go(action, cx),
        }
    }

    fn typed(&mut self, typed: &Typed, cx: &mut Cx) -> Reaction {
        match typed.into_line(&mut self.filter) {
            Edited::Not => return Reaction::Nothing,
            Edited::Moved => {}
            Edited::Changed | Edited::Refused(_) => self.ask(None, cx),
        }
        Reaction::Redraw
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        match outcome {
            Outcome::Activity(page)
                if self
                    .asked
                    .as_ref()
                    .is_some_and(|asked| asked.number == number) =>
            {
                self.take_page(page, cx)
            }
            _ => Reaction::Nothing,
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.ask(None, cx);
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        view::draw(self, pen, sight);
    }
}
