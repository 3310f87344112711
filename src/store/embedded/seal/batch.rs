//! The passwords of one file under seal: version (1), length of the head (4, little-endian), head (JSON: whose passwords),
//! nonce (24), the encrypted JSON. Everything before the encrypted part is authenticated with it, and so is the book's ID.

use std::collections::BTreeSet;
use std::path::Path;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::account::record::RecordKey;
use crate::store::{Secret, StoreError};

const VERSION: u8 = 1;
const NONCE: usize = 24;

/// A password as it stands in a file, before encryption.
#[derive(Serialize, Deserialize)]
pub struct Sealed {
    pub key: RecordKey,
    display_name: String,
    sign_in_name: String,
    password: Zeroizing<String>,
    since: Timestamp,
}

impl Sealed {
    /// A secret on its way in.
    pub fn of(secret: &Secret) -> Self {
        Self {
            key: secret.key.clone(),
            display_name: secret.display_name.clone(),
            sign_in_name: secret.sign_in_name.clone(),
            password: Zeroizing::new(secret.password.expose_secret().to_owned()),
            since: secret.since,
        }
    }

    /// No fewer bytes than it takes as JSON: a character that is escaped takes six for one.
    fn longest(&self) -> usize {
        let key = self.key.customer.as_str().len() + self.key.id.len();
        let names = self.display_name.len() + self.sign_in_name.len();
        6 * (key + names + self.password.len()) + 512
    }

    /// The secret on its way out.
    pub fn into_secret(self) -> Secret {
        Secret {
            key: self.key,
            display_name: self.display_name,
            sign_in_name: self.sign_in_name,
            password: SecretString::from(self.password.as_str()),
            since: self.since,
        }
    }
}

/// Makes the content of a file; `path` names it in an error.
pub fn encrypt(
    cipher: &XChaCha20Poly1305,
    book: Uuid,
    sealed: &[Sealed],
    path: &Path,
) -> Result<Vec<u8>, StoreError> {
    let trouble = |source: std::io::Error| StoreError::Io {
        what: path.display().to_string(),
        source,
    };
    let keys: Vec<&RecordKey> = sealed.iter().map(|sealed| &sealed.key).collect();
    let head = serde_json::to_vec(&keys).map_err(|error| trouble(error.into()))?;
    let length =
        u32::try_from(head.len()).map_err(|error| trouble(std::io::Error::other(error)))?;
    // As large as it can get: growing would leave the beginning behind in memory.
    let room = sealed.iter().map(Sealed::longest).sum::<usize>() + 2;
    let mut plain = Zeroizing::new(Vec::with_capacity(room));
    serde_json::to_writer(&mut *plain, sealed).map_err(|error| trouble(error.into()))?;
    let mut nonce = [0; NONCE];
    rand::fill(&mut nonce);
    let mut bytes = vec![VERSION];
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&head);
    bytes.extend_from_slice(&nonce);
    let payload = Payload {
        msg: &plain,
        aad: &authenticated(book, &bytes),
    };
    let encrypted = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|error| trouble(std::io::Error::other(error.to_string())))?;
    bytes.extend_from_slice(&encrypted);
    Ok(bytes)
}

/// Reads the content of a file back; `None` when it changed, or is of another book or key.
pub fn decrypt(cipher: &XChaCha20Poly1305, book: Uuid, bytes: &[u8]) -> Option<Vec<Sealed>> {
    let (_, body) = split(bytes)?;
    let (before, encrypted) = bytes.split_at_checked(body)?;
    let nonce = before.last_chunk::<NONCE>()?;
    let payload = Payload {
        msg: encrypted,
        aad: &authenticated(book, before),
    };
    let plain = cipher.decrypt(&XNonce::from(*nonce), payload).ok()?;
    serde_json::from_slice(&Zeroizing::new(plain)).ok()
}

/// Whose passwords a file holds; needs no key. `None` when it is no file of ours.
pub fn keys(bytes: &[u8]) -> Option<BTreeSet<RecordKey>> {
    let (head, _) = split(bytes)?;
    let keys: Vec<RecordKey> = serde_json::from_slice(head).ok()?;
    Some(keys.into_iter().collect())
}

/// The head, and where the encrypted part begins.
fn split(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let (&version, rest) = bytes.split_first()?;
    if version != VERSION {
        return None;
    }
    let length = u32::from_le_bytes(*rest.first_chunk()?) as usize;
    let head = rest.get(4..)?.get(..length)?;
    Some((head, 5 + length + NONCE))
}

fn authenticated(book: Uuid, before: &[u8]) -> Vec<u8> {
    [book.as_bytes(), before].concat()
}
