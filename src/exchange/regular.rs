//! Files that somebody named: opened only when they are regular ones. A pipe would wait for its other end, a device never
//! end, a file of the kernel have no size; a link counts as what it points to.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::{OFlags, PROC_SUPER_MAGIC, fstatfs};

/// What `/sys` is mounted with; its files look like regular ones.
const SYSFS: u64 = 0x6265_6572;

/// Opens a file to read it from its start.
///
/// # Errors
/// [`ErrorKind::IsADirectory`] for a folder, [`ErrorKind::InvalidInput`] for what else is no regular file of a disk, and
/// whatever the system says.
pub fn open(path: &Path) -> io::Result<File> {
    // Asked first, because to open a device may already do something.
    must_be_regular(&fs::metadata(path)?)?;
    // Asked again of what was opened: a pipe may have taken its place, and must not be waited for.
    let waits_for_nothing = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(i32::try_from(waits_for_nothing).unwrap_or_default())
        .open(path)?;
    must_be_regular(&file.metadata()?)?;
    let kind = u64::try_from(fstatfs(&file)?.f_type).unwrap_or_default();
    if kind == SYSFS || i128::from(kind) == i128::from(PROC_SUPER_MAGIC) {
        return Err(ErrorKind::InvalidInput.into());
    }
    Ok(file)
}

/// Reads a whole file.
///
/// # Errors
/// As [`open`]; [`ErrorKind::FileTooLarge`] when it has more bytes than that.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    if file.metadata()?.len() > limit {
        return Err(ErrorKind::FileTooLarge.into());
    }
    read_up_to(file, limit)
}

/// Reads a whole file of text.
///
/// # Errors
/// As [`read`]; [`ErrorKind::InvalidData`] when it is no UTF-8.
pub fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    String::from_utf8(read(path, limit)?).map_err(|_| ErrorKind::InvalidData.into())
}

/// Reads to the end.
///
/// # Errors
/// As the reader; [`ErrorKind::FileTooLarge`] when there are more bytes than that.
pub(super) fn read_up_to(from: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Whether a file that is written anew may take a place: nothing stands there, or a regular file.
///
/// # Errors
/// [`ErrorKind::IsADirectory`], or [`ErrorKind::InvalidInput`]: a device or a pipe would be gone, and whoever reads it would
/// wait for ever.
pub fn may_be_replaced(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(about) => must_be_regular(&about),
        // A link to nothing is as good as nothing; what else is wrong with the path shows when it is written.
        Err(_) => Ok(()),
    }
}

fn must_be_regular(about: &Metadata) -> io::Result<()> {
    if about.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use rustix::fs::{CWD, Mode, mkfifoat};

    use super::*;

    fn kind(path: &Path) -> ErrorKind {
        open(path).unwrap_err().kind()
    }

    #[test]
    fn what_is_no_regular_file_is_not_opened_nor_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        mkfifoat(CWD, at("pipe"), Mode::RUSR | Mode::WUSR).unwrap();
        symlink(at("pipe"), at("link")).unwrap();
        symlink("/dev/zero", at("zero")).unwrap();
        assert_eq!(kind(folder.path()), ErrorKind::IsADirectory);
        assert_eq!(kind(&at("none")), ErrorKind::NotFound);
        for strange in [at("pipe"), at("link"), at("zero"), "/dev/null".into()] {
            assert_eq!(kind(&strange), ErrorKind::InvalidInput, "{strange:?}");
            let refused = may_be_replaced(&strange).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::InvalidInput);
        }
        assert_eq!(
            kind(Path::new("/proc/self/status")),
            ErrorKind::InvalidInput
        );
    }

    #[test]
    fn a_link_to_a_file_is_that_file() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "twelve bytes").unwrap();
        symlink(&file, &link).unwrap();
        assert_eq!(read_text(&link, 12).unwrap(), "twelve bytes");
        let too_large = read(&link, 11).unwrap_err();
        assert_eq!(too_large.kind(), ErrorKind::FileTooLarge);
        may_be_replaced(&link).unwrap();
        may_be_replaced(&folder.path().join("none")).unwrap();
    }
}
