//! The list of customers: filter, cursor, marks, order, the row that is folded open. What it shows was found by the search
//! worker ([`searching`]); nothing of it is read here. Drawing is in `view`, what is marked in `marks`, the order in `sorting`.

mod columns;
mod dialogs;
mod exporting;
mod leading;
mod marks;
mod searching;
mod sorting;
mod transfers;
mod view;

use crate::account::record::CustomerId;
use crate::operations::{Failure, Unfolded};
use crate::say;
use crate::search::{Query, Row, with_mode_turned};
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Opening, Pane, Reaction, Remark, Sight};
use crate::tui::panes::filter::{Change, Filter};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::scroll::Cursor;
use crate::tui::widgets::text::Edited;
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Finding, Number, Outcome, Read};

use exporting::{Exporting, Field};
use marks::Marks;
use sorting::Sorting;
use transfers::Greeting;

/// The list of customers.
#[derive(Default)]
pub struct ListPane {
    /// What was found last; it stays while the next search runs.
    finding: Option<Finding>,
    filter: Filter<Query>,
    cursor: Cursor,
    /// The customer that the cursor was last brought to: it comes back to it as soon as the filter shows it again.
    anchor: Option<CustomerId>,
    marks: Marks,
    sorting: Sorting,
    exporting: Exporting,
    unfolded: Option<Fold>,
    searching: Option<Number>,
    /// The search whose first rows are shown, or were.
    begun: Option<Number>,
    /// What goes over all rows waits until they are there.
    later: Option<Action>,
    marking: Option<Number>,
    greeting: Greeting,
}

/// A row that is folded open.
struct Fold {
    id: CustomerId,
    asked: Number,
    inside: Option<Unfolded>,
}

impl ListPane {
    /// The customer under the cursor.
    pub fn current(&self) -> Option<Row> {
        let finding = self.finding.as_ref()?;
        finding.found.page(self.cursor.at, 1).pop()
    }

    fn act_on_rows(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Filter => {
                self.filter.has_focus = true;
                Reaction::Redraw
            }
            Action::KeepFilter => {
                self.filter.has_focus = false;
                Reaction::Redraw
            }
            Action::ClearFilter => self.clear_filter(cx),
            Action::Fuzzy => self.turn_mode(cx),
            Action::Back => self.back(cx),
            Action::Open => self.open_current(Opening::Detail),
            Action::Menu => self.menu(),
            Action::Edit => self.open_current(Opening::Edit),
            Action::ManyUsers => self.open_current(Opening::ManyUsers),
            Action::Transfer => transfers::begin(self.current()),
            Action::BookActivity => Reaction::Open(Opening::Activity),
            Action::AllUsers => Reaction::Open(Opening::AllUsers),
            Action::Add => Reaction::Open(Opening::AddCustomer),
            Action::RemoveRelationship => self.remove(),
            Action::Invite => leading::invite(),
            Action::Invitations => leading::invitations(),
            Action::Mark => self.mark(cx),
            Action::MarkAll => self.mark_all(cx),
            Action::Expand => self.unfold(cx),
            Action::CopyId => self.copy_id(cx),
            Action::Sort => {
                self.sorting.open();
                Reaction::Redraw
            }
            Action::Export => self.export(),
            Action::Refresh => {
                self.refresh(cx);
                cx.line.note(say!("list-refreshed"));
                Reaction::Redraw
            }
            _ => self.go(action, cx),
        }
    }

    fn total(&self) -> usize {
        let total = self
            .finding
            .as_ref()
            .map_or(0, |finding| finding.found.total);
        usize::try_from(total).unwrap_or(usize::MAX)
    }

    fn clear_filter(&mut self, cx: &mut Cx) -> Reaction {
        let had_text = !self.filter.line.is_empty();
        self.filter = Filter::default();
        if had_text {
            self.search(cx);
        }
        Reaction::Redraw
    }

    /// The same words letter by letter, or as they are again.
    fn turn_mode(&mut self, cx: &mut Cx) -> Reaction {
        self.filter.has_focus |= self.filter.line.is_empty();
        let turned = with_mode_turned(self.filter.line.text());
        if self.filter.set(&turned) == Change::Query {
            self.search(cx);
        }
        Reaction::Redraw
    }

    fn back(&mut self, cx: &mut Cx) -> Reaction {
        if self.sorting.is_open() {
            self.sorting.close();
            return Reaction::Redraw;
        }
        if !self.filter.line.is_empty() {
            return self.clear_filter(cx);
        }
        if self.unfolded.take().is_some() || self.marks.clear() {
            return Reaction::Redraw;
        }
        Reaction::Close
    }

    /// Whether Esc would do something: the list itself is never left by it.
    fn has_something_to_leave(&self) -> bool {
        !self.filter.line.is_empty() || self.unfolded.is_some() || !self.marks.is_empty()
    }

    fn mark(&mut self, cx: &Cx) -> Reaction {
        let Some(row) = self.current() else {
            return Reaction::Nothing;
        };
        self.marks.toggle(row.id);
        self.go(Action::Down, cx)
    }

    fn mark_all(&mut self, cx: &mut Cx) -> Reaction {
        let Some(finding) = &self.finding else {
            return Reaction::Nothing;
        };
        self.marking = Some(cx.out.read(Read::Ids(finding.found.clone())));
        Reaction::Nothing
    }

    fn unfold(&mut self, cx: &mut Cx) -> Reaction {
        let Some(row) = self.current() else {
            return Reaction::Nothing;
        };
        let was_open = self.unfolded.take().is_some_and(|fold| fold.id == row.id);
        if !was_open {
            self.unfolded = Some(Fold {
                asked: cx.out.read(Read::Unfolded(row.id.clone())),
                id: row.id,
                inside: None,
            });
        }
        Reaction::Redraw
    }

    fn export(&mut self) -> Reaction {
        let Some(finding) = &self.finding else {
            return Reaction::Nothing;
        };
        self.exporting
            .open(finding.found.clone(), self.sorting.sort);
        Reaction::Redraw
    }

    fn copy_id(&self, cx: &mut Cx) -> Reaction {
        let marked = self.marks.sorted();
        if !marked.is_empty() {
            cx.line.note(say!("list-copied-several", n = marked.len()));
            return Reaction::Copy(marked.join("\n"));
        }
        let Some(row) = self.current() else {
            return Reaction::Nothing;
        };
        cx.line
            .note(say!("list-copied", id = row.id.as_str(), name = row.name));
        Reaction::Copy(row.id.as_str().to_owned())
    }

    fn go(&mut self, action: Action, cx: &Cx) -> Reaction {
        let page = usize::from(view::rows_in(cx.sight.area.height, self.filter.is_seen()));
        match self.cursor.moved(action, self.total(), page) {
            Some(cursor) => {
                self.cursor = cursor;
                Reaction::Redraw
            }
            None => Reaction::Nothing,
        }
    }

    fn failed(&mut self, failure: &Failure, cx: &mut Cx) -> Reaction {
        cx.line.refused(failure);
        Reaction::Redraw
    }
}

