//! Users of all customers by their names, in the order in which lists show them: folded display name, ties by ID. As with
//! the customers an index never changes: a commit makes the next one, which shares the large part. It is a pile of
//! [`UserBlock`]s: the base, and small ones with what came or changed since, each row of which knows where
//! in the base it stands. What the screen shows of a user stands in the book. [`scan`] finds, [`found`] counts and pages.

mod block;
mod build;
mod found;
mod query;
mod scan;
mod word;

use std::io::{self, Read, Write};
use std::sync::Arc;

use crate::account::record::RecordKey;
use crate::account::resource::Resource;
use crate::account::text::fold;

use super::bits::Bits;
use super::block::{Source, bytes_into, invalid, number_into, numbers_into};

use block::UserBlock;
use build::Builder;

pub use found::UserHits;
pub use query::UsersQuery;
pub use scan::AskUsers;

/// What a file of it begins with; the last byte is the number of its form.
const MAGIC: &[u8] = b"PDUSER\x00\x02";

/// A block melts into the one above it when it is not this many times larger.
const STEP: usize = 4;

/// Every user's names.
#[derive(Debug, Clone)]
pub struct Users {
    suffix: Arc<str>,
    base: Layer,
    /// Later ones above, each much smaller than the one below.
    above: Vec<Layer>,
}

/// A block in the pile.
#[derive(Debug, Clone)]
struct Layer {
    block: Arc<UserBlock>,
    /// Rows that a layer above says something newer of, or that are gone.
    dead: Arc<Bits>,
    /// For each row the first one of the base that stands behind it; empty in the base itself.
    before: Arc<[u32]>,
}

/// Gathers users in any order, each key once.
#[derive(Debug)]
pub struct UsersBuilder {
    suffix: Arc<str>,
    rows: Builder,
}

impl UsersBuilder {
    /// For a cloud in which most domains end with a suffix.
    pub fn new(suffix: &str) -> Self {
        let suffix: Arc<str> = fold(suffix).into();
        Self {
            rows: Builder::default(),
            suffix,
        }
    }

    /// Adds a user: its key and what the book says of it.
    pub fn push(&mut self, key: &RecordKey, user: &Resource) {
        self.rows.push(key, user, &self.suffix);
    }

    /// The index of all of them.
    pub fn finish(self) -> Users {
        Users {
            suffix: self.suffix,
            base: Layer::of(self.rows.finish()),
            above: Vec::new(),
        }
    }
}

impl Users {
    /// The index after some users changed, came, or (`None`) went; of several changes of a user the last one counts.
    #[must_use]
    pub fn patched(&self, changes: &[(RecordKey, Option<&Resource>)]) -> Self {
        let mut next = self.clone();
        let mut fresh = Builder::default();
        let mut said = std::collections::BTreeSet::new();
        for (key, user) in changes.iter().rev() {
            if !said.insert(key) {
                continue;
            }
            next.bury(key);
            if let Some(user) = user {
                fresh.push(key, user, &self.suffix);
            }
        }
        let fresh = fresh.finish();
        if fresh.len() > 0 {
            let layer = Layer::above(&next.base.block, fresh);
            next.above.push(layer);
        }
        next.settle();
        next
    }

    /// How many users there are, those that were purged by then included.
    pub fn len(&self) -> usize {
        self.layers().map(Layer::living).sum()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes it as it stands in memory, for [`Users::read`].
    ///
    /// # Errors
    /// As the writer.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(MAGIC)?;
        bytes_into(out, self.suffix.as_bytes())?;
        number_into(out, self.layers().count() as u64)?;
        for layer in self.layers() {
            layer.block.write(out)?;
            layer.dead.write(out)?;
            numbers_into(out, layer.before.iter().copied())?;
        }
        Ok(())
    }

