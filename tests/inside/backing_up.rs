//! Backups while the desk works: by key, and by themselves.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use partnerdeck::account::entry::Operator;
use partnerdeck::account::role::Role;
use partnerdeck::operations::look_after::Rolling;
use partnerdeck::operations::whose_book::SetPartner;
use partnerdeck::operations::{Desk, FixedClock, OsChance};
use partnerdeck::store::embedded::{EmbeddedStore, Folders, Opening};
use partnerdeck::store::{Care, StoreError};
use tempfile::TempDir;

use crate::session::Session;

const MONDAY: &str = "2026-11-23T08:00:00Z";
const TUESDAY: &str = "2026-11-24T08:00:00Z";

/// A desk on a book of so many changes on the disk.
fn desk(home: &Path, now: &str, changes: u64) -> Arc<Desk> {
    let opening = Opening {
        cloud: None,
        create: true,
        read_only: false,
        seal_keys: home.join("keys"),
    };
    let store = when_free(|| EmbeddedStore::open_or_stand_in(&home.join("book"), &opening, true));
    let operator = Operator {
        name: "mina.kim".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let now: Timestamp = now.parse().unwrap();
    let clock = Box::new(FixedClock(now));
    let desk = Desk::new(Box::new(store), operator, clock, Box::new(OsChance), false);
    for number in 0..changes {
        change(&desk, number);
    }
    Arc::new(desk)
}

/// The threads of a desk that was just left put the book down when they are done.
fn when_free<T>(open: impl Fn() -> Result<T, StoreError>) -> T {
    let limit = Instant::now() + Duration::from_secs(30);
    loop {
        match open() {
            Err(StoreError::InUse { .. }) if Instant::now() < limit => std::thread::yield_now(),
            opened => return opened.unwrap_or_else(|error| panic!("{error}")),
        }
    }
}

fn change(desk: &Desk, number: u64) {
    let name = Some(format!(
        "Partner {number} of {}",
        desk.store().book().version
    ));
    let set = SetPartner {
        name,
        ..SetPartner::default()
    };
    desk.apply(desk.plan(&set).unwrap()).unwrap();
}

/// The backups beside the book, by name, each of them whole; with how many changes each.
fn backups(home: &Path) -> Vec<(String, u64)> {
    let folder = home.join("book/backups");
    let Ok(files) = folder.read_dir() else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let whole = |path: &PathBuf| {
        let on = &mut |_, _| std::ops::ControlFlow::Continue(());
        let backup = Folders.read_backup(path, on).unwrap().unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        (name.to_owned(), backup.version)
    };
    files.iter().map(whole).collect()
}

fn rolling(after_changes: u64, keep: usize) -> Option<Rolling> {
    Some(Rolling {
        after_changes,
        after: SignedDuration::from_hours(24),
        keep,
    })
}

#[test]
fn a_key_backs_the_book_up_and_says_where() {
    let home = TempDir::new().unwrap();
    let desk = desk(home.path(), MONDAY, 2);
    let mut session = Session::backing_up(desk, None, 200, 30);
    assert!(backups(home.path()).is_empty());
    session.keys("B").settle();
    let made = backups(home.path());
    let name = "20261123T080000Z-00000000000000000002.ndjson.zst";
    assert_eq!(made, [(name.to_owned(), 2)]);
    let frame = session.frame();
    assert!(
        frame.contains("backed up: 2 changes in") && frame.contains(name),
        "{frame}"
    );
    // The palette has it too.
    session.keys(":back up<CR>").settle();
    assert_eq!(backups(home.path()), made);
}

#[test]
fn one_is_made_by_itself_after_so_many_changes_and_the_oldest_goes() {
    let home = TempDir::new().unwrap();
    let desk = desk(home.path(), MONDAY, 3);
    let mut session = Session::backing_up(Arc::clone(&desk), rolling(3, 2), 80, 24);
    let versions = || -> Vec<u64> { backups(home.path()).iter().map(|(_, n)| *n).collect() };
    assert_eq!(versions(), [3]);
    let mut seen = Vec::new();
    for number in 0..4 {
        change(&desk, number);
        session.keys("u").settle();
        seen.push(versions());
    }
    assert_eq!(seen, [vec![3], vec![3, 7], vec![3, 7], vec![7, 11]]);
}

#[test]
fn one_is_made_by_itself_after_a_day_if_anything_changed() {
    let home = TempDir::new().unwrap();
    drop(Session::backing_up(
        desk(home.path(), MONDAY, 1),
        rolling(1, 7),
        80,
        24,
    ));
    assert_eq!(backups(home.path()).len(), 1);
    // Nothing changed since.
    drop(Session::backing_up(
        desk(home.path(), TUESDAY, 0),
        rolling(500, 7),
        80,
        24,
    ));
    assert_eq!(backups(home.path()).len(), 1);
    drop(Session::backing_up(
        desk(home.path(), TUESDAY, 1),
        rolling(500, 7),
        80,
        24,
    ));
    assert_eq!(backups(home.path()).len(), 2);
    // Not old enough.
    drop(Session::backing_up(
        desk(home.path(), TUESDAY, 1),
        rolling(500, 7),
        80,
        24,
    ));
    assert_eq!(backups(home.path()).len(), 2);
}

#[test]
fn none_is_made_by_itself_where_that_is_turned_off_or_the_book_is_on_no_disk() {
    let home = TempDir::new().unwrap();
    let mut session = Session::backing_up(desk(home.path(), MONDAY, 3), None, 80, 24);
    session.keys("u").settle();
    assert!(backups(home.path()).is_empty());
    let mut memory = Session::small(100, 24);
    memory.keys("B").settle();
    let frame = memory.frame();
    assert!(frame.contains("on no disk"), "{frame}");
}

#[test]
fn a_damaged_book_is_shown_from_its_backup_and_says_so_on_top() {
    let home = TempDir::new().unwrap();
    let desk_then = desk(home.path(), MONDAY, 2);
    let rolling = rolling(1, 7);
    drop(Session::backing_up(Arc::clone(&desk_then), rolling, 80, 24));
    change(&desk_then, 99);
    drop(desk_then);
    let journal = home
        .path()
        .join("book/journal/00000000000000000001.journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&journal, &bytes).unwrap();
    std::fs::remove_dir_all(home.path().join("book/state")).unwrap();

    let damaged = desk(home.path(), TUESDAY, 0);
    let stand_in = damaged.store().stands_in().unwrap();
    assert_eq!((stand_in.version, stand_in.newer), (2, 1));
    let mut session = Session::backing_up(damaged, rolling, 120, 24);
    let frame = session.frame();
    assert!(
        frame.contains("DAMAGED: read-only, from a backup"),
        "{frame}"
    );
    for key in ["u", "B", "a"] {
        session.keys(key).settle();
        let frame = session.frame();
        assert!(frame.contains("The book is damaged"), "{key}: {frame}");
        session.keys("<Esc>").settle();
    }
    session.resize(50, 20).settle();
    assert!(session.frame().contains("DAMAGED"));
    assert_eq!(std::fs::read(&journal).unwrap(), bytes);
    assert_eq!(backups(home.path()).len(), 1);
}

#[test]
fn a_bent_entry_deep_in_the_journal_is_told_and_no_good_backup_goes() {
    let home = TempDir::new().unwrap();
    let desk_of = |changes| desk(home.path(), MONDAY, changes);
    let mut session = Session::backing_up(desk_of(3), rolling(3, 1), 120, 24);
    session.settle();
    let good = backups(home.path());
    assert_eq!(good.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [3]);
    drop(session);
    let desk = desk_of(0);
    let journal = home.path().join("book/journal");
    let segment = std::fs::read_dir(journal)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mut bytes = std::fs::read(&segment).unwrap();
    // In an entry that the working copy had long ago, and which an opening does not read.
    let place = bytes.len() / 3;
    bytes[place] ^= 1;
    std::fs::write(&segment, bytes).unwrap();
    for number in 0..3 {
        change(&desk, number);
    }
    let mut session = Session::backing_up(Arc::clone(&desk), rolling(3, 1), 200, 24);
    let frame = session.settle().frame();
    assert!(
        frame.contains("damaged") && frame.contains("journal"),
        "{frame}"
    );
    assert_eq!(backups(home.path()), good);
}

#[test]
fn a_working_copy_that_was_made_again_is_told_at_the_start() {
    let home = TempDir::new().unwrap();
    drop(Session::backing_up(
        desk(home.path(), MONDAY, 3),
        None,
        80,
        24,
    ));
    // The threads of the desk put the book down when they are done.
    drop(desk(home.path(), MONDAY, 0));
    std::fs::remove_dir_all(home.path().join("book/state")).unwrap();
    let mut session = Session::backing_up(desk(home.path(), MONDAY, 0), None, 200, 24);
    let frame = session.settle().frame();
    assert!(frame.contains("made again from the journal"), "{frame}");
}
