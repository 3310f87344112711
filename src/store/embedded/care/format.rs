//! A backup as bytes: a zstd stream of lines of JSON, so that any tool reads it (`zstdcat F | jq`). A head that says whose
//! book it is and how much is in it; every entry of the journal, letter for letter; a foot with the number of entries and
//! the BLAKE3 of all lines before it, so that one that was cut off or changed is known as such. No password is in it.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};

use blake3::{Hash, Hasher};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::account::cloud::Cloud;
use crate::account::record::Kind;
use crate::store::{Backup, BackupNote};

const FORMAT: &str = "partnerdeck-backup";
/// The version that this program writes, and the newest it knows.
pub(super) const VERSION: u32 = 1;
/// How hard it is packed: the library's usual level, which costs little more than reading the journal.
const LEVEL: i32 = 3;
/// No head or foot is longer: what begins with more is no backup, and is not read into memory to find that out.
const LONGEST_HEAD: u64 = 64 * 1024;
/// No entry is longer, as in the journal.
const LONGEST_ENTRY: u64 = 1 << 30;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Head {
    format: String,
    version: u32,
    pub(super) book: Uuid,
    pub(super) cloud: Cloud,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    partner: Option<String>,
    /// When the book was made, and when the backup.
    pub(super) book_made: Timestamp,
    made: Timestamp,
    /// The last entry in it, and the hash of that entry's frame in the journal.
    pub(super) sequence: u64,
    #[serde(with = "hexadecimal")]
    pub(super) hash: Hash,
    counts: BTreeMap<Kind, u64>,
}

/// A hash as people write it.
mod hexadecimal {
    use blake3::Hash;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(hash: &Hash, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hash.to_hex())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Hash, D::Error> {
        Hash::from_hex(String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// What is known of the book when a backup of it is begun.
pub(super) struct Origin<'a> {
    pub(super) book: Uuid,
    pub(super) cloud: Cloud,
    pub(super) made: Timestamp,
    pub(super) sequence: u64,
    pub(super) hash: Hash,
    pub(super) counts: &'a BTreeMap<Kind, u64>,
}

impl Head {
    pub(super) fn new(origin: &Origin<'_>, note: &BackupNote) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            book: origin.book,
            cloud: origin.cloud,
            partner: note.partner.clone(),
            book_made: origin.made,
            made: note.at,
            sequence: origin.sequence,
            hash: origin.hash,
            counts: origin.counts.clone(),
        }
    }

    /// The same for those who do not care how it is written.
    pub(super) fn backup(&self) -> Backup {
        Backup {
            note: BackupNote {
                at: self.made,
                partner: self.partner.clone(),
            },
            book: self.book,
            cloud: self.cloud,
            version: self.sequence,
            counts: self.counts.clone(),
        }
    }
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Foot {
    entries: u64,
    #[serde(with = "hexadecimal")]
    blake3: Hash,
}

/// Writes a backup.
pub(super) struct Writer<W: Write> {
    out: zstd::Encoder<'static, W>,
    hasher: Hasher,
    entries: u64,
}

impl<W: Write> Writer<W> {
    pub(super) fn begin(into: W, head: &Head) -> io::Result<Self> {
        let mut out = zstd::Encoder::new(into, LEVEL)?;
        out.include_checksum(true)?;
        let mut writer = Self {
            out,
            hasher: Hasher::new(),
            entries: 0,
        };
        writer.put(&serde_json::to_vec(head)?)?;
        writer.put(b"\n")?;
        Ok(writer)
    }

    /// The next entry; `payload` is JSON on one line, as the journal has it.
    pub(super) fn entry(&mut self, payload: &[u8]) -> io::Result<()> {
        self.entries += 1;
        self.put(before_entry(self.entries).as_bytes())?;
        self.put(payload)?;
        self.put(AFTER_ENTRY)
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        let foot = Foot {
            entries: self.entries,
            blake3: self.hasher.finalize(),
        };
        serde_json::to_writer(&mut self.out, &foot)?;
        self.out.write_all(b"\n")?;
        self.out.finish()
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.update(bytes);
        self.out.write_all(bytes)
    }
}

/// What stands around the payload of an entry.
fn before_entry(sequence: u64) -> String {
    format!(r#"{{"sequence":{sequence},"entry":"#)
}

const AFTER_ENTRY: &[u8] = b"}\n";

/// Why bytes are no backup that can be used.
#[derive(Debug)]
pub(super) enum Fault {
    /// The disk.
    Io(io::Error),
    /// None of ours.
    NoBackup,
    /// Made by a newer program.
    Newer(u32),
    /// Cut off or changed.
    Broken,
}

/// What zstd says of bytes it does not understand comes without a number of the system.
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.raw_os_error() {
            Some(_) => Fault::Io(error),
            None => Fault::Broken,
        }
    }
}

/// Reads a backup: the head at once, then entry by entry.
pub(super) struct Reader<R: Read> {
    lines: BufReader<zstd::Decoder<'static, BufReader<R>>>,
    hasher: Hasher,
    pub(super) head: Head,
    entries: u64,
    line: Vec<u8>,
}

impl<R: Read> Reader<R> {
    pub(super) fn begin(from: R) -> Result<Self, Fault> {
        let decoder = zstd::Decoder::new(from).map_err(none_of_ours)?;
        let mut lines = BufReader::with_capacity(1 << 17, decoder);
        let mut line = Vec::new();
        (&mut lines)
            .take(LONGEST_HEAD)
            .read_until(b'\n', &mut line)
            .map_err(none_of_ours)?;
        let head = read_head(&line)?;
        let mut hasher = Hasher::new();
        hasher.update(&line);
        Ok(Self {
            lines,
            hasher,
            head,
            entries: 0,
            line,
        })
    }

