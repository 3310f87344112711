//! What a query asks of the rows of an index, made ready. Of the texts that must be found one leads: it is looked for in
//! all rows at once, and only where it stands the other conditions are asked. [`walk`] goes over the rows.

mod pair;
mod walk;

use memchr::memmem::Finder;
use serde_json::Value;

use crate::account::record::CustomerId;
use crate::account::resource::Resource;
use crate::account::text::fold;

use super::block::{Block, Words, is_one_letter, letters_of};
use super::cancel::Cancel;
use super::hits::Ask;
use super::index::{Index, Layer, Removed};
use super::initials::stands_in;
use super::needle::Needle;
use super::query::{Comparison, Query, Sense, Test, WordColumn};

pub(super) use pair::each as each_pair;
pub(super) use walk::{Rows, let_others_run, on_all_cores};

/// Reads the record of a customer, for conditions on what no column has; `None` when it is gone.
pub type ReadRecord<'a> = dyn Fn(&CustomerId) -> Option<Resource> + Sync + 'a;

/// A query made ready for an index.
pub(super) struct Scan<'a> {
    index: &'a Index,
    removed: Removed,
    texts: Vec<(Sense, Needle)>,
    columns: Vec<(Sense, &'a Test)>,
    paths: Vec<(Sense, &'a str, &'a str)>,
    /// What stands in every row that is found.
    lead: Option<Finder<'static>>,
    /// The letters that stand in every row that is found.
    letters: u64,
    /// Letters of which at least one stands in every row that is found, for each initial consonant.
    some_of: Vec<u64>,
    /// Nothing but letters is asked for, so that a look at the masks is enough.
    only_letters: bool,
    /// Nothing but the lead is asked of texts.
    only_lead: bool,
    read: &'a ReadRecord<'a>,
    cancel: &'a Cancel,
}

/// A [`Scan`] made ready for one layer.
struct LayerScan<'a> {
    scan: &'a Scan<'a>,
    layer: &'a Layer,
    columns: Vec<(Sense, Column<'a>)>,
    /// Some rows are dead or hidden.
    has_unseen: bool,
}

/// A condition on a column of a block.
enum Column<'a> {
    /// The column and which of its values will do.
    OneOf(&'a Words, Vec<bool>),
    Seats(Comparison, u64),
}

impl<'a> Scan<'a> {
    /// For the conditions of a query, but those that are known to hold because `known` asked for them.
    pub(super) fn new(index: &'a Index, ask: Ask<'a>, known: Option<&Query>) -> Self {
        let mut scan = Self {
            index,
            removed: ask.removed,
            texts: Vec::new(),
            columns: Vec::new(),
            paths: Vec::new(),
            lead: None,
            letters: 0,
            some_of: Vec::new(),
            only_letters: false,
            only_lead: false,
            read: ask.read,
            cancel: ask.cancel,
        };
        for term in &ask.query.terms {
            if known.is_some_and(|known| known.terms.contains(term)) {
                continue;
            }
            let (field, text) = match &term.test {
                Test::Word(text) => (None, text),
                Test::Text(field, text) => (Some(*field), text),
                Test::Path(path, text) => {
                    scan.paths.push((term.sense, path, text));
                    continue;
                }
                Test::Begins(..) | Test::Country(_) | Test::Seats(..) => {
                    scan.columns.push((term.sense, &term.test));
                    continue;
                }
            };
            let needle = Needle::new(field, text, &index.suffix);
            scan.texts.push((term.sense, needle));
        }
        scan.choose_lead();
        scan
    }

    /// Chooses by what the rows are found.
    fn choose_lead(&mut self) {
        let wanted = self.texts.iter().filter(|(sense, _)| *sense == Sense::With);
        let stems = wanted.clone().map(|(_, needle)| needle.stem());
        self.letters = stems
            .clone()
            .fold(0, |letters, stem| letters | letters_of(stem));
        let initials = wanted.filter_map(|(_, needle)| needle.initials());
        let some_of = initials.flat_map(|initials| initials.leads());
        self.some_of = some_of.map(|leads| letters_of(&leads)).collect();
        let longest = stems.max_by_key(|stem| stem.len()).unwrap_or_default();
        let has_lead = !longest.is_empty();
        self.lead = has_lead.then(|| Finder::new(longest).into_owned());
        let is_plain =
            |(sense, needle): &(Sense, Needle)| *sense == Sense::With && needle.is_its_stem();
        let all_plain = has_lead && self.texts.iter().all(is_plain);
        self.only_letters = all_plain
            && self
                .texts
                .iter()
                .all(|(_, needle)| is_one_letter(needle.stem()));
        self.only_lead = all_plain && self.texts.len() == 1;
    }

    /// The text that leads from hit to hit; without one every row is asked.
    pub(super) fn lead(&self) -> Option<&[u8]> {
        self.lead.as_ref().map(Finder::needle)
    }

    /// Whether records have to be read.
    pub(super) fn reads(&self) -> bool {
        !self.paths.is_empty()
    }

