//! The order of the list, and the small menu in which it is chosen. Choosing the column that already sorts turns the
//! direction round.

use crate::search::{Direction, Sort, SortField};
use crate::tui::action::Action;

/// The order, and the menu while it is open.
#[derive(Default)]
pub(super) struct Sorting {
    pub(super) sort: Sort,
    /// The line of the menu under the cursor.
    menu: Option<usize>,
}

/// What came of an action in the menu.
pub(super) struct Chosen {
    /// The order is another one now.
    pub(super) is_new: bool,
}

impl Sorting {
    pub(super) fn is_open(&self) -> bool {
        self.menu.is_some()
    }

    pub(super) fn open(&mut self) {
        let now = |field: &SortField| *field == self.sort.field;
        self.menu = SortField::ALL.iter().position(now);
    }

    pub(super) fn close(&mut self) {
        self.menu = None;
    }

    /// The fields of the menu, each with whether the cursor is on it; nothing while it is closed.
    pub(super) fn lines(&self) -> impl Iterator<Item = (SortField, bool)> {
        let at = self.menu;
        let shown = at.map_or(&[][..], |_| &SortField::ALL[..]);
        let lines = shown.iter().enumerate();
        lines.map(move |(place, field)| (*field, Some(place) == at))
    }

    /// Takes an action when the menu is open.
    pub(super) fn act(&mut self, action: Action) -> Option<Chosen> {
        let at = self.menu?;
        let last = SortField::ALL.len() - 1;
        match action {
            Action::Down | Action::Sort => self.menu = Some(if at == last { 0 } else { at + 1 }),
            Action::Up => self.menu = Some(if at == 0 { last } else { at - 1 }),
            Action::Accept => {
                self.choose(SortField::ALL[at.min(last)]);
                self.menu = None;
                return Some(Chosen { is_new: true });
            }
            _ => return None,
        }
        Some(Chosen { is_new: false })
    }

    fn choose(&mut self, field: SortField) {
        let is_same = self.sort.field == field;
        let direction = match (is_same, self.sort.direction) {
            (true, Direction::Ascending) => Direction::Descending,
            (true, Direction::Descending) => Direction::Ascending,
            // The largest and the newest are what one looks for in these.
            (false, _) if matches!(field, SortField::Seats | SortField::Changed) => {
                Direction::Descending
            }
            (false, _) => Direction::Ascending,
        };
        self.sort = Sort { field, direction };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choosing_the_same_column_again_turns_the_direction_round() {
        let mut sorting = Sorting::default();
        sorting.open();
        sorting.act(Action::Accept);
        assert_eq!(sorting.sort.direction, Direction::Descending);
        sorting.open();
        sorting.act(Action::Accept);
        assert_eq!(sorting.sort, Sort::default());
    }

    #[test]
    fn seats_come_largest_first() {
        let mut sorting = Sorting::default();
        sorting.open();
        for _ in 0..5 {
            sorting.act(Action::Down);
        }
        sorting.act(Action::Accept);
        assert_eq!(sorting.sort.field, SortField::Seats);
        assert_eq!(sorting.sort.direction, Direction::Descending);
        assert!(!sorting.is_open());
    }
}
