//! One actor: where it stands, and the command line that comes next.

use serde_json::Value;

use super::cast::{self, CAST};
use super::chance::Chance;
use super::learned::Learned;
use super::passwords::Passwords;
use super::program::Machine;
use super::records::Records;

pub struct Actor {
    pub name: &'static str,
    pub customer: String,
    pub steps: &'static [&'static str],
    pub learned: Vec<Learned>,
    /// The step that comes next, and how often all of them were done.
    pub at: usize,
    pub cycle: u64,
    /// What stood there before the step, and at the last look.
    pub before: Records,
    pub seen: Records,
    /// The step is done in part: it goes on, or is taken back.
    pub going_on: Option<GoingOn>,
    /// The last history entry, and the record that came last.
    pub entry: u64,
    pub new: String,
    pub file: String,
    pub out: String,
    pub passwords: Passwords,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoingOn {
    /// The same line again does the rest.
    Again(String),
    /// The entry that did a part is taken back.
    Back(u64),
}

impl Actor {
    pub fn new(place: usize) -> Self {
        let (name, steps) = CAST[place];
        Self {
            name,
            customer: cast::customer(place),
            steps,
            learned: Vec::new(),
            at: 0,
            cycle: 1,
            before: Records::new(),
            seen: Records::new(),
            going_on: None,
            entry: 0,
            new: String::new(),
            file: String::new(),
            out: String::new(),
            passwords: Passwords::default(),
        }
    }

    /// Whether the step that comes next was never seen.
    pub fn is_learning(&self) -> bool {
        self.cycle == 1 && self.learned.len() == self.at
    }

    pub fn word(&self) -> String {
        format!("{}{}x", self.cycle, &self.name[..1])
    }

    pub fn step(&self) -> &'static str {
        self.steps[self.at].trim_start_matches('*')
    }

    pub fn is_in_batches(&self) -> bool {
        self.steps[self.at].starts_with('*')
    }

    /// Whether a history entry is about what the actor works on.
    pub fn is_named_in(&self, entry: &Value) -> bool {
        let (name, word, text) = (self.name, self.word(), entry.to_string());
        let subjects = [
            format!("{name}-{word}"),
            format!("{name}{word}"),
            format!("{name} {word}"),
        ];
        text.contains(&self.customer)
            || subjects.iter().any(|subject| text.contains(subject))
            || name == "partner" && entry["partnerdeck"]["operation"] == "set_partner"
    }

    /// Goes on to the next step.
    pub fn advance(&mut self) {
        self.going_on = None;
        self.at = (self.at + 1) % self.steps.len();
        self.cycle += u64::from(self.at == 0);
    }

    /// The command line of the next step, and the file that it reads.
    pub fn line(&mut self, machine: &Machine, chance: &mut Chance) -> String {
        match &self.going_on {
            Some(GoingOn::Again(line)) => return line.clone(),
            Some(GoingOn::Back(entry)) => return format!("undo {entry}"),
            None => {}
        }
        let word = self.word();
        let step = self.step();
        if step.contains("{F}") {
            let (ending, content) = cast::file(self.name, &word).unwrap();
            let path = machine.beside(&format!("{}-{word}.{ending}", self.name));
            std::fs::write(&path, content).unwrap();
            self.file = path.display().to_string();
        }
        if step.contains("{O}") {
            // A new name each time: what a killed hand-over left is looked at, never written over.
            let number = chance.next();
            let path = machine.beside(&format!("{}-{word}-{number:x}.out", self.name));
            self.out = path.display().to_string();
        }
        [
            ("{C}", self.customer.as_str()),
            ("{D}", &format!("{}.onmicrosoft.com", self.name)),
            ("{n}", &word),
            ("{q}", &(self.cycle + 1000).to_string()),
            ("{F}", &self.file),
            ("{O}", &self.out),
            ("{E}", &self.entry.to_string()),
            ("{id}", &self.new),
        ]
        .iter()
        .fold(step.to_owned(), |line, (name, value)| {
            line.replace(name, value)
        })
    }
}
