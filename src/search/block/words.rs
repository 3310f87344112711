//! A column with few different values: each value once, and its number for each row.

use std::collections::HashMap;

use crate::account::text::fold;

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
