//! Between a form and an account: what the fields say as members of the account, in the form in which it is kept.

use serde_json::Value;

use crate::account::billing::{Control as Kind, Field as Known, TAGS, field_at};
use crate::account::check::kept;
use crate::account::cloud::Cloud;
use crate::account::country::{Country, countries};
use crate::account::customer::Ours;
use crate::account::resource::Resource;
use crate::account::tags;
use crate::operations::update_account::Edit;
use crate::tui::pane::Sight;
use crate::tui::widgets::choice::Choice;
use crate::tui::widgets::field::{Control, Field};
use crate::tui::widgets::lines::TextLines;
use crate::tui::widgets::text::TextLine;
use crate::words::Words;

use super::{AccountForm, Purpose, picks};

impl AccountForm {
    /// What the account would be now: what it was, with the fields laid over it as they would be kept.
    pub fn account(&self) -> Resource {
        let mut account = self.opened.clone();
        for field in self.form.fields() {
            let Some(known) = field_at(field.path) else {
                continue;
            };
            if self.purpose == Purpose::Add || field.is_changed() || self.is_given_up(field) {
                self.write(known, &self.value_of(field), &mut account);
            }
        }
        account
    }

    /// The fields that would be changed, with their values as they are typed.
    pub fn changed(&self) -> Vec<(&'static str, String)> {
        let fields = self.form.fields().iter();
        fields
            .filter(|field| self.value_of(field) != field.opened_with())
            .map(|field| (field.path, self.value_of(field)))
            .collect()
    }

    /// What was typed and is not saved, to be kept when the desk is left.
    pub fn unsaved(&self) -> Value {
        let fields = self.form.fields().iter().filter(|field| field.is_changed());
        let typed = fields.map(|field| (field.path.to_owned(), Value::from(field.value())));
        Value::Object(typed.collect())
    }

    /// Puts what was kept into the form again; fields that it does not know are left out.
    pub fn put_back(&mut self, unsaved: &Value, sight: &Sight) {
        for (path, text) in unsaved.as_object().into_iter().flatten() {
            if let (Some(field), Some(text)) = (self.form.field_mut(path), text.as_str()) {
                field.set(text);
                self.visited.insert(field.path);
            }
        }
        self.leave(sight);
    }

    /// What a field says: nothing when the new country has no such field.
    fn value_of(&self, field: &Field) -> String {
        if self.is_given_up(field) {
            return String::new();
        }
        field.value().to_owned()
    }

    /// A field that the country chosen in this form does not have. What stood there is kept in the form, should the
    /// country be changed back.
    fn is_given_up(&self, field: &Field) -> bool {
        !field.is_shown() && (self.purpose == Purpose::Add || self.is_moved())
    }

    fn write(&self, known: &'static Known, value: &str, account: &mut Resource) {
        if known.path == TAGS {
            let mut ours = Ours::of(account);
            ours.tags = tags::typed(value);
            ours.write(account);
            return;
        }
        let value = self.as_kept(known, value);
        if value.is_empty() {
            account.remove(known.member());
        } else {
            account.set(known.member(), value);
        }
    }

    /// A value in the form in which it is kept and sent.
    pub(super) fn as_kept(&self, known: &Known, value: &str) -> String {
        let value = kept(known, value, self.country(), countries());
        let is_prefix = known.control == Kind::Domain && !value.is_empty() && !value.contains('.');
        if is_prefix {
            value + self.cloud.facts().domain_suffix
        } else {
            value
        }
    }

    /// Blanks at the ends go when a field is left, the suffix of a domain, which stands beside it, too; what a choice
    /// knows by another name gets its code. What is sent in another form is only said beside the field: it stays as typed.
    pub(super) fn tidy(&mut self, path: &'static str) {
        let Some(field) = self.form.field(path).filter(|field| field.is_changed()) else {
            return;
        };
        let trimmed = field.value().trim();
        let value = match field_at(path) {
            Some(known) if matches!(field.control, Control::Choice(_)) => {
                self.as_kept(known, trimmed)
            }
            Some(known) if known.control == Kind::Domain => {
                let suffix = self.cloud.facts().domain_suffix;
                trimmed.strip_suffix(suffix).unwrap_or(trimmed).to_owned()
            }
            _ => trimmed.to_owned(),
        };
        if let Some(field) = self.form.field_mut(path)
            && field.value() != value
        {
            field.set(&value);
        }
    }
}

/// A field as it stands in an account.
pub(super) fn field(
    known: &'static Known,
    account: &Resource,
    country: Option<&Country>,
    cloud: Cloud,
    words: &Words,
) -> Field {
    let value = text_of(known, account);
    let control = match picks::of(known, country, cloud, words) {
        Some(picks) => Control::Choice(Choice::new(&value, picks)),
        None if known.control == Kind::Notes => Control::Lines(TextLines::new(&value)),
        None => Control::Text(TextLine::new(&value)),
    };
    Field::new(known.path, words.text(known.label), control)
}

/// A member of an account as it stands in its field.
pub(super) fn text_of(known: &Known, account: &Resource) -> String {
    if known.path == TAGS {
        return Ours::of(account).tags.join(", ");
    }
    account.text_or_empty(known.member()).to_owned()
}

/// The tags of an account with those put on and taken off that the other side wants.
pub(super) fn tags_of_both(account: &Resource, edits: &[Edit]) -> String {
    let mut tags = Ours::of(account).tags;
    for edit in edits {
        match edit {
            Edit::AddTags(added) => tags.extend(added.iter().cloned()),
            Edit::RemoveTags(gone) => {
                tags.retain(|tag| !gone.iter().any(|gone| tags::same(gone, tag)));
            }
            Edit::Tags(_) | Edit::Text { .. } => {}
        }
    }
    tags::once_each(tags).join(", ")
}
