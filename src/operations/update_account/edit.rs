//! One wish of an operator about one field, as `--set`, a file of changes and the form say it.

use crate::account::billing::{FIELDS, Field, TAGS, field_at};
use crate::account::check;
use crate::account::country::countries;
use crate::account::customer::Ours;
use crate::account::near;
use crate::account::problem::{Code, Problem};
use crate::account::resource::Resource;
use crate::account::tags;
use crate::account::text::nfc;
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
            Some(tags) if tags.trim_end().eq_ignore_ascii_case(TAGS) => {
                let tags = tags::typed(value);
                Ok(if name.ends_with('+') {
                    Edit::AddTags(tags)
                } else {
                    Edit::RemoveTags(tags)
                })
            }
            _ => Edit::of(name, value),
        }
    }

    /// The wish that a field says something.
    ///
    /// # Errors
    /// As [`Edit::parse`].
    pub fn of(path: &str, value: &str) -> Result<Edit, Failure> {
        let Some(field) = field_at(path) else {
            return Err(Failure::Usage(vec![unknown_field(path)]));
        };
        if !field.is_editable() {
            let problem = Problem::of_field(
                field.path,
                Code::NotAllowed,
                say!("problem-company-profile"),
            );
            return Err(Failure::Problems(vec![problem]));
        }
        if field.path == TAGS {
            return Ok(Edit::Tags(tags::typed(value)));
        }
        let text = nfc(value.trim()).into_owned();
        Ok(Edit::Text { field, text })
    }

    /// Whether it is about tags.
    pub fn touches_tags(&self) -> bool {
        !matches!(self, Edit::Text { .. })
    }

    pub(super) fn write(&self, account: &mut Resource) {
        let mut ours = Ours::of(account);
        match self {
            Edit::Text { field, text } => {
                let countries = countries();
                let text = check::kept(field, text, None, countries);
                if text.is_empty() {
                    account.remove(field.member());
                } else {
                    account.set(field.member(), text);
                }
                return;
            }
            Edit::Tags(tags) => ours.tags = tags.clone(),
            Edit::AddTags(tags) => ours.tags.extend(tags.iter().cloned()),
            Edit::RemoveTags(tags) => ours
                .tags
                .retain(|tag| !tags.iter().any(|gone| tags::same(gone, tag))),
        }
        ours.tags = tags::once_each(ours.tags);
        ours.write(account);
    }
}

fn unknown_field(path: &str) -> Problem {
    let near = near::all(path, FIELDS.iter().map(|field| field.path));
    let problem = Problem::new(Code::NotInList, say!("problem-unknown-field", field = path));
    match near.first() {
        Some(meant) => problem.found(path).suggest(*meant),
        None => problem.found(path),
    }
}
