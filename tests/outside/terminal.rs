//! The real program in a real pseudo-terminal: it starts, takes keys, stays quiet, and leaves the terminal as it found it
//! whichever way it ends. Every wait is for a fact on the screen, with a limit that prints the screen.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use tempfile::TempDir;
use vt100::{Parser, Screen};

/// Longer than the slowest machine takes to open the demo book in a debug build.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long the screen must stay quiet.
const QUIET: Duration = Duration::from_secs(3);

/// A shell in a terminal, with the program's homes in a folder of its own.
pub struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    /// Held while nothing is read.
    reading: Arc<Mutex<()>>,
    keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    home: TempDir,
}

struct Seen {
    parser: Parser,
    /// Everything since the start, as it came.
    bytes: Vec<u8>,
}

/// Everything that was written to a terminal.
pub struct Written(Vec<u8>);

impl Written {
    /// Whether the last thing that went to the clipboard is a blank.
    pub fn ends_with_blank_clipboard(&self) -> bool {
        let copied = b"\x1b]52;c;";
        let mut copies = self.0.windows(copied.len()).enumerate();
        let last = copies.rfind(|(_, part)| part == copied);
        last.is_some_and(|(at, _)| self.0[at + copied.len()..].starts_with(b"IA==\x07"))
    }
}

impl Terminal {
    /// A shell that runs one script.
    pub fn running(script: &str) -> Self {
        Self::with(&["-c", script])
    }

    /// A shell that is typed into.
    fn interactive() -> Self {
        Self::with(&["-i"])
    }

    /// A shell that runs one script in a terminal of a size, in a home that was prepared.
    pub fn prepared(script: &str, rows: u16, cols: u16, prepare: impl FnOnce(&Path)) -> Self {
        let home = tempfile::tempdir().unwrap();
        prepare(home.path());
        Self::in_home(home, &["-c", script], rows, cols)
    }

    fn with(arguments: &[&str]) -> Self {
        Self::in_home(tempfile::tempdir().unwrap(), arguments, 24, 80)
    }

