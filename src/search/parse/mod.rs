//! Reads the query language: `wing tag:gold -tag:"old friends" country:kr seats>10 billingProfile.email:gena`. A mistake is
//! pointed at with its column, never ignored. [`reader`] takes the text apart, [`meaning`] knows the fields.

mod meaning;
mod reader;

use crate::account::problem::{Code, Message, Place, Problem};

use super::query::{Query, Sense, Term, Test};
pub(super) use reader::{Piece, Reader};

pub use meaning::FIELDS;

/// Stands before a query whose words are fuzzy.
const FUZZY: char = '~';

impl Query {
    /// Reads a query. Words are folded; blanks part them. A `~` before all of it makes its words fuzzy.
    ///
    /// # Errors
    /// Every mistake with its column: an unknown field, a value that is missing, a number that is none, a quote that is
    /// never closed.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let mut terms = Vec::new();
        let mut problems = Vec::new();
        let is_fuzzy = is_fuzzy(text);
        for piece in Reader::new(text) {
            match piece.and_then(|piece| piece.term()) {
                Ok(term) => terms.extend(term),
                Err(mistake) => problems.push(mistake.in_text(text)),
            }
        }
        if problems.is_empty() {
            let (words, terms) = terms
                .into_iter()
                .partition(|term| is_fuzzy && term.is_word());
            let fuzzy = words_of(words);
            Ok(Self { terms, fuzzy })
        } else {
            Err(problems)
        }
    }
}

impl Term {
    fn is_word(&self) -> bool {
        self.sense == Sense::With && matches!(self.test, Test::Word(_))
    }
}

/// Whether the words of a query are fuzzy.
fn is_fuzzy(text: &str) -> bool {
    text.trim_start().starts_with(FUZZY)
}

/// A query in the other mode: with the sign before it, or without.
pub fn with_mode_turned(text: &str) -> String {
    match text.trim_start().strip_prefix(FUZZY) {
        Some(rest) => rest.to_owned(),
        None => format!("{FUZZY}{text}"),
    }
}

fn words_of(terms: Vec<Term>) -> Vec<String> {
    let words = terms.into_iter().filter_map(|term| match term.test {
        Test::Word(word) => Some(word),
        _ => None,
    });
    // Between quotes blanks stand too: the matcher's words have none.
    let words: Vec<String> = words.collect();
    let parts = words.iter().flat_map(|word| word.split_whitespace());
    parts.map(str::to_owned).collect()
}

/// What is wrong in a query, at a byte of its text.
pub(super) struct Mistake {
    at: usize,
    pub(super) problem: Box<Problem>,
}

impl Mistake {
    pub(super) fn new(
        at: usize,
        found: &str,
        code: Code,
        message: Message,
        remedy: Message,
    ) -> Self {
        let problem = Problem::new(code, message).found(found).remedy(remedy);
        Self {
            at,
            problem: Box::new(problem),
        }
    }

