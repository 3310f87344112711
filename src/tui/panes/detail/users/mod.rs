//! The users section: those who are active, or those who were deleted and can be restored; filtered as one types, marked
//! across filters, folded open in place. What can be done with one or many stands in `menu`.

mod menu;
mod telling;

use std::collections::BTreeSet;

use crate::account::record::CustomerId;
use crate::account::text::fold;
use crate::account::user::Life;
use crate::say;
use crate::tui::action::Action;
use crate::tui::menus::Menu;
use crate::tui::message_line::Tone;
use crate::tui::pane::{Cx, Offer, Reaction, Remark, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::text::{Edited, TextLine};
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Number, Outcome, People, Person, Read};

use super::Asked;
use super::part::{Of, Part, Row};
use super::view::Line;

/// What a row of users of all customers remarks of one.
pub(in crate::tui::panes) fn remarks(person: &Person, sight: &Sight) -> String {
    telling::state(person, false, sight)
}

/// The users, active and deleted.
#[derive(Default)]
pub(in crate::tui::panes::detail) struct UsersPart {
    asked: Asked<Users>,
}

impl Part for UsersPart {
    fn ask(&mut self, customer: &CustomerId, cx: &mut Cx) {
        self.asked.number = Some(cx.out.read(Read::Users(customer.clone())));
    }

    fn awaits(&self, number: Number) -> bool {
        self.asked.number == Some(number)
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        let Outcome::Users(people) = outcome else {
            return Reaction::Nothing;
        };
        let people = people.map(|people| match self.asked.got.take() {
            Some(before) => before.with(people),
            None => Users::of(people),
        });
        self.asked.take(number, people, cx)
    }

    fn is_reading(&self) -> bool {
        self.asked.got.is_none()
    }

    fn heads(&self, of: &Of) -> Vec<Line> {
        let list = self.users().map_or(List::Active, |users| users.list);
        vec![telling::heads(list, of.sight)]
    }

    fn rows(&self, _of: &Of) -> usize {
        self.users().map_or(1, |users| users.shown.len().max(1))
    }

    fn row(&self, at: usize, of: &Of) -> Row {
        let Some((users, person)) = self.users().and_then(|users| users.at(at)) else {
            let nothing = of.sight.words.text(self.says_of_nobody());
            return Row::new(vec![Line::Text(nothing, Ink::Faint)]);
        };
        let is_sealed = users.people.sealed.contains(&person.key);
        let mut lines = vec![telling::line(person, users.list, is_sealed, of.sight)];
        if users.folded.contains(&person.key.id) {
            lines.extend(telling::folded(person, of.sight));
        }
        Row {
            lines,
            is_marked: users.marked.contains(&person.key.id),
        }
    }

    fn menu(&self, at: usize, of: &Of) -> Option<Menu> {
        let users = self.users()?;
        Some(menu::of(users.list, &users.chosen(at), of))
    }

    fn offers(&self, action: Action, _of: &Of) -> Offer {
        let has_rows = self.users().is_some_and(|users| !users.shown.is_empty());
        match action {
            Action::Filter | Action::KeepFilter | Action::ClearFilter | Action::DeletedUsers => {
                Offer::Yes
            }
            Action::Mark | Action::MarkAll | Action::Expand if has_rows => Offer::Yes,
            _ => Offer::Absent,
        }
    }

    fn act(&mut self, action: Action, at: usize, _of: &Of, _cx: &mut Cx) -> Option<Reaction> {
        let users = self.asked.got.as_mut()?;
        match action {
            Action::Filter | Action::KeepFilter | Action::ClearFilter => users.filter_act(action),
            Action::Back if users.has_filter() => users.filter_act(Action::ClearFilter),
            Action::Back if !users.marked.is_empty() => users.marked.clear(),
            Action::Mark => users.turn_mark(at),
            Action::MarkAll => users.mark_all(),
            Action::Expand => users.fold(at),
            Action::DeletedUsers => users.turn_list(),
            _ => return None,
        }
        Some(Reaction::Redraw)
    }

    fn seek(&mut self, id: &str) -> Option<usize> {
        self.asked.got.as_mut()?.seek(id)
    }

    fn filter(&self) -> Option<(&TextLine, bool)> {
        self.users()?.filter_line()
    }

    fn typed(&mut self, typed: &Typed) -> Reaction {
        let users = self.asked.got.as_mut();
        users.map_or(Reaction::Nothing, |users| users.typed(typed))
    }

    fn remark(&self) -> Option<Remark> {
        self.users()?.remark()
    }
}

impl UsersPart {
    fn users(&self) -> Option<&Users> {
        self.asked.got.as_ref()
    }

    fn says_of_nobody(&self) -> &'static str {
        match self.users() {
            Some(users) if users.has_filter() => "people-no-hits",
            Some(users) if users.list == List::Deleted => "people-none-deleted",
            _ => "people-none",
        }
    }
}

/// Which of the users are in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// Those who can sign in.
    Active,
    /// Those who were deleted and can be restored.
    Deleted,
}

impl List {
    fn has(self, person: &Person) -> bool {
        (person.life == Life::Active) == (self == List::Active)
    }
}

/// The users, those that are in sight, and what is marked.
struct Users {
    people: People,
    list: List,
    /// Places of those that are shown, in order.
    shown: Vec<usize>,
    /// IDs of those that are marked: all of the list in sight.
    marked: BTreeSet<String>,
    /// IDs of those that are folded open.
    folded: BTreeSet<String>,
    filter: TextLine,
    has_focus: bool,
}

