//! The users of all customers: found as one types, by the same index as `users find`. What is shown of them is read around
//! the cursor by the reader worker ([`window`]); the account of the one under the cursor opens over this pane, so that what
//! was found is there again behind it.

mod view;
mod window;

use crate::account::record::RecordKey;
use crate::account::user::Life;
use crate::operations::Failure;
use crate::say;
use crate::search::UsersQuery;
use crate::tui::action::{Action, Place};
use crate::tui::menus;
use crate::tui::pane::{Cx, Offer, Opening, Pane, Reaction, Remark, Sight};
use crate::tui::panes::filter::{Change, Filter};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::scroll::Cursor;
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Number, Outcome, Seen, UsersFinding, UsersSearch};

use window::Reading;

/// The users of all customers.
pub struct EverybodyPane {
    /// Who was found last; they stay while the next search runs.
    finding: Option<UsersFinding>,
    filter: Filter<UsersQuery>,
    cursor: Cursor,
    /// The user that the cursor was last brought to.
    anchor: Option<RecordKey>,
    searching: Option<Number>,
    /// The search whose first users are shown, or were.
    begun: Option<Number>,
    reading: Reading,
    /// What is done with a user waits until those are shown who were asked for.
    later: Option<Action>,
    /// How many users were read of how many, before they can be searched for the first time.
    read: Option<(u64, u64)>,
}

impl Default for EverybodyPane {
    /// Whoever comes here looks for somebody: the filter has the focus.
    fn default() -> Self {
        Self {
            finding: None,
            filter: Filter::focused(),
            cursor: Cursor::default(),
            anchor: None,
            searching: None,
            begun: None,
            reading: Reading::default(),
            later: None,
            read: None,
        }
    }
}

impl EverybodyPane {
    fn search(&mut self, keep: Option<RecordKey>, cx: &mut Cx) {
        let query = self.filter.query.clone();
        self.searching = Some(cx.out.search_users(UsersSearch { query, keep }));
    }

    fn total(&self) -> usize {
        let total = self
            .finding
            .as_ref()
            .map_or(0, |finding| finding.found.total);
        usize::try_from(total).unwrap_or(usize::MAX)
    }

    /// The user under the cursor; known before it was read.
    fn current(&self) -> Option<RecordKey> {
        let finding = self.finding.as_ref()?;
        finding.found.page(self.cursor.at, 1).pop()
    }

    fn seen(&self) -> Option<&Seen> {
        self.finding.as_ref()?.window.at(self.cursor.at)
    }

    fn page(&self, sight: &Sight) -> usize {
        view::page(sight.area.height, self.filter.is_seen())
    }

    fn clear_filter(&mut self, cx: &mut Cx) -> Reaction {
        let had_text = !self.filter.line.is_empty();
        self.filter = Filter::default();
        if had_text {
            self.search(self.anchor.clone(), cx);
        }
        Reaction::Redraw
    }

    fn go(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        let page = self.page(&cx.sight);
        let Some(cursor) = self.cursor.moved(action, self.total(), page) else {
            return Reaction::Nothing;
        };
        self.cursor = cursor;
        self.anchor = self.current();
        self.read_around(cx);
        Reaction::Redraw
    }

    fn copy(&self, cx: &mut Cx) -> Reaction {
        let Some(seen) = self.seen() else {
            return Reaction::Nothing;
        };
        let name = seen.person.sign_in_name.clone();
        cx.line.note(say!("everybody-copied", name = &name));
        Reaction::Copy(name)
    }

    fn menu(&self) -> Reaction {
        self.seen().map_or(Reaction::Nothing, |seen| {
            Reaction::Menu(menus::user(&seen.person, &seen.company))
        })
    }

