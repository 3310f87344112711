//! The key of the seal, outside of the book: as it is in a file for the owner alone, or wrapped under a passphrase
//! (Argon2id, XChaCha20-Poly1305). Changing the passphrase wraps the same key anew, so that no sealed file is touched.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::super::files::{private_file, private_folder, replace, sync_folder, trouble};
use super::damaged;
use crate::store::{SealKey, StoreError};

type Bare = Zeroizing<[u8; 32]>;

/// What a guess costs: 64 MiB of memory, three passes over it. Stated in the file, so that it can grow.
const MEMORY: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// More than this a file that somebody changed must not make us spend.
const MOST_MEMORY: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 64;

/// Where the key of one book is.
pub(super) struct KeyPlace {
    folder: PathBuf,
    plain: PathBuf,
    wrapped: PathBuf,
    book: Uuid,
    /// The key that a passphrase has opened, for as long as the book is open.
    unlocked: Mutex<Option<Bare>>,
}

/// The key under a passphrase, as it stands in its file.
#[derive(Serialize, Deserialize)]
struct Wrapped {
    version: u8,
    memory: u32,
    passes: u32,
    salt: [u8; 16],
    nonce: [u8; 24],
    key: Vec<u8>,
}

impl KeyPlace {
    pub(super) fn new(folder: &Path, book: Uuid) -> Self {
        Self {
            folder: folder.to_owned(),
            plain: folder.join(format!("{book}.key")),
            wrapped: folder.join(format!("{book}.wrapped")),
            book,
            unlocked: Mutex::default(),
        }
    }

    /// Where the key is. A bare one counts also where a wrapped one stands beside it: the change was cut short.
    pub(super) fn stands(&self) -> SealKey {
        match (self.plain.exists(), self.wrapped.exists()) {
            (true, _) => SealKey::File,
            (false, true) if self.unlocked().is_some() => SealKey::Unlocked,
            (false, true) => SealKey::Locked,
            (false, false) => SealKey::Nowhere,
        }
    }

    /// What opens and closes sealed files.
    ///
    /// # Errors
    /// [`StoreError::SealLocked`], [`StoreError::SealKeyMissing`].
    pub(super) fn cipher(&self) -> Result<XChaCha20Poly1305, StoreError> {
        let key = self.bare()?;
        Ok(XChaCha20Poly1305::new(&Key::from(*key)))
    }

