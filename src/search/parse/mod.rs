//! Reads the query language: `wing tag:gold -tag:"old friends" country:kr seats>10 billingProfile.email:gena`. A mistake is
//! pointed at with its column, never ignored. [`reader`] takes the text apart, [`meaning`] knows the fields.

mod meaning;
mod reader;

use crate::account::problem::{Code, Message, Place, Problem};

use super::query::Query;
use reader::Reader;

pub use meaning::FIELDS;

impl Query {
    /// Reads a query. Words are folded; blanks part them.
    ///
    /// # Errors
    /// Every mistake with its column: an unknown field, a value that is missing, a number that is none, a quote that is
    /// never closed.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let mut terms = Vec::new();
        let mut problems = Vec::new();
        for piece in Reader::new(text) {
            match piece.and_then(|piece| piece.term()) {
                Ok(term) => terms.extend(term),
                Err(mistake) => problems.push(mistake.in_text(text)),
            }
        }
        if problems.is_empty() {
            Ok(Self { terms })
        } else {
            Err(problems)
        }
    }
}

/// What is wrong in a query, at a byte of its text.
struct Mistake {
    at: usize,
    problem: Box<Problem>,
}

impl Mistake {
    fn new(at: usize, found: &str, code: Code, message: Message, remedy: Message) -> Self {
        let problem = Problem::new(code, message).found(found).remedy(remedy);
        Self {
            at,
            problem: Box::new(problem),
        }
    }

    fn in_text(self, text: &str) -> Problem {
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
            assert_eq!(Query::parse(text), Ok(Query { terms }), "{text}");
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
