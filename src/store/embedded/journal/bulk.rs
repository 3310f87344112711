//! Writing a whole journal anew: the same frames in the same chain as if each had been a commit, synced file by file and
//! not entry by entry, because nothing is told done before the last of them.

use std::fs::File;
use std::io::{BufWriter, Write};

use super::segment::{self, SegmentHead};
use super::{Journal, Mark, Place, frame, trouble};
use crate::store::StoreError;

/// A journal that is being written from its first entry on.
pub struct Bulk<'a> {
    journal: &'a Journal,
    mark: Mark,
    file: Option<BufWriter<File>>,
}

impl<'a> Bulk<'a> {
    /// Begins in an empty folder.
    pub(super) fn new(journal: &'a Journal) -> Self {
        Self {
            journal,
            mark: Mark::BEGINNING,
            file: None,
        }
    }

    /// Appends an entry. It is durable after [`Bulk::finish`].
    ///
    /// # Errors
    /// When it can't be written.
    pub fn append(&mut self, payload: &[u8]) -> Result<(), StoreError> {
        if self.file.is_none() || self.mark.place.offset > self.journal.segment {
            self.begin_segment()?;
        }
        let path = segment::path(&self.journal.folder, self.mark.place.segment);
        let sequence = self.mark.sequence + 1;
        let frame = frame::encode(sequence, &self.mark.hash, payload).map_err(trouble(&path))?;
        if let Some(file) = &mut self.file {
            file.write_all(&frame).map_err(trouble(&path))?;
        }
        self.mark = Mark {
            sequence,
            hash: frame::hash(&frame),
            place: Place {
                offset: self.mark.place.offset + frame.len() as u64,
                ..self.mark.place
            },
        };
        Ok(())
    }

    /// Brings all of it to the disk, and says where it ends.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn finish(mut self) -> Result<Mark, StoreError> {
        self.put_down()?;
        Ok(self.mark)
    }

    fn begin_segment(&mut self) -> Result<(), StoreError> {
        self.put_down()?;
        let first = self.mark.sequence + 1;
        let head = SegmentHead {
            book: self.journal.book,
            first,
            before: self.mark.hash,
        };
        let file = segment::begin(&self.journal.folder, &head)?;
        self.file = Some(BufWriter::with_capacity(1 << 18, file));
        self.mark.place = Place {
            segment: first,
            offset: segment::HEAD,
        };
        Ok(())
    }

    fn put_down(&mut self) -> Result<(), StoreError> {
        let Some(mut file) = self.file.take() else {
            return Ok(());
        };
        let path = segment::path(&self.journal.folder, self.mark.place.segment);
        file.flush()
            .and_then(|()| file.get_ref().sync_all())
            .map_err(trouble(&path))
    }
}
