//! Reads the query language: `wing tag:gold -tag:"old friends" country:kr seats>10 billingProfile.email:gena`. A mistake is
//! pointed at with its column, never ignored.

use crate::account::country::countries;
use crate::account::problem::{Code, Message, Place, Problem};
use crate::account::text::fold;
use crate::say;

use super::query::{Comparison, Query, Sense, Term, Test, TextField, WordColumn};

/// The fields a filter can name, as help lists them.
pub const FIELDS: [&str; 10] = [
    "name",
    "domain",
    "id",
    "country",
    "relationship",
    "tag",
    "state",
    "reseller",
    "alias",
    "seats",
];

/// First steps of the paths into a customer's record.
const ROOTS: [&str; 9] = [
    "billingProfile",
    "companyProfile",
    "commerceId",
    "customDomains",
    "relationshipToPartner",
    "allowDelegatedAccess",
    "associatedPartnerId",
    "attributes",
    "partnerdeck",
];

/// The signs between a field and its value, the longer ones first.
const SIGNS: [&str; 6] = [">=", "<=", ">", "<", "=", ":"];

impl Query {
    /// Reads a query. Words are folded; blanks part them.
    ///
    /// # Errors
    /// Every mistake with its column: an unknown field, a value that is missing, a number that is none, a quote that is
    /// never closed.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let mut terms = Vec::new();
        let mut problems = Vec::new();
        let mut reader = Reader { text, at: 0 };
        while let Some(piece) = reader.piece() {
            match piece.and_then(|piece| piece.term(&reader)) {
                Ok(Some(term)) => terms.push(term),
                Ok(None) => {}
                Err(problem) => problems.push(*problem),
            }
        }
        if problems.is_empty() {
            Ok(Self { terms })
        } else {
            Err(problems)
        }
    }
}

type Mistake = Box<Problem>;

/// Walks through the text of a query.
struct Reader<'a> {
    text: &'a str,
    /// Byte at which the rest begins.
    at: usize,
}

/// One condition as it was written.
struct Piece<'a> {
    /// Byte at which it begins, `-` included.
    start: usize,
    sense: Sense,
    /// Field and sign, where it names one.
    field: Option<(&'a str, &'static str)>,
    value: &'a str,
    /// Byte at which the value begins.
    value_start: usize,
}

impl<'a> Reader<'a> {
    /// The next condition; `None` at the end.
    fn piece(&mut self) -> Option<Result<Piece<'a>, Mistake>> {
        let rest = self.rest().trim_start();
        if rest.is_empty() {
            return None;
        }
        self.at = self.text.len() - rest.len();
        let start = self.at;
        let sense = self.sense();
        let field = self.field();
        let value_start = self.at;
        Some(self.value().map(|value| Piece {
            start,
            sense,
            field,
            value,
            value_start,
        }))
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// A hyphen before something excludes it; alone it is a word.
    fn sense(&mut self) -> Sense {
        let excludes = self
            .rest()
            .strip_prefix('-')
            .is_some_and(|behind| !behind.is_empty() && !behind.starts_with(char::is_whitespace));
        if excludes {
            self.at += 1;
            return Sense::Without;
        }
        Sense::With
    }

    fn field(&mut self) -> Option<(&'a str, &'static str)> {
        let rest = self.rest();
        let end =
            rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || "._".contains(letter)))?;
        let name = &rest[..end];
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let sign = SIGNS
            .into_iter()
            .find(|sign| rest[end..].starts_with(sign))?;
        // «a=b» is a word like any other, unless it is a field of ours.
        if sign == "=" && !is_field(name) {
            return None;
        }
        self.at += end + sign.len();
        Some((name, sign))
    }

    fn value(&mut self) -> Result<&'a str, Mistake> {
        let rest = self.rest();
        let Some(quoted) = rest.strip_prefix('"') else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            self.at += end;
            return Ok(&rest[..end]);
        };
        let opened = self.at;
        let Some(end) = quoted.find('"') else {
            self.at = self.text.len();
            return Err(self.mistake(
                opened,
                rest,
                Code::BadFormat,
                say!("search-quote-open"),
                say!("search-quote-open-remedy"),
            ));
        };
        self.at += end + 2;
        Ok(&quoted[..end])
    }

    fn mistake(
        &self,
        byte: usize,
        found: &str,
        code: Code,
        message: Message,
        remedy: Message,
    ) -> Mistake {
        let column = self.text[..byte].chars().count() as u32 + 1;
        let place = Place::Cell {
            line: 1,
            column: Some(column),
            header: None,
        };
        Box::new(
            Problem::new(code, message)
                .at(place)
                .found(found)
                .remedy(remedy),
        )
    }
}

