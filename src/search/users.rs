//! Users of all customers by their names, in the order of their keys: one text a user, the key beside it. What the index
//! shows of a user stands in the book. It never changes: a commit makes the next one, which shares the large part.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use std::sync::Arc;

use memchr::memmem::Finder;
use uuid::Uuid;

use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::account::text::fold;

use super::bits::Bits;
use super::block::{Source, Texts, bytes_into, invalid, numbers_into};
use super::cancel::Cancel;
use super::needle::Needle;
use super::scan::on_all_cores;

/// What a file of it begins with; the last byte is the number of its form.
const MAGIC: &[u8] = b"PDUSER\x00\x01";
/// Ends a text, so that nothing is found across two users.
const END: u8 = b'\n';
/// Users that are looked through between two looks at the cancel.
const CHUNK: usize = if cfg!(test) { 4 } else { 16_384 };

/// The name that a user signs in with, and the other names.
pub type Names = (String, Vec<String>);

/// Every user's names.
#[derive(Debug, Clone)]
pub struct Users {
    suffix: Arc<str>,
    base: Arc<Base>,
    /// Those of the base of whom `fresh` says something newer.
    stale: Arc<Bits>,
    /// Who came or changed since the base was made, or (`None`) went.
    fresh: Arc<BTreeMap<RecordKey, Option<Vec<u8>>>>,
}

#[derive(Debug, Default)]
struct Base {
    searched: Texts,
    /// Each customer once, in order.
    customers: Texts,
    /// The place of each user's customer among those.
    of: Vec<u32>,
    /// As [`packed`].
    ids: Texts,
}

/// Gathers users in the order of their keys.
#[derive(Debug)]
pub struct UsersBuilder {
    suffix: String,
    base: Base,
    last: Option<CustomerId>,
}

impl UsersBuilder {
    /// For a cloud in which most domains end with a suffix.
    pub fn new(suffix: &str) -> Self {
        Self {
            suffix: fold(suffix),
            base: Base::default(),
            last: None,
        }
    }

    /// Adds a user: the name to sign in with and the other names. Users must come in the order of their keys.
    pub fn push(&mut self, key: &RecordKey, sign_in_name: &str, names: &[&str]) {
        let base = &mut self.base;
        if self.last.as_ref() != Some(&key.customer) {
            base.customers.push(key.customer.as_str().as_bytes());
            self.last = Some(key.customer.clone());
        }
        base.of.push(base.customers.len().saturating_sub(1) as u32);
        base.ids.push(&packed(&key.id));
        base.searched
            .push(&searched(sign_in_name, names, &self.suffix));
    }

    /// The index of all of them.
    pub fn finish(self) -> Users {
        Users {
            suffix: self.suffix.into(),
            stale: Arc::new(Bits::new(self.base.of.len())),
            base: Arc::new(self.base),
            fresh: Arc::default(),
        }
    }
}

impl Users {
    /// The index after some users changed, came, or (`None`) went: names to sign in with and other names.
    #[must_use]
    pub fn patched(&self, changes: Vec<(RecordKey, Option<Names>)>) -> Self {
        let mut next = self.clone();
        let stale = Arc::make_mut(&mut next.stale);
        let fresh = Arc::make_mut(&mut next.fresh);
        for (key, names) in changes {
            if let Some(row) = self.base.find(&key) {
                stale.insert(row);
            }
            let text = names.map(|(sign_in_name, names)| {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                searched(&sign_in_name, &names, &self.suffix)
            });
            fresh.insert(key, text);
        }
        next
    }

    /// How many users changed since the large part was made.
    pub fn behind(&self) -> usize {
        self.fresh.len()
    }

    /// The users in whose names every word stands, in the order of their keys. `None` when it was cancelled.
    pub fn find(&self, query: &str, cancel: &Cancel) -> Option<Vec<RecordKey>> {
        let query = fold(query);
        let words = query.split_whitespace();
        let needles: Vec<Needle> = words
            .map(|word| Needle::anywhere(word, &self.suffix))
            .collect();
        let holds = |text: &[u8]| needles.iter().all(|needle| needle.is_in(text));
        let rows = self.base.find_all(&needles, cancel)?;
        let rows = rows.into_iter().filter(|row| !self.stale.contains(*row));
        let mut found: Vec<RecordKey> = rows.map(|row| self.base.key(row)).collect();
        let fresh = self.fresh.iter();
        let fresh: Vec<RecordKey> = fresh
            .filter(|(_, text)| text.as_ref().is_some_and(|text| holds(text)))
            .map(|(key, _)| key.clone())
            .collect();
        if !fresh.is_empty() {
            found.extend(fresh);
            found.sort_unstable();
        }
        Some(found)
    }

