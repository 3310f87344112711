//! Whose book it is. Feeds the market rule, «not the partner's own domain», and the limits of an indirect reseller
//! (operations.md sections 0 and 2). Without it those checks are skipped, with a warning.

use serde::{Deserialize, Serialize};

/// The reseller whose customers the book holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Partner {
    /// Name of the company.
    pub name: Option<String>,
    /// Its Microsoft ID.
    pub tenant_id: Option<String>,
    /// ISO 3166 alpha-2 code of its country, upper case.
    pub country: Option<String>,
    /// Its own primary domain.
    pub domain: Option<String>,
    /// How it sells.
    pub kind: Option<PartnerKind>,
}

/// How a partner sells (operations.md section 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartnerKind {
    /// Buys from Microsoft, bills its own customers.
    Direct,
    /// Distributor: buys from Microsoft, sells through resellers.
    Provider,
    /// Sells through a provider; can't buy.
    Reseller,
}

impl PartnerKind {
    /// Every kind.
    pub const ALL: [PartnerKind; 3] = [
        PartnerKind::Direct,
        PartnerKind::Provider,
        PartnerKind::Reseller,
    ];

    /// The word on the command line and in the book.
    pub const fn as_str(self) -> &'static str {
        match self {
            PartnerKind::Direct => "direct",
            PartnerKind::Provider => "provider",
            PartnerKind::Reseller => "reseller",
        }
    }
}
