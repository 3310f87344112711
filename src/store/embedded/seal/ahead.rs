//! Passwords sealed ahead of the change that needs them: the ones that they are to replace stay until it is made. A process
//! that is killed in between leaves a file whose name says at which version of the book it was written; whether the change
//! came after that, the next opening sees by the records.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::batch::{self, Sealed};
use super::{Seal, damaged, file};
use crate::account::record::{RecordKey, Version};
use crate::store::embedded::files::{private_folder, replace, sync_folder, trouble};
use crate::store::{SealedAhead, Secret, StoreError};

const ENDING: &str = ".ahead";

/// What waits for its change, by the number that its file has.
pub(super) type Ahead = BTreeMap<u64, Batch>;

pub(super) struct Batch {
    keys: BTreeSet<RecordKey>,
    /// The book as it was before the change.
    at: Version,
}

/// What became of a record since a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// It is not there.
    Gone,
    /// It is as it was.
    Same,
    /// It was written.
    Written,
}

impl Seal {
    /// What of a folder was sealed ahead; of damaged files the paths.
    ///
    /// # Errors
    /// When it can't be read.
    pub(super) fn find_ahead(folder: &Path) -> Result<(Ahead, Vec<PathBuf>), StoreError> {
        let mut found = Ahead::new();
        let mut bad = Vec::new();
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok((found, bad)),
            Err(error) => return Err(trouble(folder)(error)),
        };
        for entry in entries {
            let path = entry.map_err(trouble(folder))?.path();
            let Some((number, at)) = named(&path) else {
                continue;
            };
            let bytes = std::fs::read(&path).map_err(trouble(&path))?;
            match batch::keys(&bytes) {
                Some(keys) => drop(found.insert(number, Batch { keys, at })),
                None => bad.push(path),
            }
        }
        Ok((found, bad))
    }

    /// Puts passwords under seal, all or none, before the change of a book at a version that needs them.
    ///
    /// # Errors
    /// When the file or the key can't be written; none is sealed then.
    pub(in crate::store::embedded) fn put_ahead(
        &self,
        secrets: &[Secret],
        at: Version,
    ) -> Result<SealedAhead, StoreError> {
        if secrets.is_empty() {
            // Files have numbers from 1 on: there is nothing to settle.
            return Ok(SealedAhead(0));
        }
        let batches = self.batches();
        private_folder(&self.folder)?;
        let cipher = self.cipher_or_new(&batches)?;
        let mut ahead = self.ahead();
        let taken = batches.keys().chain(ahead.keys()).chain(&self.damaged);
        let number = taken.max().map_or(1, |last| last + 1);
        let latest: BTreeMap<&RecordKey, &Secret> =
            secrets.iter().map(|secret| (&secret.key, secret)).collect();
        let sealed: Vec<Sealed> = latest.values().map(|secret| Sealed::of(secret)).collect();
        let path = file_ahead(&self.folder, number, at);
        replace(&path, &batch::encrypt(&cipher, self.book, &sealed, &path)?)?;
        let keys = latest.into_keys().cloned().collect();
        ahead.insert(number, Batch { keys, at });
        Ok(SealedAhead(number))
    }

    /// The change was made, so that what was sealed ahead takes the place of what was there before; or it was not, and
    /// what was sealed ahead is destroyed.
    ///
    /// # Errors
    /// When a file can't be renamed or removed: the next opening does it.
    pub(in crate::store::embedded) fn settle(
        &self,
        sealed: SealedAhead,
        is_made: bool,
    ) -> Result<(), StoreError> {
        let SealedAhead(number) = sealed;
        let mut batches = self.batches();
        let mut ahead = self.ahead();
        let Some(batch) = ahead.get(&number) else {
            return Ok(());
        };
        let from = file_ahead(&self.folder, number, batch.at);
        if !is_made {
            std::fs::remove_file(&from).map_err(trouble(&from))?;
            ahead.remove(&number);
            return sync_folder(&self.folder);
        }
        std::fs::rename(&from, file(&self.folder, number)).map_err(trouble(&from))?;
        let keys = ahead
            .remove(&number)
            .map_or_else(BTreeSet::new, |batch| batch.keys);
        batches.insert(number, keys.clone());
        sync_folder(&self.folder)?;
        self.remove(&mut batches, &keys, number)
    }

    /// Settles what a killed process sealed ahead: by whether one of its records was written since. What is not known to
    /// open is destroyed by nobody. Gives the sign-in names of those whose password was never set.
    ///
    /// # Errors
    /// When a record or a file can't be read, or a file not be renamed or removed.
    pub(in crate::store::embedded) fn settle_left(
        &self,
        since: impl Fn(&RecordKey, Version) -> Result<Since, StoreError>,
    ) -> Result<Vec<String>, StoreError> {
        let left: Vec<(u64, Version, BTreeSet<RecordKey>)> = self
            .ahead()
            .iter()
            .map(|(number, batch)| (*number, batch.at, batch.keys.clone()))
            .collect();
        let mut never_set = Vec::new();
        for (number, at, keys) in left {
            let path = file_ahead(&self.folder, number, at);
            if !self.opens(&path) {
                tracing::warn!("{}: does not open, and is left as it is", path.display());
                continue;
            }
            let mut same = BTreeSet::new();
            let mut is_made = false;
            let all = keys.len();
            for key in keys {
                let became = since(&key, at)?;
                is_made |= became == Since::Written;
                if became == Since::Same {
                    same.insert(key);
                }
            }
            if !is_made {
                match self.names_in(&path, &same)? {
                    Some(names) => never_set.extend(names),
                    // Behind a locked key only what the book knows is believed.
                    None if same.len() < all => continue,
                    None => never_set.extend(same.into_iter().map(|key| key.id)),
                }
            }
            self.settle(SealedAhead(number), is_made)?;
        }
        Ok(never_set)
    }
}

