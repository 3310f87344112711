//! Backups, bringing a book back, and reading what is left of a damaged one.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::home::{Home, Run};

/// The demo book with a few changes of its own.
fn worked_in() -> Home {
    let home = Home::with_demo();
    change(&home, "first");
    home
}

fn change(home: &Home, notes: &str) {
    let set = format!("notes={notes}");
    home.run(&["customers", "update", &first(home), "--set", &set])
        .good();
}

/// The Microsoft ID of the first customer.
fn first(home: &Home) -> String {
    let listed = home
        .run(&["customers", "list", "--limit", "1"])
        .good()
        .json();
    listed["items"][0]["id"].as_str().unwrap().to_owned()
}

fn export(home: &Home) -> String {
    home.run(&["book", "export"]).good().out
}

fn back_up(home: &Home, name: &str) -> Run {
    home.run(&["store", "backup", name]).good()
}

fn segment(home: &Home) -> PathBuf {
    home.book().join("journal/00000000000000000001.journal")
}

/// Where the frame of an entry begins and ends in the first segment.
fn frame(bytes: &[u8], entry: usize) -> (usize, usize) {
    let mut at = 68;
    for _ in 1..entry {
        at = end_of_frame(bytes, at);
    }
    (at, end_of_frame(bytes, at))
}

fn end_of_frame(bytes: &[u8], at: usize) -> usize {
    let length = u32::from_le_bytes(bytes[at + 8..at + 12].try_into().unwrap());
    at + 56 + length as usize
}

fn entries(bytes: &[u8]) -> usize {
    let (mut at, mut n) = (68, 0);
    while at < bytes.len() {
        at = end_of_frame(bytes, at);
        n += 1;
    }
    n
}

/// Bends a byte in the payload of an entry.
fn bend_entry(home: &Home, entry: usize) {
    let path = segment(home);
    let mut bytes = fs::read(&path).unwrap();
    let (start, _) = frame(&bytes, entry);
    bytes[start + 60] ^= 0x55;
    fs::write(path, bytes).unwrap();
}

/// Takes the working copy away, so that it would have to be made again from the journal.
fn lose_state(home: &Home) {
    fs::remove_dir_all(home.book().join("state")).unwrap();
}

fn steps(run: &Run) -> String {
    run.json()["plan"]["steps"].to_string()
}

