//! Passwords under seal: there after a restart, gone after the hand-over, closed without the key.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::*;
use crate::account::record::Kind;

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
    open(home.path())
        .put(&[secret("a", "Hunter-22"), secret("b", "Other-33")])
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
    seal.put(&[secret("a", "1"), secret("b", "2")]).unwrap();
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
    seal.put(&[secret("a", "old"), secret("b", "2")]).unwrap();
    seal.put(&[secret("a", "new")]).unwrap();
    assert_eq!(seal.counts(), [(CustomerId::new("c"), 2)]);
    assert_eq!(
        passwords(&open(home.path()))[0],
        ("a".to_owned(), "new".to_owned())
    );
}

#[test]
fn without_the_key_nothing_opens_and_no_other_key_is_made() {
    let home = tempfile::tempdir().unwrap();
    open(home.path()).put(&[secret("a", "1")]).unwrap();
    std::fs::remove_dir_all(home.path().join("keys")).unwrap();
    let seal = open(home.path());
    assert!(matches!(
        seal.open_all(None),
        Err(StoreError::SealKeyMissing)
    ));
    assert!(matches!(
        seal.put(&[secret("b", "2")]),
        Err(StoreError::SealKeyMissing)
    ));
    assert_eq!(seal.counts().len(), 1);
    assert_eq!(seal.unreadable().len(), 1);
}

#[test]
fn a_passphrase_closes_what_was_sealed_before_and_what_is_sealed_later() {
    let home = tempfile::tempdir().unwrap();
    let seal = open(home.path());
    seal.put(&[secret("a", "1")]).unwrap();
    seal.keep_key(Some(&SecretString::from("horse"))).unwrap();
    seal.put(&[secret("b", "2")]).unwrap();

    let seal = open(home.path());
    assert_eq!(seal.key(), SealKey::Locked);
    assert!(matches!(seal.open_all(None), Err(StoreError::SealLocked)));
    let refused = seal.put(&[secret("c", "3")]);
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
    open(home.path()).put(&[secret("a", "1")]).unwrap();
    let path = file(&home.path().join("seal"), 1);
    std::fs::write(&path, b"rubbish").unwrap();
    let seal = open(home.path());
    seal.put(&[secret("b", "2")]).unwrap();
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
    open(home.path()).put(&[secret("a", "1")]).unwrap();
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
