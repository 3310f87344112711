//! The program in its home, run to its end or killed on the way, and the power that goes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::home::{Home, copy};
use crate::preload::libraries;

/// The calls that change something on the disk.
const CHANGES: &str = "wstonum";

/// When a process is killed, or its disk fails.
#[derive(Debug, Clone, Copy)]
pub enum Moment {
    Never,
    /// After a time.
    After(Duration),
    /// Never, but from one call of a sort on (see `tests/faults`) the disk answers with an error.
    Fault {
        on: &'static str,
        at: usize,
        errno: i32,
    },
    /// At a call that changes something on the disk, by its number; torn: half of a write is done.
    Call {
        number: usize,
        torn: bool,
    },
}

/// How a process ended.
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    pub took: Duration,
    /// Calls that changed something on the disk; 0 when they were not counted.
    pub calls: usize,
}

impl Ended {
    /// The report on standard output, once it is whole: what the program told as done.
    pub fn report(&self) -> Option<Value> {
        serde_json::from_str(&self.out).ok()
    }

    /// The complaint on standard error.
    pub fn problem(&self) -> Option<Value> {
        let mut lines = self.err.lines().rev();
        lines.find_map(|line| serde_json::from_str(line).ok())
    }
}

pub struct Machine {
    home: Home,
    program: PathBuf,
    /// Files that the program reads and writes besides its own.
    desk: TempDir,
    /// What a power cut would leave of the home; `None` when there are none.
    shadow: Option<TempDir>,
}

impl Machine {
    pub fn new(program: &str, loses_power: bool) -> Self {
        Self {
            home: Home::new(),
            program: program.into(),
            desk: tempfile::tempdir().unwrap(),
            shadow: loses_power.then(|| tempfile::tempdir().unwrap()),
        }
    }

    /// Where the book stands.
    pub fn book(&self) -> PathBuf {
        self.home.book()
    }

    /// Makes the home as another is.
    pub fn become_like(&self, other: &Machine) {
        empty(&self.root());
        copy(&other.root(), &self.root());
    }

    /// A place for a file beside the home.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.desk.path().join(name)
    }

    /// A copy of everything, for a look after a failure.
    pub fn keep(&self, as_name: &str) -> PathBuf {
        let kept = std::env::temp_dir().join(as_name);
        copy(&self.root(), &kept);
        kept
    }

    /// Runs a command line.
    pub fn run(&self, line: &[String], moment: Moment) -> Ended {
        let count = self.beside("calls");
        let mut command = self.command(line, moment, &count);
        let begun = Instant::now();
        let mut child = command.spawn().unwrap();
        let [out, err] = drained(&mut child);
        if let Moment::After(time) = moment {
            // The one place where a moment, and not a fact, is waited for: any moment has to do.
            while begun.elapsed() < time && child.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_micros(200));
            }
            let _ = child.kill();
        }
        let status = child.wait().unwrap();
        let calls = std::fs::read_to_string(&count).unwrap_or_default();
        Ended {
            code: status.code(),
            out: out.join().unwrap(),
            err: err.join().unwrap(),
            took: begun.elapsed(),
            calls: calls.parse().unwrap_or_default(),
        }
    }

    /// What a command says, which must end well.
    ///
    /// # Errors
    /// How it ended instead.
    pub fn ask(&self, line: &str) -> Result<String, String> {
        let ended = self.run(&words(line), Moment::Never);
        if ended.code == Some(0) {
            return Ok(ended.out);
        }
        let Ended { code, out, err, .. } = ended;
        Err(format!("«{line}» ended with {code:?}: {out}{err}"))
    }

    fn command(&self, line: &[String], moment: Moment, count: &Path) -> Command {
        let mut command = self.home.process(&[]);
        let mut settings = BTreeMap::new();
        if let Some(libraries) = libraries() {
            let root = self.root().display().to_string();
            let mut preload = libraries.faults.display().to_string();
            settings.insert("FAULT_DIR", root.clone());
            settings.insert("FAULT_ON", CHANGES.to_owned());
            settings.insert("FAULT_COUNT", count.display().to_string());
            match moment {
                Moment::Call { number, torn } => {
                    settings.insert("FAULT_AT", number.to_string());
                    settings.insert("FAULT_DO", if torn { "torn" } else { "die" }.to_owned());
                }
                Moment::Fault { on, at, errno } => {
                    settings.insert("FAULT_ON", on.to_owned());
                    settings.insert("FAULT_AT", at.to_string());
                    settings.insert("FAULT_DO", errno.to_string());
                }
                Moment::Never | Moment::After(_) => {}
            }
            if let Some(shadow) = &self.shadow {
                preload = format!("{preload}:{}", libraries.powerloss.display());
                settings.insert("PL_DIR", root);
                settings.insert("PL_SHADOW", shadow.path().display().to_string());
            }
            settings.insert("LD_PRELOAD", preload);
        }
        // The home knows the environment; which program runs in it is ours to say.
        let mut own = Command::new(&self.program);
        own.env_clear().current_dir(self.desk.path());
        for (name, value) in command.get_envs() {
            own.env(name, value.unwrap_or_default());
        }
        command = own;
        command
            .envs(settings)
            .args(["--format", "json"])
            .args(line)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// From here on the power may go: what is there now is on the disk.
    pub fn settle(&self) {
        if let Some(shadow) = &self.shadow {
            empty(shadow.path());
            copy(&self.root(), shadow.path());
        }
    }

    /// What is left is what was synced. Without a shadow the power stays.
    pub fn cut_the_power(&self) {
        if let Some(shadow) = &self.shadow {
            empty(&self.root());
            copy(shadow.path(), &self.root());
        }
    }

    fn root(&self) -> PathBuf {
        self.home.path("data").parent().unwrap().to_owned()
    }
}

/// A command line as words; `~` is a blank within one.
pub fn words(line: &str) -> Vec<String> {
    line.split(' ').map(|word| word.replace('~', " ")).collect()
}

fn empty(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            std::fs::remove_dir_all(path).unwrap();
        } else {
            std::fs::remove_file(path).unwrap();
        }
    }
}

/// Reads what a child writes while it runs, so that it never waits for us.
fn drained(child: &mut Child) -> [std::thread::JoinHandle<String>; 2] {
    fn reader(mut pipe: impl std::io::Read + Send + 'static) -> std::thread::JoinHandle<String> {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            pipe.read_to_end(&mut bytes).unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        })
    }
    [
        reader(child.stdout.take().unwrap()),
        reader(child.stderr.take().unwrap()),
    ]
}
