//! What an operator asks for: words and field filters, each of which must hold. Reading one from text is in
//! [`super::parse`], finding its rows in the index.

use crate::account::cloud::Cloud;
use crate::account::text::fold;

use super::fuzzy::is_within;
use super::highlight::Highlight;
use super::row::REMOVED;

/// A parsed query. The empty one asks for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) terms: Vec<Term>,
    /// Folded words whose letters stand in a text in their order, however far apart: the best come first.
    pub(super) fuzzy: Vec<String>,
}

/// One condition of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) sense: Sense,
    pub(super) test: Test,
}

/// Whether a condition must hold or must not (`-word`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    With,
    Without,
}

/// What a condition looks at. Texts are folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// Found in any text of the row.
    Word(String),
    /// Found in one text of the row.
    Text(TextField, String),
    /// The value of a column with few different values begins like this.
    Begins(WordColumn, String),
    /// One of these countries, codes folded.
    Country(Vec<String>),
    /// Seats against a number.
    Seats(Comparison, u64),
    /// Found in the record at a path of the service's JSON.
    Path(String, String),
}

/// The texts of a row in which words are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextField {
    Name,
    Domain,
    Id,
    Alias,
    Tag,
}

/// The columns with few different values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordColumn {
    Relationship,
    State,
    Reseller,
}

/// How seats are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Sense {
    /// Whether a condition that holds or not is met.
    pub(super) const fn wants(self, holds: bool) -> bool {
        match self {
            Sense::With => holds,
            Sense::Without => !holds,
        }
    }
}

impl Comparison {
    pub(super) const fn holds(self, seats: u64, limit: u64) -> bool {
        match self {
            Comparison::Less => seats < limit,
            Comparison::AtMost => seats <= limit,
            Comparison::Equal => seats == limit,
            Comparison::AtLeast => seats >= limit,
            Comparison::More => seats > limit,
        }
    }
}

impl Query {
    /// A query for the words of a text, none of which is read as a filter.
    pub fn of_words(text: &str) -> Self {
        let words = fold(text);
        let words = words.split_whitespace().map(|word| Term {
            sense: Sense::With,
            test: Test::Word(word.to_owned()),
        });
        Self {
            terms: words.collect(),
            fuzzy: Vec::new(),
        }
    }

    /// Whether it asks for everything.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.fuzzy.is_empty()
    }

    /// Whether words are looked for letter by letter, and the best come first.
    pub fn is_fuzzy(&self) -> bool {
        !self.fuzzy.is_empty()
    }

    /// Whether it asks for a relationship, which brings removed customers to light.
    pub fn asks_for_relationship(&self) -> bool {
        self.terms.iter().any(|term| {
            term.sense == Sense::With
                && match &term.test {
                    Test::Begins(WordColumn::Relationship, word) => REMOVED.starts_with(word),
                    _ => false,
                }
        })
    }

    /// The folded texts that the screen makes stand out in what it shows, for [`super::found_in`]. Of a domain also what
    /// stands before the common suffix of a cloud, because lists leave the suffix out.
    pub fn highlights(&self) -> Vec<Highlight> {
        let wanted = self.terms.iter().filter(|term| term.sense == Sense::With);
        let texts = wanted.filter_map(|term| match &term.test {
            Test::Word(text) | Test::Text(_, text) => Some(text),
            _ => None,
        });
        texts
            .flat_map(|text| [Some(text.as_str()), without_suffix(text)])
            .flatten()
            .map(|text| Highlight::Text(text.to_owned()))
            .chain(self.fuzzy.iter().cloned().map(Highlight::Letters))
            .collect()
    }

    /// Whether every row that this one finds is among those that the other found: it only adds letters at the end of
    /// words, or conditions.
    pub(super) fn narrows(&self, wider: &Query) -> bool {
        let mut fuzzy = wider.fuzzy.iter();
        let is_within = |old: &String| self.fuzzy.iter().any(|new| is_within(old, new));
        let implied = |old: &Term| self.terms.iter().any(|new| new.implies(old));
        fuzzy.all(is_within) && wider.terms.iter().all(implied)
    }
}

/// A text without the letters at its end with which a cloud's common suffix begins.
fn without_suffix(text: &str) -> Option<&str> {
    let dots = text.match_indices('.').filter(|(at, _)| *at > 0);
    let mut parts = dots.map(|(at, _)| text.split_at(at));
    let begins_suffix = |rest: &str| {
        let clouds = Cloud::ALL.iter();
        clouds
            .into_iter()
            .any(|cloud| cloud.facts().domain_suffix.starts_with(rest))
    };
    parts.find_map(|(prefix, rest)| begins_suffix(rest).then_some(prefix))
}

impl Term {
    fn implies(&self, other: &Term) -> bool {
        if self == other {
            return true;
        }
        if self.sense != Sense::With || other.sense != Sense::With {
            return false;
        }
        match (&self.test, &other.test) {
            // A dot makes a word a domain, which is looked for in more places.
            (Test::Word(new), Test::Word(old)) => {
                new.starts_with(old) && new.contains('.') == old.contains('.')
            }
            (Test::Text(field, new), Test::Text(same, old)) => {
                field == same && new.starts_with(old)
            }
            (Test::Begins(column, new), Test::Begins(same, old)) => {
                column == same && new.starts_with(old)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_out_is_what_was_looked_for() {
        let table: [(&str, &[&str]); 4] = [
            ("Wing -toys tag:Gold country:kr", &["wing", "gold"]),
            ("wing.onmicrosoft.com", &["wing.onmicrosoft.com", "wing"]),
            ("domain:wing.onm", &["wing.onm", "wing"]),
            ("wing.example .on", &["wing.example", ".on"]),
        ];
        for (text, expected) in table {
            let query = Query::parse(text).unwrap();
            let expected = expected
                .iter()
                .map(|&text| Highlight::Text(text.to_owned()));
            assert_eq!(query.highlights(), expected.collect::<Vec<_>>(), "{text}");
        }
    }
}
