//! The one way for text onto the screen. Everything passes [`visible`](crate::account::text::visible) here and is
//! measured and cut as it is shown, so that no view can forget it.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::account::text;
use crate::search::{Highlight, found_in};
use crate::tui::theme::{Ink, Theme};
use crate::words::Signs;

use super::text::TextLine;

/// Writes into one area of the screen; its corner is 0,0. What would stand outside is cut away.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    cursor: &'a mut Option<Position>,
    theme: &'a Theme,
    area: Rect,
}

impl<'a> Pen<'a> {
    /// A pen for the whole buffer. `cursor` is where the terminal's own cursor will stand, when somewhere.
    pub fn new(buffer: &'a mut Buffer, cursor: &'a mut Option<Position>, theme: &'a Theme) -> Self {
        let area = buffer.area;
        Self {
            buffer,
            cursor,
            theme,
            area,
        }
    }

    /// A pen for a part, given in columns and lines of the whole screen.
    pub fn on(&mut self, area: Rect) -> Pen<'_> {
        let area = area.intersection(self.buffer.area);
        Pen {
            buffer: self.buffer,
            cursor: self.cursor,
            theme: self.theme,
            area,
        }
    }

    /// A pen for a part of this one's area, given in its own columns and lines.
    pub fn part(&mut self, part: Rect) -> Pen<'_> {
        let moved = Rect {
            x: self.area.x.saturating_add(part.x),
            y: self.area.y.saturating_add(part.y),
            ..part
        };
        let area = moved.intersection(self.area);
        Pen {
            buffer: self.buffer,
            cursor: self.cursor,
            theme: self.theme,
            area,
        }
    }

    /// Columns to write in.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// Lines to write in.
    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// Writes from a column on, to the edge at the most; gives the column after the text.
    pub fn text(&mut self, x: u16, y: u16, words: &str, ink: Ink) -> u16 {
        self.text_in(x, y, self.area.width.saturating_sub(x), words, ink)
    }

    /// Writes from a column on, in so many columns at the most; `…` says that something was cut. Gives the column after
    /// the text.
    pub fn text_in(&mut self, x: u16, y: u16, columns: u16, words: &str, ink: Ink) -> u16 {
        let columns = columns.min(self.area.width.saturating_sub(x));
        if y >= self.area.height || columns == 0 {
            return x;
        }
        let shown = self.shown(words, columns);
        let (end, _) = self.buffer.set_stringn(
            self.area.x + x,
            self.area.y + y,
            &shown,
            usize::from(columns),
            self.theme.style(ink),
        );
        end - self.area.x
    }

    /// Writes a sign of the program's own, as the theme spells it; gives the column after it.
    pub fn sign(&mut self, x: u16, y: u16, sign: &str, ink: Ink) -> u16 {
        let spelt = self.signs().spelt(sign);
        self.text(x, y, &spelt, ink)
    }

    /// Which signs the theme has.
    pub fn signs(&self) -> Signs {
        self.theme.signs()
    }

    /// Text as it can be shown in so many columns.
    fn shown<'t>(&self, words: &'t str, columns: u16) -> Cow<'t, str> {
        let shown = text::shown_with(words, usize::from(columns), self.signs().cut());
        let has_pictures = self.signs() == Signs::Ascii && shown.contains(is_picture);
        match has_pictures {
            true => Cow::Owned(shown.replace(is_picture, "?")),
            false => shown,
        }
    }

    /// Writes so that the text ends before a column.
    pub fn text_before(&mut self, end: u16, y: u16, columns: u16, words: &str, ink: Ink) {
        let shown = self.shown(words, columns.min(end));
        let width = u16::try_from(text::width(&shown)).unwrap_or(end);
        self.text(end.saturating_sub(width), y, &shown, ink);
    }

    /// Writes as [`Pen::text_in`]; the letters that the needles of a query find get the second ink.
    pub fn found(
        &mut self,
        x: u16,
        y: u16,
        columns: u16,
        words: &str,
        needles: &[Highlight],
        (ink, found): (Ink, Ink),
    ) -> u16 {
        let columns = columns.min(self.area.width.saturating_sub(x));
        let shown = self.shown(words, columns);
        let end = self.text_in(x, y, columns, &shown, ink);
        for range in found_in(&shown, needles) {
            let start = x + self::columns(&shown[..range.start]);
            self.text_in(start, y, end.saturating_sub(start), &shown[range], found);
        }
        end
    }

    /// Gives a part, in this area's own columns and lines, another ink; the text stays.
    pub fn paint(&mut self, part: Rect, ink: Ink) {
        let style = self.theme.style(ink);
        let part = self.part(part);
        part.buffer.set_style(part.area, style);
    }

    /// A frame of a size in the middle of the area, as large as there is room for; gives a pen for its inside.
    pub fn boxed(&mut self, width: u16, height: u16, title: &str) -> Pen<'_> {
        let width = width.min(self.area.width);
        let height = height.min(self.area.height);
        let x = (self.area.width - width) / 2;
        let y = (self.area.height - height) / 2;
        let mut frame = self.part(Rect::new(x, y, width, height));
        frame.clear();
        if width < 2 || height < 2 {
            return self.part(Rect::ZERO);
        }
        let edge = "─".repeat(usize::from(width) - 2);
        frame.sign(0, 0, &format!("┌{edge}┐"), Ink::Faint);
        frame.sign(0, height - 1, &format!("└{edge}┘"), Ink::Faint);
        for line in 1..height - 1 {
            frame.sign(0, line, "│", Ink::Faint);
            frame.sign(width - 1, line, "│", Ink::Faint);
        }
        frame.text_in(
            2,
            0,
            width.saturating_sub(4),
            &format!(" {title} "),
            Ink::Strong,
        );
        self.part(Rect::new(x + 1, y + 1, width - 2, height - 2))
    }

    /// Writes a line that is typed into, in so many columns; the terminal's own cursor stands in it when it has the focus.
    pub fn line(&mut self, x: u16, y: u16, columns: u16, line: &TextLine, has_focus: bool) {
        let area = Rect::new(
            self.area.x.saturating_add(x),
            self.area.y.saturating_add(y),
            columns,
            1,
        );
        let area = area.intersection(self.area);
        let cursor = line.draw(area, self.buffer, self.theme.style(Ink::Plain));
        if has_focus && !area.is_empty() {
            *self.cursor = Some(cursor);
        }
    }

    /// Puts the terminal's own cursor into a column of a line.
    pub fn put_cursor(&mut self, x: u16, y: u16) {
        if x < self.area.width && y < self.area.height {
            *self.cursor = Some(Position::new(self.area.x + x, self.area.y + y));
        }
    }

    /// Clears the area: what lay under it is gone, and with it a wide letter that stands half outside.
    pub fn clear(&mut self) {
        let left = self.area.left().checked_sub(1);
        for (x, y) in left
            .into_iter()
            .flat_map(|x| self.area.rows().map(move |row| (x, row.y)))
        {
            if text::width(self.buffer[(x, y)].symbol()) > 1 {
                self.buffer[(x, y)].set_symbol(" ");
            }
        }
        let ground = self.theme.style(Ink::Plain);
        for y in self.area.top()..self.area.bottom() {
            for x in self.area.left()..self.area.right() {
                self.buffer[(x, y)].reset();
                self.buffer[(x, y)].set_style(ground);
            }
        }
    }
}

