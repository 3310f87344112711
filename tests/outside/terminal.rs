//! The real program in a real pseudo-terminal: it starts, takes keys, stays quiet, and leaves the terminal as it found it
//! whichever way it ends. Every wait is for a fact on the screen, with a limit that prints the screen.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use vt100::{Parser, Screen};

/// Longer than the slowest machine takes to open the demo book in a debug build.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long the screen must stay quiet.
const QUIET: Duration = Duration::from_secs(3);

/// A shell in a terminal, with the program's homes in a folder of its own.
pub struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    home: TempDir,
}

struct Seen {
    parser: Parser,
    bytes: Vec<u8>,
}

impl Terminal {
    /// A shell that runs one script.
    fn running(script: &str) -> Self {
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
        read_into(&seen, pty.master.try_clone_reader().unwrap());
        Self {
            seen,
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
    fn process(&self) -> Pid {
        let text = fs::read_to_string(self.pid_file()).unwrap();
        Pid::from_raw(text.trim().parse().unwrap()).unwrap()
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

fn read_into(seen: &Arc<(Mutex<Seen>, Condvar)>, mut reader: Box<dyn Read + Send>) {
    let seen = Arc::clone(seen);
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            let (seen, changed) = &*seen;
            // A test that failed while it held the lock has said so already.
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.parser.process(&buffer[..count]);
            seen.bytes.extend_from_slice(&buffer[..count]);
            changed.notify_all();
        }
    });
}

/// Runs the desk so that its number is known, then tells how it ended and in which modes the terminal is.
const DESK: &str =
    r#"sh -c 'echo $$ > pid; exec "$DECK" --demo'; echo "left $?"; stty -a; echo over"#;

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
