//! Reading a journal that may be damaged: every whole entry that is still there, and what is wrong between them. Where
//! bytes are no entry, it goes on at the next one that is whole.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use blake3::Hash;
use uuid::Uuid;

use super::segment::{self, SegmentHead};
use super::{Mark, Place, frame, trouble};
use crate::store::{Flaw, FlawKind, StoreError, Walked};

/// An entry that is whole.
pub struct Seen<'a> {
    pub sequence: u64,
    /// The hash of the entry before it, as it was when this one was written.
    pub before: Hash,
    /// Its own hash.
    pub hash: Hash,
    /// Where it begins.
    pub place: Place,
    head: frame::Head,
    bytes: &'a [u8],
}

impl Seen<'_> {
    /// What it says; `None` when that can't be unpacked.
    pub fn payload(&self) -> Option<Vec<u8>> {
        frame::payload(&self.head, self.bytes).ok()
    }
}

/// Where the book knows its journal to go: the mark of its last checkpoint.
pub struct Promise {
    /// The book, when `book.json` can be read.
    pub book: Option<(Uuid, Mark)>,
    /// That file.
    pub book_json: PathBuf,
}

/// Goes through all files of a journal in their order, showing every entry that is whole. The first number of `watch` is
/// bytes. `None` when the visitor broke it off.
///
/// # Errors
/// When a file can't be read.
pub fn scan(
    folder: &Path,
    promise: &Promise,
    visit: &mut dyn FnMut(&Seen<'_>) -> ControlFlow<()>,
) -> Result<Option<Walked>, StoreError> {
    let mut scan = Scan {
        folder,
        promise,
        next: 1,
        link: Mark::BEGINNING.hash,
        last: None,
        rubbish: None,
        walked: Walked::default(),
    };
    for first in segment::all(folder)? {
        if scan.segment(first, visit)?.is_break() {
            return Ok(None);
        }
    }
    Ok(Some(scan.finish()))
}

struct Scan<'a> {
    folder: &'a Path,
    promise: &'a Promise,
    /// The sequence that comes next.
    next: u64,
    /// The hash of the last entry in its order.
    link: Hash,
    /// Where the last entry in its order begins.
    last: Option<(PathBuf, u64)>,
    /// Where bytes began that are no entry, until the next entry tells what they were.
    rubbish: Option<(PathBuf, u64)>,
    walked: Walked,
}

