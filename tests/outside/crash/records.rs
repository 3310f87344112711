//! What a book holds, as its export tells it: which records are whose, and what changed between two looks.

use std::collections::BTreeMap;

use serde_json::Value;

/// Records by a key that no other record has: kind, customer, and what tells it from its like.
pub type Records = BTreeMap<String, Value>;

/// The records of an export by whom they belong to: the letters that the domain of their customer begins with.
pub fn by_owner(export: &str) -> BTreeMap<String, Records> {
    let lines: Vec<Value> = export
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let owners: BTreeMap<&str, String> = lines
        .iter()
        .filter(|line| line["kind"] == "customer")
        .map(|line| {
            (
                text(&line["customer"]),
                letters(text(&line["resource"]["companyProfile"]["domain"])),
            )
        })
        .collect();
    let mut found: BTreeMap<String, Records> = BTreeMap::new();
    for line in &lines {
        let owner = match owners.get(text(&line["customer"])) {
            Some(owner) => owner.clone(),
            None => letters(text(&line["resource"]["to"])),
        };
        let before = found
            .entry(owner)
            .or_default()
            .insert(key(line), line["resource"].clone());
        assert!(before.is_none(), "twice in the export: {line}");
    }
    found
}

fn key(line: &Value) -> String {
    let resource = &line["resource"];
    let own = match (text(&resource["id"]), text(&line["user"])) {
        ("", "") => resource.to_string(),
        ("", user) => format!("{user} {}", text(&resource["productSku"]["id"])),
        (id, _) => id.to_owned(),
    };
    format!("{} {} {own}", text(&line["kind"]), text(&line["customer"]))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn letters(text: &str) -> String {
    text.chars().take_while(char::is_ascii_alphabetic).collect()
}

/// What changed.
#[derive(Debug, Default)]
pub struct Diff {
    /// Each change without its values: `+user`, `-user`, `~user/state`; sorted.
    pub shape: Vec<String>,
    /// The records that came or changed, as they are now.
    pub text: String,
    /// The ID of a record that came.
    pub new: Option<String>,
}

impl Diff {
    pub fn between(before: &Records, after: &Records) -> Self {
        let mut diff = Self::default();
        for (key, now) in after {
            let kind = kind(key);
            match before.get(key) {
                Some(was) if was == now => continue,
                Some(was) => diff.change(kind, was, now),
                None => {
                    diff.shape.push(format!("+{kind}"));
                    diff.new = Some(text(&now["id"]).to_owned());
                }
            }
            diff.text.push_str(&now.to_string());
        }
        let gone = before.keys().filter(|key| !after.contains_key(*key));
        diff.shape.extend(gone.map(|key| format!("-{}", kind(key))));
        diff.shape.sort();
        diff
    }

    fn change(&mut self, kind: &str, was: &Value, now: &Value) {
        let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
        leaves(was, String::new(), &mut old);
        leaves(now, String::new(), &mut new);
        for (path, value) in &new {
            if old.remove(path).as_ref() != Some(value) {
                self.shape.push(format!("~{kind}{path}"));
            }
        }
        self.shape
            .extend(old.keys().map(|path| format!("~{kind}{path}")));
    }

    pub fn is_empty(&self) -> bool {
        self.shape.is_empty()
    }

    /// Whether every single change is one of another's.
    pub fn is_part_of(&self, whole: &[String]) -> bool {
        let mut whole = whole.iter();
        self.shape.iter().all(|one| whole.any(|other| one == other))
    }
}

fn kind(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

fn leaves(value: &Value, path: String, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                leaves(member, format!("{path}/{name}"), into);
            }
        }
        other => drop(into.insert(path, other.to_string())),
    }
}
