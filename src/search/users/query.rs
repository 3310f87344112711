//! What is looked for among users: words, each of which must stand in one of the names, and a few filters:
//! `anna -kim name:"anna m" domain:wing customer:wingtip state:deleted`. Read with the same reader as that of the customers.

use crate::account::near;
use crate::account::problem::{Code, Problem};
use crate::account::text::fold;
use crate::say;

use super::super::highlight::Highlight;
use super::super::parse::{Mistake, Piece, Reader};
use super::super::query::Sense;
use super::word::narrows;

/// The fields a filter of users can name, as help lists them.
const USER_FIELDS: [&str; 4] = ["name", "domain", "customer", "state"];

/// A parsed query. The empty one asks for everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsersQuery {
    pub(super) terms: Vec<Term>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) sense: Sense,
    pub(super) test: Test,
}

/// What a condition looks at. Texts are folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// Found in any of the names.
    Word(String),
    /// Found in the display name.
    Name(String),
    /// Found behind the `@` of the sign-in name.
    Domain(String),
    /// Found in what the list says of the customer: names, domains, ID, tags.
    Customer(String),
    /// Deleted and to be restored, or not.
    IsDeleted(bool),
}

impl UsersQuery {
    /// Reads a query. Words are folded; blanks part them.
    ///
    /// # Errors
    /// Every mistake with its column: an unknown field, a value that is missing or none of the state's, a quote that is
    /// never closed.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let mut terms = Vec::new();
        let mut problems = Vec::new();
        for piece in Reader::new(text) {
            match piece.and_then(|piece| term(&piece)) {
                Ok(term) => terms.extend(term),
                Err(mistake) => problems.push(mistake.in_text(text)),
            }
        }
        match problems.is_empty() {
            true => Ok(Self { terms }),
            false => Err(problems),
        }
    }

    /// Whether it asks for everybody.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it asks for users of certain customers.
    pub fn asks_for_customers(&self) -> bool {
        let mut terms = self.terms.iter();
        terms.any(|term| matches!(term.test, Test::Customer(_)))
    }

    /// The folded texts that the screen makes stand out in what it shows, for [`crate::search::found_in`].
    pub fn highlights(&self) -> Vec<Highlight> {
        let wanted = self.terms.iter().filter(|term| term.sense == Sense::With);
        let texts = wanted.filter_map(|term| match &term.test {
            Test::Word(text) | Test::Name(text) | Test::Domain(text) => {
                Some(Highlight::Text(text.clone()))
            }
            Test::Customer(_) | Test::IsDeleted(_) => None,
        });
        texts.collect()
    }

    /// Whether everybody that this one finds is among those that the other found.
    pub(super) fn narrows(&self, wider: &Self) -> bool {
        let implied = |old: &Term| self.terms.iter().any(|new| new.implies(old));
        wider.terms.iter().all(implied)
    }
}

impl Term {
    fn implies(&self, other: &Self) -> bool {
        if self.sense != Sense::With || other.sense != Sense::With {
            return self == other;
        }
        match (&self.test, &other.test) {
            (Test::Word(new), Test::Word(old)) => narrows(new, old),
            (Test::Domain(new), Test::Word(old)) => new.contains(old) && old.contains('.'),
            (Test::Name(new), Test::Name(old) | Test::Word(old))
            | (Test::Domain(new), Test::Domain(old)) => new.contains(old),
            _ => self == other,
        }
    }
}

/// `None` when nothing of the word is left once it is folded.
fn term(piece: &Piece<'_>) -> Result<Option<Term>, Mistake> {
    let value = fold(&piece.value);
    let test = match piece.field {
        None if value.is_empty() => return Ok(None),
        None => Test::Word(value),
        Some((name, sign)) => field_test(piece, name, sign, value)?,
    };
    let sense = piece.sense;
    Ok(Some(Term { sense, test }))
}

fn field_test(piece: &Piece<'_>, name: &str, sign: &str, value: String) -> Result<Test, Mistake> {
    let field = name.to_ascii_lowercase();
    if !USER_FIELDS.contains(&field.as_str()) {
        let message = say!("search-unknown-field", field = name);
        let remedy = say!("search-users-unknown-field-remedy");
        let mut mistake = Mistake::new(piece.start, name, Code::NotInList, message, remedy);
        mistake.problem.suggestion = near::only(name, USER_FIELDS).map(str::to_owned);
        return Err(mistake);
    }
    if sign != ":" {
        let message = say!("search-no-comparison", field = name, sign = sign);
        let remedy = say!("search-no-comparison-remedy", field = name);
        let code = Code::NotAllowed;
        return Err(Mistake::new(piece.start, name, code, message, remedy));
    }
    if value.trim().is_empty() {
        let message = say!("search-value-missing", field = name);
        let remedy = say!("search-value-missing-remedy", field = name);
        let at = piece.value_start;
        return Err(Mistake::new(at, "", Code::Missing, message, remedy));
    }
    Ok(match field.as_str() {
        "name" => Test::Name(value),
        "domain" => Test::Domain(value),
        "customer" => Test::Customer(value),
        _ if "active".starts_with(&value) => Test::IsDeleted(false),
        // The service calls a deleted one inactive.
        _ if "deleted".starts_with(&value) || "inactive".starts_with(&value) => {
            Test::IsDeleted(true)
        }
        _ => {
            let message = say!("search-users-unknown-state", state = &*piece.value);
            let remedy = say!("search-users-unknown-state-remedy");
            let (at, code) = (piece.value_start, Code::NotInList);
            return Err(Mistake::new(at, &piece.value, code, message, remedy));
        }
    })
}
