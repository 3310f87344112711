//! The desk in a real pseudo-terminal: it starts, takes keys, stays quiet, and gives the terminal back when it is left.

use std::time::Duration;

use crate::terminal::{DESK, Terminal, is_sane, shows_the_list};

/// How long the screen must stay quiet.
const QUIET: Duration = Duration::from_secs(3);

#[test]
fn a_filter_is_typed_and_quitting_gives_the_terminal_back() {
    let mut terminal = Terminal::running(DESK);
    terminal.wait("the list", shows_the_list);
    terminal.keys("/wingtip");
    terminal.wait("the filter", |screen| {
        let text = screen.contents();
        // The cursor stands behind the last letter: "/ wingtip" begins in the second column.
        text.contains("/ wingtip")
            && text.contains(" of 298")
            && screen.cursor_position() == (1, 10)
    });
    terminal.keys("\r");
    terminal.wait("the kept filter", |screen| {
        screen.contents().contains("Enter open") && screen.hide_cursor()
    });
    terminal.keys("\x1b");
    terminal.wait("all rows", |screen| {
        let text = screen.contents();
        text.contains(" 298") && !text.contains("of 298")
    });
    terminal.keys("q");
    terminal.wait("a sane terminal", |screen| is_sane(screen, "0"));
}

#[test]
fn an_idle_desk_writes_nothing() {
    let mut terminal = Terminal::running(DESK);
    terminal.wait("the list", shows_the_list);
    // Whose book it is comes last; from then on nothing moves.
    terminal.wait("the partner", |screen| {
        screen.contents().contains("Northwind")
    });
    terminal.keys("y");
    terminal.wait("what was said", |screen| {
        screen.contents().contains("Copied")
    });
    terminal.bytes_within(Duration::from_millis(300));
    assert_eq!(terminal.bytes_within(QUIET), 0);
}

#[test]
fn another_size_is_drawn_at_once() {
    let terminal = Terminal::running(DESK);
    terminal.wait("the list", shows_the_list);
    terminal.resize(40, 160);
    terminal.wait("both sides", |screen| {
        screen.contents().contains("│ 1 Account")
    });
    terminal.resize(5, 20);
    terminal.wait("the small list", |screen| {
        screen.contents().contains("Customers") && screen.contents().contains("? help")
    });
}

/// An import of so many customers that there is time to look at it.
const IMPORT: &str = r#"awk 'BEGIN {
    for (n = 0; n < 60000; n++) printf "{\"id\":\"%08d-1111-4222-8333-444444444444\"}\n", n
}' > many.json
trap : INT; "$DECK" --store book customers import many.json; echo "left $?""#;
#[test]
fn an_import_shows_how_far_it_is_and_stops_at_ctrl_c() {
    let mut terminal = Terminal::running(IMPORT);
    terminal.wait("some of the customers", |screen| {
        let text = screen.contents();
        text.contains(" of 60,000") && !text.starts_with("0 of")
    });
    terminal.keys("\x03");
    terminal.wait("what is in the book", |screen| {
        let text = screen.contents();
        text.contains("Stopped after ") && text.contains("left 130")
    });
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let mut terminal = Terminal::interactive();
    terminal.wait("a prompt", |screen| screen.contents().contains("ready> "));
    terminal.keys("\"$DECK\" --demo\r");
    terminal.wait("the list", shows_the_list);
    terminal.keys("\x1a");
    terminal.wait("the shell", |screen| {
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && screen.contents().trim_end().ends_with("ready>")
    });
    terminal.keys("fg\r");
    terminal.wait("the list again", shows_the_list);
    terminal.keys("q");
    terminal.wait("the shell", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>")
    });
}
