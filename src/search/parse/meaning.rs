//! What the conditions of a query mean: the fields, what each looks at, which signs and values it takes.

use crate::account::country::countries;
use crate::account::near;
use crate::account::problem::Code;
use crate::account::text::fold;
use crate::say;

use super::super::query::{Comparison, Term, Test, TextField, WordColumn};
use super::Mistake;
use super::reader::Piece;

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

impl Piece<'_> {
    /// `None` when nothing of the word is left once it is folded.
    pub(super) fn term(&self) -> Result<Option<Term>, Mistake> {
        let test = match self.field {
            None => Test::Word(fold(&self.value)),
            Some((name, sign)) => self.field_test(name, sign)?,
        };
        let is_blank = matches!(&test, Test::Word(text) if text.is_empty());
        let sense = self.sense;
        Ok((!is_blank).then_some(Term { sense, test }))
    }

    fn field_test(&self, name: &str, sign: &str) -> Result<Test, Mistake> {
        let field = name.to_ascii_lowercase();
        if !is_field(name) && !is_path(name) {
            return Err(self.unknown_field(name));
        }
        if field == "seats" {
            return self.seats(sign);
        }
        if sign != ":" {
            let message = say!("search-no-comparison", field = name, sign = sign);
            let remedy = say!("search-no-comparison-remedy", field = name);
            return Err(Mistake::new(
                self.start,
                name,
                Code::NotAllowed,
                message,
                remedy,
            ));
        }
        let value = fold(&self.value);
        if value.trim().is_empty() {
            let message = say!("search-value-missing", field = name);
            let remedy = say!("search-value-missing-remedy", field = name);
            return Err(Mistake::new(
                self.value_start,
                "",
                Code::Missing,
                message,
                remedy,
            ));
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

    fn seats(&self, sign: &str) -> Result<Test, Mistake> {
        let Ok(limit) = self.value.parse() else {
            return Err(self.no_number());
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

    fn no_number(&self) -> Mistake {
        let (code, message) = if self.value.is_empty() {
            (Code::Missing, say!("search-number-missing"))
        } else {
            let message = say!("search-bad-number", found = self.value.as_ref());
            (Code::BadFormat, message)
        };
        let remedy = say!("search-bad-number-remedy");
        Mistake::new(self.value_start, &self.value, code, message, remedy)
    }

    fn unknown_field(&self, name: &str) -> Mistake {
        let message = say!("search-unknown-field", field = name);
        let remedy = say!("search-unknown-field-remedy");
        let mut mistake = Mistake::new(self.start, name, Code::NotInList, message, remedy);
        mistake.problem.suggestion = near::only(name, FIELDS).map(str::to_owned);
        mistake
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

pub(super) fn is_field(name: &str) -> bool {
    FIELDS.iter().any(|field| field.eq_ignore_ascii_case(name))
}

/// Whether a name is a path into a customer's record: every member of it hangs under one of a few.
fn is_path(name: &str) -> bool {
    let root = name.split('.').next().unwrap_or(name);
    let well_formed = name.split('.').all(|step| !step.is_empty());
    well_formed && ROOTS.iter().any(|known| known.eq_ignore_ascii_case(root))
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
