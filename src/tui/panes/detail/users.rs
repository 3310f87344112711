//! The users section: active ones first, then those who were deleted and can be restored; filtered as one types.

use crate::account::text::fold;
use crate::account::user::Life;
use crate::say;
use crate::tui::action::Action;
use crate::tui::message_line::Tone;
use crate::tui::pane::{Reaction, Remark, Sight};
use crate::tui::panes::telling::short_domain;
use crate::tui::theme::Ink;
use crate::tui::widgets::text::{Edited, TextLine};
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{People, Person};

use super::view::{Cell, Line, Shares};

/// Names get most, then remarks.
const SHARES: Shares = [30, 38, 8, 24];

/// The users, those that the filter shows, and the filter.
pub(super) struct Users {
    people: People,
    /// Places of those that are shown, in order.
    shown: Vec<usize>,
    filter: TextLine,
    has_focus: bool,
}

impl Users {
    pub(super) fn of(people: People) -> Self {
        let shown = (0..people.all.len()).collect();
        Self {
            people,
            shown,
            filter: TextLine::default(),
            has_focus: false,
        }
    }

    /// The users as they are now, under the same filter.
    pub(super) fn with(self, people: People) -> Self {
        let mut users = Self { people, ..self };
        users.choose();
        users
    }

    pub(super) fn is_filtering(&self) -> bool {
        self.has_focus
    }

    pub(super) fn has_filter(&self) -> bool {
        !self.filter.is_empty()
    }

    /// Begins, keeps or clears the filter.
    pub(super) fn filter_act(&mut self, action: Action) -> Reaction {
        self.has_focus = action == Action::Filter;
        if action == Action::ClearFilter {
            self.filter = TextLine::default();
            self.choose();
        }
        Reaction::Redraw
    }

    pub(super) fn typed(&mut self, typed: &Typed) -> Reaction {
        match typed.into_line(&mut self.filter) {
            Edited::Not => return Reaction::Nothing,
            Edited::Moved => {}
            Edited::Changed | Edited::Refused(_) => self.choose(),
        }
        Reaction::Redraw
    }

    /// The line that is typed into, while there is one.
    pub(super) fn filter_line(&self) -> Option<(&TextLine, bool)> {
        (self.has_focus || self.has_filter()).then_some((&self.filter, self.has_focus))
    }

    /// How many are shown, and how many first passwords wait.
    pub(super) fn remark(&self) -> Option<Remark> {
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

    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    /// The lines of some of those that are shown.
    pub(super) fn lines(&self, from: usize, count: usize, sight: &Sight) -> Vec<Line> {
        if self.shown.is_empty() {
            let id = if self.has_filter() {
                "people-no-hits"
            } else {
                "people-none"
            };
            return vec![Line::Text(sight.words.text(id), Ink::Faint)];
        }
        let window = self.shown.iter().skip(from).take(count);
        let people = window.filter_map(|place| self.people.all.get(*place));
        people.map(|person| self.line(person, sight)).collect()
    }

    /// The heads over the lines.
    pub(super) fn heads(&self, sight: &Sight) -> Line {
        let head = |id| Cell::new(sight.words.text(id), Ink::Faint);
        Line::cells(
            SHARES,
            [
                head("people-name"),
                head("people-sign-in"),
                head("people-location"),
                head("people-state"),
            ],
        )
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
