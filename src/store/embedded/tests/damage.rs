//! Being killed, losing the power, and files that changed or went: either the book is whole, or it says that it is not.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::*;
use crate::account::resource::Resource;

fn bend(path: &Path, place: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[place] ^= 0x55;
    std::fs::write(path, bytes).unwrap();
}

fn cut(path: &Path, by: u64) {
    let file = std::fs::File::options().write(true).open(path).unwrap();
    let length = file.metadata().unwrap().len();
    file.set_len(length - by).unwrap();
}

fn is_damaged(home: &Home) -> bool {
    matches!(home.try_open(), Err(StoreError::Damaged { .. }))
}

/// A filled book that is still open, as a killed process leaves it, and what it should hold.
fn filled_and_killed() -> (Home, Everything) {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    (home.killed(), everything(&store))
}

#[test]
fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let (home, expected) = filled_and_killed();
    assert_eq!(everything(&home.open()), expected);
    assert_eq!(everything(&home.open()), expected);
}

#[test]
fn an_entry_torn_while_it_was_written_is_cut_off() {
    let (home, expected) = filled_and_killed();
    let last = home.journal_files().pop().unwrap();
    let whole = std::fs::read(&last).unwrap();
    // A frame head and part of a payload; less than a head; bytes that the disk never got.
    let frame = &whole[68..];
    for torn in [&frame[..90], &frame[..20], &[0; 300][..]] {
        let copy = home.killed();
        let file = copy.journal_files().pop().unwrap();
        std::fs::write(&file, [&whole, torn].concat()).unwrap();
        assert_eq!(everything(&copy.open_read_only().unwrap()), expected);
        assert_eq!(
            std::fs::read(&file).unwrap().len(),
            whole.len() + torn.len()
        );
        let store = copy.open();
        assert_eq!(everything(&store), expected);
        assert_eq!(std::fs::read(&file).unwrap(), whole);
        make(&store, vec![]);
        assert_eq!(store.check().unwrap(), []);
    }
}

#[test]
fn a_journal_that_changed_in_the_middle_is_damage() {
    let (home, _) = filled_and_killed();
    let file = home.journal_files().pop().unwrap();
    let length = std::fs::metadata(&file).unwrap().len() as usize;
    for place in [80, 150, length / 2] {
        let copy = home.killed();
        bend(&copy.journal_files().pop().unwrap(), place);
        assert!(is_damaged(&copy), "byte {place} of {length}");
        assert!(is_damaged(&copy), "a second look");
    }
}

#[test]
fn a_journal_cut_off_before_what_was_acknowledged_is_damage() {
    let home = Home::new();
    fill(&home.open());
    for by in [1, 500] {
        let copy = home.killed();
        cut(&copy.journal_files().pop().unwrap(), by);
        assert!(is_damaged(&copy));
    }
    let copy = home.killed();
    std::fs::remove_file(copy.journal_files().pop().unwrap()).unwrap();
    assert!(is_damaged(&copy));
    let copy = home.killed();
    std::fs::remove_dir_all(copy.book().join("journal")).unwrap();
    assert!(is_damaged(&copy));
}

#[test]
fn damage_before_the_checkpoint_is_found_by_a_check() {
    let home = Home::new();
    fill(&home.open());
    bend(&home.journal_files().pop().unwrap(), 200);
    let findings = home.open().check().unwrap();
    assert!(
        findings
            .iter()
            .any(|found| found.message == "finding-journal")
    );
}

#[test]
fn a_state_that_can_not_be_used_is_made_again() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    let expected = everything(&store);
    drop(store);
    type Spoil = fn(&Path);
    let spoil: [(&str, Spoil); 7] = [
        ("of an older format", |state| write_state(state, "!", "{}")),
        ("gone", |state| std::fs::remove_dir_all(state).unwrap()),
        ("db gone", |state| {
            std::fs::remove_file(state.join("db")).unwrap()
        }),
        ("db cut to nothing", |state| {
            let length = std::fs::metadata(state.join("db")).unwrap().len();
            cut(&state.join("db"), length);
        }),
        ("db cut", |state| {
            let length = std::fs::metadata(state.join("db")).unwrap().len();
            cut(&state.join("db"), length / 2);
        }),
        ("db bent", |state| {
            let length = std::fs::metadata(state.join("db")).unwrap().len() as usize;
            for place in (0..length.min(4_000)).step_by(97) {
                bend(&state.join("db"), place);
            }
        }),
        ("conf bent", |state| bend(&state.join("conf"), 3)),
    ];
    for (what, spoil) in spoil {
        let copy = home.killed();
        spoil(&copy.book().join("state"));
        assert_eq!(everything(&copy.open()), expected, "{what}");
        assert_eq!(copy.open().check().unwrap(), [], "{what}");
        let copy = home.killed();
        spoil(&copy.book().join("state"));
        assert_eq!(
            everything(&copy.open_read_only().unwrap()),
            expected,
            "{what}"
        );
    }
}

