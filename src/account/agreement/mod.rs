//! The customer agreement (operations.md section 8): what the book has of it, and whether that allows buying. The template
//! of the current agreement stands in `assets/agreement.json`; how an attestation is filled in is [`attestation`]'s.

pub mod attestation;

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::country::Country;
use super::person::full_name_at;
use super::problem::{Code, Problem};
use super::resource::Resource;
use super::subscription::Subscription;
use super::subscription::state::State;
use crate::say;

const TABLE: &str = include_str!("../../../assets/agreement.json");

static TEMPLATES: LazyLock<Templates> =
    LazyLock::new(|| serde_json::from_str(TABLE).unwrap_or_default());

/// The agreements that the documents know, and where the customer signs.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Templates {
    /// What is attested and signed today.
    pub current: Template,
    /// What it replaced; attestations of it are kept and shown, and allow nothing.
    pub older: Template,
    /// Where the customer signs himself: a page of the customer's own admin center.
    pub signing_link: String,
    default_country: String,
    default_language: String,
}

/// One agreement.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Template {
    /// The ID of its text.
    pub template_id: String,
    /// The service's word for it.
    pub agreement_type: String,
    /// Where people read it.
    pub agreement_link: String,
    /// The day on which another one took its place.
    pub replaced_on: Option<String>,
}

/// The table.
pub fn templates() -> &'static Templates {
    &TEMPLATES
}

/// What a record of the kind says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The partner attested that the customer accepted the current agreement.
    Attested,
    /// The same of the agreement before.
    Older,
    /// Whether the customer signed the current agreement himself.
    Signature(bool),
    /// An agreement that the documents do not know: kept, shown, and left to the service to judge.
    Unknown,
}

/// A record of an agreement as it is read.
#[derive(Debug, Clone, Copy)]
pub struct Agreement<'a>(pub &'a Resource);

impl<'a> Agreement<'a> {
    /// What it says.
    pub fn sort(self) -> Sort {
        if let Some(signed) = self.0.flag("isSigned") {
            return Sort::Signature(signed);
        }
        let is = |template: &Template| {
            let said = self.0.text_or_empty("type");
            let id = self.0.text_or_empty("templateId");
            match said {
                "" => id.eq_ignore_ascii_case(&template.template_id),
                said => said.eq_ignore_ascii_case(&template.agreement_type),
            }
        };
        match templates() {
            known if is(&known.current) => Sort::Attested,
            known if is(&known.older) => Sort::Older,
            _ => Sort::Unknown,
        }
    }

    /// The day of the agreement.
    pub fn agreed(self) -> Option<Timestamp> {
        moment(self.0.text_or_empty("dateAgreed"))
    }

    /// The whole name of the person who accepted.
    pub fn signer(self) -> String {
        full_name_at(self.0, "primaryContact", "", "")
    }
}

/// How a customer stands to the current agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody accepted anything.
    Missing,
    /// Only the agreement before was accepted.
    OnlyOlder,
    /// The partner attested it.
    Attested,
    /// The customer signed himself.
    Signed,
    /// There is one that the documents do not know.
    Unknown,
}

impl Standing {
    /// How the records of a customer stand together.
    pub fn of<'a>(agreements: impl IntoIterator<Item = &'a Resource>) -> Self {
        let stands = |sort| match sort {
            Sort::Signature(true) => Standing::Signed,
            Sort::Attested => Standing::Attested,
            Sort::Unknown => Standing::Unknown,
            Sort::Older => Standing::OnlyOlder,
            Sort::Signature(false) => Standing::Missing,
        };
        let each = agreements
            .into_iter()
            .map(|one| stands(Agreement(one).sort()));
        each.max_by_key(|standing| standing.weight())
            .unwrap_or(Standing::Missing)
    }

    /// Whether purchases are allowed. Renewals are, whatever stands here.
    pub const fn allows_buying(self) -> bool {
        !matches!(self, Standing::Missing | Standing::OnlyOlder)
    }

    const fn weight(self) -> u8 {
        match self {
            Standing::Missing => 0,
            Standing::OnlyOlder => 1,
            Standing::Unknown => 2,
            Standing::Attested => 3,
            Standing::Signed => 4,
        }
    }
}

