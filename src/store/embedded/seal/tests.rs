//! Passwords under seal: there after a restart, gone after the hand-over, closed without the key.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::*;
use crate::account::record::{Kind, Version};

fn secret(user: &str, password: &str) -> Secret {
    Secret {
        key: RecordKey::new(&CustomerId::new("c"), Kind::User, user),
        display_name: user.to_owned(),
        sign_in_name: format!("{user}@c.example"),
        password: SecretString::from(password),
        since: Timestamp::UNIX_EPOCH,
    }
}

fn open(home: &Path) -> Seal {
    Seal::open(home.join("seal"), &home.join("keys"), Uuid::from_u128(5)).unwrap()
}

fn put(seal: &Seal, secrets: &[Secret]) -> Result<(), StoreError> {
    let sealed = seal.put_ahead(secrets, Version(1))?;
    seal.settle(sealed, true)
}

fn passwords(seal: &Seal) -> Vec<(String, String)> {
    seal.open_all(None)
        .unwrap()
        .into_iter()
        .map(|secret| (secret.key.id, secret.password.expose_secret().to_owned()))
        .collect()
}

#[test]
fn passwords_open_again_after_a_restart_and_stand_nowhere_in_clear() {
    let home = tempfile::tempdir().unwrap();
    put(
        &open(home.path()),
        &[secret("a", "Hunter-22"), secret("b", "Other-33")],
    )
    .unwrap();
    assert_eq!(
        passwords(&open(home.path())),
        [
            ("a".to_owned(), "Hunter-22".to_owned()),
            ("b".to_owned(), "Other-33".to_owned())
        ]
    );
    let bytes = std::fs::read(file(&home.path().join("seal"), 1)).unwrap();
    assert!(!bytes.windows(6).any(|part| part == b"Hunter"));
}