/// A state as another program would have written it.
fn write_state(state: &Path, key: &str, value: &str) {
    let db = sled::open(state).unwrap();
    db.clear().unwrap();
    db.insert(key, value).unwrap();
    db.flush().unwrap();
}

#[test]
fn a_state_of_a_newer_program_is_refused_and_left_as_it_is() {
    let home = Home::new();
    fill(&home.open());
    let state = home.book().join("state");
    write_state(&state, "manifest", r#"{"format":3,"what":"else"}"#);
    for _ in 0..2 {
        let refused = home.try_open();
        assert!(matches!(
            refused,
            Err(StoreError::NewerFormat { found: 3, known: 2 })
        ));
    }
}

#[test]
fn a_state_that_is_ahead_of_the_journal_is_damage() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    store.checkpoint().unwrap();
    let early = home.killed();
    make(&store, vec![]);
    drop(store);
    let state = early.book().join("state");
    std::fs::remove_dir_all(&state).unwrap();
    copy_folder(&home.book().join("state"), &state);
    assert!(is_damaged(&early));
}

#[test]
fn a_state_of_another_book_is_made_again() {
    let (home, other) = (Home::new(), Home::new());
    let store = home.open();
    fill(&store);
    let expected = everything(&store);
    drop(store);
    make(&other.open(), vec![]);
    let state = home.book().join("state");
    std::fs::remove_dir_all(&state).unwrap();
    copy_folder(&other.book().join("state"), &state);
    assert_eq!(everything(&home.open()), expected);
}

#[test]
fn a_newer_book_is_refused() {
    let home = Home::new();
    fill(&home.open());
    let path = home.book().join("book.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("\"format\": 1", "\"format\": 2")).unwrap();
    let refused = home.try_open();
    assert!(matches!(
        refused,
        Err(StoreError::NewerFormat { found: 2, known: 1 })
    ));
}

#[test]
fn any_bent_byte_of_the_state_is_healed_or_told_and_then_healed() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    // Several segments of sled, which reads only the last one when it is opened.
    let users = (0..250).map(|number| {
        let mut large = user("x");
        large.set("note", noise(8_000, number));
        added(&user_key("many", &number.to_string()), large)
    });
    make(&store, users.collect());
    let expected = walked(&store, None);
    drop(store);
    // Opened once more, sled believes its snapshot and reads the rest only when it is asked for.
    drop(home.open());
    let db = std::fs::read(home.book().join("state/db")).unwrap();
    let used = db.iter().rposition(|&byte| byte != 0).unwrap();
    let mut told = 0;
    for place in (0..used).step_by(used / 20) {
        let copy = home.killed();
        bend(&copy.book().join("state/db"), place);
        let after_a_power_cut = copy.killed();
        let store = copy.open();
        let read = catch_unwind(AssertUnwindSafe(|| walked(&store, None)));
        drop(store);
        match read {
            Ok(read) => assert_eq!(read, expected, "byte {place}"),
            // It was told as damage; the next opening makes the state again.
            Err(_) => {
                told += 1;
                assert_eq!(walked(&copy.open(), None), expected, "byte {place}");
                // Whoever knows that the machine stopped looks at everything first.
                let stopped = r#"{"pid":1,"host":"h","since":"2026-11-22T00:00:00Z","boot":"b"}"#;
                std::fs::write(after_a_power_cut.book().join("LOCK"), stopped).unwrap();
                assert_eq!(walked(&after_a_power_cut.open(), None), expected);
            }
        }
    }
    assert!(told > 0, "no byte that matters was bent");
}

