//! Where everything stands on a screen of a given size: the three fixed places (top line, message line, hints) and what
//! is left for panes. From the size alone, so that where a key goes never depends on what was drawn last.

use ratatui::layout::{Rect, Size};

/// From this width on, the list and the account under its cursor stand side by side.
pub const SIDE_BY_SIDE: u16 = 140;

/// Where everything stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The top line: where one is.
    pub top: Rect,
    /// The whole room for a pane.
    pub body: Rect,
    /// The line above the hints: the only place where the program speaks.
    pub message: Rect,
    /// The bottom line: what one can do here.
    pub hints: Rect,
    /// The columns of list and detail when they stand side by side.
    pub sides: Option<Sides>,
}

/// The list, the line between, the detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// The top line over the list.
    pub top: Rect,
    /// The list.
    pub list: Rect,
    /// The one column between.
    pub line: Rect,
    /// The detail; its own title stands in its first line, beside the top line.
    pub detail: Rect,
}

impl Layout {
    /// The places on a screen of a size. Where there is no room the less needed get none: first the hints go, then the
    /// message line, then the top line.
    pub fn of(size: Size) -> Self {
        let Size { width, height } = size;
        let hints = u16::from(height >= 4);
        let message = u16::from(height >= 3);
        let top = u16::from(height >= 2);
        let body = height - top - message - hints;
        let line = |y, lines| Rect::new(0, y, width, lines);
        let layout = Self {
            top: line(0, top),
            body: line(top, body),
            message: line(top + body, message),
            hints: line(top + body + message, hints),
            sides: None,
        };
        Self {
            sides: (width >= SIDE_BY_SIDE && body > 0).then(|| Sides::of(&layout)),
            ..layout
        }
    }
}

impl Sides {
    fn of(layout: &Layout) -> Self {
        let left = layout.body.width * 3 / 5;
        let height = layout.top.height + layout.body.height;
        let right = layout.body.width - left - 1;
        Self {
            top: Rect {
                width: left,
                ..layout.top
            },
            list: Rect {
                width: left,
                ..layout.body
            },
            line: Rect::new(left, 0, 1, height),
            detail: Rect::new(left + 1, 0, right, height),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_fill_the_screen_and_never_overlap() {
        for height in 0..30 {
            for width in [0, 1, 20, 80, 139, 140, 200] {
                let layout = Layout::of(Size { width, height });
                let lines: u16 = [layout.top, layout.body, layout.message, layout.hints]
                    .iter()
                    .map(|place| place.height)
                    .sum();
                assert_eq!(lines, height);
                if let Some(sides) = layout.sides {
                    assert_eq!(sides.list.width + 1 + sides.detail.width, width);
                }
            }
        }
    }
}
