//! One line of text that is typed into: composed text (NFC) only, nothing that can't be seen, a cursor in columns. Knows
//! no labels and no rules: [`super::field`] puts those around it.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use crate::account::text::{is_hidden, nfc, visible, width};

/// What a key or a paste did to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// The key is none of a text's.
    Not,
    /// The cursor moved, or the text was at its end already.
    Moved,
    /// The text says something else.
    Changed,
    /// So many characters were left out because nobody would see them; the rest was taken.
    Refused(usize),
}

/// One line of text with a cursor.
#[derive(Debug, Clone, Default)]
pub struct TextLine {
    input: Input,
    /// First column shown, kept from frame to frame so that the text stands still while the cursor moves in it.
    scrolled: Cell<usize>,
}

impl TextLine {
    /// A text as it came; the cursor stands behind it.
    pub fn new(text: &str) -> Self {
        Self {
            input: Input::new(text.to_owned()),
            scrolled: Cell::new(0),
        }
    }

    /// What it says. Typed text is NFC; text that came from the service is as it came until it is edited.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Whether the cursor stands behind the last letter.
    pub fn is_at_end(&self) -> bool {
        self.input.cursor() == self.text().chars().count()
    }

    /// Whether the cursor stands before the first letter.
    pub fn is_at_start(&self) -> bool {
        self.input.cursor() == 0
    }

    /// A text with the cursor before it.
    pub(super) fn at_start(text: &str) -> Self {
        Self::joined("", text)
    }

    /// Two texts as one, the cursor between them.
    pub(super) fn joined(before: &str, after: &str) -> Self {
        let cursor = before.chars().count();
        Self {
            input: Input::new(format!("{before}{after}")).with_cursor(cursor),
            scrolled: Cell::new(0),
        }
    }

    /// Takes away what stands behind the cursor, and gives it.
    pub(super) fn split_off_at_cursor(&mut self) -> String {
        let (before, after) = self.halves();
        let (before, after) = (before.to_owned(), after.to_owned());
        self.set(&before);
        after
    }

    /// Replaces the text; the cursor stands behind it.
    pub fn set(&mut self, text: &str) {
        self.input = Input::new(text.to_owned());
        self.scrolled.set(0);
    }

    /// Takes a key that no action is bound to.
    pub fn key(&mut self, key: KeyEvent) -> Edited {
        match typed(key) {
            Some(letter) => self.insert(letter.encode_utf8(&mut [0; 4])),
            None => request(key).map_or(Edited::Not, |request| self.ask(request)),
        }
    }

    /// Takes pasted text: composed, line breaks and tabs inside as one blank, what can't be seen left out.
    pub fn paste(&mut self, text: &str) -> Edited {
        let lines: Vec<&str> = text
            .split(['\r', '\n', '\t', '\u{2028}', '\u{2029}'])
            .filter(|part| !part.is_empty())
            .collect();
        self.insert(&lines.join(" "))
    }

