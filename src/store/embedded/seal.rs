//! First passwords that nobody has handed over yet: one file a batch under `seal/`, encrypted with XChaCha20-Poly1305. The
//! key stands outside the book, so that a copy of the book, its journal or a backup opens nothing.
//!
//! A file is: version (1), length of the head (4, little-endian), head (JSON: whose passwords), nonce (24), the encrypted
//! JSON. Everything before the encrypted part is authenticated with it, and so is the book's ID.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::files::{numbered, private_file, private_folder, replace, sync_folder, trouble};
use crate::account::record::{CustomerId, RecordKey};
use crate::store::{Secret, StoreError};

const VERSION: u8 = 1;
const NONCE: usize = 24;
const ENDING: &str = "sealed";

/// What is under seal in one book.
pub(super) struct Seal {
    folder: PathBuf,
    key_file: PathBuf,
    book: Uuid,
    batches: Mutex<Batches>,
    /// Files whose head can't be read, found at opening: whose passwords they hold, nobody knows.
    damaged: Vec<u64>,
}

/// Whose passwords each file holds, by the number that the file is named after.
type Batches = BTreeMap<u64, BTreeSet<RecordKey>>;

/// A password as it stands in a file, before encryption.
#[derive(Serialize, Deserialize)]
struct Sealed {
    key: RecordKey,
    display_name: String,
    sign_in_name: String,
    password: Zeroizing<String>,
    since: Timestamp,
}

impl Seal {
    /// What is under seal in a folder; the key is looked for when it is needed.
    ///
    /// # Errors
    /// When a file can't be read. One that is damaged is found by a check, and refuses to be opened.
    pub(super) fn open(folder: PathBuf, keys: &Path, book: Uuid) -> Result<Self, StoreError> {
        let mut batches = Batches::new();
        let mut damaged = Vec::new();
        for number in numbered(&folder, ENDING)? {
            let file = file(&folder, number);
            let bytes = std::fs::read(&file).map_err(trouble(&file))?;
            match split(&bytes) {
                Some((head, _)) => drop(batches.insert(number, head)),
                None => damaged.push(number),
            }
        }
        Ok(Self {
            folder,
            key_file: keys.join(format!("{book}.key")),
            book,
            batches: Mutex::new(batches),
            damaged,
        })
    }

    /// Puts passwords under seal, all or none. A password of the same record that was there before is replaced.
    ///
    /// # Errors
    /// When the file or the key can't be written; none is sealed then.
    pub(super) fn put(&self, secrets: &[Secret]) -> Result<(), StoreError> {
        if secrets.is_empty() {
            return Ok(());
        }
        let mut batches = self.batches();
        private_folder(&self.folder)?;
        let cipher = self.cipher_or_new(&batches)?;
        let last = batches.keys().chain(&self.damaged).max();
        let number = last.map_or(1, |last| last + 1);
        let latest: BTreeMap<&RecordKey, &Secret> =
            secrets.iter().map(|secret| (&secret.key, secret)).collect();
        let sealed = latest.values().map(|secret| Sealed::of(secret)).collect();
        self.write(&cipher, number, sealed)?;
        let keys: BTreeSet<RecordKey> = latest.into_keys().cloned().collect();
        batches.insert(number, keys.clone());
        self.remove(&mut batches, &keys, number)
    }

    /// Opens what is sealed for one customer, or all.
    ///
    /// # Errors
    /// [`StoreError::SealKeyMissing`], or [`StoreError::Damaged`] when a file does not open with the key.
    pub(super) fn open_all(
        &self,
        customer: Option<&CustomerId>,
    ) -> Result<Vec<Secret>, StoreError> {
        let wanted = |key: &RecordKey| customer.is_none_or(|id| key.customer == *id);
        if let Some(&number) = self.damaged.first() {
            return Err(damaged(&file(&self.folder, number)));
        }
        let batches = self.batches();
        let mut found = BTreeMap::new();
        // In the order they were sealed, so that the newest password of a record wins.
        for (&number, keys) in batches.iter() {
            if !keys.iter().any(wanted) {
                continue;
            }
            for sealed in self.read(&self.cipher()?, number)? {
                if wanted(&sealed.key) {
                    found.insert(sealed.key.clone(), sealed.into_secret());
                }
            }
        }
        Ok(found.into_values().collect())
    }

