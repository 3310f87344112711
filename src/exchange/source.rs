//! A file that an operation reads, as often as it must: once to look at the whole, once to do what it says.

use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// Where input comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file on the disk.
    File(PathBuf),
    /// What was read already, standard input above all, and what to call it.
    Memory(String, Arc<[u8]>),
}

impl Source {
    /// Text in memory, for tests and for what the program itself carries.
    pub fn of_bytes(name: &str, bytes: &[u8]) -> Self {
        Self::Memory(name.to_owned(), Arc::from(bytes))
    }

    /// What people call it: the file's name without its folders.
    pub fn name(&self) -> String {
        match self {
            Source::File(path) => path
                .file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy()
                .into_owned(),
            Source::Memory(name, _) => name.clone(),
        }
    }

    /// Begins to read it, from its start.
    ///
    /// # Errors
    /// When it is not there, can't be read, or is no regular file.
    pub fn open(&self) -> io::Result<Box<dyn Read>> {
        match self {
            Source::File(path) => {
                // Asked before it is opened: opening a pipe would wait for its other end.
                if !fs::metadata(path)?.is_file() {
                    return Err(io::Error::from(io::ErrorKind::InvalidInput));
                }
                Ok(Box::new(File::open(path)?))
            }
            Source::Memory(_, bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
        }
    }

    /// Its size in bytes, where that is known before reading.
    pub fn size(&self) -> Option<u64> {
        match self {
            Source::File(path) => fs::metadata(path).ok().map(|facts| facts.len()),
            Source::Memory(_, bytes) => Some(bytes.len() as u64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_no_file_to_read() {
        let folder = tempfile::tempdir().unwrap();
        let source = Source::File(folder.path().to_owned());
        assert_eq!(
            source.open().err().unwrap().kind(),
            io::ErrorKind::InvalidInput
        );
    }

    #[test]
    fn it_reads_from_the_start_each_time() {
        let source = Source::of_bytes("stdin", b"{}");
        for _ in 0..2 {
            let mut text = String::new();
            source.open().unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "{}");
        }
    }
}
