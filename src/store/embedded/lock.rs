//! Who has the book: a file that is locked for as long as the book is open, and says by whom. It answers at once and never
//! waits. What the last one left in it tells whether the book was put down properly.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::files::{private_file, trouble};
use crate::store::StoreError;

/// How the book is to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Alone, to write.
    Alone,
    /// With others that only read.
    Shared,
}

/// Who has the book, as the file tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Holder {
    pid: u32,
    host: String,
    since: Timestamp,
    /// The start of the machine that it happened under; changes with every start.
    boot: String,
}

impl Holder {
    fn this_process() -> Self {
        Self {
            pid: std::process::id(),
            host: rustix::system::uname()
                .nodename()
                .to_string_lossy()
                .into_owned(),
            since: Timestamp::now(),
            boot: this_boot(),
        }
    }
}

/// How the one before left the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// Closed, with everything on disk.
    Closed,
    /// Killed; the machine went on, so that what it had written is there.
    Killed,
    /// The machine itself stopped, or nobody can tell.
    MachineStopped,
}

/// The book is ours until this is dropped.
pub(super) struct Lock {
    /// `None` on a medium that nobody can write to.
    file: Option<File>,
    left: Left,
}

impl Lock {
    /// Takes the lock, or says at once who has it.
    ///
    /// # Errors
    /// [`StoreError::InUse`], or when the file can't be written.
    pub(super) fn take(path: &Path, access: Access) -> Result<Lock, StoreError> {
        let mut file = match open(path, access) {
            Ok(file) => file,
            // Who only reads makes no file: where there is none, nobody has the book either.
            Err(error)
                if access == Access::Shared && error.kind() == std::io::ErrorKind::NotFound =>
            {
                return Ok(Lock {
                    file: None,
                    left: Left::Closed,
                });
            }
            Err(error) => return Err(trouble(path)(error)),
        };
        let locked = match access {
            Access::Alone => file.try_lock(),
            Access::Shared => file.try_lock_shared(),
        };
        match locked {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(in_use(&mut file)),
            Err(TryLockError::Error(error)) => return Err(trouble(path)(error)),
        }
        let left = left_by(&read(&mut file));
        if access == Access::Alone {
            write(&mut file, Some(&Holder::this_process())).map_err(trouble(path))?;
        }
        Ok(Lock {
            file: Some(file),
            left,
        })
    }

    /// How the one before left the book.
    pub(super) fn left(&self) -> Left {
        self.left
    }

    /// Notes that the book was closed with everything on disk.
    pub(super) fn closed(&mut self) {
        if let Some(file) = &mut self.file {
            // Left undone it costs the next opening a closer look, nothing else.
            let _ = write(file, None);
        }
    }
}

/// A reader writes nothing, not even here.
fn open(path: &Path, access: Access) -> std::io::Result<File> {
    match access {
        Access::Alone => private_file().truncate(false).open(path),
        Access::Shared => OpenOptions::new().read(true).open(path),
    }
}

fn in_use(file: &mut File) -> StoreError {
    let holder: Option<Holder> = serde_json::from_str(&read(file)).ok();
    StoreError::InUse {
        pid: holder.as_ref().map(|holder| holder.pid),
        host: holder.map(|holder| holder.host),
    }
}

fn read(file: &mut File) -> String {
    let mut text = String::new();
    let _ = file.seek(SeekFrom::Start(0));
    let _ = file.read_to_string(&mut text);
    text
}

/// Synced before anything else of the book is touched: it is what tells the next opening that the machine stopped.
fn write(file: &mut File, holder: Option<&Holder>) -> std::io::Result<()> {
    let text = holder.map_or(Ok(String::new()), serde_json::to_string)?;
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(text.as_bytes())?;
    file.sync_data()
}

fn left_by(text: &str) -> Left {
    if text.is_empty() {
        return Left::Closed;
    }
    let here = Holder::this_process();
    match serde_json::from_str::<Holder>(text) {
        Ok(before) if before.boot == here.boot && before.host == here.host => Left::Killed,
        _ => Left::MachineStopped,
    }
}

/// Names the time since the machine started; unknown on a system without it, which then counts as stopped.
fn this_boot() -> String {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id")
        .map(|id| id.trim().to_owned())
        .unwrap_or_else(|_| Timestamp::now().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_opening_is_told_at_once_who_has_the_book() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("LOCK");
        let _ours = Lock::take(&path, Access::Alone).unwrap();
        for access in [Access::Alone, Access::Shared] {
            let Err(StoreError::InUse { pid, host }) = Lock::take(&path, access) else {
                panic!("the lock was given twice");
            };
            assert_eq!(pid, Some(std::process::id()));
            assert!(host.is_some());
        }
    }

    #[test]
    fn readers_share_and_keep_a_writer_out() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("LOCK");
        drop(Lock::take(&path, Access::Alone).unwrap());
        let _one = Lock::take(&path, Access::Shared).unwrap();
        let _two = Lock::take(&path, Access::Shared).unwrap();
        assert!(matches!(
            Lock::take(&path, Access::Alone),
            Err(StoreError::InUse { .. })
        ));
    }

    #[test]
    fn a_reader_makes_no_file() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("LOCK");
        let _ours = Lock::take(&path, Access::Shared).unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn the_next_one_learns_how_the_book_was_left() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("LOCK");
        let mut first = Lock::take(&path, Access::Alone).unwrap();
        assert_eq!(first.left(), Left::Closed);
        first.closed();
        drop(first);
        let second = Lock::take(&path, Access::Alone).unwrap();
        assert_eq!(second.left(), Left::Closed);
        drop(second);
        let third = Lock::take(&path, Access::Alone).unwrap();
        assert_eq!(third.left(), Left::Killed);
        drop(third);
        std::fs::write(
            &path,
            r#"{"pid":1,"host":"h","since":"2026-11-22T00:00:00Z","boot":"another"}"#,
        )
        .unwrap();
        let fourth = Lock::take(&path, Access::Alone).unwrap();
        assert_eq!(fourth.left(), Left::MachineStopped);
    }
}
