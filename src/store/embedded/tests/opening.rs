//! Opening, and what it leaves in the folder.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;

use super::*;

#[test]
fn a_folder_without_a_book_is_refused_unless_one_is_to_be_made() {
    let home = Home::new();
    let asked = Opening {
        create: false,
        ..home.opening()
    };
    for _ in 0..2 {
        let refused = EmbeddedStore::open(&home.book(), &asked);
        assert!(matches!(refused, Err(StoreError::NoBook { .. })));
        assert!(matches!(
            home.open_read_only(),
            Err(StoreError::NoBook { .. })
        ));
    }
    assert!(!home.book().exists());
    std::fs::create_dir(home.book()).unwrap();
    let refused = EmbeddedStore::open(&home.book(), &asked);
    assert!(matches!(refused, Err(StoreError::NoBook { .. })));
    home.open();
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let home = Home::new();
    std::fs::create_dir(home.book()).unwrap();
    std::fs::write(home.book().join("letter.txt"), "dear").unwrap();
    assert!(matches!(home.try_open(), Err(StoreError::NotABook { .. })));
    assert_eq!(std::fs::read_dir(home.book()).unwrap().count(), 1);
}

#[test]
fn a_book_that_was_never_finished_is_begun_again() {
    let home = Home::new();
    std::fs::create_dir(home.book()).unwrap();
    std::fs::write(home.book().join("LOCK"), "").unwrap();
    std::fs::write(home.book().join("book.json.new"), "{\"for").unwrap();
    fill(&home.open());
}

#[test]
fn a_book_keeps_its_cloud() {
    let home = Home::new();
    let of = |cloud| Opening {
        cloud,
        ..home.opening()
    };
    let open = |cloud| EmbeddedStore::open(&home.book(), &of(cloud));
    drop(open(Some(Cloud::China)).unwrap());
    assert_eq!(open(None).unwrap().book().cloud, Cloud::China);
    assert_eq!(open(Some(Cloud::China)).unwrap().book().cloud, Cloud::China);
    let other = open(Some(Cloud::UsGov));
    assert!(matches!(other, Err(StoreError::OtherCloud(Cloud::China))));
}

#[test]
fn a_second_opening_is_refused_at_once() {
    let home = Home::new();
    let _open = home.open();
    for refused in [home.try_open(), home.open_read_only()] {
        let Err(StoreError::InUse { pid, .. }) = refused else {
            panic!("opened twice");
        };
        assert_eq!(pid, Some(std::process::id()));
    }
}

#[test]
fn everything_in_the_folder_is_for_the_owner_alone() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    let secret = crate::store::Secret {
        key: user_key("c", "u"),
        display_name: String::new(),
        sign_in_name: String::new(),
        password: secrecy::SecretString::from("x"),
        since: jiff::Timestamp::UNIX_EPOCH,
    };
    store.seal(&[secret]).unwrap();
    drop(store);
    drop(home.open());
    let mut folders = vec![home.book(), home.opening().seal_keys];
    while let Some(folder) = folders.pop() {
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
            }
        }
    }
}

/// Every file by its content, and every folder.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.insert(path.clone(), Vec::new());
                folders.push(path);
            } else {
                found.insert(path.clone(), std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn a_reader_sees_everything_and_writes_nothing() {
    let home = Home::new();
    let store = home.open();
    fill(&store);
    let expected = everything(&store);
    // One put down properly, and one that was killed and has to catch up.
    let killed = home.killed();
    drop(store);
    for home in [home, killed] {
        let before = contents(&home.book());
        let reader = home.open_read_only().unwrap();
        let another = home.open_read_only().unwrap();
        assert_eq!(everything(&reader), expected);
        assert_eq!(everything(&another), expected);
        assert_eq!(reader.check().unwrap(), []);
        let refused = reader.commit(&commit(vec![]));
        assert!(matches!(refused, Err(StoreError::NotWritable(_))));
        assert!(matches!(reader.seal(&[]), Err(StoreError::NotWritable(_))));
        assert!(matches!(
            reader.destroy(&[]),
            Err(StoreError::NotWritable(_))
        ));
        assert!(matches!(reader.compact(), Err(StoreError::NotWritable(_))));
        reader.checkpoint().unwrap();
        assert!(matches!(home.try_open(), Err(StoreError::InUse { .. })));
        drop((reader, another));
        assert_eq!(contents(&home.book()), before);
    }
}

#[test]
fn a_reader_needs_no_right_to_write() {
    let home = Home::new();
    fill(&home.open());
    let expected = everything(&home.open());
    // Root may write anywhere, so the lock's own name is what can't be opened for writing.
    let lock = home.book().join("LOCK");
    std::fs::set_permissions(&lock, std::fs::Permissions::from_mode(0o400)).unwrap();
    assert_eq!(everything(&home.open_read_only().unwrap()), expected);
}

#[test]
fn a_checkpoint_comes_by_itself_after_many_commits() {
    let home = Home::new();
    let store = home.open();
    let text = || std::fs::read_to_string(home.book().join("book.json")).unwrap();
    let sequence = |text: &str| -> u64 {
        let book: serde_json::Value = serde_json::from_str(text).unwrap();
        book["checkpoint"]["sequence"].as_u64().unwrap()
    };
    for _ in 0..super::super::commit::COMMITS {
        make(&store, vec![]);
    }
    drop(
        store
            .checkpoint
            .lock()
            .unwrap()
            .take()
            .map(|thread| thread.join()),
    );
    assert!(sequence(&text()) >= super::super::commit::COMMITS);
}

#[test]
fn a_full_disk_refuses_a_change_before_anything_is_written() {
    let home = Home::new();
    let mut store = home.open();
    fill(&store);
    let expected = everything(&store);
    let before = contents(&home.book());
    let book = std::sync::Arc::get_mut(&mut store.book).unwrap();
    let reserve = std::mem::replace(&mut book.reserve, u64::MAX / 2);
    let refused = store.commit(&commit(vec![]));
    assert!(matches!(refused, Err(StoreError::DiskFull)));
    assert_eq!(contents(&home.book()), before);
    assert_eq!(everything(&store), expected);
    std::sync::Arc::get_mut(&mut store.book).unwrap().reserve = reserve;
    make(&store, vec![]);
}

#[test]
fn a_book_that_only_was_looked_at_is_left_as_it_was() {
    let home = Home::new();
    fill(&home.open());
    let text = || {
        std::fs::metadata(home.book().join("book.json"))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = text();
    everything(&home.open());
    assert_eq!(text(), before);
}

#[test]
fn compacting_gives_disk_back() {
    let home = Home::new();
    let store = home.open();
    let large = |seed| {
        let mut large = customer("d", &[]);
        large.set("note", noise(200_000, seed));
        large
    };
    let keys: Vec<_> = (0..30)
        .map(|number| customer_key(&format!("c{number}")))
        .collect();
    let all = keys.iter().enumerate();
    let all = all.map(|(number, key)| added(key, large(number)));
    let version = make(&store, all.collect()).version;
    store.checkpoint().unwrap();
    let removed = keys[1..].iter().map(|key| removed(key, version));
    make(&store, removed.collect());
    store.checkpoint().unwrap();
    let bytes = || super::super::layout::bytes_in(&home.book().join("state"));
    let before = bytes();
    let expected = everything(&store);
    store.compact().unwrap();
    assert!(bytes() < before / 2, "{} of {before}", bytes());
    assert_eq!(everything(&store), expected);
    make(&store, vec![]);
    drop(store);
    assert_eq!(home.open().check().unwrap(), []);
}
