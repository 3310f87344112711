//! What is no regular file, wherever a file is asked for: refused at once with the code for it, nothing read, nothing waited
//! for, nothing replaced, nothing in the book.

use std::fs;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::time::Duration;

use rustix::fs::{CWD, Mode, mkfifoat};

use crate::home::{Home, Run};

/// Longer than a refusal takes on the slowest machine, shorter than for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// A home with the demo book and what a file must not be.
fn home() -> Home {
    let home = Home::with_demo();
    mkfifoat(CWD, home.path("pipe"), Mode::RUSR | Mode::WUSR).unwrap();
    symlink("pipe", home.path("link-to-pipe")).unwrap();
    symlink("/dev/zero", home.path("link-to-zero")).unwrap();
    symlink("/dev/full", home.path("link-to-full")).unwrap();
    symlink("nowhere", home.path("link-to-nothing")).unwrap();
    symlink("loop", home.path("loop")).unwrap();
    fs::create_dir(home.path("folder")).unwrap();
    home
}

fn run(home: &Home, line: &[&str]) -> Run {
    let output = home.command(line).timeout(PATIENCE).output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn history(home: &Home) -> String {
    home.run(&["activity", "list", "--format", "ndjson"])
        .good()
        .out
}

#[test]
fn what_is_no_file_is_never_read() {
    let home = home();
    let before = history(&home);
    let verbs: [&[&str]; 9] = [
        &["store", "restore", "FILE"],
        &[
            "store",
            "seal",
            "--key",
            "passphrase",
            "--new-passphrase-file",
            "FILE",
        ],
        &["store", "restore", "FILE", "--yes", "--store", "new"],
        &["book", "import", "FILE"],
        &["customers", "import", "FILE"],
        &["customers", "add", "--file", "FILE"],
        &["customers", "update", "wingtiptoys", "--file", "FILE"],
        &["users", "import", "wingtiptoys", "FILE", "--location", "US"],
        &["customers", "list", "--config", "FILE"],
    ];
    for strange in [
        "pipe",
        "link-to-pipe",
        "folder",
        "/dev/zero",
        "/dev/null",
        "link-to-zero",
        "link-to-nothing",
        "loop",
        "nowhere/at/all",
        "/proc/self/status",
        "/sys/kernel/mm/transparent_hugepage/enabled",
    ] {
        for verb in verbs {
            let line: Vec<&str> = verb
                .iter()
                .map(|word| if *word == "FILE" { strange } else { word })
                .collect();
            let run = run(&home, &line);
            assert_eq!(
                run.refusal(),
                (2, "usage".to_owned()),
                "{line:?}: {}",
                run.err
            );
            assert!(run.out.is_empty(), "{line:?}: {}", run.out);
        }
    }
    assert_eq!(history(&home), before);
}

#[test]
fn what_is_no_file_is_never_replaced() {
    let home = home();
    let before = history(&home);
    let verbs: [&[&str]; 8] = [
        &["store", "backup", "FILE"],
        &["store", "rescue", "FILE"],
        &["book", "export", "--out", "FILE"],
        &["customers", "export", "--format", "csv", "--out", "FILE"],
        &["activity", "export", "--out", "FILE"],
        &["users", "passwords", "wingtiptoys", "--out", "FILE"],
        &[
            "users",
            "import",
            "wingtiptoys",
            "good.csv",
            "--location",
            "US",
            "--passwords",
            "FILE",
        ],
        &[
            "users",
            "import",
            "wingtiptoys",
            "good.csv",
            "--location",
            "US",
            "--results",
            "FILE",
        ],
    ];
    let domain = domain_of(&home, "wingtiptoys");
    home.file(
        "good.csv",
        format!("First name,Last name,Display name,Email,Status update\nA,B,A B,a.b@{domain},\n"),
    );
    for strange in [
        "pipe",
        "link-to-pipe",
        "folder",
        "link-to-full",
        "link-to-zero",
        "/proc/self/status",
    ] {
        for verb in verbs {
            let line: Vec<&str> = verb
                .iter()
                .map(|word| if *word == "FILE" { strange } else { word })
                .chain(["--yes"])
                .collect();
            let run = run(&home, &line);
            assert!(
                [2, 3, 4].contains(&run.code),
                "{line:?}: {} {}",
                run.code,
                run.err
            );
            run.problem();
        }
    }
    assert_eq!(history(&home), before);
    let kind = |name: &str| home.path(name).symlink_metadata().unwrap().file_type();
    assert!(kind("pipe").is_fifo());
    for link in ["link-to-pipe", "link-to-full", "link-to-zero"] {
        assert!(kind(link).is_symlink(), "{link}");
    }
    assert!(home.path("folder").read_dir().unwrap().next().is_none());
}

#[test]
fn manual_pages_replace_files_only() {
    let home = home();
    mkfifoat(
        CWD,
        home.path("folder/partnerdeck.1"),
        Mode::RUSR | Mode::WUSR,
    )
    .unwrap();
    let run = run(&home, &["man", "--out", "folder"]);
    assert_eq!(run.refusal(), (2, "usage".to_owned()), "{}", run.err);
}

#[test]
fn a_file_that_can_not_take_all_is_told_and_not_left_half() {
    let home = home();
    for line in [
        &["customers", "export", "--format", "csv"][..],
        &["customers", "list", "--format", "table", "--all"],
        &["book", "export"],
        &["man"],
    ] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = home.process(line).stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(6), "{line:?}: {said}");
        assert!(said.contains("disk_full"), "{line:?}: {said}");
    }
}