    /// How many entries were read, each as it was written.
    pub(super) fn entries(&self) -> u64 {
        self.entries
    }

    /// The next entry; `None` once the last one and the foot behind it are seen to be whole.
    pub(super) fn entry(&mut self) -> Result<Option<&[u8]>, Fault> {
        self.line.clear();
        (&mut self.lines)
            .take(LONGEST_ENTRY)
            .read_until(b'\n', &mut self.line)?;
        if self.entries == self.head.sequence {
            self.at_the_foot()?;
            return Ok(None);
        }
        let before = before_entry(self.entries + 1);
        let payload = self.line.strip_prefix(before.as_bytes());
        let payload = payload.and_then(|rest| rest.strip_suffix(AFTER_ENTRY));
        let payload = payload.ok_or(Fault::Broken)?;
        self.hasher.update(&self.line);
        self.entries += 1;
        Ok(Some(payload))
    }

    fn at_the_foot(&mut self) -> Result<(), Fault> {
        let foot: Foot = serde_json::from_slice(&self.line).map_err(|_| Fault::Broken)?;
        let is_right = foot.entries == self.entries && foot.blake3 == self.hasher.finalize();
        // Read to the end of the stream, so that its own checksum is looked at too.
        let is_over = self.lines.read(&mut [0])? == 0;
        if is_right && is_over {
            Ok(())
        } else {
            Err(Fault::Broken)
        }
    }
}

/// Where not even the head can be read, it may be anything.
fn none_of_ours(error: io::Error) -> Fault {
    match Fault::from(error) {
        Fault::Broken => Fault::NoBackup,
        other => other,
    }
}

fn read_head(line: &[u8]) -> Result<Head, Fault> {
    #[derive(Deserialize)]
    struct Which {
        format: String,
        version: u32,
    }
    let which: Which = serde_json::from_slice(line).map_err(|_| Fault::NoBackup)?;
    if which.format != FORMAT {
        return Err(Fault::NoBackup);
    }
    if which.version > VERSION {
        return Err(Fault::Newer(which.version));
    }
    serde_json::from_slice(line).map_err(|_| Fault::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn head(entries: u64) -> Head {
        let origin = Origin {
            book: Uuid::from_u128(7),
            cloud: Cloud::China,
            made: Timestamp::UNIX_EPOCH,
            sequence: entries,
            hash: blake3::hash(b"last"),
            counts: &BTreeMap::from([(Kind::User, 3)]),
        };
        let note = BackupNote {
            at: Timestamp::UNIX_EPOCH,
            partner: Some("Contoso".to_owned()),
        };
        Head::new(&origin, &note)
    }

    fn written(payloads: &[&str], promised: u64) -> Vec<u8> {
        let mut writer = Writer::begin(Vec::new(), &head(promised)).unwrap();
        for payload in payloads {
            writer.entry(payload.as_bytes()).unwrap();
        }
        writer.finish().unwrap()
    }

    fn read(bytes: &[u8]) -> Result<Vec<String>, Fault> {
        let mut reader = Reader::begin(bytes)?;
        let mut payloads = Vec::new();
        while let Some(payload) = reader.entry()? {
            payloads.push(String::from_utf8(payload.to_vec()).unwrap());
        }
        Ok(payloads)
    }

    #[test]
    fn what_is_written_reads_back_letter_for_letter() {
        for payloads in [&[][..], &["{}"], &[r#"{"n":1.50}"#, "{}", r#"{"é":null}"#]] {
            let bytes = written(payloads, payloads.len() as u64);
            assert_eq!(read(&bytes).unwrap(), payloads);
            assert_eq!(
                Reader::begin(&bytes[..]).unwrap().head.backup().version,
                payloads.len() as u64
            );
        }
    }

    #[test]
    fn one_that_was_cut_or_changed_is_known_as_such() {
        let bytes = written(&[r#"{"a":1}"#, r#"{"b":2}"#], 2);
        for length in 0..bytes.len() {
            assert!(read(&bytes[..length]).is_err(), "cut to {length}");
        }
        for place in 0..bytes.len() {
            let mut bent = bytes.clone();
            bent[place] ^= 0x20;
            // A bit of zstd's own that nothing depends on may change nothing.
            if let Ok(payloads) = read(&bent) {
                assert_eq!(payloads, [r#"{"a":1}"#, r#"{"b":2}"#], "byte {place}");
            }
        }
        let followed = [&bytes[..], b"more"].concat();
        assert!(read(&followed).is_err());
    }

    #[test]
    fn one_with_fewer_or_more_entries_than_it_says_is_broken() {
        assert!(matches!(read(&written(&["{}"], 2)), Err(Fault::Broken)));
        assert!(matches!(
            read(&written(&["{}", "{}"], 1)),
            Err(Fault::Broken)
        ));
    }

    #[test]
    fn one_of_a_newer_program_is_known_as_such_and_anything_else_is_none() {
        let pack = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
        let newer = pack("{\"format\":\"partnerdeck-backup\",\"version\":2,\"x\":1}\n");
        assert!(matches!(read(&newer), Err(Fault::Newer(2))));
        for other in [pack("{}\n"), pack(""), b"a,b\n1,2\n".to_vec(), Vec::new()] {
            assert!(matches!(read(&other), Err(Fault::NoBackup)));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
            let _ = read(&zstd::encode_all(&bytes[..], 1).unwrap());
        }
    }
}
