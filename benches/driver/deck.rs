//! The program in a pseudo-terminal, and how long it takes to show what it must.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use vt100::Parser;

use super::scan::Expected;

const ROWS: u16 = 60;
const COLUMNS: u16 = 200;
/// Longer than anything takes that works.
const PATIENCE: Duration = Duration::from_secs(120);
/// What is still on its way after an answer comes within this.
const QUIET: Duration = Duration::from_millis(15);

/// The program in its terminal.
pub struct Deck {
    parser: Parser,
    bytes: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    begun: Instant,
}

impl Deck {
    /// Starts it on a book.
    pub fn start(program: &str, book: &str) -> Self {
        Self::run(program, &["--store", book])
    }

    /// Starts any program.
    pub fn run(program: &str, arguments: &[&str]) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let begun = Instant::now();
        let child = pty.slave.spawn_command(command).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let keys = pty.master.take_writer().unwrap();
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let _master = pty.master;
            let mut buffer = vec![0; 1 << 16];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            parser: Parser::new(ROWS, COLUMNS, 0),
            bytes,
            keys,
            child,
            begun,
        }
    }

    /// When it was started.
    pub fn begun(&self) -> Instant {
        self.begun
    }

    /// The time until the screen is as it should be.
    pub fn wait(
        &mut self,
        since: Instant,
        what: &str,
        is_there: impl Fn(&str) -> bool,
    ) -> Duration {
        loop {
            let screen = self.parser.screen().contents();
            if is_there(&screen) {
                return since.elapsed();
            }
            let left = PATIENCE.saturating_sub(since.elapsed());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(_) => panic!("waited for {what}\n{screen}"),
            }
        }
    }

    /// Sends keys as a terminal does.
    pub fn press(&mut self, keys: &str) -> Instant {
        let pressed = Instant::now();
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        pressed
    }

    /// The time from a key to a frame that is not the one before.
    pub fn key_to_change(&mut self, key: &str) -> Duration {
        self.settle();
        let before = self.parser.screen().contents_formatted();
        let pressed = self.press(key);
        loop {
            match self.bytes.recv_timeout(Duration::from_secs(2)) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(_) => return pressed.elapsed(),
            }
            if self.parser.screen().contents_formatted() != before {
                return pressed.elapsed();
            }
        }
    }

    /// The times from a letter until the first page of hits stands there, and until all are counted.
    pub fn type_letter(
        &mut self,
        letter: &str,
        typed: &str,
        expected: &Expected,
    ) -> (Duration, Duration) {
        self.settle();
        let pressed = self.press(letter);
        let page = self.wait(pressed, typed, |screen| {
            shows_typed(screen, typed) && shows_rows(screen, expected)
        });
        let all = self.wait(pressed, typed, |screen| {
            shows_count(screen, expected.count) && shows_rows(screen, expected)
        });
        (page, all)
    }

    /// Takes what is still on its way.
    pub fn settle(&mut self) {
        while let Ok(bytes) = self.bytes.recv_timeout(QUIET) {
            self.parser.process(&bytes);
        }
    }

    /// How much it writes while nobody does anything.
    pub fn bytes_within(&mut self, time: Duration) -> usize {
        self.settle();
        let until = Instant::now() + time;
        let mut count = 0;
        while let Ok(bytes) = self
            .bytes
            .recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            count += bytes.len();
        }
        count
    }

    /// Kilobytes that it holds in memory, as the system counts them.
    pub fn memory(&mut self) -> u64 {
        self.settle();
        self.of_the_system("status", "VmRSS:").unwrap_or_default()
    }

    /// How often its threads went to sleep so far, those of sled left out: one that is woken has slept before.
    pub fn sleeps(&self) -> u64 {
        let tasks = format!("/proc/{}/task", self.child.process_id().unwrap());
        let tasks = std::fs::read_dir(tasks).into_iter().flatten().flatten();
        let of_sled = |name: String| name.starts_with("sled-");
        let ours = tasks.filter(|task| {
            let name = std::fs::read_to_string(task.path().join("comm"));
            !name.is_ok_and(of_sled)
        });
        let sleeps = ours.filter_map(|task| {
            let status = std::fs::read_to_string(task.path().join("status")).ok()?;
            number_behind(&status, "voluntary_ctxt_switches:")
        });
        sleeps.sum()
    }

    fn of_the_system(&self, file: &str, word: &str) -> Option<u64> {
        let path = format!("/proc/{}/{file}", self.child.process_id()?);
        number_behind(&std::fs::read_to_string(path).ok()?, word)
    }

    /// Ends it as an operator does who has nothing unsaved.
    pub fn leave(&mut self) {
        self.press("q");
        let _ = self.child.wait();
    }
}

impl Drop for Deck {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Has the system forget what it read of a folder, so that the next one who asks waits for the disk.
pub fn drop_pages(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            drop_pages(&path);
        } else if let Ok(file) = std::fs::File::open(&path) {
            let _ = file.sync_all();
            let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
        }
    }
}

fn number_behind(text: &str, word: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(word))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Whether the first rows on the screen are those.
pub fn shows_rows(screen: &str, expected: &Expected) -> bool {
    let mut rows = screen
        .lines()
        .skip_while(|line| !line.contains("Domain") && !line.contains("Signs in"));
    rows.next();
    let mut rows = rows.filter(|line| !line.trim().is_empty());
    let is_row = |name: &String| {
        rows.next()
            .is_some_and(|line| line.contains(name.trim_end()))
    };
    expected.names.iter().all(is_row)
}

/// Whether the exact count of hits stands there.
pub fn shows_count(screen: &str, count: usize) -> bool {
    screen.contains(&format!("{} of", grouped(count)))
}

/// Whether what was typed can be read.
pub fn shows_typed(screen: &str, typed: &str) -> bool {
    screen
        .lines()
        .any(|line| line.trim_start().starts_with('/') && line.contains(typed))
}

/// A number as the screen writes it.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