    /// How many are sealed, customer by customer.
    pub(super) fn counts(&self) -> Vec<(CustomerId, u64)> {
        let batches = self.batches();
        let keys: BTreeSet<&RecordKey> = batches.values().flatten().collect();
        let mut counts: BTreeMap<CustomerId, u64> = BTreeMap::new();
        for key in keys {
            *counts.entry(key.customer.clone()).or_default() += 1;
        }
        counts.into_iter().collect()
    }

    /// Whose passwords of one customer are under seal, sorted.
    pub(super) fn keys_of(&self, customer: &CustomerId) -> Vec<RecordKey> {
        let batches = self.batches();
        let keys = batches.values().flatten();
        let wanted: BTreeSet<&RecordKey> = keys.filter(|key| key.customer == *customer).collect();
        wanted.into_iter().cloned().collect()
    }

    /// Destroys what is sealed for the records.
    ///
    /// # Errors
    /// When a file can't be written or removed, or the key to write the rest of a batch again is missing.
    pub(super) fn destroy(&self, keys: &[RecordKey]) -> Result<(), StoreError> {
        let keys = keys.iter().cloned().collect();
        self.remove(&mut self.batches(), &keys, u64::MAX)
    }

    /// The files that do not open, for a check of the book.
    pub(super) fn unreadable(&self) -> Vec<PathBuf> {
        let batches = self.batches();
        let cipher = self.cipher();
        let opens = |number: &u64| {
            let cipher = cipher.as_ref().ok();
            cipher.is_some_and(|cipher| self.read(cipher, *number).is_ok())
        };
        batches
            .keys()
            .filter(|number| !opens(number))
            .chain(&self.damaged)
            .map(|&number| file(&self.folder, number))
            .collect()
    }

    fn batches(&self) -> MutexGuard<'_, Batches> {
        self.batches.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes records out of every batch before a number.
    fn remove(
        &self,
        batches: &mut Batches,
        keys: &BTreeSet<RecordKey>,
        before: u64,
    ) -> Result<(), StoreError> {
        let touched: Vec<u64> = batches
            .range(..before)
            .filter(|(_, batch)| !batch.is_disjoint(keys))
            .map(|(&number, _)| number)
            .collect();
        for number in touched {
            let rest: BTreeSet<RecordKey> = batches
                .get(&number)
                .map(|batch| batch.difference(keys).cloned().collect())
                .unwrap_or_default();
            if rest.is_empty() {
                self.remove_file(number)?;
                batches.remove(&number);
            } else {
                let cipher = self.cipher()?;
                let mut sealed = self.read(&cipher, number)?;
                sealed.retain(|sealed| rest.contains(&sealed.key));
                self.write(&cipher, number, sealed)?;
                batches.insert(number, rest);
            }
        }
        Ok(())
    }

    fn remove_file(&self, number: u64) -> Result<(), StoreError> {
        let path = file(&self.folder, number);
        match std::fs::remove_file(&path) {
            Ok(()) => sync_folder(&self.folder),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(trouble(&path)(error)),
        }
    }

    fn write(
        &self,
        cipher: &XChaCha20Poly1305,
        number: u64,
        sealed: Vec<Sealed>,
    ) -> Result<(), StoreError> {
        let path = file(&self.folder, number);
        let broken = |error: serde_json::Error| StoreError::Io {
            what: path.display().to_string(),
            source: error.into(),
        };
        let keys: Vec<&RecordKey> = sealed.iter().map(|sealed| &sealed.key).collect();
        let head = serde_json::to_vec(&keys).map_err(broken)?;
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(&(head.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&head);
        let mut nonce = [0; NONCE];
        rand::fill(&mut nonce);
        bytes.extend_from_slice(&nonce);
        let plain = Zeroizing::new(serde_json::to_vec(&sealed).map_err(broken)?);
        let payload = Payload {
            msg: &plain,
            aad: &self.authenticated(&bytes),
        };
        let encrypted = cipher
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| damaged(&path))?;
        bytes.extend_from_slice(&encrypted);
        replace(&path, &bytes)
    }