#[test]
fn what_was_handed_over_is_gone_and_the_rest_stays() {
    let home = tempfile::tempdir().unwrap();
    let seal = open(home.path());
    put(&seal, &[secret("a", "1"), secret("b", "2")]).unwrap();
    seal.destroy(&[secret("a", "").key, secret("unknown", "").key])
        .unwrap();
    assert_eq!(
        passwords(&open(home.path())),
        [("b".to_owned(), "2".to_owned())]
    );
    seal.destroy(&[secret("b", "").key]).unwrap();
    assert!(
        numbered(&home.path().join("seal"), ENDING)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_second_password_of_a_user_replaces_the_first() {
    let home = tempfile::tempdir().unwrap();
    let seal = open(home.path());
    put(&seal, &[secret("a", "old"), secret("b", "2")]).unwrap();
    put(&seal, &[secret("a", "new")]).unwrap();
    assert_eq!(seal.counts(), [(CustomerId::new("c"), 2)]);
    assert_eq!(
        passwords(&open(home.path()))[0],
        ("a".to_owned(), "new".to_owned())
    );
}

#[test]
fn without_the_key_nothing_opens_and_no_other_key_is_made() {
    let home = tempfile::tempdir().unwrap();
    put(&open(home.path()), &[secret("a", "1")]).unwrap();
    std::fs::remove_dir_all(home.path().join("keys")).unwrap();
    let seal = open(home.path());
    assert!(matches!(
        seal.open_all(None),
        Err(StoreError::SealKeyMissing)
    ));
    assert!(matches!(
        put(&seal, &[secret("b", "2")]),
        Err(StoreError::SealKeyMissing)
    ));
    assert_eq!(seal.counts().len(), 1);
    assert_eq!(seal.unreadable().len(), 1);
}

#[test]
fn a_passphrase_closes_what_was_sealed_before_and_what_is_sealed_later() {
    let home = tempfile::tempdir().unwrap();
    let seal = open(home.path());
    put(&seal, &[secret("a", "1")]).unwrap();
    seal.keep_key(Some(&SecretString::from("horse"))).unwrap();
    put(&seal, &[secret("b", "2")]).unwrap();

    let seal = open(home.path());
    assert_eq!(seal.key(), SealKey::Locked);
    assert!(matches!(seal.open_all(None), Err(StoreError::SealLocked)));
    let refused = put(&seal, &[secret("c", "3")]);
    assert!(matches!(refused, Err(StoreError::SealLocked)));
    // Whose they are can be told, and a check finds nothing wrong.
    assert_eq!(seal.counts(), [(CustomerId::new("c"), 2)]);
    assert!(seal.unreadable().is_empty());
    let wrong = seal.unlock(&SecretString::from("house"));
    assert!(matches!(wrong, Err(StoreError::WrongPassphrase)));
    seal.unlock(&SecretString::from("horse")).unwrap();
    assert_eq!(passwords(&seal).len(), 2);
}

#[test]
fn a_file_that_is_no_seal_does_not_keep_others_from_being_sealed() {
    let home = tempfile::tempdir().unwrap();
    put(&open(home.path()), &[secret("a", "1")]).unwrap();
    let path = file(&home.path().join("seal"), 1);
    std::fs::write(&path, b"rubbish").unwrap();
    let seal = open(home.path());
    put(&seal, &[secret("b", "2")]).unwrap();
    assert_eq!(seal.counts(), [(CustomerId::new("c"), 1)]);
    assert!(matches!(
        seal.open_all(None),
        Err(StoreError::Damaged { .. })
    ));
    assert_eq!(std::fs::read(&path).unwrap(), b"rubbish");
}

#[test]
fn a_changed_file_does_not_open_not_even_under_another_name() {
    let home = tempfile::tempdir().unwrap();
    put(&open(home.path()), &[secret("a", "1")]).unwrap();
    let path = file(&home.path().join("seal"), 1);
    let mut bytes = std::fs::read(&path).unwrap();
    let place = bytes.iter().position(|&byte| byte == b'a').unwrap();
    bytes[place] = b'z';
    std::fs::write(&path, &bytes).unwrap();
    let seal = open(home.path());
    assert!(matches!(
        seal.open_all(None),
        Err(StoreError::Damaged { .. })
    ));
    assert_eq!(seal.unreadable(), [path]);
}

#[test]
fn what_is_sealed_ahead_is_given_to_nobody_and_replaces_nothing_before_it_is_settled() {
    let home = tempfile::tempdir().unwrap();
    let seal = open(home.path());
    put(&seal, &[secret("a", "old"), secret("b", "2")]).unwrap();
    let old = [
        ("a".to_owned(), "old".to_owned()),
        ("b".to_owned(), "2".to_owned()),
    ];
    let given_up = seal.put_ahead(&[secret("a", "new")], Version(7)).unwrap();
    let kept = seal.put_ahead(&[secret("a", "newer")], Version(7)).unwrap();
    assert_eq!(
        (passwords(&seal), passwords(&open(home.path()))),
        (old.to_vec(), old.to_vec())
    );
    seal.settle(given_up, false).unwrap();
    assert_eq!(passwords(&seal), old);
    seal.settle(kept, true).unwrap();
    for seal in [seal, open(home.path())] {
        assert_eq!(passwords(&seal)[0], ("a".to_owned(), "newer".to_owned()));
        assert_eq!(seal.counts()[0].1, 2);
    }
    let files = std::fs::read_dir(home.path().join("seal")).unwrap();
    assert_eq!(files.count(), 2, "nothing is left over");
}

#[test]
fn what_a_killed_process_sealed_ahead_is_settled_by_what_was_written_since() {
    for (since, password, told) in [
        (Since::Same, "old", vec!["a@c.example".to_owned()]),
        (Since::Written, "new", vec![]),
    ] {
        let home = tempfile::tempdir().unwrap();
        let seal = open(home.path());
        put(&seal, &[secret("a", "old")]).unwrap();
        let _killed = seal
            .put_ahead(&[secret("a", "new"), secret("z", "9")], Version(7))
            .unwrap();
        drop(seal);
        let seal = open(home.path());
        let became = |key: &RecordKey, at: Version| {
            assert_eq!(at, Version(7));
            Ok(if key.id == "a" { since } else { Since::Gone })
        };
        assert_eq!(seal.settle_left(became).unwrap(), told);
        assert_eq!(passwords(&seal)[0], ("a".to_owned(), password.to_owned()));
        assert_eq!(seal.settle_left(became).unwrap(), [""; 0], "once");
        assert_eq!(passwords(&open(home.path())), passwords(&seal));
    }
}

#[test]
fn behind_a_locked_key_only_what_the_book_knows_is_destroyed() {
    let home = tempfile::tempdir().unwrap();
    let seal = open(home.path());
    put(&seal, &[secret("a", "old")]).unwrap();
    seal.keep_key(Some(&SecretString::from("horse"))).unwrap();
    let _known = seal.put_ahead(&[secret("a", "new")], Version(7)).unwrap();
    let _strange = seal.put_ahead(&[secret("z", "9")], Version(7)).unwrap();
    drop(seal);
    let seal = open(home.path());
    let became = |key: &RecordKey, _| {
        Ok(if key.id == "a" {
            Since::Same
        } else {
            Since::Gone
        })
    };
    assert_eq!(seal.settle_left(became).unwrap(), ["a"]);
    let files = std::fs::read_dir(home.path().join("seal")).unwrap();
    assert_eq!(
        files.count(),
        2,
        "the old one, and the one that nobody knows"
    );
    seal.unlock(&SecretString::from("horse")).unwrap();
    assert_eq!(seal.settle_left(became).unwrap(), [""; 0]);
    assert_eq!(passwords(&seal), [("a".to_owned(), "old".to_owned())]);
}