    fn take_finding(&mut self, number: Number, finding: UsersFinding, cx: &mut Cx) -> Reaction {
        // With the first ones on the screen the operator may have gone on.
        let has_begun = self.begun == Some(number);
        if !has_begun {
            self.cursor.at = finding.kept.unwrap_or(0);
        }
        self.begun = Some(number);
        self.reading = Reading::default();
        self.read = None;
        self.finding = Some(finding);
        self.read_around(cx);
        match self.later.take() {
            Some(action) => match self.act(action, cx) {
                Reaction::Nothing => Reaction::Redraw,
                reaction => reaction,
            },
            None => Reaction::Redraw,
        }
    }

    /// Whether something is done with a user while another search still runs: then it is done with whom that finds.
    /// Anything else that is done meanwhile makes it needless.
    fn puts_off(&mut self, action: Action) -> bool {
        let is_about_one = matches!(
            action,
            Action::Open | Action::UserMenu | Action::CopySignIn | Action::Last
        );
        let waits = is_about_one && self.searching.is_some() && self.searching != self.begun;
        self.later = waits.then_some(action);
        waits
    }

    fn take_found(
        &mut self,
        number: Number,
        found: Result<Box<UsersFinding>, Failure>,
        cx: &mut Cx,
    ) -> Reaction {
        self.searching = None;
        match found {
            Ok(finding) => self.take_finding(number, *finding, cx),
            Err(failure) => {
                cx.line.refused(&failure);
                Reaction::Redraw
            }
        }
    }
}

impl Pane for EverybodyPane {
    fn place(&self) -> Place {
        match self.filter.has_focus {
            true => Place::Filter,
            false => Place::AllUsers,
        }
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.text("everybody-title")
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
        self.filter.remark()
    }

    fn is_typing(&self) -> bool {
        self.filter.has_focus
    }

    fn offers(&self, action: Action, _sight: &Sight) -> Offer {
        match action {
            Action::Open | Action::UserMenu | Action::CopySignIn if self.total() == 0 => {
                Offer::Absent
            }
            Action::Open
            | Action::UserMenu
            | Action::CopySignIn
            | Action::FilterUsers
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
        if self.puts_off(action) {
            return Reaction::Nothing;
        }
        match action {
            Action::FilterUsers | Action::KeepFilter => {
                self.filter.has_focus = action == Action::FilterUsers;
                Reaction::Redraw
            }
            Action::ClearFilter | Action::Back if !self.filter.line.is_empty() => {
                self.clear_filter(cx)
            }
            // With nothing typed there is nothing to be cleared first.
            Action::ClearFilter | Action::Back => Reaction::Close,
            Action::Open => {
                self.anchor = self.current();
                let opened = |key| Reaction::Open(Opening::User(key));
                self.anchor.clone().map_or(Reaction::Nothing, opened)
            }
            Action::UserMenu => self.menu(),
            Action::CopySignIn => self.copy(cx),
            Action::Refresh => {
                self.refresh(cx);
                cx.line.note(say!("list-refreshed"));
                Reaction::Redraw
            }
            _ => self.go(action, cx),
        }
    }

    fn typed(&mut self, typed: &Typed, cx: &mut Cx) -> Reaction {
        match self.filter.typed(typed) {
            Change::Nothing => Reaction::Nothing,
            Change::Looks => Reaction::Redraw,
            Change::Query => {
                self.search(self.anchor.clone(), cx);
                Reaction::Redraw
            }
        }
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        match outcome {
            // Whichever search it was for: all of them wait for the same.
            Outcome::UsersRead(read, of) => {
                self.read = Some((read, of));
                Reaction::Redraw
            }
            Outcome::FirstUsers(first) if self.searching == Some(number) => {
                self.take_finding(number, *first, cx)
            }
            Outcome::UsersFound(found) if self.searching == Some(number) => {
                self.take_found(number, found, cx)
            }
            Outcome::Seen(window) => self.take_window(number, window, cx),
            _ => Reaction::Nothing,
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.search(self.current(), cx);
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        view::draw(self, pen, sight);
    }
}

/// Whether somebody can sign in no more.
fn is_deleted(seen: &Seen) -> bool {
    seen.person.life != Life::Active
}
