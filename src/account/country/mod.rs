//! Countries: address, phone, market, culture and registration rules of each, from `assets/countries.json` (where the
//! data comes from: `assets/NOTICE.md`). The table is parsed when it is first asked for, never at the program's start.
//! It is what can be known without the service; the service judges in the end.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use super::near;
use super::text::fold;

mod facts;

pub use facts::{
    AddressFields, AddressRules, Country, Market, PhoneRules, RegistrationRules, Requirement,
    Selling, State,
};

const TABLE: &str = include_str!("../../../assets/countries.json");

/// Other names that people type; the code first.
const ALSO_CALLED: &[(&str, &str)] = &[
    ("GB", "UK"),
    ("GB", "Great Britain"),
    ("GB", "England"),
    ("US", "United States of America"),
    ("US", "U.S."),
    ("US", "U.S.A."),
    ("US", "America"),
    ("KR", "South Korea"),
    ("KR", "Republic of Korea"),
    ("KR", "Korea, Republic of"),
    ("KR", "한국"),
    ("AE", "UAE"),
    ("CD", "Congo, Democratic Republic of the"),
    ("CI", "Ivory Coast"),
    ("CV", "Cape Verde"),
    ("CZ", "Czech Republic"),
    ("HK", "Hong Kong"),
    ("MK", "North Macedonia"),
    ("MO", "Macau"),
    ("MO", "Macao"),
    ("NL", "Netherlands"),
    ("NL", "The Netherlands"),
    ("NL", "Holland"),
    ("RU", "Russian Federation"),
    ("SZ", "Swaziland"),
    ("TR", "Türkiye"),
    ("VA", "Holy See"),
    ("VN", "Viet Nam"),
];

static COUNTRIES: LazyLock<Countries> = LazyLock::new(Countries::parse);

/// Every country, parsed at the first call (a few milliseconds) and kept.
pub fn countries() -> &'static Countries {
    &COUNTRIES
}

/// The table of countries, in the order of their codes.
pub struct Countries {
    all: Vec<Country>,
    /// The letters of their codes, in the same order.
    codes: Vec<u16>,
    by_name: OnceLock<HashMap<String, usize>>,
}

#[derive(Deserialize)]
struct Table<Each> {
    countries: Vec<Each>,
}

impl Countries {
    fn parse() -> Self {
        // The table is part of the program and a test parses it; a table that can't be read would know no country.
        let all: Vec<Country> = serde_json::from_str(TABLE)
            .map_or_else(|_| Vec::new(), |t: Table<Country>| t.countries);
        let codes = all.iter().filter_map(|country| letters(country.code));
        Self {
            codes: codes.collect(),
            all,
            by_name: OnceLock::new(),
        }
    }

    /// All of them, in the order of their codes; two obsolete ones included.
    pub fn all(&self) -> &[Country] {
        &self.all
    }

    /// The country of an ISO 3166 alpha-2 code, whatever its case. `UK` is no code: see [`Countries::find`].
    pub fn get(&self, code: &str) -> Option<&Country> {
        let code = letters(code)?;
        let at = self.codes.binary_search(&code).ok()?;
        self.all.get(at)
    }

    /// The country that a person names: alpha-2 or alpha-3 code, `UK`, the English or the Korean name, some other names
    /// that are in use. Case and accents do not count.
    pub fn find(&self, named: &str) -> Option<&Country> {
        let named = named.trim();
        self.get(named).or_else(|| {
            let at = *self.names().get(fold(named).as_str())?;
            self.all.get(at)
        })
    }

    /// The one country whose name is at most two slips of the finger away.
    pub fn near(&self, named: &str) -> Option<&Country> {
        let names = self.all.iter().flat_map(Country::names);
        self.find(near::only(named, names)?)
    }

    /// Every name by which a country is found but its codes: for a list that is filtered by what a person types.
    pub fn names_of(&self, country: &'static Country) -> impl Iterator<Item = &'static str> {
        let others = ALSO_CALLED.iter().filter(|(code, _)| *code == country.code);
        country.names().chain(others.map(|(_, name)| *name))
    }

    fn names(&self) -> &HashMap<String, usize> {
        self.by_name.get_or_init(|| {
            let mut names = HashMap::new();
            for (at, country) in self.all.iter().enumerate() {
                for name in country.names().chain([country.iso3]) {
                    names.entry(fold(name)).or_insert(at);
                }
            }
            for (code, name) in ALSO_CALLED {
                if let Ok(at) = self.all.binary_search_by(|c| c.code.cmp(code)) {
                    names.entry(fold(name)).or_insert(at);
                }
            }
            names
        })
    }
}

/// The two letters of a code, whatever their case, in the order of codes.
fn letters(code: &str) -> Option<u16> {
    let [first, second] = *code.as_bytes() else {
        return None;
    };
    let code = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
    Some(u16::from_be_bytes(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_parses_and_is_in_the_order_of_codes() {
        let all = countries().all();
        assert_eq!(all.len(), 248);
        assert!(all.is_sorted_by(|one, next| one.code < next.code));
        assert_eq!(countries().codes.len(), all.len());
    }

    #[test]
    fn a_country_is_found_by_code_and_name() {
        for (typed, code) in [
            ("kr", "KR"),
            ("KOR", "KR"),
            (" korea ", "KR"),
            ("대한민국", "KR"),
            ("South Korea", "KR"),
            ("UK", "GB"),
            ("united kingdom", "GB"),
            ("Cote d'Ivoire", "CI"),
            ("reunion", "RE"),
            ("Netherlands", "NL"),
        ] {
            let found = countries().find(typed).map(|country| country.code);
            assert_eq!(found, Some(code), "{typed}");
        }
        for typed in ["", "ZZ", "Atlantis", "K"] {
            assert!(countries().find(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn a_slip_of_the_finger_in_a_name_is_seen() {
        for (typed, code) in [("Koera", "KR"), ("Germny", "DE"), ("Untied States", "US")] {
            let near = countries().near(typed).map(|country| country.code);
            assert_eq!(near, Some(code), "{typed}");
        }
    }
}