/// Why a customer with these agreements can't buy (13605); `None` when it can. `found` names the customer. Asked only in
/// clouds that have the agreement.
pub fn refusal_to_buy<'a>(
    agreements: impl IntoIterator<Item = &'a Resource>,
    found: &str,
) -> Option<Problem> {
    let message = match Standing::of(agreements) {
        standing if standing.allows_buying() => return None,
        Standing::OnlyOlder => say!("agreement-only-older"),
        _ => say!("subs-no-agreement"),
    };
    let problem = Problem::new(Code::Service(13_605), message).found(found);
    Some(problem.remedy(say!("subs-no-agreement-remedy")))
}

/// Whether the customer's own signing fails: it bought software, reservations or an Azure plan under an attestation, so
/// that only another attestation counts. `bought` are its entitlements.
pub fn must_be_attested<'a>(
    agreements: impl IntoIterator<Item = &'a Resource>,
    subscriptions: impl IntoIterator<Item = &'a Resource>,
    bought: impl IntoIterator<Item = &'a Resource>,
) -> bool {
    let attested = |one: &Resource| matches!(Agreement(one).sort(), Sort::Attested | Sort::Older);
    let plan = |one: &Resource| {
        let one = Subscription(one);
        one.is_azure_plan() && one.state() != State::Deleted
    };
    let once = |one: &Resource| {
        let sort = one.text_or_empty("entitlementType").to_ascii_lowercase();
        sort.contains("software")
            || sort.contains("reservation")
            || sort.contains("reservedinstance")
    };
    agreements.into_iter().any(attested)
        && (subscriptions.into_iter().any(plan) || bought.into_iter().any(once))
}

/// The text of the agreement that goes to a customer: of which country, in which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// ISO 3166 alpha-2 code.
    pub country: &'static str,
    /// A culture: `ko-KR`.
    pub language: &'static str,
}

impl Text {
    /// The text for a country and a culture: in the culture itself, else in another one of its language, else in the usual
    /// one.
    pub fn of(country: Option<&Country>, culture: &str) -> Self {
        let known = templates();
        let languages = country.map_or(&[][..], Country::agreement_languages);
        let usual = known.default_language.as_str();
        let same = |language: &&&str| language.eq_ignore_ascii_case(culture);
        let near =
            |language: &&&str| first_part(language).eq_ignore_ascii_case(first_part(culture));
        let found = languages.iter().find(same).or(languages.iter().find(near));
        Self {
            country: country.map_or(known.default_country.as_str(), |country| country.code),
            language: found.copied().unwrap_or(usual),
        }
    }
}

fn first_part(culture: &str) -> &str {
    culture.split('-').next().unwrap_or(culture)
}