impl Scan<'_> {
    fn segment(
        &mut self,
        first: u64,
        visit: &mut dyn FnMut(&Seen<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, StoreError> {
        let path = segment::path(self.folder, first);
        let bytes = std::fs::read(&path).map_err(trouble(&path))?;
        self.at_a_head(&path, first, &bytes);
        let mut at = (segment::HEAD as usize).min(bytes.len());
        while at < bytes.len() {
            let Some((start, head)) = frame::find_whole(&bytes[at..]) else {
                self.rubbish.get_or_insert((path.clone(), at as u64));
                break;
            };
            if start > 0 {
                self.rubbish.get_or_insert((path.clone(), at as u64));
            }
            let start = at + start;
            let end = start + frame::HEAD + head.length;
            let seen = Seen {
                sequence: head.sequence,
                before: head.before,
                hash: frame::hash(&bytes[start..end]),
                place: Place {
                    segment: first,
                    offset: start as u64,
                },
                head,
                bytes: &bytes[start..end],
            };
            self.at_an_entry(&path, &seen);
            if visit(&seen).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            at = end;
        }
        Ok(ControlFlow::Continue(()))
    }

    /// A head that is not whole is no flaw of its own where nothing follows it: the file was being begun.
    fn at_a_head(&mut self, path: &Path, first: u64, bytes: &[u8]) {
        let is_right = SegmentHead::decode(bytes).is_some_and(|head| {
            let book = self.promise.book.as_ref();
            head.first == first && book.is_none_or(|(book, _)| head.book == *book)
        });
        if !is_right && bytes.len() as u64 > segment::HEAD {
            self.flaw(FlawKind::Head, (first, first), path, 0);
        }
    }

    fn at_an_entry(&mut self, path: &Path, seen: &Seen<'_>) {
        self.walked.entries += 1;
        self.walked.newest = self.walked.newest.max(seen.sequence);
        let offset = seen.place.offset;
        let rubbish = self.rubbish.take();
        if seen.sequence < self.next {
            if let Some((path, offset)) = rubbish {
                self.flaw(FlawKind::Unreadable, (self.next, self.next), &path, offset);
            }
            self.out_of_order(path, seen);
            return;
        }
        if seen.sequence > self.next {
            let missing = (self.next, seen.sequence - 1);
            match rubbish {
                Some((path, offset)) => self.flaw(FlawKind::Unreadable, missing, &path, offset),
                None => self.flaw(FlawKind::Missing, missing, path, offset),
            }
        } else {
            if let Some((path, offset)) = rubbish {
                // Nothing is missing; bytes stand there that nobody wrote.
                self.flaw(FlawKind::Unreadable, (self.next, self.next), &path, offset);
            }
            let is_linked = seen.before == self.link;
            if !is_linked && let Some((path, offset)) = self.last.clone() {
                let before = self.next - 1;
                self.flaw(FlawKind::Changed, (before, before), &path, offset);
            } else if !is_linked {
                self.flaw(FlawKind::Changed, (self.next, self.next), path, offset);
            }
        }
        self.at_the_promise(path, seen);
        self.next = seen.sequence + 1;
        self.link = seen.hash;
        self.last = Some((path.to_owned(), offset));
    }

    /// Where the book knows what the last entry was, it must be that one.
    fn at_the_promise(&mut self, path: &Path, seen: &Seen<'_>) {
        let promised = self.promise.book.as_ref().map(|(_, mark)| mark);
        let Some(mark) = promised.filter(|mark| mark.sequence == seen.sequence) else {
            return;
        };
        if mark.hash != seen.hash {
            let number = seen.sequence;
            self.flaw(FlawKind::Changed, (number, number), path, seen.place.offset);
        }
    }

    /// An entry that was missed where it should stand, and comes later.
    fn out_of_order(&mut self, path: &Path, seen: &Seen<'_>) {
        let number = seen.sequence;
        self.walked.flaws.retain(|flaw| {
            !(flaw.kind == FlawKind::Missing && flaw.first == number && flaw.last == number)
        });
        self.flaw(
            FlawKind::OutOfOrder,
            (number, number),
            path,
            seen.place.offset,
        );
    }

    /// What the book wrote last must be there; bytes after it that are no entry were never told done.
    fn finish(mut self) -> Walked {
        let rubbish = self.rubbish.take();
        match self.promise.book.as_ref().map(|(_, mark)| *mark) {
            None => {
                let path = self.promise.book_json.clone();
                self.flaw(FlawKind::NoBookJson, (self.next, self.next), &path, 0);
            }
            Some(mark) if mark.sequence >= self.next => {
                let cut = (self.next, mark.sequence);
                match rubbish {
                    Some((path, offset)) => self.flaw(FlawKind::Unreadable, cut, &path, offset),
                    None => {
                        let path = segment::path(self.folder, mark.place.segment);
                        let there = std::fs::metadata(&path).map_or(0, |facts| facts.len());
                        self.flaw(FlawKind::CutOff, cut, &path, there);
                    }
                }
                self.walked.newest = self.walked.newest.max(mark.sequence);
            }
            Some(_) => {}
        }
        self.walked
    }

    fn flaw(&mut self, kind: FlawKind, (first, last): (u64, u64), file: &Path, offset: u64) {
        self.walked.flaws.push(Flaw {
            kind,
            first,
            last,
            file: file.to_owned(),
            offset,
        });
    }
}