    fn read(&self, cipher: &XChaCha20Poly1305, number: u64) -> Result<Vec<Sealed>, StoreError> {
        let path = file(&self.folder, number);
        let bytes = std::fs::read(&path).map_err(trouble(&path))?;
        let (_, body) = split(&bytes).ok_or_else(|| damaged(&path))?;
        let (before, encrypted) = bytes.split_at_checked(body).ok_or_else(|| damaged(&path))?;
        let nonce = before.last_chunk::<NONCE>().ok_or_else(|| damaged(&path))?;
        let payload = Payload {
            msg: encrypted,
            aad: &self.authenticated(before),
        };
        let plain = cipher
            .decrypt(XNonce::from_slice(nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| damaged(&path))?;
        serde_json::from_slice(&plain).map_err(|_| damaged(&path))
    }

    fn authenticated(&self, before: &[u8]) -> Vec<u8> {
        [self.book.as_bytes(), before].concat()
    }

    fn cipher(&self) -> Result<XChaCha20Poly1305, StoreError> {
        let key = std::fs::read(&self.key_file)
            .map(Zeroizing::new)
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => StoreError::SealKeyMissing,
                _ => trouble(&self.key_file)(error),
            })?;
        if key.len() != 32 {
            return Err(StoreError::SealKeyMissing);
        }
        Ok(XChaCha20Poly1305::new(Key::from_slice(&key)))
    }

    /// A new key only where nothing is sealed with an old one that may come back.
    fn cipher_or_new(&self, batches: &Batches) -> Result<XChaCha20Poly1305, StoreError> {
        match self.cipher() {
            Err(StoreError::SealKeyMissing) if batches.is_empty() && !self.key_file.exists() => {
                self.make_key()?;
                self.cipher()
            }
            other => other,
        }
    }

    fn make_key(&self) -> Result<(), StoreError> {
        let path = &self.key_file;
        let folder = path.parent().unwrap_or(Path::new("."));
        private_folder(folder)?;
        let mut key = Zeroizing::new([0; 32]);
        rand::fill(&mut key[..]);
        let made = (|| {
            let mut file = private_file().create_new(true).open(path)?;
            file.write_all(&key[..])?;
            file.sync_all()
        })();
        made.map_err(trouble(path))?;
        sync_folder(folder)
    }
}

impl Sealed {
    fn of(secret: &Secret) -> Self {
        Self {
            key: secret.key.clone(),
            display_name: secret.display_name.clone(),
            sign_in_name: secret.sign_in_name.clone(),
            password: Zeroizing::new(secret.password.expose_secret().to_owned()),
            since: secret.since,
        }
    }

    fn into_secret(self) -> Secret {
        Secret {
            key: self.key,
            display_name: self.display_name,
            sign_in_name: self.sign_in_name,
            password: SecretString::from(self.password.as_str()),
            since: self.since,
        }
    }
}

fn file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:010}.{ENDING}"))
}

/// Whose passwords a file holds, and where the encrypted part begins.
fn split(bytes: &[u8]) -> Option<(BTreeSet<RecordKey>, usize)> {
    let (&version, rest) = bytes.split_first()?;
    if version != VERSION {
        return None;
    }
    let length = u32::from_le_bytes(*rest.first_chunk()?) as usize;
    let head = rest.get(4..)?.get(..length)?;
    let keys: Vec<RecordKey> = serde_json::from_slice(head).ok()?;
    Some((keys.into_iter().collect(), 5 + length + NONCE))
}

fn damaged(path: &Path) -> StoreError {
    StoreError::Damaged {
        what: path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
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
}