#[test]
fn a_checkpoint_that_the_disk_does_not_take_loses_nothing() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    let (db, elsewhere) = (home.book().join("state/db"), home.book().join("elsewhere"));
    std::fs::rename(&db, &elsewhere).unwrap();
    assert!(store.checkpoint().is_err());
    // Everybody goes on meanwhile.
    make(&store, vec![]);
    let expected = everything(&store);
    std::fs::rename(&elsewhere, &db).unwrap();
    assert_eq!(everything(&home.killed().open()), expected);
    store.checkpoint().unwrap();
    assert_eq!(everything(&store), expected);
    drop(store);
    let store = home.open();
    assert_eq!(everything(&store), expected);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn no_record_is_so_large_that_sled_makes_a_file_of_it() {
    let home = Home::new();
    let store = home.open();
    let mut large = Resource::new();
    let mut versions = Vec::new();
    for size in [200_000, 4_000, 3_960, 0, 9_000] {
        large.set("note", "word ".repeat(size / 5));
        let changes = (0..20).map(|number| {
            let key = user_key("c", &number.to_string());
            match versions.last() {
                Some(&version) => changed(&key, version, large.clone()),
                None => added(&key, large.clone()),
            }
        });
        versions.push(make(&store, changes.collect()).version);
        for stored in walked(&store, None) {
            assert_eq!(stored.resource, large);
        }
        assert_eq!(store.check().unwrap(), []);
        store.checkpoint().unwrap();
        let blobs = std::fs::read_dir(home.book().join("state/blobs")).unwrap();
        assert_eq!(blobs.count(), 0, "of {size} bytes");
    }
}

#[test]
fn a_password_of_a_change_that_was_never_made_is_nobodys() {
    let home = Home::new();
    let store = home.open();
    add(&store, &user_key("c", "made"), user("made@one.example"));
    let secret = |id: &str| crate::store::Secret {
        key: user_key("c", id),
        display_name: id.to_owned(),
        sign_in_name: format!("{id}@one.example"),
        password: "secret".to_owned().into(),
        since: jiff::Timestamp::UNIX_EPOCH,
    };
    store.seal(&[secret("made"), secret("dropped")]).unwrap();
    store.seal(&[secret("never made")]).unwrap();
    let waiting = |store: &EmbeddedStore| store.sealed_of(&user_key("c", "x").customer).unwrap();
    assert_eq!(waiting(&store).len(), 3);
    assert_eq!(waiting(&home.killed().open()), [user_key("c", "made")]);
    // Nothing is believed of a file that does not open.
    let bent = home.killed();
    let file = bent.book().join("seal/0000000002.sealed");
    let length = std::fs::metadata(&file).unwrap().len() as usize;
    bend(&file, length - 1);
    let store = bent.open();
    assert!(file.exists());
    assert!(!store.check().unwrap().is_empty());
}

#[test]
fn a_reset_that_a_kill_cut_off_leaves_the_old_password_and_is_told() {
    let home = Home::new();
    let store = home.open();
    let key = user_key("c", "anna");
    let version = add(&store, &key, user("anna@c.example"));
    let secret = |password: &str| crate::store::Secret {
        key: user_key("c", "anna"),
        display_name: "Anna".to_owned(),
        sign_in_name: "anna@c.example".to_owned(),
        password: password.to_owned().into(),
        since: jiff::Timestamp::UNIX_EPOCH,
    };
    let waiting = |store: &EmbeddedStore| -> Vec<String> {
        let secrets = store.unseal(None).unwrap().into_iter();
        let words =
            secrets.map(|secret| secrecy::ExposeSecret::expose_secret(&secret.password).to_owned());
        words.collect()
    };
    store.seal(&[secret("old")]).unwrap();
    assert_eq!(store.put_right(), []);
    let sealed = store.seal_ahead(&[secret("new")]).unwrap();
    let before = home.killed();
    make(&store, vec![changed(&key, version, user("anna@c.example"))]);
    let after = home.killed();
    store.settle_sealed(sealed, true).unwrap();
    assert_eq!(waiting(&store), ["new"]);

    let never = before.open();
    assert_eq!(waiting(&never), ["old"]);
    let told = never.put_right();
    assert_eq!(
        (told[0].message, told[0].subject.as_str(), told.len()),
        ("put-right-password", "anna@c.example", 1)
    );
    drop(never);
    assert_eq!(before.open().put_right(), []);

    let made = after.open();
    assert_eq!(
        (waiting(&made), made.put_right()),
        (vec!["new".to_owned()], vec![])
    );
    assert_eq!(made.check().unwrap(), []);
}

#[test]
fn a_state_that_was_made_again_is_told_once() {
    let home = Home::new();
    fill(&home.open());
    assert_eq!(home.open().put_right(), []);
    std::fs::remove_dir_all(home.book().join("state")).unwrap();
    let told = |store: EmbeddedStore| -> Vec<&'static str> {
        store
            .put_right()
            .iter()
            .map(|found| found.message)
            .collect()
    };
    assert_eq!(told(home.open_read_only().unwrap()), ["put-right-state"]);
    assert_eq!(told(home.open()), ["put-right-state"]);
    assert_eq!(told(home.open()), [""; 0]);
}
