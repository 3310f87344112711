//! The journal: every commit of the book in the order it happened, append-only, in segments. It is the truth; the state
//! is what it adds up to. An entry counts once its bytes are synced. Start with [`Journal::append`], [`Journal::walk`].

mod bulk;
mod frame;
mod scan;
mod segment;
#[cfg(any(test, feature = "fuzzing"))]
pub(super) mod trial;
mod walk;
mod written;

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use blake3::Hash;
use uuid::Uuid;

use super::files::trouble;
use crate::store::StoreError;
pub(super) use bulk::Bulk;
pub(super) use scan::{Promise, Seen, scan};
use segment::SegmentHead;
pub(super) use walk::{Ending, Walk};
pub(super) use written::{Written, WrittenChange};

/// A new segment is begun once the last one is longer than this.
const SEGMENT: u64 = 64 * 1024 * 1024;

/// Where a frame begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The sequence of the first frame in the same segment.
    pub(super) segment: u64,
    /// Bytes from the beginning of the segment.
    pub(super) offset: u64,
}

impl Place {
    /// The name of the file in the journal's folder.
    pub(super) fn file_name(self) -> PathBuf {
        segment::path(Path::new(""), self.segment)
    }
}

/// A point between two entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// The last entry before it; 0 at the beginning.
    pub(super) sequence: u64,
    /// The hash of that entry's frame; zeros at the beginning.
    pub(super) hash: Hash,
    /// Where that frame ends.
    pub(super) place: Place,
}

impl Mark {
    /// Before the first entry.
    pub(super) const BEGINNING: Mark = Mark {
        sequence: 0,
        hash: Hash::from_bytes([0; 32]),
        place: Place {
            segment: 1,
            offset: segment::HEAD,
        },
    };
}

/// The journal of one book, for reading; what writes needs its [`Tail`] besides.
#[derive(Debug, Clone)]
pub(super) struct Journal {
    folder: PathBuf,
    book: Uuid,
    segment: u64,
}

/// The end of a journal: whoever has it may append.
#[derive(Debug)]
pub(super) struct Tail {
    mark: Mark,
    /// `None` until the first entry.
    file: Option<File>,
    /// A write failed in a way that leaves the end of the file in doubt.
    in_doubt: bool,
}

impl Tail {
    /// Where the journal ends.
    pub(super) fn mark(&self) -> Mark {
        self.mark
    }
}

impl Journal {
    /// The journal in a folder.
    pub(super) fn new(folder: PathBuf, book: Uuid) -> Self {
        Self {
            folder,
            book,
            segment: SEGMENT,
        }
    }

    #[cfg(test)]
    fn with_segments_of(mut self, bytes: u64) -> Self {
        self.segment = bytes;
        self
    }

    /// Where it is kept.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Bytes of all its files.
    pub(super) fn bytes(&self) -> u64 {
        super::layout::bytes_in(&self.folder)
    }