#[test]
fn a_key_file_that_is_none_is_told_and_the_rest_works() {
    let home = Home::new();
    fs::create_dir_all(home.path("config/partnerdeck")).unwrap();
    let keymap = home.path("config/partnerdeck/keymap.toml");
    mkfifoat(CWD, &keymap, Mode::RUSR | Mode::WUSR).unwrap();
    let run = run(&home, &["keys", "--format", "json"]).good();
    assert!(run.err.contains("keymap.toml"), "{}", run.err);
    assert!(run.json()["totalCount"].as_u64().unwrap() > 50);
}

#[test]
fn a_configuration_without_end_is_refused() {
    let home = Home::new();
    let slips = home.file("slips.toml", "x = = 1\n".repeat(20_000));
    let long = home.file("long.toml", "# \n".repeat(200_000));
    let bytes = home.file("bytes.toml", [0xff_u8, 0xfe, 0, 1]);
    let deep = home.file("deep.toml", format!("a = {}", "[".repeat(100_000)));
    for (name, code) in [(&slips, 0), (&long, 2), (&bytes, 2), (&deep, 0)] {
        let run = run(&home, &["keys", "--format", "json", "--config", name]);
        assert_eq!(
            run.code,
            code,
            "{name}: {}",
            &run.err[..run.err.len().min(2_000)]
        );
        assert!(run.err.len() < 100_000, "{name}: {} bytes", run.err.len());
    }
    fs::create_dir_all(home.path("config/partnerdeck")).unwrap();
    for text in [
        "x = = 1\n".repeat(20_000),
        format!("a = {}", "[".repeat(100_000)),
    ] {
        fs::write(home.path("config/partnerdeck/keymap.toml"), text).unwrap();
        let run = run(&home, &["keys", "--format", "json"]).good();
        assert!(run.err.len() < 100_000);
    }
}

#[test]
fn a_book_is_no_file() {
    let home = home();
    for strange in [
        "pipe",
        "/dev/null",
        "/dev/zero",
        "link-to-pipe",
        "loop",
        "/proc/self/status",
    ] {
        for line in [
            &["customers", "list"][..],
            &["store", "stats"],
            &["book", "import", "good.ndjson"],
        ] {
            home.file("good.ndjson", "");
            let run = run(&home, &[line, &["--store", strange]].concat());
            assert!(
                [2, 4, 6].contains(&run.code),
                "{line:?} {strange}: {} {}",
                run.code,
                run.err
            );
            run.problem();
        }
    }
}

fn domain_of(home: &Home, customer: &str) -> String {
    let customer = home
        .run(&["customers", "show", customer, "--format", "json"])
        .good()
        .json();
    customer["companyProfile"]["domain"]
        .as_str()
        .unwrap()
        .to_owned()
}
