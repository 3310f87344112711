//! A monkey at the keyboard: seeded random keys, pastes and sizes. Nothing may panic, every size draws. Should it fail,
//! the last line before the panic tells what to type again.

use std::collections::HashSet;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::session::Session;

const STEPS: usize = 20_000;
const PASTES: [&str; 5] = [
    "wingtip",
    "윙팁\t토이즈\r\n",
    "\u{1b}[31m\u{202e}x\u{0}",
    "country:KR seats>3 \"",
    "a name of three hundred letters, or nearly so, to see what becomes of a line that runs out of its field",
];
const SIZES: [(u16, u16); 8] = [
    (80, 24),
    (20, 5),
    (0, 0),
    (1, 1),
    (140, 40),
    (200, 50),
    (37, 9),
    (300, 2),
];

/// What is to be read where the monkey must have been.
const PLACES: [&str; 7] = [
    "Company ^",
    "1 Account",
    "› Account",
    "─ Keys ─",
    "─ All actions ─",
    "─ Sort by ─",
    "─ Export ─",
];

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// What the monkey does.
#[derive(Debug)]
enum Deed {
    Key(KeyEvent),
    Paste(&'static str),
    Resize(u16, u16),
}

impl Deed {
    fn next(dice: &mut Dice) -> Self {
        match dice.throw(100) {
            0 => Deed::Paste(PASTES[dice.throw(PASTES.len())]),
            1 => {
                let (width, height) = SIZES[dice.throw(SIZES.len())];
                Deed::Resize(width, height)
            }
            2..60 => {
                let letter = char::from(b' ' + u8::try_from(dice.throw(95)).unwrap());
                Deed::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE))
            }
            60..70 => {
                let letter = char::from(b'a' + u8::try_from(dice.throw(26)).unwrap());
                Deed::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL))
            }
            _ => {
                const NAMED: [KeyCode; 16] = [
                    KeyCode::Enter,
                    KeyCode::Enter,
                    KeyCode::Esc,
                    KeyCode::Esc,
                    KeyCode::Tab,
                    KeyCode::BackTab,
                    KeyCode::Up,
                    KeyCode::Down,
                    KeyCode::Left,
                    KeyCode::Right,
                    KeyCode::Home,
                    KeyCode::End,
                    KeyCode::PageUp,
                    KeyCode::PageDown,
                    KeyCode::Backspace,
                    KeyCode::F(2),
                ];
                let code = NAMED[dice.throw(NAMED.len())];
                Deed::Key(KeyEvent::new(code, KeyModifiers::NONE))
            }
        }
    }

    /// Whether it could write a file of a name that the monkey made up.
    fn may_write(&self, session: &mut Session) -> bool {
        let Deed::Key(key) = self else { return false };
        let is_go = key.code == KeyCode::Enter || key.modifiers == KeyModifiers::CONTROL;
        if !is_go {
            return false;
        }
        let frame = session.frame();
        // A low screen does not say where it is.
        let is_low = frame.lines().count() < 20;
        let writes = ["Export", "Add users", "assword"];
        is_low || writes.iter().any(|part| frame.contains(part))
    }
}

#[test]
fn twenty_thousand_random_keys_break_nothing() {
    let seed = 0x9E37_79B9_7F4A_7C15;
    let mut dice = Dice(seed);
    let mut session = Session::small(80, 24);
    let mut last = Vec::new();
    let mut seen = HashSet::new();
    for step in 0..STEPS {
        let deed = Deed::next(&mut dice);
        if deed.may_write(&mut session) {
            continue;
        }
        last.push(format!("{deed:?}"));
        if last.len() > 30 {
            last.remove(0);
        }
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            match deed {
                Deed::Key(key) => session.key(key),
                Deed::Paste(text) => session.paste(text),
                Deed::Resize(width, height) => session.resize(width, height),
            };
            if step % 7 == 0 {
                session.settle();
            }
            if step % 5 == 0 {
                let frame = session.frame();
                seen.extend(PLACES.into_iter().filter(|place| frame.contains(place)));
            }
        }));
        if let Err(panic) = done {
            eprintln!(
                "seed {seed:#x}, step {step}, the last deeds: {}",
                last.join(", ")
            );
            std::panic::resume_unwind(panic);
        }
    }
    assert_eq!(seen, PLACES.into(), "the monkey must have been everywhere");
}
