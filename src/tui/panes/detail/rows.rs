//! A cursor among rows of several lines, and the window of lines that is on the screen. Only the rows of the window are
//! ever made, so that thousands cost no more than a screenful.

use crate::tui::action::Action;

/// Where the cursor stands, and which line is the first on the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RowCursor {
    /// The row under the cursor.
    pub(super) at: usize,
    /// The first row on the screen.
    top: usize,
    /// So many of its lines are above the screen.
    skipped: usize,
}

/// What is on the screen: a row, and how many of its lines are above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) top: usize,
    pub(super) skipped: usize,
}

impl RowCursor {
    /// On a row.
    pub(super) fn on(row: usize) -> Self {
        Self {
            at: row,
            ..Self::default()
        }
    }

    /// Moves as an action says among `rows`, with `page` lines on a screen. A row that is higher than the screen is read
    /// line by line before the next one. `None`: the action does not move.
    pub(super) fn moved(
        self,
        action: Action,
        rows: usize,
        page: usize,
        height: &dyn Fn(usize) -> usize,
    ) -> Option<Self> {
        let page = page.max(1);
        let last = rows.saturating_sub(1);
        let mut moved = self.following(rows, page, height);
        match action {
            Action::First => moved.go_to(0),
            Action::Last => {
                moved.go_to(last);
                moved.skipped = height(last).saturating_sub(page);
                moved.top = last;
            }
            Action::Down => moved.forward(1, last, page, height),
            Action::Up => moved.back(1),
            Action::PageDown => moved.forward(page, last, page, height),
            Action::PageUp => moved.back(page),
            Action::HalfDown => moved.forward(page.div_ceil(2), last, page, height),
            Action::HalfUp => moved.back(page.div_ceil(2)),
            _ => return None,
        }
        Some(moved.following(rows, page, height))
    }

    fn go_to(&mut self, row: usize) {
        self.at = row;
        self.top = self.top.min(row);
        self.skipped = 0;
    }

    /// So many lines of a high row, else so many lines' worth of rows.
    fn forward(&mut self, lines: usize, last: usize, page: usize, height: &dyn Fn(usize) -> usize) {
        let hidden = self.hidden_below(page, height);
        if hidden > 0 {
            self.top = self.at;
            self.skipped += lines.min(hidden);
            return;
        }
        let mut passed = 0;
        while passed < lines && self.at < last {
            passed += height(self.at);
            self.at += 1;
        }
    }

    fn back(&mut self, lines: usize) {
        if self.top == self.at && self.skipped > 0 {
            self.skipped = self.skipped.saturating_sub(lines);
            return;
        }
        // Rows above the screen are not made to be measured: a page back may be a little less than one.
        self.at = self.at.saturating_sub(lines);
        self.skipped = 0;
    }

    /// Lines of the row under the cursor below the screen, when it is too high for it.
    fn hidden_below(&self, page: usize, height: &dyn Fn(usize) -> usize) -> usize {
        let whole = height(self.at);
        if whole <= page {
            return 0;
        }
        let skipped = if self.top == self.at { self.skipped } else { 0 };
        whole.saturating_sub(skipped + page)
    }

    /// The same row, with the window where it is seen and no line is wasted at the end.
    pub(super) fn following(
        self,
        rows: usize,
        page: usize,
        height: &dyn Fn(usize) -> usize,
    ) -> Self {
        let page = page.max(1);
        let last = rows.saturating_sub(1);
        let at = self.at.min(last);
        let mut top = self.top.min(at);
        let mut skipped = if top == at { self.skipped } else { 0 };
        // From the cursor upward as many rows as there is room for: the window begins no earlier.
        let mut first = at;
        let mut room = page.saturating_sub(height(at));
        while first > top && height(first - 1) <= room {
            first -= 1;
            room -= height(first);
        }
        top = first;
        if top == at {
            skipped = skipped.min(height(at).saturating_sub(page));
        }
        // At the end: as many rows above as fit.
        if skipped == 0 {
            let mut below: usize = 0;
            let mut row = top;
            while row <= last && below < page {
                below += height(row);
                row += 1;
            }
            while top > 0 && below + height(top - 1) <= page {
                top -= 1;
                below += height(top);
            }
        }
        Self { at, top, skipped }
    }

    pub(super) fn window(self) -> Window {
        Window {
            top: self.top,
            skipped: self.skipped,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn go(cursor: RowCursor, action: Action, heights: &[usize], page: usize) -> RowCursor {
        let height = |row: usize| heights.get(row).copied().unwrap_or(0);
        cursor.moved(action, heights.len(), page, &height).unwrap()
    }

    #[test]
    fn rows_of_one_line_move_like_a_list() {
        let heights = [1; 20];
        let mut cursor = RowCursor::default();
        for _ in 0..7 {
            cursor = go(cursor, Action::Down, &heights, 5);
        }
        assert_eq!((cursor.at, cursor.top), (7, 3));
        cursor = go(cursor, Action::Last, &heights, 5);
        assert_eq!((cursor.at, cursor.top), (19, 15));
        cursor = go(cursor, Action::PageUp, &heights, 5);
        assert_eq!((cursor.at, cursor.top), (14, 14));
        cursor = go(cursor, Action::First, &heights, 5);
        assert_eq!((cursor.at, cursor.top), (0, 0));
    }

    #[test]
    fn a_row_higher_than_the_screen_is_read_line_by_line() {
        let heights = [1, 12, 1];
        let mut cursor = go(RowCursor::default(), Action::Down, &heights, 5);
        assert_eq!((cursor.at, cursor.top, cursor.skipped), (1, 1, 0));
        for skipped in 1..=7 {
            cursor = go(cursor, Action::Down, &heights, 5);
            assert_eq!((cursor.at, cursor.skipped), (1, skipped));
        }
        cursor = go(cursor, Action::Down, &heights, 5);
        assert_eq!(cursor.at, 2);
        let only = go(RowCursor::default(), Action::Last, &[12], 5);
        assert_eq!((only.at, only.skipped), (0, 7));
    }

    proptest! {
        #[test]
        fn the_row_under_the_cursor_is_always_seen(
            heights in proptest::collection::vec(1_usize..9, 1..30),
            page in 1_usize..12,
            keys in proptest::collection::vec(0_usize..8, 0..60),
        ) {
            let actions = [
                Action::Down, Action::Up, Action::PageDown, Action::PageUp, Action::HalfDown, Action::HalfUp,
                Action::First, Action::Last,
            ];
            let mut cursor = RowCursor::default();
            for key in keys {
                cursor = go(cursor, actions[key], &heights, page);
                prop_assert!(cursor.at < heights.len());
                let above: usize = heights[cursor.top..cursor.at].iter().sum();
                prop_assert!(above.saturating_sub(cursor.skipped) < page);
                if heights[cursor.at] <= page {
                    prop_assert!(above + heights[cursor.at] <= page + cursor.skipped);
                }
            }
        }
    }
}
