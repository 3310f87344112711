//! The real program in a real pseudo-terminal. Every wait is for a fact on the screen, with a limit that prints the
//! screen.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, test_kill_process};
use tempfile::TempDir;
use vt100::{Parser, Screen};

/// Longer than the slowest machine takes to open the demo book in a debug build.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// A shell in a terminal, with the program's homes in a folder of its own.
pub struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    /// Held while nothing is read.
    reading: Arc<Mutex<()>>,
    /// Gone once it was closed, like the end that is read.
    keys: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    is_closed: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
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
    pub fn interactive() -> Self {
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
        let is_closed = Arc::new(AtomicBool::new(false));
        let from = pty.master.try_clone_reader().unwrap();
        let reader = read_into(&seen, &reading, &is_closed, from);
        Self {
            seen,
            reading,
            keys: Some(pty.master.take_writer().unwrap()),
            master: Some(pty.master),
            is_closed,
            reader: Some(reader),
            child,
            home,
        }
    }

    pub fn keys(&mut self, keys: &str) {
        let into = self.keys.as_mut().unwrap();
        into.write_all(keys.as_bytes()).unwrap();
        into.flush().unwrap();
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

    /// Returns when a fact holds that does not stand on the screen.
    pub fn wait_for(&self, what: &str, fact: impl Fn() -> bool) {
        let limit = Instant::now() + PATIENCE;
        while !fact() {
            let contents = self.contents();
            assert!(Instant::now() < limit, "waited for: {what}\n{contents}");
            std::thread::park_timeout(Duration::from_millis(20));
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
    pub fn bytes_within(&self, time: Duration) -> usize {
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
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// The process that wrote its number into the file `pid` of its home.
    pub fn process(&self) -> Pid {
        let text = fs::read_to_string(self.pid_file()).unwrap();
        Pid::from_raw(text.trim().parse().unwrap()).unwrap()
    }

    /// Returns when that process is gone. Whatever else is done meanwhile is done again and again.
    pub fn wait_for_the_end_of(&mut self, process: Pid, mut meanwhile: impl FnMut(&mut Self)) {
        let limit = Instant::now() + PATIENCE;
        while test_kill_process(process).is_ok() {
            assert!(Instant::now() < limit, "the desk still runs");
            meanwhile(self);
            // The shell collects it; without one it is ours to collect.
            let _ = self.child.try_wait();
            std::thread::park_timeout(Duration::from_millis(5));
        }
    }

    /// Reads nothing more until the answer is dropped: the terminal is stuck.
    pub fn stuck(&self) -> Arc<Mutex<()>> {
        Arc::clone(&self.reading)
    }

    /// Presses keys that nobody may be there to take.
    pub fn keys_to_nobody(&mut self, keys: &str) {
        if let Some(into) = &mut self.keys {
            let _ = into.write_all(keys.as_bytes());
        }
    }

    /// Closes the terminal while something is being written to it.
    pub fn hang_up(&mut self) {
        self.is_closed.store(true, Ordering::SeqCst);
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        self.keys = None;
        self.master = None;
    }

    /// Runs the program on the book of this home without a terminal; it must end well. Gives what it wrote.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> String {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_partnerdeck"))
            .args(["--store", "book"])
            .args(arguments)
            .env_clear()
            .env("HOME", self.home.path())
            .current_dir(self.home.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{arguments:?}: {said}");
        String::from_utf8(run.stdout).unwrap()
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
    is_closed: &Arc<AtomicBool>,
    mut reader: Box<dyn Read + Send>,
) -> JoinHandle<()> {
    let (seen, reading) = (Arc::clone(seen), Arc::clone(reading));
    let is_closed = Arc::clone(is_closed);
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
            if is_closed.load(Ordering::SeqCst) {
                return;
            }
        }
    })
}

/// Runs the desk so that its number is known, then tells how it ended and in which modes the terminal is.
pub const DESK: &str =
    r#"sh -c 'echo $$ > pid; exec "$DECK" --demo'; echo "left $?"; stty -a; echo over"#;

/// The same on a book that stays, so that what was typed can stay too.
pub const DESK_ON_A_BOOK: &str = r#""$DECK" --demo --store book store stats > counts; sh -c 'echo $$ > pid; exec "$DECK" --store book'; echo "left $?"; stty -a; echo over"#;

/// Whether the list stands on the screen.
pub fn shows_the_list(screen: &Screen) -> bool {
    let text = screen.contents();
    screen.alternate_screen() && text.contains("? help") && text.contains("A. Datum")
}

/// The shell's own screen, with lines edited and echoed, pastes plain and the cursor there.
pub fn is_sane(screen: &Screen, code: &str) -> bool {
    let text = screen.contents();
    !screen.alternate_screen()
        && !screen.bracketed_paste()
        && !screen.hide_cursor()
        && text.contains(&format!("left {code}"))
        && text.contains("over")
        && text.contains(" icanon")
        && text.contains(" echo ")
}