    /// Reads what [`Users::write`] wrote, of up to `length` bytes; ready to be searched at once. Whoever kept the bytes sees
    /// to it that they are unchanged; what can't be an index is refused.
    ///
    /// # Errors
    /// As the reader, or when it is no index, one of another form, or one for another suffix.
    pub fn read(input: &mut dyn Read, length: u64, suffix: &str) -> io::Result<Self> {
        let mut magic = [0; MAGIC.len()];
        input.read_exact(&mut magic)?;
        let mut from = Source::new(input, length.saturating_sub(MAGIC.len() as u64));
        let suffix = fold(suffix);
        if magic != MAGIC || from.bytes()? != suffix.as_bytes() {
            return Err(invalid());
        }
        let mut layers = Vec::new();
        let count = from.number::<u64>()?;
        for number in 0..count {
            let block = UserBlock::read(&mut from)?;
            let dead = Bits::read(&mut from)?;
            let before: Vec<u32> = from.numbers()?;
            let has_places = before.len() == if number == 0 { 0 } else { block.len() };
            if dead.rows() != block.len() || !has_places || !before.is_sorted() {
                return Err(invalid());
            }
            layers.push(Layer {
                block: Arc::new(block),
                dead: Arc::new(dead),
                before: before.into(),
            });
        }
        let mut layers = layers.into_iter();
        Ok(Self {
            suffix: suffix.into(),
            base: layers.next().ok_or_else(invalid)?,
            above: layers.collect(),
        })
    }

    fn layers(&self) -> impl Iterator<Item = &Layer> {
        std::iter::once(&self.base).chain(&self.above)
    }

    fn layer(&self, number: usize) -> &Layer {
        match number.checked_sub(1) {
            Some(above) => &self.above[above],
            None => &self.base,
        }
    }

    /// The layer and row of a user.
    fn find(&self, key: &RecordKey) -> Option<(usize, usize)> {
        let layers: Vec<&Layer> = self.layers().collect();
        let mut newest_first = layers.into_iter().enumerate().rev();
        newest_first.find_map(|(number, layer)| Some((number, layer.find(key)?)))
    }

    fn bury(&mut self, key: &RecordKey) {
        for layer in std::iter::once(&mut self.base).chain(&mut self.above) {
            if let Some(row) = layer.find(key) {
                Arc::make_mut(&mut layer.dead).insert(row);
            }
        }
    }

    /// Melts what is small, and all of it where most of the base is dead.
    fn settle(&mut self) {
        self.above.retain(|layer| layer.living() > 0);
        while let [.., below, above] = self.above.as_slice() {
            if below.living() >= above.living() * STEP {
                break;
            }
            let melted = block::melted(&[below.part(), above.part()]);
            self.above.truncate(self.above.len() - 2);
            self.above.push(Layer::above(&self.base.block, melted));
        }
        let first = self.above.first().map_or(0, Layer::living);
        let is_mostly_dead = self.base.dead.count() * 2 > self.base.block.len();
        if first * STEP > self.base.living() || is_mostly_dead {
            let parts: Vec<_> = self.layers().map(Layer::part).collect();
            self.base = Layer::of(block::melted(&parts));
            self.above.clear();
        }
    }
}

impl Layer {
    fn of(block: UserBlock) -> Self {
        Self {
            dead: Arc::new(Bits::new(block.len())),
            block: Arc::new(block),
            before: Arc::default(),
        }
    }

    fn above(base: &UserBlock, block: UserBlock) -> Self {
        let rows = 0..block.len();
        let before: Vec<u32> = rows.map(|row| base.place_of(&block, row) as u32).collect();
        Self {
            before: before.into(),
            ..Self::of(block)
        }
    }

    fn living(&self) -> usize {
        self.block.len() - self.dead.count()
    }

    fn part(&self) -> (&UserBlock, &Bits) {
        (&self.block, &self.dead)
    }

    /// The living row of a user.
    fn find(&self, key: &RecordKey) -> Option<usize> {
        self.block.find(key).filter(|row| !self.dead.contains(*row))
    }
}

#[cfg(test)]
mod tests;
