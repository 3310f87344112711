//! A text to be found in the searched text of a row (see [`super::block`]), where the common suffix of domains stands as
//! one mark.

use memchr::memmem::Finder;

use super::block::{FIELD, SUFFIX};
use super::initials::Initials;
use super::query::TextField;

/// A text to be found, in one of several spellings.
pub(super) struct Needle {
    /// In one field alone.
    field: Option<TextField>,
    spellings: Vec<Finder<'static>>,
    /// Initial consonants stand in it: no spelling is looked for then.
    initials: Option<Initials>,
}

impl Needle {
    /// A folded text in one field or in any, for domains with a common suffix.
    pub(super) fn new(field: Option<TextField>, text: &str, suffix: &str) -> Self {
        let initials = Initials::new(text);
        let spellings = match initials {
            Some(_) => Vec::new(),
            None => spellings(field, text, suffix),
        };
        let finders = spellings.iter().map(|text| Finder::new(text).into_owned());
        Self {
            field,
            spellings: finders.collect(),
            initials,
        }
    }

    /// A folded text wherever it stands, in a common suffix too.
    pub(super) fn anywhere(text: &str, suffix: &str) -> Self {
        Self {
            field: None,
            ..Self::new(Some(TextField::Domain), text, suffix)
        }
    }

    /// What it has of syllables that are known by their initials alone.
    pub(super) fn initials(&self) -> Option<&Initials> {
        self.initials.as_ref()
    }

    /// What all spellings begin with: the shortest without its mark. Nothing for initials.
    pub(super) fn stem(&self) -> &[u8] {
        let spellings = self.spellings.iter().map(Finder::needle);
        let stems = spellings.map(|text| text.strip_suffix(&[SUFFIX]).unwrap_or(text));
        stems.min_by_key(|stem| stem.len()).unwrap_or_default()
    }

    /// Whether it stands in a row wherever its stem does.
    pub(super) fn is_its_stem(&self) -> bool {
        self.field.is_none() && self.spellings.len() == 1
    }

    /// Whether it stands in the searched text of a row.
    pub(super) fn is_in(&self, text: &[u8]) -> bool {
        let text = self.field.map_or(text, |field| field_of(text, field));
        if let Some(initials) = &self.initials {
            return initials.find(text).is_some();
        }
        self.spellings
            .iter()
            .any(|spelling| spelling.find(text).is_some())
    }
}

/// A text, and the same with the mark that stands for the common suffix in place of letters of the suffix. A word is looked
/// for in the suffix alone only when a dot makes it a domain, a domain always.
fn spellings(field: Option<TextField>, text: &str, suffix: &str) -> Vec<Vec<u8>> {
    let mut spellings = vec![text.as_bytes().to_vec()];
    let anywhere = match field {
        None => text.contains('.'),
        Some(TextField::Domain) => true,
        Some(_) => return spellings,
    };
    let parts = text.char_indices().skip(1).map(|(at, _)| text.split_at(at));
    for (prefix, rest) in parts {
        if suffix.starts_with(rest) {
            spellings.push([prefix.as_bytes(), &[SUFFIX]].concat());
        }
    }
    if anywhere && suffix.contains(text) {
        spellings.push(vec![SUFFIX]);
    }
    spellings
}

/// The part of a searched text that is one field, or two of a kind side by side.
fn field_of(text: &[u8], field: TextField) -> &[u8] {
    let (before, fields) = match field {
        TextField::Name => (0, 2),
        TextField::Domain => (2, 2),
        TextField::Id => (4, 1),
        TextField::Alias => (5, 1),
        TextField::Tag => (6, 1),
    };
    let mut marks = memchr::memchr_iter(FIELD, text);
    let start = match before {
        0 => 0,
        skipped => marks.nth(skipped - 1).map_or(text.len(), |mark| mark + 1),
    };
    let end = marks.nth(fields - 1).unwrap_or(text.len());
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_common_suffix_are_found_behind_letters_of_the_domain() {
        let table: [(Option<TextField>, &str, &[&str]); 7] = [
            (None, "wing", &["wing"]),
            (None, "wing.on", &["wing.on", "wing\x01"]),
            (None, "soft", &["soft"]),
            (None, "soft.com", &["soft.com", "\x01"]),
            (Some(TextField::Domain), "soft", &["soft", "\x01"]),
            (Some(TextField::Name), "wing.on", &["wing.on"]),
            (None, "a.onmicrosoft.com", &["a.onmicrosoft.com", "a\x01"]),
        ];
        for (field, text, expected) in table {
            let spellings = spellings(field, text, ".onmicrosoft.com");
            let spellings: Vec<&str> = spellings
                .iter()
                .map(|spelling| std::str::from_utf8(spelling).unwrap())
                .collect();
            assert_eq!(spellings, expected, "{text}");
        }
    }

    #[test]
    fn a_field_is_looked_through_alone() {
        let text = b"name\x1fcompany\x1fdomain\x1fcustom\x1fid\x1falias\x1ftag1\x1etag2\n";
        let table: [(TextField, &[u8]); 5] = [
            (TextField::Name, b"name\x1fcompany"),
            (TextField::Domain, b"domain\x1fcustom"),
            (TextField::Id, b"id"),
            (TextField::Alias, b"alias"),
            (TextField::Tag, b"tag1\x1etag2\n"),
        ];
        for (field, expected) in table {
            assert_eq!(field_of(text, field), expected, "{field:?}");
        }
    }
}