impl Seal {
    /// The files that do not open, of a locked seal none.
    pub(super) fn unreadable_ahead(&self) -> Vec<PathBuf> {
        let ahead = self.ahead();
        let paths = ahead
            .iter()
            .map(|(number, batch)| file_ahead(&self.folder, *number, batch.at));
        paths.filter(|path| !self.opens(path)).collect()
    }

    /// Whether a file opens, as far as that can be known: behind a locked key nobody can tell.
    fn opens(&self, path: &Path) -> bool {
        match self.key.cipher() {
            Ok(cipher) => std::fs::read(path)
                .is_ok_and(|bytes| batch::decrypt(&cipher, self.book, &bytes).is_some()),
            Err(error) => matches!(error, StoreError::SealLocked),
        }
    }

    /// The sign-in names in a file of those whose records are meant; `None` behind a locked key.
    fn names_in(
        &self,
        path: &Path,
        of: &BTreeSet<RecordKey>,
    ) -> Result<Option<Vec<String>>, StoreError> {
        let Ok(cipher) = self.key.cipher() else {
            return Ok(None);
        };
        let bytes = std::fs::read(path).map_err(trouble(path))?;
        let sealed = batch::decrypt(&cipher, self.book, &bytes).ok_or_else(|| damaged(path))?;
        let meant = sealed.into_iter().filter(|sealed| of.contains(&sealed.key));
        Ok(Some(
            meant
                .map(|sealed| sealed.into_secret().sign_in_name)
                .collect(),
        ))
    }
}

fn file_ahead(folder: &Path, number: u64, at: Version) -> PathBuf {
    folder.join(format!("{number:010}-{at}{ENDING}"))
}

fn named(path: &Path) -> Option<(u64, Version)> {
    let name = path.file_name()?.to_str()?.strip_suffix(ENDING)?;
    let (number, at) = name.split_once('-')?;
    Some((number.parse().ok()?, Version(at.parse().ok()?)))
}
