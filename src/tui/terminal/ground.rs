//! Asking the terminal for the colour of its ground (OSC 11). It is asked after the first frame and nobody waits for the
//! answer: it comes, or not, among the keys. Only where the end of the desk would leave an answer to the shell, it is waited
//! for a moment.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The question.
pub(super) const QUESTION: &[u8] = b"\x1b]11;?\x07";

/// How long the end waits for an answer that was asked for just before.
const MOMENT: Duration = Duration::from_millis(250);

/// An answer that is so late is none.
const LATEST: Duration = Duration::from_secs(10);

/// When it was asked, until it is answered.
static ASKED: Mutex<Option<Instant>> = Mutex::new(None);

/// Terminals that take the question as such, answered or not, by the beginning of `TERM`. Others would show it.
const KNOWN: [&str; 14] = [
    "xterm",
    "tmux",
    "rxvt",
    "alacritty",
    "foot",
    "kitty",
    "wezterm",
    "contour",
    "ghostty",
    "konsole",
    "gnome",
    "vte",
    "st-",
    "iterm",
];

/// Whether a terminal with this `TERM` can be asked. Inside of tmux the name is often that of screen, which itself can't.
pub fn can_be_asked(term: &str, is_in_tmux: bool) -> bool {
    KNOWN.iter().any(|known| term.starts_with(known)) || is_in_tmux && term.starts_with("screen")
}

fn asked() -> MutexGuard<'static, Option<Instant>> {
    ASKED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The question is on its way.
pub(super) fn ask() {
    *asked() = Some(Instant::now());
}

/// The answer has come.
pub(in crate::tui) fn answered() {
    *asked() = None;
}

/// Whether an answer may come.
pub(in crate::tui) fn is_due() -> bool {
    asked().is_some_and(|asked| asked.elapsed() < LATEST)
}

/// Waits for an answer that may still be on its way, as long as the thread that reads keys is there to take it.
pub(super) fn wait() {
    while asked().is_some_and(|asked| asked.elapsed() < MOMENT) {
        thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terminals_that_know_the_question_are_asked() {
        for (term, is_in_tmux, can) in [
            ("xterm-256color", false, true),
            ("tmux-256color", true, true),
            ("screen-256color", true, true),
            ("screen", false, false),
            ("linux", false, false),
            ("vt100", false, false),
            ("dumb", false, false),
            ("", false, false),
        ] {
            assert_eq!(can_be_asked(term, is_in_tmux), can, "{term}");
        }
    }
}