    /// Draws the part around the cursor and gives back where the terminal's cursor belongs. Nothing is drawn, and the
    /// corner given back, where there is no room.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, style: Style) -> Position {
        let room = usize::from(area.width);
        if room == 0 || area.height == 0 {
            return area.as_position();
        }
        let cursor = self.cursor_column();
        let first = self.first_column(cursor, room);
        let shown = window(&visible(self.text()), first, room);
        buffer.set_style(Rect { height: 1, ..area }, style);
        buffer.set_stringn(area.x, area.y, shown, room, style);
        let column = u16::try_from(cursor - first).unwrap_or(area.width - 1);
        Position::new(area.x + column, area.y)
    }

    fn insert(&mut self, text: &str) -> Edited {
        let hidden = text.chars().filter(|letter| is_hidden(*letter)).count();
        let kept: String = text.chars().filter(|letter| !is_hidden(*letter)).collect();
        if !kept.is_empty() {
            let (before, after) = self.halves();
            // A mark that is typed after its letter melts into it: the cursor is counted after composing.
            let before = nfc(&format!("{before}{kept}")).into_owned();
            let cursor = before.chars().count();
            let whole = nfc(&format!("{before}{after}")).into_owned();
            self.input = Input::new(whole).with_cursor(cursor);
        }
        match (hidden, kept.is_empty()) {
            (0, true) => Edited::Moved,
            (0, false) => Edited::Changed,
            (hidden, _) => Edited::Refused(hidden),
        }
    }

    fn ask(&mut self, request: InputRequest) -> Edited {
        match self.input.handle(request) {
            Some(change) if change.value => Edited::Changed,
            _ => Edited::Moved,
        }
    }

    fn halves(&self) -> (&str, &str) {
        let text = self.text();
        let at = text
            .char_indices()
            .nth(self.input.cursor())
            .map_or(text.len(), |(at, _)| at);
        text.split_at(at)
    }

    fn cursor_column(&self) -> usize {
        width(&visible(self.halves().0))
    }

    /// The first column shown so that the cursor is among the `room` columns, the last of which is kept free for it.
    fn first_column(&self, cursor: usize, room: usize) -> usize {
        let whole = width(&visible(self.text()));
        let last = (whole + 1).saturating_sub(room);
        let first = self.scrolled.get().min(last);
        let first = first.clamp((cursor + 1).saturating_sub(room), cursor);
        self.scrolled.set(first);
        first
    }
}

/// So many columns of a text from a column on; half of a wide letter becomes a blank.
fn window(text: &str, first: usize, room: usize) -> String {
    let mut shown = String::new();
    let mut column = 0;
    for grapheme in text.graphemes(true) {
        let end = column + width(grapheme);
        if column >= first && end <= first + room {
            shown.push_str(grapheme);
        } else if end > first && column < first {
            shown.extend(std::iter::repeat_n(' ', end - first));
        }
        column = end;
    }
    shown
}

