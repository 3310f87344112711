//! The e-mail address of an account (operations.md section 2).

use email_address::{EmailAddress, Options};

use super::partner::Partner;
use super::problem::{Code, Message, Problem};
use super::verdict::Verdict;
use crate::say;

/// The service takes no address of its maker.
const MAKER: &str = "microsoft.com";

/// What the rules say to an address that is there. Whether it is one of the partner's own is skipped, with a warning,
/// when the partner's domain is not known.
pub fn check(path: &str, address: &str, partner: &Partner) -> Verdict {
    let Some(domain) = domain_of(address) else {
        let problem = Problem::of_field(path, Code::BadFormat, say!("problem-email"));
        let problem = problem.found(address).remedy(say!("remedy-email"));
        return Verdict::refuse(match mended(address) {
            Some(right) => problem.suggest(right),
            None => problem,
        });
    };
    if domain.eq_ignore_ascii_case(MAKER) {
        return not_allowed(path, address, say!("problem-email-microsoft"));
    }
    match &partner.domain {
        Some(own) if domain.eq_ignore_ascii_case(own) => {
            not_allowed(path, address, say!("problem-email-of-partner"))
        }
        Some(_) => Verdict::fine(),
        None => Verdict::doubt(
            Problem::of_field(path, Code::Notice, say!("notice-partner-domain-unknown"))
                .remedy(say!("remedy-name-partner")),
        ),
    }
}

/// The domain of an address that can be written to: of at least two parts, with nothing around the address.
pub fn domain_of(address: &str) -> Option<&str> {
    let options = Options::default()
        .with_required_tld()
        .without_display_text()
        .without_domain_literal();
    EmailAddress::parse_with_options(address, options).ok()?;
    let (_, domain) = address.rsplit_once('@')?;
    Some(domain)
}

fn not_allowed(path: &str, address: &str, message: Message) -> Verdict {
    let problem = Problem::of_field(path, Code::NotAllowed, message);
    Verdict::refuse(
        problem
            .found(address)
            .remedy(say!("remedy-email-of-customer")),
    )
}

/// The address inside what people paste: `mailto:a@b.c`, `Ana Lee <a@b.c>`, `a@b.c;`, `a @b.c`.
fn mended(text: &str) -> Option<String> {
    let inside = text
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or(text, |(inside, _)| inside);
    let address: String = inside.chars().filter(|c| !c.is_whitespace()).collect();
    let address = address.trim_matches([',', ';', '.', '"', '\'']);
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    domain_of(address)?;
    Some(address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_partner(domain: Option<&str>) -> Partner {
        Partner {
            domain: domain.map(str::to_owned),
            ..Partner::default()
        }
    }

    #[test]
    fn addresses_that_can_be_written_to_are_fine() {
        let partner = of_partner(Some("northwind.onmicrosoft.com"));
        for address in [
            "gena@wingtiptoys.com",
            "g.soto+billing@mail.wingtiptoys.co.kr",
            "O'Hara@contoso.ie",
            "이름@예시.한국",
            "a@notmicrosoft.com",
        ] {
            assert_eq!(
                check("email", address, &partner),
                Verdict::fine(),
                "{address}"
            );
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let partner = of_partner(Some("northwind.onmicrosoft.com"));
        for address in [
            "a",
            "a@",
            "@b.c",
            "a@b",
            "a@b.",
            "a@b..c",
            "a b@c.d",
            "a@b.c, d@e.f",
            "Ana <a@b.c>",
            "a@[127.0.0.1]",
            "a@@b.c",
        ] {
            let verdict = check("email", address, &partner);
            assert_eq!(verdict.problems.len(), 1, "{address}");
            assert_eq!(verdict.problems[0].code, Code::BadFormat, "{address}");
        }
    }

    #[test]
    fn the_maker_and_the_partner_are_not_the_customer() {
        let partner = of_partner(Some("Northwind.onmicrosoft.com"));
        for address in [
            "a@microsoft.com",
            "a@MICROSOFT.com",
            "a@northwind.OnMicrosoft.com",
        ] {
            let verdict = check("email", address, &partner);
            assert_eq!(verdict.problems[0].code, Code::NotAllowed, "{address}");
        }
    }

    #[test]
    fn a_partner_without_a_domain_is_a_warning() {
        let verdict = check("email", "a@b.de", &of_partner(None));
        assert!(verdict.is_allowed());
        assert_eq!(verdict.warnings[0].code, Code::Notice);
    }

    #[test]
    fn pasted_addresses_are_mended() {
        for (text, address) in [
            ("mailto:a@b.de", "a@b.de"),
            ("Ana Lee <ana@b.de>", "ana@b.de"),
            ("a@b.de;", "a@b.de"),
            ("a @ b.de", "a@b.de"),
        ] {
            let verdict = check("email", text, &of_partner(None));
            let suggestion = verdict.problems[0].suggestion.as_deref();
            assert_eq!(suggestion, Some(address), "{text}");
        }
    }
}
