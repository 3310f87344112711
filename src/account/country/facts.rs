//! What is known of one country, as `assets/countries.json` has it. Patterns are compiled when they are first asked for.

use std::sync::OnceLock;

use regex_lite::{Regex, RegexBuilder};
use serde::Deserialize;

use crate::account::cloud::Cloud;
use crate::account::problem::Arg;

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
    #[serde(skip)]
    registration: OnceLock<Option<Regex>>,
    #[serde(skip)]
    languages: OnceLock<Vec<&'static str>>,
}

/// Whether and in which markets a country may be sold to.
#[derive(Debug, Deserialize)]
pub struct Selling {
    /// Nobody may sell to some.
    pub sellable: bool,
    /// A partner of a market may sell to all of it.
    pub markets: Vec<Market>,
    #[serde(borrow)]
    customer_agreement_languages: Option<Vec<&'static str>>,
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
    /// Its lines: `%n` parts them, `%A` lines 1 and 2, `%C` city, `%S` state, `%Z` postal code.
    layout: Option<&'static str>,
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
    /// What it looks like, where the service was seen to say so.
    pattern: Option<String>,
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

    /// Its names in every language.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        [Some(self.name_en), self.name_ko].into_iter().flatten()
    }

    /// The lines in which an address is written there: `%A%n%C, %S %Z`.
    pub fn address_layout(&self) -> &'static str {
        self.address.layout.unwrap_or("%A%n%C%n%Z")
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

    /// The cultures in which the customer agreement is written for the country.
    pub fn agreement_languages(&self) -> &[&'static str] {
        self.csp
            .customer_agreement_languages
            .as_deref()
            .unwrap_or_default()
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
    pub fn languages(&self) -> &[&'static str] {
        self.languages.get_or_init(|| {
            let mut languages = vec![self.default_language()];
            let observed = self.observed.iter().flat_map(|o| &o.languages).copied();
            let of_cultures = self.cultures().iter().map(|culture| language_of(culture));
            for language in observed.chain(of_cultures) {
                if !languages.contains(&language) {
                    languages.push(language);
                }
            }
            languages
        })
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

    /// What a registration number looks like, where that is known; compiled when first asked for.
    pub fn registration_pattern(&self) -> Option<&Regex> {
        let source = self.registration_number.pattern.as_deref();
        self.registration.get_or_init(|| compile(source?)).as_ref()
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
        .build()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::country::countries;

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
