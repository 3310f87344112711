//! A file that an operation reads, as often as it must: once to look at the whole, once to do what it says.

use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::Arc;

use super::regular;

/// Of what comes through a pipe, so many bytes are held in memory; more goes to a file without a name, which is gone with
/// the program.
const IN_MEMORY: u64 = if cfg!(test) { 64 } else { 16 << 20 };

/// Where input comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file on the disk.
    File(PathBuf),
    /// What was read already, and what to call it.
    Memory(String, Arc<[u8]>),
    /// What came through a pipe and is too long for memory, and what to call it.
    Spooled(String, Arc<File>),
}

impl Source {
    /// Text in memory, for tests and for what the program itself carries.
    pub fn of_bytes(name: &str, bytes: &[u8]) -> Self {
        Self::Memory(name.to_owned(), Arc::from(bytes))
    }

    /// What comes through a pipe: it can be had only once, and is needed as often as a file.
    ///
    /// # Errors
    /// When it can't be read, or there is no room for it on the disk.
    pub fn of_stream(name: &str, mut stream: impl Read) -> io::Result<Self> {
        let mut beginning = Vec::new();
        stream
            .by_ref()
            .take(IN_MEMORY)
            .read_to_end(&mut beginning)?;
        if (beginning.len() as u64) < IN_MEMORY {
            return Ok(Self::Memory(name.to_owned(), beginning.into()));
        }
        let mut file = tempfile::tempfile()?;
        io::copy(&mut beginning.as_slice(), &mut file)?;
        io::copy(&mut stream, &mut file)?;
        Ok(Self::Spooled(name.to_owned(), Arc::new(file)))
    }

    /// What people call it: the file's name without its folders.
    pub fn name(&self) -> String {
        match self {
            Source::File(path) => path
                .file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy()
                .into_owned(),
            Source::Memory(name, _) | Source::Spooled(name, _) => name.clone(),
        }
    }

    /// Begins to read it, from its start.
    ///
    /// # Errors
    /// When it is not there, can't be read, or is no regular file.
    pub fn open(&self) -> io::Result<Box<dyn Read>> {
        match self {
            Source::File(path) => Ok(Box::new(regular::open(path)?)),
            Source::Memory(_, bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
            Source::Spooled(_, file) => Ok(Box::new(FromStart {
                file: Arc::clone(file),
                at: 0,
            })),
        }
    }

    /// All of it at once.
    ///
    /// # Errors
    /// As [`Source::open`]; [`io::ErrorKind::FileTooLarge`] when it has more bytes than that.
    pub fn whole(&self, limit: u64) -> io::Result<Vec<u8>> {
        match self {
            Source::File(path) => regular::read(path, limit),
            other => regular::read_up_to(other.open()?, limit),
        }
    }

    /// Its size in bytes, where that is known before reading.
    pub fn size(&self) -> Option<u64> {
        match self {
            Source::File(path) => fs::metadata(path).ok().map(|facts| facts.len()),
            Source::Memory(_, bytes) => Some(bytes.len() as u64),
            Source::Spooled(_, file) => file.metadata().ok().map(|facts| facts.len()),
        }
    }
}

/// A file that several read at once, each from its start.
struct FromStart {
    file: Arc<File>,
    at: u64,
}

impl Read for FromStart {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read_at(into, self.at)?;
        self.at += count as u64;
        Ok(count)
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
            io::ErrorKind::IsADirectory
        );
    }

    #[test]
    fn a_stream_of_any_length_is_read_as_often_as_a_file() {
        for length in [0, 1, 63, 64, 65, 1000] {
            let bytes = vec![b'x'; length];
            let source = Source::of_stream("-", bytes.as_slice()).unwrap();
            assert_eq!(source.size(), Some(length as u64));
            for _ in 0..2 {
                assert_eq!(source.whole(1000).unwrap(), bytes);
            }
            let is_in_memory = matches!(source, Source::Memory(..));
            assert_eq!(is_in_memory, length < 64);
            if length > 0 {
                let too_large = source.whole(length as u64 - 1).unwrap_err();
                assert_eq!(too_large.kind(), io::ErrorKind::FileTooLarge);
            }
        }
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