impl Pane for ListPane {
    fn place(&self) -> Place {
        if self.exporting.dialog.is_some() {
            Place::Export
        } else if self.sorting.is_open() {
            Place::Choice
        } else if self.filter.has_focus {
            Place::Filter
        } else {
            Place::List
        }
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.text("list-title")
    }

    fn status(&self, sight: &Sight) -> String {
        let Some(finding) = &self.finding else {
            return String::new();
        };
        let (total, of) = (finding.found.total, finding.found.of);
        sight.words.say(&if self.filter.query.is_empty() {
            say!("list-count", n = of)
        } else if !finding.found.is_whole {
            say!("list-count-so-far", of = of)
        } else {
            say!("list-count-filtered", n = total, of = of)
        })
    }

    fn remark(&self, _sight: &Sight) -> Option<Remark> {
        self.filter.remark().or_else(|| self.marks.remark())
    }

    fn is_typing(&self) -> bool {
        match &self.exporting.dialog {
            Some(dialog) => dialog.at == Field::Path,
            None => self.filter.has_focus,
        }
    }

    fn offers(&self, action: Action, _: &Sight) -> Offer {
        match action {
            Action::Open
            | Action::Menu
            | Action::Edit
            | Action::ManyUsers
            | Action::Transfer
            | Action::RemoveRelationship
            | Action::Mark
            | Action::MarkAll
            | Action::Expand
            | Action::CopyId
            | Action::Sort
            | Action::Export
                if self.total() == 0 =>
            {
                Offer::Absent
            }
            Action::Change if self.is_typing() => Offer::Absent,
            Action::Back if self.place() == Place::List && !self.has_something_to_leave() => {
                Offer::Absent
            }
            _ => Offer::Yes,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if let Some(chosen) = self.sorting.act(action) {
            if chosen.is_new {
                self.search(cx);
            }
            return Reaction::Redraw;
        }
        if let Some(reaction) = self.exporting.act(action, cx) {
            return reaction;
        }
        if self.puts_off(action) {
            return Reaction::Nothing;
        }
        let reaction = self.act_on_rows(action, cx);
        // What is done at a row brings the cursor there for good; what only looks for others does not.
        if !matches!(
            action,
            Action::Filter | Action::Fuzzy | Action::ClearFilter | Action::Back
        ) {
            self.anchor = self.current().map(|row| row.id);
        }
        reaction
    }

    fn confirmed(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Export => self.exporting.confirmed(cx),
            _ => Reaction::Nothing,
        }
    }

    fn typed(&mut self, typed: &Typed, cx: &mut Cx) -> Reaction {
        match self.exporting.typed(typed) {
            Some(Edited::Not) => return Reaction::Nothing,
            Some(_) => return Reaction::Redraw,
            None => {}
        }
        match self.filter.typed(typed) {
            Change::Nothing => Reaction::Nothing,
            Change::Looks => Reaction::Redraw,
            Change::Query => {
                self.search(cx);
                Reaction::Redraw
            }
        }
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        match outcome {
            Outcome::FirstFound(first) if self.searching == Some(number) => {
                self.take_first(number, *first)
            }
            Outcome::Found(found) if self.searching == Some(number) => {
                self.take_found(number, found, cx)
            }
            Outcome::Ids(ids) if self.marking == Some(number) => {
                self.marks.mark_all(ids);
                Reaction::Redraw
            }
            Outcome::Unfolded(inside) => {
                let Some(fold) = self.unfolded.as_mut().filter(|fold| fold.asked == number) else {
                    return Reaction::Nothing;
                };
                match inside {
                    Ok(inside) => {
                        fold.inside = Some(inside);
                        Reaction::Redraw
                    }
                    Err(failure) => self.failed(&failure, cx),
                }
            }
            Outcome::Transfers(_) => self.greeting.take(number, &outcome, cx),
            other => self.exporting.take(number, other, cx),
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.search(cx);
        self.greeting.ask(cx);
        if let Some(fold) = &mut self.unfolded {
            fold.asked = cx.out.read(Read::Unfolded(fold.id.clone()));
        }
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        view::draw(self, pen, sight);
    }
}
