//! Between a form and an account: what the fields say as members of the account, in the form in which it is kept.

use crate::account::billing::{Control as Kind, Field as Known, TAGS, field_at};
use crate::account::check::kept;
use crate::account::cloud::Cloud;
use crate::account::country::{Country, countries};
use crate::account::customer::Ours;
use crate::account::resource::Resource;
use crate::tui::widgets::choice::Choice;
use crate::tui::widgets::field::{Control, Field};
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
            if field.is_changed() || self.is_given_up(field) {
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
            ours.tags = tags_in(value);
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

    /// Blanks at the ends go when a field is left, and the suffix of a domain, which stands beside it.
    pub(super) fn tidy(&mut self, path: &'static str) {
        let suffix = self.cloud.facts().domain_suffix;
        let Some(field) = self.form.field_mut(path) else {
            return;
        };
        if !field.is_changed() {
            return;
        }
        let mut value = field.value().trim();
        if field_at(path).is_some_and(|known| known.control == Kind::Domain) {
            value = value.strip_suffix(suffix).unwrap_or(value);
        }
        if value != field.value() {
            let value = value.to_owned();
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

fn tags_in(value: &str) -> Vec<String> {
    let tags = value.split([',', ';']).map(str::trim);
    tags.filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}
