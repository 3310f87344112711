//! Text of several lines that is typed into: notes. Each line is a [`TextLine`]; arrows go from line to line, and out of
//! the text at its first and last one.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::tui::theme::Ink;

use super::Focus;
use super::choice::Step;
use super::pen::Pen;
use super::scroll::Cursor;
use super::text::{Edited, TextLine};
use super::typed::Typed;

/// More lines than this scroll.
const MOST_SHOWN: usize = 5;

/// Text of several lines. There is always at least one.
#[derive(Debug, Clone)]
pub struct TextLines {
    lines: Vec<TextLine>,
    at: usize,
    text: String,
}

impl TextLines {
    /// A text as it came; the cursor stands behind it.
    pub fn new(text: &str) -> Self {
        let lines: Vec<TextLine> = text.split('\n').map(TextLine::new).collect();
        Self {
            at: lines.len() - 1,
            lines,
            text: text.to_owned(),
        }
    }

    /// What it says, lines parted by a line feed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes letters; deleting at the edge of a line joins it to the next one, a pasted line break parts it.
    pub fn typed(&mut self, typed: &Typed) -> Edited {
        let edited = match typed {
            Typed::Paste(pasted) => self.paste(pasted),
            Typed::Key(key) if self.joins(*key) => Edited::Changed,
            Typed::Key(_) => typed.into_line(&mut self.lines[self.at]),
        };
        self.settle();
        edited
    }

    /// Parts the line at the cursor.
    pub fn part(&mut self) {
        let line = &mut self.lines[self.at];
        let rest = line.split_off_at_cursor();
        self.at += 1;
        self.lines.insert(self.at, TextLine::at_start(&rest));
        self.settle();
    }

    /// To the next line, or the one before; `false` at the edge of the text.
    pub fn step(&mut self, step: Step) -> bool {
        let at = match step {
            Step::On => self.at + 1,
            Step::Back => self.at.wrapping_sub(1),
        };
        let is_inside = at < self.lines.len();
        if is_inside {
            self.at = at;
        }
        is_inside
    }

    /// How many lines are shown.
    pub fn shown(&self) -> u16 {
        u16::try_from(self.lines.len().min(MOST_SHOWN)).unwrap_or(1)
    }

    /// Draws the lines around the cursor, from a line of the pen on.
    pub fn draw(&self, pen: &mut Pen, x: u16, y: u16, columns: u16, focus: Focus) {
        let cursor = Cursor {
            at: if focus == Focus::Here { self.at } else { 0 },
            top: 0,
        };
        let top = cursor.following(self.lines.len(), MOST_SHOWN).top;
        let window = self.lines.iter().enumerate().skip(top).take(MOST_SHOWN);
        for (y, (place, line)) in (y..).zip(window) {
            if place == self.at && focus == Focus::Here {
                pen.line(x, y, columns, line, true);
            } else {
                pen.text_in(x, y, columns, line.text(), Ink::Plain);
            }
        }
    }

    fn paste(&mut self, pasted: &str) -> Edited {
        let mut edited = Edited::Moved;
        let pasted = pasted.replace("\r\n", "\n").replace('\r', "\n");
        for (place, part) in pasted.trim_end_matches('\n').split('\n').enumerate() {
            if place > 0 {
                self.part();
                edited = worse(edited, Edited::Changed);
            }
            edited = worse(edited, self.lines[self.at].paste(part));
        }
        edited
    }

    /// Whether a key joins two lines, and joins them.
    fn joins(&mut self, key: KeyEvent) -> bool {
        if key.modifiers != KeyModifiers::NONE {
            return false;
        }
        let line = &self.lines[self.at];
        match key.code {
            KeyCode::Backspace if line.is_at_start() && self.at > 0 => {
                let rest = self.lines.remove(self.at);
                self.at -= 1;
                self.lines[self.at] = TextLine::joined(self.lines[self.at].text(), rest.text());
                true
            }
            KeyCode::Delete if line.is_at_end() && self.at + 1 < self.lines.len() => {
                let rest = self.lines.remove(self.at + 1);
                self.lines[self.at] = TextLine::joined(self.lines[self.at].text(), rest.text());
                true
            }
            _ => false,
        }
    }

    fn settle(&mut self) {
        let lines: Vec<&str> = self.lines.iter().map(TextLine::text).collect();
        self.text = lines.join("\n");
    }
}

/// Of what two parts of a paste did, what is to be told.
fn worse(one: Edited, other: Edited) -> Edited {
    match (one, other) {
        (Edited::Refused(one), Edited::Refused(other)) => Edited::Refused(one + other),
        (Edited::Refused(many), _) | (_, Edited::Refused(many)) => Edited::Refused(many),
        (Edited::Changed, _) | (_, Edited::Changed) => Edited::Changed,
        _ => other,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::{Position, Size};

    use super::*;
    use crate::tui::widgets::drawn;

    fn press(lines: &mut TextLines, code: KeyCode) -> Edited {
        lines.typed(&Typed::Key(KeyEvent::new(code, KeyModifiers::NONE)))
    }

    #[test]
    fn a_line_is_parted_and_joined_again_at_the_same_letter() {
        let mut lines = TextLines::new("calls on Mondays");
        for _ in 0.."Mondays".len() {
            press(&mut lines, KeyCode::Left);
        }
        lines.part();
        assert_eq!(lines.text(), "calls on \nMondays");
        assert_eq!(press(&mut lines, KeyCode::Backspace), Edited::Changed);
        press(&mut lines, KeyCode::Char('!'));
        assert_eq!(lines.text(), "calls on !Mondays");
    }

    #[test]
    fn a_paste_of_lines_stays_lines_and_counts_what_it_left_out() {
        let mut lines = TextLines::new("a");
        let pasted = Typed::Paste("b\u{200b}\r\nc\u{202e}\r\n".to_owned());
        assert_eq!(lines.typed(&pasted), Edited::Refused(2));
        assert_eq!(lines.text(), "ab\nc");
    }

    #[test]
    fn arrows_leave_the_text_only_at_its_edges() {
        let mut lines = TextLines::new("a\nb");
        assert!(!lines.step(Step::On));
        assert!(lines.step(Step::Back));
        assert!(!lines.step(Step::Back));
        assert_eq!(press(&mut lines, KeyCode::Delete), Edited::Changed);
        assert_eq!(lines.text(), "ab");
    }

    #[test]
    fn the_line_with_the_cursor_is_seen() {
        let lines = TextLines::new("1\n2\n3\n4\n5\n6\n7");
        let (text, cursor) = drawn(Size::new(4, 5), |pen| lines.draw(pen, 0, 0, 4, Focus::Here));
        assert_eq!(text, "3\n4\n5\n6\n7");
        assert_eq!(cursor, Some(Position::new(1, 4)));
        let (text, _) = drawn(Size::new(4, 5), |pen| {
            lines.draw(pen, 0, 0, 4, Focus::Elsewhere)
        });
        assert_eq!(text, "1\n2\n3\n4\n5");
    }
}
