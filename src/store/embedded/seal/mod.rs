//! First passwords that nobody has handed over yet: one file a batch under `seal/`, encrypted with XChaCha20-Poly1305. The
//! key stands outside the book, so that a copy of the book, its journal or a backup opens nothing.

mod ahead;
mod batch;
mod key;

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chacha20poly1305::XChaCha20Poly1305;
use secrecy::SecretString;
use uuid::Uuid;

use super::files::{numbered, replace, sync_folder, trouble};
use crate::account::record::{CustomerId, RecordKey};
use crate::store::{SealKey, Secret, StoreError};
use ahead::Ahead;
pub(super) use ahead::Since;
use batch::Sealed;
use key::KeyPlace;

const ENDING: &str = "sealed";

/// What is under seal in one book.
pub(super) struct Seal {
    folder: PathBuf,
    key: KeyPlace,
    book: Uuid,
    batches: Mutex<Batches>,
    /// Sealed for changes that are not made yet; nobody is given these. Taken after the others.
    ahead: Mutex<Ahead>,
    /// Files whose head can't be read, found at opening: whose passwords they hold, nobody knows.
    damaged: Vec<u64>,
    /// Those of what was sealed ahead of its change. Who had a password before has it still.
    damaged_ahead: Vec<PathBuf>,
}

/// Whose passwords each file holds, by the number that the file is named after.
type Batches = BTreeMap<u64, BTreeSet<RecordKey>>;

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
            match batch::keys(&bytes) {
                Some(keys) => drop(batches.insert(number, keys)),
                None => damaged.push(number),
            }
        }
        let (ahead, damaged_ahead) = Self::find_ahead(&folder)?;
        Ok(Self {
            ahead: Mutex::new(ahead),
            damaged_ahead,
            folder,
            key: KeyPlace::new(keys, book),
            book,
            batches: Mutex::new(batches),
            damaged,
        })
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
            for sealed in self.read(&self.key.cipher()?, number)? {
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

    /// Where the key is.
    pub(super) fn key(&self) -> SealKey {
        self.key.stands()
    }

    /// Opens the key that a passphrase keeps.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`].
    pub(super) fn unlock(&self, passphrase: &SecretString) -> Result<(), StoreError> {
        self.key.unlock(passphrase)
    }

    /// Keeps the key under a passphrase from now on, or in a file without one. What is sealed stays as it is.
    ///
    /// # Errors
    /// [`StoreError::SealLocked`], [`StoreError::SealKeyMissing`], or when it can't be written.
    pub(super) fn keep_key(&self, passphrase: Option<&SecretString>) -> Result<(), StoreError> {
        let batches = self.batches();
        if self.key.stands() == SealKey::Nowhere && !batches.is_empty() {
            return Err(StoreError::SealKeyMissing);
        }
        self.key.keep(passphrase)
    }

    /// Destroys what is sealed for records that are not there. A file that does not open is left alone: whose passwords
    /// it says it holds can't be believed.
    ///
    /// # Errors
    /// As [`Seal::destroy`], or when it can't be told whether a record is there.
    pub(super) fn keep_only(
        &self,
        is_there: impl Fn(&RecordKey) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let mut batches = self.batches();
        let mut gone = BTreeSet::new();
        for (&number, keys) in batches.iter() {
            let mut strange = BTreeSet::new();
            for key in keys {
                if !is_there(key)? {
                    strange.insert(key.clone());
                }
            }
            // Behind a locked key nothing is known to open.
            let opens = |cipher| self.read(&cipher, number).is_ok();
            if !strange.is_empty() && self.key.cipher().is_ok_and(opens) {
                gone.extend(strange);
            }
        }
        self.remove(&mut batches, &gone, u64::MAX)
    }

    /// The files that do not open, for a check of the book; of a locked seal those that no key would open.
    pub(super) fn unreadable(&self) -> Vec<PathBuf> {
        let batches = self.batches();
        let cipher = self.key.cipher();
        let opens = |number: &u64| match &cipher {
            Ok(cipher) => self.read(cipher, *number).is_ok(),
            Err(error) => matches!(error, StoreError::SealLocked),
        };
        batches
            .keys()
            .filter(|number| !opens(number))
            .chain(&self.damaged)
            .map(|&number| file(&self.folder, number))
            .chain(self.damaged_ahead.iter().cloned())
            .chain(self.unreadable_ahead())
            .collect()
    }

    fn batches(&self) -> MutexGuard<'_, Batches> {
        self.batches.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ahead(&self) -> MutexGuard<'_, Ahead> {
        self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
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
                let cipher = self.key.cipher()?;
                let mut sealed = self.read(&cipher, number)?;
                sealed.retain(|sealed| rest.contains(&sealed.key));
                self.write(&cipher, number, &sealed)?;
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
        sealed: &[Sealed],
    ) -> Result<(), StoreError> {
        let path = file(&self.folder, number);
        replace(&path, &batch::encrypt(cipher, self.book, sealed, &path)?)
    }

    fn read(&self, cipher: &XChaCha20Poly1305, number: u64) -> Result<Vec<Sealed>, StoreError> {
        let path = file(&self.folder, number);
        let bytes = std::fs::read(&path).map_err(trouble(&path))?;
        batch::decrypt(cipher, self.book, &bytes).ok_or_else(|| damaged(&path))
    }

    /// A new key only where nothing is sealed with an old one that may come back.
    fn cipher_or_new(&self, batches: &Batches) -> Result<XChaCha20Poly1305, StoreError> {
        let nothing_is_sealed = batches.is_empty() && self.ahead().is_empty();
        if self.key.stands() == SealKey::Nowhere && nothing_is_sealed {
            self.key.make()?;
        }
        self.key.cipher()
    }
}

fn file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:010}.{ENDING}"))
}

fn damaged(path: &Path) -> StoreError {
    StoreError::Damaged {
        what: path.display().to_string(),
    }
}

#[cfg(test)]
mod tests;
