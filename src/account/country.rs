//! Countries: address, phone, market, culture and registration rules of each, from `assets/countries.json` (where the
//! data comes from: `assets/NOTICE.md`). The table is parsed when it is first asked for, never at the program's start.
//! It is what can be known without the service; the service judges in the end.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::cloud::Cloud;
use super::near;
use super::problem::Arg;
use super::text::fold;

const TABLE: &str = include_str!("../../assets/countries.json");

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
    by_name: OnceLock<HashMap<String, usize>>,
}

#[derive(Deserialize)]
struct Table<Each> {
    countries: Vec<Each>,
}

impl Countries {
    fn parse() -> Self {
        // The table is part of the program and a test parses it; a table that can't be read would know no country.
        let all = serde_json::from_str(TABLE)
            .map_or_else(|_| Vec::new(), |t: Table<Country>| t.countries);
        Self {
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
        let code = code.to_ascii_uppercase();
        let at = self.all.binary_search_by(|c| c.code.cmp(&code)).ok()?;
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

/// What is known of one country.
#[derive(Debug, Deserialize)]
pub struct Country {
    /// ISO 3166 alpha-2, upper case.
    #[serde(rename = "iso2")]
    pub code: &'static str,
    /// ISO 3166 alpha-3, upper case.
    pub iso3: &'static str,
    /// As the service's documents call it.
    pub name_en: &'static str,
    /// In Korean.
    pub name_ko: Option<&'static str>,
    /// Where it may be sold to.
    pub csp: Selling,
    clouds: Clouds,
    culture: Culture,
    /// How an address is written.
    pub address: AddressRules,
    /// How a phone number is written; `None` where nobody has one.
    pub phone: Option<PhoneRules>,
    /// Whether a company number goes with a new customer.
    pub registration_number: RegistrationRules,
    #[serde(rename = "observed_service_rules")]
    observed: Option<Observed>,
    #[serde(skip)]
    postal: OnceLock<Option<Regex>>,
    #[serde(skip)]
    number: OnceLock<Option<Regex>>,
}

/// Whether and in which markets a country may be sold to.
#[derive(Debug, Deserialize)]
pub struct Selling {
    /// Nobody may sell to some.
    pub sellable: bool,
    /// A partner of a market may sell to all of it.
    pub markets: Vec<Market>,
}

/// A market.
#[derive(Debug, Deserialize)]
pub struct Market {
    /// Its name, as the documents give it.
    pub market: String,
    /// What is paid in, by its ISO 4217 code.
    pub currency: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Clouds {
    global: bool,
    us_gov: bool,
    germany: bool,
    china_21vianet: bool,
}

#[derive(Debug, Deserialize)]
struct Culture {
    default: &'static str,
    supported: Vec<&'static str>,
    default_language: &'static str,
}

/// How an address is written in a country: postal practice, not always the service's rule.
#[derive(Debug, Deserialize)]
pub struct AddressRules {
    /// Which parts it has.
    pub fields: AddressFields,
    postal_regex: Option<String>,
    /// Postal codes that are right, for showing.
    pub postal_examples: Option<Vec<&'static str>>,
    /// What people write in front of a postal code and the service does not want: `SE-`.
    pub postal_prefix: Option<&'static str>,
    uppercase_fields: Option<&'static str>,
    /// The address service checks the state against the list in four countries only.
    #[serde(rename = "state_list_enforced_by_service")]
    pub state_is_from_list: bool,
    states: Option<Vec<State>>,
}

/// Which parts of an address a country has.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AddressFields {
    /// City, town.
    pub city: Requirement,
    /// State, province.
    pub state: Requirement,
    /// Postal code.
    pub postal_code: Requirement,
}

/// Whether a part of an address is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Requirement {
    /// Must be there.
    Required,
    /// Postal practice wants it; may be empty.
    Recommended,
    /// May be there.
    Optional,
    /// The country has no such thing.
    Unused,
}

/// A state or province.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct State {
    /// What is sent: two letters, for some countries three, or the digits of ISO 3166-2.
    pub code: &'static str,
    /// Its name in Latin letters.
    pub name: &'static str,
    /// Its name in the country's own letters, where that differs.
    pub local: Option<&'static str>,
}

/// How a phone number is written in a country.
#[derive(Debug, Deserialize)]
pub struct PhoneRules {
    /// Digits of the calling code, without `+`.
    pub calling_code: &'static str,
    national_regex: String,
    /// What is dialled in front inside the country and left out from abroad.
    pub trunk_prefix: Option<&'static str>,
    /// A number that is right, with `+`.
    pub example_e164: &'static str,
}

/// Whether a company number goes with a new customer (address-rules.md, rule 8).
#[derive(Debug, Deserialize)]
pub struct RegistrationRules {
    /// Must be given; elsewhere the service refuses it (600002).
    pub required: bool,
    /// A phone number must be given too (600051).
    pub phone_required: bool,
    /// How the number is called there.
    pub kind: Option<&'static str>,
}

/// What the real service answered for a country: exact, overrides everything else.
#[derive(Debug, Deserialize)]
struct Observed {
    default_culture: &'static str,
    postal_regex: String,
    phone_regex: Option<String>,
    languages: Vec<&'static str>,
    cultures: Vec<&'static str>,
}

impl Country {
    /// Its name inside a sentence.
    pub fn arg(&self) -> Arg {
        Arg::Country(self.code)
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        [Some(self.name_en), self.name_ko].into_iter().flatten()
    }