impl Piece<'_> {
    /// `None` when nothing of the word is left once it is folded.
    fn term(&self, reader: &Reader<'_>) -> Result<Option<Term>, Mistake> {
        let test = match self.field {
            None => Test::Word(fold(self.value)),
            Some((name, sign)) => self.field_test(name, sign, reader)?,
        };
        let is_blank = matches!(&test, Test::Word(text) if text.is_empty());
        let sense = self.sense;
        Ok((!is_blank).then_some(Term { sense, test }))
    }

    fn field_test(&self, name: &str, sign: &str, reader: &Reader<'_>) -> Result<Test, Mistake> {
        let field = name.to_ascii_lowercase();
        if !is_field(name) && !is_path(name) {
            return Err(self.unknown_field(name, reader));
        }
        if field == "seats" {
            return self.seats(sign, reader);
        }
        if sign != ":" {
            let message = say!("search-no-comparison", field = name, sign = sign);
            let remedy = say!("search-no-comparison-remedy", field = name);
            return Err(reader.mistake(self.start, name, Code::NotAllowed, message, remedy));
        }
        let value = fold(self.value);
        if value.trim().is_empty() {
            let message = say!("search-value-missing", field = name);
            let remedy = say!("search-value-missing-remedy", field = name);
            return Err(reader.mistake(self.value_start, "", Code::Missing, message, remedy));
        }
        Ok(match field.as_str() {
            "name" => Test::Text(TextField::Name, value),
            "domain" => Test::Text(TextField::Domain, value),
            "id" => Test::Text(TextField::Id, value),
            "alias" => Test::Text(TextField::Alias, value),
            "tag" => Test::Text(TextField::Tag, value),
            "relationship" | "relationshiptopartner" => {
                Test::Begins(WordColumn::Relationship, value)
            }
            "state" => Test::Begins(WordColumn::State, value),
            "reseller" => Test::Begins(WordColumn::Reseller, value),
            "country" => Test::Country(codes_of(self.value.trim(), value)),
            _ => Test::Path(name.to_owned(), value),
        })
    }

    fn seats(&self, sign: &str, reader: &Reader<'_>) -> Result<Test, Mistake> {
        let Ok(limit) = self.value.parse() else {
            return Err(self.no_number(reader));
        };
        let comparison = match sign {
            "<" => Comparison::Less,
            "<=" => Comparison::AtMost,
            ">=" => Comparison::AtLeast,
            ">" => Comparison::More,
            _ => Comparison::Equal,
        };
        Ok(Test::Seats(comparison, limit))
    }

    fn no_number(&self, reader: &Reader<'_>) -> Mistake {
        let (code, message) = if self.value.is_empty() {
            (Code::Missing, say!("search-number-missing"))
        } else {
            let message = say!("search-bad-number", found = self.value);
            (Code::BadFormat, message)
        };
        let remedy = say!("search-bad-number-remedy");
        reader.mistake(self.value_start, self.value, code, message, remedy)
    }

    fn unknown_field(&self, name: &str, reader: &Reader<'_>) -> Mistake {
        let message = say!("search-unknown-field", field = name);
        let remedy = say!("search-unknown-field-remedy");
        let mut problem = reader.mistake(self.start, name, Code::NotInList, message, remedy);
        problem.suggestion = nearest(name).map(str::to_owned);
        problem
    }
}

/// The folded codes of the countries that are meant: by code or name, else by the beginning of the English or Korean name.
/// What names none is compared as it is.
fn codes_of(named: &str, folded: String) -> Vec<String> {
    let countries = countries();
    if let Some(country) = countries.find(named) {
        return vec![fold(country.code)];
    }
    let begins = |name: &str| fold(name).starts_with(&folded);
    let meant = countries
        .all()
        .iter()
        .filter(|country| begins(country.name_en) || country.name_ko.is_some_and(begins));
    let codes: Vec<String> = meant.map(|country| fold(country.code)).collect();
    if codes.is_empty() {
        vec![folded]
    } else {
        codes
    }
}

fn is_field(name: &str) -> bool {
    FIELDS.iter().any(|field| field.eq_ignore_ascii_case(name))
}

/// Whether a name is a path into a customer's record: every member of it hangs under one of a few.
fn is_path(name: &str) -> bool {
    let root = name.split('.').next().unwrap_or(name);
    let well_formed = name.split('.').all(|step| !step.is_empty());
    well_formed && ROOTS.iter().any(|known| known.eq_ignore_ascii_case(root))
}

/// The field that a slip of one or two letters would have meant.
fn nearest(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let slips = |field: &&&str| distance(&name, field);
    let near = FIELDS.iter().min_by_key(slips)?;
    (distance(&name, near) <= 2 && near.len() > 2).then_some(near)
}

/// Letters to add, drop or replace until one word is the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.bytes().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
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
    fn a_country_is_meant_by_its_code_or_by_the_beginning_of_its_name() {
        let table: [(&str, &[&str]); 9] = [
            ("KR", &["kr"]),
            ("kore", &["kr"]),
            ("대한", &["kr"]),
            ("uk", &["gb"]),
            ("ukra", &["ua"]),
            ("niger", &["ne"]),
            ("Côte d", &["ci"]),
            ("aust", &["at", "au"]),
            ("zz", &["zz"]),
        ];
        for (named, codes) in table {
            assert_eq!(codes_of(named, fold(named)), codes, "{named}");
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