    /// Makes a key in a file.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn make(&self) -> Result<(), StoreError> {
        let mut key = Bare::default();
        rand::fill(&mut key[..]);
        self.write_plain(&key)
    }

    /// Opens a wrapped key. Any passphrase will do where the key is not wrapped.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`], [`StoreError::Damaged`] when the file is none of ours.
    pub(super) fn unlock(&self, passphrase: &SecretString) -> Result<(), StoreError> {
        if self.stands() != SealKey::Locked {
            return Ok(());
        }
        let wrapped = self.read_wrapped()?;
        *self.unlocked() = Some(wrapped.open(passphrase, self.book)?);
        Ok(())
    }

    /// Keeps the key under a passphrase from now on, or in a file without one. It is the same key as before, a new one
    /// where there was none.
    ///
    /// # Errors
    /// As [`KeyPlace::cipher`], or when it can't be written; it is where it was then.
    pub(super) fn keep(&self, passphrase: Option<&SecretString>) -> Result<(), StoreError> {
        if self.stands() == SealKey::Nowhere {
            self.make()?;
        }
        let key = self.bare()?;
        let Some(passphrase) = passphrase else {
            if !self.plain.exists() {
                self.write_plain(&key)?;
            }
            return self.forget(&self.wrapped);
        };
        let wrapped = Wrapped::of(&key, passphrase, self.book, &self.wrapped)?;
        let text =
            serde_json::to_vec(&wrapped).map_err(|error| trouble(&self.wrapped)(error.into()))?;
        replace(&self.wrapped, &text)?;
        *self.unlocked() = Some(key);
        self.forget(&self.plain)
    }

    fn bare(&self) -> Result<Bare, StoreError> {
        match std::fs::read(&self.plain).map(Zeroizing::new) {
            Ok(bytes) => {
                let key = <[u8; 32]>::try_from(bytes.as_slice());
                key.map(Bare::from).map_err(|_| StoreError::SealKeyMissing)
            }
            Err(error) if error.kind() != ErrorKind::NotFound => Err(trouble(&self.plain)(error)),
            Err(_) if !self.wrapped.exists() => Err(StoreError::SealKeyMissing),
            Err(_) => self.unlocked().clone().ok_or(StoreError::SealLocked),
        }
    }

    fn read_wrapped(&self) -> Result<Wrapped, StoreError> {
        let bytes = std::fs::read(&self.wrapped).map_err(trouble(&self.wrapped))?;
        serde_json::from_slice(&bytes)
            .ok()
            .filter(Wrapped::is_sensible)
            .ok_or_else(|| damaged(&self.wrapped))
    }

    fn write_plain(&self, key: &Bare) -> Result<(), StoreError> {
        private_folder(&self.folder)?;
        let made = (|| {
            let mut file = private_file().create_new(true).open(&self.plain)?;
            file.write_all(&key[..])?;
            file.sync_all()
        })();
        made.map_err(trouble(&self.plain))?;
        sync_folder(&self.folder)
    }

    fn forget(&self, path: &Path) -> Result<(), StoreError> {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(trouble(path)(error)),
            _ => sync_folder(&self.folder),
        }
    }

    fn unlocked(&self) -> MutexGuard<'_, Option<Bare>> {
        self.unlocked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wrapped {
    fn of(
        key: &Bare,
        passphrase: &SecretString,
        book: Uuid,
        path: &Path,
    ) -> Result<Self, StoreError> {
        let mut wrapped = Self {
            version: 1,
            memory: MEMORY,
            passes: PASSES,
            salt: [0; 16],
            nonce: [0; 24],
            key: Vec::new(),
        };
        rand::fill(&mut wrapped.salt);
        rand::fill(&mut wrapped.nonce);
        let payload = Payload {
            msg: &key[..],
            aad: book.as_bytes(),
        };
        let nonce = XNonce::from(wrapped.nonce);
        let closed = wrapped.cipher(passphrase).and_then(|cipher| {
            let closed = cipher.encrypt(&nonce, payload);
            closed.map_err(|error| error.to_string())
        });
        let trouble = |error: String| trouble(path)(std::io::Error::other(error));
        wrapped.key = closed.map_err(trouble)?;
        Ok(wrapped)
    }

    fn is_sensible(&self) -> bool {
        self.version == 1 && self.memory <= MOST_MEMORY && self.passes <= MOST_PASSES
    }

    fn open(&self, passphrase: &SecretString, book: Uuid) -> Result<Bare, StoreError> {
        let payload = Payload {
            msg: &self.key,
            aad: book.as_bytes(),
        };
        let cipher = self.cipher(passphrase).ok();
        let opened = cipher
            .and_then(|cipher| cipher.decrypt(&XNonce::from(self.nonce), payload).ok())
            .map(Zeroizing::new);
        let key = opened.and_then(|opened| <[u8; 32]>::try_from(opened.as_slice()).ok());
        key.map(Bare::from).ok_or(StoreError::WrongPassphrase)
    }

    fn cipher(&self, passphrase: &SecretString) -> Result<XChaCha20Poly1305, String> {
        let params = Params::new(self.memory, self.passes, 1, Some(32));
        let params = params.map_err(|error| error.to_string())?;
        // Composed, so that it is the same passphrase on every keyboard.
        let typed = Zeroizing::new(passphrase.expose_secret().nfc().collect::<String>());
        let mut key = Bare::default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(typed.as_bytes(), &self.salt, &mut key[..])
            .map_err(|error| error.to_string())?;
        Ok(XChaCha20Poly1305::new(&Key::from(*key)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(home: &Path) -> KeyPlace {
        KeyPlace::new(&home.join("keys"), Uuid::from_u128(5))
    }

    fn secret(text: &str) -> SecretString {
        SecretString::from(text)
    }

    #[test]
    fn a_passphrase_takes_the_key_off_the_disk_and_gives_the_same_one_back() {
        let home = tempfile::tempdir().unwrap();
        let keys = place(home.path());
        keys.make().unwrap();
        let key = keys.bare().unwrap();
        keys.keep(Some(&secret("café horse"))).unwrap();
        assert_eq!(keys.stands(), SealKey::Unlocked);
        for entry in std::fs::read_dir(&keys.folder).unwrap().flatten() {
            let bytes = std::fs::read(entry.path()).unwrap();
            assert!(!bytes.windows(32).any(|part| part == &key[..]));
        }

        let keys = place(home.path());
        assert_eq!(keys.stands(), SealKey::Locked);
        assert!(matches!(keys.cipher(), Err(StoreError::SealLocked)));
        let wrong = keys.unlock(&secret("cafe horse"));
        assert!(matches!(wrong, Err(StoreError::WrongPassphrase)));
        assert_eq!(keys.stands(), SealKey::Locked);
        // The same letters, typed apart.
        keys.unlock(&secret("cafe\u{301} horse")).unwrap();
        assert_eq!(keys.bare().unwrap(), key);

        keys.keep(Some(&secret("other"))).unwrap();
        let keys = place(home.path());
        assert!(keys.unlock(&secret("café horse")).is_err());
        keys.unlock(&secret("other")).unwrap();
        keys.keep(None).unwrap();
        assert_eq!(place(home.path()).bare().unwrap(), key);
        assert_eq!(keys.stands(), SealKey::File);
    }

    #[test]
    fn a_change_that_was_cut_short_locks_nobody_out() {
        let home = tempfile::tempdir().unwrap();
        let keys = place(home.path());
        keys.make().unwrap();
        let bare = std::fs::read(&keys.plain).unwrap();
        keys.keep(Some(&secret("one"))).unwrap();
        // Killed before the bare key was removed.
        std::fs::write(&keys.plain, &bare).unwrap();
        let keys = place(home.path());
        assert_eq!(keys.stands(), SealKey::File);
        keys.keep(Some(&secret("two"))).unwrap();
        let keys = place(home.path());
        assert!(keys.unlock(&secret("one")).is_err());
        keys.unlock(&secret("two")).unwrap();
    }

    #[test]
    fn a_wrapped_key_of_another_book_or_that_was_changed_does_not_open() {
        let home = tempfile::tempdir().unwrap();
        let keys = place(home.path());
        keys.make().unwrap();
        keys.keep(Some(&secret("one"))).unwrap();
        let other = KeyPlace::new(&keys.folder, Uuid::from_u128(6));
        std::fs::copy(&keys.wrapped, &other.wrapped).unwrap();
        assert!(matches!(
            other.unlock(&secret("one")),
            Err(StoreError::WrongPassphrase)
        ));
        std::fs::write(&keys.wrapped, b"{\"version\":1}").unwrap();
        assert!(matches!(
            place(home.path()).unlock(&secret("one")),
            Err(StoreError::Damaged { .. })
        ));
    }
}
