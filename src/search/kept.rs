//! An index on disk. In front stands what is small: the first rows of the list, and the shape of each block; then the
//! columns, as they stand in memory. So the first rows are read long before the rest, and the rest is read straight into its
//! place.
//!
//! Magic (8), the machine's byte order (2), length of the head (8), head, columns.

use std::io::{self, Write};

use crate::account::text::fold;

use super::bits::Bits;
use super::block::{Block, Source, bytes_into, invalid, number_into};
use super::columns::{ReadAt, fill, size_of_all};
use super::first::FirstRows;
use super::index::{Index, Layer};

/// What an index on disk begins with. The last letter is the number of its form: another is not read.
const MAGIC: [u8; 8] = *b"PDCOLS\x00\x02";

/// Reads otherwise on a machine of another byte order.
const ORDER: u16 = 0x0102;

/// Bytes before the head.
const BEGIN: usize = MAGIC.len() + size_of::<u16>() + size_of::<u64>();

impl Index {
    /// Writes it as it stands in memory, for [`Index::read`].
    ///
    /// # Errors
    /// As the writer.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut head = Vec::new();
        bytes_into(&mut head, self.suffix.as_bytes())?;
        bytes_into(&mut head, &FirstRows::bytes_of(self)?)?;
        number_into(&mut head, self.layers.len() as u64)?;
        for layer in &self.layers {
            layer.block.write_shape(&mut head)?;
        }
        out.write_all(&MAGIC)?;
        out.write_all(&ORDER.to_ne_bytes())?;
        bytes_into(out, &head)?;
        for layer in &self.layers {
            for column in layer.block.columns() {
                out.write_all(column)?;
            }
            out.write_all(layer.dead.column())?;
        }
        Ok(())
    }

    /// Reads what [`Index::write`] wrote, `length` bytes; ready to be searched at once. Whoever kept the bytes sees to it
    /// that they are unchanged; what can't be an index is refused.
    ///
    /// # Errors
    /// As the reader, or when it is no index, one of another form or of another machine, or one for another suffix.
    pub fn read(read: &ReadAt<'_>, length: u64, suffix: &str) -> io::Result<Self> {
        let head = Head::read(read, length, suffix)?;
        let mut shapes = head.shapes.as_slice();
        let mut from = Source::new(&mut shapes, head.shapes.len() as u64);
        let room = length - head.columns;
        let mut layers = Vec::new();
        for _ in 0..from.number::<u64>()? {
            let block = Block::of_shape(&mut from, room)?;
            let dead = Bits::new(block.len());
            layers.push((block, dead));
        }
        let mut columns = Vec::new();
        for (block, dead) in &mut layers {
            columns.extend(block.columns_mut());
            columns.push(dead.column_mut());
        }
        if size_of_all(&columns) != room {
            return Err(invalid());
        }
        fill(columns, head.columns, read)?;
        let layers = layers.into_iter().map(|(block, mut dead)| {
            dead.settle();
            Ok(Layer::with(block.settled()?, dead))
        });
        let mut index = Self {
            suffix: head.suffix.into(),
            layers: layers.collect::<io::Result<_>>()?,
        };
        index.settle();
        Ok(index)
    }
}

impl FirstRows {
    /// The first rows of what [`Index::write`] wrote, without the rest; `None` of a small one, which is read as quickly.
    ///
    /// # Errors
    /// As [`Index::read`].
    pub fn read(read: &ReadAt<'_>, length: u64, suffix: &str) -> io::Result<Option<Self>> {
        let head = Head::read(read, length, suffix)?;
        Self::of_bytes(&head.first, suffix)
    }
}

/// What stands before the columns.
struct Head {
    /// Folded.
    suffix: String,
    first: Vec<u8>,
    /// How many layers, and the shape of each.
    shapes: Vec<u8>,
    /// Where the columns begin.
    columns: u64,
}

impl Head {
    fn read(read: &ReadAt<'_>, length: u64, suffix: &str) -> io::Result<Self> {
        let mut begin = [0; BEGIN];
        read(0, &mut begin)?;
        let (magic, rest) = begin.split_at(MAGIC.len());
        let (order, size) = rest.split_at(size_of::<u16>());
        let size = size
            .first_chunk()
            .map_or(0, |size| u64::from_le_bytes(*size));
        let columns = size.checked_add(BEGIN as u64);
        let columns = columns
            .filter(|columns| *columns <= length)
            .ok_or_else(invalid)?;
        if magic != MAGIC || order != ORDER.to_ne_bytes() {
            return Err(invalid());
        }
        let mut head = vec![0; size as usize];
        read(BEGIN as u64, &mut head)?;
        let mut rest = head.as_slice();
        let mut from = Source::new(&mut rest, size);
        let suffix = fold(suffix);
        if from.bytes()? != suffix.as_bytes() {
            return Err(invalid());
        }
        let first = from.bytes()?;
        Ok(Self {
            suffix,
            first,
            shapes: rest.to_vec(),
            columns,
        })
    }
}
