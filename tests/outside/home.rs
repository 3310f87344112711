//! A home of its own for the program: every file it may touch stands in a temporary folder, the clock stands still, and
//! nothing of the machine's own environment comes in.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;

use assert_cmd::Command;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_partnerdeck");
const NOW: &str = "2026-11-22T09:00:00Z";

/// Where one program lives.
pub struct Home(TempDir);

/// How a program ended and what it wrote.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// What it wrote as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|_| panic!("no JSON: {}{}", self.out, self.err))
    }

    /// What it complained as JSON, the last line of stderr.
    pub fn problem(&self) -> Value {
        let last = self.err.lines().last().unwrap_or_default();
        serde_json::from_str(last).unwrap_or_else(|_| panic!("no JSON: {}", self.err))
    }

    /// The same run, which must have ended well.
    #[track_caller]
    pub fn good(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    /// The code and the top-level code of the complaint.
    pub fn refusal(&self) -> (i32, String) {
        (
            self.code,
            self.problem()["code"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        )
    }
}

impl Home {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A home whose book is the demo book.
    pub fn with_demo() -> Self {
        let home = Self::new();
        copy(demo_book(), &home.book());
        home
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The book at the default place.
    pub fn book(&self) -> PathBuf {
        self.path("data/partnerdeck/book")
    }

    /// Writes a file and gives its path as an argument.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program with its environment, in its home.
    pub fn command(&self, line: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.env_clear().current_dir(self.0.path()).args(line);
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command
    }

    /// The same for a process that is talked to while it runs.
    pub fn process(&self, line: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(PROGRAM);
        command.env_clear().current_dir(self.0.path()).args(line);
        command.envs(self.environment());
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a command line in pipes.
    pub fn run(&self, line: &[&str]) -> Run {
        ended(self.command(line))
    }

    /// The same with something on standard input.
    pub fn run_with(&self, line: &[&str], input: impl Into<Vec<u8>>) -> Run {
        let mut command = self.command(line);
        command.write_stdin(input);
        ended(command)
    }

    /// Runs a command line on a terminal of so many columns, types the input, and gives back all that it showed.
    pub fn on_terminal(&self, columns: u16, line: &[&str], typed: &str) -> (u32, String) {
        let size = PtySize {
            rows: 24,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(line);
        command.cwd(self.0.path());
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut keyboard = pair.master.take_writer().unwrap();
        std::io::Write::write_all(&mut keyboard, typed.as_bytes()).unwrap();
        let mut shown = Vec::new();
        // Linux ends a terminal without a program with an error; what was shown before it counts.
        let _ = pair
            .master
            .try_clone_reader()
            .unwrap()
            .read_to_end(&mut shown);
        let code = child.wait().unwrap().exit_code();
        (
            code,
            String::from_utf8(shown).unwrap().replace("\r\n", "\n"),
        )
    }

    fn environment(&self) -> [(&'static str, String); 7] {
        let at = |name: &str| self.path(name).to_str().unwrap().to_owned();
        [
            ("HOME", at("")),
            ("XDG_DATA_HOME", at("data")),
            ("XDG_STATE_HOME", at("state")),
            ("XDG_CONFIG_HOME", at("config")),
            ("USER", "mina.kim".to_owned()),
            ("LANG", "en_US.UTF-8".to_owned()),
            ("PARTNERDECK_NOW", NOW.to_owned()),
        ]
    }
}

fn ended(mut command: Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The demo book on disk, filled once for all tests.
fn demo_book() -> &'static Path {
    static BOOK: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, book) = BOOK.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let book = folder.path().join("book");
        let home = Home::new();
        home.run(&[
            "--demo",
            "--store",
            book.to_str().unwrap(),
            "store",
            "stats",
        ])
        .good();
        (folder, book)
    });
    book
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
