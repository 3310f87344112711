//! What reaches a field that has the focus, and which keys those are: while one types, a letter is a letter.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use zeroize::Zeroize;

use super::text::{Edited, TextLine};

/// What reaches a field: one key, or what was pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A key that means text or moves within it.
    Key(KeyEvent),
    /// Pasted text, of any length and any characters.
    Paste(String),
}

impl Typed {
    /// Wipes what was pasted: it may have been a passphrase.
    pub fn wipe(mut self) {
        if let Typed::Paste(text) = &mut self {
            text.zeroize();
        }
    }

    /// Puts it into a line.
    pub fn into_line(&self, line: &mut TextLine) -> Edited {
        match self {
            Typed::Key(key) => line.key(*key),
            Typed::Paste(text) => line.paste(text),
        }
    }
}

/// Whether a key means text or moves within it: while a field has the focus these never reach the key table.
pub fn is_text(key: KeyEvent) -> bool {
    let held = key.modifiers - KeyModifiers::SHIFT;
    match key.code {
        KeyCode::Char(_) if held.is_empty() => true,
        KeyCode::Char(letter) if held == KeyModifiers::CONTROL => "aehkuwy".contains(letter),
        KeyCode::Char(letter) if held == KeyModifiers::ALT => "bf".contains(letter),
        KeyCode::Char(_) => held == KeyModifiers::CONTROL | KeyModifiers::ALT,
        KeyCode::Backspace | KeyCode::Delete | KeyCode::Left | KeyCode::Right => true,
        KeyCode::Home | KeyCode::End => held.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_text_and_keys_of_the_table_are_not() {
        let key = |code, held| is_text(KeyEvent::new(code, held));
        assert!(key(KeyCode::Char('j'), KeyModifiers::NONE));
        assert!(key(KeyCode::Char('J'), KeyModifiers::SHIFT));
        assert!(key(KeyCode::Char('w'), KeyModifiers::CONTROL));
        assert!(key(KeyCode::Home, KeyModifiers::NONE));
        assert!(!key(KeyCode::Char('s'), KeyModifiers::CONTROL));
        assert!(!key(KeyCode::Char('c'), KeyModifiers::CONTROL));
        assert!(!key(KeyCode::Enter, KeyModifiers::NONE));
        assert!(!key(KeyCode::Down, KeyModifiers::NONE));
    }
}
