//! Large imports that are stopped on their way: by a kill, and by a signal that asks. The same command goes on, what is in
//! the book already stays as it is, and the history tells each run once.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

/// More than are told one by one, so that steps are laid ahead.
const CUSTOMERS: u64 = 16_000;
/// Bytes of the journal that are waited for before an import is stopped: some steps of it.
const BEGUN: u64 = 30_000;
const PATIENCE: Duration = Duration::from_secs(90);

struct Home(TempDir);

impl Home {
    /// A home with a table of customers in it.
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        let mut text = "id,companyProfile.domain,companyProfile.companyName\n".to_owned();
        for number in 0..CUSTOMERS {
            let _ = writeln!(
                text,
                "0000{number:04x}-1111-4222-8333-444444444444,c{number}.onmicrosoft.com,Customer {number}"
            );
        }
        std::fs::write(home.file(), text).unwrap();
        home
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("customers.csv")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_partnerdeck"));
        command
            .env_clear()
            .env("HOME", self.0.path())
            .env("LANG", "C.UTF-8")
            .arg("--store")
            .arg(self.0.path().join("book"))
            .args(["--format", "json"])
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn import(&self) -> Command {
        self.command(&["customers", "import", &self.file().to_string_lossy()])
    }

    /// What a command that must do well says.
    fn says(&self, args: &[&str]) -> Value {
        told(&self.command(args).output().unwrap())
    }

    /// Bytes of the journal.
    fn journal(&self) -> u64 {
        let Ok(files) = std::fs::read_dir(self.0.path().join("book/journal")) else {
            return 0;
        };
        let sizes = files.map(|file| file.and_then(|file| file.metadata()).map_or(0, |f| f.len()));
        sizes.sum()
    }

    /// An import that has taken some steps and is still on its way.
    fn on_its_way(&self) -> Child {
        let mut child = self.import().spawn().unwrap();
        let limit = Instant::now() + PATIENCE;
        while self.journal() < BEGUN {
            assert!(child.try_wait().unwrap().is_none(), "done too soon");
            assert!(Instant::now() < limit, "nothing was taken in");
            std::thread::yield_now();
        }
        child
    }

    /// The import goes on with the same command, and then the book has every customer once.
    fn goes_on(&self) {
        let report = told(&self.import().output().unwrap());
        let summary = |name: &str| report["summary"][name].as_u64().unwrap();
        assert_eq!(summary("added") + summary("unchanged"), CUSTOMERS);
        assert!(summary("unchanged") > 0, "{report}");
        assert!(summary("added") > 0, "{report}");
        let list = self.says(&["customers", "list", "--limit", "1"]);
        assert_eq!(list["totalCount"], CUSTOMERS);
        let history = self.says(&["activity", "list"]);
        assert_eq!(history["totalCount"], 2, "{history}");
        self.says(&["store", "check"]);
        self.says(&["activity", "verify"]);
        // Nothing is left to do, and nothing is noted of that.
        let report = told(&self.import().output().unwrap());
        assert_eq!(report["summary"]["unchanged"], CUSTOMERS);
        assert_eq!(self.says(&["activity", "list"])["totalCount"], 2);
    }
}

fn told(output: &Output) -> Value {
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_killed_import_goes_on_with_the_same_command() {
    let home = Home::new();
    let mut child = home.on_its_way();
    child.kill().unwrap();
    child.wait().unwrap();
    home.goes_on();
}

#[test]
fn an_interrupted_import_says_what_is_in_the_book_and_goes_on() {
    let home = Home::new();
    let child = home.on_its_way();
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    let problem: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(problem["code"], "interrupted");
    let list = home.says(&["customers", "list", "--limit", "1"]);
    let there = list["totalCount"].as_u64().unwrap();
    let in_words = format!("{},{:03}", there / 1000, there % 1000);
    let description = problem["description"].as_str().unwrap();
    let said = format!("Stopped after {in_words} of 16,000 records, which are in the book.");
    assert!(description.starts_with(&said), "{description}");
    home.goes_on();
}