#[test]
fn a_backup_is_one_private_file_that_any_tool_reads() {
    let home = worked_in();
    let made = back_up(&home, "b.zst");
    assert!(steps(&made).contains("was read back"), "{}", made.out);
    let mode = fs::metadata(home.path("b.zst"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = zstd::decode_all(fs::File::open(home.path("b.zst")).unwrap()).unwrap();
    let lines: Vec<Value> = text
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    let [head, entries @ .., foot] = &lines[..] else {
        panic!("too short");
    };
    assert_eq!(head["format"], "partnerdeck-backup");
    assert_eq!(head["made"], "2026-11-22T09:00:00Z");
    assert_eq!(head["counts"]["customer"], 300);
    assert_eq!(head["sequence"], entries.len());
    assert_eq!(foot["entries"], entries.len());
    assert_eq!(entries[0]["sequence"], 1);
    let last = entries.last().unwrap();
    assert_eq!(last["entry"]["draft"]["operation"], "update_account");
    // Nothing was left beside it.
    let beside = fs::read_dir(home.path("")).unwrap().count();
    let known = ["b.zst", "data", "state"].into_iter();
    assert_eq!(
        beside,
        known.filter(|name| home.path(name).exists()).count()
    );
}

#[test]
fn a_backup_takes_no_ones_place_unasked() {
    let home = worked_in();
    home.file("b.zst", "mine");
    let line = ["store", "backup", "b.zst"];
    assert_eq!(
        home.run(&line).refusal(),
        (3, "needs_confirmation".to_owned())
    );
    assert_eq!(home.read("b.zst"), "mine");
    home.run(&[&line[..], &["--yes", "--dry-run"]].concat())
        .good();
    assert_eq!(home.read("b.zst"), "mine");
    home.run(&[&line[..], &["--yes"]].concat()).good();
    home.run(&["store", "restore", "b.zst", "--store", "new"])
        .good();
    let to_stdout = home.run(&["store", "backup", "-"]);
    assert_eq!(to_stdout.refusal(), (2, "usage".to_owned()));
    let nowhere = home.run(&["store", "backup", "no/such/folder/b.zst"]);
    assert_eq!(nowhere.code, 2, "{}", nowhere.err);
}

#[test]
fn a_restored_book_is_the_one_that_was_backed_up_and_undo_goes_on() {
    let home = worked_in();
    let whole = export(&home);
    let activity = home.run(&["activity", "list"]).good().out;
    back_up(&home, "b.zst");
    let restored = home
        .run(&["store", "restore", "b.zst", "--store", "new"])
        .good();
    assert!(restored.json()["summary"]["added"].as_u64().unwrap() > 300);
    let at = |line: &[&str]| home.run(&[line, &["--store", "new"]].concat()).good().out;
    assert!(at(&["book", "export"]) == whole);
    assert!(at(&["activity", "list"]) == activity);
    at(&["store", "check"]);
    at(&["activity", "verify"]);
    at(&["undo"]);
    home.run(&["undo"]).good();
    let undone = export(&home);
    assert!(undone != whole && at(&["book", "export"]) == undone);
    let mode = fs::metadata(home.path("new")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn an_empty_book_can_be_backed_up_and_brought_back() {
    let home = Home::new();
    let nobody = home.file("nobody.json", "{}");
    assert_eq!(home.run(&["customers", "add", "--file", &nobody]).code, 3);
    back_up(&home, "b.zst");
    home.run(&["store", "restore", "b.zst", "--store", "new"])
        .good();
    home.run(&["store", "check", "--store", "new"]).good();
    let stats = home
        .run(&["store", "stats", "--store", "new"])
        .good()
        .json();
    assert_eq!(
        (&stats["version"], &stats["backup"]),
        (&json!(0), &Value::Null)
    );
}

#[test]
fn what_stands_there_is_moved_aside_and_only_with_a_yes() {
    let home = worked_in();
    back_up(&home, "b.zst");
    let then = export(&home);
    change(&home, "second");
    let now = export(&home);
    let line = ["store", "restore", "b.zst"];
    assert_eq!(
        home.run(&line).refusal(),
        (3, "needs_confirmation".to_owned())
    );
    let dry = home.run(&[&line[..], &["--dry-run"]].concat()).good();
    assert!(
        dry.json()["warnings"][0]["message"]
            .as_str()
            .unwrap()
            .contains("newer than the backup")
    );
    assert!(export(&home) == now);
    let read_only = home.run(&[&line[..], &["--read-only", "--yes"]].concat());
    assert_eq!(read_only.refusal(), (3, "read_only".to_owned()));
    let done = home.run(&[&line[..], &["--yes"]].concat()).good();
    let aside = "data/partnerdeck/book.before-20261122T090000Z";
    assert!(steps(&done).contains(aside), "{}", done.out);
    assert!(export(&home) == then);
    let aside = home.path(aside);
    let old = home
        .run(&["book", "export", "--store", aside.to_str().unwrap()])
        .good();
    assert!(old.out == now);
    // Again, in the same second: another name.
    home.run(&[&line[..], &["--yes"]].concat()).good();
    let again = fs::read_dir(home.path("data/partnerdeck")).unwrap().count();
    assert_eq!(again, 3);
}

#[test]
fn a_backup_that_is_not_whole_is_refused_and_changes_nothing() {
    let home = worked_in();
    back_up(&home, "b.zst");
    let bytes = fs::read(home.path("b.zst")).unwrap();
    let half = bytes.len() / 2;
    let mut flipped = bytes.clone();
    flipped[half] ^= 0x10;
    let mut zeroed = bytes.clone();
    zeroed[half..half + 200].fill(0);
    let broken = [
        ("cut", bytes[..half].to_vec()),
        ("short", bytes[..bytes.len() - 1].to_vec()),
        ("flipped", flipped),
        ("zeroed", zeroed),
    ];
    let whole = export(&home);
    for (name, bytes) in broken {
        home.file(name, bytes);
        for line in [
            &["store", "restore", name, "--yes"][..],
            &["store", "restore", name, "--dry-run"],
            &["store", "restore", name, "--store", "new"],
        ] {
            assert_eq!(
                home.run(line).refusal(),
                (6, "damaged".to_owned()),
                "{name}"
            );
        }
        assert!(!home.path("new").exists());
    }
    let kept = fs::read_dir(home.path("data/partnerdeck")).unwrap().count();
    assert_eq!(kept, 1);
    assert!(export(&home) == whole);
}

#[test]
fn a_file_that_is_no_backup_is_a_slip_in_the_command() {
    let home = worked_in();
    home.run(&["book", "export", "--out", "e.ndjson"]).good();
    let packed = zstd::encode_all("{\"a\":1}\n".as_bytes(), 1).unwrap();
    home.file("packed.zst", packed);
    home.file("nothing", "");
    for name in ["e.ndjson", "packed.zst", "nothing", "missing", "data"] {
        let run = home.run(&["store", "restore", name, "--yes"]);
        assert_eq!(run.refusal(), (2, "usage".to_owned()), "{name}");
    }
    let newer = zstd::encode_all(
        "{\"format\":\"partnerdeck-backup\",\"version\":9}\n".as_bytes(),
        1,
    );
    home.file("newer.zst", newer.unwrap());
    let run = home.run(&["store", "restore", "newer.zst", "--yes"]);
    assert_eq!(run.refusal(), (6, "newer_format".to_owned()));
}

#[test]
fn from_a_damaged_book_the_later_changes_come_along() {
    let home = worked_in();
    back_up(&home, "b.zst");
    change(&home, "second");
    change(&home, "third");
    let whole = export(&home);
    bend_entry(&home, 2);
    let done = home.run(&["store", "restore", "b.zst", "--yes"]).good();
    assert!(
        steps(&done).contains("2 later changes came"),
        "{}",
        done.out
    );
    assert!(export(&home) == whole);
    home.run(&["undo"]).good();
    home.run(&["store", "check"]).good();
}

#[test]
fn what_can_not_come_along_is_counted() {
    let home = worked_in();
    back_up(&home, "b.zst");
    let at_backup = entries(&fs::read(segment(&home)).unwrap());
    for notes in ["second", "third", "fourth"] {
        change(&home, notes);
    }
    bend_entry(&home, at_backup + 2);
    let done = home.run(&["store", "restore", "b.zst", "--yes"]).good();
    assert!(
        steps(&done).contains("One later change came"),
        "{}",
        done.out
    );
    let lost = done.json()["warnings"][0]["message"].to_string();
    let from = format!("2 changes were lost, from entry {} on", at_backup + 2);
    assert!(lost.contains(&from), "{lost}");
    let shown = home
        .run(&["customers", "show", &first(&home)])
        .good()
        .json();
    assert_eq!(shown["partnerdeck"]["notes"], "second");
}

#[test]
fn a_full_disk_leaves_no_half_file() {
    let home = worked_in();
    // A file may grow to so many blocks of 512 bytes, and no further.
    let run = std::process::Command::new("sh")
        .args([
            "-c",
            "ulimit -f 8; trap '' XFSZ; exec \"$0\" store backup b.zst",
        ])
        .arg(env!("CARGO_BIN_EXE_partnerdeck"))
        .current_dir(home.path(""))
        .env_clear()
        .env("XDG_DATA_HOME", home.path("data"))
        .env("XDG_STATE_HOME", home.path("state"))
        .env("HOME", home.path(""))
        .output()
        .unwrap();
    assert!(!run.status.success(), "{run:?}");
    let left: Vec<_> = fs::read_dir(home.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().contains("b.zst"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn passwords_under_seal_are_in_no_backup_and_that_is_said() {
    let home = worked_in();
    let shown = home
        .run(&["customers", "list", "--limit", "1"])
        .good()
        .json();
    let id = first(&home);
    let domain = &shown["items"][0]["companyProfile"]["domain"];
    let email = format!("anna.sealed@{}", domain.as_str().unwrap());
    home.run(&[
        "users",
        "add",
        &id,
        "--display-name",
        "Anna Berg",
        "--email",
        &email,
        "--location",
        "DE",
    ])
    .good();
    let made = back_up(&home, "b.zst");
    let said = made.json()["warnings"][0]["message"].to_string();
    assert!(
        said.contains("under seal") && said.contains("anna.sealed"),
        "{said}"
    );
    // They come along when the book is brought back where it was, because they were never anywhere else.
    home.run(&["store", "restore", "b.zst", "--yes"]).good();
    home.run(&["users", "passwords", &id, "--out", "p.csv"])
        .good();
    assert!(home.read("p.csv").contains("anna.sealed"));
}

#[test]
fn verify_names_what_was_done_to_the_journal() {
    let whole = worked_in();
    for notes in ["second", "third", "fourth"] {
        change(&whole, notes);
    }
    let bytes = fs::read(segment(&whole)).unwrap();
    let last = entries(&bytes);
    let (a, a_end) = frame(&bytes, last - 2);
    let (b, b_end) = frame(&bytes, last - 1);
    let good = whole.run(&["activity", "verify"]).good();
    assert!(
        good.err.contains(&format!("{last} entries")),
        "{}",
        good.err
    );
    let mut bent = bytes.clone();
    bent[a + 70] ^= 1;
    let mut changed = bytes.clone();
    let spot = memfind(&changed[a..a_end], b"second") + a;
    changed[spot..spot + 6].copy_from_slice(b"SECOND");
    sum(&mut changed[a..a_end]);
    let removed = [&bytes[..a], &bytes[a_end..]].concat();
    let swapped = [
        &bytes[..a],
        &bytes[b..b_end],
        &bytes[a..a_end],
        &bytes[b_end..],
    ]
    .concat();
    let cut = bytes[..b].to_vec();
    let entry = (last - 2) as u64;
    for (name, bytes, entry, word) in [
        ("bent", bent, entry, "can't be read"),
        ("changed", changed, entry, "says something else"),
        ("removed", removed, entry, "was taken out"),
        ("swapped", swapped, entry, "wrong place"),
        ("cut", cut, entry + 1, "cut off"),
    ] {
        fs::write(segment(&whole), bytes).unwrap();
        let run = whole.run(&["activity", "verify", "--format", "json"]);
        assert_eq!(run.code, 6, "{name}: {}", run.out);
        let found = &run.json()["items"][0];
        assert_eq!(found["entry"], entry, "{name}: {found}");
        let said = found["message"].as_str().unwrap();
        assert!(said.contains(word), "{name}: {said}");
        assert!(found["file"].as_str().unwrap().ends_with(".journal"));
    }
    fs::write(segment(&whole), bytes).unwrap();
    whole.run(&["activity", "verify"]).good();
}

fn memfind(bytes: &[u8], what: &[u8]) -> usize {
    bytes
        .windows(what.len())
        .position(|window| window == what)
        .unwrap()
}

/// The checksum of a frame made to fit again, as somebody would who knows the format.
fn sum(frame: &mut [u8]) {
    let crc = crc32c::crc32c_append(crc32c::crc32c(&frame[..12]), &frame[16..]);
    frame[12..16].copy_from_slice(&crc.to_le_bytes());
}

#[test]
fn what_can_be_read_of_a_damaged_book_is_written_as_lines() {
    let home = worked_in();
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let whole = export(&home);
    let sound = home.run(&["store", "rescue", "sound.ndjson"]).good();
    assert_eq!(sound.json()["summary"]["failed"], 0);
    assert!(sorted(&home.read("sound.ndjson")) == sorted(&whole));

    // The journal lost an entry, the state has everything: nothing is lost.
    let journal = fs::read(segment(&home)).unwrap();
    bend_entry(&home, 2);
    let run = home.run(&["store", "rescue", "bent.ndjson"]);
    assert_eq!(run.code, 8, "{}{}", run.out, run.err);
    assert!(
        run.json()["warnings"][0]["message"]
            .to_string()
            .contains("entry 2 can't be read")
    );
    assert!(sorted(&home.read("bent.ndjson")) == sorted(&whole));

    // The state is gone too: the rest of the journal is written, and can be imported.
    lose_state(&home);
    let before = tree(&home.book());
    let run = home.run(&["store", "rescue", "-"]);
    assert_eq!(run.code, 8);
    let rest = run.out.lines().count();
    assert!(rest > 0 && rest < whole.lines().count(), "{rest}");
    assert!(run.err.contains("entry 2 can't be read"), "{}", run.err);
    assert!(tree(&home.book()) == before);
    let lines = home.file("rest.ndjson", run.out);
    home.run(&["book", "import", &lines, "--store", "again"])
        .good();
    fs::write(segment(&home), journal).unwrap();
}

/// A backup such as the desk makes by itself, and one change after it.
fn with_rolling() -> (Home, String) {
    let home = worked_in();
    let folder = home.book().join("backups");
    fs::create_dir(&folder).unwrap();
    let backup = folder.join("20261122T090000Z-00000000000000000099.ndjson.zst");
    back_up(&home, backup.to_str().unwrap());
    let then = export(&home);
    change(&home, "second");
    (home, then)
}

#[test]
fn a_damaged_book_is_shown_from_its_backup_until_it_is_brought_back() {
    let (home, then) = with_rolling();
    let now = export(&home);
    bend_entry(&home, 2);
    lose_state(&home);
    let before = tree(&home.book().join("journal"));
    for _ in 0..2 {
        let read = home.run(&["book", "export"]).good();
        assert!(read.out == then);
        assert!(
            read.err.contains("backup of 2026-11-22 09:00 UTC"),
            "{}",
            read.err
        );
        assert!(read.err.contains("one change is newer"), "{}", read.err);
    }
    let backup = home
        .book()
        .join("backups/20261122T090000Z-00000000000000000099.ndjson.zst");
    let id = first(&home);
    for line in [
        &["customers", "update", &id, "--set", "notes=x"][..],
        &["customers", "update", &id, "--set", "notes=x", "--dry-run"],
        &["undo"],
        &["store", "compact"],
        &["store", "backup", "c.zst"],
    ] {
        let run = home.run(line);
        assert_eq!(run.refusal(), (6, "damaged".to_owned()), "{line:?}");
        assert!(run.err.contains("store restore") && run.err.contains("store rescue"));
        assert!(run.err.contains(backup.to_str().unwrap()), "{}", run.err);
    }
    assert!(tree(&home.book().join("journal")) == before);
    let done = home
        .run(&["store", "restore", backup.to_str().unwrap(), "--yes"])
        .good();
    assert!(
        steps(&done).contains("One later change came"),
        "{}",
        done.out
    );
    assert!(export(&home) == now);
    change(&home, "third");
    home.run(&["store", "check"]).good();
    home.run(&["activity", "verify"]).good();
}

#[test]
fn the_newest_backup_that_is_whole_stands_in_and_without_one_it_is_said() {
    let (home, then) = with_rolling();
    let folder = home.book().join("backups");
    let good = folder.join("20261122T090000Z-00000000000000000099.ndjson.zst");
    let bytes = fs::read(&good).unwrap();
    let newer = folder.join("20261123T090000Z-00000000000000000199.ndjson.zst");
    fs::write(newer, &bytes[..bytes.len() / 2]).unwrap();
    bend_entry(&home, 2);
    lose_state(&home);
    assert!(home.run(&["book", "export", "--read-only"]).good().out == then);
    fs::remove_file(good).unwrap();
    for line in [
        &["book", "export"][..],
        &["book", "export", "--read-only"],
        &["undo"],
    ] {
        let run = home.run(line);
        assert_eq!(run.refusal(), (6, "damaged".to_owned()));
        assert!(run.err.contains("store restore BACKUP"), "{}", run.err);
    }
}

#[test]
fn what_a_killed_process_unpacked_is_removed_by_the_next() {
    let (home, _) = with_rolling();
    bend_entry(&home, 2);
    lose_state(&home);
    let temporary = home.path("temporary");
    std::fs::create_dir(&temporary).unwrap();
    let mut shows = home.process(&["book", "export"]);
    let shows = shows
        .env("TMPDIR", &temporary)
        .stdout(std::process::Stdio::piped());
    let mut shows = shows.spawn().unwrap();
    // Once it writes it has unpacked the backup, and what it writes is more than a pipe takes.
    let mut first = [0];
    std::io::Read::read_exact(shows.stdout.as_mut().unwrap(), &mut first).unwrap();
    let unpacked = || std::fs::read_dir(&temporary).unwrap().count();
    assert_eq!(unpacked(), 1);
    shows.kill().unwrap();
    shows.wait().unwrap();
    assert_eq!(unpacked(), 1);
    let mut next = home.command(&["store", "stats"]);
    next.env("TMPDIR", &temporary).assert().success();
    assert_eq!(unpacked(), 0);
}

#[test]
fn a_working_copy_alone_is_made_again_and_loses_nothing() {
    let (home, _) = with_rolling();
    let now = export(&home);
    lose_state(&home);
    let read = home.run(&["book", "export"]).good();
    assert!(read.out == now && !read.err.contains("damaged"));
    assert!(
        read.err.contains("made again from the journal"),
        "{}",
        read.err
    );
    let again = home.run(&["book", "export"]).good();
    assert!(
        again.out == now && !again.err.contains("made again"),
        "{}",
        again.err
    );
    change(&home, "third");
}

/// Every file below a folder with what it says and when it was written.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        if path.is_dir() {
            found.extend(tree(&path));
            found.push((path, Vec::new(), modified));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.push((path, bytes, modified));
        }
    }
    found.sort();
    found
}

#[test]
fn a_book_opened_read_only_is_the_same_to_the_last_byte_and_minute() {
    let (home, _) = with_rolling();
    let id = first(&home);
    let book = home.book();
    let before = tree(&book);
    let looks: &[&[&str]] = &[
        &["customers", "list"],
        &["customers", "show", &id],
        &["customers", "export", "--format", "csv"],
        &["users", "list", &id],
        &["users", "find", "a"],
        &["subscriptions", "list", &id],
        &["transfers", "list"],
        &["activity", "list"],
        &["activity", "verify"],
        &["book", "export"],
        &["store", "check"],
        &["store", "stats"],
        &["store", "backup", "b.zst", "--yes"],
        &["store", "rescue", "-"],
    ];
    for line in looks {
        home.run(&[*line, &["--read-only"]].concat()).good();
        assert!(tree(&book) == before, "{line:?}");
    }
    let (code, _) = home.on_terminal(100, &["--read-only"], "jj\rq\u{1b}q");
    assert_eq!(code, 0);
    assert!(tree(&book) == before, "the desk");
    let changes: &[&[&str]] = &[
        &["customers", "update", &id, "--set", "notes=x"],
        &["undo"],
        &["store", "compact"],
        &["store", "restore", "b.zst", "--yes"],
        &["book", "partner", "--name", "X"],
    ];
    for line in changes {
        let run = home.run(&[*line, &["--read-only"]].concat());
        assert_eq!(run.refusal(), (3, "read_only".to_owned()), "{line:?}");
        assert!(tree(&book) == before, "{line:?}");
    }
    // A copy that nobody has opened yet has no LOCK, and gets none.
    fs::remove_file(book.join("LOCK")).unwrap();
    let before = tree(&book);
    home.run(&["store", "check", "--read-only"]).good();
    assert!(tree(&book) == before);
}
