//! The journal alone: segments, their order, what was torn and what is damage.

use std::borrow::Cow;

use tempfile::TempDir;

use super::*;
use crate::account::entry::EntryId;
use crate::store::contract::samples::draft;

fn journal(home: &TempDir) -> Journal {
    Journal::new(home.path().to_owned(), Uuid::from_u128(3)).with_segments_of(700)
}

fn entry(number: u64) -> Written<'static> {
    Written {
        entry: EntryId(number),
        draft: Cow::Owned(draft(number as i64)),
        changes: Vec::new(),
    }
}

/// Appends entries up to a number, after those that are there.
fn append(journal: &Journal, tail: &mut Tail, up_to: u64) -> Vec<Place> {
    let from = tail.mark().sequence + 1;
    let payload = |number| serde_json::to_vec(&entry(number)).unwrap();
    (from..=up_to)
        .map(|number| journal.append(tail, &payload(number)).unwrap())
        .collect()
}

fn filled(home: &TempDir, entries: u64) -> (Journal, Tail, Vec<Place>) {
    let journal = journal(home);
    let mut tail = journal.tail(Mark::BEGINNING).unwrap();
    let places = append(&journal, &mut tail, entries);
    (journal, tail, places)
}

fn walked(journal: &Journal, from: Mark) -> Result<(Vec<u64>, Mark, Option<Ending>), StoreError> {
    let mut walk = journal.walk(from);
    let mut found = Vec::new();
    while let Some((_, written)) = walk.next()? {
        found.push(written.entry.0);
    }
    Ok((found, walk.mark(), walk.ending()))
}

fn segments(journal: &Journal) -> Vec<PathBuf> {
    let firsts = segment::all(&journal.folder).unwrap();
    let path = |first| segment::path(&journal.folder, first);
    firsts.into_iter().map(path).collect()
}

#[test]
fn a_walk_goes_over_the_borders_of_segments_from_any_mark() {
    let home = tempfile::tempdir().unwrap();
    let (journal, tail, places) = filled(&home, 9);
    assert!(segments(&journal).len() > 2, "one segment proves nothing");
    let mut mark = Mark::BEGINNING;
    for number in 0..=9 {
        let (found, end, ending) = walked(&journal, mark).unwrap();
        assert_eq!(found, Vec::from_iter(number + 1..=9));
        assert_eq!((end.sequence, end.hash), (9, tail.mark().hash));
        assert_eq!(ending, Some(Ending::Whole));
        let mut walk = journal.walk(mark);
        walk.next().unwrap();
        mark = walk.mark();
    }
    for (number, place) in (1..).zip(places) {
        assert_eq!(journal.read(place, number).unwrap(), entry(number));
        assert!(journal.read(place, number + 1).is_err());
    }
}

#[test]
fn it_goes_on_where_it_ended() {
    let home = tempfile::tempdir().unwrap();
    let (journal, tail, _) = filled(&home, 5);
    let mut tail = journal.tail(tail.mark()).unwrap();
    append(&journal, &mut tail, 8);
    let (found, ..) = walked(&journal, Mark::BEGINNING).unwrap();
    assert_eq!(found, Vec::from_iter(1..=8));
}

#[test]
fn a_segment_that_was_being_begun_is_begun_again() {
    for torn in [&b""[..], b"PDBOOK"] {
        let home = tempfile::tempdir().unwrap();
        let (journal, tail, _) = filled(&home, 5);
        std::fs::write(segment::path(home.path(), 6), torn).unwrap();
        let (found, end, ending) = walked(&journal, Mark::BEGINNING).unwrap();
        assert_eq!(found, Vec::from_iter(1..=5));
        assert_eq!((end, ending), (tail.mark(), Some(Ending::Torn)));
        let mut tail = journal.tail(end).unwrap();
        append(&journal, &mut tail, 7);
        let (found, ..) = walked(&journal, Mark::BEGINNING).unwrap();
        assert_eq!(found, Vec::from_iter(1..=7));
    }
}

#[test]
fn the_first_segment_may_have_been_torn_too() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(segment::path(home.path(), 1), b"PD").unwrap();
    let journal = journal(&home);
    let (found, end, ending) = walked(&journal, Mark::BEGINNING).unwrap();
    assert_eq!(
        (found, end, ending),
        (vec![], Mark::BEGINNING, Some(Ending::Torn))
    );
    let mut tail = journal.tail(end).unwrap();
    append(&journal, &mut tail, 2);
    let (found, ..) = walked(&journal, Mark::BEGINNING).unwrap();
    assert_eq!(found, [1, 2]);
}

#[test]
fn what_is_taken_back_never_was() {
    let home = tempfile::tempdir().unwrap();
    let (journal, mut tail, _) = filled(&home, 4);
    let before = tail.mark();
    append(&journal, &mut tail, 6);
    journal.take_back(&mut tail, before).unwrap();
    append(&journal, &mut tail, 5);
    let (found, end, _) = walked(&journal, Mark::BEGINNING).unwrap();
    assert_eq!((found, end), (vec![1, 2, 3, 4, 5], tail.mark()));
}

#[test]
fn a_missing_or_foreign_segment_is_damage() {
    for spoil in [
        |files: &[PathBuf]| std::fs::remove_file(&files[0]).unwrap(),
        |files: &[PathBuf]| std::fs::remove_file(&files[1]).unwrap(),
        |files: &[PathBuf]| std::fs::rename(&files[1], &files[2]).unwrap(),
        |files: &[PathBuf]| {
            let other = tempfile::tempdir().unwrap();
            let foreign = Journal::new(other.path().to_owned(), Uuid::from_u128(4));
            let mut tail = foreign.tail(Mark::BEGINNING).unwrap();
            append(&foreign, &mut tail, 1);
            std::fs::copy(segment::path(other.path(), 1), &files[0]).unwrap();
        },
    ] {
        let home = tempfile::tempdir().unwrap();
        let (journal, ..) = filled(&home, 9);
        spoil(&segments(&journal));
        let walked = walked(&journal, Mark::BEGINNING);
        assert!(matches!(walked, Err(StoreError::Damaged { .. })));
    }
}

#[test]
fn an_entry_that_was_exchanged_breaks_the_chain() {
    let home = tempfile::tempdir().unwrap();
    let (journal, ..) = filled(&home, 2);
    let other = tempfile::tempdir().unwrap();
    let rewritten = self::journal(&other);
    let mut tail = rewritten.tail(Mark::BEGINNING).unwrap();
    let mut forged = entry(1);
    forged.draft.to_mut().who.name = "Evil".to_owned();
    let payload = serde_json::to_vec(&forged).unwrap();
    rewritten.append(&mut tail, &payload).unwrap();
    let forged = std::fs::read(segment::path(other.path(), 1)).unwrap();
    let path = segment::path(home.path(), 1);
    let mut bytes = std::fs::read(&path).unwrap();
    assert_eq!(forged.len() * 2 - segment::HEAD as usize, bytes.len());
    bytes[..forged.len()].copy_from_slice(&forged);
    std::fs::write(&path, bytes).unwrap();
    let walked = walked(&journal, Mark::BEGINNING);
    assert!(matches!(walked, Err(StoreError::Damaged { .. })));
}
