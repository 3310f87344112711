//! The desk asks the terminal what it writes on, waits for nothing, and takes no answer for keys.

use std::fs;

use vt100::Color;

use crate::terminal::{Terminal, shows_the_list};

const QUESTION: &[u8] = b"\x1b]11;?\x07";
const LIGHT: &str = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";

const DESK: &str = r#""$DECK" --demo; echo "left $?"; cat; echo over"#;

fn place(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|part| part == what)
}

/// The colour of the first cell of the line that filters.
fn accent(screen: &vt100::Screen) -> Color {
    let cell = (0..screen.size().1).map(|x| screen.cell(1, x).unwrap());
    let slash = cell.into_iter().find(|cell| cell.contents() == "/");
    slash.map_or(Color::Default, |cell| cell.fgcolor())
}

#[test]
fn the_question_comes_after_the_first_frame_and_the_answer_is_no_key() {
    let mut terminal = Terminal::running(DESK);
    terminal.wait("the list", shows_the_list);
    terminal.quiet();
    terminal.looked_at(|_, bytes| {
        let frame = place(bytes, b"A. Datum")
            .or(place(bytes, b"Customers"))
            .unwrap();
        assert!(place(bytes, QUESTION).is_some_and(|asked| asked > frame));
    });
    terminal.keys("/wi");
    terminal.wait("two letters", |screen| screen.contents().contains("/ wi"));
    let dark = terminal_accent(&terminal);
    terminal.keys(&format!("n{LIGHT}g"));
    terminal.wait(
        "what was typed around the answer, in other colours",
        |screen| screen.contents().contains("/ wing ") && accent(screen) != dark,
    );
    terminal.looked_at(|screen, _| {
        assert!(!screen.contents().contains("rgb"), "{}", screen.contents())
    });
}

fn terminal_accent(terminal: &Terminal) -> Color {
    let mut found = Color::Default;
    terminal.looked_at(|screen, _| found = accent(screen));
    found
}

#[test]
fn an_answer_that_comes_while_the_desk_ends_does_not_reach_the_shell() {
    let mut terminal = Terminal::running(DESK);
    terminal.wait("the list", shows_the_list);
    terminal.keys(&format!("\x03{LIGHT}"));
    terminal.wait("the end", |screen| screen.contents().contains("left 0"));
    terminal.keys("\x04");
    terminal.wait("what reads after the desk", |screen| {
        screen.contents().contains("over")
    });
    terminal.looked_at(|screen, _| {
        assert!(!screen.contents().contains("rgb"), "{}", screen.contents())
    });
}

#[test]
fn who_can_not_answer_or_wants_no_colour_is_not_asked() {
    for around in ["TERM=vt100", "TERM=screen", "NO_COLOR=1", "CLICOLOR=0"] {
        let terminal = Terminal::running(&format!(r#"export {around}; "$DECK" --demo"#));
        terminal.wait("the list", shows_the_list);
        terminal.quiet();
        terminal.looked_at(|_, bytes| assert_eq!(place(bytes, QUESTION), None, "{around}"));
    }
}

#[test]
fn a_theme_of_ones_own_is_on_and_what_is_wrong_in_it_is_told() {
    let script = r#""$DECK" --demo --theme mine"#;
    let terminal = Terminal::prepared(script, 24, 80, |home| {
        let folder = home.join(".config/partnerdeck/themes");
        fs::create_dir_all(&folder).unwrap();
        let text = "signs = \"ascii\"\nhere = \"#ff8700\"\nfaint = \"grayish\"\n";
        fs::write(folder.join("mine.toml"), text).unwrap();
    });
    terminal.wait("the list and the mistake", |screen| {
        let text = screen.contents();
        text.contains("A. Datum") && text.contains("mine.toml, line 3, faint")
    });
    terminal.looked_at(|screen, _| {
        let (rows, columns) = screen.size();
        let cells = (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x)));
        let mut cells = cells.filter_map(|(y, x)| screen.cell(y, x));
        assert!(
            cells.any(|cell| cell.fgcolor() == Color::Idx(208)),
            "the nearest of 256"
        );
        let signs = screen.contents();
        assert!(!signs.contains(['…', '·', '«', '─']), "{signs}");
    });
}
