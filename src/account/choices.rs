//! What can be chosen in a field that is a choice: countries, states, cultures, languages.

use super::billing::{Control, Field};
use super::check::Context;
use super::country::{Country, State};
use super::market;
use super::problem::Arg;

/// One of the values to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the field says then.
    pub value: &'static str,
    /// What people call it; a form filters by this and by the value.
    pub name: Arg,
    /// Another name it is found by: in the letters of the country, for countries in Korean.
    pub also: Option<&'static str>,
}

/// The values of a field, the usual one of the country first; empty for a field that is typed, and for all but the
/// country while there is none. Of the countries only those that the cloud and the partner's market allow.
pub fn choices(field: &Field, country: Option<&Country>, context: &Context<'_>) -> Vec<Choice> {
    match (field.control, country) {
        (Control::Country, _) => {
            let allowed = |country: &&Country| market::is_open(country, context);
            let open = context.countries.all().iter().filter(allowed);
            open.map(of_country).collect()
        }
        (Control::State, Some(country)) => country.states().iter().map(of_state).collect(),
        (Control::Culture, Some(country)) => {
            let usual = country.default_culture();
            plain(usual, country.cultures())
        }
        (Control::Language, Some(country)) => {
            plain(country.default_language(), &country.languages())
        }
        _ => Vec::new(),
    }
}

fn of_country(country: &Country) -> Choice {
    Choice {
        value: country.code,
        name: country.arg(),
        also: country.name_ko,
    }
}

fn of_state(state: &State) -> Choice {
    Choice {
        value: state.code,
        name: Arg::from(state.name),
        also: state.local,
    }
}

fn plain(usual: &'static str, all: &[&'static str]) -> Vec<Choice> {
    let others = all.iter().copied().filter(|value| *value != usual);
    std::iter::once(usual)
        .chain(others)
        .map(|value| Choice {
            value,
            name: Arg::from(value),
            also: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::billing::{CITY, COUNTRY, CULTURE, LANGUAGE, STATE, field_at};
    use crate::account::cloud::Cloud;
    use crate::account::country::countries;
    use crate::account::partner::Partner;

    fn values(path: &str, country: Option<&str>) -> Vec<&'static str> {
        of_partner(path, country, None)
    }

    fn of_partner(path: &str, country: Option<&str>, home: Option<&str>) -> Vec<&'static str> {
        let partner = Partner {
            country: home.map(str::to_owned),
            ..Partner::default()
        };
        let context = Context {
            countries: countries(),
            cloud: Cloud::Global,
            partner: &partner,
            is_new: true,
        };
        let country = country.and_then(|code| countries().get(code));
        let field = field_at(path).unwrap();
        let choices = choices(field, country, &context);
        choices.into_iter().map(|choice| choice.value).collect()
    }

    #[test]
    fn each_choice_has_its_values_and_the_usual_one_is_first() {
        assert_eq!(values(STATE, Some("US")).len(), 51);
        assert_eq!(values(STATE, Some("DE")), [] as [&str; 0]);
        assert_eq!(values(STATE, None), [] as [&str; 0]);
        assert_eq!(values(CULTURE, Some("KR")), ["ko-KR", "en-US"]);
        assert_eq!(values(LANGUAGE, Some("KR")), ["ko", "en"]);
        assert_eq!(values(CITY, Some("KR")), [] as [&str; 0]);
    }

    #[test]
    fn only_countries_that_are_open_are_offered() {
        let all = values(COUNTRY, None);
        assert_eq!(all.len(), 243);
        assert!(!all.contains(&"CN") && !all.contains(&"RU"));
        assert_eq!(of_partner(COUNTRY, None, Some("KR")), ["KR"]);
        assert!(of_partner(COUNTRY, None, Some("US")).contains(&"GU"));
    }
}
