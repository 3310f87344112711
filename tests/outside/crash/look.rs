//! Everything a book says of itself.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::program::Machine;
use super::records::{Records, by_owner};

/// What is wrong with the book, or with what was said about it.
pub type Found = String;

pub struct Look {
    /// The records by whom they belong to.
    pub records: BTreeMap<String, Records>,
    /// The history by the numbers of its entries.
    pub history: BTreeMap<u64, Value>,
}

impl Look {
    /// Looks at a book, which must be sound.
    ///
    /// # Errors
    /// What a check finds, or that a list or a search says something else than the records.
    pub fn at(machine: &Machine) -> Result<Self, Found> {
        machine.ask("store check")?;
        let mut records = by_owner(&machine.ask("book export")?);
        let partner = json(machine, "book partner")?;
        let of_partner = records.entry("partner".to_owned()).or_default();
        of_partner.insert("partner".to_owned(), partner);
        let history = json(machine, "activity list")?;
        let entries = history["items"].as_array().into_iter().flatten();
        let number = |entry: &Value| entry["partnerdeck"]["entry"].as_u64().unwrap_or_default();
        let look = Self {
            records,
            history: entries
                .map(|entry| (number(entry), entry.clone()))
                .collect(),
        };
        look.find_everybody(machine)?;
        Ok(look)
    }

    /// Lists and searches say the same as the self.records.
    fn find_everybody(&self, machine: &Machine) -> Result<(), Found> {
        let of = |kind: &str| -> Vec<&Value> {
            let all = self
                .records
                .values()
                .flatten()
                .filter(|(key, _)| key.starts_with(kind));
            all.map(|(_, record)| record).collect()
        };
        let listed: Value = json(machine, "customers list --all")?;
        let ids = |items: &Value| -> BTreeSet<String> {
            let items = items["items"].as_array().into_iter().flatten();
            items
                .map(|item| item["id"].as_str().unwrap_or_default().to_owned())
                .collect()
        };
        let stored: BTreeSet<String> = of("customer ")
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect();
        if ids(&listed) != stored {
            return Err(format!(
                "the list has other customers than the book: {:?}",
                ids(&listed).symmetric_difference(&stored)
            ));
        }
        let account = self.records["account"]
            .values()
            .find(|one| one["partnerdeck"]["tags"].is_array());
        if let Some(account) = account {
            let tag = account["partnerdeck"]["tags"][0]
                .as_str()
                .unwrap_or_default();
            let found: Value = json(machine, &format!("customers list --filter tag:{tag}"))?;
            if found["totalCount"] != 1 {
                return Err(format!("tag:{tag} finds {}", found["totalCount"]));
            }
        }
        let users = of("user ").len();
        let found: Value = json(machine, "users find .onmicrosoft")?;
        if found["totalCount"] != users {
            return Err(format!(
                "{} users are found, {users} are there",
                found["totalCount"]
            ));
        }
        Ok(())
    }
}

fn json(machine: &Machine, line: &str) -> Result<Value, Found> {
    serde_json::from_str(&machine.ask(line)?).map_err(|error| format!("{line}: {error}"))
}
