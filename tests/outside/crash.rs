//! The real program is killed at random moments, and the power goes at random moments: whatever it had reported as done is
//! there afterwards, and a check of the book finds nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

const KILLS: usize = 20;
const POWER_CUTS: usize = 5;
/// Customers of one import: enough for several of its batches.
const IMPORTED: usize = 1_500;

#[test]
fn what_was_reported_survives_every_kill() {
    let mut trial = Trial::new();
    for round in 0..KILLS {
        trial.edits(round, Ending::Killed);
        trial.import(round, Ending::Killed);
        trial.look();
    }
    trial.sum_up();
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_reported_survives_every_power_cut() {
    let mut trial = Trial::new();
    let Some(library) = compiled(trial.home.path()) else {
        println!("skipped: no C compiler to build the model of a power cut with");
        return;
    };
    trial.preload = Some(library);
    for round in 0..POWER_CUTS {
        trial.edits(round, Ending::Killed);
        trial.cut_the_power();
        trial.look();
        trial.import(round, Ending::Killed);
        trial.cut_the_power();
        trial.look();
        // What was put down properly has no advantage: only what was synced counts.
        trial.edits(round, Ending::Left);
        trial.cut_the_power();
        trial.look();
    }
    trial.sum_up();
}

/// How the last command of a row ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Killed,
    Left,
}

/// A book, and what the program said about it.
struct Trial {
    home: TempDir,
    chance: Chance,
    preload: Option<PathBuf>,
    /// The notes that were reported as saved, by customer.
    saved: BTreeMap<String, String>,
    /// Notes whose saving was cut short: they may be there or not.
    open: BTreeMap<String, String>,
    /// Customers that were reported as imported.
    imported: Vec<String>,
    /// How many of the killed were killed before they were done.
    cut_short: usize,
    /// How long an import takes when it is left alone.
    import_takes: Duration,
}

impl Trial {
    /// A book with a first import, which is not disturbed.
    fn new() -> Self {
        let mut trial = Self {
            home: tempfile::tempdir().unwrap(),
            chance: Chance(0x5EED),
            preload: None,
            saved: BTreeMap::new(),
            open: BTreeMap::new(),
            imported: Vec::new(),
            cut_short: 0,
            import_takes: Duration::ZERO,
        };
        let (file, ids) = trial.customers("first");
        let begun = Instant::now();
        let output = trial.run(&["book", "import", &file]);
        trial.import_takes = begun.elapsed();
        assert!(reported(&output).is_some(), "{output:?}");
        trial.imported = ids;
        trial
    }

    fn book(&self) -> PathBuf {
        self.home.path().join("book")
    }

