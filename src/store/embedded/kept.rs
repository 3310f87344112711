//! What is derived from the book and kept beside it, so that an opening need not derive it again. A file says at which
//! entry of which journal it stands; what the journal says after that entry has changed since. A file that is torn, bent, of
//! another book or of another past is not there: it is written without a sync, and nothing of the book depends on it.
//!
//! Head, little-endian: magic (8), the book's ID (16), sequence (8) and hash (32) of the entry, its segment (8) and the byte
//! behind it (8), length of the content (8), CRC-32C of its sums (4), CRC-32C of all that (4). Then the content, then the
//! sums: the CRC-32C of each piece of it, so that any part can be read and checked by itself ([`pieces`]).

mod pieces;

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;

use blake3::Hash;
use uuid::Uuid;

use super::book::Book;
use super::files::{aside, private_file, trouble};
use super::journal::{Mark, Place};
use crate::account::record::Version;
use crate::store::{Derived, Image, Kept, Since, StoreError, WriteDerived};
use pieces::{Pieces, Summing, sums_of};

const MAGIC: [u8; 8] = *b"PDKEPT\x00\x02";
/// Bytes before the content.
const HEAD: usize = 96;
/// Bytes that are written at a time.
const BUFFER: usize = 1 << 18;
/// More changes than these are not told one by one.
const MOST: usize = 5_000;

/// Keeps it, when the book still stands where it was derived.
///
/// # Errors
/// When it can't be written.
pub(super) fn keep(
    book: &Book,
    what: Derived,
    at: Version,
    write: WriteDerived<'_>,
) -> Result<bool, StoreError> {
    if book.is_read_only() {
        return Ok(false);
    }
    let mark = book.writer()?.tail.mark();
    if mark.sequence != at.0 {
        return Ok(false);
    }
    let path = book.layout.derived(what);
    let aside = aside(&path);
    let written =
        write_file(&aside, book.json.id, mark, write).and_then(|()| std::fs::rename(&aside, &path));
    if written.is_err() {
        // Half a file of no name that anything reads.
        let _ = std::fs::remove_file(&aside);
    }
    written.map_err(trouble(&path))?;
    Ok(true)
}

fn write_file(path: &Path, book: Uuid, mark: Mark, write: WriteDerived<'_>) -> io::Result<()> {
    let mut file = private_file().truncate(true).open(path)?;
    file.write_all(&[0; HEAD])?;
    let mut out = Summing::new(BufWriter::with_capacity(BUFFER, file));
    write(&mut out)?;
    let length = out.length;
    let (mut file, sums) = out.finish();
    file.write_all(&sums)?;
    let mut file = file.into_inner()?;
    file.seek(SeekFrom::Start(0))?;
    let head = Head {
        book,
        mark,
        length,
        crc: crc32c::crc32c(&sums),
    };
    file.write_all(&head.encode())
}

/// What was kept, and what has changed since.
pub(super) fn kept(book: &Book, what: Derived) -> Option<Kept> {
    let path = book.layout.derived(what);
    let file = File::open(&path).ok()?;
    let length = file.metadata().ok()?.len();
    let mut head = [0; HEAD];
    file.read_exact_at(&mut head, 0).ok()?;
    let head = Head::decode(&head)?;
    let sums = sums_of(head.length)?;
    if head.book != book.json.id || length != (HEAD as u64 + head.length).checked_add(sums)? {
        return None;
    }
    let since = changes(book, head.mark)?;
    let mut sums = vec![0; sums as usize];
    file.read_exact_at(&mut sums, HEAD as u64 + head.length)
        .ok()?;
    if crc32c::crc32c(&sums) != head.crc {
        tracing::warn!(path = %path.display(), "what was kept beside the book is not as it was written");
        return None;
    }
    let content = Box::new(Pieces {
        file,
        length: head.length,
        sums,
    });
    Some(Kept { content, since })
}

/// What the journal says after a mark; `None` when the mark is none of this journal.
fn changes(book: &Book, mark: Mark) -> Option<Vec<Since>> {
    let now = book.mark();
    let is_now = mark.sequence == now.sequence && mark.hash == now.hash;
    // Of an earlier entry the walk sees whether the next one follows it.
    if !is_now && mark.sequence >= now.sequence {
        return None;
    }
    let mut since = Vec::new();
    let mut walk = book.journal.walk(mark);
    while let Some((_, written)) = walk.next().ok()? {
        for change in written.changes {
            let image = Image {
                key: change.key.into_owned(),
                version: Version(walk.mark().sequence),
                before: change.before.map(std::borrow::Cow::into_owned),
                after: change.after.map(std::borrow::Cow::into_owned),
            };
            since.push(Since {
                image,
                at: written.draft.at,
            });
        }
        if since.len() > MOST {
            return None;
        }
    }
    (walk.mark().sequence >= now.sequence).then_some(since)
}

/// What stands before the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head {
    book: Uuid,
    mark: Mark,
    length: u64,
    crc: u32,
}

impl Head {
    fn encode(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(self.book.as_bytes());
        bytes.extend_from_slice(&self.mark.sequence.to_le_bytes());
        bytes.extend_from_slice(self.mark.hash.as_bytes());
        bytes.extend_from_slice(&self.mark.place.segment.to_le_bytes());
        bytes.extend_from_slice(&self.mark.place.offset.to_le_bytes());
        bytes.extend_from_slice(&self.length.to_le_bytes());
        bytes.extend_from_slice(&self.crc.to_le_bytes());
        let crc = crc32c::crc32c(&bytes);
        bytes.extend_from_slice(&crc.to_le_bytes());
        bytes
    }

    /// Reads it back; `None` when the bytes are none.
    fn decode(bytes: &[u8; HEAD]) -> Option<Self> {
        let (content, crc) = bytes.split_last_chunk::<4>()?;
        if *content.first_chunk()? != MAGIC || crc32c::crc32c(content) != u32::from_le_bytes(*crc) {
            return None;
        }
        let number = |from: usize| Some(u64::from_le_bytes(*content.get(from..)?.first_chunk()?));
        Some(Self {
            book: Uuid::from_bytes(*content.get(8..)?.first_chunk()?),
            mark: Mark {
                sequence: number(24)?,
                hash: Hash::from_bytes(*content.get(32..)?.first_chunk()?),
                place: Place {
                    segment: number(64)?,
                    offset: number(72)?,
                },
            },
            length: number(80)?,
            crc: u32::from_le_bytes(*content.get(88..)?.first_chunk()?),
        })
    }
}
