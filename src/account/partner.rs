//! Whose book it is. Feeds the market rule, «not the partner's own domain», and the limits of an indirect reseller
//! (operations.md sections 0 and 2). Without it those checks are skipped, with a warning.

use serde::{Deserialize, Serialize};

use super::task::Task;

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

    /// Why a partner of this kind can't do a task: the ID of the sentence that says who does it instead. An indirect
    /// reseller sells and can't buy; only a provider has resellers (operations.md sections 0, 3, 4, 8 and 12).
    pub const fn refuses(self, task: Task) -> Option<&'static str> {
        match (task, self) {
            (
                Task::RemoveRelationship
                | Task::ConfirmAgreement
                | Task::SwitchByPaper
                | Task::TransferElectronically
                | Task::SetGovernmentQualification
                | Task::BuySubscriptions,
                PartnerKind::Reseller,
            ) => Some("partner-ask-your-provider"),
            (
                Task::AddCustomerForReseller | Task::LinkResellers,
                PartnerKind::Direct | PartnerKind::Reseller,
            ) => Some("partner-only-a-provider"),
            _ => None,
        }
    }
}
