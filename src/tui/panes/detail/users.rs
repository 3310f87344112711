//! The users section: active ones first, then those who were deleted and can be restored; filtered as one types.

use crate::account::record::CustomerId;
use crate::account::text::fold;
use crate::account::user::Life;
use crate::say;
use crate::tui::action::Action;
use crate::tui::message_line::Tone;
use crate::tui::pane::{Cx, Offer, Reaction, Remark, Sight};
use crate::tui::panes::telling::short_domain;
use crate::tui::theme::Ink;
use crate::tui::widgets::text::{Edited, TextLine};
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Number, Outcome, People, Person, Read};

use super::Asked;
use super::part::{Of, Part, Row};
use super::view::{Cell, Line, Shares};

/// Names get most, then remarks.
const SHARES: Shares = [30, 38, 8, 24];

/// The users, active and deleted.
#[derive(Default)]
pub(super) struct UsersPart {
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
        let head = |id| Cell::new(of.sight.words.text(id), Ink::Faint);
        vec![Line::cells(
            SHARES,
            [
                head("people-name"),
                head("people-sign-in"),
                head("people-location"),
                head("people-state"),
            ],
        )]
    }

    fn rows(&self, _of: &Of) -> usize {
        self.users().map_or(1, |users| users.shown.len().max(1))
    }

    fn row(&self, at: usize, of: &Of) -> Row {
        let line = match self.users().and_then(|users| users.at(at)) {
            Some((users, person)) => users.line(person, of.sight),
            None => {
                let has_filter = self.users().is_some_and(Users::has_filter);
                let id = if has_filter {
                    "people-no-hits"
                } else {
                    "people-none"
                };
                Line::Text(of.sight.words.text(id), Ink::Faint)
            }
        };
        Row::new(vec![line])
    }

    fn offers(&self, action: Action, _of: &Of) -> Offer {
        match action {
            Action::Filter | Action::KeepFilter | Action::ClearFilter => Offer::Yes,
            _ => Offer::Absent,
        }
    }

    fn act(&mut self, action: Action, _at: usize, _of: &Of, _cx: &mut Cx) -> Option<Reaction> {
        let users = self.asked.got.as_mut()?;
        match action {
            Action::Filter | Action::KeepFilter | Action::ClearFilter => {
                Some(users.filter_act(action))
            }
            Action::Back if users.has_filter() => Some(users.filter_act(Action::ClearFilter)),
            _ => None,
        }
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
}

/// The users, those that the filter shows, and the filter.
struct Users {
    people: People,
    /// Places of those that are shown, in order.
    shown: Vec<usize>,
    filter: TextLine,
    has_focus: bool,
}

impl Users {
    fn of(people: People) -> Self {
        let shown = (0..people.all.len()).collect();
        Self {
            people,
            shown,
            filter: TextLine::default(),
            has_focus: false,
        }
    }

    /// The users as they are now, under the same filter.
    fn with(self, people: People) -> Self {
        let mut users = Self { people, ..self };
        users.choose();
        users
    }

    fn has_filter(&self) -> bool {
        !self.filter.is_empty()
    }

    /// Begins, keeps or clears the filter.
    fn filter_act(&mut self, action: Action) -> Reaction {
        self.has_focus = action == Action::Filter;
        if action == Action::ClearFilter {
            self.filter = TextLine::default();
            self.choose();
        }
        Reaction::Redraw
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

    /// How many are shown, and how many first passwords wait.
    fn remark(&self) -> Option<Remark> {
        if self.people.all.is_empty() {
            return None;
        }
        let deleted = self
            .people
            .all
            .iter()
            .filter(|person| person.life != Life::Active);
        let message = say!(
            "people-count",
            shown = self.shown.len(),
            n = self.people.all.len(),
            deleted = deleted.count(),
            sealed = self.people.sealed.len()
        );
        Some(Remark {
            tone: Tone::Note,
            message,
        })
    }

    /// One of those that are shown.
    fn at(&self, at: usize) -> Option<(&Self, &Person)> {
        let person = self.people.all.get(*self.shown.get(at)?)?;
        Some((self, person))
    }

    fn line(&self, person: &Person, sight: &Sight) -> Line {
        let ink = match person.life {
            Life::Active => Ink::Plain,
            Life::Deleted(_) | Life::Purged => Ink::Faint,
        };
        Line::cells(
            SHARES,
            [
                Cell::new(&person.display_name, ink),
                Cell::new(short_domain(&person.sign_in_name, sight.cloud), ink),
                Cell::new(&person.location, ink),
                Cell::new(self.state(person, sight), ink),
            ],
        )
    }

    fn state(&self, person: &Person, sight: &Sight) -> String {
        let mut parts = Vec::new();
        match person.life {
            Life::Active => {}
            Life::Deleted(Some(since)) => {
                let day = sight.words.age(since, sight.now, sight.zone);
                parts.push(sight.words.say(&say!("people-deleted-since", day = day)));
            }
            Life::Deleted(None) | Life::Purged => parts.push(sight.words.text("people-deleted")),
        }
        if person.is_synced {
            parts.push(sight.words.text("people-synced"));
        }
        if self.people.sealed.contains(&person.key) {
            parts.push(sight.words.text("people-sealed"));
        }
        parts.join(", ")
    }

    fn choose(&mut self) {
        let wanted = fold(self.filter.text());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let matches = |person: &Person| words.iter().all(|word| person.folded.contains(word));
        let people = self.people.all.iter().enumerate();
        self.shown = people
            .filter(|(_, person)| matches(person))
            .map(|(place, _)| place)
            .collect();
    }
}