    /// Whether one row is found.
    pub(super) fn finds(&self, number: u32) -> bool {
        let layers = self.layers();
        let above = layers.partition_point(|scan| scan.layer.first <= number);
        let scan = layers.get(above.saturating_sub(1));
        scan.is_some_and(|scan| scan.admits((number - scan.layer.first) as usize))
    }

    fn layers(&self) -> Vec<LayerScan<'_>> {
        let layers = self.index.layers.iter();
        layers.map(|layer| LayerScan::new(self, layer)).collect()
    }
}

impl<'a> LayerScan<'a> {
    fn new(scan: &'a Scan<'a>, layer: &'a Layer) -> Self {
        let columns = scan.columns.iter();
        let columns = columns.filter_map(|(sense, test)| {
            let column = Column::of(test, &layer.block)?;
            Some((*sense, column))
        });
        Self {
            scan,
            layer,
            columns: columns.collect(),
            has_unseen: layer.dead.count() > 0
                || (scan.removed == Removed::Hidden && layer.block.removed.count() > 0),
        }
    }

    fn block(&self) -> &'a Block {
        &self.layer.block
    }

    /// Whether a row is found: the cheap conditions first.
    fn admits(&self, row: usize) -> bool {
        self.has_letters(row)
            && self.is_seen(row)
            && self.columns_hold(row)
            && self.texts_hold(row)
            && self.paths_hold(row)
    }

    /// Whether a row in which the lead stands is found.
    fn admits_led(&self, row: usize) -> bool {
        if !self.scan.only_lead {
            return self.admits(row);
        }
        self.is_seen(row) && self.columns_hold(row) && self.paths_hold(row)
    }

    fn has_letters(&self, row: usize) -> bool {
        let (wanted, some_of) = (self.scan.letters, &self.scan.some_of);
        if wanted == 0 && some_of.is_empty() {
            return true;
        }
        let letters = self.block().letters(row);
        letters & wanted == wanted && some_of.iter().all(|some| letters & some != 0)
    }

    /// Neither dead nor hidden.
    fn is_seen(&self, row: usize) -> bool {
        if !self.has_unseen {
            return true;
        }
        let hidden = self.scan.removed == Removed::Hidden && self.block().removed.contains(row);
        !hidden && !self.layer.dead.contains(row)
    }

    fn columns_hold(&self, row: usize) -> bool {
        self.columns.iter().all(|(sense, column)| {
            let holds = match column {
                Column::OneOf(words, chosen) => words.is_one_of(row, chosen),
                Column::Seats(comparison, limit) => {
                    comparison.holds(self.block().seats(row), *limit)
                }
            };
            sense.wants(holds)
        })
    }

    /// Whether a row is found as soon as it has the letters.
    fn asks_letters_only(&self) -> bool {
        let asks_texts = !self.scan.texts.is_empty() && !self.scan.only_letters;
        !self.has_unseen && !asks_texts && self.columns.is_empty() && self.scan.paths.is_empty()
    }

    fn texts_hold(&self, row: usize) -> bool {
        let texts = &self.scan.texts;
        if texts.is_empty() || self.scan.only_letters {
            return true;
        }
        let text = self.block().searched.get(row);
        texts
            .iter()
            .all(|(sense, needle)| sense.wants(needle.is_in(text)))
    }

    fn paths_hold(&self, row: usize) -> bool {
        let paths = &self.scan.paths;
        if paths.is_empty() || self.scan.cancel.is_cancelled() {
            return paths.is_empty();
        }
        let id = self.block().row(row).id;
        let record = (self.scan.read)(&id);
        paths.iter().all(|(sense, path, text)| {
            let value = record.as_ref().and_then(|record| record.get(path));
            sense.wants(value.is_some_and(|value| says(value, text)))
        })
    }
}

impl<'a> Column<'a> {
    fn of(test: &Test, block: &'a Block) -> Option<Self> {
        let begins = |words: &'a Words, text: &str| {
            Column::OneOf(words, words.which(|word| word.starts_with(text)))
        };
        Some(match test {
            Test::Begins(WordColumn::Relationship, text) => begins(&block.relationship, text),
            Test::Begins(WordColumn::State, text) => begins(&block.states, text),
            Test::Begins(WordColumn::Reseller, text) => begins(&block.resellers, text),
            Test::Country(codes) => {
                let chosen = block
                    .country
                    .which(|code| codes.iter().any(|wanted| wanted == code));
                Column::OneOf(&block.country, chosen)
            }
            Test::Seats(comparison, limit) => Column::Seats(*comparison, *limit),
            Test::Word(_) | Test::Text(..) | Test::Path(..) => return None,
        })
    }
}

/// Whether a value of a record says a folded text, or anything inside it does.
fn says(value: &Value, text: &str) -> bool {
    match value {
        Value::String(said) => stands_in(text, &fold(said)),
        Value::Number(number) => number.to_string().contains(text),
        Value::Bool(flag) => flag.to_string().contains(text),
        Value::Array(items) => items.iter().any(|item| says(item, text)),
        Value::Object(members) => members.values().any(|member| says(member, text)),
        Value::Null => false,
    }
}