    /// Whether a customer of the country may live in a cloud (clouds.md, «Countries, currency, culture»).
    pub fn may_live_in(&self, cloud: Cloud) -> bool {
        match cloud {
            Cloud::Global => self.clouds.global,
            Cloud::UsGov => self.clouds.us_gov,
            Cloud::Germany => self.clouds.germany,
            Cloud::China => self.clouds.china_21vianet,
        }
    }

    /// Whether a partner of the one country may sell to customers of the other.
    pub fn shares_market_with(&self, other: &Country) -> bool {
        let of = |market: &Market| other.csp.markets.iter().any(|o| o.market == market.market);
        self.csp.markets.iter().any(of)
    }

    /// The culture of a new customer.
    pub fn default_culture(&self) -> &'static str {
        self.observed
            .as_ref()
            .map_or(self.culture.default, |observed| observed.default_culture)
    }

    /// The cultures that the service takes for the country.
    pub fn cultures(&self) -> &[&'static str] {
        self.observed
            .as_ref()
            .map_or(&self.culture.supported, |observed| &observed.cultures)
    }

    /// The language of a new customer.
    pub fn default_language(&self) -> &'static str {
        self.culture.default_language
    }

    /// The languages that the service takes: those it named, and those of the country's cultures.
    pub fn languages(&self) -> Vec<&'static str> {
        let mut languages = vec![self.default_language()];
        let observed = self.observed.iter().flat_map(|o| &o.languages).copied();
        let of_cultures = self.cultures().iter().map(|culture| language_of(culture));
        for language in observed.chain(of_cultures) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        languages
    }

    /// States and provinces; empty where there is no list.
    pub fn states(&self) -> &[State] {
        self.address.states.as_deref().unwrap_or_default()
    }

    /// What a postal code looks like, in letters of any case; compiled when first asked for.
    pub fn postal_pattern(&self) -> Option<&Regex> {
        let observed = self.observed.as_ref().map(|o| o.postal_regex.as_str());
        let source = observed.or(self.address.postal_regex.as_deref());
        self.postal.get_or_init(|| compile(source?)).as_ref()
    }

    /// Whether a postal code is written in capital letters (`Z` among the fields that are).
    pub fn postal_is_upper_case(&self) -> bool {
        self.address
            .uppercase_fields
            .is_some_and(|fields| fields.contains('Z'))
    }

    /// What the digits of a phone number look like without calling code and trunk prefix; compiled when first asked for.
    pub fn phone_pattern(&self) -> Option<&Regex> {
        let observed = self
            .observed
            .as_ref()
            .and_then(|o| o.phone_regex.as_deref());
        let source = observed.or(self.phone.as_ref().map(|p| p.national_regex.as_str()));
        self.number.get_or_init(|| compile(source?)).as_ref()
    }
}

/// The language part of a culture: `ko` of `ko-KR`.
fn language_of(culture: &'static str) -> &'static str {
    culture.split('-').next().unwrap_or(culture)
}

fn compile(source: &str) -> Option<Regex> {
    RegexBuilder::new(source)
        .case_insensitive(true)
        // Digits of other scripts are digits to Unicode, not to the post.
        .unicode(false)
        .build()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_parses_and_is_in_the_order_of_codes() {
        let all = countries().all();
        assert_eq!(all.len(), 248);
        assert!(all.is_sorted_by(|one, next| one.code < next.code));
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

    #[test]
    fn every_pattern_compiles() {
        for country in countries().all() {
            let has_codes = country.address.fields.postal_code != Requirement::Unused;
            assert_eq!(
                country.postal_pattern().is_some(),
                has_codes,
                "{}",
                country.code
            );
            assert_eq!(
                country.phone_pattern().is_some(),
                country.phone.is_some(),
                "{}",
                country.code
            );
        }
    }
}
