//! What the choices of an account's form offer. The country decides: its states, cultures and languages.

use std::sync::Arc;

use crate::account::billing::{Control as Kind, Field as Known};
use crate::account::cloud::Cloud;
use crate::account::country::{Country, countries};
use crate::tui::widgets::choice::{Choice, Pick};
use crate::tui::widgets::field::{Control, Field};
use crate::tui::widgets::text::TextLine;
use crate::words::Words;

/// What a field offers in a country; `None` where it is text.
pub(super) fn of(
    known: &Known,
    country: Option<&Country>,
    cloud: Cloud,
    words: &Words,
) -> Option<Arc<[Pick]>> {
    match known.control {
        Kind::Country => Some(all_countries(cloud, words)),
        _ => of_country(known, country),
    }
}

/// Gives a field the choices of another country; its value stays, whatever it is.
pub(super) fn follow(field: &mut Field, known: &Known, country: Option<&Country>) {
    if known.control == Kind::Country {
        return;
    }
    let picks = of_country(known, country);
    match (&mut field.control, picks) {
        (Control::Choice(choice), Some(picks)) => choice.offer(picks),
        (Control::Text(line), Some(picks)) => {
            field.control = Control::Choice(Choice::new(line.text(), picks));
        }
        (Control::Choice(choice), None) => {
            field.control = Control::Text(TextLine::new(choice.value()));
        }
        (Control::Text(_) | Control::Lines(_) | Control::Flag(_), _) => {}
    }
}

/// The countries of a cloud by their names in the language, found by any of their names.
pub fn all_countries(cloud: Cloud, words: &Words) -> Arc<[Pick]> {
    let mut picks: Vec<Pick> = countries()
        .all()
        .iter()
        .filter(|country| country.csp.sellable && country.may_live_in(cloud))
        .map(|country| {
            let names: Vec<&str> = countries().names_of(country).collect();
            let also = format!("{}\n{}", names.join("\n"), country.iso3);
            Pick::new(country.code, &words.country(country.code), &also)
        })
        .collect();
    picks.sort_by(|one, other| one.words.cmp(&other.words));
    picks.into()
}

fn of_country(known: &Known, country: Option<&Country>) -> Option<Arc<[Pick]>> {
    let plain = |codes: &[&str]| codes.iter().map(|code| Pick::new(code, code, "")).collect();
    match known.control {
        Kind::State => {
            let states = country
                .map(Country::states)
                .filter(|states| !states.is_empty())?;
            let pick = |state: &crate::account::country::State| {
                Pick::new(state.code, state.name, state.local.unwrap_or_default())
            };
            Some(states.iter().map(pick).collect())
        }
        Kind::Culture => Some(plain(country.map(Country::cultures).unwrap_or_default())),
        Kind::Language => Some(plain(country.map(Country::languages).unwrap_or_default())),
        _ => None,
    }
}
