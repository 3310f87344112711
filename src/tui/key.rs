//! A key: as it comes from the terminal, as the key file spells it, as it stands on the keyboard. All three are one.

use std::fmt;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::words::Signs;

/// A key with what is held down beside it. Shift counts only with keys that have no capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    held: KeyModifiers,
}

/// The keys that have a name of their own: in the key file, and on the keyboard.
const NAMED: &[(KeyCode, &str, &str)] = &[
    (KeyCode::Enter, "enter", "Enter"),
    (KeyCode::Esc, "esc", "Esc"),
    (KeyCode::Tab, "tab", "Tab"),
    (KeyCode::Backspace, "backspace", "Backspace"),
    (KeyCode::Delete, "del", "Del"),
    (KeyCode::Insert, "ins", "Ins"),
    (KeyCode::Up, "up", "↑"),
    (KeyCode::Down, "down", "↓"),
    (KeyCode::Left, "left", "←"),
    (KeyCode::Right, "right", "→"),
    (KeyCode::Home, "home", "Home"),
    (KeyCode::End, "end", "End"),
    (KeyCode::PageUp, "pgup", "PgUp"),
    (KeyCode::PageDown, "pgdn", "PgDn"),
    (KeyCode::Char(' '), "space", "Space"),
];

const HELD: &[(KeyModifiers, &str, &str)] = &[
    (KeyModifiers::CONTROL, "ctrl-", "Ctrl-"),
    (KeyModifiers::ALT, "alt-", "Alt-"),
    (KeyModifiers::SHIFT, "shift-", "S-"),
];

impl Key {
    /// The key of an event, in the one form in which keys are compared.
    pub fn of(event: KeyEvent) -> Self {
        Self::new(event.code, event.modifiers)
    }

    fn new(code: KeyCode, held: KeyModifiers) -> Self {
        let held = held & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        match code {
            // Terminals send this for Shift-Tab, with or without the Shift.
            KeyCode::BackTab => Self {
                code: KeyCode::Tab,
                held: held | KeyModifiers::SHIFT,
            },
            KeyCode::Char(letter) if held.contains(KeyModifiers::CONTROL) => Self {
                code: KeyCode::Char(letter.to_ascii_lowercase()),
                held: held - KeyModifiers::SHIFT,
            },
            KeyCode::Char(_) => Self {
                code,
                held: held - KeyModifiers::SHIFT,
            },
            _ => Self { code, held },
        }
    }

    /// Reads a key as the key file spells it: `ctrl-s`, `shift-tab`, `f2`, `space`, `?`.
    pub fn parse(text: &str) -> Option<Key> {
        let mut held = KeyModifiers::NONE;
        let mut rest = text;
        while let Some((modifier, name)) = HELD.iter().find_map(|(modifier, name, _)| {
            let rest = rest.strip_prefix(name)?;
            (!rest.is_empty()).then_some((*modifier, rest))
        }) {
            held |= modifier;
            rest = name;
        }
        Some(Self::new(code_named(rest)?, held))
    }

    /// As it stands on the keyboard: `Ctrl-S`, `S-Tab`, `F2`, `Space`; arrows as signs, or by their names.
    pub fn label(&self, signs: Signs) -> String {
        match signs {
            Signs::Ascii if self.is_arrow() => {
                self.spell(|(_, name, _)| *name, |(_, _, label)| *label, true)
            }
            _ => self.spell(|(_, _, label)| *label, |(_, _, label)| *label, true),
        }
    }

    fn is_arrow(&self) -> bool {
        use KeyCode::{Down, Left, Right, Up};
        matches!(self.code, Up | Down | Left | Right)
    }

    fn spell(
        &self,
        named: fn(&(KeyCode, &'static str, &'static str)) -> &'static str,
        held: fn(&(KeyModifiers, &'static str, &'static str)) -> &'static str,
        capital: bool,
    ) -> String {
        let mut text = String::new();
        for row in HELD.iter().filter(|row| self.held.contains(row.0)) {
            text.push_str(held(row));
        }
        if let Some(row) = NAMED.iter().find(|row| row.0 == self.code) {
            text.push_str(named(row));
            return text;
        }
        match self.code {
            KeyCode::Char(letter) if capital && self.held.contains(KeyModifiers::CONTROL) => {
                text.extend(letter.to_uppercase());
            }
            KeyCode::Char(letter) => text.push(letter),
            KeyCode::F(number) => {
                text.push(if capital { 'F' } else { 'f' });
                text.push_str(&number.to_string());
            }
            _ => {}
        }
        text
    }
}

impl fmt::Display for Key {
    /// As the key file spells it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spell(|(_, name, _)| *name, |(_, name, _)| *name, false))
    }
}

fn code_named(name: &str) -> Option<KeyCode> {
    if let Some((code, _, _)) = NAMED.iter().find(|(_, known, _)| *known == name) {
        return Some(*code);
    }
    if let Some(number) = name.strip_prefix('f').and_then(|rest| rest.parse().ok()) {
        return (1..=24).contains(&number).then_some(KeyCode::F(number));
    }
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if !letter.is_control() => Some(KeyCode::Char(letter)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_spelt_as_it_is_read() {
        let table = [
            ("ctrl-s", "Ctrl-S"),
            ("shift-tab", "S-Tab"),
            ("alt-x", "Alt-x"),
            ("f2", "F2"),
            ("space", "Space"),
            ("-", "-"),
            ("G", "G"),
            ("down", "↓"),
        ];
        for (spelt, label) in table {
            let key = Key::parse(spelt).unwrap();
            assert_eq!(key.to_string(), spelt);
            assert_eq!(key.label(Signs::Unicode), label);
            assert!(key.label(Signs::Ascii).is_ascii());
        }
        for wrong in ["", "ctrl-", "hyper-x", "f99", "ab"] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn however_a_terminal_tells_it_a_key_is_one_key() {
        let of = |code, held| Key::of(KeyEvent::new(code, held));
        assert_eq!(
            of(KeyCode::BackTab, KeyModifiers::NONE),
            of(KeyCode::Tab, KeyModifiers::SHIFT)
        );
        assert_eq!(
            of(KeyCode::Char('G'), KeyModifiers::SHIFT),
            of(KeyCode::Char('G'), KeyModifiers::NONE)
        );
        assert_eq!(
            of(
                KeyCode::Char('S'),
                KeyModifiers::CONTROL | KeyModifiers::SHIFT
            ),
            of(KeyCode::Char('s'), KeyModifiers::CONTROL)
        );
    }
}
