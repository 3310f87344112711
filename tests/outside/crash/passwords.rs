//! First passwords: each user that was told as created has one, once, until it is handed over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Whose passwords wait.
#[derive(Default)]
pub struct Passwords {
    waiting: BTreeSet<String>,
    /// Handed over by a process that was killed before it could destroy them: they may come once more, the same.
    perhaps: BTreeMap<String, String>,
}

impl Passwords {
    pub fn add(&mut self, names: impl IntoIterator<Item = String>) {
        for name in names {
            // A new one takes the place of the old.
            self.perhaps.remove(&name);
            self.waiting.insert(name);
        }
    }

    pub fn take_back(&mut self) {
        self.waiting.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// A file into which they were handed over: everybody's, once.
    ///
    /// # Errors
    /// Whose password is missing, too many, or another than before.
    pub fn handed_over(&mut self, file: &Path, is_told: bool) -> Result<(), String> {
        let found = read(file)?;
        let names: BTreeSet<&String> = found.keys().collect();
        let missing: Vec<_> = self
            .waiting
            .iter()
            .filter(|name| !names.contains(name))
            .collect();
        let is_strange = |(name, password): &(&String, &String)| {
            !self.waiting.contains(*name) && self.perhaps.get(*name) != Some(password)
        };
        let strange: Vec<_> = found.iter().filter(is_strange).collect();
        if !missing.is_empty() || !strange.is_empty() {
            return Err(format!("no password for {missing:?}, one for {strange:?}"));
        }
        self.waiting.clear();
        self.perhaps = if is_told { BTreeMap::new() } else { found };
        Ok(())
    }
}

fn read(file: &Path) -> Result<BTreeMap<String, String>, String> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for row in text.lines().skip(1) {
        let mut cells = row.split(',').skip(1);
        let (name, password) = (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        );
        if password.len() < 8 {
            return Err(format!("no password for {name}: {row}"));
        }
        if found.insert(name.to_owned(), password.to_owned()).is_some() {
            return Err(format!("two passwords for {name}:\n{text}"));
        }
    }
    Ok(found)
}
