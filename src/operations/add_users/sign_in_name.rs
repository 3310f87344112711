//! The e-mail address of a users file, which becomes the name to sign in with: taken apart, compared, and mended where a
//! slip is plain.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::account::near;

/// An address taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Address<'a> {
    pub(super) local: &'a str,
    pub(super) domain: &'a str,
}

impl<'a> Address<'a> {
    /// Takes an address apart; `None` when it is none. Before the `@` only what the directory takes: ASCII letters, digits
    /// and the signs of RFC 5322, up to 64 characters, no dot at an end or beside another.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        let (local, domain) = text.split_once('@')?;
        let is_sound = is_local_part(local) && is_domain(domain);
        is_sound.then_some(Self { local, domain })
    }

    /// Whether the domain could be one of the internet's. A customer's own may be a placeholder of one word.
    pub(super) fn has_full_domain(&self) -> bool {
        self.domain.contains('.')
    }
}

fn is_local_part(local: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    (1..=64).contains(&local.len())
        && local.chars().all(is_letter)
        && local.split('.').all(|part| !part.is_empty())
}

fn is_domain(domain: &str) -> bool {
    let Ok(domain) = idna::domain_to_ascii(domain) else {
        return false;
    };
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    domain.len() <= 253 && domain.split('.').all(is_label)
}

/// A domain as it is compared: small letters, the ASCII form of other scripts.
pub(super) fn folded_domain(domain: &str) -> Cow<'_, str> {
    if domain.is_ascii() {
        if domain.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Cow::Owned(domain.to_ascii_lowercase());
        }
        return Cow::Borrowed(domain);
    }
    Cow::Owned(idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.to_lowercase()))
}

/// What was meant by something that is no address: blanks inside, full-width letters, `mailto:`, brackets, a stop at the
/// end.
pub(super) fn mended(text: &str) -> Option<String> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let bare = plain.trim_matches(['<', '>', '.', ',', ';', ':', '"', '\'']);
    let bare = bare.strip_prefix("mailto:").unwrap_or(bare);
    let address = Address::of(bare)?;
    (bare != text && address.has_full_domain()).then(|| bare.to_owned())
}

/// The address on one of the customer's domains, when the one found is a slip away from it or begins like it
/// (`contoso.com` for `contoso.onmicrosoft.com`).
pub(super) fn on_own_domain(address: Address<'_>, domains: &[String]) -> Option<String> {
    let first_label = |domain: &str| {
        let domain = folded_domain(domain).into_owned();
        domain.split('.').next().unwrap_or_default().to_owned()
    };
    let begins_alike = || {
        let label = first_label(address.domain);
        let mut alike = domains.iter().filter(|own| first_label(own) == label);
        alike.next().filter(|_| alike.next().is_none())
    };
    let meant = near::only(address.domain, domains.iter().map(String::as_str))
        .or_else(|| begins_alike().map(String::as_str))?;
    Some(format!("{}@{meant}", address.local))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart_and_others_refused() {
        for text in [
            "a@b",
            "mina.kim@contoso.com",
            "o'neil+x@CONTOSO.com",
            "a@bücher.de",
        ] {
            assert!(Address::of(text).is_some(), "{text}");
        }
        for text in [
            "",
            "a",
            "@",
            "a@",
            "@b.c",
            "a@b@c.d",
            "a b@c.d",
            ".a@b.c",
            "a.@b.c",
            "a..b@c.d",
            "미나@contoso.com",
            "a@b..c",
            "a@-b.c",
            "a@b-.c",
            "a@b c.d",
            "a,b@c.d",
            "a@b.c.",
            "<a@b.c>",
            "a@b/c.d",
            "a\"b@c.d",
        ] {
            assert!(Address::of(text).is_none(), "{text}");
        }
        assert!(Address::of(&format!("{}@b.c", "x".repeat(65))).is_none());
    }

    #[test]
    fn plain_slips_are_mended() {
        for (text, meant) in [
            ("mina kim@contoso.com", Some("minakim@contoso.com")),
            ("mina＠contoso.com", Some("mina@contoso.com")),
            ("mailto:mina@contoso.com", Some("mina@contoso.com")),
            ("<mina@contoso.com>;", Some("mina@contoso.com")),
            ("mina@contoso.com.", Some("mina@contoso.com")),
            ("mina", None),
            ("mina@contoso", None),
        ] {
            assert_eq!(mended(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn a_domain_near_one_of_the_customers_is_offered() {
        let domains = [
            "contoso.onmicrosoft.com".to_owned(),
            "contoso-kr.com".to_owned(),
        ];
        for (text, meant) in [
            (
                "a@contoso.onmircosoft.com",
                Some("a@contoso.onmicrosoft.com"),
            ),
            ("a@contoso.com", Some("a@contoso.onmicrosoft.com")),
            ("a@contoso-kr.co", Some("a@contoso-kr.com")),
            ("a@fabrikam.com", None),
        ] {
            let address = Address::of(text).unwrap();
            assert_eq!(on_own_domain(address, &domains).as_deref(), meant, "{text}");
        }
    }
}