    fn shadow(&self) -> PathBuf {
        self.home.path().join("shadow")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_partnerdeck"));
        command
            .env_clear()
            .env("HOME", self.home.path())
            .env("LANG", "C.UTF-8")
            .arg("--store")
            .arg(self.book())
            .args(["--format", "json"])
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(library) = &self.preload {
            command
                .env("LD_PRELOAD", library)
                .env("PL_DIR", self.book())
                .env("PL_SHADOW", self.shadow());
        }
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Starts a command and kills it after a while, unless it is done before.
    fn run_and_kill(&self, args: &[&str], after: Duration) -> Output {
        let mut child = self.command(args).spawn().unwrap();
        let output = drained(&mut child);
        // The one place where a moment, and not a fact, is waited for: any moment has to do.
        let begun = Instant::now();
        while begun.elapsed() < after && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(500));
        }
        let _ = child.kill();
        let status = child.wait().unwrap();
        let [stdout, stderr] = output.map(|thread| thread.join().unwrap());
        Output {
            status,
            stdout,
            stderr,
        }
    }

    /// Some notes saved one after the other; the last one is killed at some moment.
    fn edits(&mut self, round: usize, ending: Ending) {
        let edits = 2 + self.chance.below(3);
        for edit in 0..edits {
            let customer = self.imported[self.chance.below(self.imported.len())].clone();
            let note = format!("round {round}, note {edit}");
            let set = format!("notes={note}");
            let args = ["customers", "update", &customer, "--set", &set];
            let last = edit + 1 == edits;
            let output = if last && ending == Ending::Killed {
                let after = self.chance.within(Duration::from_millis(120));
                self.run_and_kill(&args, after)
            } else {
                self.run(&args)
            };
            if reported(&output).is_some() {
                self.open.remove(&customer);
                self.saved.insert(customer, note);
            } else {
                assert!(last && !output.status.success(), "{output:?}");
                self.open.insert(customer, note);
                self.cut_short += 1;
            }
        }
    }

    /// An import that is killed at some moment.
    fn import(&mut self, round: usize, ending: Ending) {
        let (file, ids) = self.customers(&format!("round{round}"));
        let args = ["book", "import", &file];
        let output = if ending == Ending::Killed {
            let after = self.chance.within(self.import_takes);
            self.run_and_kill(&args, after)
        } else {
            self.run(&args)
        };
        if reported(&output).is_some() {
            self.imported.extend(ids);
        } else {
            self.cut_short += 1;
        }
    }

    /// What is left is what was synced.
    fn cut_the_power(&mut self) {
        std::fs::remove_dir_all(self.book()).unwrap();
        std::fs::rename(self.shadow(), self.book()).unwrap();
    }

    /// The book is sound, and everything that was reported is in it.
    fn look(&mut self) {
        let check = self.run(&["store", "check"]);
        assert!(check.status.success(), "{}", words(&check));
        let export = self.run(&["book", "export"]);
        assert!(export.status.success(), "{}", words(&export));
        let notes = notes(&export.stdout);
        for customer in &self.imported {
            assert!(notes.contains_key(customer), "{customer} is gone");
        }
        for (customer, note) in &self.saved {
            let found = &notes[customer];
            let may_be = self.open.get(customer);
            assert!(
                found == note || Some(found) == may_be,
                "{customer}: «{found}» instead of «{note}»"
            );
        }
        // From now on it is known what became of what was cut short.
        for (customer, note) in std::mem::take(&mut self.open) {
            if notes.get(&customer) == Some(&note) {
                self.saved.insert(customer, note);
            }
        }
    }

    /// An import of made-up customers, and their Microsoft IDs.
    fn customers(&self, name: &str) -> (String, Vec<String>) {
        let path = self.home.path().join(format!("{name}.ndjson"));
        let mut ids = Vec::new();
        let mut lines = String::new();
        for number in 0..IMPORTED {
            let id = id(name, number);
            lines.push_str(&format!(
                r#"{{"kind":"customer","customer":"{id}","resource":{{"id":"{id}","companyProfile":{{"tenantId":"{id}","domain":"{name}-{number}.onmicrosoft.com","companyName":"Company {name} {number}"}}}}}}"#
            ));
            lines.push('\n');
            ids.push(id);
        }
        std::fs::write(&path, lines).unwrap();
        (path.display().to_string(), ids)
    }

    /// Kills that all came too late would prove nothing.
    fn sum_up(&self) {
        println!(
            "{} commands were cut short; {} customers and {} notes were reported and are there",
            self.cut_short,
            self.imported.len(),
            self.saved.len()
        );
        assert!(self.cut_short > 0);
    }
}

/// A Microsoft ID that no other name or number has.
fn id(name: &str, number: usize) -> String {
    let hash = name
        .bytes()
        .chain(number.to_le_bytes())
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
    let high = hash >> 32;
    let low = hash & 0xFFFF_FFFF;
    format!("{high:08x}-0000-4000-8000-{low:08x}{:04x}", number & 0xFFFF)
}

/// The report on standard output, once it is whole: what the program told as done.
fn reported(output: &Output) -> Option<Value> {
    let report: Value = serde_json::from_slice(&output.stdout).ok()?;
    report.get("history")?;
    Some(report)
}

fn words(output: &Output) -> String {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// The note of every customer in an export.
fn notes(export: &[u8]) -> BTreeMap<String, String> {
    let text = std::str::from_utf8(export).unwrap();
    text.lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|line| line["kind"] == "customer")
        .map(|line| {
            let id = line["customer"].as_str().unwrap().to_owned();
            let note = line["resource"]["partnerdeck"]["notes"].as_str();
            (id, note.unwrap_or_default().to_owned())
        })
        .collect()
}

/// Reads what a child writes while it runs, so that it never waits for us.
fn drained(child: &mut Child) -> [std::thread::JoinHandle<Vec<u8>>; 2] {
    fn reader(mut pipe: impl std::io::Read + Send + 'static) -> std::thread::JoinHandle<Vec<u8>> {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            pipe.read_to_end(&mut bytes).unwrap();
            bytes
        })
    }
    [
        reader(child.stdout.take().unwrap()),
        reader(child.stderr.take().unwrap()),
    ]
}

/// The model of a power cut, compiled; `None` without a C compiler.
#[cfg(target_os = "linux")]
fn compiled(folder: &Path) -> Option<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/powerloss/powerloss.c");
    let library = folder.join("powerloss.so");
    let compiler = Command::new("cc")
        .args(["-O2", "-w", "-shared", "-fPIC", "-o"])
        .arg(&library)
        .arg(source)
        .arg("-ldl")
        .output()
        .ok()?;
    assert!(compiler.status.success(), "{}", words(&compiler));
    Some(library)
}

/// Numbers that look random and are the same in every run (SplitMix64); how far a process gets until then is not.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn within(&mut self, time: Duration) -> Duration {
        Duration::from_micros(self.next() % (time.as_micros() as u64).max(1))
    }
}
