//! Rounds of steps, some of them killed, and a look after each round.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::actor::{Actor, GoingOn};
use super::cast::{self, CAST};
use super::chance::Chance;
use super::learned::{Learned, Trace};
use super::look::{Found, Look};
use super::program::{Ended, Machine, Moment, words};
use super::records::{Diff, Records};

/// What happens to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weather {
    Kills,
    PowerCuts,
}

pub struct Trial {
    machine: Machine,
    weather: Weather,
    seed: u64,
    chance: Chance,
    actors: Vec<Actor>,
    /// Every entry that the history had at the last look.
    entries: BTreeSet<u64>,
    cut_short: usize,
    done: usize,
}

/// A step that was tried.
struct Tried {
    actor: usize,
    line: String,
    ended: Ended,
    killed: Moment,
}

impl Trial {
    /// A book, and what every step does in it, learned undisturbed.
    pub fn new(weather: Weather, program: &str, seed: u64) -> Self {
        let mut trial = Self {
            machine: Machine::new(program, weather == Weather::PowerCuts),
            weather,
            seed,
            chance: Chance::of(seed),
            actors: (0..CAST.len()).map(Actor::new).collect(),
            entries: BTreeSet::new(),
            cut_short: 0,
            done: 0,
        };
        trial.learn();
        trial
    }

    /// Goes through all rounds, and fails with the line that goes through them again.
    pub fn stand(&mut self, rounds: usize) {
        if let Err(found) = self.run(rounds) {
            let kept = self
                .machine
                .keep(&format!("partnerdeck-crash-{}", std::process::id()));
            panic!(
                "{found}\nThe home is kept in {}. The same again:\nPARTNERDECK_CRASH_SEED={} PARTNERDECK_CRASH_ROUNDS={rounds} cargo test --test outside crash::",
                kept.display(),
                self.seed
            );
        }
        println!(
            "{:?}, seed {}: {} steps were cut short in {rounds} rounds; {} were done and are there",
            self.weather, self.seed, self.cut_short, self.done
        );
        // Kills that all came too late would prove nothing.
        assert!(self.cut_short >= rounds / 2);
    }

    pub fn run(&mut self, rounds: usize) -> Result<(), Found> {
        for round in 0..rounds {
            self.round()
                .map_err(|found| format!("round {round}: {found}"))?;
        }
        self.hand_over_the_rest()
    }

    fn learn(&mut self) {
        self.machine.run(&words("store stats"), Moment::Never);
        let seed = self.machine.beside("seed.ndjson");
        std::fs::write(&seed, cast::seed()).unwrap();
        for line in [
            &["book", "import", seed.to_str().unwrap()][..],
            &cast::whose(),
        ] {
            let line: Vec<String> = line.iter().map(ToString::to_string).collect();
            let ended = self.machine.run(&line, Moment::Never);
            assert_eq!(ended.code, Some(0), "{}", ended.err);
        }
        let look = Look::at(&self.machine).unwrap();
        self.entries = look.history.keys().copied().collect();
        for actor in &mut self.actors {
            actor.before = look.records.get(actor.name).cloned().unwrap_or_default();
            actor.seen = actor.before.clone();
        }
        let longest = CAST.iter().map(|(_, steps)| steps.len()).max().unwrap();
        for _ in 0..longest {
            let turns: Vec<usize> = (0..self.actors.len())
                .filter(|&actor| self.actors[actor].cycle == 1)
                .collect();
            let tried: Vec<Tried> = turns
                .iter()
                .map(|&actor| self.go(actor, Moment::Never))
                .collect();
            for one in &tried {
                assert_eq!(
                    one.ended.code,
                    Some(0),
                    "{}, {}: {}",
                    CAST[one.actor].0,
                    one.line,
                    one.ended.err
                );
            }
            self.look(&tried).unwrap();
        }
    }

    fn round(&mut self) -> Result<(), Found> {
        self.machine.settle();
        let mut turns: Vec<usize> = (0..self.actors.len()).collect();
        let mut tried = Vec::new();
        for _ in 0..10 {
            let actor = turns.remove(self.chance.below(turns.len()));
            let moment = self.moment(actor);
            tried.push(self.go(actor, moment));
        }
        if self.chance.one_in(2) {
            // Whoever opens the book believes what it finds there, and puts the book down as sound.
            self.machine.ask("store stats")?;
        }
        self.machine.cut_the_power();
        self.look(&tried)
    }

