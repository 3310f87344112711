//! Where a customer may be: known country, the book's cloud, a market of the partner (operations.md section 2, clouds.md
//! «Countries, currency, culture»).

use super::cloud::Cloud;
use super::country::{Countries, Country};
use super::partner::Partner;
use super::problem::{Code, Message, Problem};
use super::verdict::Verdict;
use crate::say;

/// What the rules say to a country that is named: known, not obsolete, allowed in the cloud.
pub fn check_country(path: &str, named: &str, countries: &Countries, cloud: Cloud) -> Verdict {
    let Some(country) = countries.find(named) else {
        let message = say!("problem-country", country = named);
        let problem = Problem::of_field(path, Code::UnknownCountry, message).found(named);
        return Verdict::refuse(match countries.near(named) {
            Some(meant) => problem
                .remedy(say!(
                    "remedy-country-near",
                    country = meant.arg(),
                    code = meant.code
                ))
                .suggest(meant.code),
            None => problem.remedy(say!("remedy-country")),
        });
    };
    if country.may_live_in(cloud) {
        return Verdict::fine();
    }
    let message = say!(
        "problem-country-cloud",
        country = country.arg(),
        cloud = Message::new(cloud.facts().name)
    );
    let problem = Problem::of_field(path, Code::NotAllowed, message).found(named);
    Verdict::refuse(
        match Cloud::ALL
            .into_iter()
            .find(|cloud| country.may_live_in(*cloud))
        {
            Some(other) => {
                let other = Message::new(other.facts().name);
                problem.remedy(say!("remedy-country-cloud", cloud = other))
            }
            None => problem,
        },
    )
}

/// What the rules say to selling there. Without the partner's country that is skipped, with a warning.
pub fn check_market(
    path: &str,
    country: &Country,
    partner: &Partner,
    countries: &Countries,
) -> Verdict {
    if !country.csp.sellable {
        let message = say!("problem-country-not-sold", country = country.arg());
        let problem = Problem::of_field(path, Code::WrongMarket, message);
        return Verdict::refuse(problem.found(country.code));
    }
    let home = partner
        .country
        .as_deref()
        .and_then(|code| countries.find(code));
    let Some(home) = home else {
        let message = say!("notice-partner-country-unknown");
        return Verdict::doubt(
            Problem::of_field(path, Code::Notice, message).remedy(say!("remedy-name-partner")),
        );
    };
    if home.shares_market_with(country) {
        return Verdict::fine();
    }
    let message = say!("problem-market", country = country.arg(), home = home.arg());
    Verdict::refuse(
        Problem::of_field(path, Code::WrongMarket, message)
            .found(country.code)
            .remedy(say!("remedy-market")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::country::countries;

    fn code_of(verdict: &Verdict) -> Option<Code> {
        verdict.problems.first().map(|problem| problem.code)
    }

    #[test]
    fn countries_live_in_their_clouds() {
        for (named, cloud, code) in [
            ("KR", Cloud::Global, None),
            ("Korea", Cloud::Global, None),
            ("UK", Cloud::Global, None),
            ("CN", Cloud::Global, Some(Code::NotAllowed)),
            ("CN", Cloud::China, None),
            ("KR", Cloud::China, Some(Code::NotAllowed)),
            ("US", Cloud::UsGov, None),
            ("CA", Cloud::UsGov, Some(Code::NotAllowed)),
            ("DE", Cloud::Germany, None),
            ("US", Cloud::Germany, Some(Code::NotAllowed)),
            ("Atlantis", Cloud::Global, Some(Code::UnknownCountry)),
            ("ZZ", Cloud::Global, Some(Code::UnknownCountry)),
        ] {
            let verdict = check_country("country", named, countries(), cloud);
            assert_eq!(code_of(&verdict), code, "{named} in {cloud:?}");
        }
        let verdict = check_country("country", "Koera", countries(), Cloud::Global);
        assert_eq!(verdict.problems[0].suggestion.as_deref(), Some("KR"));
    }

    fn sold(home: Option<&str>, to: &str) -> Verdict {
        let partner = Partner {
            country: home.map(str::to_owned),
            ..Partner::default()
        };
        check_market(
            "country",
            countries().get(to).unwrap(),
            &partner,
            countries(),
        )
    }

    #[test]
    fn a_partner_sells_to_its_own_market() {
        for (home, to) in [
            ("US", "US"),
            ("US", "GU"),
            ("DE", "PT"),
            ("PT", "GB"),
            ("KR", "KR"),
            ("uk", "FR"),
        ] {
            assert!(sold(Some(home), to).is_fine(), "{home} to {to}");
        }
        for (home, to) in [
            ("US", "CA"),
            ("KR", "JP"),
            ("DE", "US"),
            ("US", "RU"),
            ("RU", "RU"),
            ("BY", "BY"),
        ] {
            let verdict = sold(Some(home), to);
            assert_eq!(code_of(&verdict), Some(Code::WrongMarket), "{home} to {to}");
        }
    }

    #[test]
    fn without_the_partners_country_the_market_is_a_warning() {
        let verdict = sold(None, "KR");
        assert!(verdict.is_allowed());
        assert_eq!(verdict.warnings[0].code, Code::Notice);
        assert_eq!(code_of(&sold(None, "RU")), Some(Code::WrongMarket));
    }
}
