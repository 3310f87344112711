//! Files that hold what only their owner may read, and that never replace another one: passwords, exports, the parts of
//! a split file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::regular::may_be_replaced;

/// A file that did not exist before. It is there, empty and readable by its owner alone, from the moment it is made, so
/// that nobody else can take its name; it vanishes again unless [`NewFile::keep`] or [`NewFile::finish`] is reached.
#[derive(Debug)]
pub struct NewFile {
    path: PathBuf,
    file: File,
    finished: bool,
    /// The file that it takes the place of when it is finished.
    replaces: Option<PathBuf>,
}

impl NewFile {
    /// Makes the file with mode 0600.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] when anything stands there, a dangling link included.
    pub fn create(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        only_the_owner(&mut options);
        Ok(Self {
            path: path.to_owned(),
            file: options.open(path)?,
            finished: false,
            replaces: None,
        })
    }

    /// Makes a file beside another one, whose place it takes in [`NewFile::finish`]; until then the other stays whole.
    ///
    /// # Errors
    /// When the folder can't be written, or what stands there is no regular file, as [`may_be_replaced`] says.
    pub fn replacing(path: &Path) -> io::Result<Self> {
        may_be_replaced(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // In the same folder, so that the rename can't cross disks.
        let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
        let mut file = Self::create(&beside)?;
        file.replaces = Some(path.to_owned());
        Ok(file)
    }

    /// Makes the file, or takes one that stands there empty: what an earlier, interrupted [`NewFile::create`] left.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] when the file that stands there says something or is no regular file.
    pub fn create_or_take_empty(path: &Path) -> io::Result<Self> {
        match Self::create(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let about = fs::symlink_metadata(path)?;
                if !about.is_file() || about.len() > 0 {
                    return Err(error);
                }
                fs::remove_file(path)?;
                Self::create(path)
            }
            made => made,
        }
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts what was written on the disk, with the file's name.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sync(&mut self) -> io::Result<()> {
        self.file.sync_all()?;
        sync_folder_of(&self.path)
    }

    /// Lets the file stay.
    pub fn keep(mut self) {
        self.finished = true;
    }

    /// Puts what was written on the disk and lets the file stay.
    ///
    /// # Errors
    /// When the disk refuses; the file is gone then.
    pub fn finish(mut self) -> io::Result<()> {
        self.sync()?;
        if let Some(path) = &self.replaces {
            fs::rename(&self.path, path)?;
            sync_folder_of(path)?;
        }
        self.keep();
        Ok(())
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.finished {
            // Half a file must not be taken for a whole one; when even this fails there is nobody left to tell.
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(unix)]
fn only_the_owner(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn only_the_owner(_: &mut OpenOptions) {}

/// A new name is durable only once its folder is.
#[cfg(unix)]
fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder_of(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_finished_vanishes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passwords.csv");
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        assert!(path.exists());
        drop(file);
        assert!(!path.exists());
    }

    #[test]
    fn another_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passwords.csv");
        fs::write(&path, "mine").unwrap();
        for made in [NewFile::create(&path), NewFile::create_or_take_empty(&path)] {
            assert_eq!(made.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }

    #[test]
    fn one_that_replaces_another_leaves_it_whole_until_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("customers.csv");
        fs::write(&path, "old").unwrap();
        let mut file = NewFile::replacing(&path).unwrap();
        file.write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_empty_one_left_by_a_killed_run_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passwords.csv");
        fs::write(&path, "").unwrap();
        let mut file = NewFile::create_or_take_empty(&path).unwrap();
        file.write_all(b"all").unwrap();
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "all");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = NewFile::create(&folder.path().join("passwords.csv")).unwrap();
        let mode = fs::metadata(file.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
