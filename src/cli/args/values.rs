//! Words that an option takes: clap keeps them for completions and for the sentence about a wrong one.

use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};

use crate::account::cloud::Cloud;
use crate::account::entry::EntryId;
use crate::account::partner::PartnerKind;
use crate::account::qualification::{Qualification, Segment};
use crate::account::record::Kind;
use crate::account::role::Role;
use crate::account::transfer::machine::Way;
use crate::exchange::encoding::Asked;
use crate::operations::manage_subscriptions::{Cycle, Renewal};
use crate::words::Language;

pub(super) fn clouds() -> ValueParser {
    one_of(Cloud::ALL.map(|cloud| cloud.facts().word), Cloud::parse)
}

pub(super) fn roles() -> ValueParser {
    one_of(Role::ALL.map(Role::as_str), Role::parse)
}

pub(super) fn kinds() -> ValueParser {
    let exported = Kind::ALL.into_iter().filter(|kind| kind.is_exported());
    one_of(exported.map(Kind::as_str), Kind::parse)
}

pub(super) fn partner_kinds() -> ValueParser {
    one_of(PartnerKind::ALL.map(PartnerKind::as_str), |text| {
        PartnerKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
    })
}

pub(super) fn renewals() -> ValueParser {
    one_of(Renewal::ALL.map(Renewal::as_str), Renewal::parse)
}

pub(super) fn cycles() -> ValueParser {
    one_of(Cycle::ALL.map(Cycle::as_str), Cycle::parse)
}

pub(super) fn ways() -> ValueParser {
    one_of(Way::ALL.map(Way::as_str), Way::parse)
}

pub(super) fn encodings() -> ValueParser {
    one_of(Asked::WORDS, Asked::parse)
}

pub(super) fn languages() -> ValueParser {
    one_of(Language::ALL.map(Language::code), Language::parse)
}

/// A value that is one of a few words.
pub(super) fn one_of<T: Clone + Send + Sync + 'static>(
    words: impl IntoIterator<Item = &'static str>,
    parse: fn(&str) -> Option<T>,
) -> ValueParser {
    PossibleValuesParser::new(words)
        .try_map(move |word| parse(&word).ok_or(""))
        .into()
}

pub(super) fn entry(text: &str) -> Result<EntryId, std::num::ParseIntError> {
    text.parse().map(EntryId)
}

pub(super) fn qualifications() -> ValueParser {
    let set = Qualification::SET.map(Qualification::as_str);
    one_of(set, |word| {
        Qualification::SET
            .into_iter()
            .find(|one| one.as_str() == word)
    })
}

pub(super) fn segments() -> ValueParser {
    one_of(Segment::ALL.map(Segment::as_str), |word| {
        Segment::ALL.into_iter().find(|one| one.as_str() == word)
    })
}