/// A day or a moment as people and the service write it; what has no zone is meant in UTC.
pub fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let in_utc = || {
        let time: DateTime = text.parse().ok()?;
        Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
    };
    text.parse().ok().or_else(in_utc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::country::countries;

    const ATTESTED: &str = r#"{"templateId":"117a77b0-9360-443b-8795-c6dedc750cf9","dateAgreed":"2019-08-26T00:00:00","type":"MicrosoftCustomerAgreement"}"#;
    const OLDER: &str = r#"{"templateId":"998b88de-aa99-4388-a42c-1b3517d49490","dateAgreed":"2018-08-26T00:00:00","type":"MicrosoftCloudAgreement"}"#;

    fn resources(several: &[&str]) -> Vec<Resource> {
        several
            .iter()
            .map(|json| serde_json::from_str(json).unwrap())
            .collect()
    }

    #[test]
    fn the_table_of_agreements_parses() {
        assert_eq!(
            templates().current.agreement_type,
            "MicrosoftCustomerAgreement"
        );
        assert_eq!(templates().older.replaced_on.as_deref(), Some("2019-10-01"));
        assert!(
            templates()
                .signing_link
                .starts_with("https://admin.microsoft.com")
        );
    }

    #[test]
    fn only_the_current_agreement_allows_buying_13605() {
        for (held, standing, allows) in [
            (&[][..], Standing::Missing, false),
            (&[OLDER], Standing::OnlyOlder, false),
            (&[r#"{"isSigned":false}"#], Standing::Missing, false),
            (&[ATTESTED], Standing::Attested, true),
            (&[OLDER, ATTESTED], Standing::Attested, true),
            (&[r#"{"isSigned":true}"#], Standing::Signed, true),
            (&[OLDER, r#"{"isSigned":true}"#], Standing::Signed, true),
            (&[r#"{"type":"NextAgreement"}"#], Standing::Unknown, true),
            (
                &[r#"{"templateId":"117A77B0-9360-443b-8795-c6dedc750cf9"}"#],
                Standing::Attested,
                true,
            ),
        ] {
            let held = resources(held);
            assert_eq!(Standing::of(&held), standing, "{held:?}");
            let refusal = refusal_to_buy(&held, "c");
            assert_eq!(refusal.is_none(), allows, "{held:?}");
            assert!(refusal.is_none_or(|problem| problem.code == Code::Service(13_605)));
        }
    }

    #[test]
    fn who_bought_azure_software_or_reservations_under_an_attestation_can_not_sign_himself() {
        let plan = resources(&[r#"{"productType":{"id":"AzurePlan"},"status":"active"}"#]);
        let gone = resources(&[r#"{"productType":{"id":"AzurePlan"},"status":"deleted"}"#]);
        let seats =
            resources(&[r#"{"offerId":"CFQ7TTC0LF8R:0001:CFQ7TTC07777","status":"active"}"#]);
        let software = resources(&[r#"{"entitlementType":"Software"}"#]);
        let reservation = resources(&[r#"{"entitlementType":"virtualMachineReservedInstance"}"#]);
        let older = resources(&[OLDER]);
        let none = resources(&[]);
        for (agreements, subscriptions, bought, must) in [
            (&older, &plan, &none, true),
            (&older, &seats, &software, true),
            (&older, &seats, &reservation, true),
            (&older, &seats, &none, false),
            (&older, &gone, &none, false),
            (&none, &plan, &software, false),
        ] {
            assert_eq!(must_be_attested(agreements, subscriptions, bought), must);
        }
    }

    #[test]
    fn the_text_follows_country_and_culture_and_is_us_and_en_us_where_nothing_is_known() {
        let text = |code: &str, culture: &str| {
            let text = Text::of(countries().get(code), culture);
            format!("{} {}", text.country, text.language)
        };
        for (code, culture, found) in [
            ("KR", "ko-KR", "KR ko-KR"),
            ("KR", "en-US", "KR en-US"),
            ("KR", "ja-JP", "KR en-US"),
            ("MX", "es-MX", "MX es-ES"),
            ("US", "en-US", "US en-US"),
            ("CH", "FR-ch", "CH fr-FR"),
            ("XX", "", "US en-US"),
        ] {
            assert_eq!(text(code, culture), found, "{code} {culture}");
        }
    }

    #[test]
    fn days_and_moments_are_read_in_utc() {
        for (text, read) in [
            ("2026-11-20", Some("2026-11-20T00:00:00Z")),
            ("2019-08-26T00:00:00", Some("2019-08-26T00:00:00Z")),
            ("2018-06-14T00:00:00.000Z", Some("2018-06-14T00:00:00Z")),
            ("2026-11-22T09:00:00+09:00", Some("2026-11-22T00:00:00Z")),
            ("20.11.2026", None),
            ("2026-02-30", None),
            ("", None),
        ] {
            assert_eq!(
                moment(text).map(|at| at.to_string()).as_deref(),
                read,
                "{text}"
            );
        }
    }
}