    pub(super) fn in_text(self, text: &str) -> Problem {
        let before = text[..self.at].chars().count();
        self.problem.at(Place::Cell {
            line: 1,
            column: Some(before as u32 + 1),
            header: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::query::{Comparison, Sense, Term, Test, TextField};
    use super::*;

    fn with(test: Test) -> Term {
        Term {
            sense: Sense::With,
            test,
        }
    }

    fn without(test: Test) -> Term {
        Term {
            sense: Sense::Without,
            test,
        }
    }

    fn word(text: &str) -> Test {
        Test::Word(text.to_owned())
    }

    fn text(field: TextField, text: &str) -> Test {
        Test::Text(field, text.to_owned())
    }

    #[test]
    fn queries_read_as_people_mean_them() {
        let table = [
            ("", vec![]),
            ("  Wing  TIP ", vec![with(word("wing")), with(word("tip"))]),
            (r#""wing tip""#, vec![with(word("wing tip"))]),
            (
                r#""Blue ""BQ"" Stone" tag:"""x""""#,
                vec![
                    with(word("blue \"bq\" stone")),
                    with(text(TextField::Tag, "\"x\"")),
                ],
            ),
            (r#""" a"#, vec![with(word("a"))]),
            ("-toys -", vec![without(word("toys")), with(word("-"))]),
            (
                "a-b 12:30 x=y",
                vec![with(word("a-b")), with(word("12:30")), with(word("x=y"))],
            ),
            ("회사:윙팁", vec![with(word("회사:윙팁"))]),
            ("NAME:Müller", vec![with(text(TextField::Name, "muller"))]),
            (
                r#"-tag:"Old Friends" domain:wing"#,
                vec![
                    without(text(TextField::Tag, "old friends")),
                    with(text(TextField::Domain, "wing")),
                ],
            ),
            ("seats>10", vec![with(Test::Seats(Comparison::More, 10))]),
            (
                "-seats>=10",
                vec![without(Test::Seats(Comparison::AtLeast, 10))],
            ),
            (
                "seats<=3 seats<3",
                vec![
                    with(Test::Seats(Comparison::AtMost, 3)),
                    with(Test::Seats(Comparison::Less, 3)),
                ],
            ),
            (
                "seats=0 seats:0",
                vec![
                    with(Test::Seats(Comparison::Equal, 0)),
                    with(Test::Seats(Comparison::Equal, 0)),
                ],
            ),
            (
                "billingProfile.defaultAddress.city:Seoul",
                vec![with(Test::Path(
                    "billingProfile.defaultAddress.city".to_owned(),
                    "seoul".to_owned(),
                ))],
            ),
            ("\u{200b}", vec![]),
        ];
        for (text, terms) in table {
            let fuzzy = Vec::new();
            assert_eq!(Query::parse(text), Ok(Query { terms, fuzzy }), "{text}");
        }
    }

    #[test]
    fn a_tilde_makes_the_words_fuzzy_and_nothing_else() {
        let query = Query::parse(r#" ~Wng "Toy s" tag:gold -old"#).unwrap();
        assert_eq!(query.fuzzy, ["wng", "toy", "s"]);
        let others = vec![with(text(TextField::Tag, "gold")), without(word("old"))];
        assert_eq!(query.terms, others);
        assert!(Query::parse("~").unwrap().is_empty());
        assert!(!Query::parse("a~b").unwrap().is_fuzzy());
        for (text, turned) in [("wing", "~wing"), ("", "~"), (" ~wing tip", "wing tip")] {
            assert_eq!(with_mode_turned(text), turned);
        }
    }

    #[test]
    fn every_mistake_is_pointed_at_with_its_column() {
        let table = [
            ("wing colour:red", vec![(6, Code::NotInList, "colour")]),
            (
                "relationshp:none",
                vec![(1, Code::NotInList, "relationshp")],
            ),
            ("윙 seats>many", vec![(9, Code::BadFormat, "many")]),
            ("seats>", vec![(7, Code::Missing, "")]),
            ("seats>-1", vec![(7, Code::BadFormat, "-1")]),
            ("tag:", vec![(5, Code::Missing, "")]),
            ("name>b", vec![(1, Code::NotAllowed, "name")]),
            (
                r#"wing "toys r us"#,
                vec![(6, Code::BadFormat, "\"toys r us")],
            ),
            (r#""a"""#, vec![(1, Code::BadFormat, r#""a"""#)]),
            (r#"-tag:"x"#, vec![(6, Code::BadFormat, "\"x")]),
            ("http://contoso.com", vec![(1, Code::NotInList, "http")]),
            (
                "billingProfile..city:x",
                vec![(1, Code::NotInList, "billingProfile..city")],
            ),
            (
                "a:1 b:2",
                vec![(1, Code::NotInList, "a"), (5, Code::NotInList, "b")],
            ),
        ];
        for (text, expected) in table {
            let problems = Query::parse(text).unwrap_err();
            let seen: Vec<(u32, Code, &str)> = problems
                .iter()
                .map(|problem| {
                    let Place::Cell { column, .. } = problem.place else {
                        panic!("{problem:?}");
                    };
                    assert!(problem.remedy.is_some(), "{text}");
                    (
                        column.unwrap(),
                        problem.code,
                        problem.found.as_deref().unwrap(),
                    )
                })
                .collect();
            assert_eq!(seen, expected, "{text}");
        }
    }

    #[test]
    fn a_slip_of_the_finger_gets_a_suggestion() {
        let problem = &Query::parse("relationshp:none").unwrap_err()[0];
        assert_eq!(problem.suggestion.as_deref(), Some("relationship"));
        let problem = &Query::parse("colour:red").unwrap_err()[0];
        assert_eq!(problem.suggestion, None);
    }
}