    /// Writes it as it stands, for [`Users::read`].
    ///
    /// # Errors
    /// As the writer.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(MAGIC)?;
        bytes_into(out, self.suffix.as_bytes())?;
        if self.fresh.is_empty() {
            return self.base.write(out);
        }
        self.melted().write(out)
    }

    /// Reads what [`Users::write`] wrote, of up to `length` bytes.
    ///
    /// # Errors
    /// As the reader, or when it is no index, one of another form, or one for another suffix.
    pub fn read(input: &mut dyn Read, length: u64, suffix: &str) -> io::Result<Self> {
        let mut magic = [0; MAGIC.len()];
        input.read_exact(&mut magic)?;
        let mut from = Source::new(input, length);
        let suffix = fold(suffix);
        if magic != MAGIC || from.bytes()? != suffix.as_bytes() {
            return Err(invalid());
        }
        let base = Base::read(&mut from)?;
        Ok(Self {
            suffix: suffix.into(),
            stale: Arc::new(Bits::new(base.of.len())),
            base: Arc::new(base),
            fresh: Arc::default(),
        })
    }

    /// The base with all that is fresh in its place.
    fn melted(&self) -> Base {
        let mut melted = Base::default();
        let mut last: Option<CustomerId> = None;
        let mut push = |key: &RecordKey, text: &[u8]| {
            if last.as_ref() != Some(&key.customer) {
                melted.customers.push(key.customer.as_str().as_bytes());
                last = Some(key.customer.clone());
            }
            melted
                .of
                .push(melted.customers.len().saturating_sub(1) as u32);
            melted.ids.push(&packed(&key.id));
            melted.searched.push(text);
        };
        let mut fresh = self.fresh.iter().peekable();
        for row in 0..self.base.of.len() {
            if self.stale.contains(row) {
                continue;
            }
            let key = self.base.key(row);
            while let Some((came, text)) = fresh.next_if(|(came, _)| **came < key) {
                text.iter().for_each(|text| push(came, text));
            }
            push(&key, self.base.searched.get(row));
        }
        for (came, text) in fresh {
            text.iter().for_each(|text| push(came, text));
        }
        melted
    }
}

impl Base {
    fn key(&self, row: usize) -> RecordKey {
        let customer = self.customers.get(self.of[row] as usize);
        RecordKey {
            customer: CustomerId::new(&String::from_utf8_lossy(customer)),
            kind: Kind::User,
            id: unpacked(self.ids.get(row)),
        }
    }

    fn find(&self, key: &RecordKey) -> Option<usize> {
        let (mut low, mut high) = (0, self.of.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.key(middle) < *key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < self.of.len() && self.key(low) == *key).then_some(low)
    }

    fn find_all(&self, needles: &[Needle], cancel: &Cancel) -> Option<Vec<usize>> {
        let stems = needles.iter().map(Needle::stem);
        let stem = stems.max_by_key(|stem| stem.len()).unwrap_or_default();
        let stem = (!stem.is_empty()).then(|| Finder::new(stem));
        let starts: Vec<usize> = (0..self.of.len()).step_by(CHUNK).collect();
        let next = std::sync::atomic::AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while !cancel.is_cancelled() {
                let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let Some(start) = starts.get(number) else {
                    break;
                };
                let rows = *start..(start + CHUNK).min(self.of.len());
                done.push((number, self.find_in(rows, stem.as_ref(), needles)));
            }
            done
        };
        let mut done = on_all_cores(starts.len(), &work);
        if cancel.is_cancelled() {
            return None;
        }
        done.sort_unstable_by_key(|(number, _)| *number);
        Some(done.into_iter().flat_map(|(_, rows)| rows).collect())
    }

    fn find_in(
        &self,
        rows: std::ops::Range<usize>,
        stem: Option<&Finder<'_>>,
        needles: &[Needle],
    ) -> Vec<usize> {
        let holds = |row: &usize| {
            let text = self.searched.get(*row);
            needles.iter().all(|needle| needle.is_in(text))
        };
        let Some(stem) = stem else {
            return rows.filter(holds).collect();
        };
        let run = self.searched.run(rows.clone());
        let mut found = Vec::new();
        let (mut row, mut byte) = (0, 0);
        while let Some(hit) = stem.find(&run.bytes[byte..]) {
            row = run.row_at(byte + hit, row);
            let number = rows.start + row;
            if holds(&number) {
                found.push(number);
            }
            byte = run.end_of(row);
            row += 1;
        }
        found
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.searched.write(out)?;
        self.customers.write(out)?;
        numbers_into(out, self.of.iter().copied())?;
        self.ids.write(out)
    }

    fn read(from: &mut Source<'_>) -> io::Result<Self> {
        let base = Self {
            searched: Texts::read(from)?,
            customers: Texts::read(from)?,
            of: from.numbers()?,
            ids: Texts::read(from)?,
        };
        let rows = base.of.len();
        let known = base.customers.len();
        let is_whole = base.searched.len() == rows
            && base.ids.len() == rows
            && base.of.iter().all(|customer| (*customer as usize) < known);
        is_whole.then_some(base).ok_or_else(invalid)
    }
}

/// The folded text in which words are found. A name that stands in another one is left out: a word finds it there.
fn searched(sign_in_name: &str, names: &[&str], suffix: &str) -> Vec<u8> {
    let mut text = super::block::with_suffix_marked(sign_in_name, suffix);
    let mut said = BTreeSet::new();
    for name in names {
        let name = fold(name);
        if !name.is_empty() && !said.iter().any(|known: &String| known.contains(&name)) {
            text.push(b' ');
            text.extend_from_slice(name.as_bytes());
            said.insert(name);
        }
    }
    text.push(END);
    text
}

/// A GUID as its bytes, anything else as it is, behind a byte that tells which.
fn packed(id: &str) -> Vec<u8> {
    match Uuid::try_parse(id) {
        Ok(uuid) if uuid.hyphenated().to_string() == id => {
            [&[0], uuid.as_bytes().as_slice()].concat()
        }
        _ => [&[1], id.as_bytes()].concat(),
    }
}

fn unpacked(bytes: &[u8]) -> String {
    match bytes.split_first() {
        Some((0, guid)) => match guid.try_into() {
            Ok(guid) => Uuid::from_bytes(guid).hyphenated().to_string(),
            Err(_) => String::new(),
        },
        Some((_, id)) => String::from_utf8_lossy(id).into_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