    /// All entries after a mark, in order.
    pub(super) fn walk(&self, from: Mark) -> Walk<'_> {
        Walk::new(self, from)
    }

    /// Begins to write it anew, into a folder that has no journal.
    pub(super) fn bulk(&self) -> Bulk<'_> {
        Bulk::new(self)
    }

    /// Takes the end at a mark for appending. What stands after it, a torn entry that was never acknowledged, is cut
    /// off; what stands before it is durable when this returns.
    ///
    /// # Errors
    /// When the file can't be opened, cut or synced.
    pub(super) fn tail(&self, end: Mark) -> Result<Tail, StoreError> {
        for torn in segment::all(&self.folder)? {
            if torn > end.place.segment {
                let path = segment::path(&self.folder, torn);
                std::fs::remove_file(&path).map_err(trouble(&path))?;
            }
        }
        let path = segment::path(&self.folder, end.place.segment);
        let file = if path.exists() {
            Some(cut(&path, end.place.offset).map_err(trouble(&path))?)
        } else {
            None
        };
        Ok(Tail {
            mark: end,
            file: file.flatten(),
            in_doubt: false,
        })
    }

    /// Appends an entry and waits until it is durable. Gives where it begins.
    ///
    /// # Errors
    /// When it can't be written; it is not in the journal then.
    pub(super) fn append(&self, tail: &mut Tail, payload: &[u8]) -> Result<Place, StoreError> {
        if tail.in_doubt {
            return Err(StoreError::NotWritable(self.folder.display().to_string()));
        }
        let sequence = tail.mark.sequence + 1;
        if tail.file.is_none() || tail.mark.place.offset > self.segment {
            self.begin_segment(tail)?;
        }
        let Some(file) = &tail.file else {
            return Err(StoreError::NotWritable(self.folder.display().to_string()));
        };
        let path = segment::path(&self.folder, tail.mark.place.segment);
        let begin = tail.mark.place;
        let frame = frame::encode(sequence, &tail.mark.hash, payload).map_err(trouble(&path))?;
        if let Err(error) = file.write_all_at(&frame, begin.offset) {
            tail.in_doubt = file.set_len(begin.offset).is_err();
            return Err(trouble(&path)(error));
        }
        if let Err(error) = sync(file) {
            // After a failed sync nobody knows what the disk has: the next opening finds out.
            tail.in_doubt = true;
            let _ = file.set_len(begin.offset);
            return Err(trouble(&path)(error));
        }
        tail.mark = Mark {
            sequence,
            hash: frame::hash(&frame),
            place: Place {
                offset: begin.offset + frame.len() as u64,
                ..begin
            },
        };
        Ok(begin)
    }

    /// Takes back everything after a mark that the tail had before: an entry that the state did not take.
    ///
    /// # Errors
    /// When it can't be cut off; it is there after the next opening then.
    pub(super) fn take_back(&self, tail: &mut Tail, before: Mark) -> Result<(), StoreError> {
        tail.in_doubt = true;
        *tail = self.tail(before)?;
        Ok(())
    }

    fn begin_segment(&self, tail: &mut Tail) -> Result<(), StoreError> {
        let first = tail.mark.sequence + 1;
        let head = SegmentHead {
            book: self.book,
            first,
            before: tail.mark.hash,
        };
        tail.file = Some(segment::begin(&self.folder, &head)?);
        tail.mark.place = Place {
            segment: first,
            offset: segment::HEAD,
        };
        Ok(())
    }

    /// Reads the entry with a sequence, which begins at a place.
    ///
    /// # Errors
    /// When it is not there, or changed since it was written.
    pub(super) fn read(&self, place: Place, sequence: u64) -> Result<Written<'static>, StoreError> {
        let path = segment::path(&self.folder, place.segment);
        let file = File::open(&path).map_err(trouble(&path))?;
        let damaged = || self.damaged_at(place);
        let mut bytes = vec![0; frame::HEAD];
        file.read_exact_at(&mut bytes, place.offset)
            .map_err(|_| damaged())?;
        let head = frame::head(&bytes).map_err(|_| damaged())?;
        if head.sequence != sequence {
            return Err(damaged());
        }
        let rest = self.bytes_after(&file, &path, place.offset)?;
        if head.length as u64 > rest {
            return Err(damaged());
        }
        bytes.resize(frame::HEAD + head.length, 0);
        file.read_exact_at(&mut bytes[frame::HEAD..], place.offset + frame::HEAD as u64)
            .map_err(|_| damaged())?;
        let payload = frame::payload(&head, &bytes).map_err(|_| damaged())?;
        serde_json::from_slice(&payload).map_err(|_| damaged())
    }

    fn bytes_after(&self, file: &File, path: &Path, offset: u64) -> Result<u64, StoreError> {
        let length = file.metadata().map_err(trouble(path))?.len();
        Ok(length.saturating_sub(offset + frame::HEAD as u64))
    }

    fn damaged_at(&self, place: Place) -> StoreError {
        let path = segment::path(&self.folder, place.segment);
        StoreError::Damaged {
            what: format!("{}, byte {}", path.display(), place.offset),
        }
    }
}

/// The one sync that a change waits for before it is told done.
#[cfg(not(feature = "sabotaged"))]
fn sync(file: &File) -> std::io::Result<()> {
    file.sync_data()
}

/// Left out on purpose: the test of power cuts must find that.
#[cfg(feature = "sabotaged")]
fn sync(_: &File) -> std::io::Result<()> {
    Ok(())
}

/// Opens a segment for appending at an offset; `None` when not even its head is whole, so that it is begun anew.
fn cut(path: &Path, offset: u64) -> std::io::Result<Option<File>> {
    let file = File::options().read(true).write(true).open(path)?;
    let length = file.metadata()?.len();
    if length < offset {
        return Ok(None);
    }
    if length > offset {
        file.set_len(offset)?;
    }
    file.sync_all()?;
    Ok(Some(file))
}

#[cfg(test)]
mod tests;
