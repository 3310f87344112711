//! What is kept beside the book: there as it was written, or not there.

use std::io::Read;
use std::path::PathBuf;

use super::*;
use crate::account::record::Version;
use crate::store::{Content, Derived, Since};

const TEXT: &[u8] = b"what was derived";

fn keep(store: &dyn Store) -> bool {
    let at = store.book().version;
    let write = &mut |out: &mut dyn std::io::Write| out.write_all(TEXT);
    store.keep(Derived::Columns, at, write).unwrap()
}

fn kept(store: &dyn Store) -> Option<Vec<Since>> {
    let kept = store.kept(Derived::Columns)?;
    assert_eq!(kept.content.length(), TEXT.len() as u64);
    let mut text = Vec::new();
    kept.reader().read_to_end(&mut text).ok()?;
    assert_eq!(text, TEXT);
    Some(kept.since)
}

fn file(home: &Home) -> PathBuf {
    home.book().join("search.cols")
}

#[test]
fn what_was_kept_is_there_with_what_changed_since() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    assert_eq!(kept(&store), None);
    assert!(keep(&store));
    assert_eq!(kept(&store), Some(Vec::new()));
    let user = user_key("c", "late");
    let version = add(&store, &user, super::user("late@one.example"));
    for store in [&store, &home.killed().open()] {
        let since = kept(store).unwrap();
        assert_eq!(since.len(), 1);
        let image = &since[0].image;
        assert_eq!((&image.key, image.version), (&user, version));
        assert!(image.before.is_none() && image.after.is_some());
    }
    drop(store);
    assert_eq!(kept(&home.open_read_only().unwrap()).unwrap().len(), 1);
    assert!(keep(&home.open()));
    assert_eq!(kept(&home.open()), Some(Vec::new()));
}

#[test]
fn what_was_derived_from_an_older_book_is_not_kept_as_of_now() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    let write = &mut |_: &mut dyn std::io::Write| Ok(());
    let older = Version(store.book().version.0 - 1);
    assert!(!store.keep(Derived::Columns, older, write).unwrap());
    assert!(!file(&home).exists());
    drop(store);
    let now = home.open().book().version;
    let store = home.open_read_only().unwrap();
    assert!(!store.keep(Derived::Columns, now, write).unwrap());
}

#[test]
fn a_bent_or_torn_file_is_not_there() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    keep(&store);
    let whole = std::fs::read(file(&home)).unwrap();
    for place in 0..whole.len() {
        let mut bent = whole.clone();
        bent[place] ^= 4;
        std::fs::write(file(&home), &bent).unwrap();
        assert_eq!(kept(&store), None, "byte {place}");
        std::fs::write(file(&home), &whole[..place]).unwrap();
        assert_eq!(kept(&store), None, "cut at {place}");
    }
    std::fs::write(file(&home), &whole).unwrap();
    assert_eq!(kept(&store), Some(Vec::new()));
}

#[test]
fn any_part_is_read_by_itself_and_only_what_is_bent_is_refused() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    keep(&store);
    let content = store.kept(Derived::Columns).unwrap().content;
    let read = |content: &dyn Content, from: usize, to: usize| {
        let mut into = vec![0; to - from];
        let read = content.read_at(from as u64, &mut into);
        read.ok().map(|()| into)
    };
    for from in 0..=TEXT.len() {
        for to in from..=TEXT.len() {
            let part = read(content.as_ref(), from, to);
            assert_eq!(part.as_deref(), Some(&TEXT[from..to]));
        }
        assert_eq!(read(content.as_ref(), from, TEXT.len() + 1), None);
    }
    let mut bent = std::fs::read(file(&home)).unwrap();
    let last = bent.len() - TEXT.len().div_ceil(8) * 4 - 1;
    bent[last] ^= 1;
    std::fs::write(file(&home), &bent).unwrap();
    let content = store.kept(Derived::Columns).unwrap().content;
    let sound = (TEXT.len() - 1) / 8 * 8;
    assert!(read(content.as_ref(), 0, sound).is_some());
    assert!(read(content.as_ref(), 0, sound + 1).is_none());
}

#[test]
fn a_file_of_another_book_or_another_past_is_not_there() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    let past = home.killed();
    add(&store, &user_key("c", "late"), user("late@one.example"));
    keep(&store);
    // The journal never came as far.
    std::fs::copy(file(&home), file(&past)).unwrap();
    assert_eq!(kept(&past.open()), None);
    // It came as far on another way, and then further.
    let store = past.open();
    add(&store, &user_key("c", "other"), user("other@one.example"));
    assert_eq!(kept(&store), None);
    add(&store, &user_key("c", "next"), user("next@one.example"));
    assert_eq!(kept(&store), None);
    let other = Home::new();
    let store = other.open();
    fill(&store);
    std::fs::copy(file(&home), file(&other)).unwrap();
    assert_eq!(kept(&store), None);
}

#[test]
fn what_a_killed_process_wrote_half_is_in_nobodys_way() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    keep(&store);
    drop(store);
    std::fs::write(home.book().join("search.cols.new"), b"half").unwrap();
    let store = home.open();
    assert_eq!(kept(&store), Some(Vec::new()));
    assert!(keep(&store));
    assert_eq!(kept(&store), Some(Vec::new()));
}

#[test]
fn a_failed_write_leaves_what_was_kept() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    keep(&store);
    let write = &mut |_: &mut dyn std::io::Write| Err(std::io::Error::other("full"));
    let at = store.book().version;
    assert!(store.keep(Derived::Columns, at, write).is_err());
    assert_eq!(kept(&store), Some(Vec::new()));
}

#[test]
fn an_early_opening_tells_what_was_kept_and_waits_for_the_rest() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    keep(&store);
    let before = everything(&store);
    drop(store);
    let store = EmbeddedStore::open_early(&home.book(), &home.opening()).unwrap();
    assert_eq!(kept(&store), Some(Vec::new()));
    assert_eq!(everything(&store), before);
    add(&store, &user_key("c", "late"), user("late@one.example"));
    assert_eq!(kept(&store).unwrap().len(), 1);
}
