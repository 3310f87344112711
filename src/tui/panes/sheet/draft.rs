//! A message that came of an operation: it is on the clipboard, and stands here to be read.

use crate::tui::action::Action;
use crate::tui::pane::{Cx, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::wrap::wrapped;

/// The text, as it went to the clipboard.
pub(super) struct Written {
    text: String,
    scroll: Scroll,
}

impl Written {
    pub(super) fn new(text: String) -> Self {
        Self {
            text,
            scroll: Scroll::default(),
        }
    }

    pub(super) fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match action {
            Action::Back => Reaction::Close,
            _ => {
                let lines = self.lines(cx.sight.area.width).len();
                let page = usize::from(cx.sight.area.height);
                match self.scroll.go(action, lines, page) {
                    true => Reaction::Redraw,
                    false => Reaction::Nothing,
                }
            }
        }
    }

    pub(super) fn draw(&self, pen: &mut Pen, _sight: &Sight) {
        let lines = self.lines(pen.width());
        let page = usize::from(pen.height());
        let top = self.scroll.top(lines.len(), page);
        for (y, line) in (0..).zip(lines.iter().skip(top).take(page)) {
            pen.text(2, y, line, Ink::Plain);
        }
    }

    /// As many lines as the screen needs for it; the clipboard has every line whole.
    fn lines(&self, width: u16) -> Vec<String> {
        let room = width.saturating_sub(4);
        let each = self.text.lines();
        each.flat_map(|line| match line.is_empty() {
            true => vec![String::new()],
            false => wrapped(line, room),
        })
        .collect()
    }
}
