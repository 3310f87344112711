//! What the terminal answers when it is asked for the colour of its ground: `ESC ] 11 ; rgb:1e1e/1e1e/2e2e BEL`, or with
//! `ESC \` at the end. The reader of keys knows no such answers and hands them over as keys: Alt-], 1, 1, ;, and so on.
//! Here they are put together again. Keys that turn out to be no answer go on as they came, none is lost.

use ratatui::crossterm::event::{Event as TerminalEvent, KeyCode, KeyEventKind, KeyModifiers};

use crate::tui::theme::Background;

/// What an answer begins with, after its ESC.
const START: &str = "]11;";
/// No colour is longer.
const LONGEST: usize = 32;

/// What may be an answer, as far as it is here.
#[derive(Default)]
pub(super) struct Answer {
    held: Vec<TerminalEvent>,
    text: String,
}

/// What came of an event.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It may be part of an answer: the next one decides.
    Held,
    /// These are no answer, in their order.
    Keys(Vec<TerminalEvent>),
    /// An answer that is whole; `None` when it tells no colour.
    Ground(Option<Background>),
}

/// How a text fits to an answer.
enum Fit {
    Not,
    Begun,
    Whole(Option<Background>),
}

impl Answer {
    /// Whether something waits for what comes next.
    pub(super) fn is_begun(&self) -> bool {
        !self.held.is_empty()
    }

    /// Takes an event. `is_due`: an answer is waited for, so that it may also begin without its ESC, which has come alone.
    pub(super) fn take(&mut self, event: TerminalEvent, is_due: bool) -> Taken {
        let before = self.text.len();
        let is_letter = spell(&event, &mut self.text);
        self.held.push(event);
        let may_begin = before > 0 || self.text.starts_with('\x1b') || is_due;
        let fit = match is_letter && may_begin {
            true => fit(&self.text),
            false => Fit::Not,
        };
        match fit {
            Fit::Begun => Taken::Held,
            Fit::Not => Taken::Keys(self.release()),
            Fit::Whole(ground) => {
                self.release();
                Taken::Ground(ground)
            }
        }
    }

    /// Gives back what is held: nothing came that would make it an answer.
    pub(super) fn release(&mut self) -> Vec<TerminalEvent> {
        self.text.clear();
        std::mem::take(&mut self.held)
    }
}

/// Writes the bytes that a key was read from; tells whether it is one of those that answers are made of.
fn spell(event: &TerminalEvent, text: &mut String) -> bool {
    let TerminalEvent::Key(key) = event else {
        return false;
    };
    if key.kind != KeyEventKind::Press {
        return false;
    }
    match (key.code, key.modifiers - KeyModifiers::SHIFT) {
        (KeyCode::Char(letter), KeyModifiers::NONE) => text.push(letter),
        (KeyCode::Char(letter), KeyModifiers::ALT) => text.extend(['\x1b', letter]),
        (KeyCode::Char('g'), KeyModifiers::CONTROL) => text.push('\x07'),
        // An ESC alone begins nothing: whoever presses it must not wait.
        (KeyCode::Esc, KeyModifiers::NONE) if !text.is_empty() => text.push('\x1b'),
        _ => return false,
    }
    true
}