/// What stands for a control character.
fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{2400}'..='\u{2421}')
}

/// No screen has so many columns.
const WIDEST: usize = 2_000;

/// Columns that a text will take once it is shown; of a very long one no more than any screen has.
pub fn columns(words: &str) -> u16 {
    u16::try_from(text::width(&text::shown(words, WIDEST))).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(draw: impl FnOnce(&mut Pen)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 2));
        let mut cursor = None;
        draw(&mut Pen::new(&mut buffer, &mut cursor, &Theme::PLAIN));
        buffer.content().iter().map(|cell| cell.symbol()).collect()
    }

    #[test]
    fn what_would_act_on_the_terminal_is_shown_instead() {
        let shown = drawn(|pen| {
            pen.text(0, 0, "a\x1b[31mb", Ink::Plain);
        });
        assert_eq!(shown.trim_end(), "a␛[31mb");
    }

    #[test]
    fn text_is_cut_at_the_edge_and_ends_where_it_must() {
        let shown = drawn(|pen| {
            pen.text(0, 0, "a name of many letters", Ink::Plain);
            pen.text_before(12, 1, 6, "120", Ink::Plain);
        });
        assert_eq!(shown, "a name of m…         120");
    }

    #[test]
    fn outside_of_the_area_nothing_is_written() {
        let shown = drawn(|pen| {
            pen.text(0, 9, "below", Ink::Plain);
            pen.text(40, 0, "beside", Ink::Plain);
            pen.part(Rect::new(2, 1, 40, 40))
                .text(0, 5, "out", Ink::Plain);
        });
        assert_eq!(shown.trim_end(), "");
    }
}
