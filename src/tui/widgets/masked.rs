//! A line that shows nothing of what is typed into it but how much: for a passphrase. Wiped when it goes, and never moved
//! in memory while it grows.

use ratatui::crossterm::event::{KeyCode, KeyModifiers};
use secrecy::SecretString;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::{Zeroize, Zeroizing};

use super::typed::Typed;

/// Bytes; whatever is longer is no passphrase.
const LONGEST: usize = 1024;

/// A line that is typed unseen.
pub struct MaskedLine {
    text: Zeroizing<String>,
}

impl Default for MaskedLine {
    fn default() -> Self {
        Self {
            // As large as it gets: growing would leave the beginning behind in memory.
            text: Zeroizing::new(String::with_capacity(LONGEST)),
        }
    }
}

impl MaskedLine {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// How many letters were typed.
    pub fn letters(&self) -> usize {
        self.text.graphemes(true).count()
    }

    /// Takes a key or what was pasted, up to the end of its first line; tells whether it was one of a text's.
    pub fn typed(&mut self, typed: &Typed) -> bool {
        let key = match typed {
            Typed::Paste(text) => {
                // Many terminals paste the end of a line as a bare CR.
                let line = text.split(['\r', '\n']).next().unwrap_or_default();
                line.chars().for_each(|letter| self.put(letter));
                return true;
            }
            Typed::Key(key) => key,
        };
        match key.code {
            KeyCode::Char('u') if key.modifiers == KeyModifiers::CONTROL => self.clear(),
            KeyCode::Char(letter) if (key.modifiers - KeyModifiers::SHIFT).is_empty() => {
                self.put(letter);
            }
            KeyCode::Backspace => self.back(),
            // What Backspace sends in some terminals.
            KeyCode::Char('h') if key.modifiers == KeyModifiers::CONTROL => self.back(),
            _ => return false,
        }
        true
    }

    /// Nothing stands there any more.
    pub fn clear(&mut self) {
        self.text.zeroize();
    }

    /// What was typed; nothing stands there afterwards.
    pub fn take(&mut self) -> SecretString {
        let secret = SecretString::from(self.text.as_str());
        self.clear();
        secret
    }

    fn put(&mut self, letter: char) {
        if self.text.len() + letter.len_utf8() <= LONGEST {
            self.text.push(letter);
        }
    }

    /// Takes the last letter away, with all marks on it.
    fn back(&mut self) {
        let last = self.text.graphemes(true).next_back().map_or(0, str::len);
        let end = self.text.len() - last;
        self.text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyEvent;
    use secrecy::ExposeSecret;

    use super::*;

    fn press(line: &mut MaskedLine, code: KeyCode, held: KeyModifiers) -> bool {
        line.typed(&Typed::Key(KeyEvent::new(code, held)))
    }

    fn type_in(line: &mut MaskedLine, text: &str) {
        for letter in text.chars() {
            assert!(press(line, KeyCode::Char(letter), KeyModifiers::NONE));
        }
    }

    #[test]
    fn letters_are_dots_and_are_taken_back_whole() {
        let mut line = MaskedLine::default();
        type_in(&mut line, "ae\u{301}한");
        assert_eq!(line.letters(), 3);
        press(&mut line, KeyCode::Backspace, KeyModifiers::NONE);
        press(&mut line, KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(line.take().expose_secret(), "a");
        assert!(line.is_empty());
        press(&mut line, KeyCode::Backspace, KeyModifiers::NONE);
        type_in(&mut line, "wrong");
        press(&mut line, KeyCode::Char('u'), KeyModifiers::CONTROL);
        assert!(line.is_empty());
        assert!(!press(&mut line, KeyCode::Up, KeyModifiers::NONE));
    }

    #[test]
    fn of_a_paste_the_first_line_is_taken_and_never_more_than_there_is_room() {
        let mut line = MaskedLine::default();
        line.typed(&Typed::Paste("correct horse\nbattery".to_owned()));
        assert_eq!(line.take().expose_secret(), "correct horse");
        let room = line.text.capacity();
        line.typed(&Typed::Paste("한".repeat(LONGEST)));
        assert_eq!(line.text.capacity(), room);
        assert_eq!(line.take().expose_secret().len(), LONGEST / 3 * 3);
    }
}
