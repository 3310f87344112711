//! The desk ends whichever way: by a signal, a fault, a terminal that reads no more or is gone, a killed process. The
//! terminal is left as it was found, and what was typed is there at the next start.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rustix::process::{Signal, kill_process};

use crate::terminal::{DESK, DESK_ON_A_BOOK, Terminal, is_sane, shows_the_list};

#[test]
fn sigterm_gives_the_terminal_back() {
    let terminal = Terminal::running(DESK);
    terminal.wait("the list", shows_the_list);
    kill_process(terminal.process(), Signal::TERM).unwrap();
    terminal.wait("a sane terminal", |screen| is_sane(screen, "130"));
}

#[test]
fn a_fault_of_ours_gives_the_terminal_back() {
    let mut terminal = Terminal::running(DESK);
    terminal.wait("the list", shows_the_list);
    // F12: in a build for tests, a fault on purpose.
    terminal.keys("\x1b[24~");
    terminal.wait("a sane terminal", |screen| is_sane(screen, "1"));
}

#[test]
fn a_fault_in_a_pane_closes_it_and_keeps_the_desk_and_what_was_typed() {
    let mut terminal = Terminal::running(DESK_ON_A_BOOK);
    terminal.wait("the list", shows_the_list);
    terminal.keys("e");
    terminal.wait("the form", |screen| {
        screen.contents().contains("Ctrl-S save")
    });
    terminal.keys("Fabled");
    terminal.wait("what was typed", |screen| {
        screen.contents().contains("Fabled")
    });
    // F11: in a build for tests, a fault on purpose in what is in front.
    terminal.keys("\x1b[23~");
    terminal.wait("the list and the sentence", |screen| {
        screen.alternate_screen() && screen.contents().contains("A fault of ours closed")
    });
    terminal.keys("e");
    terminal.wait("the offer", |screen| {
        screen.contents().contains("Go on with what was typed")
    });
    terminal.keys("y");
    terminal.wait("the words", |screen| screen.contents().contains("Fabled"));
    kill_process(terminal.process(), Signal::TERM).unwrap();
    terminal.wait("a sane terminal", |screen| is_sane(screen, "130"));
    let crashes = terminal.home().join(".local/state/partnerdeck/crashes");
    let reports: Vec<_> = fs::read_dir(&crashes).unwrap().flatten().collect();
    assert_eq!(reports.len(), 1);
    let report = fs::read_to_string(reports[0].path()).unwrap();
    assert!(report.contains("a fault on purpose"), "{report}");
    assert!(
        !report.contains("Apotheken") && !report.contains("Fabled"),
        "{report}"
    );
    let mode = fs::metadata(reports[0].path())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_terminal_that_reads_no_more_ends_the_desk_and_nothing_else_does() {
    let mut terminal = Terminal::running(DESK);
    terminal.wait("the list", shows_the_list);
    let desk = terminal.process();
    let reading = terminal.stuck();
    let stuck = reading.lock().unwrap();
    // Every redrawing fills what the system keeps for the terminal, until nothing more goes in.
    terminal.wait_for_the_end_of(desk, |terminal| terminal.keys_to_nobody("\x0c"));
    drop(stuck);
    terminal.wait("how it ended", |screen| {
        let text = screen.contents();
        text.contains("left 130") && text.contains(" icanon") && text.contains(" echo ")
    });
}

#[test]
fn a_line_that_drops_ends_the_desk_and_keeps_what_was_typed() {
    let mut terminal = Terminal::running(DESK_ON_A_BOOK);
    terminal.wait("the list", shows_the_list);
    terminal.keys("e");
    terminal.wait("the form", |screen| {
        screen.contents().contains("Ctrl-S save")
    });
    terminal.keys("Fabled");
    terminal.wait("what was typed", |screen| {
        screen.contents().contains("Fabled")
    });
    kill_process(terminal.process(), Signal::HUP).unwrap();
    terminal.wait("a sane terminal", |screen| is_sane(screen, "130"));
    let sessions = terminal.home().join(".local/state/partnerdeck/sessions");
    let session = fs::read_dir(sessions).unwrap().flatten().next().unwrap();
    let draft = fs::read_dir(session.path())
        .unwrap()
        .flatten()
        .next()
        .unwrap();
    assert!(fs::read_to_string(draft.path()).unwrap().contains("Fabled"));
    let mode = draft.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// The desk on a book that stays, and the same again once it has ended.
const TWICE: &str = r#"
    desk() { sh -c 'echo $$ > pid; exec "$DECK" --store book'; echo "left $?"; }
    "$DECK" --demo --store book store stats > counts
    desk; echo RUBBISH; stty sane; desk; stty -a; echo over"#;

#[test]
fn typed_words_outlive_a_killed_process() {
    let mut terminal = Terminal::running(TWICE);
    terminal.wait("the list", shows_the_list);
    terminal.keys("e");
    terminal.wait("the form", |screen| {
        screen.contents().contains("Ctrl-S save")
    });
    terminal.keys("Fabled");
    let sessions = terminal.home().join(".local/state/partnerdeck/sessions");
    terminal.wait_for("the words on the disk", || {
        let session = fs::read_dir(&sessions).into_iter().flatten().flatten();
        let files = session.flat_map(|session| fs::read_dir(session.path()).unwrap().flatten());
        // Those that begin with a dot are still on their way.
        let whole = files.filter(|file| !file.file_name().to_string_lossy().starts_with('.'));
        let mut texts = whole.filter_map(|file| fs::read_to_string(file.path()).ok());
        texts.any(|text| text.contains("Fabled"))
    });
    kill_process(terminal.process(), Signal::KILL).unwrap();
    terminal.wait("the desk again", |screen| {
        let text = screen.contents();
        let is_offered = text.contains("Begun and not saved") && text.contains("Enter go on");
        is_offered && !text.contains("RUBBISH") && !text.contains("Fabled")
    });
    terminal.keys("\r");
    terminal.wait("the words", |screen| screen.contents().contains("Fabled"));
    terminal.keys("\x03");
    terminal.wait("a sane terminal", |screen| is_sane(screen, "0"));
}