    fn in_home(home: TempDir, arguments: &[&str], rows: u16, cols: u16) -> Self {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new("sh");
        command.args(arguments);
        command.env_clear();
        let path = std::env::var("PATH").unwrap();
        for (name, value) in [
            ("PATH", path.as_str()),
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("PS1", "ready> "),
            ("RUST_BACKTRACE", "0"),
            ("DECK", env!("CARGO_BIN_EXE_partnerdeck")),
            ("PARTNERDECK_FAULT", "1"),
        ] {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        command.cwd(home.path());
        let child = pty.slave.spawn_command(command).unwrap();
        let seen = Arc::new((
            Mutex::new(Seen {
                parser: Parser::new(rows, cols, 0),
                bytes: Vec::new(),
            }),
            Condvar::new(),
        ));
        let reading = Arc::new(Mutex::new(()));
        read_into(&seen, &reading, pty.master.try_clone_reader().unwrap());
        Self {
            seen,
            reading,
            keys: pty.master.take_writer().unwrap(),
            master: pty.master,
            child,
            home,
        }
    }

    pub fn keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Returns when the whole condition holds.
    pub fn wait(&self, what: &str, condition: impl Fn(&Screen) -> bool) {
        let limit = Instant::now() + PATIENCE;
        let (seen, changed) = &*self.seen;
        let mut seen = seen.lock().unwrap();
        while !condition(seen.parser.screen()) {
            let left = limit.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited for: {what}\nalternate screen: {}\n{}",
                seen.parser.screen().alternate_screen(),
                seen.parser.screen().contents()
            );
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Returns when nothing more is drawn: the program waits for keys.
    pub fn quiet(&self) {
        while self.bytes_within(Duration::from_millis(150)) > 0 {}
    }

    /// Looks at the screen, and at every byte that was sent to it.
    pub fn looked_at(&self, look: impl FnOnce(&Screen, &[u8])) {
        let seen = self.seen.0.lock().unwrap();
        look(seen.parser.screen(), &seen.bytes);
    }

    /// Bytes that come within a time.
    fn bytes_within(&self, time: Duration) -> usize {
        let limit = Instant::now() + time;
        let (seen, changed) = &*self.seen;
        let mut seen = seen.lock().unwrap();
        let before = seen.bytes.len();
        loop {
            let left = limit.saturating_duration_since(Instant::now());
            if left.is_zero() || seen.bytes.len() > before {
                return seen.bytes.len() - before;
            }
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
    }

    pub fn resize(&self, rows: u16, cols: u16) {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let mut seen = self.seen.0.lock().unwrap();
        seen.parser.screen_mut().set_size(rows, cols);
        self.master.resize(size).unwrap();
    }

    /// The process that wrote its number into the file `pid` of its home.
    pub fn process(&self) -> Pid {
        let text = fs::read_to_string(self.pid_file()).unwrap();
        Pid::from_raw(text.trim().parse().unwrap()).unwrap()
    }

    /// What is on the screen.
    pub fn contents(&self) -> String {
        self.seen.0.lock().unwrap().parser.screen().contents()
    }

    /// What the window is called: what stood in any sequence that names it.
    pub fn title(&self) -> String {
        let all = self.seen.0.lock().unwrap().bytes.clone();
        let text = String::from_utf8_lossy(&all).into_owned();
        ["\x1b]0;", "\x1b]1;", "\x1b]2;"]
            .iter()
            .flat_map(|name| text.split(name).skip(1))
            .map(|rest| rest.split(['\x07', '\x1b']).next().unwrap_or_default())
            .collect()
    }

    /// Everything that was written.
    pub fn written(&self) -> Written {
        Written(self.seen.0.lock().unwrap().bytes.clone())
    }

    /// The home of the program.
    pub fn home(&self) -> &std::path::Path {
        self.home.path()
    }

    fn pid_file(&self) -> PathBuf {
        self.home.path().join("pid")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_into(
    seen: &Arc<(Mutex<Seen>, Condvar)>,
    reading: &Arc<Mutex<()>>,
    mut reader: Box<dyn Read + Send>,
) {
    let (seen, reading) = (Arc::clone(seen), Arc::clone(reading));
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            let (seen, changed) = &*seen;
            // A test that failed while it held the lock has said so already.
            let mut seen_now = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen_now.parser.process(&buffer[..count]);
            seen_now.bytes.extend_from_slice(&buffer[..count]);
            changed.notify_all();
            drop(seen_now);
            drop(reading.lock());
        }
    });
}

/// Runs the desk so that its number is known, then tells how it ended and in which modes the terminal is.
const DESK: &str =
    r#"sh -c 'echo $$ > pid; exec "$DECK" --demo'; echo "left $?"; stty -a; echo over"#;

/// The same on a book that stays, so that what was typed can stay too.
const DESK_ON_A_BOOK: &str = r#""$DECK" --demo --store book store stats > counts; sh -c 'echo $$ > pid; exec "$DECK" --store book'; echo "left $?"; stty -a; echo over"#;

fn shows_the_list(screen: &Screen) -> bool {
    let text = screen.contents();
    screen.alternate_screen() && text.contains("? help") && text.contains("A. Datum")
}

/// The shell's own screen, with lines edited and echoed, pastes plain and the cursor there.
fn is_sane(screen: &Screen, code: &str) -> bool {
    let text = screen.contents();
    !screen.alternate_screen()
        && !screen.bracketed_paste()
        && !screen.hide_cursor()
        && text.contains(&format!("left {code}"))
        && text.contains("over")
        && text.contains(" icanon")
        && text.contains(" echo ")
}

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
    let crashes = terminal
        .home
        .path()
        .join(".local/state/partnerdeck/crashes");
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
    let reading = Arc::clone(&terminal.reading);
    let stuck = reading.lock().unwrap();
    let limit = Instant::now() + PATIENCE;
    // Every redrawing fills what the system keeps for the terminal, until nothing more goes in.
    while test_kill_process(desk).is_ok() {
        assert!(
            Instant::now() < limit,
            "the desk still waits for the terminal"
        );
        let _ = terminal.keys.write_all(b"\x0c");
        let _ = terminal.child.try_wait();
        std::thread::yield_now();
        std::thread::park_timeout(Duration::from_millis(5));
    }
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
    let sessions = terminal
        .home
        .path()
        .join(".local/state/partnerdeck/sessions");
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
