//! Moving through lines: a cursor among so many rows, and the window of them that is on the screen.

use crate::tui::action::Action;

/// A cursor among rows. The window follows it when it is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The row it stands on, counted from 0.
    pub at: usize,
    /// The first row on the screen.
    pub top: usize,
}

impl Cursor {
    /// Moves as an action says among `total` rows, `page` of them on a screen. `None`: the action does not move.
    pub fn moved(self, action: Action, total: usize, page: usize) -> Option<Self> {
        let last = total.saturating_sub(1);
        let page = page.max(1);
        let at = match action {
            Action::Down => self.at + 1,
            Action::Up => self.at.saturating_sub(1),
            Action::First => 0,
            Action::Last => last,
            Action::PageDown => self.at + page,
            Action::PageUp => self.at.saturating_sub(page),
            Action::HalfDown => self.at + page.div_ceil(2),
            Action::HalfUp => self.at.saturating_sub(page.div_ceil(2)),
            _ => return None,
        };
        Some(Self {
            at: at.min(last),
            ..self
        })
    }

    /// The same row, with the window where the cursor is seen in it and no line is wasted at the end.
    #[must_use]
    pub fn following(self, total: usize, page: usize) -> Self {
        let page = page.max(1);
        let at = self.at.min(total.saturating_sub(1));
        let top = self.top.min(total.saturating_sub(page));
        Self {
            at,
            top: top.clamp((at + 1).saturating_sub(page), at),
        }
    }
}

/// Text that is longer than its room: lines move, nothing is chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scroll {
    top: usize,
}

impl Scroll {
    /// Moves as an action says; tells whether it did.
    pub fn go(&mut self, action: Action, lines: usize, page: usize) -> bool {
        let places = lines.saturating_sub(page) + 1;
        let cursor = Cursor {
            at: self.top.min(places - 1),
            top: 0,
        };
        let Some(moved) = cursor.moved(action, places, page) else {
            return false;
        };
        let before = std::mem::replace(&mut self.top, moved.at);
        before != moved.at
    }

    /// The first line on the screen.
    pub fn top(&self, lines: usize, page: usize) -> usize {
        self.top.min(lines.saturating_sub(page))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_stops_at_both_ends() {
        let cursor = Cursor::default();
        assert_eq!(cursor.moved(Action::Up, 5, 3).unwrap().at, 0);
        assert_eq!(cursor.moved(Action::PageDown, 5, 30).unwrap().at, 4);
        assert_eq!(cursor.moved(Action::Last, 0, 3).unwrap().at, 0);
        assert_eq!(cursor.moved(Action::Mark, 5, 3), None);
    }

    #[test]
    fn the_window_follows_the_cursor() {
        let cursor = Cursor { at: 9, top: 0 }.following(20, 5);
        assert_eq!(cursor.top, 5);
        let back = Cursor { at: 2, ..cursor }.following(20, 5);
        assert_eq!(back.top, 2);
        let fewer = Cursor { at: 19, top: 15 }.following(3, 5);
        assert_eq!(fewer, Cursor { at: 2, top: 0 });
    }

    #[test]
    fn text_scrolls_no_further_than_its_end() {
        let mut scroll = Scroll::default();
        assert!(scroll.go(Action::Last, 20, 5));
        assert_eq!(scroll.top(20, 5), 15);
        assert!(!scroll.go(Action::Down, 20, 5));
        assert!(!Scroll::default().go(Action::Down, 3, 5));
    }
}
