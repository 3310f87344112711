//! A column with few different values: each value once, and its number for each row.

use std::collections::HashMap;
use std::io;

use crate::account::text::fold;

use super::disk::{Source, bytes_into, invalid, number_into};

/// The values of a column. A value is a list: a customer may have subscriptions in several states.
#[derive(Debug, Default)]
pub(in crate::search) struct Words {
    values: Vec<Vec<String>>,
    folded: Vec<Vec<String>>,
    numbers: Vec<u32>,
    known: HashMap<Vec<String>, u32>,
}

impl Words {
    pub(in crate::search) fn push(&mut self, value: &[String]) {
        let number = self.number_of(value);
        self.numbers.push(number);
    }

    /// Takes over the value of another column's row. `numbers` remembers what that column's numbers are here.
    pub(in crate::search) fn push_from(
        &mut self,
        other: &Words,
        row: usize,
        numbers: &mut Vec<u32>,
    ) {
        let theirs = other.numbers[row] as usize;
        for unknown in numbers.len()..=theirs {
            numbers.push(self.number_of(&other.values[unknown]));
        }
        self.numbers.push(numbers[theirs]);
    }

    /// The value of a row.
    pub(in crate::search) fn get(&self, row: usize) -> &[String] {
        &self.values[self.numbers[row] as usize]
    }

    /// The folded value of a row.
    pub(in crate::search) fn folded(&self, row: usize) -> &[String] {
        &self.folded[self.numbers[row] as usize]
    }

    /// For each value whether one of its folded words is such.
    pub(in crate::search) fn which(&self, is: impl Fn(&str) -> bool) -> Vec<bool> {
        let folded = self.folded.iter();
        folded
            .map(|value| value.iter().any(|word| is(word)))
            .collect()
    }

    /// Whether the value of a row is among those that [`Words::which`] chose.
    pub(in crate::search) fn is_one_of(&self, row: usize, chosen: &[bool]) -> bool {
        chosen[self.numbers[row] as usize]
    }

    /// For each row the place of its value among the different ones, folded.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut different: Vec<&[String]> = self.folded.iter().map(Vec::as_slice).collect();
        different.sort_unstable();
        different.dedup();
        let rank =
            |value: &Vec<String>| different.partition_point(|known| *known < value.as_slice());
        let ranks: Vec<u32> = self.folded.iter().map(|value| rank(value) as u32).collect();
        let numbers = self.numbers.iter();
        numbers.map(|number| ranks[*number as usize]).collect()
    }

    /// Writes the values, for [`Words::read_values`].
    pub(super) fn write_values(&self, out: &mut dyn io::Write) -> io::Result<()> {
        number_into(out, self.values.len() as u64)?;
        for value in &self.values {
            number_into(out, value.len() as u64)?;
            for word in value {
                bytes_into(out, word.as_bytes())?;
            }
        }
        Ok(())
    }

    /// The values, with room for the numbers of so many rows.
    pub(super) fn read_values(from: &mut Source<'_>, rows: usize) -> io::Result<Self> {
        let mut words = Self::default();
        for _ in 0..from.number::<u64>()? {
            let mut value = Vec::new();
            for _ in 0..from.number::<u64>()? {
                value.push(String::from_utf8(from.bytes()?).map_err(|_| invalid())?);
            }
            words.number_of(&value);
        }
        words.numbers = vec![0; rows];
        Ok(words)
    }

    /// The numbers of the values, row by row.
    pub(super) fn column(&self) -> &[u8] {
        bytemuck::cast_slice(&self.numbers)
    }

    /// The same, to be filled in.
    pub(super) fn column_mut(&mut self) -> &mut [u8] {
        bytemuck::cast_slice_mut(&mut self.numbers)
    }

    /// Whether every row has a value.
    pub(super) fn is_whole(&self) -> bool {
        let known = self.values.len();
        self.numbers.iter().all(|number| (*number as usize) < known)
    }

    fn number_of(&mut self, value: &[String]) -> u32 {
        if let Some(number) = self.known.get(value) {
            return *number;
        }
        let number = self.values.len() as u32;
        self.values.push(value.to_vec());
        self.folded
            .push(value.iter().map(|word| fold(word)).collect());
        self.known.insert(value.to_vec(), number);
        number
    }
}