fn typed(key: KeyEvent) -> Option<char> {
    let KeyCode::Char(letter) = key.code else {
        return None;
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    // AltGr comes as both where it comes at all.
    (ctrl == alt).then_some(letter)
}

/// The keys inside a text: those of a form and those of a shell's line.
fn request(key: KeyEvent) -> Option<InputRequest> {
    use InputRequest::*;
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    Some(match key.code {
        KeyCode::Left if ctrl || alt => GoToPrevWord,
        KeyCode::Right if ctrl || alt => GoToNextWord,
        KeyCode::Left => GoToPrevChar,
        KeyCode::Right => GoToNextChar,
        KeyCode::Home => GoToStart,
        KeyCode::End => GoToEnd,
        KeyCode::Backspace if ctrl || alt => DeletePrevWord,
        KeyCode::Backspace => DeletePrevChar,
        KeyCode::Delete if ctrl || alt => DeleteNextWord,
        KeyCode::Delete => DeleteNextChar,
        KeyCode::Char('a') if ctrl => GoToStart,
        KeyCode::Char('e') if ctrl => GoToEnd,
        KeyCode::Char('b') if alt => GoToPrevWord,
        KeyCode::Char('f') if alt => GoToNextWord,
        KeyCode::Char('w') if ctrl => DeletePrevWord,
        KeyCode::Char('u') if ctrl => DeleteFromStart,
        KeyCode::Char('k') if ctrl => DeleteTillEnd,
        KeyCode::Char('y') if ctrl => Yank,
        KeyCode::Char('h') if ctrl => DeletePrevChar,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn press(line: &mut TextLine, code: KeyCode) -> Edited {
        line.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn frame(line: &TextLine, columns: u16) -> (String, u16) {
        let area = Rect::new(0, 0, columns, 1);
        let mut buffer = Buffer::empty(area);
        let cursor = line.draw(area, &mut buffer, Style::new());
        let mut text = String::new();
        let mut covered = 0;
        for cell in buffer.content() {
            if covered == 0 {
                text.push_str(cell.symbol());
                covered = width(cell.symbol());
            }
            covered -= 1;
        }
        (text, cursor.x)
    }

    #[test]
    fn letters_that_are_typed_apart_are_kept_composed() {
        let mut line = TextLine::new("");
        for letter in ['e', '\u{301}', '\u{1112}', '\u{1161}', '\u{11ab}'] {
            assert_eq!(press(&mut line, KeyCode::Char(letter)), Edited::Changed);
        }
        assert_eq!(line.text(), "é한");
        assert!(line.is_at_end());
    }

    #[test]
    fn a_paste_is_composed_and_what_nobody_sees_is_left_out_and_counted() {
        let table = [
            ("Redmond\r\n", "Redmond", Edited::Changed),
            (
                "1 Microsoft Way\nRedmond",
                "1 Microsoft Way Redmond",
                Edited::Changed,
            ),
            ("Mu\u{308}ller", "Müller", Edited::Changed),
            ("a\x1b[31mb\u{202e}", "a[31mb", Edited::Refused(2)),
            ("\u{200b}", "", Edited::Refused(1)),
            ("", "", Edited::Moved),
        ];
        for (pasted, text, edited) in table {
            let mut line = TextLine::new("");
            assert_eq!(line.paste(pasted), edited, "{pasted:?}");
            assert_eq!(line.text(), text);
        }
    }

    #[test]
    fn the_cursor_is_counted_in_columns() {
        let mut line = TextLine::new("김미나 A");
        assert_eq!(frame(&line, 20).1, 8);
        press(&mut line, KeyCode::Left);
        press(&mut line, KeyCode::Left);
        assert_eq!(frame(&line, 20).1, 6);
        press(&mut line, KeyCode::Home);
        assert_eq!(frame(&line, 20).1, 0);
        press(&mut line, KeyCode::Delete);
        assert_eq!(line.text(), "미나 A");
    }

    #[test]
    fn a_long_text_scrolls_only_when_the_cursor_leaves_the_window() {
        let mut line = TextLine::new("0123456789");
        assert_eq!(frame(&line, 6), ("56789 ".to_owned(), 5));
        for _ in 0..5 {
            press(&mut line, KeyCode::Left);
        }
        assert_eq!(frame(&line, 6), ("56789 ".to_owned(), 0));
        press(&mut line, KeyCode::Left);
        assert_eq!(frame(&line, 6), ("456789".to_owned(), 0));
    }

    #[test]
    fn half_of_a_wide_letter_is_a_blank() {
        let line = TextLine::new("가나다라");
        assert_eq!(frame(&line, 6).0, " 다라 ");
        assert_eq!(frame(&line, 0), (String::new(), 0));
    }

    #[test]
    fn what_the_service_sent_is_shown_safely_and_kept() {
        let line = TextLine::new("a\x1b\u{202e}b");
        assert_eq!(frame(&line, 20).0.trim_end(), "a␛<U+202E>b");
        assert_eq!(line.text(), "a\x1b\u{202e}b");
    }

    #[test]
    fn a_key_with_a_modifier_is_no_letter() {
        let mut line = TextLine::new("");
        let alt = KeyEvent::new(KeyCode::Char('x'), KeyModifiers::ALT);
        assert_eq!(line.key(alt), Edited::Not);
        let altgr = KeyModifiers::ALT | KeyModifiers::CONTROL;
        assert_eq!(
            line.key(KeyEvent::new(KeyCode::Char('@'), altgr)),
            Edited::Changed
        );
    }

    proptest! {
        #[test]
        fn the_cursor_always_stands_in_the_field(text in any::<String>(), left in 0..40, columns in 1_u16..12) {
            let mut line = TextLine::new(&text);
            for _ in 0..left {
                press(&mut line, KeyCode::Left);
                prop_assert!(frame(&line, columns).1 < columns);
            }
        }

        #[test]
        fn whatever_is_pasted_can_be_seen(text in any::<String>()) {
            let mut line = TextLine::new("");
            line.paste(&text);
            prop_assert!(!line.text().contains(is_hidden));
            prop_assert_eq!(nfc(line.text()), line.text());
        }
    }
}