fn fit(text: &str) -> Fit {
    let text = text.strip_prefix('\x1b').unwrap_or(text);
    let Some(colour) = text.strip_prefix(START) else {
        return match START.starts_with(text) {
            true => Fit::Begun,
            false => Fit::Not,
        };
    };
    let end =
        colour.find(|letter: char| !(letter.is_ascii_alphanumeric() || ":/".contains(letter)));
    match end.map(|end| colour.split_at(end)) {
        None if colour.len() <= LONGEST => Fit::Begun,
        Some((_, "\x1b")) => Fit::Begun,
        Some((colour, "\x07" | "\x1b\\")) => Fit::Whole(Background::of_colour(colour)),
        _ => Fit::Not,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyEvent;

    use super::*;

    /// Events as the reader of keys makes them of bytes that come in pieces.
    fn events(pieces: &[&str]) -> Vec<TerminalEvent> {
        let mut events = Vec::new();
        for piece in pieces {
            let mut letters = piece.chars().peekable();
            while let Some(letter) = letters.next() {
                let (letter, held) = match letter {
                    '\x1b' => match letters.next() {
                        Some(letter) => (letter, KeyModifiers::ALT),
                        None => {
                            events.push(TerminalEvent::Key(KeyCode::Esc.into()));
                            continue;
                        }
                    },
                    '\x07' => ('g', KeyModifiers::CONTROL),
                    _ => (letter, KeyModifiers::NONE),
                };
                events.push(TerminalEvent::Key(KeyEvent::new(
                    KeyCode::Char(letter),
                    held,
                )));
            }
        }
        events
    }

    /// What comes through, and what was told of the ground.
    fn through(
        given: &[TerminalEvent],
        is_due: bool,
    ) -> (Vec<TerminalEvent>, Vec<Option<Background>>) {
        let mut answer = Answer::default();
        let (mut keys, mut grounds) = (Vec::new(), Vec::new());
        for event in given {
            match answer.take(event.clone(), is_due) {
                Taken::Held => {}
                Taken::Keys(some) => keys.extend(some),
                Taken::Ground(ground) => grounds.push(ground),
            }
        }
        keys.extend(answer.release());
        (keys, grounds)
    }

    #[test]
    fn an_answer_is_no_keys() {
        for (pieces, ground) in [
            (
                &["\x1b]11;rgb:1e1e/1e1e/2e2e\x07"][..],
                Some(Background::Dark),
            ),
            (
                &["\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\"],
                Some(Background::Light),
            ),
            (
                &["\x1b]11;rgb:FDFD/F6F6/E3E3\x1b\\"],
                Some(Background::Light),
            ),
            (
                &["\x1b]11;rgba:0000/0000/0000/ffff\x1b", "\\"],
                Some(Background::Dark),
            ),
            (
                &["\x1b]1", "1;rgb:00/00", "/00\x07"],
                Some(Background::Dark),
            ),
            (&["\x1b]11;what\x07"], None),
        ] {
            assert_eq!(
                through(&events(pieces), false),
                (vec![], vec![ground]),
                "{pieces:?}"
            );
        }
    }

    #[test]
    fn keys_around_an_answer_come_through() {
        let given = events(&["/wi\x1b]11;rgb:00/00/00\x07ng"]);
        let (keys, grounds) = through(&given, true);
        assert_eq!(keys, events(&["/wing"]));
        assert_eq!(grounds, [Some(Background::Dark)]);
    }

    #[test]
    fn an_esc_that_came_before_the_rest_is_let_through_and_the_rest_is_the_answer() {
        let given = events(&["\x1b", "]11;rgb:00/00/00\x07"]);
        let (keys, grounds) = through(&given, true);
        assert_eq!(keys, events(&["\x1b"]));
        assert_eq!(grounds, [Some(Background::Dark)]);
    }

    #[test]
    fn what_is_no_answer_comes_through_as_it_was_typed() {
        for pieces in [
            &["]11;rgb:00/00/00\x07"][..],
            &["\x1b]10;rgb:00/00/00\x07"],
            &["\x1b]11;rgb:00/00/00", "\x1b", "x"],
            &["\x1b]11;rgb:00 and so on"],
            &["\x1b]11;rgb:0000000000000000000000000000000000000000000000000000"],
            &["\x1b", "\x1b", "[]11;", "\x1bx"],
            &["\x1b]11"],
        ] {
            let given = events(pieces);
            assert_eq!(
                through(&given, false),
                (given.clone(), vec![]),
                "{pieces:?}"
            );
        }
        let given = events(&["a]1]11,\x1b]x]"]);
        assert_eq!(through(&given, true), (given.clone(), vec![]));
    }
}
