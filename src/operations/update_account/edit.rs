//! One wish of an operator about one field, as `--set`, a file of changes and the form say it.

use crate::account::billing::{FIELDS, Field, TAGS, field_at};
use crate::account::problem::{Code, Problem};
use crate::account::text::nfc;
use crate::account::{near, tags};
use crate::operations::Failure;
use crate::say;

/// One wish about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The field says this; nothing clears it.
    Text {
        /// Which field.
        field: &'static Field,
        /// NFC, without blanks at its ends.
        text: String,
    },
    /// These tags and no others.
    Tags(Vec<String>),
    /// These tags besides those that are there.
    AddTags(Vec<String>),
    /// These tags no longer.
    RemoveTags(Vec<String>),
}

impl Edit {
    /// Reads `FIELD=VALUE`, `tags=a,b`, `tags+=a` or `tags-=a`; nothing behind `=` clears the field.
    ///
    /// # Errors
    /// [`Failure::Usage`] when it can't be understood or names an unknown field, with the fields it may mean;
    /// [`Failure::Problems`] for a field that can't be changed from here.
    pub fn parse(text: &str) -> Result<Edit, Failure> {
        let Some((name, value)) = text.split_once('=') else {
            let problem = Problem::new(Code::BadFormat, say!("problem-edit-without-sign"));
            return Err(Failure::Usage(vec![problem.found(text)]));
        };
        let name = name.trim();
        match name.strip_suffix(['+', '-']) {
            Some(field) if !field.trim_end().eq_ignore_ascii_case(TAGS) => {
                let problem = Problem::new(Code::NotAllowed, say!("problem-edit-only-tags"));
                Err(Failure::Usage(vec![problem.found(text)]))
            }
            Some(_) if name.ends_with('+') => Ok(Edit::AddTags(tags::typed(value))),
            Some(_) => Ok(Edit::RemoveTags(tags::typed(value))),
            None => Edit::of(name, value),
        }
    }

    /// Reads several, and tells what is wrong in all of them at once; what can't be understood goes before what is refused.
    ///
    /// # Errors
    /// As [`Edit::parse`].
    pub fn parse_all<S: AsRef<str>>(texts: &[S]) -> Result<Vec<Edit>, Failure> {
        all(texts
            .iter()
            .map(|text| Edit::parse(text.as_ref()))
            .collect())
    }

    /// The wish that a field says something.
    ///
    /// # Errors
    /// As [`Edit::parse`].
    pub fn of(path: &str, value: &str) -> Result<Edit, Failure> {
        let field = field_at(path).ok_or_else(|| unknown_field(path))?;
        Edit::of_field(field, value)
    }

    /// As [`Edit::of`], for a field that is known already.
    pub(in crate::operations) fn of_field(
        field: &'static Field,
        value: &str,
    ) -> Result<Edit, Failure> {
        if !field.is_editable() {
            return Err(company_profile(field.path));
        }
        if field.path == TAGS {
            return Ok(Edit::Tags(tags::typed(value)));
        }
        let text = nfc(value.trim()).into_owned();
        Ok(Edit::Text { field, text })
    }

    /// Whether it is about tags, which not everybody may put on.
    pub fn touches_tags(&self) -> bool {
        !matches!(self, Edit::Text { .. })
    }

    pub(super) fn is_of(&self, path: &str) -> bool {
        matches!(self, Edit::Text { field, .. } if field.path == path)
    }
}

/// All wishes, or what is wrong in all of them: what can't be understood goes before what is refused.
pub(super) fn all(read: Vec<Result<Edit, Failure>>) -> Result<Vec<Edit>, Failure> {
    let (mut edits, mut usage, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for result in read {
        match result {
            Ok(edit) => edits.push(edit),
            Err(Failure::Usage(found)) => usage.extend(found),
            Err(Failure::Problems(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    match (usage.is_empty(), problems.is_empty()) {
        (false, _) => Err(Failure::Usage(usage)),
        (true, false) => Err(Failure::Problems(problems)),
        (true, true) => Ok(edits),
    }
}

fn company_profile(path: &str) -> Failure {
    let message = say!("problem-company-profile");
    Failure::Problems(vec![Problem::of_field(path, Code::NotAllowed, message)])
}

fn unknown_field(path: &str) -> Failure {
    let inside = |name: &str| path.to_ascii_lowercase().starts_with(name);
    if inside("companyprofile.") || path.eq_ignore_ascii_case("companyProfile") {
        return company_profile(path);
    }
    let editable = || FIELDS.iter().filter(|field| field.is_editable());
    let mut meant = near::all(path, editable().map(|field| field.path));
    let last = |path: &str| path.rsplit('.').next().unwrap_or(path).to_ascii_lowercase();
    let same_end = editable().filter(|field| last(field.path) == last(path));
    for field in same_end {
        if !meant.contains(&field.path) {
            meant.push(field.path);
        }
    }
    let problem = Problem::of_field(
        path,
        Code::NotInList,
        say!("problem-unknown-field", field = path),
    );
    Failure::Usage(vec![match meant.first() {
        Some(first) => problem
            .suggest(*first)
            .remedy(say!("remedy-unknown-field", list = meant)),
        None => {
            let list: Vec<&str> = editable().map(|field| field.path).collect();
            problem.remedy(say!("remedy-fields", list = list))
        }
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_names_its_field_in_any_case() {
        let edit = Edit::parse(" BillingProfile.Email = a@b.de ").unwrap();
        assert!(edit.is_of("billingProfile.email"));
        assert!(Edit::parse("tags+=gold").unwrap().touches_tags());
        assert!(matches!(Edit::parse("nothing"), Err(Failure::Usage(_))));
        assert!(matches!(Edit::parse("notes+=x"), Err(Failure::Usage(_))));
    }

    #[test]
    fn an_unknown_field_tells_the_near_ones() {
        for (path, meant) in [
            ("billingProfile.emial", "billingProfile.email"),
            ("city", "billingProfile.defaultAddress.city"),
            ("tag", "tags"),
        ] {
            let Err(Failure::Usage(problems)) = Edit::of(path, "x") else {
                panic!("{path} is a field");
            };
            assert_eq!(problems[0].suggestion.as_deref(), Some(meant));
        }
    }

    #[test]
    fn the_company_profile_is_refused_with_the_reason() {
        for path in [
            "companyProfile.domain",
            "companyProfile.companyName",
            "CompanyProfile.x",
        ] {
            let Err(Failure::Problems(problems)) = Edit::of(path, "x") else {
                panic!("{path} can be changed");
            };
            assert_eq!(problems[0].code, Code::NotAllowed);
        }
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let wishes = ["a", "companyProfile.domain=x", "alias=y", "unknown=z"];
        let Err(Failure::Usage(problems)) = Edit::parse_all(&wishes) else {
            panic!("understood");
        };
        assert_eq!(problems.len(), 2);
    }
}
