//! Opening sled, which panics on bytes that it does not understand, may hang on them, and keeps its lock for a moment after
//! a process was killed. All of that becomes an answer here.

use std::fs::File;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::files::{make_private, private_folder, trouble};
use crate::store::StoreError;

/// Bytes of pages that are kept in memory.
const CACHE: u64 = 64 * 1024 * 1024;
/// How long the lock of a process that is gone may linger.
const LINGERING: Duration = Duration::from_secs(2);
/// A million accounts open in 2.3 s at the worst: what takes this long will not come back.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why sled did not open.
#[derive(Debug)]
pub(super) enum Fault {
    /// What it found can't be used.
    Broken(String),
    /// The disk, not the content.
    Disk(StoreError),
    /// Somebody still has it.
    Locked,
}

impl Fault {
    /// The same as an error of the book.
    pub(super) fn into_error(self, folder: &Path) -> StoreError {
        match self {
            Fault::Broken(reason) => {
                tracing::error!(reason, folder = %folder.display(), "the state can't be used");
                StoreError::Damaged {
                    what: folder.display().to_string(),
                }
            }
            Fault::Disk(error) => error,
            Fault::Locked => StoreError::InUse {
                pid: None,
                host: None,
            },
        }
    }
}

/// Opens the tree in a folder, made when it is missing.
pub(super) fn open(folder: &Path) -> Result<sled::Db, Fault> {
    private_folder(folder).map_err(Fault::Disk)?;
    let since = Instant::now();
    loop {
        match open_once(folder) {
            Err(Fault::Locked) if since.elapsed() < LINGERING => {
                std::thread::sleep(Duration::from_millis(10));
            }
            Ok(db) => {
                make_all_private(folder).map_err(Fault::Disk)?;
                return Ok(db);
            }
            other => return other,
        }
    }
}

/// On a thread of its own, so that neither a panic nor a hang in it is ours.
fn open_once(folder: &Path) -> Result<sled::Db, Fault> {
    let config = sled::Config::new()
        .path(folder)
        .cache_capacity(CACHE)
        .use_compression(false)
        // The checkpoints bring it to the disk; its own flusher would wake twice a second for nothing.
        .flush_every_ms(None);
    let (send, receive) = channel();
    let opening = std::thread::Builder::new().name("book-opening".to_owned());
    let spawned = opening.spawn(move || {
        let opened = catch_unwind(AssertUnwindSafe(|| config.open()));
        // Nobody waits any more when it took too long.
        let _ = send.send(opened);
    });
    spawned.map_err(|error| Fault::Disk(trouble(folder)(error)))?;
    match receive.recv_timeout(PATIENCE) {
        Ok(Ok(Ok(db))) => Ok(db),
        Ok(Ok(Err(error))) => Err(fault_of(folder, error)),
        Ok(Err(_)) => Err(Fault::Broken("panicked".to_owned())),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
            Err(Fault::Broken("does not answer".to_owned()))
        }
    }
}

/// sled tells much of what it can't understand as trouble with the disk: bytes that end too early, a value whose file is
/// gone. Only what the system itself said is that.
fn fault_of(folder: &Path, error: sled::Error) -> Fault {
    let sled::Error::Io(error) = error else {
        return Fault::Broken(error.to_string());
    };
    if error.to_string().contains("could not acquire lock") {
        return Fault::Locked;
    }
    if error.raw_os_error().is_none() || error.kind() == ErrorKind::NotFound {
        return Fault::Broken(error.to_string());
    }
    Fault::Disk(trouble(folder)(error))
}

/// sled makes its files as the umask says.
fn make_all_private(folder: &Path) -> Result<(), StoreError> {
    for entry in std::fs::read_dir(folder)
        .map_err(trouble(folder))?
        .flatten()
    {
        let mode = if entry.path().is_dir() { 0o700 } else { 0o600 };
        make_private(&entry.path(), mode)?;
    }
    Ok(())
}

/// To be called before the last handle goes: sled syncs its file then, and panics where the disk refuses. Such a tree is left
/// as it is until the process ends.
pub(super) fn put_down(db: &sled::Db, folder: &Path) {
    let synced = File::open(folder.join("db")).and_then(|file| file.sync_all());
    if let Err(error) = synced
        && error.kind() != ErrorKind::NotFound
    {
        tracing::error!(%error, folder = %folder.display(), "the state could not be synced");
        std::mem::forget(db.clone());
    }
}

/// What sled answers, with its panics on pages that it does not understand made an answer too.
pub(super) fn ask<T>(
    folder: &Path,
    work: impl FnOnce() -> Result<T, sled::Error>,
) -> Result<T, StoreError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(fault_of(folder, error).into_error(folder)),
        Err(_) => Err(Fault::Broken("panicked".to_owned()).into_error(folder)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_sled_makes_is_for_the_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state");
        drop(open(&folder).unwrap());
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let mode = entry.metadata().unwrap().permissions().mode() & 0o077;
            assert_eq!(mode, 0, "{:?}", entry.path());
        }
    }

    #[test]
    fn a_panic_within_is_damage() {
        let answer: Result<(), _> = ask(Path::new("state"), || panic!("expected by this test"));
        assert!(matches!(answer, Err(StoreError::Damaged { .. })));
    }
}
