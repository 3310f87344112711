//! Hostile texts on the real screen: a book full of them is opened in a pseudo-terminal and every pane looked at, cell by cell
//! and byte by byte.

use std::fs;

use super::{TEXTS, book, raw};
use crate::terminal::Terminal;

const DESK: &str = r#""$DECK" book import hostile.ndjson >/dev/null 2>&1; exec "$DECK""#;

/// Fails when a cell holds what acts or hides, or when the program sent anything but text and its own ways to draw.
#[track_caller]
fn look(terminal: &Terminal, what: &str) {
    terminal.looked_at(|screen, bytes| {
        let (rows, columns) = screen.size();
        for row in 0..rows {
            for column in 0..columns {
                let cell = screen.cell(row, column).unwrap();
                let odd = raw(cell.contents());
                assert!(
                    odd.is_none(),
                    "{what}: {odd:?} at {row},{column}\n{}",
                    screen.contents()
                );
            }
        }
        assert_drawn_only(what, bytes);
    });
}

/// What the desk asks of the terminal after its first frame, once: the colour that it writes on.
const QUESTION: &str = "\u{1b}]11;?\u{7}";

/// Everything that was sent is text, the one question, or one of the sequences with which a screen is drawn.
#[track_caller]
fn assert_drawn_only(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).replacen(QUESTION, "", 1);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|letter: char| raw(letter.encode_utf8(&mut [0; 4])).is_some()) {
        let after = &rest[at..];
        let Some(sequence) = after.strip_prefix("\u{1b}[") else {
            // The shell's own line ends.
            if let Some(after) = after.strip_prefix('\r') {
                rest = after;
                continue;
            }
            panic!(
                "{what}: sent {:?}",
                after.chars().take(60).collect::<String>()
            );
        };
        let end = sequence
            .find(|letter: char| letter.is_ascii_alphabetic())
            .unwrap_or(sequence.len() - 1);
        let (arguments, last) = (&sequence[..end], &sequence[end..=end]);
        // Nothing hostile sets a mode or asks for one: where to write, in which colour, what to clear.
        let is_drawing = "mHJKABCDGdXhlqu".contains(last)
            && arguments
                .chars()
                .all(|letter| "0123456789;?>< ".contains(letter));
        assert!(
            is_drawing,
            "{what}: sent {:?}",
            after.chars().take(60).collect::<String>()
        );
        rest = &sequence[end + 1..];
    }
}

#[test]
fn a_hostile_book_is_only_ever_text_on_the_screen() {
    let mut terminal = Terminal::prepared(DESK, 40, 150, |home| {
        fs::write(home.join("hostile.ndjson"), book()).unwrap();
        for (number, text) in TEXTS.iter().enumerate() {
            let name = format!("f{number}{}.csv", text.replace(['\0', '/'], "_"));
            fs::write(home.join(name), format!("{text},\"{text}\n")).unwrap();
        }
    });
    terminal.wait("the list", |screen| screen.contents().contains("? help"));
    terminal.wait("its rows", |screen| {
        screen.contents().contains("of 3") || screen.contents().contains(" 3 ")
    });
    look(&terminal, "the list");
    let steps = [
        ("/red\r", "a filter"),
        (
            "\u{1b}[200~/\u{1b}]0;PWNED\u{7}\u{202e}\u{1b}[201~",
            "a paste into the list",
        ),
        ("\u{1b}", "all rows"),
        ("o", "an unfolded row"),
        ("o", "folded again"),
        ("j", "the next row"),
        ("o", "another unfolded row"),
        ("\r", "the account"),
        ("2", "subscriptions"),
        ("j", "the next subscription"),
        ("\r", "a subscription"),
        ("\u{1b}", "back"),
        ("3", "users"),
        ("j\r", "a user"),
        ("\u{1b}", "back"),
        ("4", "transfers"),
        ("\r", "a transfer"),
        ("\u{1b}", "back"),
        ("5", "agreement"),
        ("6", "support"),
        ("\r", "a request"),
        ("\u{1b}", "back"),
        ("7", "activity"),
        ("\r", "an entry"),
        ("\u{1b}", "back"),
        ("1", "account"),
        ("e", "the form"),
        (
            "\u{1b}[200~a\u{9b}31m\u{202e}b\u{1b}[31m\r\nc\u{1b}[201~",
            "a paste into a field",
        ),
        ("\u{1b}[B", "the next field"),
        ("\u{13}", "what is wrong with it"),
        ("\u{1b}", "leaving"),
        ("y", "left"),
        ("\u{1b}", "back"),
        ("?", "help"),
        ("\u{1b}", "back"),
        (":", "palette"),
        (
            "\u{1b}[200~\u{1b}[31m\u{202e}\u{1b}[201~",
            "a paste into the palette",
        ),
        ("\u{1b}", "back"),
        ("L", "the log"),
        ("\u{1b}", "back"),
        ("J", "jobs"),
        ("\u{1b}", "back"),
        ("b", "many users"),
        ("f", "files"),
        ("\t", "a file chosen"),
        ("\r", "a file read"),
        ("v", "checked"),
        ("\r", "a cell"),
        ("\u{1b}", "back"),
        ("\u{1b}", "back"),
        ("\u{1b}", "back"),
        ("X", "the removal"),
        (
            "\u{1b}[200~\u{1b}[31m\u{202e}\u{1b}[201~",
            "a paste into a question",
        ),
        ("\u{1b}", "back"),
        ("u", "undo"),
        ("\u{1b}", "back"),
        ("s", "sort"),
        ("\u{1b}", "back"),
        ("E", "export"),
        ("\u{1b}", "back"),
    ];
    for (keys, what) in steps {
        terminal.keys(keys);
        terminal.quiet();
        look(&terminal, what);
    }
    terminal.resize(24, 80);
    terminal.quiet();
    look(&terminal, "smaller");
    terminal.resize(5, 20);
    terminal.quiet();
    look(&terminal, "smallest");
}
