//! Reading the journal from a mark to its end: every frame checked against its checksum and against the hash of the one
//! before. Tells an entry that was torn while it was written, at the very end, from damage.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use super::frame::{self, Fault};
use super::segment::{self, SegmentHead};
use super::{Journal, Mark, Place, Written, trouble};
use crate::store::StoreError;

/// How a walk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// With the last byte.
    Whole,
    /// With bytes that are no whole entry: one that was being written when the power went, never acknowledged.
    Torn,
}

/// A walk through the journal.
pub struct Walk<'a> {
    journal: &'a Journal,
    mark: Mark,
    reader: Option<BufReader<File>>,
    /// Bytes of the segment that are not read yet.
    left: u64,
    frame: Vec<u8>,
    ending: Option<Ending>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(journal: &'a Journal, from: Mark) -> Self {
        Self {
            journal,
            mark: from,
            reader: None,
            left: 0,
            frame: Vec::new(),
            ending: None,
        }
    }

    /// The end of the last entry that was read.
    pub fn mark(&self) -> Mark {
        self.mark
    }

    /// How it ended; `None` while it goes on.
    pub fn ending(&self) -> Option<Ending> {
        self.ending
    }

    /// Reads the next entry and what it says; `None` at the end.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when entries are missing, changed, or not in their chain.
    pub fn next(&mut self) -> Result<Option<(Place, Written<'static>)>, StoreError> {
        let Some((place, payload)) = self.next_payload()? else {
            return Ok(None);
        };
        let written = serde_json::from_slice(&payload);
        let damaged = |_| self.journal.damaged_at(place);
        Ok(Some((place, written.map_err(damaged)?)))
    }

    /// Reads the next entry as the bytes it was written with; `None` at the end.
    ///
    /// # Errors
    /// As [`Walk::next`].
    pub fn next_payload(&mut self) -> Result<Option<(Place, Vec<u8>)>, StoreError> {
        let Some((place, head)) = self.step()? else {
            return Ok(None);
        };
        let payload = frame::payload(&head, &self.frame);
        let damaged = |_| self.journal.damaged_at(place);
        Ok(Some((place, payload.map_err(damaged)?)))
    }

    /// Goes to the end without a look at what the entries say.
    ///
    /// # Errors
    /// As [`Walk::next`].
    pub fn run_out(&mut self) -> Result<(), StoreError> {
        while self.step()?.is_some() {}
        Ok(())
    }

    fn step(&mut self) -> Result<Option<(Place, frame::Head)>, StoreError> {
        if self.ending.is_some() {
            return Ok(None);
        }
        if self.reader.is_none() && !self.enter(self.mark.place)? {
            return Ok(None);
        }
        if self.left == 0 && !self.next_segment()? {
            return Ok(None);
        }
        let place = self.mark.place;
        match self.read_frame()? {
            Ok(head) => {
                self.mark = Mark {
                    sequence: head.sequence,
                    hash: frame::hash(&self.frame),
                    place: Place {
                        offset: place.offset + self.frame.len() as u64,
                        ..place
                    },
                };
                Ok(Some((place, head)))
            }
            Err(fault) => {
                self.torn_or_damaged(fault)?;
                Ok(None)
            }
        }
    }

    /// Opens the segment of a place. `false` when there is nothing to read: a journal without entries.
    fn enter(&mut self, place: Place) -> Result<bool, StoreError> {
        let path = segment::path(&self.journal.folder, place.segment);
        if !path.exists() {
            return self.nothing_there(place);
        }
        let mut file = File::open(&path).map_err(trouble(&path))?;
        let length = file.metadata().map_err(trouble(&path))?.len();
        let mut bytes = vec![0; segment::HEAD.min(length) as usize];
        file.read_exact(&mut bytes).map_err(trouble(&path))?;
        let head = SegmentHead::decode(&bytes);
        let Some(head) = head else {
            return self.headless(place, length);
        };
        let in_chain = place.offset != segment::HEAD || head.before == self.mark.hash;
        if head.book != self.journal.book || head.first != place.segment || !in_chain {
            return Err(self.journal.damaged_at(place));
        }
        if length < place.offset {
            return Err(self.cut_off(length));
        }
        file.seek(SeekFrom::Start(place.offset))
            .map_err(trouble(&path))?;
        self.left = length - place.offset;
        self.reader = Some(BufReader::with_capacity(1 << 16, file));
        Ok(true)
    }

    fn nothing_there(&mut self, place: Place) -> Result<bool, StoreError> {
        if self.mark.sequence > 0 || !segment::all(&self.journal.folder)?.is_empty() {
            return Err(self.journal.damaged_at(place));
        }
        self.ending = Some(Ending::Whole);
        Ok(false)
    }

    /// A segment whose head is not whole was being begun when the power went, if it is the last and nothing follows.
    fn headless(&mut self, place: Place, length: u64) -> Result<bool, StoreError> {
        let last = segment::all(&self.journal.folder)?.last().copied();
        if length > segment::HEAD || last != Some(place.segment) {
            return Err(self.journal.damaged_at(place));
        }
        self.ending = Some(Ending::Torn);
        Ok(false)
    }

    fn next_segment(&mut self) -> Result<bool, StoreError> {
        let next = self.mark.sequence + 1;
        let following = segment::all(&self.journal.folder)?
            .into_iter()
            .find(|&first| first > self.mark.place.segment);
        let Some(first) = following else {
            self.ending = Some(Ending::Whole);
            return Ok(false);
        };
        let place = Place {
            segment: first,
            offset: segment::HEAD,
        };
        if first != next {
            return Err(self.journal.damaged_at(place));
        }
        let end = self.mark.place;
        self.mark.place = place;
        if !self.enter(place)? {
            self.mark.place = end;
            return Ok(false);
        }
        if self.left == 0 {
            self.ending = Some(Ending::Whole);
            return Ok(false);
        }
        Ok(true)
    }

    /// Reads one frame and checks it, into `self.frame`.
    fn read_frame(&mut self) -> Result<Result<frame::Head, Fault>, StoreError> {
        if self.left < frame::HEAD as u64 {
            return Ok(Err(Fault::Checksum));
        }
        self.fill(0, frame::HEAD)?;
        let head = match frame::head(&self.frame) {
            Ok(head) => head,
            Err(fault) => return Ok(Err(fault)),
        };
        if self.left < (frame::HEAD + head.length) as u64 {
            return Ok(Err(Fault::Checksum));
        }
        self.fill(frame::HEAD, frame::HEAD + head.length)?;
        if !frame::is_whole(&head, &self.frame) {
            return Ok(Err(Fault::Checksum));
        }
        if head.sequence != self.mark.sequence + 1 || head.before != self.mark.hash {
            return Err(self.journal.damaged_at(self.mark.place));
        }
        self.left -= self.frame.len() as u64;
        Ok(Ok(head))
    }

    fn fill(&mut self, from: usize, to: usize) -> Result<(), StoreError> {
        self.frame.resize(to, 0);
        let path = segment::path(&self.journal.folder, self.mark.place.segment);
        match &mut self.reader {
            Some(reader) => reader
                .read_exact(&mut self.frame[from..to])
                .map_err(trouble(&path)),
            None => Err(self.journal.damaged_at(self.mark.place)),
        }
    }

    /// What can't be read is torn only at the very end: nothing whole may stand after it.
    fn torn_or_damaged(&mut self, fault: Fault) -> Result<(), StoreError> {
        if let Fault::Newer(found) = fault {
            return Err(StoreError::NewerFormat {
                found: u32::from(found),
                known: 1,
            });
        }
        let place = self.mark.place;
        let path = segment::path(&self.journal.folder, place.segment);
        let last = segment::all(&self.journal.folder)?.last().copied();
        let bytes = std::fs::read(&path).map_err(trouble(&path))?;
        let rest = bytes.get(place.offset as usize..).unwrap_or_default();
        let goes_on = frame::find_later(rest, self.mark.sequence + 2).is_some();
        if last != Some(place.segment) || goes_on {
            return Err(self.journal.damaged_at(place));
        }
        self.ending = Some(Ending::Torn);
        Ok(())
    }

    fn cut_off(&self, length: u64) -> StoreError {
        self.journal.damaged_at(Place {
            offset: length,
            ..self.mark.place
        })
    }
}
