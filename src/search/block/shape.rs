//! A block on disk: its shape, which says how long its columns are and what is too small to be a column, and the columns as
//! they stand in memory. Whether the bytes are those that were written is not asked here: who keeps them checks that. What
//! does not fit together is refused all the same, and never a panic.

use std::io::{self, Write};

use super::super::bits::Bits;
use super::Block;
use super::disk::{Source, bytes_into, invalid, number_into};
use super::order::Orders;
use super::texts::Texts;
use super::words::Words;

/// Bytes that a row takes besides its texts, at the least.
const ROW: u64 = 2 * 4 + 4 * 4 + 3 * 8 + 4;

impl Block {
    /// Writes its shape, for [`Block::of_shape`].
    pub(in crate::search) fn write_shape(&self, out: &mut dyn Write) -> io::Result<()> {
        bytes_into(out, self.suffix.as_bytes())?;
        let sizes = [self.len(), self.searched.size(), self.shown.size()];
        for size in sizes {
            number_into(out, size as u64)?;
        }
        let words = [
            &self.relationship,
            &self.country,
            &self.states,
            &self.resellers,
        ];
        words.iter().try_for_each(|words| words.write_values(out))
    }

    /// A block with room for columns of up to so many bytes, which are to be filled in and [`Block::settled`].
    pub(in crate::search) fn of_shape(from: &mut Source<'_>, most: u64) -> io::Result<Self> {
        let suffix = String::from_utf8(from.bytes()?).map_err(|_| invalid())?;
        let mut size = |of_one: u64| {
            let size = from.number::<u64>()?;
            let fits = size.checked_mul(of_one).is_some_and(|all| all <= most);
            usize::try_from(size)
                .ok()
                .filter(|_| fits)
                .ok_or_else(invalid)
        };
        let (rows, searched, shown) = (size(ROW)?, size(1)?, size(1)?);
        Ok(Self {
            suffix,
            searched: Texts::with_room(rows, searched),
            shown: Texts::with_room(rows, shown),
            relationship: Words::read_values(from, rows)?,
            country: Words::read_values(from, rows)?,
            states: Words::read_values(from, rows)?,
            resellers: Words::read_values(from, rows)?,
            seats: vec![0; rows],
            changed: vec![0; rows],
            letters: vec![0; rows],
            removed: Bits::new(rows),
            by_id: vec![0; rows],
            orders: Orders::default(),
        })
    }

    /// The columns, always in the same order.
    pub(in crate::search) fn columns(&self) -> Vec<&[u8]> {
        let mut columns = self.searched.columns().to_vec();
        columns.extend(self.shown.columns());
        columns.extend([
            self.relationship.column(),
            self.country.column(),
            self.states.column(),
            self.resellers.column(),
            bytemuck::cast_slice(&self.seats),
            bytemuck::cast_slice(&self.changed),
            bytemuck::cast_slice(&self.letters),
            self.removed.column(),
            bytemuck::cast_slice(&self.by_id),
        ]);
        columns
    }

    /// The same, to be filled in.
    pub(in crate::search) fn columns_mut(&mut self) -> Vec<&mut [u8]> {
        let mut columns: Vec<&mut [u8]> = Vec::new();
        columns.extend(self.searched.columns_mut());
        columns.extend(self.shown.columns_mut());
        columns.extend([
            self.relationship.column_mut(),
            self.country.column_mut(),
            self.states.column_mut(),
            self.resellers.column_mut(),
            bytemuck::cast_slice_mut(&mut self.seats),
            bytemuck::cast_slice_mut(&mut self.changed),
            bytemuck::cast_slice_mut(&mut self.letters),
            self.removed.column_mut(),
            bytemuck::cast_slice_mut(&mut self.by_id),
        ]);
        columns
    }

    /// The block, once its columns are filled in.
    pub(in crate::search) fn settled(mut self) -> io::Result<Self> {
        let rows = self.len();
        self.searched.settle()?;
        self.shown.settle()?;
        self.removed.settle();
        let words = [
            &self.relationship,
            &self.country,
            &self.states,
            &self.resellers,
        ];
        let is_whole = words.iter().all(|words| words.is_whole())
            && self.by_id.iter().all(|row| (*row as usize) < rows);
        is_whole.then_some(self).ok_or_else(invalid)
    }
}