    /// When a step is killed, if at all.
    fn moment(&mut self, actor: usize) -> Moment {
        let actor = &self.actors[actor];
        let learned = &actor.learned[actor.at];
        if self.chance.one_in(3) {
            Moment::Never
        } else if learned.calls > 0 && !self.chance.one_in(3) {
            Moment::Call {
                number: 1 + self.chance.below(learned.calls),
                torn: self.chance.one_in(4),
            }
        } else {
            Moment::After(self.chance.within(learned.took))
        }
    }

    /// Lets an actor do the next step.
    fn go(&mut self, place: usize, moment: Moment) -> Tried {
        let line = self.actors[place].line(&self.machine, &mut self.chance);
        let ended = self.machine.run(&words(&line), moment);
        Tried {
            actor: place,
            line,
            ended,
            killed: moment,
        }
    }

    /// The book is sound; what was told as done is there, and of everything else nothing, or all of it.
    fn look(&mut self, tried: &[Tried]) -> Result<(), Found> {
        let Look {
            mut records,
            history,
        } = Look::at(&self.machine)?;
        let lost: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| !history.contains_key(entry))
            .collect();
        if !lost.is_empty() {
            return Err(format!("the history lost {lost:?}"));
        }
        let mut fresh: BTreeMap<u64, Value> = history
            .into_iter()
            .filter(|(entry, _)| !self.entries.contains(entry))
            .collect();
        self.entries.extend(fresh.keys());
        for place in 0..self.actors.len() {
            let now = records.remove(self.actors[place].name).unwrap_or_default();
            match tried.iter().find(|one| one.actor == place) {
                Some(one) => self.judge(one, now, &mut fresh).map_err(|found| {
                    format!(
                        "{} ({:?}, {:?}): {found}",
                        one.line, one.killed, one.ended.code
                    )
                })?,
                None if now != self.actors[place].seen => {
                    let diff = Diff::between(&self.actors[place].seen, &now);
                    return Err(format!(
                        "nobody changed {}: {diff:?}",
                        self.actors[place].name
                    ));
                }
                None => {}
            }
        }
        match fresh.pop_first() {
            Some((number, entry)) => Err(format!("nobody did entry {number}: {entry}")),
            None => Ok(()),
        }
    }

    /// What became of a step.
    fn judge(
        &mut self,
        tried: &Tried,
        now: Records,
        fresh: &mut BTreeMap<u64, Value>,
    ) -> Result<(), Found> {
        let is_learning = self.actors[tried.actor].is_learning();
        let entry = self.entry_of(tried, fresh)?;
        if tried.line.starts_with("customers add") {
            // The first administrator's password is handed over at once: an entry of its own.
            let actor = &self.actors[tried.actor];
            fresh.retain(|_, entry| {
                entry["partnerdeck"]["operation"] != "hand_over_passwords"
                    || !actor.is_named_in(entry)
            });
        }
        let actor = &mut self.actors[tried.actor];
        let word = actor.word();
        let diff = Diff::between(&actor.before, &now);
        let has_moved = now != actor.seen;
        actor.seen = now.clone();
        if is_learning {
            actor.learned.push(Learned {
                has_word: diff.text.contains(&word),
                shape: diff.shape.clone(),
                has_entry: entry.is_some(),
                took: tried.ended.took,
                calls: tried.ended.calls,
            });
        }
        if let Some(entry) = entry {
            actor.entry = entry;
        }
        let is_told = tried.ended.code == Some(0) && tried.ended.report().is_some();
        self.cut_short += usize::from(!is_told);
        self.done += usize::from(is_told);
        if !is_told && tried.ended.code.is_some() {
            return Err(format!("refused: {}{}", tried.ended.out, tried.ended.err));
        }
        if let Some(GoingOn::Back(_)) = actor.going_on {
            return self.taken_back(tried.actor, is_told, &diff);
        }
        let trace = actor.learned[actor.at].trace(&diff, &word, actor.is_in_batches());
        let is_done = match (&trace, is_told) {
            (Trace::Half, _) => {
                return Err(format!(
                    "a half is there: {:?} instead of {:?}",
                    diff.shape, actor.learned[actor.at].shape
                ));
            }
            (Trace::Whole, _) => true,
            (Trace::None, true) => true,
            // What leaves no trace but its entry is done with it.
            (Trace::None, false) => entry.is_some(),
            (Trace::Nothing | Trace::Batches, true) => {
                return Err(format!(
                    "told as done, and there is {trace:?}: {:?}",
                    diff.shape
                ));
            }
            (Trace::Nothing | Trace::Batches, false) => false,
        };
        let goes_on = matches!(actor.going_on, Some(GoingOn::Again(_)));
        let should_have = actor.learned[actor.at].has_entry && (is_done || has_moved);
        if should_have != entry.is_some() && !(goes_on && entry.is_none()) {
            return Err(format!(
                "done {is_done}, {trace:?}, and its entry is {entry:?}"
            ));
        }
        if is_done {
            return self.done(tried.actor, is_told, now, diff.new);
        }
        if trace == Trace::Batches {
            self.go_on(tried)?;
        }
        Ok(())
    }

    /// The entry that a step left in the history: the one that it told, else the one that names it.
    fn entry_of(
        &self,
        tried: &Tried,
        fresh: &mut BTreeMap<u64, Value>,
    ) -> Result<Option<u64>, Found> {
        let actor = &self.actors[tried.actor];
        let told = tried
            .ended
            .report()
            .and_then(|report| report["history"].as_str()?.parse().ok());
        if let Some(told) = told {
            // One that goes on has it from before.
            return match fresh.remove(&told) {
                Some(_) => Ok(Some(told)),
                None if self.entries.contains(&told) => Ok(None),
                None => Err(format!("the history lacks entry {told}")),
            };
        }
        let own = fresh.iter().find(|(_, entry)| actor.is_named_in(entry));
        let number = own.map(|(&number, _)| number);
        number.map(|number| fresh.remove(&number));
        Ok(number)
    }

    fn done(
        &mut self,
        place: usize,
        is_told: bool,
        now: Records,
        new: Option<String>,
    ) -> Result<(), Found> {
        let actor = &mut self.actors[place];
        let line = actor.step();
        let word = actor.word();
        if line.starts_with("users add") || line.starts_with("users reset-password") {
            actor
                .passwords
                .add([format!("one{word}@{}.onmicrosoft.com", actor.name)]);
        } else if line.starts_with("users import") {
            actor.passwords.add(cast::hired(actor.name, &word));
        } else if line.starts_with("undo") {
            actor.passwords.take_back();
        } else if line.starts_with("users passwords") {
            actor.passwords.handed_over(actor.out.as_ref(), is_told)?;
        }
        actor.new = new.unwrap_or_else(|| actor.new.clone());
        let is_split = actor.going_on.is_some() && !line.starts_with("users import");
        actor.advance();
        if is_split && actor.at > 0 {
            // Two entries did it: no single undo takes it back, so it stays.
            actor.advance();
        }
        actor.before = now;
        Ok(())
    }

    /// A step in batches that was cut short goes on, or is taken back.
    fn go_on(&mut self, tried: &Tried) -> Result<(), Found> {
        let wants_back = self.chance.one_in(2);
        let actor = &self.actors[tried.actor];
        let next = match actor.step() {
            line if line.starts_with("undo") => GoingOn::Again(tried.line.clone()),
            line if line.starts_with("users import") => {
                let runs: Value = serde_json::from_str(
                    &self
                        .machine
                        .ask(&format!("users runs {}", actor.customer))?,
                )
                .unwrap();
                let items = runs["items"].as_array().cloned().unwrap_or_default();
                let open = items
                    .iter()
                    .find(|run| run["left"].as_u64().unwrap_or_default() > 0);
                let run = open
                    .and_then(|run| run["run"].as_str())
                    .ok_or_else(|| format!("no run to go on with: {runs}"))?;
                GoingOn::Again(format!("users resume {} {run}", actor.customer))
            }
            _ if wants_back => GoingOn::Back(actor.entry),
            _ => GoingOn::Again(tried.line.clone()),
        };
        self.actors[tried.actor].going_on.get_or_insert(next);
        Ok(())
    }

    fn taken_back(&mut self, place: usize, is_told: bool, diff: &Diff) -> Result<(), Found> {
        let actor = &mut self.actors[place];
        if diff.is_empty() {
            actor.going_on = None;
            actor.cycle += 1;
        } else if is_told || !diff.is_part_of(&actor.learned[actor.at].shape) {
            return Err(format!("taken back, and there is {:?}", diff.shape));
        }
        Ok(())
    }

    /// Who still waits for a password gets it, once.
    fn hand_over_the_rest(&mut self) -> Result<(), Found> {
        for actor in &mut self.actors {
            let file = self.machine.beside(&format!("{}.rest", actor.name));
            let line = words(&format!(
                "users passwords {} --out {}",
                actor.customer,
                file.display()
            ));
            let ended = self.machine.run(&line, Moment::Never);
            match ended.code {
                // A run that is still open has passwords too: who was created is not known here.
                _ if actor.going_on.is_some() => {}
                Some(0) => actor
                    .passwords
                    .handed_over(&file, true)
                    .map_err(|found| format!("{}: {found}", actor.name))?,
                Some(4) if actor.passwords.is_empty() => {}
                _ => return Err(format!("{}: {}", actor.name, ended.err)),
            }
        }
        Ok(())
    }
}