impl Users {
    fn of(people: People) -> Self {
        let mut users = Self {
            people,
            list: List::Active,
            shown: Vec::new(),
            marked: BTreeSet::new(),
            folded: BTreeSet::new(),
            filter: TextLine::default(),
            has_focus: false,
        };
        users.choose();
        users
    }

    /// The users as they are now, under the same filter; whoever went to the other list is not marked any more.
    fn with(self, people: People) -> Self {
        let mut users = Self { people, ..self };
        let here = users
            .people
            .all
            .iter()
            .filter(|person| users.list.has(person));
        let ids: BTreeSet<&str> = here.map(|person| person.key.id.as_str()).collect();
        users.marked.retain(|id| ids.contains(id.as_str()));
        users.choose();
        users
    }

    /// The row of a user, in whichever of the two lists it stands.
    fn seek(&mut self, id: &str) -> Option<usize> {
        let place = self
            .people
            .all
            .iter()
            .position(|person| person.key.id == id)?;
        if !self.list.has(&self.people.all[place]) {
            self.turn_list();
        }
        self.shown.iter().position(|shown| *shown == place)
    }

    fn has_filter(&self) -> bool {
        !self.filter.is_empty()
    }

    /// Begins, keeps or clears the filter.
    fn filter_act(&mut self, action: Action) {
        self.has_focus = action == Action::Filter;
        if action == Action::ClearFilter {
            self.filter = TextLine::default();
            self.choose();
        }
    }

    fn typed(&mut self, typed: &Typed) -> Reaction {
        match typed.into_line(&mut self.filter) {
            Edited::Not => return Reaction::Nothing,
            Edited::Moved => {}
            Edited::Changed | Edited::Refused(_) => self.choose(),
        }
        Reaction::Redraw
    }

    /// The line that is typed into, while there is one.
    fn filter_line(&self) -> Option<(&TextLine, bool)> {
        (self.has_focus || self.has_filter()).then_some((&self.filter, self.has_focus))
    }

    /// One of those that are shown.
    fn at(&self, at: usize) -> Option<(&Self, &Person)> {
        let person = self.people.all.get(*self.shown.get(at)?)?;
        Some((self, person))
    }

    /// Those whom the menu is about: all that are marked, else the one under the cursor.
    fn chosen(&self, at: usize) -> Vec<&Person> {
        if self.marked.is_empty() {
            return self.at(at).map(|(_, person)| person).into_iter().collect();
        }
        let all = self.people.all.iter();
        all.filter(|person| self.marked.contains(&person.key.id))
            .collect()
    }

    fn turn_mark(&mut self, at: usize) {
        let Some(id) = self.at(at).map(|(_, person)| person.key.id.clone()) else {
            return;
        };
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
    }

    /// Marks all that are shown; should all of them be marked already, takes their marks away.
    fn mark_all(&mut self) {
        let shown = self.shown.iter().filter_map(|at| self.people.all.get(*at));
        let ids: Vec<String> = shown.map(|person| person.key.id.clone()).collect();
        if ids.iter().all(|id| self.marked.contains(id)) {
            self.marked.retain(|id| !ids.contains(id));
        } else {
            self.marked.extend(ids);
        }
    }

    fn fold(&mut self, at: usize) {
        let Some(id) = self.at(at).map(|(_, person)| person.key.id.clone()) else {
            return;
        };
        if !self.folded.remove(&id) {
            self.folded.insert(id);
        }
    }

    /// To the deleted ones, or back. What was marked in the one list has no sense in the other.
    fn turn_list(&mut self) {
        self.list = match self.list {
            List::Active => List::Deleted,
            List::Deleted => List::Active,
        };
        self.marked.clear();
        self.choose();
    }

    /// How many are shown, how many there are besides, and how many are marked.
    fn remark(&self) -> Option<Remark> {
        if self.people.all.is_empty() {
            return None;
        }
        let here = self
            .people
            .all
            .iter()
            .filter(|person| self.list.has(person));
        let here = here.count();
        let there = self.people.all.len() - here;
        let (shown, sealed) = (self.shown.len(), self.people.sealed.len());
        let counted = match self.list {
            List::Active => {
                say!(
                    "people-count",
                    shown = shown,
                    n = here,
                    deleted = there,
                    sealed = sealed
                )
            }
            List::Deleted => say!("people-count-deleted", shown = shown, n = here),
        };
        let is_shown = |person: &Person| self.marked.contains(&person.key.id);
        let seen = self.shown.iter().filter_map(|at| self.people.all.get(*at));
        let hidden = self.marked.len() - seen.filter(|person| is_shown(person)).count();
        let marked = match (self.marked.len(), hidden) {
            (0, _) => None,
            (marked, 0) => Some(say!("list-marked", n = marked)),
            (marked, hidden) => Some(say!("list-marked-hidden", n = marked, hidden = hidden)),
        };
        let message = match marked {
            Some(marked) => say!("people-count-marked", marked = marked, counted = counted),
            None => counted,
        };
        Some(Remark {
            tone: Tone::Note,
            message,
        })
    }

    fn choose(&mut self) {
        let wanted = fold(self.filter.text());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let matches = |person: &Person| {
            self.list.has(person) && words.iter().all(|word| person.folded.contains(word))
        };
        let people = self.people.all.iter().enumerate();
        self.shown = people
            .filter(|(_, person)| matches(person))
            .map(|(place, _)| place)
            .collect();
    }
}
