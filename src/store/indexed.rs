//! What of a record can be looked up besides its key: the domains of a customer, the sign-in name of a user. Every store
//! keeps its indexes by these.

use std::collections::BTreeSet;

use crate::account::record::{Kind, RecordKey};
use crate::account::resource::Resource;

/// A word that a record can be looked up by, folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Term {
    /// A domain of a customer, primary or custom.
    Domain(String),
    /// The name that a user signs in with.
    SignInName(String),
}

/// How a domain or a sign-in name stands in an index.
pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// All terms of a record.
pub(super) fn terms(key: &RecordKey, resource: &Resource) -> BTreeSet<Term> {
    match key.kind {
        Kind::Customer => domains(resource).map(Term::Domain).collect(),
        Kind::User => resource
            .text("userPrincipalName")
            .map(|name| Term::SignInName(folded(name)))
            .into_iter()
            .collect(),
        _ => BTreeSet::new(),
    }
}

fn domains(customer: &Resource) -> impl Iterator<Item = String> {
    let custom = customer
        .list("customDomains")
        .iter()
        .filter_map(|domain| domain.as_str());
    customer
        .text("companyProfile.domain")
        .into_iter()
        .chain(custom)
        .filter(|domain| !domain.is_empty())
        .map(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::record::CustomerId;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_customer_is_found_by_every_domain_it_has() {
        let customer = resource(
            r#"{"companyProfile":{"domain":"Contoso.onmicrosoft.com"},"customDomains":["contoso.COM","",7,"contoso.com"]}"#,
        );
        let key = RecordKey::customer(&CustomerId::new("c"));
        assert_eq!(
            Vec::from_iter(terms(&key, &customer)),
            [
                Term::Domain("contoso.com".into()),
                Term::Domain("contoso.onmicrosoft.com".into())
            ]
        );
    }

    #[test]
    fn only_a_user_is_found_by_a_sign_in_name() {
        let user = resource(r#"{"userPrincipalName":"Anna@Contoso.com"}"#);
        let customer = CustomerId::new("c");
        let of = |kind| terms(&RecordKey::new(&customer, kind, "u"), &user);
        assert_eq!(
            Vec::from_iter(of(Kind::User)),
            [Term::SignInName("anna@contoso.com".into())]
        );
        assert!(of(Kind::License).is_empty());
    }
}
